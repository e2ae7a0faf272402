import { format } from 'numfmt';
import type { CellValue } from '../core/grid/grid.js';

/** Returns what a cell shows: a value through its number format, as Chinese Excel would. */
export function shownText(value: CellValue, code: string): string {
  if (value === null) return '';
  if (typeof value === 'object') return value.error;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  try {
    return format(code, value, { locale: 'zh-CN', throws: true });
  } catch {
    // A code that only newer programs know: the plain value is better than none.
    return String(value);
  }
}
