import { INDEXED_COLOURS } from '../../core/grid/indexed-colours.js';
import type { Package } from '../package/package.js';
import { childOf, childrenOf, descendantsOf, parseTree } from '../xml/tree.js';
import type { Attributes } from '../xml/xml.js';

/** The colours that a colour element may name by number, each as RRGGBB. */
export interface Palette {
  /** In the order in which `theme` counts them. */
  readonly theme: readonly string[];
  readonly indexed: readonly string[];
}

const OFFICE_THEME = [
  'FFFFFF',
  '000000',
  'E7E6E6',
  '44546A',
  '4472C4',
  'ED7D31',
  'A5A5A5',
  'FFC000',
  '5B9BD5',
  '70AD47',
  '0563C1',
  '954F72',
];
// `theme` counts light before dark, unlike the theme part.
const THEME_NAMES = [
  'lt1',
  'dk1',
  'lt2',
  'dk2',
  'accent1',
  'accent2',
  'accent3',
  'accent4',
  'accent5',
  'accent6',
  'hlink',
  'folHlink',
];

/**
 * Reads the colours of a workbook from its theme and its styles; those of Office where it has none. The parts are
 * those that `readWorkbookPart` names; `undefined` or missing ones are passed over. Throws an `XlsxRefusal`
 * (`file-damaged` {part}) for a part that is no XML.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { readPalette } from './colours.js';
 *   readPalette(XlsxFile.open(emptyWorkbook('表')).parts, undefined, undefined).theme[4] // => '4472C4'
 */
export function readPalette(file: Package, themePart: string | undefined, stylesPart: string | undefined): Palette {
  return { theme: themeColours(file, themePart), indexed: indexedColours(file, stylesPart) };
}

function themeColours(file: Package, part: string | undefined): readonly string[] {
  if (part === undefined || !file.has(part)) return OFFICE_THEME;
  const scheme = descendantsOf(parseTree(file.text(part), part), 'clrScheme')[0];
  return THEME_NAMES.map((name, index) => {
    const colour = childOf(scheme, name)?.children[0]?.attributes ?? {};
    return (colourOf(colour) ?? OFFICE_THEME[index] ?? '000000').toUpperCase();
  });
}

/** A colour of a theme: one of the system's as it was last, or one by its value. */
function colourOf({ lastClr, val }: Attributes): string | undefined {
  if (lastClr !== undefined) return lastClr;
  if (val !== undefined && /^[0-9A-Fa-f]{6}$/.test(val)) return val;
  return undefined;
}

function indexedColours(file: Package, part: string | undefined): readonly string[] {
  if (part === undefined || !file.has(part)) return INDEXED_COLOURS;
  const list = childOf(childOf(parseTree(file.text(part), part), 'colors'), 'indexedColors');
  const own = childrenOf(list, 'rgbColor');
  return INDEXED_COLOURS.map((colour, index) => own[index]?.attributes['rgb']?.slice(-6).toUpperCase() ?? colour);
}

/**
 * Returns the colour of a colour element (`<color rgb="FF112233"/>`, `theme`, `indexed`, with a `tint`) as RRGGBB;
 * `null` where it leaves the colour to the program.
 *
 * @example
 *   import { rgbOf } from './colours.js';
 *   const palette = { theme: ['FFFFFF', '000000'], indexed: [] };
 *   rgbOf({ rgb: 'ff112233' }, palette) // => '112233'
 *   rgbOf({ theme: '1', tint: '0.5' }, palette) // => '808080'
 *   rgbOf({ auto: '1' }, palette) // => null
 */
export function rgbOf(attributes: Attributes, palette: Palette): string | null {
  const base = withoutTint(attributes, palette);
  if (base === undefined || !/^[0-9A-F]{6}$/.test(base)) return null;
  const tint = Number(attributes['tint'] ?? 0);
  if (tint === 0) return base;
  return tinted(base, tint);
}

function withoutTint({ rgb, theme, indexed }: Attributes, palette: Palette): string | undefined {
  if (rgb !== undefined) return rgb.slice(-6).toUpperCase();
  if (theme !== undefined) return palette.theme[Number(theme)];
  if (indexed !== undefined) return palette.indexed[Number(indexed)];
  return undefined;
}

/**
 * A tint from -1 (black) to 1 (white) moves the lightness, of hue, saturation and lightness; worked out on the channels
 * it needs no hue.
 */
function tinted(rgb: string, tint: number): string {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => parseInt(rgb.slice(at, at + 2), 16) / 255);
  const high = Math.max(red, green, blue);
  const low = Math.min(red, green, blue);
  const lightness = (high + low) / 2;
  let target = lightness * (1 + tint);
  if (tint >= 0) target = lightness * (1 - tint) + tint;
  const room = 1 - Math.abs(2 * lightness - 1);
  const saturation = room === 0 ? 0 : (high - low) / room;
  const spread = saturation * (1 - Math.abs(2 * target - 1));
  const share = (channel: number): number => {
    if (high === low) return 0;
    return (channel - lightness) / (high - low);
  };
  return [red, green, blue].map((channel) => hexOf(target + share(channel) * spread)).join('');
}

/** A channel from 0 to 1 as two hexadecimal digits. */
function hexOf(channel: number): string {
  const byte = Math.round(Math.min(1, Math.max(0, channel)) * 255);
  return byte.toString(16).padStart(2, '0').toUpperCase();
}
