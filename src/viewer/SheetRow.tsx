import { memo, type CSSProperties, type ReactNode } from 'react';
import { formatAt, valueAt, type Area, type CellValue, type Grid } from '../core/grid/grid.js';
import { MOST_COLUMNS, type BorderLook, type CellLook, type SheetLook, type TextRun } from '../ports/appearance.js';
import { fitted, formatColour, shownText } from './cell-text.js';
import { edgeBetween, fontDeclarations, lineStyle, thickness } from './look-sheet.js';
import type { Layout } from './geometry.js';
import { fontSize } from './fonts.js';
import { lookAt, lookIndexAt } from './look-at.js';
import { textWidth } from './measure.js';
import { LINE_HEIGHT } from './row-heights.js';

/** Why a cell is marked. */
export type Mark = 'changed' | 'difference' | 'problem';

/** Which cells of a sheet are marked, by row × 16384 + column. */
export type SheetMarks = (cell: number) => Mark | undefined;

/** The marks of a sheet; `null` where none of its cells has one. The same function as long as no mark changes. */
export type Marks = (sheet: string) => SheetMarks | null;

/** A sheet ready to be drawn; the same object as long as nothing of it changes, so that rows that stay are not drawn anew. */
export interface Painting {
  /** Begins the ids of cells. */
  readonly id: string;
  readonly grid: Grid;
  readonly look: SheetLook;
  readonly layout: Layout;
  readonly zoom: number;
  readonly marks: SheetMarks | null;
  readonly wording: Readonly<Record<Mark, string>>;
}

interface RowProps {
  readonly painting: Painting;
  readonly row: number;
  readonly from: number;
  readonly to: number;
  /** The chosen column where the chosen cell lies in this row. */
  readonly chosen: number | null;
}

/** Text beside which more than this is empty does not run on further. */
const FARTHEST = 16;
/** What a cell keeps free left and right of its text. */
const PADDING = 4;

/** One row of cells; merged areas are drawn by themselves. */
export const SheetRow = memo(function SheetRow({ painting, row, from, to, chosen }: RowProps): ReactNode {
  const { layout } = painting;
  if (layout.rows.size(row) === 0) return null;
  const begins = Math.max(0, from - FARTHEST);
  const overruns = new Map<number, Overrun>();
  const overrun = new Set<number>();
  for (let column = begins; column <= to; column += 1) {
    const found = overrunOf(painting, row, column);
    if (found === null || found.last < from) continue;
    overruns.set(column, found);
    for (let covered = found.first + 1; covered <= found.last; covered += 1) overrun.add(covered);
  }
  const columns = [
    ...[...overruns.keys()].filter((column) => column < from),
    ...Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index),
  ].filter((column) => layout.merged.at(row, column) === undefined);
  // A row must have cells.
  if (columns.length === 0) return null;
  return (
    <div role="row" aria-rowindex={row + 1} className="sheet-row">
      {columns.map((column) => (
        <CellView
          key={column}
          painting={painting}
          area={{ top: row, left: column, bottom: row, right: column }}
          isChosen={column === chosen}
          overrun={overruns.get(column) ?? null}
          isOverrun={overrun.has(column)}
        />
      ))}
    </div>
  );
});

/** A merged area, in a row of its own. A copy shows the part of it that lies in another pane. */
export const MergedArea = memo(function MergedArea({
  painting,
  area,
  isChosen,
  isCopy,
}: {
  readonly painting: Painting;
  readonly area: Area;
  readonly isChosen: boolean;
  readonly isCopy: boolean;
}): ReactNode {
  const cell = (
    <CellView painting={painting} area={area} isChosen={isChosen} overrun={null} isOverrun={false} isCopy={isCopy} />
  );
  return isCopy ? (
    <div aria-hidden="true" className="sheet-row">
      {cell}
    </div>
  ) : (
    <div role="row" aria-rowindex={area.top + 1} className="sheet-row">
      {cell}
    </div>
  );
});

interface CellProps {
  readonly painting: Painting;
  readonly area: Area;
  readonly isChosen: boolean;
  readonly overrun: Overrun | null;
  /** Text of a neighbour runs over this cell: no line of the grid goes through it. */
  readonly isOverrun: boolean;
  readonly isCopy?: boolean;
}

