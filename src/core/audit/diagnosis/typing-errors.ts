import type { Phrase } from '../finding.js';

/**
 * How people mistype figures: shares of slips at one digit. They are rough, as the literature on data entry has them (a
 * digit changed, two swapped, one dropped, one doubled, in this order of frequency); only their order of magnitude
 * matters. A slip at a given digit does not depend on how many digits there are beside it.
 */
const LIKELIHOODS = {
  changed: 0.4 / 9,
  swapped: 0.2,
  dropped: 0.15,
  doubled: 0.1,
  added: 0.03 / 10,
};
const LONGEST = 15;

/** What somebody did to a figure. */
export type TypingError = keyof typeof LIKELIHOODS;

export interface LikelyTypingError {
  readonly kind: TypingError;
  readonly likelihood: number;
}

/**
 * The likelihood of typing `found` for `meant`, both strings of digits, by the likeliest single error; `undefined`
 * where no single error does it.
 */
export function typingError(meant: string, found: string): LikelyTypingError | undefined {
  const kind = kindOfError(meant, found);
  if (kind === undefined) return undefined;
  return { kind, likelihood: LIKELIHOODS[kind] };
}

/** Minus the decimal logarithm of how likely an error is. */
export function typingErrorCost({ likelihood }: LikelyTypingError): number {
  return -Math.log10(likelihood);
}

/** Says how a figure was mistyped; `name` tells the cell, where needed: its column's title or its unit's name. */
export function typingErrorPhrase({ kind }: LikelyTypingError, name?: string): Phrase {
  const code = `why-typed-${kind}` as const;
  if (name === undefined) return { code, parameters: {} };
  return { code, parameters: { column: name } };
}

function kindOfError(meant: string, found: string): TypingError | undefined {
  if (meant === found) return undefined;
  switch (found.length - meant.length) {
    case 0:
      return errorOfSameLength(meant, found);
    case -1:
      if (withOneDropped(meant).includes(found)) return 'dropped';
      return undefined;
    case 1:
      if (isDoubled(meant, found)) return 'doubled';
      if (withOneDropped(found).includes(meant)) return 'added';
      return undefined;
    default:
      return undefined;
  }
}

function errorOfSameLength(meant: string, found: string): TypingError | undefined {
  const differing: number[] = [];
  [...meant].forEach((digit, index) => {
    if (digit !== found[index]) differing.push(index);
  });
  if (differing.length === 1) return 'changed';
  const [first, second] = differing;
  if (differing.length !== 2 || first === undefined || second !== first + 1) return undefined;
  const isSwapped = meant[first] === found[second] && meant[second] === found[first];
  if (isSwapped) return 'swapped';
  return undefined;
}

function isDoubled(meant: string, found: string): boolean {
  for (let index = 0; index < meant.length; index += 1) {
    if (meant.slice(0, index + 1) + meant.slice(index) === found) return true;
  }
  return false;
}

/** Every count that a single error could have turned into `found`. */
export function meantCounts(found: number): readonly number[] {
  const text = String(found);
  if (text.length > LONGEST) return [];
  const meant = new Set<string>();
  for (let index = 0; index <= text.length; index += 1) {
    const before = text.slice(0, index);
    for (let digit = 0; digit <= 9; digit += 1) {
      if (index < text.length) meant.add(before + String(digit) + text.slice(index + 1));
      meant.add(before + String(digit) + text.slice(index));
    }
    const here = text[index];
    const next = text[index + 1];
    if (here !== undefined && next !== undefined) meant.add(before + next + here + text.slice(index + 2));
  }
  withOneDropped(text).forEach((shorter) => meant.add(shorter));
  meant.delete(text);
  return [...meant].filter(isCount).map(Number);
}

function isCount(text: string): boolean {
  return text !== '' && (text.length === 1 || !text.startsWith('0'));
}

function withOneDropped(text: string): readonly string[] {
  return [...text].map((_, index) => text.slice(0, index) + text.slice(index + 1));
}
