/** Returns the text of one cell as spreadsheets put it on the clipboard: with quotes around line breaks and tabs. */
export function copiedText(text: string): string {
  return /[\t\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

/** Returns the text of the one cell that lies on the clipboard; `null` where there are several. */
export function pastedText(copied: string): string | null {
  const text = copied.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const quoted = /^"((?:[^"]|"")*)"$/.exec(text)?.[1];
  if (quoted !== undefined && /[\t\n]/.test(quoted)) return quoted.replace(/""/g, '"');
  return /[\t\n]/.test(text) ? null : text;
}
