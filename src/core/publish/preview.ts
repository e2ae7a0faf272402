import type { AttachmentDocument } from './document.js';
import { LAYOUT_RULES, OFFICIAL_LAYOUT, type Layout, type LayoutRule } from './layout.js';
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
    if (pagesWithRows(close) < pagesWithRows(roomy)) return close;
    return roomy;
  });
}

type Page = Pick<PreviewPage, 'heading' | 'rows' | 'notes'>;

function pagesOf(document: AttachmentDocument, table: LaidOutTable, layout: Layout): readonly Page[] {
  return new Pagination(document, table, layout).pages();
}

/** A page that is still being filled. */
interface OpenPage extends Page {
  readonly rows: LaidOutRow[];
  readonly notes: string[];
}

/** Breaks one attachment into pages. */
class Pagination {
  /** Height and width of the text area. */
  private readonly height: number;
  private readonly width: number;
  private readonly headerHeight: number;
  private readonly done: OpenPage[] = [];
  private page: OpenPage;
  /** What is left of the page's height. */
  private room: number;

  constructor(
    private readonly document: AttachmentDocument,
    private readonly table: LaidOutTable,
    private readonly layout: Layout,
  ) {
    const { page, margins } = layout;
    const { label, title, lines } = document;
    this.height = page.height - margins.top - margins.bottom - ROUNDING;
    this.width = page.width - margins.left - margins.right;
    this.headerHeight = sum(table.header);
    this.page = { heading: { label, title, lines }, rows: [...table.header], notes: [] };
    this.room = this.height - headingHeight(document, layout, this.width) - this.headerHeight;
  }

  pages(): readonly Page[] {
    this.addRows();
    this.room -= NOTES_GAP;
    this.addNotes();
    return [...this.done, this.page];
  }

  private addRows(): void {
    const { header, rows } = this.table;
    rows.forEach((row, index) => {
      const hasRows = this.page.rows.length > header.length;
      if (hasRows && heightWithNext(rows, index) > this.room) {
        this.turnTo({ heading: null, rows: [...header], notes: [] });
        this.room = this.height - this.headerHeight;
      }
      this.page.rows.push(row);
      this.room -= row.height;
    });
  }

  private addNotes(): void {
    const { notes } = this.document;
    notes.forEach((note, index) => {
      const height = this.noteHeight(note);
      const next = notes[index + 1];
      const keepsNext = keepsWithNext(note) && next !== undefined;
      const needed = height + (keepsNext ? this.noteHeight(next) : 0);
      if (needed > this.room && this.room < this.height) {
        this.turnTo({ heading: null, rows: [], notes: [] });
        this.room = this.height;
      }
      this.page.notes.push(note);
      this.room -= height;
    });
  }

  private turnTo(page: OpenPage): void {
    this.done.push(this.page);
    this.page = page;
  }

  private noteHeight(note: string): number {
    const em = this.layout.notes.size * MILLIMETRES_A_POINT;
    // The first line is indented by two characters.
    return lineCount(`　　${note}`, this.width / em) * em * NOTES_LEADING;
  }
}

/** The head of the notes (各区县“好差评”得分构成：) does not stay behind at the foot of a page. */
export function keepsWithNext(note: string): boolean {
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
  const width = textWidth(title) * style.size * MILLIMETRES_A_POINT;
  const fits = width <= page.width - margins.left - margins.right;
  if (fits) return style.size;
  return style.smaller;
}

/** The label on the first line, the title on the third (7.3.7), a line more for each that the title runs over. */
function headingHeight({ title, lines }: AttachmentDocument, layout: Layout, width: number): number {
  const em = titleSize(title, layout) * MILLIMETRES_A_POINT;
  return LINE * (2 + lineCount(title, width / em) + lines.length) + TITLE_GAP;
}

function sum(rows: readonly LaidOutRow[]): number {
  return rows.reduce((total, { height }) => total + height, 0);
}
