/** Unit, entries, adjustment, score, rank: the heads stand over what they are about. */
export const UNIT_COLUMNS = '1fr 36px 60px 52px 36px';
