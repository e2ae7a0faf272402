import { firstFrom } from '../../core/exact/ascending.js';
import { parseCellName } from '../../core/grid/address.js';
import type { SessionState } from '../../pane/session/state.js';
import { MOST_COLUMNS } from '../../ports/appearance.js';
import type { Mark, Marks } from '../../viewer/sheet-rendering.js';
import type { Picture } from './picture.js';

/** Problems before differences before changes, where a cell has several. */
export function marksOf(changed: Picture['changed'] | null, view: SessionState['view']): Marks {
  const told = new Map<string, Map<number, Mark>>();
  const tell = (sheet: string, cell: string, as: Mark): void => {
    const place = parseCellName(cell);
    if (place === undefined) return;
    const known = told.get(sheet) ?? new Map<number, Mark>();
    told.set(sheet, known.set(place.row * MOST_COLUMNS + place.column, as));
  };
  for (const { sheet, cell } of view?.differences ?? []) tell(sheet, cell, 'difference');
  for (const { sheet, cell, severity } of view?.problems ?? []) if (severity !== 'notice') tell(sheet, cell, 'problem');
  // Looked for when a cell is drawn: a computation changes every row, and a window shows thirty of them.
  return (sheet) => {
    const [own, cells] = [told.get(sheet), changed?.get(sheet)];
    return own === undefined && cells === undefined
      ? null
      : (cell) => own?.get(cell) ?? (cells?.[firstFrom(cells, cell)] === cell ? 'changed' : undefined);
  };
}
