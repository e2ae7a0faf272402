import type { Form } from '../form/form.js';
import { usedArea, valueAt, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import type { Attachment, AttachmentColumn } from './attachment.js';
import { headerAt, type Header } from './header.js';
import { HeaderTexts } from './header-texts.js';
import { FIGURE, HeaderLexicon } from './lexicon.js';
import { periodInLines } from './period.js';
import { misshapen } from './misshapen.js';
import { partsBeside } from './parts.js';
import { readTable, type FoundTable } from './table.js';

/** What a sheet holds: its attachments, and problems that concern no recognised one. */
export interface Recognition {
  readonly attachments: readonly Attachment[];
  readonly problems: readonly Problem[];
}

/** Finds the attachments of a sheet wherever they stand and reads them. A sheet that merely resembles one yields none. */
export function recognise(grid: Grid, forms: readonly Form[]): Recognition {
  const whole = readSheet(grid, forms);
  const best = apartWhereMore(grid, forms, whole);
  return best.attachments.length === 0 && best.problems.length === 0 ? { attachments: [], problems: misshapen(grid, forms) } : best;
}

function apartWhereMore(grid: Grid, forms: readonly Form[], whole: Recognition): Recognition {
  const parts = partsBeside(grid);
  if (parts.length < 2) return whole;
  // An empty column may part two tables, or stand inside one: what yields more tables is right.
  const apart = parts.map((part) => readSheet(part, forms, { top: grid.top, text: grid }));
  const attachments = apart.flatMap((part) => part.attachments);
  return attachments.length > whole.attachments.length ? { attachments, problems: apart.flatMap((part) => part.problems) } : whole;
}

interface Above {
  readonly top: number;
  /** Where a title that stands over several tables is looked for. */
  readonly text: Grid;
}

function readSheet(grid: Grid, forms: readonly Form[], above: Above = { top: grid.top, text: grid }): Recognition {
  const attachments: Attachment[] = [];
  const problems: Problem[] = [];
  const groups = findHeaders(grid, forms);
  let titleFrom = grid.top;
  groups.forEach(({ lexicon, headers }, index) => {
    const [first] = headers;
    const last = headers[headers.length - 1] ?? first;
    const next = groups[index + 1]?.headers[0];
    const end = next === undefined ? usedArea(grid).bottom : next.top - 1;
    const ownTitle = textBetween(grid, titleFrom, first.top - 1);
    const title = ownTitle.length === 0 ? textBetween(above.text, above.top, first.top - 1) : ownTitle;
    for (const columns of sideBySide(first.columns)) {
      const read = readTable(grid, { lexicon, headers, columns, unknown: unknownAmong(first, columns), end, title }, forms);
      if (read.attachment !== undefined) attachments.push(read.attachment);
      problems.push(...read.problems);
      titleFrom = Math.max(titleFrom, read.attachment?.area.bottom ?? last.bottom) + 1;
    }
  });
  return { attachments, problems };
}

/** A header with its repetitions inside the same table. */
type HeaderGroup = Pick<FoundTable, 'lexicon' | 'headers'>;

function findHeaders(grid: Grid, forms: readonly Form[]): readonly HeaderGroup[] {
  const lexicons = forms.map((form) => new HeaderLexicon(form));
  const groups: { lexicon: HeaderLexicon; headers: [Header, ...Header[]] }[] = [];
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
      if (group?.lexicon.form.kind === lexicon.form.kind && sameColumns(group.headers[0], header) && goesOn(grid, group.headers, header)) group.headers.push(header);
      else groups.push({ lexicon, headers: [header] });
      row = header.bottom;
    }
  }
  return groups;
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
  return one?.length === other?.length && one?.every((column, index) => column.id === other?.[index]?.id && column.column === other[index]?.column) === true;
}

/** A header again: of the same table, if nothing between says otherwise; 续表, or a title repeated on the next page, says so. */
function goesOn(grid: Grid, headers: readonly [Header, ...Header[]], again: Header): boolean {
  const [first] = headers;
  const last = headers[headers.length - 1] ?? first;
  const between = textBetween(grid, last.bottom + 1, again.top - 1);
  if (periodInLines(between) === null || between.some((line) => /续表|[(（]续[)）]|接上[页表]/.test(line))) return true;
  const title = between[between.length - 1] ?? '';
  return textBetween(grid, grid.top, first.top - 1).includes(title) && serialAfter(grid, again, 1) === serialAfter(grid, last, again.top - last.bottom - 1, 'last') + 1;
}

/** The first or last serial number in the rows right below a header; NaN where there is none. */
function serialAfter(grid: Grid, { bottom, columns }: Header, rows: number, which: 'first' | 'last' = 'first'): number {
  const serial = columns.find(({ role }) => role === 'serial');
  if (serial === undefined) return NaN;
  const numbers = Array.from({ length: rows }, (_, index) => Number(valueAt(grid, bottom + 1 + index, serial.column) ?? NaN)).filter((number) => number > 0);
  return (which === 'first' ? numbers[0] : numbers[numbers.length - 1]) ?? NaN;
}

/**
 * The tables under one header: each begins with a column of units. Columns of units without figures are a list of
 * somebody's own (contacts) behind the table, or before it with something between.
 */
function sideBySide(columns: readonly AttachmentColumn[]): readonly (readonly AttachmentColumn[])[] {
  const starts = columns.flatMap((column, index) => (column.role === 'unit' ? [columns[index - 1]?.role === 'serial' ? index - 1 : index] : []));
  const [first = 0] = starts;
  if (starts.length < 2 || columns.slice(0, first).some(isFigure)) return [columns];
  const blocks = starts.map((start, index) => columns.slice(start, starts[index + 1]));
  const tables = blocks.filter((block) => block.filter(isFigure).length > 1);
  const joined = blocks.some((block, index) => {
    const next = blocks[index + 1];
    return next !== undefined && !tables.includes(block) && (block[block.length - 1]?.column ?? 0) + 1 === next[0]?.column;
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

/** The texts of rows, one line a row that has any. */
function textBetween(grid: Grid, from: number, to: number): readonly string[] {
  const { left, right } = usedArea(grid);
  const lines: string[] = [];
  // Titles stand close above; a long sheet above is another table's notes.
  for (let row = Math.max(from, to - 9); row <= to; row += 1) {
    const texts: string[] = [];
    for (let column = left; column <= right; column += 1) {
      const value = valueAt(grid, row, column);
      if (typeof value === 'string' && value !== '' && value.length <= 80) texts.push(value);
    }
    if (texts.length > 0) lines.push(texts.join(' '));
  }
  return lines;
}
