import type { Form } from '../form/form.js';
import { areaName, cellName } from '../grid/address.js';
import { usedArea, valueAt, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import type { Attachment, AttachmentColumn, AttachmentRow } from './attachment.js';
import { readRow } from './body.js';
import { headerAt, HeaderLexicon, type Header } from './header.js';
import { decideKind } from './kind.js';
import { normalise } from './normalise.js';
import { periodIn } from './period.js';

/** What a sheet holds: its attachments, and problems that concern no recognised one. */
export interface Recognition {
  readonly attachments: readonly Attachment[];
  readonly problems: readonly Problem[];
}

/** Finds the attachments of a sheet wherever they stand and reads them. A sheet that merely resembles one yields none. */
export function recognise(grid: Grid, forms: readonly Form[]): Recognition {
  const attachments: Attachment[] = [];
  const problems: Problem[] = [];
  const headers = findHeaders(grid, forms);
  let titleFrom = grid.top;
  headers.forEach((group, index) => {
    const last = group.headers[group.headers.length - 1] as Header;
    const next = headers[index + 1]?.headers[0];
    const end = next === undefined ? usedArea(grid).bottom : next.top - 1;
    const title = textBetween(grid, titleFrom, (group.headers[0] as Header).top - 1);
    for (const columns of sideBySide((group.headers[0] as Header).columns)) {
      const read = readTable(grid, group, columns, end, title, forms);
      if (read.attachment !== undefined) attachments.push(read.attachment);
      problems.push(...read.problems);
      titleFrom = Math.max(titleFrom, read.attachment?.area.bottom ?? last.bottom) + 1;
    }
  });
  return { attachments, problems };
}

/** A header with its repetitions inside the same table. */
interface HeaderGroup {
  readonly lexicon: HeaderLexicon;
  readonly headers: readonly Header[];
}

function findHeaders(grid: Grid, forms: readonly Form[]): readonly HeaderGroup[] {
  const lexicons = forms.map((form) => new HeaderLexicon(form));
  const groups: { lexicon: HeaderLexicon; headers: Header[] }[] = [];
  const { top, bottom } = usedArea(grid);
  for (let row = top; row <= bottom; row += 1) {
    if (!mayBeHeader(grid, row)) continue;
    for (const lexicon of lexicons) {
      const header = headerAt(grid, row, lexicon);
      if (header === undefined) continue;
      const group = groups[groups.length - 1];
      const title = group === undefined ? '' : textBetween(grid, (group.headers[group.headers.length - 1] as Header).bottom + 1, header.top - 1);
      if (group?.lexicon.form.kind === lexicon.form.kind && sameColumns(group.headers[0], header) && periodIn(title) === null) group.headers.push(header);
      else groups.push({ lexicon, headers: [header] });
      row = header.bottom;
      break;
    }
  }
  return groups;
}

function mayBeHeader(grid: Grid, row: number): boolean {
  let texts = 0;
  for (const value of grid.values[row - grid.top] ?? []) {
    if (typeof value === 'number') return false;
    if (typeof value === 'string' && value !== '' && value.length <= 40) texts += 1;
  }
  return texts >= 3;
}

function sameColumns(a: Header | undefined, b: Header): boolean {
  return a !== undefined && a.columns.length === b.columns.length && a.columns.every((column, index) => column.id === b.columns[index]?.id && column.column === b.columns[index]?.column);
}

function readTable(grid: Grid, { lexicon, headers }: HeaderGroup, columns: readonly AttachmentColumn[], end: number, title: string, forms: readonly Form[]): { readonly attachment?: Attachment; readonly problems: readonly Problem[] } {
  const first = headers[0] as Header;
  const place = areaName({ top: first.top, left: columns[0]?.column ?? 0, bottom: first.bottom, right: columns[columns.length - 1]?.column ?? 0 });
  const say = (severity: Problem['severity'], code: string, parameters: Problem['parameters'], cell = place): Problem => ({ severity, code, sheet: grid.sheet, cell, parameters });

  const structural = columnProblems(columns, lexicon.form, say);
  if (structural.length > 0) return { problems: structural };

  const problems: Problem[] = [];
  const repeated = new Set(headers.slice(1).flatMap((header) => Array.from({ length: header.bottom - header.top + 1 }, (_, index) => header.top + index)));
  const rows: AttachmentRow[] = [];
  for (let row = first.bottom + 1; row <= end; row += 1) {
    rows.push(repeated.has(row) ? { row, kind: 'header', name: '', scope: null, population: null, remark: null, readings: {} } : readRow(grid, row, columns, lexicon.form, problems));
  }
  while (rows.length > 0 && !['unit', 'total'].includes(rows[rows.length - 1]?.kind ?? '')) rows.pop();
  const units = rows.filter((row) => row.kind === 'unit');
  if (units.length === 0) return { problems: [] };

  const candidates = lexicon.form.kind === 'volumes' ? [lexicon.form] : forms.filter((form) => form.kind !== 'volumes');
  const kind = lexicon.form.kind === 'volumes' ? 'volumes' : decideKind(candidates, { title, sheet: grid.sheet, units: units.map((unit) => unit.name) });
  const form = candidates.find((one) => one.kind === kind);
  if (form === undefined) return { problems: [say('error', 'kind-undecided', { candidates: candidates.map((one) => one.title).join('、') })] };

  const period = periodIn(title) ?? periodIn(grid.sheet);
  if (period === null) problems.push(say('notice', 'period-unknown', {}));
  const lastRow = rows[rows.length - 1]?.row ?? first.bottom;
  const hidden = grid.hiddenRows.filter((row) => row > first.bottom && row <= lastRow);
  if (hidden.length > 0) problems.push(say('notice', 'rows-hidden', { rows: hidden.map((row) => row + 1).join('、') }));
  const area = { top: first.top, left: columns[0]?.column ?? 0, bottom: lastRow, right: columns[columns.length - 1]?.column ?? 0 };
  return { attachment: { sheet: grid.sheet, kind: form.kind, period, form, area, columns, rows, problems }, problems: [] };
}

function columnProblems(columns: readonly AttachmentColumn[], form: Form, say: (severity: Problem['severity'], code: string, parameters: Problem['parameters'], cell?: string) => Problem): readonly Problem[] {
  const missing = form.columns.filter((column) => column.essential === true && !columns.some(({ id }) => id === column.id));
  const twice = columns.filter((column, index) => columns.findIndex(({ id }) => id === column.id) !== index);
  return [
    ...(missing.length > 0 ? [say('error', 'column-missing', { names: missing.map((column) => column.names[0] ?? column.id).join('、') })] : []),
    ...twice.map((column) => {
      const other = columns.find(({ id }) => id === column.id) as AttachmentColumn;
      return say('error', 'column-ambiguous', { names: normalise(column.header) }, `${cellName(0, other.column).replace(/\d+$/, '')}、${cellName(0, column.column).replace(/\d+$/, '')}`);
    }),
  ];
}

/** Two blocks under one header: a second unit column begins a second table. */
function sideBySide(columns: readonly AttachmentColumn[]): readonly (readonly AttachmentColumn[])[] {
  const starts = columns.flatMap((column, index) => (column.role === 'unit' ? [columns[index - 1]?.role === 'serial' ? index - 1 : index] : []));
  const twin = starts.length > 1 && starts.every((start, index) => (starts[index + 1] ?? columns.length) - start > 4);
  return twin ? starts.map((start, index) => columns.slice(start, starts[index + 1])) : [columns];
}

function textBetween(grid: Grid, from: number, to: number): string {
  const { left, right } = usedArea(grid);
  const texts: string[] = [];
  // Titles stand close above; a long sheet above is another table's notes.
  for (let row = Math.max(from, to - 9); row <= to; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const value = valueAt(grid, row, column);
      if (typeof value === 'string' && value.length <= 80) texts.push(value);
    }
  }
  return texts.join(' ');
}
