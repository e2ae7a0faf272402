import type { Form } from '../form/form.js';
import { usedArea, valueAt, type Grid } from '../grid/grid.js';
import type { AttachmentColumn } from './attachment.js';
import type { FoundTable } from './found-table.js';
import { headerAt, type Header } from './header.js';
import { HeaderTexts } from './header-texts.js';
import { FIGURE, HeaderLexicon, lexiconOf } from './lexicon.js';
import { periodInLines } from './period.js';
import { kindOfTitle, textBetween, titleBelowTable } from './title.js';
import { unreadHeadersIn } from './unread-header.js';

type GroupedHeaders = Pick<FoundTable, 'lexicon' | 'headers'>;

/** A header with its repetitions inside the same table. */
export interface HeaderGroup extends GroupedHeaders {
  /** The same rows as another form reads them; `undefined` where it knows no header there. */
  readonly inForm: (form: Form) => GroupedHeaders | undefined;
}

/** A group to which headers are added. */
interface GrowingGroup {
  readonly lexicon: HeaderLexicon;
  readonly headers: [Header, ...Header[]];
  /** Where each of the headers was found. */
  readonly rows: [number, ...number[]];
}

/** Finds the headers of a sheet, from above; one that is repeated in the same table makes no group of its own. */
export function findHeaders(grid: Grid, forms: readonly Form[]): readonly HeaderGroup[] {
  const lexicons = forms.map(lexiconOf);
  const groups: GrowingGroup[] = [];
  const texts = new HeaderTexts(grid);
  const { top, bottom } = usedArea(grid);
  for (let row = top; row <= bottom; row += 1) {
    if (!mayBeHeader(grid, row)) continue;
    const best = bestHeaderAt(texts, row, lexicons);
    if (best === undefined) continue;
    const { lexicon, header } = best;
    const group = groups[groups.length - 1];
    if (group !== undefined && repeats(best, group, { grid, forms })) {
      group.headers.push(header);
      group.rows.push(row);
    } else {
      groups.push({ lexicon, headers: [header], rows: [row] });
    }
    row = header.bottom;
  }
  return groups.map((group) => ({
    lexicon: group.lexicon,
    headers: group.headers,
    inForm: (form) => readAgain(texts, group, form),
  }));
}

interface HeaderInForm {
  readonly lexicon: HeaderLexicon;
  readonly header: Header;
}

/** Attachments 1 and 2 have the same columns: the form that knows more of the names reads them, of equals the first. */
function bestHeaderAt(texts: HeaderTexts, row: number, lexicons: readonly HeaderLexicon[]): HeaderInForm | undefined {
  let best: HeaderInForm | undefined;
  for (const lexicon of lexicons) {
    const header = headerAt(texts, row, lexicon);
    if (header === undefined) continue;
    if (best === undefined || header.columns.length > best.header.columns.length) best = { lexicon, header };
  }
  return best;
}

/** Reads the headers of a group by the names of another form. */
function readAgain(texts: HeaderTexts, group: GrowingGroup, form: Form): GroupedHeaders | undefined {
  const lexicon = new HeaderLexicon(withUnitNamesOf(group.lexicon.form, form));
  const [firstRow, ...otherRows] = group.rows;
  const first = headerAt(texts, firstRow, lexicon);
  if (first === undefined) return undefined;
  const others = otherRows.flatMap((row) => headerAt(texts, row, lexicon) ?? []);
  return { lexicon, headers: [first, ...others] };
}

/** A form that also knows what another one calls the column of units: by that the header was found. */
function withUnitNamesOf(other: Form, form: Form): Form {
  const names = other.columns.find(({ role }) => role === 'unit')?.names ?? [];
  const columns = form.columns.map((column) => {
    if (column.role !== 'unit') return column;
    return { ...column, names: [...column.names, ...names] };
  });
  return { ...form, columns };
}

