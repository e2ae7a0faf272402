import { column, number, type Expression } from '../../expression/expression.js';
import { compare, fromDecimal, printShortest, ZERO } from '../../exact/rational.js';
import { clausePoints, doubtsAboutClauses, isDeduction, type AdjustmentClause } from './adjustment-clause.js';
import type { ComponentKind, Doubt } from './component-kind.js';
import { printPoints } from './printed-facts.js';

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
  fields: {
    column: 'text',
    base: 'decimal',
    full: 'decimal',
    minimum: 'decimal?',
    maximum: 'decimal?',
    clauses: 'clauses',
  },
  points: ({ column: id, minimum, maximum }) => {
    let points: Expression = column(id);
    if (maximum !== undefined) points = { op: 'min', of: [number(maximum), points] };
    if (minimum !== undefined) points = { op: 'max', of: [number(minimum), points] };
    return points;
  },
  full: (component) => component.full,
  columns: (component) => [component.column],
  words: ({ base, maximum, clauses }) => {
    const items = clauses.map(
      (clause) =>
        `${clause.number}、${clause.label}的，每次${clause.least === clause.most ? '' : '视情况'}${isDeduction(clause) ? '扣' : '加'} ${clausePoints(clause)} 分`,
    );
    return `加减分${maximum === undefined ? '' : `，满分 ${maximum} 分`}。基础分 ${base} 分，根据工作开展情况予以加减。${items.join('；')}${items.length > 0 ? '。' : ''}`;
  },
  sentence: ({ column: id, base }, facts) => {
    const typed = facts.value(id) ?? ZERO;
    const parameters = { name: facts.name(id), base, typed: printShortest(typed), ...printPoints(facts) };
    const bounded = compare(typed, facts.points);
    return {
      code: bounded > 0 ? 'points-adjustment-capped' : bounded < 0 ? 'points-adjustment-raised' : 'points-adjustment',
      parameters,
    };
  },
  notes: ({ base, maximum, full, clauses }) => ({
    figures: [
      ['基础分#', base],
      ['满分#分', maximum ?? full],
    ],
    items: clauses.map((clause) => ({
      number: clause.number,
      label: clause.label,
      sign: isDeduction(clause) ? '扣' : '加',
      points: clausePoints(clause),
    })),
  }),
  doubts: (component) => [...doubtsAboutBounds(component), ...doubtsAboutClauses(component.clauses)],
};

function doubtsAboutBounds({ base, minimum, maximum }: AdjustmentComponent): readonly Doubt[] {
  const outside =
    (maximum !== undefined && compare(fromDecimal(base), fromDecimal(maximum)) > 0) ||
    (minimum !== undefined && compare(fromDecimal(base), fromDecimal(minimum)) < 0);
  return outside
    ? [
        {
          severity: 'warning',
          code: 'method-base-outside',
          parameters: { base, minimum: minimum ?? '', maximum: maximum ?? '' },
        },
      ]
    : [];
}
