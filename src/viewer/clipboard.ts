/** Texts of cells, row by row; the rows may differ in length. */
export type Block = readonly (readonly string[])[];

/** A cell as it is copied, with the cells that it covers where it is merged. */
export interface CopiedCell {
  readonly text: string;
  readonly isNumber: boolean;
  readonly rowSpan: number;
  readonly columnSpan: number;
}

/** What separates cells on the clipboard. */
const SEPARATORS = /[\t\n]/;

/** Returns the text of one cell as spreadsheets put it on the clipboard: with quotes around line breaks and tabs. */
function copiedText(text: string): string {
  if (!SEPARATORS.test(text)) return text;
  return `"${text.replace(/"/g, '""')}"`;
}

/** Returns a block as spreadsheets put it on the clipboard as text. */
export function textOfBlock(block: Block): string {
  return block.map((row) => row.map(copiedText).join('\t')).join('\r\n');
}

/** Returns the texts of the cells that lie on the clipboard as text. */
export function blockOfText(copied: string): Block {
  const text = copied.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  const rows: string[][] = [[]];
  let place = 0;
  for (;;) {
    const { cell, end } = cellFrom(text, place);
    rows.at(-1)?.push(cell);
    if (end >= text.length) return rows;
    if (text[end] === '\n') rows.push([]);
    place = end + 1;
  }
}

const QUOTED = /"((?:[^"]|"")*)"(?=[\t\n]|$)/y;
const PLAIN = /[^\t\n]*/y;

/** Reads the cell that begins at a place of a text. Quotes that hold no line break or tab are signs like any other. */
function cellFrom(text: string, place: number): { readonly cell: string; readonly end: number } {
  QUOTED.lastIndex = place;
  const quoted = QUOTED.exec(text);
  if (quoted?.[1] !== undefined && SEPARATORS.test(quoted[1]))
    return { cell: quoted[1].replace(/""/g, '"'), end: QUOTED.lastIndex };
  PLAIN.lastIndex = place;
  const [cell = ''] = PLAIN.exec(text) ?? [];
  return { cell, end: place + cell.length };
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['\n', '<br>'],
]);

/** Returns rows of cells as a table of HTML, as Word and spreadsheets take it. */
export function htmlOfCells(rows: readonly (readonly CopiedCell[])[]): string {
  return `<table border="1">${rows.map((row) => `<tr>${row.map(htmlOfCell).join('')}</tr>`).join('')}</table>`;
}

function htmlOfCell({ text, isNumber, rowSpan, columnSpan }: CopiedCell): string {
  const attributes: string[] = [];
  if (rowSpan > 1) attributes.push(` rowspan="${rowSpan}"`);
  if (columnSpan > 1) attributes.push(` colspan="${columnSpan}"`);
  if (isNumber) attributes.push(' align="right"');
  return `<td${attributes.join('')}>${text.replace(/[&<>\n]/g, (sign) => ESCAPES.get(sign) ?? sign)}</td>`;
}

/**
 * Returns the texts of the table that lies on the clipboard as HTML, as Excel, WPS, LibreOffice, Word and web pages put
 * it there; `null` where there is no table, or several.
 */
export function blockOfHtml(html: string): Block | null {
  // The page admits no style that comes with markup.
  const inert = html.replace(/\sstyle=/gi, ' data-style=').replace(/<style[\s\S]*?<\/style>/gi, '');
  const { body } = new DOMParser().parseFromString(inert, 'text/html');
  const tables = [...body.querySelectorAll('table')].filter((table) => table.parentElement?.closest('table') == null);
  const [table] = tables;
  if (table === undefined || tables.length > 1) return null;
  const rows: string[][] = [];
  const shown = [...table.rows].filter(isShown);
  shown.forEach((row, index) => placeCells(rows, index, [...row.cells].filter(isShown)));
  return rows.slice(0, shown.length).map((row) => Array.from(row, (text: string | undefined) => text ?? ''));
}

/** Spreadsheets put rows and columns that are hidden on the clipboard too. */
function isShown(element: HTMLElement): boolean {
  return !/display:\s*none/i.test(element.dataset['style'] ?? '');
}

/** Puts the cells of a row where no cell of a row above reaches. */
function placeCells(rows: string[][], index: number, cells: readonly HTMLTableCellElement[]): void {
  let column = 0;
  for (const cell of cells) {
    while (rows[index]?.[column] !== undefined) column += 1;
    const right = column + Math.min(cell.colSpan, MOST_SPAN);
    const bottom = index + Math.max(1, Math.min(cell.rowSpan, MOST_SPAN));
    for (let row = index; row < bottom; row += 1) {
      const places = (rows[row] ??= []);
      for (let place = column; place < right; place += 1) places[place] = '';
    }
    const own = rows[index];
    if (own !== undefined) own[column] = textOfElement(cell);
    column = right;
  }
  rows[index] ??= [];
}

/** A web page may write any number. */
const MOST_SPAN = 1000;

const NEW_LINE_BEFORE = new Set(['P', 'DIV', 'LI', 'TR']);

/** Returns what an element reads, a paragraph a line. */
function textOfElement(element: Element): string {
  const lines = rawText(element)
    .replace(/\u00a0/g, ' ')
    .split('\n');
  return lines
    .map((line) => line.trim())
    .join('\n')
    .trim();
}

function rawText(node: Node): string {
  if (node instanceof Text) return node.data.replace(/[ \t\r\n]+/g, ' ');
  if (!(node instanceof Element)) return '';
  if (node.tagName === 'BR') return '\n';
  let text = '';
  for (const child of node.childNodes) {
    const startsLine = child instanceof Element && NEW_LINE_BEFORE.has(child.tagName) && text.trim() !== '';
    if (startsLine) text += '\n';
    text += rawText(child);
  }
  return text;
}