function mayBeHeader(grid: Grid, row: number): boolean {
  let texts = 0;
  let figures = 0;
  for (const value of grid.values[row - grid.top] ?? []) {
    if (typeof value === 'number') return false;
    if (typeof value !== 'string') continue;
    if (value !== '' && value.length <= 40) texts += 1;
    if (FIGURE.test(value)) figures += 1;
  }
  // Counts that were typed as text head nothing.
  return texts >= 3 && figures < 3;
}

/** The sheet that headers are compared on, and the forms that tell its tables' kinds. */
interface Comparing {
  readonly grid: Grid;
  readonly forms: readonly Form[];
}

/** Tells whether a header is one of the group's again, inside the same table. */
function repeats({ lexicon, header }: HeaderInForm, group: GrowingGroup, comparing: Comparing): boolean {
  const { kind } = lexicon.form;
  const isAlike = group.lexicon.form.kind === kind && hasSameColumns(group.headers[0], header);
  if (!isAlike) return false;
  if (kind !== 'volumes' && isOfAnotherKind(group, header, comparing)) return false;
  const last = group.headers[group.headers.length - 1] ?? group.headers[0];
  const between = { from: last.bottom + 1, to: header.top - 1, forms: comparing.forms };
  // What stands between belongs to a table whose own header was not understood: this one is its repetition.
  const unread = unreadHeadersIn(comparing.grid, header.columns, between);
  if (unread.some((other) => other.header !== 'repeated')) return false;
  return goesOn(comparing.grid, group, header);
}

/** A column of row sums that somebody added need not be headed again on each page. */
function hasSameColumns(a: Header, b: Header): boolean {
  const columns = withoutSums(a);
  const others = withoutSums(b);
  if (columns.length !== others.length) return false;
  return columns.every((column, index) => {
    const other = others[index];
    return column.id === other?.id && column.column === other.column;
  });
}

function withoutSums({ columns }: Header): readonly AttachmentColumn[] {
  return columns.filter(({ role }) => role !== 'sum');
}

/** Attachments 1 and 2 have the same columns: what stands above the header again may say that it is the other one's. */
function isOfAnotherKind({ headers }: GrowingGroup, again: Header, { grid, forms }: Comparing): boolean {
  const [first] = headers;
  const last = headers[headers.length - 1] ?? first;
  const alike = forms.filter(({ kind }) => kind !== 'volumes');
  const kind = kindOfTitle(alike, titleBelowTable(grid, grid.top, first.top - 1));
  const kindAgain = kindOfTitle(alike, titleBelowTable(grid, last.bottom + 1, again.top - 1));
  return kind !== undefined && kindAgain !== undefined && kind !== kindAgain;
}

/**
 * A header again: of the same table, if nothing between says otherwise; 续表, or a title repeated on the next page, says
 * so.
 */
function goesOn(grid: Grid, { headers }: GrowingGroup, again: Header): boolean {
  const [first] = headers;
  const last = headers[headers.length - 1] ?? first;
  const between = textBetween(grid, last.bottom + 1, again.top - 1);
  if (periodInLines(between) === null || between.some((line) => /续表|[(（]续[)）]|接上[页表]/.test(line))) return true;
  const title = between[between.length - 1] ?? '';
  if (!textBetween(grid, grid.top, first.top - 1).includes(title)) return false;
  const serials = serialsBelow(grid, last, again.top - last.bottom - 1);
  const [next] = serialsBelow(grid, again, 1);
  return next === (serials[serials.length - 1] ?? NaN) + 1;
}

/** The serial numbers in the rows right below a header. */
function serialsBelow(grid: Grid, { bottom, columns }: Header, rows: number): readonly number[] {
  const serial = columns.find(({ role }) => role === 'serial');
  const numbers: number[] = [];
  if (serial === undefined) return numbers;
  for (let row = bottom + 1; row <= bottom + rows; row += 1) {
    const number = Number(valueAt(grid, row, serial.column) ?? NaN);
    if (number > 0) numbers.push(number);
  }
  return numbers;
}
