import { formatColor } from 'numfmt';
import type { CellValue } from '../core/grid/grid.js';
import { INDEXED_COLOURS } from '../core/grid/indexed-colours.js';
import { shownText, standardCode } from '../core/grid/shown.js';

/** The colour that a number format gives a value, such as `[Red]` or `[Color10]`; `null` where it gives none. */
export function formatColour(value: CellValue, code: string): string | null {
  if (!code.includes('[') || typeof value === 'object' || typeof value === 'boolean') return null;
  try {
    // Numbers are left to us: the library's own palette is another one than Excel's.
    const colour = formatColor(standardCode(code), value, { indexColors: false });
    if (typeof colour !== 'number') return colour;
    const indexed = INDEXED_COLOURS[colour + BEFORE_COLOUR_1];
    if (indexed === undefined) return null;
    return `#${indexed}`;
  } catch {
    return null;
  }
}

/** `[Color1]` is the ninth of the palette. */
const BEFORE_COLOUR_1 = 7;

/** Returns the text of a number, made short enough for its cell: General loses decimals, any other becomes `###`. */
export function fitted(value: number, code: string, fits: (text: string) => boolean): string {
  const text = shownText(value, code);
  if (fits(text)) return text;
  if (standardCode(code) === 'General') {
    const shorter = shortened(value, fits);
    if (shorter !== null) return shorter;
  }
  let signs = '#';
  while (signs.length < 255 && fits(`${signs}#`)) signs += '#';
  return signs;
}

/** Returns a General number with as many digits as fit, in scientific notation where it takes that; `null` for none. */
function shortened(value: number, fits: (text: string) => boolean): string | null {
  const isScientific = Math.abs(value) >= 1e11 || (Math.abs(value) < 1e-4 && value !== 0);
  for (let digits = 10; digits >= 1 && !isScientific; digits -= 1) {
    const shorter = String(Number(value.toPrecision(digits)));
    const keepsSize = shorter.includes('.') || shorter === String(Math.round(value));
    if (keepsSize && !shorter.includes('e') && fits(shorter)) return shorter;
  }
  for (let digits = 5; digits >= 0; digits -= 1) {
    const shorter = value
      .toExponential(digits)
      .replace(/e([+-])(\d)$/, 'E$10$2')
      .replace('e', 'E');
    if (fits(shorter)) return shorter;
  }
  return null;
}
