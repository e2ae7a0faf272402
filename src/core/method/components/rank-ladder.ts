import { column, multiply, number, subtract } from '../../expression/expression.js';
import {
  compare,
  denominatorOf,
  divide,
  fromDecimal,
  integer,
  multiply as times,
  numeratorOf,
  signOf,
  subtract as minus,
  ZERO,
} from '../../exact/rational.js';
import type { ComponentKind, Ranking, Warning } from './component-kind.js';
import { printPoints, printRate, printThreshold } from './printed-facts.js';

/**
 * Points by rank: the first gets `first`, each later rank `step` less, never below `floor`; a rate below `minimumRate`
 * gets none. Equal rates share a rank and the next rank is skipped: 1, 2, 2, 4.
 */
export interface RankLadder {
  readonly kind: 'rank-ladder';
  readonly id: string;
  readonly clause: string;
  readonly column: string;
  readonly first: string;
  readonly step: string;
  readonly minimumRate: string;
  readonly floor: string;
}

type WarningCode = 'method-ladder-floor-above' | 'method-ladder-below-floor' | 'method-threshold-odd';
type Code = 'points-rank' | 'points-rank-below' | 'points-rank-absent' | WarningCode;

export const rankLadder: ComponentKind<RankLadder, Code> = {
  kind: 'rank-ladder',
  description: 'Points by the rank of a rate among the units; equal rates share a rank: 1, 2, 2, 4.',
  fields: {
    column: {
      type: 'column',
      role: 'computed',
      label: '所用比率',
      description: 'The ranked rate: id of a column of the form.',
    },
    first: { type: 'decimal', label: '第一名得分', description: 'Points of the first rank.' },
    step: { type: 'amount', label: '每后一名减', description: 'Points that each later rank gets less.' },
    minimumRate: {
      type: 'decimal',
      label: '低于此比率不得分',
      description: 'A lower rate gets no points: 0.01 is 1 %.',
    },
    floor: {
      type: 'decimal',
      label: '最低得分',
      description: 'Points of the last ranks, where the ladder would go lower.',
    },
  },
  points: ({ column: id, first, step, minimumRate, floor }) => ({
    op: 'ifLess',
    left: column(id),
    right: number(minimumRate),
    then: number('0'),
    otherwise: {
      op: 'max',
      of: [
        number(floor),
        subtract(number(first), multiply(subtract({ op: 'rank', column: id }, number('1')), number(step))),
      ],
    },
  }),
  full: ({ first }) => first,
  words: ({ column: id, first, step, minimumRate, floor }, name) => {
    const rate = name(id);
    const lowest = Number(floor) === 0 ? '' : `，最低得 ${floor} 分`;
    return (
      `${rate}占 ${first} 分，按排名得分，第一名得 ${first} 分，后续名次依次减 ${step} 分${lowest}，` +
      `${rate}低于 ${printThreshold(minimumRate)}的不得分。`
    );
  },
  sentence: ({ column: id, minimumRate }, facts) => {
    const value = facts.value(id);
    const parameters = {
      name: facts.name(id),
      rank: facts.rank ?? '',
      minimum: printThreshold(minimumRate),
      ...printPoints(facts),
    };
    if (value === undefined || facts.rank === null) return { code: 'points-rank-absent', parameters };
    const withRate = { ...parameters, rate: printRate(value) };
    if (compare(value, fromDecimal(minimumRate)) < 0) return { code: 'points-rank-below', parameters: withRate };
    return { code: 'points-rank', parameters: withRate };
  },
  notes: ({ first, step, minimumRate }) => ({
    figures: [
      ['占#分', first],
      ['(?:第一名|最高的)得(?:满分)?#', first],
      ['减#分', step],
      ['低于#%', printThreshold(minimumRate).slice(0, -1)],
    ],
    otherKindPattern: /该项得分为[^。]*[×x*]/,
  }),
  warnings: (ladder, { units }) => [...warningsAboutSteps(ladder, units), ...warningsAboutThreshold(ladder)],
  ranking: rankingBy,
};

function rankingBy({ column: id, first, step, floor }: RankLadder): Ranking {
  return {
    column: id,
    step,
    pointsAt: (rank) => {
      const points = minus(fromDecimal(first), times(integer(rank - 1), fromDecimal(step)));
      const lowest = fromDecimal(floor);
      return compare(points, lowest) < 0 ? lowest : points;
    },
  };
}

function warningsAboutSteps({ first, step, floor }: RankLadder, units: number): readonly Warning<WarningCode>[] {
  const highest = fromDecimal(first);
  const lowest = fromDecimal(floor);
  const down = fromDecimal(step);
  if (compare(highest, lowest) < 0)
    return [{ severity: 'warning', code: 'method-ladder-floor-above', parameters: { first, floor } }];
  const last = minus(highest, times(down, integer(units - 1)));
  if (units === 0 || compare(last, lowest) >= 0) return [];
  const steps = divide(minus(highest, lowest), down) ?? ZERO;
  const rank = Number(numeratorOf(steps) / denominatorOf(steps)) + 2;
  return [{ severity: 'warning', code: 'method-ladder-below-floor', parameters: { units, floor, rank } }];
}

function warningsAboutThreshold({ minimumRate }: RankLadder): readonly Warning<WarningCode>[] {
  const rate = fromDecimal(minimumRate);
  if (signOf(rate) >= 0 && compare(rate, integer(1)) <= 0) return [];
  return [{ severity: 'warning', code: 'method-threshold-odd', parameters: { rate: minimumRate } }];
}