function CellView({ painting, area, isChosen, overrun, isOverrun, isCopy = false }: CellProps): ReactNode {
  const {
    id,
    grid,
    look,
    layout: { rows, columns },
    zoom,
    marks,
    wording,
  } = painting;
  const { top, left, bottom, right } = area;
  const [width, height] = [columns.size(left, right), rows.size(top, bottom)];
  if (width === 0 || height === 0) return null;
  const index = lookIndexAt(look, top, left);
  const own = look.looks[index];
  const value = valueAt(grid, top, left);
  const mark = marks?.(top * MOST_COLUMNS + left);
  const [before, above] = [
    left === 0 ? undefined : lookAt(look, top, left - 1),
    top === 0 ? undefined : lookAt(look, top - 1, left),
  ];
  const leftEdge = edgeBetween(before?.right, own?.left);
  const topEdge = edgeBetween(above?.bottom, own?.top);
  const isBare = own?.fill == null && look.gridLines;
  const style: CSSProperties = {
    left: columns.start(left) * zoom - 1,
    top: rows.start(top) * zoom - 1,
    width: width * zoom + 1,
    height: height * zoom + 1,
  };
  const isMerged = bottom > top || right > left;
  // Thicker than a pixel, the corner of a border would be cut slantwise; that of a merged area would lie under its neighbours.
  const standsAlone = (edge: BorderLook | null): edge is BorderLook =>
    edge !== null && (isMerged || thickness(edge) > 1);
  if (leftEdge !== null && !standsAlone(leftEdge)) style.borderLeft = lineStyle(leftEdge);
  if (topEdge !== null && !standsAlone(topEdge)) style.borderTop = lineStyle(topEdge);
  const classes = ['sheet-cell', `look-${index}`];
  if (own === undefined || own.horizontal === 'general')
    classes.push(
      typeof value === 'number'
        ? 'sheet-end'
        : typeof value === 'boolean' || (typeof value === 'object' && value !== null)
          ? 'sheet-middle'
          : 'sheet-start',
    );
  if (leftEdge === null && isBare && before?.fill == null && !isOverrun) classes.push('sheet-line-left');
  if (topEdge === null && isBare && above?.fill == null) classes.push('sheet-line-top');
  if (isMerged) classes.push('sheet-merged');
  if (overrun !== null) classes.push('sheet-overrunning');
  if (mark !== undefined) classes.push('sheet-mark', `sheet-${mark}`);
  const cell = (
    <div
      {...(isCopy
        ? {}
        : { id: `${id}-${top}-${left}`, role: 'gridcell', 'aria-colindex': left + 1, 'aria-selected': isChosen })}
      data-cell={`${top},${left}`}
      {...(right > left && !isCopy ? { 'aria-colspan': right - left + 1 } : {})}
      {...(bottom > top && !isCopy ? { 'aria-rowspan': bottom - top + 1 } : {})}
      {...(mark === undefined ? {} : { title: wording[mark] })}
      className={classes.join(' ')}
      style={style}
    >
      {value === null ? null : (
        <Content painting={painting} row={top} column={left} value={value} look={own} width={width} overrun={overrun} />
      )}
    </div>
  );
  if (!standsAlone(leftEdge) && !standsAlone(topEdge)) return cell;
  return (
    <>
      {cell}
      {standsAlone(leftEdge) ? (
        <span
          aria-hidden="true"
          className="sheet-edge"
          style={{
            left: columns.start(left) * zoom - Math.ceil((thickness(leftEdge) + 1) / 2),
            top: rows.start(top) * zoom - 1,
            height: height * zoom + 1,
            borderLeft: lineStyle(leftEdge),
          }}
        />
      ) : null}
      {standsAlone(topEdge) ? (
        <span
          aria-hidden="true"
          className="sheet-edge"
          style={{
            left: columns.start(left) * zoom - 1,
            top: rows.start(top) * zoom - Math.ceil((thickness(topEdge) + 1) / 2),
            width: width * zoom + 1,
            borderTop: lineStyle(topEdge),
          }}
        />
      ) : null}
    </>
  );
}

