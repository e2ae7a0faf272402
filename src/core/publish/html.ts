import type { AttachmentDocument, PrintedCell } from './document.js';
import { OFFICIAL_LAYOUT, type FontChoice, type Layout, type TextStyle } from './layout.js';
import {
  layOutTables,
  LINE,
  NOTES_GAP,
  NOTES_LEADING,
  previewOf,
  TITLE_GAP,
  titleSize,
  type PrintPreview,
} from './preview.js';
import { TABLE_LEADING, type LaidOutRow, type LaidOutTable } from './table-layout.js';

/**
 * Writes attachments as a piece of HTML for the clipboard: Word takes over label, title, table with merged and repeated
 * header rows, and notes. Everything is said in the elements themselves, because programs drop style sheets when
 * pasting.
 */
export function clipboardHtml(documents: readonly AttachmentDocument[], layout: Layout = OFFICIAL_LAYOUT): string {
  const tables = layOutTables(documents, layout);
  return `<html><head><meta charset="utf-8"></head><body>${documents.map((document, index) => attachment(document, tables[index] as LaidOutTable, layout)).join('')}</body></html>`;
}

/**
 * Writes attachments as a page that prints like the official file: landscape A4, each attachment on pages of its own,
 * broken where the preview breaks them.
 */
export function printableHtml(documents: readonly AttachmentDocument[], layout: Layout = OFFICIAL_LAYOUT): string {
  const { page, margins, pageNumber } = layout;
  const number = (side: string): string =>
    `@bottom-${side}{content:"— " counter(page) " —";font:${pageNumber.size}pt ${familyOf(pageNumber.latin)};padding:0 1em;vertical-align:top;padding-top:${pageNumber.distance}mm}`;
  const style = [
    `@page{size:${page.width}mm ${page.height}mm;margin:${margins.top}mm ${margins.right}mm ${margins.bottom}mm ${margins.left}mm}`,
    `@page:right{${number('right')}}`,
    `@page:left{${number('left')}}`,
    'body{margin:0;color:#000}',
    'section+section{break-before:page}',
    'thead{display:table-header-group}',
    'tr{break-inside:avoid}',
  ].join('');
  const preview = previewOf(documents, layout);
  const sections = documents.map(
    (document, index) =>
      `<section>${attachment(document, preview.tables[index] as LaidOutTable, layout, turnsOf(preview, index))}</section>`,
  );
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${escape(documents.map(({ title }) => title).join('；'))}</title><style>${style}</style></head><body>${sections.join('')}</body></html>`;
}

/** What begins a page other than an attachment's first: a row, or a paragraph of the notes by its number. */
interface Turns {
  readonly rows: ReadonlySet<LaidOutRow>;
  readonly note: number | null;
}

const NO_TURNS: Turns = { rows: new Set(), note: null };
const TURN = 'break-before:page;';

function turnsOf({ pages, tables }: PrintPreview, index: number): Turns {
  const own = pages.filter(({ attachment: of }) => of === index);
  const header = tables[index]?.header.length ?? 0;
  const first = own.slice(1).flatMap(({ rows }) => rows[header] ?? []);
  const alone = own.findIndex(({ rows }, page) => page > 0 && rows.length === 0);
  return {
    rows: new Set(first),
    note: alone < 0 ? null : own.slice(0, alone).reduce((count, { notes }) => count + notes.length, 0),
  };
}

function attachment(document: AttachmentDocument, table: LaidOutTable, layout: Layout, turns = NO_TURNS): string {
  const { label, title, lines, notes } = document;
  const line = (text: string, style: TextStyle, rest: string): string =>
    `<p style="margin:0;${textStyle(style)};line-height:${LINE.toFixed(2)}mm;${rest}">${escape(text)}</p>`;
  const after = (index: number): string => (index === lines.length - 1 ? `margin-bottom:${TITLE_GAP}mm` : '');
  return [
    line(label, layout.label, ''),
    line('\u00a0', layout.label, ''),
    line(title, { ...layout.title, size: titleSize(title, layout) }, `text-align:center;${after(-1)}`),
    ...lines.map((text, index) => line(text, layout.notes, `text-align:right;${after(index)}`)),
    tableHtml(table, layout, turns),
    ...notes.map(
      (text, index) =>
        `<p style="${index === turns.note ? TURN : ''}margin:${index === 0 ? NOTES_GAP : 0}mm 0 0;text-indent:2em;text-align:justify;${textStyle(layout.notes)};line-height:${NOTES_LEADING}">${escape(text)}</p>`,
    ),
  ].join('');
}

function tableHtml({ size, widths, header, rows }: LaidOutTable, { table }: Layout, turns: Turns): string {
  const columns = widths.map((width) => `<col style="width:${millimetres(width)}">`).join('');
  const width = millimetres(widths.reduce((sum, one) => sum + one, 0));
  const style = `border-collapse:collapse;table-layout:fixed;width:${width};${textStyle({ ...table, size })};line-height:${TABLE_LEADING}`;
  const body = (part: readonly LaidOutRow[]): string =>
    part.map((row) => rowHtml(row, widths, table.padding, turns.rows.has(row))).join('');
  return `<table style="${style}"><colgroup>${columns}</colgroup><thead>${body(header)}</thead><tbody>${body(rows)}</tbody></table>`;
}

function rowHtml(
  { kind, cells, height }: LaidOutRow,
  widths: readonly number[],
  padding: number,
  turns: boolean,
): string {
  return `<tr style="${turns ? TURN : ''}height:${millimetres(height)};page-break-inside:avoid${kind === 'body' ? '' : ';page-break-after:avoid'}">${cells.map((cell) => cellHtml(cell, widths, padding)).join('')}</tr>`;
}

function cellHtml(
  { text, column, columns, rows, align }: PrintedCell,
  widths: readonly number[],
  padding: number,
): string {
  const span = `${columns > 1 ? ` colspan="${columns}"` : ''}${rows > 1 ? ` rowspan="${rows}"` : ''}`;
  const width = millimetres(widths.slice(column, column + columns).reduce((sum, one) => sum + one, 0));
  // mso-number-format keeps spreadsheets that take the paste from making dates and formulas of it.
  return `<td${span} style="border:0.5pt solid #000;padding:0 ${millimetres(padding)};width:${width};text-align:${align};vertical-align:middle;mso-number-format:'\\@'">${escape(text).replaceAll('\n', '<br>')}</td>`;
}

function textStyle({ font, latin, size }: TextStyle): string {
  return `font-family:${familyOf(latin, font)};font-size:${size}pt`;
}

/**
 * Figures in the Latin face, characters in the Chinese one: a browser takes each sign from the first font that has it.
 */
function familyOf(...fonts: readonly FontChoice[]): string {
  const names = [...new Set(fonts.flatMap(({ name, fallbacks }) => [name, ...fallbacks]))];
  return `${names.map((name) => `'${name}'`).join(',')},serif`;
}

function millimetres(length: number): string {
  return `${length.toFixed(2)}mm`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
