import { memo, type ReactNode } from 'react';
import type { Area } from '../core/grid/grid.js';
import { CellView } from './CellView.js';
import { indexes } from './indexes.js';
import type { SheetRendering } from './sheet-rendering.js';
import { FARTHEST_OVERFLOW, overflowOf, type Overflow } from './text-overflow.js';

interface RowProps {
  readonly rendering: SheetRendering;
  readonly row: number;
  readonly from: number;
  readonly to: number;
  /** The selected columns; beyond the last one where none of this row is selected. */
  readonly selectedFrom: number;
  readonly selectedTo: number;
}

/** One row of cells; merged areas are rendered by themselves. */
export const SheetRow = memo(function SheetRow(props: RowProps): ReactNode {
  const { rendering, row, from, to, selectedFrom, selectedTo } = props;
  const { layout } = rendering;
  if (layout.rows.size(row) === 0) return null;
  const { overflows, covered } = overflowsIn({ rendering, row, from, to });
  const overflowing = [...overflows.keys()].filter((column) => column < from);
  const columns = [...overflowing, ...indexes(from, to)].filter(
    (column) => layout.merged.at(row, column) === undefined,
  );
  // A row must have cells.
  if (columns.length === 0) return null;
  return (
    <div role="row" aria-rowindex={row + 1} className="sheet-row">
      {columns.map((column) => (
        <CellView
          key={column}
          rendering={rendering}
          area={{ top: row, left: column, bottom: row, right: column }}
          isSelected={column >= selectedFrom && column <= selectedTo}
          overflow={overflows.get(column) ?? null}
          isCovered={covered.has(column)}
        />
      ))}
    </div>
  );
});

/** Finds the texts that overflow into the columns to render, also from cells before them. */
function overflowsIn({ rendering, row, from, to }: Omit<RowProps, 'selectedFrom' | 'selectedTo'>): {
  /** By the column of their own cell. */
  readonly overflows: ReadonlyMap<number, Overflow>;
  /** Columns with the text of a cell to their left or right. */
  readonly covered: ReadonlySet<number>;
} {
  const overflows = new Map<number, Overflow>();
  const covered = new Set<number>();
  for (let column = Math.max(0, from - FARTHEST_OVERFLOW); column <= to; column += 1) {
    const overflow = overflowOf(rendering, row, column);
    if (overflow === null || overflow.last < from) continue;
    overflows.set(column, overflow);
    for (let other = overflow.first + 1; other <= overflow.last; other += 1) covered.add(other);
  }
  return { overflows, covered };
}

interface MergedAreaProps {
  readonly rendering: SheetRendering;
  readonly area: Area;
  readonly isSelected: boolean;
  readonly isCopy: boolean;
}

/** A merged area, in a row of its own. A copy shows the part of it that lies in another pane. */
export const MergedArea = memo(function MergedArea(props: MergedAreaProps): ReactNode {
  const cell = <CellView {...props} overflow={null} isCovered={false} />;
  if (props.isCopy)
    return (
      <div aria-hidden="true" className="sheet-row">
        {cell}
      </div>
    );
  return (
    <div role="row" aria-rowindex={props.area.top + 1} className="sheet-row">
      {cell}
    </div>
  );
});
