import { formatFor, isPercentFormat } from '../grid/printed.js';
import { shownText } from '../grid/shown.js';

/** The number format in which a rate is written where a cell has `format`: its own percent format, else 0.00%. */
export function percentFormat(format: string): string {
  if (isPercentFormat(format)) return format;
  return formatFor({ percent: true, places: 2 });
}

/** That of percentage points: the cell's own where that shows them as they are, else 0.00. */
export function pointsFormat(format: string): string {
  const isChosen = format !== 'General' && format !== '@' && !isPercentFormat(format);
  if (isChosen && showsAll(format, 0)) return format;
  return formatFor({ percent: false, places: 2 });
}

/**
 * The number format in which a score is written where a cell has `format`: its own where that shows a score to all its
 * places, else so many decimals. Under `0` 84.95 would be published as 85, under `0%` as 8495%, under `yyyy/m/d` as a
 * date.
 */
export function scoreFormat(format: string, places: number): string {
  const isChosen = format !== 'General' && format !== '@';
  if (isChosen && showsAll(format, places)) return format;
  return formatFor({ percent: false, places });
}

/** Tells whether a format shows a number with all of so many places, whatever text it adds. */
function showsAll(format: string, places: number): boolean {
  const digits = places === 0 ? 2 : 3 + places;
  const score = Number('98.7654321'.slice(0, digits));
  const shown = shownText(score, format).match(/\d[\d,]*(?:\.\d+)?/g) ?? [];
  return shown.some((number) => Number(number.replace(/,/g, '')) === score);
}

/** The number format in which a count or a sum is written where a cell has `format`: its own, unless it is Text. */
export function countFormat(format: string): string {
  if (format === '@') return 'General';
  return format;
}

/** A sheet has a handful of number formats for thousands of cells: the result for each is kept. */
export function cached(formatFor: (format: string) => string): (format: string) => string {
  const results = new Map<string, string>();
  return (format) => {
    const existing = results.get(format);
    if (existing !== undefined) return existing;
    const result = formatFor(format);
    results.set(format, result);
    return result;
  };
}
