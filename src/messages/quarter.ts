export { quarterName } from '../core/recognition/period.js';

/** `2021Q2` as English texts say it. */
export function quarterNameIn(period: string): string {
  const [year, quarter] = period.split('Q');
  return quarter === undefined ? period : `Q${quarter} ${year ?? ''}`;
}
