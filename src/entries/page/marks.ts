import { parseCellName } from '../../core/grid/address.js';
import type { SessionState } from '../../pane/session/state.js';
import { MOST_COLUMNS } from '../../ports/appearance.js';
import type { Mark, Marks } from '../../viewer/SheetRow.js';
import type { Picture } from './picture.js';

/** Problems before differences before changes, where a cell has several. */
export function marksOf(changed: Picture['changed'] | null, view: SessionState['view']): Marks {
  const marks = new Map<string, Map<number, Mark>>();
  const of = (sheet: string): Map<number, Mark> => {
    const known = marks.get(sheet) ?? new Map<number, Mark>();
    marks.set(sheet, known);
    return known;
  };
  for (const [sheet, cells] of changed ?? []) {
    const own = of(sheet);
    for (const cell of cells) own.set(cell, 'changed');
  }
  const mark = (sheet: string, cell: string, as: Mark): void => {
    const place = parseCellName(cell);
    if (place !== undefined) of(sheet).set(place.row * MOST_COLUMNS + place.column, as);
  };
  for (const { sheet, cell } of view?.differences ?? []) mark(sheet, cell, 'difference');
  for (const { sheet, cell, severity } of view?.problems ?? []) if (severity !== 'notice') mark(sheet, cell, 'problem');
  return marks;
}
