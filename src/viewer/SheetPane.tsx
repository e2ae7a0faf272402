import type { ReactNode } from 'react';
import type { Area } from '../core/grid/grid.js';
import type { SheetRendering } from './sheet-rendering.js';
import { indexes, MergedArea, SheetRow } from './SheetRow.js';

interface Props {
  readonly rendering: SheetRendering;
  /** The rows and columns to render. */
  readonly rendered: Area;
  /** The rows and columns that belong to this pane: the frozen ones, or the others. */
  readonly region: Area;
  readonly selected: Area;
  readonly selectedClass: string;
}

/** The cells of one pane of a sheet; a sheet with frozen rows and columns has four. */
export function SheetPane({ rendering, rendered, region, selected, selectedClass }: Props): ReactNode {
  const merges = rendering.look.merges.filter((area) => intersects(area, rendered));
  const isSingleCell = selected.bottom === selected.top && selected.left === selected.right;
  return (
    <>
      {/* Before the rows: their lines run over the white of a merged area. */}
      {merges.map((area) => (
        <MergedArea
          key={`${area.top},${area.left}`}
          rendering={rendering}
          area={area}
          isSelected={area.top === selected.top && area.left === selected.left}
          isCopy={!startsIn(area, region)}
        />
      ))}
      {indexes(rendered.top, rendered.bottom).map((row) => (
        <SheetRow
          key={row}
          rendering={rendering}
          row={row}
          from={rendered.left}
          to={rendered.right}
          selected={isSingleCell && row === selected.top ? selected.left : null}
        />
      ))}
      {intersects(selected, region) && (
        <SelectionFrame rendering={rendering} area={selected} className={selectedClass} />
      )}
    </>
  );
}

interface FrameProps {
  readonly rendering: SheetRendering;
  readonly area: Area;
  readonly className: string;
}

function SelectionFrame({ rendering: { layout, zoom }, area, className }: FrameProps): ReactNode {
  const { rows, columns } = layout;
  return (
    <div
      aria-hidden="true"
      className={className}
      style={{
        left: columns.start(area.left) * zoom - 2,
        top: rows.start(area.top) * zoom - 2,
        width: columns.size(area.left, area.right) * zoom + 3,
        height: rows.size(area.top, area.bottom) * zoom + 3,
      }}
    />
  );
}

function intersects(a: Area, b: Area): boolean {
  return a.top <= b.bottom && a.bottom >= b.top && a.left <= b.right && a.right >= b.left;
}

function startsIn({ top, left }: Area, region: Area): boolean {
  return top >= region.top && top <= region.bottom && left >= region.left && left <= region.right;
}
