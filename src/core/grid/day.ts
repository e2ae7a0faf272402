export const DAY_SECONDS = 86_400;
const DAY = DAY_SECONDS * 1000;
/** 1899-12-30: from March 1900 on, a spreadsheet's days count from here; before it believes in a 29 February 1900. */
const EPOCH = Date.UTC(1899, 11, 30);
const FIRST_OF_MARCH_1900 = 61;
/** 10000-01-01. */
export const PAST_LAST_DAY = 2_958_466;

/** Returns the serial number that a spreadsheet has for a day (milliseconds since 1970, UTC). */
export function serialOfDay(at: number): number {
  const days = (at - EPOCH) / DAY;
  if (days < FIRST_OF_MARCH_1900) return days - 1;
  return days;
}

/** Returns the moment that a spreadsheet's serial number stands for, in UTC, to the second. */
export function momentOf(serial: number): Date {
  let seconds = Math.round(serial * DAY_SECONDS);
  if (seconds < FIRST_OF_MARCH_1900 * DAY_SECONDS) seconds += DAY_SECONDS;
  return new Date(EPOCH + seconds * 1000);
}

/**
 * Returns the day of a spreadsheet's serial number as 2021-10-02, the time of one below 1 as 10:02; `undefined` where
 * it is none.
 */
export function dayOrTime(serial: number): string | undefined {
  if (serial < 0 || serial >= PAST_LAST_DAY) return undefined;
  const moment = momentOf(serial).toISOString();
  if (serial < 1) return moment.slice(11, 16);
  return moment.slice(0, 10);
}
