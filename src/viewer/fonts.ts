import type { FontLook } from '../ports/appearance.js';

export const PIXELS_A_POINT = 96 / 72;

/** Fonts of Chinese offices with what stands in for them elsewhere. */
const FALLBACKS: Readonly<Record<string, string>> = {
  宋体: 'SimSun, NSimSun, "Noto Serif CJK SC", serif',
  黑体: 'SimHei, "Noto Sans CJK SC", sans-serif',
  楷体: 'KaiTi, STKaiti, "Noto Serif CJK SC", serif',
  仿宋: 'FangSong, STFangsong, "Noto Serif CJK SC", serif',
  仿宋_GB2312: 'FangSong_GB2312, FangSong, STFangsong, "Noto Serif CJK SC", serif',
  楷体_GB2312: 'KaiTi_GB2312, KaiTi, "Noto Serif CJK SC", serif',
  方正小标宋简体: 'FZXiaoBiaoSong-B05S, "方正小标宋_GBK", SimSun, "Noto Serif CJK SC", serif',
  微软雅黑: '"Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  等线: 'DengXian, "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  Calibri: 'Carlito, "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
  'Times New Roman': '"Liberation Serif", SimSun, "Noto Serif CJK SC", serif',
  Arial: '"Liberation Sans", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
};

const OTHER_FALLBACK = '"Microsoft YaHei", "Noto Sans CJK SC", sans-serif';

export function fontFamily({ name }: FontLook): string {
  return `"${name.replace(/["\\]/g, '')}", ${FALLBACKS[name] ?? OTHER_FALLBACK}`;
}

/** Raised and lowered characters are smaller by this. */
const SCRIPT_SHARE = 0.65;

/** In pixels at full size. */
export function fontSize({ size, script }: FontLook): number {
  const pixels = size * PIXELS_A_POINT;
  if (script === 'normal') return pixels;
  return pixels * SCRIPT_SHARE;
}

/** The width of a digit of a workbook's normal font in whole pixels, by which column widths are counted. */
export function digitWidth(font: FontLook | undefined): number {
  const pixels = Math.round((font?.size ?? 11) * PIXELS_A_POINT);
  const name = font?.name ?? '宋体';
  // A digit of a Chinese font is half as wide as a character.
  if (/[一-鿿]|Sim|Song|Hei|Kai|Fang|Deng/.test(name)) return Math.ceil(pixels / 2);
  const isNarrow = /Calibri|Carlito|Times/.test(name);
  return Math.round(pixels * (isNarrow ? 0.5 : 0.556));
}
