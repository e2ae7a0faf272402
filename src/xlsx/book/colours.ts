import { INDEXED_COLOURS } from '../../core/grid/indexed-colours.js';
import type { Package } from '../package/package.js';
import { childOf, childrenOf, descendantsOf, parseTree } from '../xml/tree.js';
import type { Attributes } from '../xml/xml.js';

/** The colours that a colour element may name by number. */
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

/** Reads the colours of a workbook from its theme and styles; those of Office where it has none. */
export function readPalette(file: Package, themePart: string | undefined, stylesPart: string | undefined): Palette {
  let theme: readonly string[] = OFFICE_THEME;
  if (themePart !== undefined && file.has(themePart)) {
    const scheme = descendantsOf(parseTree(file.text(themePart), themePart), 'clrScheme')[0];
    theme = THEME_NAMES.map((name, index) => {
      const colour = childOf(scheme, name)?.children[0]?.attributes;
      return (
        colour?.['lastClr'] ??
        (/^[0-9A-Fa-f]{6}$/.test(colour?.['val'] ?? '') ? colour?.['val'] : undefined) ??
        OFFICE_THEME[index] ??
        '000000'
      ).toUpperCase();
    });
  }
  let indexed: readonly string[] = INDEXED_COLOURS;
  if (stylesPart !== undefined && file.has(stylesPart)) {
    const own = childrenOf(
      childOf(childOf(parseTree(file.text(stylesPart), stylesPart), 'colors'), 'indexedColors'),
      'rgbColor',
    );
    if (own.length > 0)
      indexed = INDEXED_COLOURS.map(
        (colour, index) => own[index]?.attributes['rgb']?.slice(-6).toUpperCase() ?? colour,
      );
  }
  return { theme, indexed };
}

/** Returns the RRGGBB of a colour element; `null` where it leaves the colour to the program. */
export function rgbOf(attributes: Attributes, palette: Palette): string | null {
  const { rgb, theme, indexed, tint } = attributes;
  const base =
    rgb !== undefined
      ? rgb.slice(-6).toUpperCase()
      : theme !== undefined
        ? palette.theme[Number(theme)]
        : indexed !== undefined
          ? palette.indexed[Number(indexed)]
          : undefined;
  if (base === undefined || !/^[0-9A-F]{6}$/.test(base)) return null;
  return tint === undefined || Number(tint) === 0 ? base : tinted(base, Number(tint));
}

// A tint moves the lightness (of hue, saturation, lightness) towards white or black; worked out on the channels it needs no hue.
function tinted(rgb: string, tint: number): string {
  const channels = [0, 2, 4].map((at) => parseInt(rgb.slice(at, at + 2), 16) / 255);
  const high = Math.max(...channels);
  const low = Math.min(...channels);
  const lightness = (high + low) / 2;
  const target = tint < 0 ? lightness * (1 + tint) : lightness * (1 - tint) + tint;
  const room = 1 - Math.abs(2 * lightness - 1);
  const saturation = room === 0 ? 0 : (high - low) / room;
  const spread = saturation * (1 - Math.abs(2 * target - 1));
  const share = (channel: number): number => (high === low ? 0 : (channel - lightness) / (high - low));
  return channels
    .map((channel) =>
      Math.round(Math.min(1, Math.max(0, target + share(channel) * spread)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')
    .toUpperCase();
}
