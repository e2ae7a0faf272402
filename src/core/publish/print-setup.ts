import { usedArea, type Area, type Grid } from '../grid/grid.js';
import type { Attachment } from '../recognition/attachment.js';
import type { AttachmentDocument } from './document.js';
import type { Layout, TextStyle } from './layout.js';
import { keepsWithNext, LINE, TITLE_GAP, titleSize } from './preview.js';
import { layOutTable, type LaidOutTable } from './table-layout.js';
import { lineCount } from './text-width.js';

/** How a sheet is printed, in words that every program with pages has. */
export interface PrintSetup {
  readonly orientation: 'landscape';
  readonly paper: 'A4';
  /** In millimetres; `footer` is from the lower edge of the page. */
  readonly margins: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
    readonly header: number;
    readonly footer: number;
  };
  /** Columns fit on one page, rows run over as many as they need. */
  readonly fitToWidth: true;
  readonly area: Area;
  /** Rows repeated at the head of each page, from 0; `null` where the sheet holds several tables. */
  readonly repeatedRows: { readonly from: number; readonly to: number } | null;
  readonly footer: {
    readonly style: TextStyle;
    readonly before: string;
    readonly after: string;
    readonly odd: 'right';
    readonly even: 'left';
  };
  /** Cells whose type is set after the standard: the label and the title. */
  readonly types: readonly { readonly row: number; readonly column: number; readonly style: TextStyle }[];
  /** Measures by which the table fills the page without being scaled down; `null`: the sheet keeps its own. */
  readonly measures: SheetMeasures | null;
}

/** Widths, heights and sizes of a sheet, in millimetres and points. */
export interface SheetMeasures {
  readonly columns: readonly { readonly column: number; readonly width: number }[];
  readonly rows: readonly {
    readonly row: number;
    readonly height: number;
    /** Of the row's type; `null`: as it is. */
    readonly size: number | null;
    /** Texts are broken within their columns. */
    readonly wraps: boolean;
  }[];
  /**
   * Rows that begin a page, so that every program turns it at the same place and leaves nothing behind: no section
   * without its units, no head of the notes without the notes.
   */
  readonly breaks: readonly number[];
}

/** An attachment that is published, as it stands on its sheet and as it is printed. */
interface Published {
  readonly attachment: Attachment;
  readonly document: AttachmentDocument;
}

const MILLIMETRES_A_POINT = 25.4 / 72;
/** Spreadsheets set lines as wide apart as the font wants, which for Chinese faces is about this much. */
const SHEET_LEADING = 1.4;

/** Describes how a sheet with attachments is printed by the official layout; with `measured`, its measures too. */
export function printSetupOf(
  grid: Grid,
  published: readonly Published[],
  { layout, measured }: { readonly layout: Layout; readonly measured: boolean },
): PrintSetup {
  const { margins, pageNumber } = layout;
  const [first] = published;
  // Columns of two tables have one width: neither table's measures would suit the other.
  const only = published.length === 1 ? first : undefined;
  return {
    orientation: 'landscape',
    paper: 'A4',
    margins: {
      ...margins,
      header: 15,
      footer: margins.bottom - pageNumber.distance - pageNumber.size * MILLIMETRES_A_POINT,
    },
    fitToWidth: true,
    area: printedArea(grid, published),
    repeatedRows: only === undefined ? null : headerRows(only.attachment),
    footer: { style: pageNumber, before: '— ', after: ' —', odd: 'right', even: 'left' },
    types: published.flatMap(({ document }) => typesOf(grid, document, layout)),
    measures: measured && only !== undefined ? measuresOf(grid, only, layout) : null,
  };
}

/** All rows of the sheet, in the columns of its tables. */
function printedArea(grid: Grid, published: readonly Published[]): Area {
  const { top, bottom } = usedArea(grid);
  let left = Infinity;
  let right = -Infinity;
  for (const { attachment } of published) {
    left = Math.min(left, attachment.area.left);
    right = Math.max(right, attachment.area.right);
  }
  return { top, bottom, left, right };
}

function headerRows({ area, rows }: Attachment): PrintSetup['repeatedRows'] {
  const firstBelow = rows[0]?.row ?? area.top + 1;
  return { from: area.top, to: firstBelow - 1 };
}

function typesOf(grid: Grid, { label, title }: AttachmentDocument, layout: Layout): PrintSetup['types'] {
  const titleStyle = { ...layout.title, size: titleSize(title, layout) };
  return [
    ...cellsWith(grid, label).map((place) => ({ ...place, style: layout.label })),
    ...cellsWith(grid, title).map((place) => ({ ...place, style: titleStyle })),
  ];
}

/** The cells with a text, whatever blanks are in it. */
function cellsWith(grid: Grid, text: string): readonly { readonly row: number; readonly column: number }[] {
  const wanted = withoutBlanks(text);
  const cells: { row: number; column: number }[] = [];
  grid.values.forEach((line, i) => {
    line.forEach((value, j) => {
      if (typeof value === 'string' && withoutBlanks(value) === wanted)
        cells.push({ row: grid.top + i, column: grid.left + j });
    });
  });
  return cells;
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, '');
}

/** As easy to read as can be; closer where that saves a page. */
function measuresOf(grid: Grid, published: Published, layout: Layout): SheetMeasures {
  const { roomy, close } = layOutTable(published.document, layout);
  const readable = new MeasuredSheet(grid, published, { table: roomy, layout }).measured();
  const dense = new MeasuredSheet(grid, published, { table: close, layout }).measured();
  if (dense.pages < readable.pages) return dense.measures;
  return readable.measures;
}

interface Measured {
  readonly measures: SheetMeasures;
  readonly pages: number;
}

