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

/** Takes up one element of a font, of a style (`name`) or of a run of text (`rFont`). */
export function readFontPart(font: FontDraft, name: string, attributes: Attributes, palette: Palette): void {
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
      font.bold = isOn(attributes);
      break;
    case 'i':
      font.italic = isOn(attributes);
      break;
    case 'u':
      font.underline = value === 'none' ? 'none' : value?.startsWith('double') ? 'double' : 'single';
      break;
    case 'strike':
      font.strike = isOn(attributes);
      break;
    case 'vertAlign':
      font.script = value === 'superscript' || value === 'subscript' ? value : 'normal';
      break;
    case 'color':
      font.colour = rgbOf(attributes, palette);
      break;
  }
}

function isOn({ val }: Attributes): boolean {
  return val !== '0' && val !== 'false';
}
