/** Writes data as a custom XML part of ours: JSON as the text of one element. */
// eslint-disable-next-line max-params -- root and namespace, content, version: as they stand in the part
export function writePart(root: string, namespace: string, data: unknown, version = 1): string {
  // JSON escapes what XML cannot hold, but for two characters.
  const text = JSON.stringify(data)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[\uFFFE\uFFFF]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`);
  return `<${root} xmlns="${namespace}" version="${version}">${text}</${root}>`;
}

/** Reads the list in such a part of this version. What cannot be read is as if it were not there. */
export function readPart(root: string, xml: string | undefined, version = 1): readonly unknown[] {
  if (xml === undefined) return [];
  const element = new RegExp(`<${root}[^>]*\\sversion="${version}"[^>]*>([\\s\\S]*)</${root}`).exec(xml);
  const text = element?.[1];
  if (text === undefined) return [];
  try {
    const data: unknown = JSON.parse(unescaped(text));
    if (Array.isArray(data)) return data;
    return [];
  } catch {
    return [];
  }
}

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
