import { usedArea, valueAt, type Area, type Grid } from '../grid/grid.js';
import type { Attachment } from '../recognition/attachment.js';
import type { AttachmentDocument } from './document.js';
import type { Layout, TextStyle } from './layout.js';
import { leansOnNext, LINE, TITLE_GAP, titleSize } from './preview.js';
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
    /** Of the row's type; `null`: as it is. */ readonly size: number | null;
    /** Texts are broken within their columns. */ readonly wraps: boolean;
  }[];
  /** Rows that begin a page, so that every program turns it at the same place and leaves nothing behind: no section without its units, no head of the notes without the notes. */
  readonly breaks: readonly number[];
}

const MILLIMETRES_A_POINT = 25.4 / 72;
/** Spreadsheets set lines as wide apart as the font wants, which for Chinese faces is about this much. */
const SHEET_LEADING = 1.4;

/** Describes how a sheet with attachments is printed after the official layout; with `measured`, widths, heights and sizes too. */
export function printSetupOf(
  grid: Grid,
  published: readonly { readonly attachment: Attachment; readonly document: AttachmentDocument }[],
  layout: Layout,
  { measured }: { readonly measured: boolean },
): PrintSetup {
  const { margins, pageNumber } = layout;
  const used = usedArea(grid);
  const areas = published.map(({ attachment }) => attachment.area);
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
    area: {
      top: used.top,
      bottom: used.bottom,
      left: Math.min(...areas.map(({ left }) => left)),
      right: Math.max(...areas.map(({ right }) => right)),
    },
    repeatedRows:
      only === undefined ? null : { from: only.attachment.area.top, to: firstRowBelowHeader(only.attachment) - 1 },
    footer: { style: pageNumber, before: '— ', after: ' —', odd: 'right', even: 'left' },
    types: published.flatMap(({ document }) => typesOf(grid, document, layout)),
    measures: measured && only !== undefined ? measuresOf(grid, only.attachment, only.document, layout) : null,
  };
}

function firstRowBelowHeader({ area, rows }: Attachment): number {
  return rows[0]?.row ?? area.top + 1;
}

function typesOf(grid: Grid, { label, title }: AttachmentDocument, layout: Layout): PrintSetup['types'] {
  return [
    ...cellsWith(grid, label).map((place) => ({ ...place, style: layout.label })),
    ...cellsWith(grid, title).map((place) => ({
      ...place,
      style: { ...layout.title, size: titleSize(title, layout) },
    })),
  ];
}

function cellsWith(grid: Grid, text: string): readonly { readonly row: number; readonly column: number }[] {
  const plain = (one: string): string => one.replace(/\s+/g, '');
  const wanted = plain(text);
  return grid.values.flatMap((cells, i) =>
    cells.flatMap((value, j) =>
      typeof value === 'string' && plain(value) === wanted ? [{ row: grid.top + i, column: grid.left + j }] : [],
    ),
  );
}

/** As easy to read as can be; closer where that saves a page. */
function measuresOf(grid: Grid, attachment: Attachment, document: AttachmentDocument, layout: Layout): SheetMeasures {
  const tables = layOutTable(document, layout);
  const [roomy, close] = [tables.roomy, tables.close].map((table) =>
    measuresWith(grid, attachment, document, table, layout),
  ) as [Measured, Measured];
  return (close.pages < roomy.pages ? close : roomy).measures;
}

interface Measured {
  readonly measures: SheetMeasures;
  readonly pages: number;
}

