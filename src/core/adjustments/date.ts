import { folded } from '../grid/folded.js';
import { momentOf, serialOfDay } from '../grid/day.js';

const DAY = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/;

/**
 * Reads a day such as 2021-07-05, 2021/7/5, 2021.7.5 or 2021年7月5日 as a spreadsheet's serial number; `null` where the
 * text is none.
 */
export function serialOf(text: string): number | null {
  const match = DAY.exec(folded(text).replace(/\s+/g, ''));
  if (match === null) return null;
  const month = Number(match[2]);
  const day = Number(match[3]);
  const date = new Date(Date.UTC(Number(match[1]), month - 1, day));
  const isInCalendar = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  if (!isInCalendar) return null;
  return serialOfDay(date.getTime());
}

/** Returns the day of a serial number as 2021-07-05. */
export function dayOf(serial: number): string {
  return momentOf(Math.floor(serial)).toISOString().slice(0, 10);
}
