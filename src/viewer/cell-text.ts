import { format, formatColor } from 'numfmt';
import type { CellValue } from '../core/grid/grid.js';

/** What a cell shows: a value through its number format, as Chinese Excel would. */
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

/** The colour that a number format gives a value, such as `[红色]`; `null` where it gives none. */
export function formatColour(value: CellValue, code: string): string | null {
  if (!code.includes('[') || typeof value === 'object' || typeof value === 'boolean') return null;
  try {
    const colour = formatColor(code, value);
    return typeof colour === 'string' ? colour : null;
  } catch {
    return null;
  }
}

/** The shown text of a number made short enough for its cell: a General one loses decimals, any other becomes `###`. */
export function fitted(value: number, code: string, fits: (text: string) => boolean): string {
  const text = shownText(value, code);
  if (fits(text)) return text;
  if (code === 'General') {
    const whole = Math.abs(value) >= 1e11 || (Math.abs(value) < 1e-4 && value !== 0);
    for (let digits = 10; digits >= 1 && !whole; digits -= 1) {
      const shorter = String(Number(value.toPrecision(digits)));
      if (shorter.includes('.') || shorter === String(Math.round(value))) {
        if (fits(shorter) && !shorter.includes('e')) return shorter;
      }
    }
    for (let digits = 5; digits >= 0; digits -= 1) {
      const shorter = value.toExponential(digits).replace(/e([+-])(\d)$/, 'E$10$2').replace('e', 'E');
      if (fits(shorter)) return shorter;
    }
  }
  let signs = '#';
  while (signs.length < 255 && fits(`${signs}#`)) signs += '#';
  return signs;
}
