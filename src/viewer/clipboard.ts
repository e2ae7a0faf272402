/** What separates cells on the clipboard. */
const SEPARATORS = /[\t\n]/;

/** Returns the text of one cell as spreadsheets put it on the clipboard: with quotes around line breaks and tabs. */
export function copiedText(text: string): string {
  if (!SEPARATORS.test(text)) return text;
  return `"${text.replace(/"/g, '""')}"`;
}

/** Returns the text of the one cell that lies on the clipboard; `null` where there are several. */
export function pastedText(copied: string): string | null {
  const text = copied.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const quoted = /^"((?:[^"]|"")*)"$/.exec(text)?.[1];
  if (quoted !== undefined && SEPARATORS.test(quoted)) return quoted.replace(/""/g, '"');
  return SEPARATORS.test(text) ? null : text;
}
