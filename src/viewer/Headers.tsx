import { memo, type ReactNode } from 'react';
import { columnName } from '../core/grid/address.js';
import type { Axis } from './axis.js';

interface Props {
  readonly axis: Axis;
  readonly from: number;
  readonly to: number;
  readonly zoom: number;
  readonly isColumns: boolean;
  readonly chosenFrom: number;
  readonly chosenTo: number;
  /** Across the axis, in pixels. */
  readonly thickness: number;
  readonly className: string;
  readonly chosenClass: string;
}

/** The letters above the columns, or the numbers beside the rows. */
export const Headers = memo(function Headers({
  axis,
  from,
  to,
  zoom,
  isColumns,
  chosenFrom,
  chosenTo,
  thickness,
  className,
  chosenClass,
}: Props): ReactNode {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index).map((place) => {
    const size = axis.size(place) * zoom;
    if (size === 0) return null;
    const start = axis.start(place) * zoom;
    const style = isColumns
      ? { left: start, top: 0, width: size, height: thickness }
      : { left: 0, top: start, width: thickness, height: size };
    return (
      <div
        key={place}
        className={place >= chosenFrom && place <= chosenTo ? `${className} ${chosenClass}` : className}
        style={style}
      >
        {isColumns ? columnName(place) : place + 1}
      </div>
    );
  });
});
