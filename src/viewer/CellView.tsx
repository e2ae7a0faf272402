import type { CSSProperties, HTMLAttributes, ReactNode } from 'react';
import { valueAt, type Area, type CellValue } from '../core/grid/grid.js';
import { MOST_COLUMNS, type BorderLook, type CellLook, type SheetLook } from '../ports/appearance.js';
import { CellContent } from './CellContent.js';
import { edgeBetween, lineStyle, thickness } from './look-rules.js';
import { lookAt, lookIndexAt } from './look-at.js';
import type { Mark, SheetRendering } from './sheet-rendering.js';
import type { Overflow } from './text-overflow.js';

interface CellProps {
  readonly rendering: SheetRendering;
  readonly area: Area;
  readonly isSelected: boolean;
  readonly overflow: Overflow | null;
  /** Text of a neighbour runs over this cell: no line of the grid goes through it. */
  readonly isCovered: boolean;
  readonly isCopy?: boolean;
}

/** A cell, or a merged area. */
export function CellView(props: CellProps): ReactNode {
  const { rendering, area, overflow, isCopy = false } = props;
  const { grid, look, layout, zoom, marks, wording } = rendering;
  const { top, left } = area;
  const width = layout.columns.size(left, area.right);
  const height = layout.rows.size(top, area.bottom);
  if (width === 0 || height === 0) return null;
  const lookIndex = lookIndexAt(look, top, left);
  const own = look.looks[lookIndex];
  const value = valueAt(grid, top, left);
  const mark = marks?.(top * MOST_COLUMNS + left);
  const edges = edgesOf(look, own, area);
  const box: Box = {
    left: layout.columns.start(left) * zoom - 1,
    top: layout.rows.start(top) * zoom - 1,
    width: width * zoom + 1,
    height: height * zoom + 1,
  };
  const cell = (
    <div
      {...(isCopy ? {} : gridCellAttributes(props))}
      data-cell={`${top},${left}`}
      title={mark && wording[mark]}
      className={cellClasses(props, { lookIndex, own, value, mark, edges }).join(' ')}
      style={{ ...box, ...borderStyle(edges) }}
    >
      {value !== null && (
        <CellContent
          rendering={rendering}
          row={top}
          column={left}
          value={value}
          look={own}
          width={width}
          overflow={overflow}
        />
      )}
    </div>
  );
  if (edges.left.separate === null && edges.top.separate === null) return cell;
  return (
    <>
      {cell}
      <SeparateEdges edges={edges} box={box} />
    </>
  );
}

function gridCellAttributes({ rendering, area, isSelected }: CellProps): HTMLAttributes<HTMLDivElement> {
  const { top, left, bottom, right } = area;
  const attributes: HTMLAttributes<HTMLDivElement> = {
    id: `${rendering.id}-${top}-${left}`,
    role: 'gridcell',
    'aria-colindex': left + 1,
    'aria-selected': isSelected,
  };
  if (right > left) attributes['aria-colspan'] = right - left + 1;
  if (bottom > top) attributes['aria-rowspan'] = bottom - top + 1;
  return attributes;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** How one edge of a cell is drawn: as its border, as an element of its own, or else by the line of the grid. */
interface Edge {
  readonly border: BorderLook | null;
  /**
   * Not as a border: thicker than a pixel, its corner would be cut slantwise; that of a merged area would lie under
   * its neighbours.
   */
  readonly separate: BorderLook | null;
  readonly hasGridLine: boolean;
}

interface Edges {
  readonly left: Edge;
  readonly top: Edge;
}

/** The right and the lower edge of a cell are drawn by its neighbours. */
function edgesOf(sheet: SheetLook, own: CellLook | undefined, area: Area): Edges {
  let before: CellLook | undefined;
  let above: CellLook | undefined;
  if (area.left > 0) before = lookAt(sheet, area.top, area.left - 1);
  if (area.top > 0) above = lookAt(sheet, area.top - 1, area.left);
  const showsGrid = sheet.gridLines && own?.fill == null;
  const isMerged = isMergedArea(area);
  return {
    left: edgeOf(edgeBetween(before?.right, own?.left), isMerged, showsGrid && before?.fill == null),
    top: edgeOf(edgeBetween(above?.bottom, own?.top), isMerged, showsGrid && above?.fill == null),
  };
}

function edgeOf(line: BorderLook | null, isMerged: boolean, showsGrid: boolean): Edge {
  if (line === null) return { border: null, separate: null, hasGridLine: showsGrid };
  const isSeparate = isMerged || thickness(line) > 1;
  if (isSeparate) return { border: null, separate: line, hasGridLine: false };
  return { border: line, separate: null, hasGridLine: false };
}

function isMergedArea({ top, left, bottom, right }: Area): boolean {
  return bottom > top || right > left;
}

function borderStyle({ left, top }: Edges): CSSProperties {
  const style: CSSProperties = {};
  if (left.border !== null) style.borderLeft = lineStyle(left.border);
  if (top.border !== null) style.borderTop = lineStyle(top.border);
  return style;
}

interface CellState {
  readonly lookIndex: number;
  readonly own: CellLook | undefined;
  readonly value: CellValue;
  readonly mark: Mark | undefined;
  readonly edges: Edges;
}

function cellClasses(
  { area, overflow, isCovered }: CellProps,
  { lookIndex, own, value, mark, edges }: CellState,
): readonly string[] {
  const classes = ['sheet-cell', `look-${lookIndex}`];
  if (own === undefined || own.horizontal === 'general') classes.push(generalAlignment(value));
  if (edges.left.hasGridLine && !isCovered) classes.push('sheet-line-left');
  if (edges.top.hasGridLine) classes.push('sheet-line-top');
  if (isMergedArea(area)) classes.push('sheet-merged');
  if (overflow !== null) classes.push('sheet-overrunning');
  if (mark !== undefined) classes.push('sheet-mark', `sheet-${mark}`);
  return classes;
}

/** Where nobody has set an alignment, it goes by the value. */
function generalAlignment(value: CellValue): string {
  if (typeof value === 'number') return 'sheet-end';
  if (value === null || typeof value === 'string') return 'sheet-start';
  // Truth values and errors.
  return 'sheet-middle';
}

function SeparateEdges({ edges, box }: { readonly edges: Edges; readonly box: Box }): ReactNode {
  const { left, top } = box;
  const leftLine = edges.left.separate;
  const topLine = edges.top.separate;
  return (
    <>
      {leftLine && (
        <span
          aria-hidden="true"
          className="sheet-edge"
          style={{ left: left - halfOf(leftLine), top, height: box.height, borderLeft: lineStyle(leftLine) }}
        />
      )}
      {topLine && (
        <span
          aria-hidden="true"
          className="sheet-edge"
          style={{ left, top: top - halfOf(topLine), width: box.width, borderTop: lineStyle(topLine) }}
        />
      )}
    </>
  );
}

/** How far a line, centred on the edge of a cell, reaches beyond the pixel before the cell. */
function halfOf(line: BorderLook): number {
  return Math.ceil((thickness(line) + 1) / 2) - 1;
}
