const DAY = 86_400_000;
/** Day 0 of the 1900 date system, as seen from 1970 (with its 29 February 1900, which never was, already behind). */
const EPOCH = 25_569;

/** Reads a day such as 2021-07-05, 2021/7/5, 2021.7.5 or 2021年7月5日 as a spreadsheet's serial number; `null` where the text is none. */
export function serialOf(text: string): number | null {
  const match = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC').replace(/\s+/g, ''));
  if (match === null) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const time = Date.UTC(year, month - 1, day);
  const date = new Date(time);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? time / DAY + EPOCH : null;
}

/** Returns the day of a serial number as 2021-07-05. */
export function dayOf(serial: number): string {
  return new Date((Math.floor(serial) - EPOCH) * DAY).toISOString().slice(0, 10);
}
