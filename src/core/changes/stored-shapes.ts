import type { CellValue } from '../grid/grid.js';

/** A sheet of Excel has so many rows. */
const MOST_ROWS = 1_048_576;

export function isCellValue(data: unknown): data is CellValue {
  if (data === null || typeof data === 'boolean' || typeof data === 'string') return true;
  if (typeof data === 'number') return Number.isFinite(data);
  return isRecord(data) && typeof data['error'] === 'string';
}

/** Whether so many rows from this one on are rows of a sheet. */
export function areRows(row: unknown, count: unknown): boolean {
  return isRow(row) && isRow(count) && count >= 1 && row + count <= MOST_ROWS + 1;
}

function isRow(data: unknown): data is number {
  return typeof data === 'number' && Number.isInteger(data) && data >= 0 && data <= MOST_ROWS;
}

export function isColumnName(data: unknown): data is string {
  return typeof data === 'string' && /^[A-Z]{1,3}$/.test(data);
}

export function isString(data: unknown): data is string {
  return typeof data === 'string';
}

export function isRecord(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

export function isListOf<T>(data: unknown, isItem: (item: unknown) => item is T): data is readonly T[] {
  return Array.isArray(data) && data.every(isItem);
}
