import type { Form } from '../form/form.js';
import { usedArea, valueAt, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import type { Attachment, AttachmentColumn } from './attachment.js';
import { headerAt, type Header } from './header.js';
import { HeaderTexts } from './header-texts.js';
import { HeaderLexicon } from './lexicon.js';
import { periodIn } from './period.js';
import { partsBeside } from './parts.js';
import { readTable, type FoundTable } from './table.js';

/** What a sheet holds: its attachments, and problems that concern no recognised one. */
export interface Recognition {
  readonly attachments: readonly Attachment[];
  readonly problems: readonly Problem[];
}

/** Finds the attachments of a sheet wherever they stand and reads them. A sheet that merely resembles one yields none. */
export function recognise(grid: Grid, forms: readonly Form[]): Recognition {
  const parts = partsBeside(grid);
  const whole = readSheet(grid, forms);
  if (parts.length < 2) return whole;
  // An empty column may part two tables, or stand inside one: what yields more tables is right.
  const apart = parts.map((part) => readSheet(part, forms, { top: grid.top, text: grid }));
  const attachments = apart.flatMap((part) => part.attachments);
  return attachments.length > Math.max(1, whole.attachments.length) ? { attachments, problems: apart.flatMap((part) => part.problems) } : whole;
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
    const title = ownTitle === '' ? textBetween(above.text, above.top, first.top - 1) : ownTitle;
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
    for (const lexicon of lexicons) {
      const header = headerAt(texts, row, lexicon);
      if (header === undefined) continue;
      const group = groups[groups.length - 1];
      const title = group === undefined ? '' : textBetween(grid, (group.headers[group.headers.length - 1] ?? group.headers[0]).bottom + 1, header.top - 1);
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

function sameColumns(a: Header, b: Header): boolean {
  return a.columns.length === b.columns.length && a.columns.every((column, index) => column.id === b.columns[index]?.id && column.column === b.columns[index]?.column);
}

/** Two blocks under one header: a second unit column begins a second table. */
function sideBySide(columns: readonly AttachmentColumn[]): readonly (readonly AttachmentColumn[])[] {
  const starts = columns.flatMap((column, index) => (column.role === 'unit' ? [columns[index - 1]?.role === 'serial' ? index - 1 : index] : []));
  const twin = starts.length > 1 && starts.every((start, index) => (starts[index + 1] ?? columns.length) - start > 4);
  return twin ? starts.map((start, index) => columns.slice(start, starts[index + 1])) : [columns];
}

function unknownAmong({ columns: all, unknown }: Header, columns: readonly AttachmentColumn[]): Header['unknown'] {
  if (all.length === columns.length) return unknown;
  const [left, right] = [columns[0]?.column ?? 0, columns[columns.length - 1]?.column ?? 0];
  return unknown.filter(({ column }) => column > left && column < right);
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