function Content({
  painting: {
    grid,
    look,
    zoom,
    layout: { columns },
  },
  row,
  column,
  value,
  look: own,
  width,
  overrun,
}: {
  readonly painting: Painting;
  readonly row: number;
  readonly column: number;
  readonly value: CellValue;
  readonly look: CellLook | undefined;
  readonly width: number;
  readonly overrun: Overrun | null;
}): ReactNode {
  const format = formatAt(grid, row, column);
  const room = width - PADDING;
  const text =
    typeof value === 'number' && own !== undefined && own.rotation === 0 && !own.shrink
      ? fitted(value, format, (shown) => textWidth(shown, own.font) <= room + 1)
      : shownText(value, format);
  const colour = formatColour(value, format);
  const style: CSSProperties = colour === null ? {} : { color: colour };
  const runs = look.richTexts.get(row * MOST_COLUMNS + column);
  const shown =
    runs !== undefined && runs.map((run) => run.text).join('') === text
      ? runs.map((run, index) => <Run key={index} run={run} zoom={zoom} />)
      : text;
  if (own === undefined) return shown;
  if (own.rotation === 'stacked')
    return (
      <span className="sheet-stacked" style={style}>
        {shown}
      </span>
    );
  if (own.rotation !== 0)
    return (
      <Turned look={own} text={text} zoom={zoom} colour={style}>
        {shown}
      </Turned>
    );
  if (own.shrink && !own.wrap) {
    const share = Math.min(1, room / textWidth(text, own.font));
    return <span style={{ ...style, fontSize: `${share}em` }}>{shown}</span>;
  }
  if (overrun !== null) {
    const before = columns.start(column) - columns.start(overrun.first);
    const span = columns.size(overrun.first, overrun.last);
    return (
      <span
        className="sheet-overrun"
        style={{
          ...style,
          left: -before * zoom,
          width: span * zoom,
          justifyContent: 'inherit',
          ...(before > 0 && overrun.last > column ? centredIn(before, width, span, zoom) : {}),
        }}
      >
        {shown}
      </span>
    );
  }
  return (
    <span className="sheet-text" style={style}>
      {shown}
    </span>
  );
}

/** Text centred on its own cell keeps that centre in the wider room it runs over. */
function centredIn(before: number, width: number, span: number, zoom: number): CSSProperties {
  const after = span - before - width;
  return before > after ? { paddingLeft: (before - after) * zoom } : { paddingRight: (after - before) * zoom };
}

/** Turned text in a box as large as it takes up turned, so that it is aligned by that. */
function Turned({
  look: { rotation, font },
  text,
  zoom,
  colour,
  children,
}: {
  readonly look: CellLook;
  readonly text: string;
  readonly zoom: number;
  readonly colour: CSSProperties;
  readonly children: ReactNode;
}): ReactNode {
  const angle = (Number(rotation) * Math.PI) / 180;
  const [length, thick] = [textWidth(text, font) * zoom, fontSize(font) * LINE_HEIGHT * zoom];
  const [across, up] = [Math.abs(Math.cos(angle)), Math.abs(Math.sin(angle))];
  return (
    <span
      className="sheet-turned"
      style={{ ...colour, width: length * across + thick * up, height: length * up + thick * across }}
    >
      <span style={{ transform: `translate(-50%, -50%) rotate(${-Number(rotation)}deg)` }}>{children}</span>
    </span>
  );
}

function Run({ run: { text, font }, zoom }: { readonly run: TextRun; readonly zoom: number }): ReactNode {
  if (font === null) return text;
  return (
    <span
      ref={(element) => {
        if (element !== null) element.style.cssText = fontDeclarations(font, zoom);
      }}
    >
      {text}
    </span>
  );
}

/** The columns over which the text of a cell is drawn, its own among them. */
interface Overrun {
  readonly first: number;
  readonly last: number;
}

/** Text that is neither wrapped nor turned and too long for its cell runs on over empty neighbours; `null` where it stays. */
function overrunOf({ grid, look, layout: { columns, merged } }: Painting, row: number, column: number): Overrun | null {
  const value = valueAt(grid, row, column);
  if (typeof value !== 'string' || value === '' || columns.size(column) === 0 || merged.at(row, column) !== undefined)
    return null;
  const own = lookAt(look, row, column);
  if (own === undefined || own.wrap || own.shrink || own.rotation !== 0 || own.horizontal === 'fill') return null;
  // Cheap first: no sign is wider than its font is high.
  const room = columns.size(column) - PADDING;
  if (value.length * own.font.size * 1.4 <= room) return null;
  const surplus = textWidth(shownText(value, formatAt(grid, row, column)), own.font) - room;
  if (surplus <= 0) return null;
  const isFree = (other: number): boolean =>
    other >= 0 && other < columns.count && valueAt(grid, row, other) === null && merged.at(row, other) === undefined;
  const isCentred = own.horizontal === 'center' || own.horizontal === 'centerContinuous';
  let [first, last] = [column, column];
  let [leftwards, rightwards] = isCentred
    ? [surplus / 2, surplus / 2]
    : own.horizontal === 'right'
      ? [surplus, 0]
      : [0, surplus];
  while (rightwards > 0 && last - column < FARTHEST && isFree(last + 1)) rightwards -= columns.size(++last);
  while (leftwards > 0 && column - first < FARTHEST && isFree(first - 1)) leftwards -= columns.size(--first);
  return first === last ? null : { first, last };
}
