import { RANK_MARK, roundedTwice, ROW_MARK, toFormula } from '../expression/formula.js';
import type { Expression } from '../expression/expression.js';
import { columnName, columnNumber } from '../grid/address.js';
import { rateInPlace } from './rate-formula.js';

const GUARD_END = ',"")';

const GUARDED = /^=IF\(ISNUMBER\([A-Z]+\d+\),(.*),""\)$/s;

/** RANK(N5,(N$5:N$6,N$8:N$9)) and (1+SUMPRODUCT(…)+SUMPRODUCT(…)). */
const LIVE_RANK = /RANK\([A-Z]+\d+,(?:\([^()]*\)|[^()]*)\)|\(1(?:\+SUMPRODUCT\((?:[^()]|\([^()]*\))*\))+\)/g;
const RANGE_IN_ROW = /\b([A-Z]+)(\d+):([A-Z]+)(\d+)\b/g;

/** Writes a score that shows nothing while the adjustment's cell, `guard`, holds no number. */
export function guarded(score: string, guard: string): string {
  return `${guardOf(guard)}${score}${GUARD_END}`;
}

/** Tells whether a formula is `now`, a score as it is written today, as it was written before: without the guard, and rounded once or twice. */
export function isEarlierScore(formula: string, now: string): boolean {
  const [, score] = GUARDED.exec(now) ?? [];
  const twice = score === undefined ? now : `=${score}`;
  return formula !== now && (formula === twice || `=${roundedTwice(formula.slice(1))}` === twice);
}

function guardOf(cell: string): string {
  return `IF(ISNUMBER(${cell}),`;
}

/**
 * Knows the formulas that this product writes for a score, and wrote in earlier versions: with a guard or without, whatever
 * they rank among, with a fixed rank, with rates spelled out as counts.
 */
export class OwnScores {
  private readonly text: string;

  /** `reference` gives a column's reference in any row; `spelled` the rates that may stand as counts, by column; `guard` the adjustment's cell; `always` tells the rates without which there is no score. */
  constructor(
    score: Expression,
    reference: (id: string) => string,
    private readonly spelled: readonly { readonly cell: string; readonly counts: string }[],
    private readonly guard: string | null,
    always: (id: string) => boolean,
  ) {
    this.text = toFormula(score, { reference, always, ranked: () => '', fixedRank: () => RANK_MARK });
  }

  /** Tells whether a formula in a row (from 0) is a score of ours. */
  isOwn(row: number, formula: string): boolean {
    const pattern = this.plain(row, `=${inRow(this.text, row)}`)
      .split(RANK_MARK)
      .map(escaped)
      .join(`(?:${RANK_MARK}|\\d+)`);
    return new RegExp(`^${pattern}$`).test(this.plain(row, formula));
  }

  /** Tells whether a formula of ours shows nothing while the adjustment is not there. */
  isGuarded(row: number, formula: string): boolean {
    return this.guard !== null && formula.startsWith(`=${guardOf(inRow(this.guard, row))}`);
  }

  private plain(row: number, formula: string): string {
    let text = formula.slice(1);
    if (this.guard !== null && this.isGuarded(row, formula) && text.endsWith(GUARD_END))
      text = text.slice(guardOf(inRow(this.guard, row)).length, -GUARD_END.length);
    text = roundedTwice(text).replace(LIVE_RANK, RANK_MARK);
    for (const { cell, counts } of this.spelled) text = text.split(inRow(counts, row)).join(inRow(cell, row));
    return text.replace(RANGE_IN_ROW, (range, first: string, top: string, last: string, bottom: string) =>
      top === bottom
        ? cellsBetween(first, last)
            .map((letters) => `${letters}${top}`)
            .join(',')
        : range,
    );
  }
}

/** The rates that may stand as counts in a formula of ours, with the cells they have. */
export function spelledRates(
  expressions: ReadonlyMap<string, Expression>,
  has: (id: string) => boolean,
  reference: (id: string) => string,
): readonly { readonly cell: string; readonly counts: string }[] {
  return [...expressions]
    .filter(([id]) => has(id))
    .map(([id, expression]) => ({ cell: reference(id), counts: rateInPlace(expression, reference) }));
}

function inRow(text: string, row: number): string {
  return text.split(ROW_MARK).join(String(row + 1));
}

function cellsBetween(first: string, last: string): readonly string[] {
  const [from, to] = [columnNumber(first), columnNumber(last)];
  return Array.from({ length: to - from + 1 }, (_, index) => columnName(from + index));
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
