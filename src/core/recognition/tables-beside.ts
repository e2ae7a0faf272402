import type { AttachmentColumn } from './attachment.js';
import { columnSpan } from './found-table.js';
import type { Header } from './header.js';

/**
 * The tables under one header: each begins with a column of units. Columns of units without figures are a list of
 * somebody's own (contacts) behind the table, or before it with something between.
 */
export function tablesBeside(columns: readonly AttachmentColumn[]): readonly (readonly AttachmentColumn[])[] {
  const starts = startsOfTables(columns);
  const [first = 0] = starts;
  if (starts.length < 2 || columns.slice(0, first).some(isFigure)) return [columns];
  const blocks = starts.map((start, index) => columns.slice(start, starts[index + 1]));
  const tables = blocks.filter((block) => block.filter(isFigure).length > 1);
  const isJoined = blocks.some((block, index) => {
    const next = blocks[index + 1];
    if (next === undefined || tables.includes(block)) return false;
    return columnSpan(block).right + 1 === next[0]?.column;
  });
  if (tables.length === 0 || isJoined) return [columns];
  return tables;
}

/** Where columns of units stand, each with the serial numbers before it. */
function startsOfTables(columns: readonly AttachmentColumn[]): readonly number[] {
  const starts: number[] = [];
  for (const [index, { role }] of columns.entries()) {
    if (role !== 'unit') continue;
    const hasSerial = columns[index - 1]?.role === 'serial';
    starts.push(hasSerial ? index - 1 : index);
  }
  return starts;
}

function isFigure({ role }: AttachmentColumn): boolean {
  return role === 'input' || role === 'city' || role === 'district';
}

/** Of a header's unknown columns those that stand among the columns of one table. */
export function unknownAmong(
  { columns: all, unknown }: Header,
  columns: readonly AttachmentColumn[],
): Header['unknown'] {
  if (all.length === columns.length) return unknown;
  const { left, right } = columnSpan(columns);
  return unknown.filter(({ column }) => column > left && column < right);
}
