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
 * Returns the looks of a sheet as rules of a style sheet, one class each (`look-3`): thousands of cells then carry a
 * name instead of a dozen styles. It is made by script, which the page's policy admits.
 */
export function lookRules(looks: readonly CellLook[], zoom: number): string {
  return looks.map((look, index) => rulesOf(look, `.look-${index}`, zoom)).join('\n');
}

function rulesOf(look: CellLook, selector: string, zoom: number): string {
  const cellRule = `${selector}{${cellDeclarations(look, zoom)}}`;
  if (!look.wrap) return cellRule;
  const fillsWidth = look.horizontal === 'justify' || look.horizontal === 'distributed';
  return `${cellRule}${selector}>.sheet-text{${fillsWidth ? 'width' : 'max-width'}:100%}`;
}

const VERTICAL: Readonly<Record<CellLook['vertical'], string>> = {
  top: 'flex-start',
  center: 'center',
  bottom: 'flex-end',
};

function cellDeclarations(look: CellLook, zoom: number): string {
  const declarations = [fontDeclarations(look.font, zoom)];
  if (look.fill !== null) declarations.push(`background-color:#${look.fill};`);
  if (look.diagonal !== null) declarations.push(`background-image:${diagonalLines(look.diagonal)};`);
  declarations.push(`align-items:${VERTICAL[look.vertical]};`);
  if (look.wrap) declarations.push(`white-space:pre-wrap;overflow-wrap:anywhere;line-height:${LINE_HEIGHT};`);
  if (look.indent !== 0) {
    const side = look.horizontal === 'right' ? 'right' : 'left';
    declarations.push(`padding-${side}:${2 + look.indent * 9 * zoom}px;`);
  }
  declarations.push(HORIZONTAL[look.horizontal]);
  return declarations.join('');
}

/** A font as declarations, for cells and for runs of rich text. */
export function fontDeclarations(font: FontLook, zoom: number): string {
  const declarations = [`font-family:${fontFamily(font)};font-size:${fontSize(font) * zoom}px;`];
  if (font.bold) declarations.push('font-weight:700;');
  if (font.italic) declarations.push('font-style:italic;');
  const lines: string[] = [];
  if (font.underline !== 'none') lines.push('underline');
  if (font.strike) lines.push('line-through');
  if (lines.length > 0 && font.underline === 'double') lines.push('double');
  if (lines.length > 0) declarations.push(`text-decoration:${lines.join(' ')};`);
  if (font.colour !== null) declarations.push(`color:#${font.colour};`);
  if (font.script === 'superscript') declarations.push('vertical-align:super;');
  if (font.script === 'subscript') declarations.push('vertical-align:sub;');
  return declarations.join('');
}

function diagonalLines({ down, up, line }: NonNullable<CellLook['diagonal']>): string {
  const lines: string[] = [];
  if (down) lines.push(diagonalLine('to top right', line));
  if (up) lines.push(diagonalLine('to bottom right', line));
  return lines.join(',');
}

/** A line from corner to corner as a gradient across it. */
function diagonalLine(direction: string, line: BorderLook): string {
  const half = WIDTHS[line.style] / 2;
  const colour = `#${line.colour ?? '000000'}`;
  const from = `calc(50% - ${half}px)`;
  const to = `calc(50% + ${half}px)`;
  return `linear-gradient(${direction},transparent ${from},${colour} ${from},${colour} ${to},transparent ${to})`;
}

/** General alignment depends on the value and is a class of its own. */
const HORIZONTAL: Readonly<Record<CellLook['horizontal'], string>> = {
  general: '',
  left: 'justify-content:flex-start;text-align:left;',
  fill: 'justify-content:flex-start;text-align:left;',
  justify: 'justify-content:flex-start;text-align:justify;',
  center: 'justify-content:center;text-align:center;',
  centerContinuous: 'justify-content:center;text-align:center;',
  distributed: 'justify-content:center;text-align:justify;text-align-last:justify;',
  right: 'justify-content:flex-end;text-align:right;',
};
