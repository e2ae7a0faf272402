import { formatFor, isPercentFormat } from '../grid/printed.js';
import { shownText } from '../grid/shown.js';

/** The number format in which a rate is written where a cell has `format`: its own percent format, else 0.00%. */
export function percentFormat(format: string): string {
  return isPercentFormat(format) ? format : formatFor({ percent: true, places: 2 });
}

/**
 * The number format in which a score is written where a cell has `format`: its own where that shows a score to all its
 * places, else so many decimals. Under `0` 84.95 would be published as 85, under `0%` as 8495%, under `yyyy/m/d` as a date.
 */
export function scoreFormat(format: string, places: number): string {
  return format !== 'General' && format !== '@' && showsAll(format, places)
    ? format
    : formatFor({ percent: false, places });
}

/** Tells whether a format shows a number with all of so many places, whatever stands around it. */
function showsAll(format: string, places: number): boolean {
  const score = '98.7654321'.slice(0, places === 0 ? 2 : 3 + places);
  return (shownText(Number(score), format).match(/\d[\d,]*(?:\.\d+)?/g) ?? []).some(
    (number) => Number(number.replace(/,/g, '')) === Number(score),
  );
}

/** The number format in which a count or a sum is written where a cell has `format`: its own, unless that makes it a text. */
export function countFormat(format: string): string {
  return format === '@' ? 'General' : format;
}

/** A sheet has a handful of number formats for thousands of cells: each is looked into once. */
export function remembering(formatFor: (format: string) => string): (format: string) => string {
  const known = new Map<string, string>();
  return (format) => {
    const before = known.get(format);
    if (before !== undefined) return before;
    const now = formatFor(format);
    known.set(format, now);
    return now;
  };
}
