import type { Check, CheckDescription } from './check.js';
import { adjustment } from './checks/adjustment.js';
import { cityVolumes } from './checks/city-volumes.js';
import { columnTotal } from './checks/column-total.js';
import { countBlank } from './checks/count-blank.js';
import { countText } from './checks/count-text.js';
import { countUnreadable } from './checks/count-unreadable.js';
import { districtVolumes } from './checks/district-volumes.js';
import { formulas } from './checks/formulas.js';
import { methodNotes } from './checks/method-notes.js';
import { nearlyEqual } from './checks/nearly-equal.js';
import { quarterUnchanged } from './checks/quarter-unchanged.js';
import { rateShown } from './checks/rate-shown.js';
import { rowCopied } from './checks/row-copied.js';
import { rowSum } from './checks/row-sum.js';
import { rows } from './checks/rows.js';
import { section } from './checks/section.js';
import { statistics } from './checks/statistics.js';
import { units } from './checks/units.js';

/** Every check there is, each given what those before it found. */
export const checks: readonly Check[] = [
  countUnreadable,
  rows,
  rateShown,
  countText,
  countBlank,
  adjustment,
  methodNotes,
  formulas,
  units,
  section,
  quarterUnchanged,
  rowCopied,
  rowSum,
  columnTotal,
  districtVolumes,
  cityVolumes,
  nearlyEqual,
  statistics,
];

/** What they report, in their order. */
export const catalogue: readonly CheckDescription[] = checks.flatMap(({ descriptions }) => descriptions);
