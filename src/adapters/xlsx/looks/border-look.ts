import type { BorderLook, CellLook } from '../../../ports/appearance.js';
import { isTrue, rgbOf, type Attributes, type Palette } from '../../../xlsx/index.js';

/** The lines around a cell and across it. */
export type Borders = Pick<CellLook, 'top' | 'right' | 'bottom' | 'left' | 'diagonal'>;
type BordersDraft = { -readonly [K in keyof Borders]: Borders[K] };
type LineDraft = { -readonly [K in keyof BorderLook]: BorderLook[K] };

export const NO_BORDERS: Borders = { top: null, right: null, bottom: null, left: null, diagonal: null };

/** The elements of the sides; `start` and `end` are those of sheets that can be read from either side. */
const SIDES: ReadonlyMap<string, 'left' | 'right' | 'top' | 'bottom'> = new Map([
  ['left', 'left'],
  ['start', 'left'],
  ['right', 'right'],
  ['end', 'right'],
  ['top', 'top'],
  ['bottom', 'bottom'],
]);

/** A `border` element as it is read, element by element. */
export class BorderDraft {
  private readonly lines: BordersDraft = { ...NO_BORDERS };
  private readonly isDown: boolean;
  private readonly isUp: boolean;
  /** The line of the side that is being read. */
  private line: LineDraft | null = null;

  constructor(
    attributes: Attributes,
    private readonly palette: Palette,
  ) {
    this.isDown = isTrue(attributes['diagonalDown']);
    this.isUp = isTrue(attributes['diagonalUp']);
  }

  openSide(attributes: Attributes): void {
    this.line = lineOf(attributes['style']);
  }

  colour(attributes: Attributes): void {
    if (this.line !== null) this.line.colour = rgbOf(attributes, this.palette);
  }

  closeSide(name: string): void {
    const { line, isDown, isUp } = this;
    const side = SIDES.get(name);
    if (side !== undefined) this.lines[side] = line;
    const isDrawn = line !== null && (isDown || isUp);
    if (name === 'diagonal') this.lines.diagonal = isDrawn ? { down: isDown, up: isUp, line } : null;
    this.line = null;
  }

  /** The lines as far as they are read. */
  borders(): Borders {
    return this.lines;
  }
}

/** Line styles of OOXML, as the lines a browser can draw. */
function lineOf(style: string | undefined): LineDraft | null {
  switch (style) {
    case undefined:
    case 'none':
      return null;
    case 'hair':
    case 'thin':
    case 'medium':
    case 'thick':
    case 'double':
    case 'dotted':
    case 'dashed':
    case 'mediumDashed':
      return { style, colour: null };
    default: {
      const isMedium = style.startsWith('medium') || style.startsWith('slant');
      return { style: isMedium ? 'mediumDashed' : 'dashed', colour: null };
    }
  }
}
