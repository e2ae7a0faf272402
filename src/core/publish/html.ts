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
  const attachments = documents.map((document, index) =>
    new AttachmentHtml(document, { table: tables[index] as LaidOutTable, layout, breaks: NO_BREAKS }).write(),
  );
  return `<html><head><meta charset="utf-8"></head><body>${attachments.join('')}</body></html>`;
}

/**
 * Writes attachments as a page that prints like the official file: landscape A4, each attachment on pages of its own,
 * broken where the preview breaks them.
 */
export function printableHtml(documents: readonly AttachmentDocument[], layout: Layout = OFFICIAL_LAYOUT): string {
  const preview = previewOf(documents, layout);
  const sections = documents.map((document, index) => {
    const table = preview.tables[index] as LaidOutTable;
    const attachment = new AttachmentHtml(document, { table, layout, breaks: breaksIn(preview, index) });
    return `<section>${attachment.write()}</section>`;
  });
  const title = documents.map((document) => document.title).join('；');
  return [
    '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8">',
    `<title>${escape(title)}</title><style>${pageStyle(layout)}</style></head>`,
    `<body>${sections.join('')}</body></html>`,
  ].join('');
}

/** The style sheet of the pages, with their numbers outside: right on odd pages, left on even ones. */
function pageStyle({ page, margins, pageNumber }: Layout): string {
  const font = `${pageNumber.size}pt ${familyOf(pageNumber.latin)}`;
  const place = `padding:0 1em;vertical-align:top;padding-top:${pageNumber.distance}mm`;
  const number = `{content:"— " counter(page) " —";font:${font};${place}}`;
  const { top, right, bottom, left } = margins;
  return [
    `@page{size:${page.width}mm ${page.height}mm;margin:${top}mm ${right}mm ${bottom}mm ${left}mm}`,
    `@page:right{@bottom-right${number}}`,
    `@page:left{@bottom-left${number}}`,
    'body{margin:0;color:#000}',
    'section+section{break-before:page}',
    'thead{display:table-header-group}',
    'tr{break-inside:avoid}',
  ].join('');
}

/** What begins a page other than an attachment's first: a row, or a paragraph of the notes by its number. */
interface PageBreaks {
  readonly rows: ReadonlySet<LaidOutRow>;
  readonly note: number | null;
}

const NO_BREAKS: PageBreaks = { rows: new Set(), note: null };
const BREAK = 'break-before:page;';

function breaksIn({ pages, tables }: PrintPreview, index: number): PageBreaks {
  const own = pages.filter((page) => page.attachment === index);
  const headerRows = tables[index]?.header.length ?? 0;
  const first = own.slice(1).flatMap(({ rows }) => rows[headerRows] ?? []);
  return { rows: new Set(first), note: noteBreakIn(own) };
}

/** The first paragraph of the notes on a page without a table; `null` where every page has one. */
function noteBreakIn(pages: PrintPreview['pages']): number | null {
  const notesAlone = pages.findIndex(({ rows }, page) => page > 0 && rows.length === 0);
  if (notesAlone < 0) return null;
  return pages.slice(0, notesAlone).reduce((count, { notes }) => count + notes.length, 0);
}

/** How an attachment is set. */
interface Setting {
  readonly table: LaidOutTable;
  readonly layout: Layout;
  readonly breaks: PageBreaks;
}

/** Writes one attachment: label, title, lines, table and notes. */
class AttachmentHtml {
  private readonly table: LaidOutTable;
  private readonly layout: Layout;
  private readonly breaks: PageBreaks;

  constructor(
    private readonly document: AttachmentDocument,
    { table, layout, breaks }: Setting,
  ) {
    this.table = table;
    this.layout = layout;
    this.breaks = breaks;
  }

  write(): string {
    const { notes } = this.document;
    return [...this.heading(), this.tableHtml(), ...notes.map((text, index) => this.note(text, index))].join('');
  }

  private heading(): readonly string[] {
    const { label, title, lines } = this.document;
    const { layout } = this;
    const titleStyle = { ...layout.title, size: titleSize(title, layout) };
    const gap = `margin-bottom:${TITLE_GAP}mm`;
    const titleGap = lines.length === 0 ? gap : '';
    return [
      headingLine(label, layout.label, ''),
      headingLine('\u00a0', layout.label, ''),
      headingLine(title, titleStyle, `text-align:center;${titleGap}`),
      ...lines.map((text, index) => {
        const isLast = index === lines.length - 1;
        return headingLine(text, layout.notes, `text-align:right;${isLast ? gap : ''}`);
      }),
    ];
  }

  private note(text: string, index: number): string {
    const style = [
      `${index === this.breaks.note ? BREAK : ''}margin:${index === 0 ? NOTES_GAP : 0}mm 0 0`,
      'text-indent:2em',
      'text-align:justify',
      textStyle(this.layout.notes),
      `line-height:${NOTES_LEADING}`,
    ];
    return `<p style="${style.join(';')}">${escape(text)}</p>`;
  }

  private tableHtml(): string {
    const { size, widths, header, rows } = this.table;
    const style = [
      'border-collapse:collapse',
      'table-layout:fixed',
      `width:${millimetres(sum(widths))}`,
      textStyle({ ...this.layout.table, size }),
      `line-height:${TABLE_LEADING}`,
    ];
    const columns = widths.map((width) => `<col style="width:${millimetres(width)}">`).join('');
    return [
      `<table style="${style.join(';')}"><colgroup>${columns}</colgroup>`,
      `<thead>${header.map((row) => this.row(row)).join('')}</thead>`,
      `<tbody>${rows.map((row) => this.row(row)).join('')}</tbody></table>`,
    ].join('');
  }

  private row(row: LaidOutRow): string {
    const style = [`height:${millimetres(row.height)}`, 'page-break-inside:avoid'];
    if (row.kind !== 'body') style.push('page-break-after:avoid');
    const breakBefore = this.breaks.rows.has(row) ? BREAK : '';
    const cells = row.cells.map((cell) => this.cell(cell));
    return `<tr style="${breakBefore}${style.join(';')}">${cells.join('')}</tr>`;
  }

  private cell({ text, column, columns, rows, align }: PrintedCell): string {
    const width = sum(this.table.widths.slice(column, column + columns));
    const style = [
      'border:0.5pt solid #000',
      `padding:0 ${millimetres(this.layout.table.padding)}`,
      `width:${millimetres(width)}`,
      `text-align:${align}`,
      'vertical-align:middle',
      // Keeps spreadsheets that take the paste from making dates and formulas of it.
      "mso-number-format:'\\@'",
    ];
    const content = escape(text).replaceAll('\n', '<br>');
    return `<td${span('colspan', columns)}${span('rowspan', rows)} style="${style.join(';')}">${content}</td>`;
  }
}

function headingLine(text: string, style: TextStyle, further: string): string {
  return `<p style="margin:0;${textStyle(style)};line-height:${LINE.toFixed(2)}mm;${further}">${escape(text)}</p>`;
}

function span(attribute: 'colspan' | 'rowspan', count: number): string {
  if (count > 1) return ` ${attribute}="${count}"`;
  return '';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
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
