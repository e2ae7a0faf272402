import { memo, type ReactNode } from 'react';
import { columnName } from '../core/grid/address.js';
import type { Axis } from './axis.js';

interface Props {
  readonly axis: Axis;
  readonly from: number;
  readonly to: number;
  readonly zoom: number;
  readonly isColumns: boolean;
  readonly selectedFrom: number;
  readonly selectedTo: number;
  /** Across the axis, in pixels. */
  readonly thickness: number;
  readonly className: string;
  readonly selectedClass: string;
}

/** The letters above the columns, or the numbers beside the rows. */
export const Headers = memo(function Headers({
  axis,
  from,
  to,
  zoom,
  isColumns,
  thickness,
  ...rest
}: Props): ReactNode {
  const { selectedFrom, selectedTo, className, selectedClass } = rest;
  const headers: ReactNode[] = [];
  for (let index = from; index <= to; index += 1) {
    const size = axis.size(index) * zoom;
    if (size === 0) continue;
    const start = axis.start(index) * zoom;
    const isSelected = index >= selectedFrom && index <= selectedTo;
    const headerClass = isSelected ? `${className} ${selectedClass}` : className;
    headers.push(
      isColumns ? (
        <div
          key={index}
          role="columnheader"
          aria-colindex={index + 1}
          data-column={index}
          className={headerClass}
          style={{ left: start, top: 0, width: size, height: thickness }}
        >
          {columnName(index)}
        </div>
      ) : (
        <div key={index} role="row" aria-rowindex={index + 1} className="sheet-row">
          <div
            role="rowheader"
            data-row={index}
            className={headerClass}
            style={{ left: 0, top: start, width: thickness, height: size }}
          >
            {index + 1}
          </div>
        </div>
      ),
    );
  }
  if (!isColumns || headers.length === 0) return headers;
  return (
    <div role="row" className="sheet-row">
      {headers}
    </div>
  );
});
