import { RANK_MARK, ROW_MARK, toFormula } from '../expression/formula.js';
import type { Expression } from '../expression/expression.js';
import { columnName, columnNumber } from '../grid/address.js';
import type { AttachmentColumn } from '../recognition/attachment.js';
import { rateInPlace, valueReference } from './rate-formula.js';

const GUARD_END = ',"")';

/** RANK(N5,(N$5:N$6,N$8:N$9)) and (1+SUMPRODUCT(…)+SUMPRODUCT(…)). */
const LIVE_RANK = /RANK\([A-Z]+\d+,(?:\([^()]*\)|[^()]*)\)|\(1(?:\+SUMPRODUCT\((?:[^()]|\([^()]*\))*\))+\)/g;
const RANGE_IN_ROW = /\b([A-Z]+)(\d+):([A-Z]+)(\d+)\b/g;

/** Writes a score that shows nothing while the adjustment's cell, `guard`, holds no number. */
export function guarded(score: string, guard: string): string {
  return `${guardOf(guard)}${score}${GUARD_END}`;
}

function guardOf(cell: string): string {
  return `IF(ISNUMBER(${cell}),`;
}

/** A rate that may stand in a formula of ours as its counts, with the cell it has. */
export interface SpelledRate {
  readonly cell: string;
  readonly counts: string;
}

/** What the formulas of a score are made of. */
interface ScoreParts {
  readonly score: Expression;
  /** Gives a column's reference in any row. */
  readonly reference: (id: string) => string;
  /** Tells the rates without which there is no score. */
  readonly always: (id: string) => boolean;
  /** Tells the rates whose cells hold percentage points. */
  readonly inPoints: (id: string) => boolean;
  readonly spelledRates: readonly SpelledRate[];
  /** The adjustment's cell; `null` where formulas have no guard. */
  readonly guard: string | null;
}

/**
 * Recognises the formulas that this product writes for a score: whatever they rank among, with a fixed rank, with rates
 * spelled out as counts.
 */
export class OwnScores {
  private readonly text: string;
  private readonly spelledRates: readonly SpelledRate[];
  private readonly guard: string | null;

  constructor({ score, reference, always, inPoints, spelledRates, guard }: ScoreParts) {
    this.text = toFormula(score, { reference, always, inPoints, ranked: () => '', fixedRank: () => RANK_MARK });
    this.spelledRates = spelledRates;
    this.guard = guard;
  }

  /** Tells whether a formula in a row (from 0) is a score of ours. */
  isOwn(row: number, formula: string): boolean {
    const score = this.withoutGuard(row, formula);
    if (score === null) return false;
    const pattern = this.normalized(row, inRow(this.text, row))
      .split(RANK_MARK)
      .map(escaped)
      .join(`(?:${RANK_MARK}|\\d+)`);
    return new RegExp(`^${pattern}$`).test(this.normalized(row, score));
  }

  /** Tells whether a formula of ours shows nothing while the adjustment is not there. */
  isGuarded(row: number, formula: string): boolean {
    return this.guard !== null && formula.startsWith(`=${guardOf(inRow(this.guard, row))}`);
  }

  /** The score within a formula, without its `=`; `null` where the guard that ours have is missing. */
  private withoutGuard(row: number, formula: string): string | null {
    if (this.guard === null) return formula.slice(1);
    if (!this.isGuarded(row, formula) || !formula.endsWith(GUARD_END)) return null;
    const start = guardOf(inRow(this.guard, row)).length + 1;
    return formula.slice(start, -GUARD_END.length);
  }

  /** Writes a score so that all of ours read alike: ranks as a mark, rates as their cells, ranges as single cells. */
  private normalized(row: number, score: string): string {
    let text = score.replace(LIVE_RANK, RANK_MARK);
    for (const { cell, counts } of this.spelledRates) text = text.split(inRow(counts, row)).join(inRow(cell, row));
    return text.replace(RANGE_IN_ROW, cellsOfRange);
  }
}

/** The rates that may stand as counts in a formula of ours, with the cells they have. */
export function spelledRates(
  expressions: ReadonlyMap<string, Expression>,
  columns: ReadonlyMap<string, AttachmentColumn>,
  reference: (id: string) => string,
): readonly SpelledRate[] {
  const rates: SpelledRate[] = [];
  for (const [id, expression] of expressions) {
    const column = columns.get(id);
    if (column === undefined) continue;
    rates.push({ cell: valueReference(column, reference(id)), counts: rateInPlace(expression, reference) });
  }
  return rates;
}

function inRow(text: string, row: number): string {
  return text.split(ROW_MARK).join(String(row + 1));
}

/** Writes a range within one row as its cells: Q5:S5 → Q5,R5,S5. Other ranges stay. */
function cellsOfRange(range: string, ...groups: readonly string[]): string {
  const [first, top, last, bottom] = groups;
  if (first === undefined || last === undefined || top !== bottom) return range;
  const from = columnNumber(first);
  const to = columnNumber(last);
  const columns = Array.from({ length: to - from + 1 }, (_, index) => columnName(from + index));
  return columns.map((letters) => `${letters}${top}`).join(',');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
