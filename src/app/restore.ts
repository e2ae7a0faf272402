import { beforeImageOf } from '../core/changes/before-image.js';
import {
  imageToStore,
  MOST_KEPT,
  storeBeforeImages,
  storeCompleted,
  storedImages,
} from '../core/changes/before-image-parts.js';
import { EMPTY_PLAN, type Change, type Plan } from '../core/changes/plan.js';
import { isUnfinished, planRestoration, type ChangedCell } from '../core/changes/restoration.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';

/** A computation that can be taken back. */
export interface RestorePoint {
  readonly id: string;
  readonly at: string;
  readonly cells: number;
  /** It was applied only in part: some cells hold what was written, others do not. */
  readonly unfinished: boolean;
}

export interface RestoreResult {
  readonly plan: Plan;
  readonly restored: number;
  /** Cells that hold already what they were. */
  readonly already: number;
  /** Cells that are left alone, because somebody has changed them since, or moved their rows. */
  readonly changedSince: readonly ChangedCell[];
}

/** What became of the image of what a plan replaces. */
export interface KeptImage {
  /** `nothing`: the plan replaces no cell; `too-large`: what it replaces cannot be restored. */
  readonly became: 'nothing' | 'kept' | 'too-large';
  /** When older computations were made that can no longer be taken back, for want of room; the newest first. */
  readonly leftOut: readonly string[];
}

/** A plan with all that is needed to restore what it replaces. */
export interface RestorablePlan {
  readonly plan: Plan;
  readonly image: KeptImage;
}

/**
 * Adds to a plan what is needed to restore later what it replaces: what its cells were goes first, and last of all that
 * the plan was applied to the end. A plan that touches no cell is returned as it is. Where there is no room, older
 * images are left out, the oldest first; without its own image a computation hides those before it: all are left out.
 */
export function keepBeforeImage(
  plan: Plan,
  { sheets, parts }: WorkbookSnapshot,
  stamp: { readonly id: string; readonly at: string },
): RestorablePlan {
  const image = beforeImageOf(plan, sheets, stamp);
  if (image === null) return { plan, image: { became: 'nothing', leftOut: [] } };
  const { images, completed } = storedImages(parts);
  const { change: before, stored } = storeBeforeImages([imageToStore(image), ...images], parts);
  const isKept = stored > 0;
  const olderKept = Math.max(0, stored - 1);
  const after = storeCompleted(isKept ? [stamp.id, ...completed] : [], parts);
  const leftOut = images.slice(olderKept, MOST_KEPT - 1).map(({ at }) => at);
  return {
    plan: { ...plan, changes: [before, ...plan.changes, after].filter(isChange) },
    image: { became: isKept ? 'kept' : 'too-large', leftOut },
  };
}

/** Whether a part becomes another one; anything else is a change. */
function isChange(change: Change): boolean {
  return change.kind !== 'part' || change.was !== change.becomes;
}

/** The computations that can be taken back, the newest first. */
export function restorePoints({ sheets, parts }: WorkbookSnapshot): readonly RestorePoint[] {
  const { images, completed } = storedImages(parts);
  return images.map((image) => ({
    id: image.id,
    at: image.at,
    cells: image.cells,
    unfinished: !completed.includes(image.id) && isUnfinished(image.unpacked(), completed, sheets),
  }));
}

/**
 * Plans to restore what was there before a computation, the newest unless one is named; later ones are taken back with
 * it. Their images are removed last.
 */
export function restore({ sheets, parts }: WorkbookSnapshot, id?: string): RestoreResult {
  const { images, completed } = storedImages(parts);
  const until = id === undefined ? 0 : images.findIndex((image) => image.id === id);
  const taken = images.slice(0, until + 1);
  if (taken.length === 0) return { plan: EMPTY_PLAN, restored: 0, already: 0, changedSince: [] };
  const { changes, ...counts } = planRestoration(
    taken.map((image) => image.unpacked()),
    sheets,
  );
  const remaining = images.slice(taken.length);
  const stillCompleted = completed.filter((one) => remaining.some((image) => image.id === one));
  const planned: Change[] = [...changes, storeBeforeImages(remaining, parts).change];
  const completion = storeCompleted(stillCompleted, parts);
  if (completion.was !== completion.becomes) planned.push(completion);
  return { plan: { changes: planned, problems: [] }, ...counts };
}
