import { firstFrom } from '../../core/exact/ascending.js';
import { parseCellName } from '../../core/grid/address.js';
import type { SessionState } from '../../pane/session/state.js';
import { MOST_COLUMNS } from '../../ports/appearance.js';
import type { Mark, Marks } from '../../viewer/sheet-rendering.js';
import type { SheetView } from './sheet-view.js';

/** Returns the marks of cells: a problem before a difference before a change, where a cell has several. */
export function marksOf(changed: SheetView['changed'] | null, view: SessionState['view']): Marks {
  const paneMarks = marksOfPane(view);
  return (sheet) => {
    const ownMarks = paneMarks.get(sheet);
    const changedCells = changed?.get(sheet);
    if (ownMarks === undefined && changedCells === undefined) return null;
    // Looked up when a cell is rendered: a computation changes every row, and a window shows thirty of them.
    return (cell) => {
      const mark = ownMarks?.get(cell);
      if (mark !== undefined) return mark;
      const isChanged = changedCells?.[firstFrom(changedCells, cell)] === cell;
      return isChanged ? 'changed' : undefined;
    };
  };
}

function marksOfPane(view: SessionState['view']): ReadonlyMap<string, ReadonlyMap<number, Mark>> {
  const marks = new Map<string, Map<number, Mark>>();
  const add = (sheet: string, cell: string, mark: Mark): void => {
    const place = parseCellName(cell);
    if (place === undefined) return;
    const inSheet = marks.get(sheet) ?? new Map<number, Mark>();
    marks.set(sheet, inSheet.set(place.row * MOST_COLUMNS + place.column, mark));
  };
  for (const { sheet, cell } of view?.differences ?? []) add(sheet, cell, 'difference');
  for (const { sheet, cell, severity } of view?.problems ?? []) if (severity !== 'notice') add(sheet, cell, 'problem');
  return marks;
}
