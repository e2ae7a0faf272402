import {
  AlignmentType, BorderStyle, Document, Footer, HeightRule, LineRuleType, Packer, PageNumber, PageOrientation, Paragraph, Table, TableCell, TableLayoutType, TableRow, TextRun,
  VerticalAlignTable, WidthType, type IBordersOptions, type IParagraphStyleOptions, type IRunOptions, type ISectionOptions,
} from 'docx';
import type { AttachmentDocument, PrintedCell } from '../../core/publish/document.js';
import { OFFICIAL_LAYOUT, type Layout, type TextStyle } from '../../core/publish/layout.js';
import { layOutTables, leansOnNext, LINE, NOTES_GAP, NOTES_LEADING, TITLE_GAP, titleSize } from '../../core/publish/preview.js';
import { TABLE_LEADING, type LaidOutRow, type LaidOutTable } from '../../core/publish/table-layout.js';
import { finished } from './finish.js';

/** Makes the Word file: a landscape A4 section for each attachment. The same attachments always give the same bytes. */
export async function wordFile(documents: readonly AttachmentDocument[], layout: Layout = OFFICIAL_LAYOUT): Promise<Uint8Array> {
  const tables = layOutTables(documents, layout);
  const file = new Document({
    // Word would write "Un-named" for whoever made the file; an official attachment names nobody.
    creator: '', lastModifiedBy: '', title: documents.map(({ title }) => title).join('；'),
    evenAndOddHeaderAndFooters: true,
    styles: { default: { document: { run: runOf(layout.notes) } }, paragraphStyles: [...new Set(tables.map(({ size }) => size))].map((size) => cellStyle(size, layout)) },
    sections: documents.map((document, index) => section(document, tables[index] as LaidOutTable, layout)),
  });
  const bytes = new Uint8Array(await Packer.toArrayBuffer(file));
  return finished(bytes, [layout.label.font, layout.title.font, layout.table.font, layout.notes.font, layout.pageNumber.font]);
}

function section(document: AttachmentDocument, table: LaidOutTable, layout: Layout): ISectionOptions {
  const { page, margins, pageNumber } = layout;
  return {
    properties: {
      page: {
        // The library swaps width and height of a landscape page itself.
        size: { width: twips(page.height), height: twips(page.width), orientation: PageOrientation.LANDSCAPE },
        // The dashes stand a given distance below the text area, so the footer's own distance from the edge follows.
        margin: { top: twips(margins.top), right: twips(margins.right), bottom: twips(margins.bottom), left: twips(margins.left), header: twips(15), footer: twips(margins.bottom - pageNumber.distance - MILLIMETRES_A_POINT * pageNumber.size) },
      },
    },
    footers: { default: pageNumberFooter(layout, 'odd'), even: pageNumberFooter(layout, 'even') },
    children: [
      lineOf(document.label, layout.label, LINE),
      lineOf('', layout.label, LINE),
      lineOf(document.title, { ...layout.title, size: titleSize(document.title, layout) }, LINE, { alignment: AlignmentType.CENTER, after: document.lines.length === 0 ? TITLE_GAP : 0 }),
      ...document.lines.map((text, index) => lineOf(text, layout.notes, LINE, { alignment: AlignmentType.RIGHT, after: index === document.lines.length - 1 ? TITLE_GAP : 0 })),
      tableOf(table, layout),
      ...notesOf(document.notes, layout),
    ],
  };
}

/** 单页居右空一字，双页居左空一字 (7.5). */
function pageNumberFooter({ pageNumber }: Layout, side: 'odd' | 'even'): Footer {
  const em = points(pageNumber.size);
  const run = (children: IRunOptions['children']): TextRun => new TextRun({ ...runOf(pageNumber), children });
  return new Footer({
    children: [new Paragraph({
      alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
      indent: side === 'odd' ? { right: em } : { left: em },
      children: [run(['— ', PageNumber.CURRENT, ' —'])],
    })],
  });
}

function lineOf(text: string, style: TextStyle, height: number, { alignment = AlignmentType.LEFT, after = 0 }: { readonly alignment?: (typeof AlignmentType)[keyof typeof AlignmentType]; readonly after?: number } = {}): Paragraph {
  return new Paragraph({ alignment, keepNext: true, spacing: { before: 0, after: twips(after), line: twips(height), lineRule: LineRuleType.EXACT }, children: [new TextRun({ ...runOf(style), text })] });
}

