import { sameContent, targetOf, type CellContent, type Change } from '../../core/changes/plan.js';
import { MOST_COLUMNS } from '../../ports/appearance.js';

/** What of a workbook differs from how it once was: what was changed and changed back does not. */
export class Differences {
  /** The first change of each cell, sheet, table and part that still differs, by what it is. */
  private readonly first = new Map<string, Change>();

  /** The workbook has been changed once more. */
  add(change: Change): void {
    const key = targetOf(change);
    const before = this.first.get(key);
    if (before === undefined) this.first.set(key, change);
    else if (isSame(before.was, change.becomes)) this.first.delete(key);
  }

  get isEmpty(): boolean {
    return this.first.size === 0;
  }

  copy(): Differences {
    const copy = new Differences();
    for (const [key, change] of this.first) copy.first.set(key, change);
    return copy;
  }

  /** The cells whose content differs: by sheet, row × 16384 + column, ascending. */
  cells(): ReadonlyMap<string, Float64Array> {
    const cells = new Map<string, number[]>();
    for (const change of this.first.values()) {
      if (change.kind !== 'content') continue;
      const inSheet = cells.get(change.sheet) ?? [];
      cells.set(change.sheet, inSheet);
      inSheet.push(change.row * MOST_COLUMNS + change.column);
    }
    return new Map([...cells].map(([sheet, keys]) => [sheet, Float64Array.from(keys).sort()]));
  }
}

function isSame(a: Change['was'], b: Change['becomes']): boolean {
  if (isContent(a) && isContent(b)) return sameContent(a, b);
  return JSON.stringify(a) === JSON.stringify(b);
}

function isContent(state: Change['was']): state is CellContent {
  return typeof state === 'object' && state !== null && 'formula' in state;
}
