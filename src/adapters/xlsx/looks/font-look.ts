import type { FontLook } from '../../../ports/appearance.js';
import { rgbOf, type Attributes, type Palette } from '../../../xlsx/index.js';

export type FontDraft = { -readonly [K in keyof FontLook]: FontLook[K] };

export const PLAIN_FONT: FontLook = {
  name: '宋体',
  size: 11,
  bold: false,
  italic: false,
  underline: 'none',
  strike: false,
  script: 'normal',
  colour: null,
};

/** An element of a font: of a style (where `name` is its name) or of a run of text (`rFont`). */
export interface FontPart {
  readonly name: string;
  readonly attributes: Attributes;
}

/** Takes what one of its elements says of a font. */
export function readFontPart(font: FontDraft, { name, attributes }: FontPart, palette: Palette): void {
  const value = attributes['val'];
  switch (name) {
    case 'name':
    case 'rFont':
      font.name = value ?? font.name;
      break;
    case 'sz':
      font.size = Number(value ?? font.size);
      break;
    case 'b':
      font.bold = isOn(value);
      break;
    case 'i':
      font.italic = isOn(value);
      break;
    case 'u':
      font.underline = underlineOf(value);
      break;
    case 'strike':
      font.strike = isOn(value);
      break;
    case 'vertAlign':
      font.script = scriptOf(value);
      break;
    case 'color':
      font.colour = rgbOf(attributes, palette);
      break;
  }
}

/** An element without a value says yes. */
function isOn(value: string | undefined): boolean {
  return value !== '0' && value !== 'false';
}

function underlineOf(value: string | undefined): FontLook['underline'] {
  if (value === 'none') return 'none';
  if (value?.startsWith('double')) return 'double';
  return 'single';
}

function scriptOf(value: string | undefined): FontLook['script'] {
  if (value === 'superscript' || value === 'subscript') return value;
  return 'normal';
}
