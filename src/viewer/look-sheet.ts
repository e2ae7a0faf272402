import type { BorderLook, CellLook, FontLook } from '../ports/appearance.js';
import { fontFamily, fontSize } from './fonts.js';
import { LINE_HEIGHT } from './row-heights.js';

const WIDTHS: Readonly<Record<BorderLook['style'], number>> = {
  hair: 1,
  thin: 1,
  medium: 2,
  thick: 3,
  double: 3,
  dotted: 1,
  dashed: 1,
  mediumDashed: 2,
};
const LINES: Readonly<Record<BorderLook['style'], string>> = {
  hair: 'dotted',
  thin: 'solid',
  medium: 'solid',
  thick: 'solid',
  double: 'double',
  dotted: 'dotted',
  dashed: 'dashed',
  mediumDashed: 'dashed',
};
/** Where two neighbours draw the edge between them differently, the heavier line is seen. */
const WEIGHTS: Readonly<Record<BorderLook['style'], number>> = {
  hair: 1,
  dotted: 2,
  dashed: 3,
  thin: 4,
  mediumDashed: 5,
  medium: 6,
  double: 7,
  thick: 8,
};

/** The line between two cells: the heavier of what both ask for. */
export function edgeBetween(a: BorderLook | null | undefined, b: BorderLook | null | undefined): BorderLook | null {
  if (a == null) return b ?? null;
  if (b == null) return a;
  return WEIGHTS[b.style] > WEIGHTS[a.style] ? b : a;
}

/** How thick a line is, in pixels at any zoom. */
export function thickness({ style }: BorderLook): number {
  return WIDTHS[style];
}

export function lineStyle({ style, colour }: BorderLook): string {
  return `${WIDTHS[style]}px ${LINES[style]} #${colour ?? '000000'}`;
}

/**
 * The looks of a sheet as rules of a style sheet, one class each (`look-3`): thousands of cells then carry a name instead
 * of a dozen styles. It is made by script, which the page's policy admits.
 */
export function lookRules(looks: readonly CellLook[], zoom: number): string {
  return looks
    .map(
      (look, index) =>
        `.look-${index}{${declarations(look, zoom)}}${look.wrap ? `.look-${index}>.sheet-text{${look.horizontal === 'justify' || look.horizontal === 'distributed' ? '' : 'max-'}width:100%}` : ''}`,
    )
    .join('\n');
}

function declarations(look: CellLook, zoom: number): string {
  const { fill, wrap, vertical, indent, horizontal, diagonal } = look;
  const padding =
    indent === 0
      ? ''
      : horizontal === 'right'
        ? `padding-right:${2 + indent * 9 * zoom}px;`
        : `padding-left:${2 + indent * 9 * zoom}px;`;
  const lines =
    diagonal === null
      ? ''
      : `background-image:${[diagonal.down ? corner('to top right', diagonal.line) : '', diagonal.up ? corner('to bottom right', diagonal.line) : ''].filter(Boolean).join(',')};`;
  return `${fontDeclarations(look.font, zoom)}${fill === null ? '' : `background-color:#${fill};`}${lines}align-items:${vertical === 'top' ? 'flex-start' : vertical === 'center' ? 'center' : 'flex-end'};${wrap ? `white-space:pre-wrap;overflow-wrap:anywhere;line-height:${LINE_HEIGHT};` : ''}${padding}${aligned(horizontal)}`;
}

/** A font as declarations, for cells and for runs of rich text. */
export function fontDeclarations(font: FontLook, zoom: number): string {
  const { bold, italic, underline, strike, colour, script } = font;
  const decoration = [underline === 'none' ? '' : 'underline', strike ? 'line-through' : ''].filter(Boolean).join(' ');
  return `font-family:${fontFamily(font)};font-size:${fontSize(font) * zoom}px;${bold ? 'font-weight:700;' : ''}${italic ? 'font-style:italic;' : ''}${decoration === '' ? '' : `text-decoration:${decoration}${underline === 'double' ? ' double' : ''};`}${colour === null ? '' : `color:#${colour};`}${script === 'normal' ? '' : `vertical-align:${script === 'superscript' ? 'super' : 'sub'};`}`;
}

function corner(direction: string, line: BorderLook): string {
  const half = WIDTHS[line.style] / 2;
  const colour = `#${line.colour ?? '000000'}`;
  return `linear-gradient(${direction},transparent calc(50% - ${half}px),${colour} calc(50% - ${half}px),${colour} calc(50% + ${half}px),transparent calc(50% + ${half}px))`;
}

/** General alignment depends on the value and is a class of its own. */
function aligned(horizontal: CellLook['horizontal']): string {
  switch (horizontal) {
    case 'center':
    case 'centerContinuous':
      return 'justify-content:center;text-align:center;';
    case 'distributed':
      return 'justify-content:center;text-align:justify;text-align-last:justify;';
    case 'right':
      return 'justify-content:flex-end;text-align:right;';
    case 'justify':
      return 'justify-content:flex-start;text-align:justify;';
    case 'left':
    case 'fill':
      return 'justify-content:flex-start;text-align:left;';
    case 'general':
      return '';
  }
}
