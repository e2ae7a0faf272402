import type { BorderLook, CellLook, FontLook } from '../../../ports/appearance.js';
import { rgbOf, walk, type Attributes, type Palette } from '../../../xlsx/index.js';
import { FillDraft } from './fill-look.js';
import { PLAIN_FONT, readFontPart, type FontDraft } from './font-look.js';

type Sides = Pick<CellLook, 'top' | 'right' | 'bottom' | 'left' | 'diagonal'>;
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const NO_LINES: Sides = { top: null, right: null, bottom: null, left: null, diagonal: null };
const SIDES = { left: 'left', start: 'left', right: 'right', end: 'right', top: 'top', bottom: 'bottom' } as const;

/** Reads how the cells of each style look, in the order of the style records. */
export function readLooks(stylesXml: string, part: string, palette: Palette): readonly CellLook[] {
  const fonts: FontLook[] = [];
  const fills: FillDraft[] = [];
  const borders: Sides[] = [];
  const looks: CellLook[] = [];
  const path: string[] = [];
  let font: FontDraft = { ...PLAIN_FONT };
  let border: Mutable<Sides> = { ...NO_LINES };
  let corners = { down: false, up: false };
  let side: Mutable<BorderLook> | null = null;
  let record: Mutable<CellLook> | null = null;

  walk(stylesXml, part, {
    open({ name, attributes }) {
      const parent = path[path.length - 1];
      const group = path[1];
      path.push(name);
      if (group === 'fonts') {
        if (name === 'font') font = { ...PLAIN_FONT };
        else readFontPart(font, name, attributes, palette);
      } else if (group === 'fills') {
        if (name === 'fill') fills.push(new FillDraft());
        else fills[fills.length - 1]?.read(name, parent, attributes, palette);
      } else if (group === 'borders') {
        if (name === 'border') {
          border = { ...NO_LINES };
          corners = { down: isTrue(attributes['diagonalDown']), up: isTrue(attributes['diagonalUp']) };
        } else if (parent === 'border') side = lineOf(attributes['style']);
        else if (name === 'color' && side !== null) side.colour = rgbOf(attributes, palette);
      } else if (group === 'cellXfs') {
        if (name === 'xf') record = lookOf(attributes, fonts, fills, borders);
        else if (name === 'alignment' && record !== null) align(record, attributes);
      }
    },
    close(name) {
      path.pop();
      const group = path[1];
      if (group === 'fonts' && name === 'font') fonts.push(font);
      if (group === 'borders') {
        if (name === 'border') borders.push(border);
        else if (path[path.length - 1] === 'border') {
          if (name === 'diagonal')
            border.diagonal = side === null || !(corners.down || corners.up) ? null : { ...corners, line: side };
          else if (name in SIDES) border[SIDES[name as keyof typeof SIDES]] = side;
          side = null;
        }
      }
      if (group === 'cellXfs' && name === 'xf' && record !== null) looks.push(record);
    },
  });
  return looks;
}

function lookOf(
  attributes: Attributes,
  fonts: readonly FontLook[],
  fills: readonly FillDraft[],
  borders: readonly Sides[],
): CellLook {
  const index = (attribute: string): number => Number(attributes[attribute] ?? 0);
  return {
    font: fonts[index('fontId')] ?? PLAIN_FONT,
    fill: fills[index('fillId')]?.colour() ?? null,
    ...(borders[index('borderId')] ?? NO_LINES),
    horizontal: 'general',
    vertical: 'bottom',
    wrap: false,
    shrink: false,
    indent: 0,
    rotation: 0,
  };
}

function align(record: Mutable<CellLook>, attributes: Attributes): void {
  const { vertical, textRotation } = attributes;
  record.horizontal = (attributes['horizontal'] ?? 'general') as CellLook['horizontal'];
  record.vertical =
    vertical === 'top'
      ? 'top'
      : vertical === 'center' || vertical === 'justify' || vertical === 'distributed'
        ? 'center'
        : 'bottom';
  // Justified and distributed text is broken into lines without being asked to.
  record.wrap =
    isTrue(attributes['wrapText']) ||
    record.horizontal === 'justify' ||
    record.horizontal === 'distributed' ||
    vertical === 'justify' ||
    vertical === 'distributed';
  record.shrink = isTrue(attributes['shrinkToFit']);
  record.indent = Number(attributes['indent'] ?? 0);
  const turned = Number(textRotation ?? 0);
  record.rotation = turned === 255 ? 'stacked' : turned > 90 ? 90 - turned : turned;
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}

/** Line styles of OOXML, as the lines a browser can draw. */
function lineOf(style: string | undefined): Mutable<BorderLook> | null {
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
    default:
      return {
        style: style.startsWith('medium') || style.startsWith('slant') ? 'mediumDashed' : 'dashed',
        colour: null,
      };
  }
}
