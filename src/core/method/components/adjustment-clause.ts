import {
  compare,
  denominatorOf,
  divide,
  fromDecimal,
  numeratorOf,
  signOf,
  type Rational,
} from '../../exact/rational.js';
import type { Warning } from './component-kind.js';
import type { FieldsOf } from './field.js';

/** 条款: a permitted kind of adjustment, from `least` to `most` points each time. Its sign is that of its range. */
export interface AdjustmentClause {
  readonly number: string;
  readonly label: string;
  readonly least: string;
  readonly most: string;
  /** Points are multiples of it; absent: any points in the range. */
  readonly grid?: string;
  /** Whether an entry shall give a reason and evidence; absent: it shall. */
  readonly reason?: boolean;
  readonly evidence?: boolean;
}

export const clauseFields: FieldsOf<AdjustmentClause> = {
  number: { type: 'text', label: '条款号', description: 'Its number among the clauses.' },
  label: { type: 'text', label: '内容', description: 'What the points are given or taken off for.' },
  least: { type: 'decimal', label: '每次分值下限', description: 'The least points each time, with their sign.' },
  most: { type: 'decimal', label: '每次分值上限', description: 'The most points each time, with their sign.' },
  grid: {
    type: 'amount',
    isOptional: true,
    label: '分值为其整数倍',
    description: 'Points are multiples of it; absent: any points in the range.',
  },
  reason: {
    type: 'flag',
    isOptional: true,
    label: '要求事由',
    description: 'Whether an entry shall give a reason; absent: it shall.',
  },
  evidence: {
    type: 'flag',
    isOptional: true,
    label: '要求依据',
    description: 'Whether an entry shall name its evidence; absent: it shall.',
  },
};

export type ClauseWarningCode =
  'method-clause-twice' | 'method-ranges-overlap' | 'method-range-reversed' | 'method-range-mixed' | 'method-grid-odd';

type ClauseWarning = Warning<ClauseWarningCode>;

/** Returns a clause's points as the bulletin prints them: `1-5`, or `2` where they are fixed. */
export function clausePoints({ least, most }: AdjustmentClause): string {
  if (least === most) return magnitude(most);
  if (isDeduction({ most })) return `${magnitude(most)}-${magnitude(least)}`;
  return `${magnitude(least)}-${magnitude(most)}`;
}

/** Tells whether a clause takes points off. */
export function isDeduction({ most }: Pick<AdjustmentClause, 'most'>): boolean {
  return signOf(fromDecimal(most)) < 0;
}

function magnitude(decimal: string): string {
  return decimal.replace(/^-/, '');
}

/** Looks for ranges that are reversed, mixed, off their grid, twice there or overlapping. */
export function warningsAboutClauses(clauses: readonly AdjustmentClause[]): readonly ClauseWarning[] {
  return clauses.flatMap((clause, index) => {
    const later = clauses.slice(index + 1);
    return [...warningsAbout(clause), ...later.flatMap((other) => warningsAboutPair(clause, other))];
  });
}

function warningsAboutPair(clause: AdjustmentClause, other: AdjustmentClause): readonly ClauseWarning[] {
  if (other.number === clause.number)
    return [{ severity: 'warning', code: 'method-clause-twice', parameters: { clause: clause.number } }];
  if (!overlap(clause, other)) return [];
  const parameters = {
    clause: clause.number,
    other: other.number,
    range: `${clause.least} … ${clause.most}`,
    otherRange: `${other.least} … ${other.most}`,
  };
  return [{ severity: 'notice', code: 'method-ranges-overlap', parameters }];
}

function warningsAbout({ number, least, most, grid }: AdjustmentClause): readonly ClauseWarning[] {
  const low = fromDecimal(least);
  const high = fromDecimal(most);
  const parameters = { clause: number, least, most };
  if (compare(low, high) > 0) return [{ severity: 'warning', code: 'method-range-reversed', parameters }];
  const warnings: ClauseWarning[] = [];
  if (signOf(low) <= 0 && signOf(high) >= 0)
    warnings.push({ severity: 'warning', code: 'method-range-mixed', parameters });
  if (grid !== undefined && !(isOnGrid(low, grid) && isOnGrid(high, grid)))
    warnings.push({ severity: 'warning', code: 'method-grid-odd', parameters: { ...parameters, grid } });
  return warnings;
}

function isOnGrid(points: Rational, grid: string): boolean {
  const step = fromDecimal(grid);
  const steps = signOf(step) > 0 ? divide(points, step) : undefined;
  return steps !== undefined && numeratorOf(steps) % denominatorOf(steps) === 0n;
}

function overlap(a: AdjustmentClause, b: AdjustmentClause): boolean {
  return (
    compare(fromDecimal(a.least), fromDecimal(b.most)) <= 0 && compare(fromDecimal(b.least), fromDecimal(a.most)) <= 0
  );
}
