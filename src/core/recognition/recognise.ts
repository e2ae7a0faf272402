import type { Form } from '../form/form.js';
import { usedArea, valueAt, type Area, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import type { Attachment, AttachmentColumn } from './attachment.js';
import { headerAt, type Header } from './header.js';
import { HeaderTexts } from './header-texts.js';
import { FIGURE, HeaderLexicon } from './lexicon.js';
import { periodInLines } from './period.js';
import { misshapen } from './misshapen.js';
import { cutBefore, partsBeside } from './parts.js';
import { readTable, type FoundTable, type ReadTable } from './table.js';
import { isTitle, kindOfTitle, textBetween, titleBelowTable } from './title.js';

/** What a sheet holds: its attachments, and problems that concern no recognised one. */
export interface Recognition {
  readonly attachments: readonly Attachment[];
  readonly problems: readonly Problem[];
  /** Where tables stand that are not read: their kind cannot be told, or columns are missing. */
  readonly unread: readonly Area[];
}

/** Finds the attachments of a sheet wherever they stand and reads them. A sheet that merely resembles one yields none. */
export function recognise(grid: Grid, forms: readonly Form[]): Recognition {
  const { attachments, problems, unread } = apartWhereMore(grid, forms, readSheet(grid, forms));
  return {
    attachments,
    problems: attachments.length === 0 && problems.length === 0 ? misshapen(grid, forms) : problems,
    unread,
  };
}

function apartWhereMore(grid: Grid, forms: readonly Form[], whole: SheetReading): Recognition {
  // Above all tables, where a title of several may stand.
  const above: Above = { top: grid.top, bottom: Math.min(...areasOf(whole).map(({ top }) => top)) - 1, text: grid };
  if (whole.starts.length > 0) {
    const apart = readApart(cutBefore(grid, whole.starts), forms, above);
    if (holds(apart, whole)) return apart;
  }
  const parts = partsBeside(grid);
  if (parts.length < 2) return whole;
  // An empty column may part two tables, or stand inside one: what yields more tables is right.
  const apart = readApart(parts, forms, above);
  return apart.attachments.length > whole.attachments.length || holds(apart, whole) ? apart : whole;
}

interface ApartReading extends Recognition {
  /** How many of the parts hold a table. */
  readonly parts: number;
}

function readApart(parts: readonly Grid[], forms: readonly Form[], above: Above): ApartReading {
  const read = parts.map((part) => readSheet(part, forms, above));
  return {
    attachments: read.flatMap(({ attachments }) => attachments),
    problems: read.flatMap(({ problems }) => problems),
    unread: read.flatMap(({ unread }) => unread),
    parts: read.filter((part) => areasOf(part).length > 0).length,
  };
}

/** Tells whether tables beside each other hold all that the whole was read as: there a header repeated beside another's rows tears a table in pieces, and one's title tells the other's kind. */
function holds(apart: ApartReading, whole: Recognition): boolean {
  const areas = areasOf(apart);
  return (
    apart.parts > 1 &&
    areasOf(whole).every((one) =>
      areas.some(
        ({ top, left, bottom, right }) =>
          top <= one.top && left <= one.left && one.bottom <= bottom && one.right <= right,
      ),
    )
  );
}

function areasOf({ attachments, unread }: Recognition): readonly Area[] {
  return [...attachments.map(({ area }) => area), ...unread];
}

interface SheetReading extends Recognition {
  /** Columns in which a further table begins under a header that stands over several. */
  readonly starts: readonly number[];
}

interface Above {
  readonly top: number;
  /** The last row above all tables. */
  readonly bottom: number;
  /** Where a title that stands over several tables is looked for. */
  readonly text: Grid;
}

function readSheet(grid: Grid, forms: readonly Form[], above?: Above): SheetReading {
  const attachments: Attachment[] = [];
  const problems: Problem[] = [];
  const unread: Area[] = [];
  const groups = findHeaders(grid, forms);
  const starts = new Set<number>();
  let titleFrom = grid.top;
  groups.forEach((group, index) => {
    const {
      lexicon,
      headers: [first],
    } = group;
    const next = groups[index + 1]?.headers[0];
    const end = next === undefined ? usedArea(grid).bottom : next.top - 1;
    const title =
      titleFrom === grid.top
        ? titleOnTop(grid, first.top - 1, forms, above)
        : titleBelowTable(grid, titleFrom, first.top - 1);
    const tables = sideBySide(first.columns);
    for (const table of tables.slice(1)) starts.add(table[0]?.column ?? 0);
    for (const columns of tables) {
      const read = readByOwnForm(
        grid,
        group,
        { lexicon, headers: group.headers, columns, unknown: unknownAmong(first, columns), end, title },
        forms,
      );
      if (read.attachment !== undefined) attachments.push(read.attachment);
      else if (read.problems.length > 0) unread.push(read.area);
      problems.push(...read.problems);
      titleFrom = Math.max(titleFrom, read.area.bottom + 1);
    }
  });
  return { attachments, problems, unread, starts: [...starts] };
}

/**
 * Reads a table, and once more by the form of its kind where that names columns otherwise than the one by which the header
 * was found, or computes rates otherwise: districts and departments may have rules of their own.
 */
function readByOwnForm(grid: Grid, { inForm }: HeaderGroup, table: FoundTable, forms: readonly Form[]): ReadTable {
  const read = readTable(grid, table, forms);
  const form = read.attachment?.form;
  if (form === undefined || sameFigures(form, table.lexicon.form)) return read;
  const own = inForm(form);
  if (own === undefined) return read;
  const [header] = own.headers;
  const [left, right] = [table.columns[0]?.column ?? 0, table.columns[table.columns.length - 1]?.column ?? 0];
  const columns = header.columns.filter(({ column }) => column >= left && column <= right);
  return readTable(grid, { ...table, ...own, columns, unknown: unknownAmong(header, columns) }, forms);
}

/** Tells whether two forms call and compute everything alike that is no unit's name. */
function sameFigures(one: Form, other: Form): boolean {
  const [a, b] = [one, other].map(({ columns }) => JSON.stringify(columns.filter(({ role }) => role !== 'unit')));
  return a === b;
}

/** A form that also knows what another one calls the column of units: by that the header was found. */
function withUnitNamesOf(other: Form, form: Form): Form {
  const names = other.columns.find(({ role }) => role === 'unit')?.names ?? [];
  return {
    ...form,
    columns: form.columns.map((column) =>
      column.role === 'unit' ? { ...column, names: [...column.names, ...names] } : column,
    ),
  };
}

/** What stands above the first table, or, where that is no title of its own, above all the tables beside it. */
function titleOnTop(grid: Grid, to: number, forms: readonly Form[], above: Above | undefined): readonly string[] {
  const own = textBetween(grid, grid.top, to);
  if (above === undefined || isTitle(own, forms)) return own;
  return [...textBetween(above.text, Math.max(above.top, to - 9), Math.min(above.bottom, to)), ...own];
}

/** A header with its repetitions inside the same table. */
interface HeaderGroup extends Pick<FoundTable, 'lexicon' | 'headers'> {
  /** The same rows as another form reads them; `undefined` where it knows no header there. */
  readonly inForm: (form: Form) => Pick<FoundTable, 'lexicon' | 'headers'> | undefined;
}

function findHeaders(grid: Grid, forms: readonly Form[]): readonly HeaderGroup[] {
  const lexicons = forms.map((form) => new HeaderLexicon(form));
  const groups: { lexicon: HeaderLexicon; headers: [Header, ...Header[]]; rows: [number, ...number[]] }[] = [];
  const texts = new HeaderTexts(grid);
  const { top, bottom } = usedArea(grid);
  for (let row = top; row <= bottom; row += 1) {
    if (!mayBeHeader(grid, row)) continue;
    // Attachments 1 and 2 have the same columns: the form that knows more of the names reads them.
    const read = lexicons.flatMap((lexicon) => {
      const header = headerAt(texts, row, lexicon);
      return header === undefined ? [] : [{ lexicon, header }];
    });
    const [best] = [...read].sort((a, b) => b.header.columns.length - a.header.columns.length);
    if (best !== undefined) {
      const { lexicon, header } = best;
      const group = groups[groups.length - 1];
      const isAlike = group?.lexicon.form.kind === lexicon.form.kind && sameColumns(group.headers[0], header);
      if (
        isAlike &&
        (lexicon.form.kind === 'volumes' || !isOfAnotherKind(grid, group.headers, header, forms)) &&
        goesOn(grid, group.headers, header)
      ) {
        group.headers.push(header);
        group.rows.push(row);
      } else groups.push({ lexicon, headers: [header], rows: [row] });
      row = header.bottom;
    }
  }
  return groups.map(({ lexicon, headers, rows: [firstRow, ...others] }) => ({
    lexicon,
    headers,
    inForm: (form) => {
      const own = new HeaderLexicon(withUnitNamesOf(lexicon.form, form));
      const header = headerAt(texts, firstRow, own);
      return header === undefined
        ? undefined
        : { lexicon: own, headers: [header, ...others.flatMap((row) => headerAt(texts, row, own) ?? [])] };
    },
  }));
}

function mayBeHeader(grid: Grid, row: number): boolean {
  let [texts, figures] = [0, 0];
  for (const value of grid.values[row - grid.top] ?? []) {
    if (typeof value === 'number') return false;
    if (typeof value === 'string' && value !== '' && value.length <= 40) texts += 1;
    if (typeof value === 'string' && FIGURE.test(value)) figures += 1;
  }
  // Counts that were typed as text head nothing.
  return texts >= 3 && figures < 3;
}

/** A column of row sums that somebody added need not be headed again on each page. */
function sameColumns(a: Header, b: Header): boolean {
  const [one, other] = [a, b].map(({ columns }) => columns.filter(({ role }) => role !== 'sum'));
  return (
    one?.length === other?.length &&
    one?.every((column, index) => column.id === other?.[index]?.id && column.column === other[index]?.column) === true
  );
}

/** Attachments 1 and 2 have the same columns: what stands above the header again may say that it is the other one's. */
function isOfAnotherKind(
  grid: Grid,
  headers: readonly [Header, ...Header[]],
  again: Header,
  forms: readonly Form[],
): boolean {
  const [first] = headers;
  const last = headers[headers.length - 1] ?? first;
  const alike = forms.filter(({ kind }) => kind !== 'volumes');
  const kind = kindOfTitle(alike, titleBelowTable(grid, grid.top, first.top - 1));
  const kindAgain = kindOfTitle(alike, titleBelowTable(grid, last.bottom + 1, again.top - 1));
  return kind !== undefined && kindAgain !== undefined && kind !== kindAgain;
}

/** A header again: of the same table, if nothing between says otherwise; 续表, or a title repeated on the next page, says so. */
function goesOn(grid: Grid, headers: readonly [Header, ...Header[]], again: Header): boolean {
  const [first] = headers;
  const last = headers[headers.length - 1] ?? first;
  const between = textBetween(grid, last.bottom + 1, again.top - 1);
  if (periodInLines(between) === null || between.some((line) => /续表|[(（]续[)）]|接上[页表]/.test(line))) return true;
  const title = between[between.length - 1] ?? '';
  return (
    textBetween(grid, grid.top, first.top - 1).includes(title) &&
    serialAfter(grid, again, 1) === serialAfter(grid, last, again.top - last.bottom - 1, 'last') + 1
  );
}

/** The first or last serial number in the rows right below a header; NaN where there is none. */
function serialAfter(grid: Grid, { bottom, columns }: Header, rows: number, which: 'first' | 'last' = 'first'): number {
  const serial = columns.find(({ role }) => role === 'serial');
  if (serial === undefined) return NaN;
  const numbers = Array.from({ length: rows }, (_, index) =>
    Number(valueAt(grid, bottom + 1 + index, serial.column) ?? NaN),
  ).filter((number) => number > 0);
  return (which === 'first' ? numbers[0] : numbers[numbers.length - 1]) ?? NaN;
}

/**
 * The tables under one header: each begins with a column of units. Columns of units without figures are a list of
 * somebody's own (contacts) behind the table, or before it with something between.
 */
function sideBySide(columns: readonly AttachmentColumn[]): readonly (readonly AttachmentColumn[])[] {
  const starts = columns.flatMap((column, index) =>
    column.role === 'unit' ? [columns[index - 1]?.role === 'serial' ? index - 1 : index] : [],
  );
  const [first = 0] = starts;
  if (starts.length < 2 || columns.slice(0, first).some(isFigure)) return [columns];
  const blocks = starts.map((start, index) => columns.slice(start, starts[index + 1]));
  const tables = blocks.filter((block) => block.filter(isFigure).length > 1);
  const joined = blocks.some((block, index) => {
    const next = blocks[index + 1];
    return (
      next !== undefined && !tables.includes(block) && (block[block.length - 1]?.column ?? 0) + 1 === next[0]?.column
    );
  });
  return tables.length === 0 || joined ? [columns] : tables;
}

function isFigure({ role }: AttachmentColumn): boolean {
  return role === 'input' || role === 'city' || role === 'district';
}

function unknownAmong({ columns: all, unknown }: Header, columns: readonly AttachmentColumn[]): Header['unknown'] {
  if (all.length === columns.length) return unknown;
  const [left, right] = [columns[0]?.column ?? 0, columns[columns.length - 1]?.column ?? 0];
  return unknown.filter(({ column }) => column > left && column < right);
}
