const DAY = 86_400_000;
/** 1899-12-30: from March 1900 on, a spreadsheet's days count from here; before it believes in a 29 February 1900. */
const EPOCH = Date.UTC(1899, 11, 30);
const FIRST_OF_MARCH_1900 = 61;
/** 10000-01-01. */
const PAST_LAST_DAY = 2_958_466;

/** Returns the day of a spreadsheet's serial number as 2021-10-02, the time of one below 1 as 10:02; `undefined` where it is none. */
export function dayOrTime(serial: number): string | undefined {
  if (serial < 0 || serial >= PAST_LAST_DAY) return undefined;
  const moment = new Date(EPOCH + Math.round((serial < FIRST_OF_MARCH_1900 ? serial + 1 : serial) * DAY)).toISOString();
  return serial < 1 ? moment.slice(11, 16) : moment.slice(0, 10);
}
