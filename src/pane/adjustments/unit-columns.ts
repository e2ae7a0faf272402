/** Unit, entries, adjustment, score, rank: the heads stand over what they are about. */
export const UNIT_COLUMNS = 'minmax(0, 1fr) 28px 56px 50px 28px';
