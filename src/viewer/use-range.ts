import { useRef, useState } from 'react';
import type { Area } from '../core/grid/grid.js';
import type { Layout } from './geometry.js';
import { moveFrom, type CellSelection, type Move } from './moves.js';
import { allUsed, isSameArea, rangeTo, singleCell, stepFrom, type SelectedRange } from './ranges.js';

interface RangeContext {
  readonly sheet: string;
  readonly layout: Layout;
  readonly merges: readonly Area[];
  /** The active cell, which the page knows. */
  readonly selection: CellSelection;
  readonly onSelect: (selection: CellSelection) => void;
}

export interface RangeSelection {
  readonly range: SelectedRange;
  /** The corner that somebody moves, to be kept in sight. */
  readonly followed: CellSelection | null;
  /** Selects one cell. */
  readonly select: (cell: CellSelection) => void;
  readonly selectRange: (range: SelectedRange, isFollowed?: boolean) => void;
  /** Moves the corner across from the active cell. */
  readonly extendTo: (corner: CellSelection) => void;
  readonly selectAll: () => void;
  /** Goes on as Enter or Tab do: Enter after Tab goes back to the column in which the row was begun. */
  readonly step: (from: CellSelection, move: Move, isTab: boolean) => void;
}

interface KeptRange {
  readonly sheet: string;
  readonly range: SelectedRange;
  readonly isFollowed: boolean;
}

/** The selected range of a sheet; it is one cell again as soon as another cell is selected. */
export function useRange({ sheet, layout, merges, selection, onSelect }: RangeContext): RangeSelection {
  const [kept, setKept] = useState<KeptRange | null>(null);
  /** The column from which Tab went on. */
  const tabbedFrom = useRef<number | null>(null);
  const isKept = kept?.sheet === sheet && isSameCell(kept.range.active, selection);
  const range = isKept ? kept.range : singleCell(layout, selection);

  const selectRange = (chosen: SelectedRange, isFollowed = false): void => {
    tabbedFrom.current = null;
    setKept({ sheet, range: chosen, isFollowed });
    if (!isSameCell(chosen.active, selection)) onSelect(chosen.active);
  };
  const select = (cell: CellSelection): void => {
    tabbedFrom.current = null;
    setKept(null);
    onSelect(cell);
  };
  const step = (from: CellSelection, move: Move, isTab: boolean): void => {
    const isWithinRange = !isSameArea(range.area, singleCell(layout, from).area) && isSameCell(from, range.active);
    if (isWithinRange) {
      const active = stepFrom(layout, range, move);
      setKept({ sheet, range: { ...range, active }, isFollowed: false });
      return onSelect(active);
    }
    const begunIn = tabbedFrom.current;
    const next = moveFrom(layout, from, move);
    if (isTab) {
      select(next);
      tabbedFrom.current = begunIn ?? from.column;
      return;
    }
    const goesBack = begunIn !== null && move.rows > 0;
    select(goesBack ? { row: next.row, column: begunIn } : next);
  };
  return {
    range,
    followed: isKept && kept.isFollowed ? range.corner : null,
    select,
    selectRange,
    extendTo: (corner) => selectRange(rangeTo({ layout, merges }, range.active, corner), true),
    selectAll: () => selectRange(allUsed(layout, selection)),
    step,
  };
}

function isSameCell(a: CellSelection, b: CellSelection): boolean {
  return a.row === b.row && a.column === b.column;
}
