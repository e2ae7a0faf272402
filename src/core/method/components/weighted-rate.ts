import { multiply, number, subtract, type Expression } from '../../expression/expression.js';
import { compare, fromDecimal, signOf } from '../../exact/rational.js';
import type { ComponentKind } from './component-kind.js';
import { printPoints, printRate } from './printed-facts.js';

/** A rate times its weight: 评价率×40. */
export interface WeightedRate {
  readonly kind: 'weighted-rate';
  readonly id: string;
  /** Number of the clause in the bulletin. */
  readonly clause: string;
  /** The rate's column. */
  readonly column: string;
  readonly weight: string;
  /** Points where the rate does not exist (0÷0). */
  readonly undefined: string;
}

type Code = 'points-rate' | 'points-rate-absent' | 'method-weight-odd' | 'method-undefined-odd';

export const weightedRate: ComponentKind<WeightedRate, Code> = {
  kind: 'weighted-rate',
  description: 'A rate times its weight: 评价率×40.',
  fields: {
    column: {
      type: 'column',
      role: 'computed',
      label: '所用比率',
      description: 'The rate: id of a column of the form.',
    },
    weight: { type: 'amount', label: '满分', description: 'Points of a rate of 100 %.' },
    undefined: { type: 'decimal', label: '无此比率时得', description: 'Points where the rate does not exist (0÷0).' },
  },
  points: pointsOfRate,
  full: ({ weight }) => weight,
  words: ({ column: id, weight }, name) => `${name(id)}占 ${weight} 分，该项得分为${name(id)}×${weight}。`,
  sentence: ({ column: id, weight }, facts) => {
    const value = facts.value(id);
    const parameters = { name: facts.name(id), weight, ...printPoints(facts) };
    if (value === undefined) return { code: 'points-rate-absent', parameters };
    return { code: 'points-rate', parameters: { ...parameters, rate: printRate(value) } };
  },
  notes: ({ weight }) => ({
    figures: [
      ['占#分', weight],
      ['满分#分?', weight],
      ['[×x*]#', weight],
    ],
    otherKindPattern: /第一名|按排名|依次减/,
  }),
  warnings: ({ column: id, weight, undefined: otherwise }, { name }) => {
    const points = fromDecimal(weight);
    const withoutRate = fromDecimal(otherwise);
    if (signOf(points) <= 0)
      return [{ severity: 'warning', code: 'method-weight-odd', parameters: { name: name(id), weight } }];
    if (compare(withoutRate, points) <= 0 && signOf(withoutRate) >= 0) return [];
    const parameters = { name: name(id), points: otherwise, weight };
    return [{ severity: 'warning', code: 'method-undefined-odd', parameters }];
  },
};

function pointsOfRate({ column: id, weight, undefined: otherwise }: WeightedRate): Expression {
  // A missing rate that earns everything counts as 1: IF(ISNUMBER(P5),P5,1)*20 reads as the rule does.
  if (Number(otherwise) === Number(weight))
    return multiply({ op: 'ifUndefined', column: id, otherwise: number('1') }, number(weight));
  // Of a weight of 0 nothing is a share: (1-COUNT(P5))*20 gives points just where the rate is missing.
  if (Number(weight) === 0) return multiply(subtract(number('1'), { op: 'count', columns: [id] }), number(otherwise));
  if (Number(otherwise) === 0)
    return multiply({ op: 'ifUndefined', column: id, otherwise: number('0') }, number(weight));
  const share: Expression = { op: 'divide', left: number(otherwise), right: number(weight) };
  return multiply({ op: 'ifUndefined', column: id, otherwise: share }, number(weight));
}