function measuresWith(
  grid: Grid,
  attachment: Attachment,
  document: AttachmentDocument,
  table: LaidOutTable,
  layout: Layout,
): Measured {
  const width = table.widths.reduce((sum, one) => sum + one, 0);
  const printed = new Map([...table.header, ...table.rows].map(({ row, height }) => [row, height]));
  const rows = attachment.rows.map(({ row }) => row);
  const all = [...table.header.map(({ row }) => row), ...rows];
  // A header typed again for the next page is as high as the one above.
  const height = (row: number): number =>
    printed.get(row) ?? table.header[repetition(attachment, row) % Math.max(1, table.header.length)]?.height ?? LINE;
  const sections = new Set(attachment.rows.filter(({ kind }) => kind === 'section').map(({ row }) => row));
  const heading = (text: string): readonly number[] =>
    cellsWith(grid, text)
      .map(({ row }) => row)
      .filter((row) => row < attachment.area.top);
  const notes = grid.values.flatMap((_, i) => (grid.top + i > attachment.area.bottom ? [grid.top + i] : []));
  const heights: SheetMeasures['rows'] = [
    ...heading(document.label).map((row) => ({ row, height: LINE, size: null, wraps: false })),
    // The title stands apart from the label above and the table below.
    ...heading(document.title).map((row) => ({ row, height: LINE + 2 * TITLE_GAP, size: null, wraps: false })),
    ...all.map((row) => ({ row, height: height(row), size: sheetSize(table.size), wraps: !sections.has(row) })),
    ...notes.map((row) => ({
      row,
      height: noteHeight(grid, row, width, layout.notes.size),
      size: layout.notes.size,
      wraps: false,
    })),
  ];
  const body = new Map(attachment.rows.map(({ row, kind }) => [row, kind]));
  const leans = (row: number): boolean =>
    body.get(row) === 'section' ||
    body.get(row) === 'header' ||
    (notes.includes(row) && leansOnNext(noteAt(grid, row).trim()));
  const { breaks, pages } = breaksIn(heights, grid.hiddenRows, leans, sum(table.header), layout);
  return {
    measures: {
      columns: document.sheetColumns.map((column, index) => ({ column, width: table.widths[index] ?? 0 })),
      rows: heights,
      breaks,
    },
    pages,
  };
}

/** Breaks the rows into pages; a page begins earlier where a row that `leans` on the next one would end the one before. */
function breaksIn(
  rows: SheetMeasures['rows'],
  hidden: readonly number[],
  leans: (row: number) => boolean,
  header: number,
  { page, margins }: Layout,
): { readonly breaks: readonly number[]; readonly pages: number } {
  const unseen = new Set(hidden);
  const shown = rows.filter(({ row }) => !unseen.has(row)).sort((a, b) => a.row - b.row);
  const room = page.height - margins.top - margins.bottom;
  const breaks: number[] = [];
  let [left, first, pages] = [room, 0, 1];
  for (let index = 0; index < shown.length; index += 1) {
    const { height } = shown[index] as SheetMeasures['rows'][number];
    if (height > left && index > first) {
      let begin = index;
      while (begin > first + 1 && leans(shown[begin - 1]?.row ?? -1)) begin -= 1;
      breaks.push((shown[begin] as SheetMeasures['rows'][number]).row);
      [first, index, left, pages] = [begin, begin, room - header, pages + 1];
    }
    left -= (shown[index] as SheetMeasures['rows'][number]).height;
  }
  return { breaks, pages };
}

function sum(rows: readonly { readonly height: number }[]): number {
  return rows.reduce((total, { height }) => total + height, 0);
}

/** Cells of a sheet leave less room to their text than those of a table in Word: a little smaller, and nothing breaks that need not. */
function sheetSize(size: number): number {
  return Math.floor(size * 0.95 * 2) / 2;
}

/** How many header rows of this repetition stand above the row. */
function repetition({ rows }: Attachment, row: number): number {
  let count = 0;
  for (const one of rows) {
    if (one.row === row) return count;
    count = one.kind === 'header' ? count + 1 : 0;
  }
  return count;
}

function noteHeight(grid: Grid, row: number, width: number, size: number): number {
  const em = size * MILLIMETRES_A_POINT;
  return lineCount(noteAt(grid, row), width / em - 1) * em * SHEET_LEADING + 1;
}

function noteAt(grid: Grid, row: number): string {
  const text = grid.values[row - grid.top]
    ?.map((_, index) => valueAt(grid, row, grid.left + index))
    .find((value) => typeof value === 'string' && value !== '');
  return typeof text === 'string' ? text : '';
}
