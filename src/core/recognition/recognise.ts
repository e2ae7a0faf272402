import type { Form } from '../form/form.js';
import { cellName } from '../grid/address.js';
import { usedArea, type Area, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import type { Attachment, AttachmentColumn } from './attachment.js';
import { columnSpan, type FoundTable } from './found-table.js';
import { findHeaders, type HeaderGroup } from './header-groups.js';
import { unsupportedLayouts } from './unsupported-layouts.js';
import { overwrittenCells, withoutCells, type OverwrittenCell } from './overwritten-headers.js';
import { cutBefore, partsBeside } from './parts.js';
import { namesForHeader, rowsAboveHeader } from './rows-above.js';
import { readTable, type ReadTable } from './table.js';
import { tablesBeside, unknownAmong } from './tables-beside.js';
import { isTitle, textBetween, titleBelowTable } from './title.js';
import { uncalculatedIn, uncalculatedParameters } from './uncalculated.js';
import { unreadHeadersIn, type UnreadHeader } from './unread-header.js';

/** What a sheet holds: its attachments, and problems that concern no recognised one. */
export interface Recognition {
  readonly attachments: readonly Attachment[];
  readonly problems: readonly Problem[];
  /** Where tables stand that are not read: their kind cannot be told, or columns are missing. */
  readonly unread: readonly Area[];
}

/** A sheet, or a part of it, as if the cells that somebody typed over a header were empty; with those cells. */
interface ReadableSheet {
  readonly grid: Grid;
  readonly overwritten: readonly OverwrittenCell[];
}

/** A sheet read as one, or one of its parts. */
interface SheetReading extends Recognition {
  /** Columns in which a further table begins under a header that stands over several. */
  readonly starts: readonly number[];
}

/** A sheet of which each part was read for itself. */
interface ReadingInParts extends Recognition {
  /** How many of the parts hold a table. */
  readonly parts: number;
}

/** What stands above all tables of a sheet: a title there may be that of several. */
interface TopOfSheet {
  readonly grid: Grid;
  readonly top: number;
  readonly bottom: number;
}

/**
 * Finds the attachments of a sheet wherever they stand and reads them. A sheet that merely resembles one yields none.
 */
export function recognise(grid: Grid, forms: readonly Form[]): Recognition {
  const { attachments, problems, unread } = recogniseOverwritten(grid, forms);
  const isNothing = attachments.length === 0 && problems.length === 0;
  return { attachments, problems: isNothing ? whyNothing(grid, forms) : problems, unread };
}

/** Reads the tables of a sheet as if the cells that somebody typed over their headers were empty, and reports those. */
function recogniseOverwritten(grid: Grid, forms: readonly Form[]): Recognition {
  const cells = overwrittenCells(grid, forms);
  const read = recogniseTables({ grid: withoutCells(grid, cells), overwritten: cells }, forms);
  if (cells.length === 0) return read;
  const found = [...read.problems, ...read.attachments.flatMap(({ problems }) => problems)];
  const reported = new Set(found.filter(({ code }) => code === 'header-overwritten').map(({ cell }) => cell));
  const inHeaders = cells.filter(({ row, column }) => reported.has(cellName(row, column)));
  if (inHeaders.length === cells.length) return read;
  // What stands among names and in no header belongs to somebody's row or notes.
  return recogniseTables({ grid: withoutCells(grid, inHeaders), overwritten: inHeaders }, forms);
}

/** Why a sheet may hold an attachment all the same: a layout that cannot be read, texts that were not calculated. */
function whyNothing(grid: Grid, forms: readonly Form[]): readonly Problem[] {
  const layouts = unsupportedLayouts(grid, forms);
  if (layouts.length > 0) return layouts;
  const cells = uncalculatedIn(grid, usedArea(grid));
  const [first] = cells;
  if (first === undefined) return [];
  const parameters = uncalculatedParameters(cells);
  return [{ severity: 'warning', code: 'sheet-uncalculated', sheet: grid.sheet, cell: first, parameters }];
}

/**
 * Reads the sheet as one and, where several tables may stand beside each other, in parts, and takes what finds more.
 */
function recogniseTables(sheet: ReadableSheet, forms: readonly Form[]): Recognition {
  const { grid, overwritten } = sheet;
  const whole = new SheetReader(sheet, forms).read();
  const above: TopOfSheet = { grid, top: grid.top, bottom: firstRowOf(whole) - 1 };
  if (whole.starts.length > 0) {
    const inParts = readInParts({ parts: cutBefore(grid, whole.starts), overwritten }, forms, above);
    if (holdsAllOf(inParts, whole)) return inParts;
  }
  const parts = partsBeside(grid);
  if (parts.length < 2) return whole;
  // An empty column may part two tables, or stand inside one: what yields more tables is right.
  const inParts = readInParts({ parts, overwritten }, forms, above);
  const hasMore = inParts.attachments.length > whole.attachments.length;
  return hasMore || holdsAllOf(inParts, whole) ? inParts : whole;
}

function readInParts(
  { parts, overwritten }: Pick<ReadableSheet, 'overwritten'> & { readonly parts: readonly Grid[] },
  forms: readonly Form[],
  above: TopOfSheet,
): ReadingInParts {
  const read = parts.map((grid) => new SheetReader({ grid, overwritten }, forms, above).read());
  return {
    attachments: read.flatMap(({ attachments }) => attachments),
    problems: read.flatMap(({ problems }) => problems),
    unread: read.flatMap(({ unread }) => unread),
    parts: read.filter((part) => areasOf(part).length > 0).length,
  };
}

/**
 * Tells whether tables beside each other hold all that the whole was read as: there a header repeated beside another's
 * rows tears a table in pieces, and one's title tells the other's kind.
 */
function holdsAllOf(inParts: ReadingInParts, whole: Recognition): boolean {
  if (inParts.parts <= 1) return false;
  const areas = areasOf(inParts);
  return areasOf(whole).every((area) => areas.some((part) => contains(part, area)));
}

function contains(outer: Area, inner: Area): boolean {
  return (
    outer.top <= inner.top && outer.left <= inner.left && inner.bottom <= outer.bottom && inner.right <= outer.right
  );
}

function areasOf({ attachments, unread }: Recognition): readonly Area[] {
  return [...attachments.map(({ area }) => area), ...unread];
}

/** The first row of all tables; `Infinity` where there is none. */
function firstRowOf(recognition: Recognition): number {
  return areasOf(recognition).reduce((first, { top }) => Math.min(first, top), Infinity);
}

/** Reads the tables of a sheet from above. */
class SheetReader {
  private readonly grid: Grid;
  private readonly attachments: Attachment[] = [];
  private readonly problems: Problem[] = [];
  private readonly unread: Area[] = [];
  private readonly starts = new Set<number>();
  /** A header below the last table that was not understood, not yet said. */
  private belowUnread: ReadTable | undefined;
  /** The row below the tables that were read. */
  private firstFreeRow: number;

  constructor(
    private readonly sheet: ReadableSheet,
    private readonly forms: readonly Form[],
    /** Where the grid is a part of a sheet: what stands above all parts' tables. */
    private readonly above?: TopOfSheet,
  ) {
    this.grid = sheet.grid;
    this.firstFreeRow = sheet.grid.top;
  }

  read(): SheetReading {
    const groups = findHeaders(this.grid, this.forms);
    groups.forEach((group, index) => {
      const next = groups[index + 1]?.headers[0];
      this.readTablesUnder(group, next === undefined ? usedArea(this.grid).bottom : next.top - 1);
    });
    this.sayUnread();
    const { attachments, problems, unread, starts } = this;
    return { attachments, problems, unread, starts: [...starts] };
  }

  private sayUnread(): void {
    if (this.belowUnread === undefined) return;
    for (const problem of this.belowUnread.problems) this.problems.push(problem);
    this.unread.push(this.belowUnread.area);
  }

  /** Reads the tables that a header and its repetitions stand over, down to row `end`. */
  private readTablesUnder(group: HeaderGroup, end: number): void {
    const [first] = group.headers;
    const from = this.firstFreeRow;
    const title = this.titleAbove(first.top);
    const tables = tablesBeside(first.columns);
    for (const [firstColumn] of tables.slice(1)) this.starts.add(firstColumn?.column ?? 0);
    for (const columns of tables) {
      const { lexicon, headers } = group;
      const unread = this.unreadBelow(group, columns, end);
      const below = unread.find(({ header }) => header !== 'repeated');
      const repeated = unread.filter(({ header }) => header === 'repeated');
      const table = {
        lexicon,
        headers,
        unreadHeaders: repeated.map(({ row, firstRow }) => ({ top: row, bottom: firstRow - 1 })),
        columns,
        unknown: unknownAmong(first, columns),
        overwritten: this.sheet.overwritten,
        end: below === undefined ? end : below.row - 1,
        title,
      };
      const cut = rowsAboveHeader(this.grid, table, from);
      const read = cut === undefined ? this.readByOwnForm(group, table) : refused(table, cut);
      if (read.attachment !== undefined) this.attachments.push(read.attachment);
      else if (read.problems.length > 0) this.unread.push(read.area);
      for (const problem of read.problems) this.problems.push(problem);
      if (read.attachment !== undefined)
        for (const header of repeated) this.problems.push(repeatedHeader(this.grid, table, header));
      // Where a repetition of it is refused, that says it too.
      if (cut === undefined) this.sayUnread();
      this.belowUnread = undefined;
      if (below !== undefined) this.belowUnread = headerBelow(table, { ...below, end, grid: this.grid });
      this.firstFreeRow = Math.max(this.firstFreeRow, read.area.bottom + 1);
    }
  }

  /** The headers below those of a group that were not understood, down to row `end`. */
  private unreadBelow(
    { headers }: HeaderGroup,
    columns: readonly AttachmentColumn[],
    end: number,
  ): readonly UnreadHeader[] {
    return headers.flatMap(({ bottom }, index) => {
      const next = headers[index + 1];
      const to = next === undefined ? end : next.top - 1;
      return unreadHeadersIn(this.grid, columns, { from: bottom + 1, to, forms: this.forms });
    });
  }

  /**
   * Reads a table, and once more by the form of its kind where that names columns otherwise than the one by which the
   * header was found, or computes rates otherwise: districts and departments may have rules of their own.
   */
  private readByOwnForm({ inForm }: HeaderGroup, table: FoundTable): ReadTable {
    const read = readTable(this.grid, table, this.forms);
    const form = read.attachment?.form;
    if (form === undefined || hasSameFigures(form, table.lexicon.form)) return read;
    const own = inForm(form);
    if (own === undefined) return read;
    const [header] = own.headers;
    const columns = columnsWithin(header.columns, table.columns);
    return readTable(this.grid, { ...table, ...own, columns, unknown: unknownAmong(header, columns) }, this.forms);
  }

  /**
   * What stands above a table. Of the first one that is, where it is no title of its own, also what stands above all
   * the tables beside it.
   */
  private titleAbove(headerTop: number): readonly string[] {
    const { grid, above } = this;
    const last = headerTop - 1;
    if (this.firstFreeRow !== grid.top) return titleBelowTable(grid, this.firstFreeRow, last);
    const own = textBetween(grid, grid.top, last);
    if (above === undefined || isTitle(own, this.forms)) return own;
    return [...textBetween(above.grid, Math.max(above.top, last - 9), Math.min(above.bottom, last)), ...own];
  }
}

/** A table whose rows above were not understood is not read at all: what is left of it would be added up wrongly. */
function refused({ headers: [first], columns, end }: FoundTable, why: Problem): ReadTable {
  return { problems: [why], area: { top: first.top, bottom: end, ...columnSpan(columns) } };
}

/** A header below a table that nobody understood, or none where one should be: what stands under it is not read. */
function headerBelow(
  table: FoundTable,
  { row, firstRow, header, end, grid }: UnreadHeader & { readonly end: number; readonly grid: Grid },
): ReadTable {
  const span = columnSpan(table.columns);
  const place = { row: row + 1, first: firstRow + 1 };
  const names = namesForHeader(grid, table, { from: row, to: firstRow - 1 });
  const problem: Problem = {
    severity: 'error',
    code: header === 'none' ? 'header-below-missing' : 'header-below-unread',
    sheet: grid.sheet,
    cell: cellName(row, span.left),
    parameters: header === 'none' ? place : { ...place, names },
  };
  return { problems: [problem], area: { top: row, bottom: end, ...span } };
}

/** A table's own header, repeated and not understood: the rows below it are read by the first one, which is said. */
function repeatedHeader(grid: Grid, table: FoundTable, { row, firstRow }: UnreadHeader): Problem {
  const names = namesForHeader(grid, table, { from: row, to: firstRow - 1 });
  const { left } = columnSpan(table.columns);
  return {
    severity: 'warning',
    code: 'header-repeat-unread',
    sheet: grid.sheet,
    cell: cellName(row, left),
    parameters: { row: row + 1, first: firstRow + 1, names },
  };
}

function columnsWithin(
  columns: readonly AttachmentColumn[],
  table: readonly AttachmentColumn[],
): readonly AttachmentColumn[] {
  const { left, right } = columnSpan(table);
  return columns.filter(({ column }) => column >= left && column <= right);
}

/** Tells whether two forms call and compute everything alike that is no unit's name. */
function hasSameFigures(a: Form, b: Form): boolean {
  return figuresOf(a) === figuresOf(b);
}

function figuresOf({ columns }: Form): string {
  return JSON.stringify(columns.filter(({ role }) => role !== 'unit'));
}
