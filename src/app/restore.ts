import { beforeImageOf } from '../core/changes/before-image.js';
import { keepBeforeImages, keepDone, keptImages, readBeforeImages } from '../core/changes/before-image-parts.js';
import type { Plan } from '../core/changes/plan.js';
import { isUnfinished, restore as wayBack, type ChangedCell } from '../core/changes/restoration.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';

/** A computation that can be taken back. */
export interface RestorePoint {
  readonly id: string;
  readonly at: string;
  readonly cells: number;
  /** Its writing broke off: some cells hold what was written, others do not. */
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

/**
 * Adds to a plan what is needed to take it back later: what its cells were goes first, and last of all that the writing came to its end.
 * A plan that touches no cell is returned as it is.
 */
export function keepBeforeImage(
  plan: Plan,
  snapshot: WorkbookSnapshot,
  stamp: { readonly id: string; readonly at: string },
): Plan {
  const image = beforeImageOf(plan, snapshot.sheets, stamp);
  if (image === null) return plan;
  const { images, done } = readBeforeImages(snapshot.parts);
  return {
    ...plan,
    changes: [
      keepBeforeImages([image, ...images], snapshot.parts),
      ...plan.changes,
      keepDone([stamp.id, ...done], snapshot.parts),
    ],
  };
}

/** The computations that can be taken back, the newest first. */
export function restorePoints(snapshot: WorkbookSnapshot): readonly RestorePoint[] {
  const { images, done } = keptImages(snapshot.parts);
  return images.map((image) => ({
    id: image.id,
    at: image.at,
    cells: image.cells,
    unfinished: !done.includes(image.id) && isUnfinished(image.unpacked(), done, snapshot.sheets),
  }));
}

/** Plans the way back to before a computation, the newest unless one is named; later ones are taken back with it. Their images are given up last. */
export function restore(snapshot: WorkbookSnapshot, id?: string): RestoreResult {
  const { images, done } = readBeforeImages(snapshot.parts);
  const until = id === undefined ? 0 : images.findIndex((image) => image.id === id);
  const taken = until < 0 ? [] : images.slice(0, until + 1);
  if (taken.length === 0) return { plan: { changes: [], problems: [] }, restored: 0, already: 0, changedSince: [] };
  const { changes, restored, already, changedSince } = wayBack(taken, snapshot.sheets);
  const rest = images.slice(taken.length);
  const given = keepDone(
    done.filter((one) => rest.some((image) => image.id === one)),
    snapshot.parts,
  );
  const parts = [keepBeforeImages(rest, snapshot.parts), ...(given.was === given.becomes ? [] : [given])];
  return { plan: { changes: [...changes, ...parts], problems: [] }, restored, already, changedSince };
}