type MeasuredRow = SheetMeasures['rows'][number];

/** A sheet with one table, measured after the table as it is laid out. */
class MeasuredSheet {
  private readonly attachment: Attachment;
  private readonly document: AttachmentDocument;
  private readonly table: LaidOutTable;
  private readonly layout: Layout;
  /** Rows below the table. */
  private readonly notes: readonly number[];

  constructor(
    private readonly grid: Grid,
    { attachment, document }: Published,
    { table, layout }: { readonly table: LaidOutTable; readonly layout: Layout },
  ) {
    this.attachment = attachment;
    this.document = document;
    this.table = table;
    this.layout = layout;
    const { bottom } = usedArea(grid);
    const first = Math.max(attachment.area.bottom + 1, grid.top);
    this.notes = Array.from({ length: Math.max(0, bottom - first + 1) }, (_, index) => first + index);
  }

  measured(): Measured {
    const { document, table } = this;
    const rows = [...this.headingRows(), ...this.tableRows(), ...this.noteRows()];
    const columns = document.sheetColumns.map((column, index) => ({ column, width: table.widths[index] ?? 0 }));
    const { breaks, pages } = this.breaksIn(rows);
    return { measures: { columns, rows, breaks }, pages };
  }

  private headingRows(): readonly MeasuredRow[] {
    const { label, title } = this.document;
    return [
      ...this.rowsAbove(label).map((row) => ({ row, height: LINE, size: null, wraps: false })),
      // The title stands apart from the label above and the table below.
      ...this.rowsAbove(title).map((row) => ({ row, height: LINE + 2 * TITLE_GAP, size: null, wraps: false })),
    ];
  }

  /** The rows above the table that hold a text. */
  private rowsAbove(text: string): readonly number[] {
    const rows = cellsWith(this.grid, text).map(({ row }) => row);
    return rows.filter((row) => row < this.attachment.area.top);
  }

  private tableRows(): readonly MeasuredRow[] {
    const { attachment, table } = this;
    const size = sheetSize(table.size);
    const heights = new Map([...table.header, ...table.rows].map(({ row, height }) => [row, height]));
    const header = table.header.map(({ row, height }) => ({ row, height, size, wraps: true }));
    const body = attachment.rows.map(({ row, kind }) => ({
      row,
      height: heights.get(row) ?? this.repeatedHeaderHeight(row),
      size,
      wraps: kind !== 'section',
    }));
    return [...header, ...body];
  }

  /** A header typed again for the next page is as high as the one above. */
  private repeatedHeaderHeight(row: number): number {
    const { header } = this.table;
    const index = headersAbove(this.attachment, row) % Math.max(1, header.length);
    return header[index]?.height ?? LINE;
  }

  private noteRows(): readonly MeasuredRow[] {
    const { size } = this.layout.notes;
    const em = size * MILLIMETRES_A_POINT;
    const width = this.table.widths.reduce((sum, one) => sum + one, 0);
    return this.notes.map((row) => {
      const lines = lineCount(noteAt(this.grid, row), width / em - 1);
      return { row, height: lines * em * SHEET_LEADING + 1, size, wraps: false };
    });
  }

  /** Breaks rows into pages; a page begins earlier where a row that goes with the next one would end the one before. */
  private breaksIn(rows: readonly MeasuredRow[]): { readonly breaks: readonly number[]; readonly pages: number } {
    const hidden = new Set(this.grid.hiddenRows);
    const shown = rows.filter(({ row }) => !hidden.has(row)).sort((a, b) => a.row - b.row);
    const { page, margins } = this.layout;
    const wholePage = page.height - margins.top - margins.bottom;
    const belowHeader = wholePage - totalHeight(this.table.header);
    const breaks: number[] = [];
    let room = wholePage;
    let first = 0;
    for (let index = 0; index < shown.length; index += 1) {
      const isFull = (shown[index]?.height ?? 0) > room;
      if (isFull && index > first) {
        index = this.pageStart(shown, { first, index });
        breaks.push(shown[index]?.row ?? 0);
        first = index;
        room = belowHeader;
      }
      room -= shown[index]?.height ?? 0;
    }
    return { breaks, pages: breaks.length + 1 };
  }

  /** Goes back over rows that go with the next one, but never to the page's first row. */
  private pageStart(
    rows: readonly MeasuredRow[],
    { first, index }: { readonly first: number; readonly index: number },
  ): number {
    let start = index;
    while (start > first + 1 && this.goesWithNext(rows[start - 1]?.row ?? -1)) start -= 1;
    return start;
  }

  private goesWithNext(row: number): boolean {
    const kind = this.attachment.rows.find((one) => one.row === row)?.kind;
    if (kind === 'section' || kind === 'header') return true;
    return this.notes.includes(row) && keepsWithNext(noteAt(this.grid, row).trim());
  }
}

function totalHeight(rows: readonly { readonly height: number }[]): number {
  return rows.reduce((total, { height }) => total + height, 0);
}

/**
 * Cells of a sheet leave less room to their text than those of a table in Word: a little smaller, and nothing breaks
 * that need not.
 */
function sheetSize(size: number): number {
  return Math.floor(size * 0.95 * 2) / 2;
}

/** How many header rows of a repetition stand directly above the row. */
function headersAbove({ rows }: Attachment, row: number): number {
  let count = 0;
  for (const candidate of rows) {
    if (candidate.row === row) return count;
    count = candidate.kind === 'header' ? count + 1 : 0;
  }
  return count;
}

function noteAt(grid: Grid, row: number): string {
  const values = grid.values[row - grid.top] ?? [];
  for (const value of values) if (typeof value === 'string' && value !== '') return value;
  return '';
}
