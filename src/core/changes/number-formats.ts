import { formatFor, isPercentFormat } from '../grid/printed.js';

/** The number format in which a rate is written where a cell has `format`: its own percent format, else 0.00%. */
export function percentFormat(format: string): string {
  return isPercentFormat(format) ? format : formatFor({ percent: true, places: 2 });
}

/** The number format in which a score is written where a cell has `format`: its own, else so many decimals. */
export function scoreFormat(format: string, places: number): string {
  return format === 'General' || format === '@' || format === '' ? formatFor({ percent: false, places }) : format;
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
