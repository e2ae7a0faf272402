import { folded } from '../grid/folded.js';

/** Brings a header or title into the form in which it is compared: half-width, without spaces, brackets and quotes. */
export function normalise(text: string): string {
  // Most cells hold that form already. The signs that PDFs put in place of Chinese ones (⼈ for 人) do not.
  if (/^[\u4e00-\u9fffA-Za-z0-9]*$/.test(text)) return text;
  return folded(text).replace(/[\s()\[\]【】“”"'‘’:：*]+/g, '');
}
