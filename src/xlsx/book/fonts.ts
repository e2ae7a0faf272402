import { childOf, parseTree, textOfElement } from '../xml/tree.js';
import { escapeXml } from '../xml/xml.js';

/** Fonts of a workbook's styles, each given as the text of its element. */

/** Name and size (in points) of a font. */
export interface FontFace {
  readonly name: string;
  readonly size: number;
}

/** Returns name and size of a font. */
export function faceOf(font: string): FontFace {
  const root = parseTree(font, 'font');
  return {
    name: childOf(root, 'name')?.attributes['val'] ?? '',
    size: Number(childOf(root, 'sz')?.attributes['val'] ?? 11),
  };
}

const FONT_ORDER = [
  'b',
  'i',
  'strike',
  'condense',
  'extend',
  'outline',
  'shadow',
  'u',
  'vertAlign',
  'sz',
  'color',
  'name',
  'family',
  'charset',
  'scheme',
];

/** Returns a font in bold. `p` is the prefix of its elements. */
export function boldFont(font: string, p: string): string {
  return withElements(font, p, { b: `<${p}b/>` });
}

/** Returns a font with these elements in place of its own, all in the order of the format. */
function withElements(font: string, p: string, changed: Readonly<Record<string, string>>): string {
  const root = parseTree(font, 'font');
  const kept = (element: string): string =>
    root.children
      .filter((child) => child.name === element)
      .map((child) => textOfElement(font, child))
      .join('');
  return `<${p}font>${FONT_ORDER.map((element) => changed[element] ?? kept(element)).join('')}</${p}font>`;
}

/** What a font shall become; `name: null` keeps its name. */
export interface WantedFace {
  readonly name: string | null;
  readonly size: number;
}

/** Returns a font with another name and size; bold, colour and the like stay. `p` is the prefix of its elements. */
export function withFace(font: string, p: string, wanted: WantedFace): string {
  const root = parseTree(font, 'font');
  const presentName = childOf(root, 'name')?.attributes['val'];
  const presentSize = childOf(root, 'sz')?.attributes['val'];
  const name = wanted.name ?? presentName ?? '宋体';
  // A font bound to the theme (`scheme`) takes its name from there, whatever else it says.
  const hasOwnName = childOf(root, 'scheme') === undefined;
  const hasName = wanted.name === null || (presentName === name && hasOwnName);
  if (hasName && presentSize === String(wanted.size)) return font;
  return withElements(font, p, {
    sz: `<${p}sz val="${wanted.size}"/>`,
    name: `<${p}name val="${escapeXml(name)}"/>`,
    charset: `<${p}charset val="134"/>`,
    family: '',
    scheme: '',
  });
}

/**
 * Returns how wide a figure of a font is, in pixels. Chinese faces set figures half as wide as high, in whole pixels;
 * Calibri a hair wider, most Latin ones wider still. The empty text is the format's own default, Calibri at 11 points.
 */
export function figureWidthOf(font: string): number {
  const size = /<(?:\w+:)?sz\b[^>]*\sval="([\d.]+)"/.exec(font)?.[1] ?? '11';
  const pixels = (Number(size) * 96) / 72;
  const isChinese = /name\b[^>]*val="[^"]*\p{Script=Han}/u.test(font);
  if (isChinese) return Math.ceil(Math.round(pixels) / 2);
  const isCalibri = font === '' || /val="Calibri/i.test(font);
  return Math.round(pixels * (isCalibri ? 0.507 : 0.556));
}
