import type { FontLook } from '../ports/appearance.js';
import { fontFamily, fontSize } from './fonts.js';

const context = document.createElement('canvas').getContext('2d');
let present = '';

/** How wide a text is in pixels at full size. */
export function textWidth(text: string, font: FontLook): number {
  if (context === null) return text.length * fontSize(font);
  const wanted = `${font.italic ? 'italic ' : ''}${font.bold ? '700 ' : ''}${fontSize(font)}px ${fontFamily(font)}`;
  if (wanted !== present) {
    context.font = wanted;
    present = wanted;
  }
  return context.measureText(text).width;
}
