import type { AttachmentDocument } from './document.js';
import { LAYOUT_RULES, OFFICIAL_LAYOUT, type Layout, type LayoutRule, type TextStyle } from './layout.js';
import { layOutTable, type LaidOutRow, type LaidOutTable } from './table-layout.js';
import { lineCount, textWidth } from './text-width.js';

/** A page as it will be printed, measures in millimetres. */
export interface PreviewPage {
  /** Counted through all attachments. */
  readonly number: number;
  readonly side: 'left' | 'right';
  readonly attachment: number;
  /** Label, title and further lines; on an attachment's first page. */
  readonly heading: { readonly label: string; readonly title: string; readonly lines: readonly string[] } | null;
  /** Header rows first; empty where only notes are left for the page. */
  readonly rows: readonly LaidOutRow[];
  readonly notes: readonly string[];
}

/** All that is needed to draw the pages. */
export interface PrintPreview {
  readonly layout: Layout;
  /** The rules behind the layout, in words. */
  readonly rules: readonly LayoutRule[];
  readonly tables: readonly LaidOutTable[];
  readonly pages: readonly PreviewPage[];
}

const MILLIMETRES_A_POINT = 25.4 / 72;
/** 22 lines on 225 mm (5.2.3). */
export const LINE = 225 / 22;
/** Leading of the notes, in parts of their size. */
export const NOTES_LEADING = 1.5;
/** Programs round each height; a row that fits to a hair's breadth here may not fit there. */
const ROUNDING = 0.3;
/** Between title and table. */
export const TITLE_GAP = 3;
/** Between table and notes. */
export const NOTES_GAP = 3;

/** Breaks attachments into pages: each begins on a page of its own, its header is repeated, no row is broken. */
export function previewOf(documents: readonly AttachmentDocument[], layout: Layout = OFFICIAL_LAYOUT): PrintPreview {
  const tables = layOutTables(documents, layout);
  const pages: PreviewPage[] = [];
  documents.forEach((document, attachment) => {
    for (const page of pagesOf(document, tables[attachment] as LaidOutTable, layout)) {
      const number = pages.length + 1;
      pages.push({ ...page, number, attachment, side: number % 2 === 1 ? 'right' : 'left' });
    }
  });
  return { layout, rules: LAYOUT_RULES, tables, pages };
}

/** Lays out each table so as to be easy to read; one whose rows are on fewer pages when they stand closer, closer. */
export function layOutTables(documents: readonly AttachmentDocument[], layout: Layout): readonly LaidOutTable[] {
  return documents.map((document) => {
    const { roomy, close } = layOutTable(document, layout);
    const pagesWithRows = (table: LaidOutTable): number =>
      pagesOf(document, table, layout).filter(({ rows }) => rows.length > 0).length;
    return pagesWithRows(close) < pagesWithRows(roomy) ? close : roomy;
  });
}

type Page = Pick<PreviewPage, 'heading' | 'rows' | 'notes'>;

function pagesOf(document: AttachmentDocument, table: LaidOutTable, layout: Layout): readonly Page[] {
  const room = layout.page.height - layout.margins.top - layout.margins.bottom - ROUNDING;
  const width = layout.page.width - layout.margins.left - layout.margins.right;
  const pages: { heading: Page['heading']; rows: LaidOutRow[]; notes: string[] }[] = [];
  const { label, title, lines } = document;
  const headerHeight = sum(table.header);
  let left = 0;
  const turn = (withHeader: boolean): void => {
    pages.push({
      heading: pages.length === 0 ? { label, title, lines } : null,
      rows: withHeader ? [...table.header] : [],
      notes: [],
    });
    left = room - (pages.length === 1 ? headingHeight(document, layout, width) : 0) - (withHeader ? headerHeight : 0);
  };
  turn(true);
  table.rows.forEach((row, index) => {
    if (heightWithNext(table.rows, index) > left && (pages[pages.length - 1]?.rows.length ?? 0) > table.header.length)
      turn(true);
    pages[pages.length - 1]?.rows.push(row);
    left -= row.height;
  });
  left -= NOTES_GAP;
  document.notes.forEach((note, index) => {
    const height = noteHeight(note, layout.notes, width);
    const next = document.notes[index + 1];
    const together = height + (leansOnNext(note) && next !== undefined ? noteHeight(next, layout.notes, width) : 0);
    if (together > left && left < room) turn(false);
    pages[pages.length - 1]?.notes.push(note);
    left -= height;
  });
  return pages;
}

/** The head of the notes (各区县“好差评”得分构成：) does not stay behind at the foot of a page. */
export function leansOnNext(note: string): boolean {
  return /[:：]$/.test(note);
}

/**
 * A section or a header within the table does not stay behind at the foot of a page: it goes with the first row below
 * it.
 */
function heightWithNext(rows: readonly LaidOutRow[], index: number): number {
  let height = 0;
  for (let at = index; at < rows.length; at += 1) {
    const row = rows[at] as LaidOutRow;
    height += row.height;
    if (row.kind === 'body') break;
  }
  return height;
}

/** Returns the size a title is set in: the smaller one where that saves a line. */
export function titleSize(title: string, { page, margins, title: style }: Layout): number {
  const fits = (size: number): boolean =>
    textWidth(title) * size * MILLIMETRES_A_POINT <= page.width - margins.left - margins.right;
  return fits(style.size) ? style.size : style.smaller;
}

/** The label on the first line, the title on the third (7.3.7), a line more for each that the title runs over. */
function headingHeight({ title, lines }: AttachmentDocument, layout: Layout, width: number): number {
  return (
    LINE * (2 + lineCount(title, width / (titleSize(title, layout) * MILLIMETRES_A_POINT)) + lines.length) + TITLE_GAP
  );
}

function noteHeight(note: string, { size }: TextStyle, width: number): number {
  const em = size * MILLIMETRES_A_POINT;
  // The first line is indented by two characters.
  return lineCount(`　　${note}`, width / em) * em * NOTES_LEADING;
}

function sum(rows: readonly LaidOutRow[]): number {
  return rows.reduce((total, { height }) => total + height, 0);
}
