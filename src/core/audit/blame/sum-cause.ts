import type { Phrase, Suspect } from '../finding.js';
import { typingError } from './typing-errors.js';

/** A cell that a printed sum adds up. */
export interface Addend {
  /** Whose cell it is: the row's unit in a column, the column in a row. */
  readonly name: string;
  readonly value: number;
  readonly cell: string;
}

/** A cell that may be to blame, with minus the decimal logarithm of how likely that is. */
export type Weighed = Omit<Suspect, 'place'> & { readonly cost: number };

/** That one of thirty cells was mistyped is likelier than that the sum was, but which of them is thirty times less sure. */
const MANY_CELLS = 1;
/** What another place says of a cell, or of the sum, weighs more than how people mistype. */
export const KNOWN_ELSEWHERE = 4;
/** A crowd of cells that would each do is no better than the sum itself. */
export const MOST_FIRST = 2;
/** A row's figures elsewhere are no more than a hint. */
export const MOST_USUAL = 2;
/** So many wrong sums are looked at one by one. */
export const MOST_APART = 3;
/** Nor is it sure which cell was left out or counted twice: small figures stand in many, and a gap may equal one by chance. */
const ONE_CELL = 1;

/** What was done when adding up: `gap` is what the sum shows too much. */
export function causeOfGap(
  addends: readonly Addend[],
  gap: number,
  sum: number,
  found: number,
): { readonly why: Phrase; readonly cells: readonly string[]; readonly cost: number } {
  const matching = addends.filter(({ value }) => value !== 0 && value === Math.abs(gap));
  const [only] = matching;
  // Named only where a single cell fits: small gaps fit many.
  if (only !== undefined && matching.length === 1) {
    return {
      why: {
        code: gap < 0 ? 'why-total-left-out' : 'why-total-twice',
        parameters: { cell: only.cell, unit: only.name, value: only.value },
      },
      cells: [only.cell],
      cost: ONE_CELL,
    };
  }
  const slip = typingError(String(sum), String(found));
  if (slip !== undefined)
    return {
      why: { code: `why-typed-${slip.kind}`, parameters: { column: '' } },
      cells: [],
      cost: -Math.log10(slip.likelihood),
    };
  return {
    why: {
      code: matching.length > 1 ? (gap < 0 ? 'why-total-one-left-out' : 'why-total-one-twice') : 'why-total-wrong',
      parameters: { value: Math.abs(gap) },
    },
    cells: [],
    cost: matching.length > 1 ? 2 : 3,
  };
}

/** The cell as it was meant, where a slip of the hand makes it what it is and the sum is right; `undefined` where none does. */
export function mistypedAddend(sheet: string, { name, value, cell }: Addend, gap: number): Weighed | undefined {
  const meant = value + gap;
  const slip = meant >= 0 ? typingError(String(meant), String(value)) : undefined;
  return (
    slip && {
      sheet,
      cell,
      found: String(value),
      proposed: String(meant),
      value: meant,
      why: { code: `why-typed-${slip.kind}`, parameters: { column: name } },
      cost: -Math.log10(slip.likelihood) + MANY_CELLS,
    }
  );
}

export function withoutCost({ sheet, cell, found, proposed, value, why, place }: Suspect): Suspect {
  return { sheet, cell, found, proposed, value, why, place };
}
