import type { CSSProperties, ReactNode } from 'react';
import { formatAt, type CellValue } from '../core/grid/grid.js';
import { MOST_COLUMNS, type CellLook, type TextRun } from '../ports/appearance.js';
import { shownText } from '../core/grid/shown.js';
import { fitted, formatColour } from './cell-text.js';
import { fontSize } from './fonts.js';
import { fontDeclarations } from './look-rules.js';
import { textWidth } from './measure.js';
import { LINE_HEIGHT } from './row-heights.js';
import type { SheetRendering } from './sheet-rendering.js';
import { CELL_PADDING, type Overflow } from './text-overflow.js';

interface ContentProps {
  readonly rendering: SheetRendering;
  readonly row: number;
  readonly column: number;
  readonly value: CellValue;
  readonly look: CellLook | undefined;
  /** Pixels at full size. */
  readonly width: number;
  readonly overflow: Overflow | null;
}

/** What a cell shows, as its look has it: turned, shrunk, over its neighbours. */
export function CellContent(props: ContentProps): ReactNode {
  const { rendering, row, column, value, look, width, overflow } = props;
  const { grid, zoom } = rendering;
  const text = textOf(props);
  const colour = formatColour(value, formatAt(grid, row, column));
  const style: CSSProperties = colour === null ? {} : { color: colour };
  const shown = richText(rendering, row * MOST_COLUMNS + column, text);
  if (look === undefined) return shown;
  if (look.rotation === 'stacked')
    return (
      <span className="sheet-stacked" style={style}>
        {shown}
      </span>
    );
  if (look.rotation !== 0)
    return (
      <Turned angle={look.rotation} size={textSize(text, look, zoom)} colour={style}>
        {shown}
      </Turned>
    );
  if (look.shrink && !look.wrap) {
    const share = Math.min(1, (width - CELL_PADDING) / textWidth(text, look.font));
    return <span style={{ ...style, fontSize: `${share}em` }}>{shown}</span>;
  }
  if (overflow !== null)
    return (
      <span className="sheet-overrun" style={{ ...style, ...overflowStyle(props, overflow) }}>
        {shown}
      </span>
    );
  return (
    <span className="sheet-text" style={style}>
      {shown}
    </span>
  );
}

/** The text of a cell; a number is shortened to what fits in the cell. */
function textOf({ rendering, row, column, value, look, width }: ContentProps): string {
  const format = formatAt(rendering.grid, row, column);
  if (typeof value !== 'number' || look === undefined) return shownText(value, format);
  if (look.rotation !== 0 || look.shrink) return shownText(value, format);
  return fitted(value, format, (text) => textWidth(text, look.font) <= width - CELL_PADDING + 1);
}

/** The runs of a rich text, as long as they make up the text that is shown; else the text. */
function richText({ look, zoom }: SheetRendering, cell: number, text: string): ReactNode {
  const runs = look.richTexts.get(cell);
  if (runs === undefined || runs.map((run) => run.text).join('') !== text) return text;
  return runs.map((run, index) => <Run key={index} run={run} zoom={zoom} />);
}

function overflowStyle({ rendering, column, width }: ContentProps, { first, last }: Overflow): CSSProperties {
  const { columns } = rendering.layout;
  const { zoom } = rendering;
  const before = columns.start(column) - columns.start(first);
  const span = columns.size(first, last);
  const style: CSSProperties = { left: -before * zoom, width: span * zoom, justifyContent: 'inherit' };
  const runsBothWays = before > 0 && last > column;
  if (!runsBothWays) return style;
  // Centred text keeps the centre of its own cell in the wider room.
  const after = span - before - width;
  if (before > after) return { ...style, paddingLeft: (before - after) * zoom };
  return { ...style, paddingRight: (after - before) * zoom };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

function textSize(text: string, { font }: CellLook, zoom: number): Size {
  return { width: textWidth(text, font) * zoom, height: fontSize(font) * LINE_HEIGHT * zoom };
}

interface TurnedProps {
  /** Degrees against the clock. */
  readonly angle: number;
  /** Of the text before it is turned. */
  readonly size: Size;
  readonly colour: CSSProperties;
  readonly children: ReactNode;
}

/** Turned text in a box as large as it takes up turned, so that it is aligned by that. */
function Turned({ angle, size, colour, children }: TurnedProps): ReactNode {
  const radians = (angle * Math.PI) / 180;
  const cosine = Math.abs(Math.cos(radians));
  const sine = Math.abs(Math.sin(radians));
  return (
    <span
      className="sheet-turned"
      style={{
        ...colour,
        width: size.width * cosine + size.height * sine,
        height: size.width * sine + size.height * cosine,
      }}
    >
      <span style={{ transform: `translate(-50%, -50%) rotate(${-angle}deg)` }}>{children}</span>
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
