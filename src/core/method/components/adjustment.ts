import { column, number, type Expression } from '../../expression/expression.js';
import { compare, fromDecimal, printShortest, ZERO, signOf } from '../../exact/rational.js';
import type { ComponentKind } from './component-kind.js';
import { printPoints } from './printed-facts.js';

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

/** 加减分: a base with points added and taken off for reasons, bounded where the method says so. */
export interface AdjustmentComponent {
  readonly kind: 'adjustment';
  readonly id: string;
  readonly clause: string;
  readonly column: string;
  readonly base: string;
  /** The points against which a loss is counted. */
  readonly full: string;
  readonly minimum?: string;
  readonly maximum?: string;
  readonly clauses: readonly AdjustmentClause[];
}

export const adjustment: ComponentKind<AdjustmentComponent> = {
  kind: 'adjustment',
  fields: { column: 'text', base: 'decimal', full: 'decimal', minimum: 'decimal?', maximum: 'decimal?', clauses: 'clauses' },
  points: ({ column: id, minimum, maximum }) => {
    let points: Expression = column(id);
    if (maximum !== undefined) points = { op: 'min', of: [number(maximum), points] };
    if (minimum !== undefined) points = { op: 'max', of: [number(minimum), points] };
    return points;
  },
  full: (component) => component.full,
  columns: (component) => [component.column],
  words: ({ base, maximum, clauses }) => {
    const items = clauses.map((clause) => `${clause.number}、${clause.label}的，每次${clause.least === clause.most ? '' : '视情况'}${isDeduction(clause) ? '扣' : '加'} ${clausePoints(clause)} 分`);
    return `加减分${maximum === undefined ? '' : `，满分 ${maximum} 分`}。基础分 ${base} 分，根据工作开展情况予以加减。${items.join('；')}${items.length > 0 ? '。' : ''}`;
  },
  sentence: ({ column: id, base }, facts) => {
    const typed = facts.value(id) ?? ZERO;
    const parameters = { name: facts.name(id), base, typed: printShortest(typed), ...printPoints(facts) };
    const bounded = compare(typed, facts.points);
    return { code: bounded > 0 ? 'points-adjustment-capped' : bounded < 0 ? 'points-adjustment-raised' : 'points-adjustment', parameters };
  },
};

/** Returns a clause's points as the bulletin prints them: `1-5`, or `2` where they are fixed. */
export function clausePoints({ least, most }: AdjustmentClause): string {
  const [small, large] = isDeduction({ most }) ? [most, least] : [least, most];
  return small === large ? magnitude(small) : `${magnitude(small)}-${magnitude(large)}`;
}

/** Tells whether a clause takes points off. */
export function isDeduction({ most }: Pick<AdjustmentClause, 'most'>): boolean {
  return signOf(fromDecimal(most)) < 0;
}

function magnitude(decimal: string): string {
  return decimal.replace(/^-/, '');
}
