import type { ReactNode } from 'react';
import type { Area } from '../core/grid/grid.js';
import { MergedArea, SheetRow, type Painting } from './SheetRow.js';

interface Props {
  readonly painting: Painting;
  /** The rows and columns to draw. */
  readonly window: Area;
  /** The rows and columns that belong to this pane: the frozen ones, or the others. */
  readonly region: Area;
  readonly chosen: Area;
  readonly chosenClass: string;
}

/** The cells of one pane of a sheet; a sheet with frozen rows and columns has four. */
export function SheetPane({ painting, window, region, chosen, chosenClass }: Props): ReactNode {
  const {
    look,
    layout: { rows, columns },
    zoom,
  } = painting;
  const merges = look.merges.filter(
    (area) =>
      area.top <= window.bottom && area.bottom >= window.top && area.left <= window.right && area.right >= window.left,
  );
  const isChosen = (area: Area): boolean => area.top === chosen.top && area.left === chosen.left;
  const startsHere = (area: Area): boolean =>
    area.top >= region.top && area.top <= region.bottom && area.left >= region.left && area.left <= region.right;
  const isInSight =
    chosen.bottom >= region.top &&
    chosen.top <= region.bottom &&
    chosen.right >= region.left &&
    chosen.left <= region.right;
  return (
    <>
      {/* Before the rows: their lines run over the white of a merged area. */}
      {merges.map((area) => (
        <MergedArea
          key={`${area.top},${area.left}`}
          painting={painting}
          area={area}
          isChosen={isChosen(area)}
          isCopy={!startsHere(area)}
        />
      ))}
      {Array.from({ length: Math.max(0, window.bottom - window.top + 1) }, (_, index) => window.top + index).map(
        (row) => (
          <SheetRow
            key={row}
            painting={painting}
            row={row}
            from={window.left}
            to={window.right}
            chosen={
              row === chosen.top && chosen.bottom === chosen.top && chosen.left === chosen.right ? chosen.left : null
            }
          />
        ),
      )}
      {isInSight ? (
        <div
          aria-hidden="true"
          className={chosenClass}
          style={{
            left: columns.start(chosen.left) * zoom - 2,
            top: rows.start(chosen.top) * zoom - 2,
            width: columns.size(chosen.left, chosen.right) * zoom + 3,
            height: rows.size(chosen.top, chosen.bottom) * zoom + 3,
          }}
        />
      ) : null}
    </>
  );
}