/** A paragraph must stand between a table and the end of the section; without notes it is as small as can be. */
function notesOf(notes: readonly string[], { notes: style }: Layout): readonly Paragraph[] {
  if (notes.length === 0) return [new Paragraph({ spacing: { before: 0, after: 0, line: 20, lineRule: LineRuleType.EXACT }, children: [] })];
  const line = points(style.size * NOTES_LEADING);
  return notes.map((text, index) => new Paragraph({
    alignment: AlignmentType.BOTH,
    indent: { firstLine: points(style.size * 2) },
    spacing: { before: index === 0 ? twips(NOTES_GAP) : 0, after: 0, line, lineRule: LineRuleType.EXACT },
    // The preview breaks notes between paragraphs only.
    keepLines: true,
    keepNext: leansOnNext(text),
    children: [new TextRun({ ...runOf(style), text })],
  }));
}

function tableOf({ size, widths, header, rows }: LaidOutTable, layout: Layout): Table {
  const columnWidths = widths.map(twips);
  return new Table({
    layout: TableLayoutType.FIXED,
    width: { size: sum(columnWidths), type: WidthType.DXA },
    columnWidths,
    alignment: AlignmentType.CENTER,
    margins: { left: twips(layout.table.padding), right: twips(layout.table.padding), top: 0, bottom: 0, marginUnitType: WidthType.DXA },
    borders: { ...EDGES, insideHorizontal: RULE, insideVertical: RULE },
    rows: [...header, ...rows].map((row) => rowOf(row, cellStyleId(size), columnWidths)),
  });
}

/** How the text of cells is set, said once: said of every cell, a table of two thousand rows took half a minute. */
function cellStyle(size: number, layout: Layout): IParagraphStyleOptions {
  const style = { ...layout.table, size };
  return {
    id: cellStyleId(size), name: `Table ${size}`, basedOn: 'Normal', run: runOf(style),
    paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 0, after: 0, line: points(size * TABLE_LEADING), lineRule: LineRuleType.EXACT } },
  };
}

function cellStyleId(size: number): string {
  return `Table${size * 2}`;
}

function rowOf({ kind, cells, height }: LaidOutRow, style: string, columnWidths: readonly number[]): TableRow {
  return new TableRow({
    tableHeader: kind === 'header',
    cantSplit: true,
    height: { value: twips(height), rule: HeightRule.ATLEAST },
    // Within the table, a section and its header stay with the row below them.
    children: cells.map((cell) => cellOf(cell, style, columnWidths, kind !== 'body')),
  });
}

function cellOf({ text, column, columns, rows, align }: PrintedCell, style: string, columnWidths: readonly number[], keepNext: boolean): TableCell {
  return new TableCell({
    ...(columns > 1 ? { columnSpan: columns } : {}),
    ...(rows > 1 ? { rowSpan: rows } : {}),
    width: { size: sum(columnWidths.slice(column, column + columns)), type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.CENTER,
    children: text.split('\n').map((line) => new Paragraph({
      style,
      ...(keepNext ? { keepNext } : {}),
      ...(align === 'left' ? { alignment: AlignmentType.LEFT } : {}),
      children: [new TextRun(line.trim())],
    })),
  });
}

const MILLIMETRES_A_POINT = 25.4 / 72;
const RULE = { style: BorderStyle.SINGLE, size: 4, color: '000000' } as const;
const EDGES: IBordersOptions = { top: RULE, bottom: RULE, left: RULE, right: RULE };

function runOf({ font, latin, size }: TextStyle): IRunOptions {
  // Sizes are given in half points.
  return { font: { ascii: latin.name, hAnsi: latin.name, eastAsia: font.name, cs: latin.name, hint: 'eastAsia' }, size: size * 2, color: '000000' };
}

/** Millimetres as twentieths of a point, rounded: Word knows A4 by its measures. */
function twips(millimetres: number): number {
  return Math.round((millimetres / MILLIMETRES_A_POINT) * 20);
}

/** Points as twentieths. */
function points(size: number): number {
  return Math.round(size * 20);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
