import { mergeClasses } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Area } from '../core/grid/grid.js';
import type { SheetRendering } from './sheet-rendering.js';
import { indexes } from './indexes.js';
import { intersects, isSameArea } from './ranges.js';
import { MergedArea, SheetRow } from './SheetRow.js';
import { useViewerStyles } from './viewer-styles.js';

interface Props {
  readonly rendering: SheetRendering;
  /** The rows and columns to render. */
  readonly rendered: Area;
  /** The rows and columns that belong to this pane: the frozen ones, or the others. */
  readonly region: Area;
  /** The selected cells. */
  readonly selected: Area;
  /** The cell among them that typing goes into. */
  readonly active: Area;
}

/** The cells of one pane of a sheet; a sheet with frozen rows and columns has four. */
export function SheetPane({ rendering, rendered, region, selected, active }: Props): ReactNode {
  const styles = useViewerStyles();
  const merges = rendering.look.merges.filter((area) => intersects(area, rendered));
  const isRange = !isSameArea(selected, active);
  return (
    <>
      {/* Before the rows: their lines run over the white of a merged area. */}
      {merges.map((area) => (
        <MergedArea
          key={`${area.top},${area.left}`}
          rendering={rendering}
          area={area}
          isSelected={intersects(area, selected)}
          isCopy={!startsIn(area, region)}
        />
      ))}
      {indexes(rendered.top, rendered.bottom).map((row) => {
        const isSelected = row >= selected.top && row <= selected.bottom;
        return (
          <SheetRow
            key={row}
            rendering={rendering}
            row={row}
            from={rendered.left}
            to={rendered.right}
            selectedFrom={isSelected ? selected.left : NONE}
            selectedTo={isSelected ? selected.right : NONE}
          />
        );
      })}
      {isRange && intersects(active, region) && (
        <SelectionFrame rendering={rendering} area={active} className={styles.activeInRange} />
      )}
      {intersects(selected, region) && (
        <SelectionFrame
          rendering={rendering}
          area={selected}
          className={mergeClasses(styles.chosen, isRange && styles.chosenRange)}
        />
      )}
    </>
  );
}

/** No column has this number. */
const NONE = -1;

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

function startsIn({ top, left }: Area, region: Area): boolean {
  return top >= region.top && top <= region.bottom && left >= region.left && left <= region.right;
}
