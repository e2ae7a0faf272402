import { column, number, type Expression } from '../../expression/expression.js';
import { compare, fromDecimal, printShortest, ZERO } from '../../exact/rational.js';
import {
  clausePoints,
  isDeduction,
  warningsAboutClauses,
  type AdjustmentClause,
  type ClauseWarningCode,
} from './adjustment-clause.js';
import type { ComponentKind, Sentence, Warning } from './component-kind.js';
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

type SentenceCode = 'points-adjustment' | 'points-adjustment-capped' | 'points-adjustment-raised';
type Code = SentenceCode | ClauseWarningCode | 'method-base-outside';

export const adjustment: ComponentKind<AdjustmentComponent, Code> = {
  kind: 'adjustment',
  description: '加减分: a base with points added and taken off for reasons.',
  fields: {
    column: {
      type: 'column',
      role: 'adjustment',
      label: '所用比率',
      description: 'The column in which the points stand: its id in the form.',
    },
    base: { type: 'decimal', label: '基础分', description: 'Points of a unit without any entry.' },
    full: { type: 'decimal', label: '满分', description: 'The points against which a loss is counted.' },
    minimum: { type: 'decimal', isOptional: true, label: '不低于', description: 'The points are never below it.' },
    maximum: { type: 'decimal', isOptional: true, label: '不高于', description: 'The points are never above it.' },
    clauses: { type: 'clauses', label: '条款', description: 'The reasons for which points are given or taken off.' },
  },
  points: ({ column: id, minimum, maximum }) => {
    let points: Expression = column(id);
    if (maximum !== undefined) points = { op: 'min', of: [number(maximum), points] };
    if (minimum !== undefined) points = { op: 'max', of: [number(minimum), points] };
    return points;
  },
  full: ({ full }) => full,
  words: ({ base, maximum, clauses }) => {
    const most = maximum === undefined ? '' : `，满分 ${maximum} 分`;
    const items = clauses.map(clauseInWords).join('；');
    const end = items === '' ? '' : '。';
    return `加减分${most}。基础分 ${base} 分，根据工作开展情况予以加减。${items}${end}`;
  },
  sentence: ({ column: id, base }, facts): Sentence<SentenceCode> => {
    const typed = facts.value(id) ?? ZERO;
    const parameters = { name: facts.name(id), base, typed: printShortest(typed), ...printPoints(facts) };
    const bounded = compare(typed, facts.points);
    if (bounded > 0) return { code: 'points-adjustment-capped', parameters };
    if (bounded < 0) return { code: 'points-adjustment-raised', parameters };
    return { code: 'points-adjustment', parameters };
  },
  notes: ({ base, maximum, full, clauses }) => ({
    figures: [
      ['基础分#', base],
      ['满分#分', maximum ?? full],
    ],
    items: clauses.map((clause) => ({
      number: clause.number,
      label: clause.label,
      sign: signWord(clause),
      points: clausePoints(clause),
    })),
  }),
  warnings: (component) => [...warningsAboutBounds(component), ...warningsAboutClauses(component.clauses)],
  typed: (component) => component,
};

function clauseInWords(clause: AdjustmentClause): string {
  const asCaseMayBe = clause.least === clause.most ? '' : '视情况';
  return `${clause.number}、${clause.label}的，每次${asCaseMayBe}${signWord(clause)} ${clausePoints(clause)} 分`;
}

function signWord(clause: AdjustmentClause): '扣' | '加' {
  return isDeduction(clause) ? '扣' : '加';
}

function warningsAboutBounds({ base, minimum, maximum }: AdjustmentComponent): readonly Warning<Code>[] {
  const isAbove = maximum !== undefined && compare(fromDecimal(base), fromDecimal(maximum)) > 0;
  const isBelow = minimum !== undefined && compare(fromDecimal(base), fromDecimal(minimum)) < 0;
  if (!isAbove && !isBelow) return [];
  const parameters = { base, minimum: minimum ?? '', maximum: maximum ?? '' };
  return [{ severity: 'warning', code: 'method-base-outside', parameters }];
}
