import { useState } from 'react';
import type { CellSelection } from '../../viewer/moves.js';
import type { SheetView } from './sheet-view.js';

/** What is shown of the sheets: their content, and where somebody stands in them. */
export interface Sheets {
  readonly view: SheetView | null;
  readonly active: string;
  readonly selection: CellSelection;
  readonly setView: (view: SheetView) => void;
  /** Shows the sheets of another workbook from their beginning. */
  readonly startWith: (view: SheetView) => void;
  readonly select: (selection: CellSelection) => void;
  readonly goTo: (sheet: string, selection: CellSelection) => void;
}

export function useSheets(): Sheets {
  const [view, setView] = useState<SheetView | null>(null);
  const [active, setActive] = useState('');
  const [selection, select] = useState<CellSelection>({ row: 0, column: 0 });
  const goTo: Sheets['goTo'] = (sheet, cell) => {
    setActive(sheet);
    select(cell);
  };
  const startWith: Sheets['startWith'] = (first) => {
    setView(first);
    goTo(first.grids.find(({ visibility }) => visibility === 'visible')?.sheet ?? '', { row: 0, column: 0 });
  };
  return { view, active, selection, setView, startWith, select, goTo };
}
