import type { Check, CheckDescription } from './check.js';
import { cityVolumes } from './checks/city-volumes.js';
import { columnTotal } from './checks/column-total.js';
import { districtVolumes } from './checks/district-volumes.js';
import { rows } from './checks/rows.js';

/** Every check there is. Adding one is adding a file and a line here. */
export const checks: readonly Check[] = [rows, columnTotal, districtVolumes, cityVolumes];

/** What they report, in their order. */
export const catalogue: readonly CheckDescription[] = checks.flatMap(({ descriptions }) => descriptions);
