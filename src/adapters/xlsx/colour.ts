import { walk, type Attributes } from './xml.js';

/** The colours that records refer to. */
export interface Palette {
  /** In the order in which records count them: light 1, dark 1, light 2, dark 2, accents. */
  readonly theme: readonly string[];
  readonly indexed: readonly (string | null)[];
}

// ECMA-376 part 1, 18.8.27: the standard palette from index 8 on; 0 to 7 repeat it.
const INDEXED = '000000 FFFFFF FF0000 00FF00 0000FF FFFF00 FF00FF 00FFFF 800000 008000 000080 808000 800080 008080 C0C0C0 808080 9999FF 993366 FFFFCC CCFFFF 660066 FF8080 0066CC CCCCFF 000080 FF00FF FFFF00 00FFFF 800080 800000 008080 0000FF 00CCFF CCFFFF CCFFCC FFFF99 99CCFF FF99CC CC99FF FFCC99 3366FF 33CCCC 99CC00 FFCC00 FF9900 FF6600 666699 969696 003366 339966 003300 333300 993300 993366 333399 333333'.split(' ');
const SLOTS = ['lt1', 'dk1', 'lt2', 'dk2', 'accent1', 'accent2', 'accent3', 'accent4', 'accent5', 'accent6', 'hlink', 'folHlink'];
const OFFICE = ['FFFFFF', '000000', 'EEECE1', '1F497D', '4F81BD', 'C0504D', '9BBB59', '8064A2', '4BACC6', 'F79646', '0000FF', '800080'];

/** Reads the colours of a theme part. */
export function themeColours(xml: string): readonly string[] {
  const found = new Map<string, string>();
  let slot = '';
  walk(xml, 'theme', {
    open({ name, attributes }) {
      if (SLOTS.includes(name)) slot = name;
      else if (slot !== '' && name === 'srgbClr') found.set(slot, (attributes['val'] ?? '').toUpperCase());
      else if (slot !== '' && name === 'sysClr') found.set(slot, (attributes['lastClr'] ?? '').toUpperCase());
    },
    close(name) {
      if (name === slot) slot = '';
    },
  });
  return SLOTS.map((name, index) => found.get(name) ?? (OFFICE[index] as string));
}

/** Returns the colour an element names, as RRGGBB; `null` for automatic. */
export function colourOf(attributes: Attributes, { theme, indexed }: Palette): string | null {
  const { rgb, theme: slot, indexed: index, tint } = attributes;
  const base = rgb !== undefined ? rgb.slice(-6).toUpperCase()
    : slot !== undefined ? (theme[Number(slot)] ?? OFFICE[Number(slot)] ?? null)
      // 64 and 65 are the window's own text and background.
      : index !== undefined ? (indexed[Number(index)] ?? (Number(index) < 8 ? INDEXED[Number(index)] : INDEXED[Number(index) - 8]) ?? null)
        : null;
  return base === null || tint === undefined || Number(tint) === 0 ? base : tinted(base, Number(tint));
}

/** ECMA-376 part 1, 18.8.19: a tint moves the luminance towards black (below 0) or white. */
function tinted(colour: string, tint: number): string {
  const [red, green, blue] = [0, 2, 4].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255) as [number, number, number];
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)];
  const luminance = (most + least) / 2;
  const spread = most - least;
  const saturation = spread === 0 ? 0 : spread / (1 - Math.abs(2 * luminance - 1));
  const hue = spread === 0 ? 0 : most === red ? ((green - blue) / spread + 6) % 6 : most === green ? (blue - red) / spread + 2 : (red - green) / spread + 4;
  const to = tint < 0 ? luminance * (1 + tint) : luminance * (1 - tint) + tint;
  const chroma = (1 - Math.abs(2 * to - 1)) * saturation;
  const part = (offset: number): string => {
    const place = (hue + offset) % 6;
    const value = to - chroma / 2 + chroma * Math.max(0, Math.min(1, 2 - Math.abs(place - 3)));
    return Math.round(Math.max(0, Math.min(1, value)) * 255).toString(16).padStart(2, '0').toUpperCase();
  };
  // Red is fullest at hue 0, green at 2, blue at 4; each falls to nothing two sixths away.
  return part(3) + part(1) + part(5);
}
