import type { Adjustments } from '../adjustments/reconcile.js';
import type { Grid } from '../grid/grid.js';
import type { Method } from '../method/method.js';
import type { Attachment } from '../recognition/attachment.js';
import type { Scorecard } from '../scoring/scorecard.js';
import type { NoteFinding } from './note-text.js';

/** One recognised attachment with all that a check may look at. */
export interface AuditedTable {
  readonly grid: Grid;
  readonly attachment: Attachment;
  readonly method: Method | null;
  /** Computed with the adjustments as they are typed. */
  readonly scorecard: Scorecard | null;
  readonly adjustments: Adjustments | null;
  readonly notes: readonly NoteFinding[];
}
