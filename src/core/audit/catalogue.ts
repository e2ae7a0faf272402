import type { Check, CheckDescription } from './check.js';
import { columnTotal } from './checks/column-total.js';
import { rows } from './checks/rows.js';

/** Every check there is. Adding one is adding a file and a line here. */
export const checks: readonly Check[] = [rows, columnTotal];

/** What they report, in their order. */
export const catalogue: readonly CheckDescription[] = checks.flatMap(({ descriptions }) => descriptions);
