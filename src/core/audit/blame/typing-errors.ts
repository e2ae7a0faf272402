/**
 * How people mistype figures: shares of slips at one digit. They are rough, as the literature on data entry has them (a
 * digit changed, two swapped, one dropped, one doubled, in this order of frequency); only their order of magnitude
 * matters. A slip at a given digit does not depend on how many digits there are beside it.
 */
const CHANGED = 0.4 / 9;
const SWAPPED = 0.2;
const DROPPED = 0.15;
const DOUBLED = 0.1;
const ADDED = 0.03 / 10;
const LONGEST = 15;

/** What somebody did to a figure. */
export type TypingError = 'changed' | 'swapped' | 'dropped' | 'doubled' | 'added';

/** The likelihood of typing `found` for `meant`, both strings of digits, by the likeliest single error; `undefined` where no single error does it. */
export function typingError(
  meant: string,
  found: string,
): { readonly kind: TypingError; readonly likelihood: number } | undefined {
  const n = meant.length;
  if (meant === found) return undefined;
  if (found.length === n) {
    const differing = [...meant].flatMap((digit, index) => (digit === found[index] ? [] : [index]));
    const [first, second] = differing;
    if (differing.length === 1) return { kind: 'changed', likelihood: CHANGED };
    if (
      differing.length === 2 &&
      first !== undefined &&
      second === first + 1 &&
      meant[first] === found[second] &&
      meant[second] === found[first]
    ) {
      return { kind: 'swapped', likelihood: SWAPPED };
    }
    return undefined;
  }
  if (found.length === n - 1)
    return without(meant).includes(found) ? { kind: 'dropped', likelihood: DROPPED } : undefined;
  if (found.length === n + 1) {
    for (let index = 0; index < n; index += 1)
      if (meant.slice(0, index + 1) + meant.slice(index) === found) return { kind: 'doubled', likelihood: DOUBLED };
    return without(found).includes(meant) ? { kind: 'added', likelihood: ADDED } : undefined;
  }
  return undefined;
}

/** Every count that a single error could have turned into `found`. */
export function meantCounts(found: number): readonly number[] {
  const text = String(found);
  const meant = new Set<string>();
  if (text.length > LONGEST) return [];
  for (let index = 0; index <= text.length; index += 1) {
    for (let digit = 0; digit <= 9; digit += 1) {
      if (index < text.length) meant.add(text.slice(0, index) + String(digit) + text.slice(index + 1));
      meant.add(text.slice(0, index) + String(digit) + text.slice(index));
    }
    const [here, next] = [text[index], text[index + 1]];
    if (here !== undefined && next !== undefined) meant.add(text.slice(0, index) + next + here + text.slice(index + 2));
  }
  without(text).forEach((shorter) => meant.add(shorter));
  meant.delete(text);
  return [...meant].filter((one) => one !== '' && (one.length === 1 || !one.startsWith('0'))).map(Number);
}

function without(text: string): readonly string[] {
  return [...text].map((_, index) => text.slice(0, index) + text.slice(index + 1));
}
