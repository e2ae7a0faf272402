import type { FontLook } from '../ports/appearance.js';
import { fontFamily, fontSize } from './fonts.js';

const context = document.createElement('canvas').getContext('2d');
/** Setting the same font once more would cost as much. */
let currentFont = '';

/** Returns how wide a text is, in pixels at full size. */
export function textWidth(text: string, font: FontLook): number {
  if (context === null) return text.length * fontSize(font);
  const wanted = cssFont(font);
  if (wanted !== currentFont) {
    context.font = wanted;
    currentFont = wanted;
  }
  return context.measureText(text).width;
}

function cssFont(font: FontLook): string {
  let style = '';
  if (font.italic) style += 'italic ';
  if (font.bold) style += '700 ';
  return `${style}${fontSize(font)}px ${fontFamily(font)}`;
}
