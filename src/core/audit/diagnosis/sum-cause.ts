import { placed, type Phrase, type Suspect, type WeighedSuspect } from '../finding.js';
import { typingError, typingErrorCost, typingErrorPhrase, type LikelyTypingError } from './typing-errors.js';

/** A cell that a printed sum adds up. */
export interface Addend {
  /** Whose cell it is: the row's unit in a column, the column in a row. */
  readonly name: string;
  readonly value: number;
  readonly cell: string;
}

/**
 * That one of thirty cells was mistyped is likelier than that the sum was, but which of them is thirty times less
 * certain.
 */
const MANY_CELLS = 1;
/** What another place says of a cell, or of the sum, weighs more than how people mistype. */
export const CROSS_REFERENCE = 4;
/** If more cells than these are equally likely, they are no better than the sum itself. */
const MOST_FIRST = 2;
/** A row's figures elsewhere are no more than a hint. */
const MOST_USUAL = 2;
/** So many wrong sums are looked at one by one. */
export const MOST_SEPARATE = 3;
/**
 * Nor is it certain which cell was left out or counted twice: small figures stand in many, and a gap may equal one by
 * chance.
 */
const ONE_CELL = 1;
const ONE_OF_MANY = 2;
const UNKNOWN = 3;
/** Suspects whose costs differ by no more share a place. */
const SAME_PLACE = 0.3;
const MOST_SUSPECTS = 6;

/** A printed sum with what it should be. */
export interface WrongSum {
  readonly sum: number;
  readonly printed: { readonly value: number };
  /** What the sum shows too much. */
  readonly gap: number;
}

export interface GapCause {
  readonly why: Phrase;
  readonly cells: readonly string[];
  readonly cost: number;
}

/** What was done when adding up. */
export function causeOfGap(addends: readonly Addend[], { gap, sum, printed }: WrongSum): GapCause {
  const matching = addends.filter(({ value }) => value !== 0 && value === Math.abs(gap));
  const done = gap < 0 ? 'left-out' : 'twice';
  const [only] = matching;
  // Named only where a single cell fits: small gaps fit many.
  if (only !== undefined && matching.length === 1) {
    const parameters = { cell: only.cell, unit: only.name, value: only.value };
    return { why: { code: `why-total-${done}`, parameters }, cells: [only.cell], cost: ONE_CELL };
  }
  const slip = typingError(String(sum), String(printed.value));
  if (slip !== undefined) return { why: typingErrorPhrase(slip, ''), cells: [], cost: typingErrorCost(slip) };
  const parameters = { value: Math.abs(gap) };
  if (matching.length === 0) return { why: { code: 'why-total-wrong', parameters }, cells: [], cost: UNKNOWN };
  return { why: { code: `why-total-one-${done}`, parameters }, cells: [], cost: ONE_OF_MANY };
}

/**
 * The cell as it was meant, where a typing error makes it what it is and the sum is right; `undefined` where none does.
 */
export function mistypedAddend(sheet: string, addend: Addend, gap: number): WeighedSuspect | undefined {
  const { name, value, cell } = addend;
  const slip = slipThatExplains(addend, gap);
  if (slip === undefined) return undefined;
  const meant = value + gap;
  return {
    sheet,
    cell,
    found: String(value),
    proposed: String(meant),
    value: meant,
    why: typingErrorPhrase(slip, name),
    cost: typingErrorCost(slip) + MANY_CELLS,
  };
}

/** The typing error in an addend that leaves the gap. */
export function slipThatExplains({ value }: Pick<Addend, 'value'>, gap: number): LikelyTypingError | undefined {
  const meant = value + gap;
  if (meant < 0) return undefined;
  return typingError(String(meant), String(value));
}

/** How much likelier a count is as it is than as it was meant, in decimal logarithms; limited, as it is only a hint. */
export function unusualness(asFound: number, asMeant: number): number {
  return Math.max(-MOST_USUAL, Math.min(MOST_USUAL, asFound - asMeant));
}

/** Puts suspects in order, the likeliest first; the most unlikely ones are left out. */
export function rankSuspects(suspects: readonly WeighedSuspect[]): readonly Suspect[] {
  return placed(suspects, SAME_PLACE).slice(0, MOST_SUSPECTS);
}

/** The cell to look at first: the likeliest suspect, or the sum itself where too many are equally likely. */
export function firstCellOf(suspects: readonly Suspect[], sumCell: string): string {
  const likeliest = suspects.filter(({ place }) => place === 1);
  if (likeliest.length > MOST_FIRST) return sumCell;
  return suspects[0]?.cell ?? sumCell;
}
