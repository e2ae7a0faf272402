import { jumpFrom, moveFrom, rowEnd, type CellSelection, type Move, type SheetPlan } from './moves.js';

/** A key as it was pressed. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

export const ARROWS: ReadonlyMap<string, Move> = new Map([
  ['ArrowDown', { rows: 1, columns: 0 }],
  ['ArrowUp', { rows: -1, columns: 0 }],
  ['ArrowRight', { rows: 0, columns: 1 }],
  ['ArrowLeft', { rows: 0, columns: -1 }],
]);

/** Where somebody stands in a sheet. */
export interface SheetPosition extends SheetPlan {
  readonly selection: CellSelection;
  /** Rows that PageDown and PageUp move by. */
  readonly rowsPerPage: number;
}

export function isControlKey({ ctrlKey, metaKey }: PressedKey): boolean {
  return ctrlKey || metaKey;
}

/** Returns the cell that a key leads to, `null` for a key that leads nowhere. */
export function cellForKey(pressed: PressedKey, position: SheetPosition): CellSelection | null {
  const { grid, layout, selection, rowsPerPage } = position;
  const arrow = ARROWS.get(pressed.key);
  if (isControlKey(pressed)) {
    if (arrow !== undefined) return jumpFrom(position, selection, arrow);
    if (pressed.key === 'Home') return { row: 0, column: 0 };
    return pressed.key === 'End' ? layout.lastUsed : null;
  }
  if (arrow !== undefined) return moveFrom(layout, selection, arrow);
  switch (pressed.key) {
    case 'PageDown':
      return moveFrom(layout, selection, { rows: rowsPerPage, columns: 0 });
    case 'PageUp':
      return moveFrom(layout, selection, { rows: -rowsPerPage, columns: 0 });
    case 'Home':
      return { row: selection.row, column: 0 };
    case 'End':
      return rowEnd(grid, layout, selection.row);
    default:
      return null;
  }
}
