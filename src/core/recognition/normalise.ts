/** Brings a header or title into the form in which it is compared: half-width, without spaces, brackets and quotes. */
export function normalise(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b\ufeff()\[\]【】“”"'‘’:：*]+/g, '');
}
