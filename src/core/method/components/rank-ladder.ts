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
import type { ComponentKind, Doubt } from './component-kind.js';
import { printPoints, printRate, printThreshold } from './printed-facts.js';

/** Points by rank: the first gets `first`, each later rank `step` less, never below `floor`; a rate below `minimumRate` gets none. */
export interface RankLadder {
  readonly kind: 'rank-ladder';
  readonly id: string;
  readonly clause: string;
  readonly column: string;
  readonly first: string;
  readonly step: string;
  readonly minimumRate: string;
  readonly floor: string;
  /** Equal rates share a rank and the next rank is skipped: 1, 2, 2, 4. */
  readonly ties: 'shared';
}

export const rankLadder: ComponentKind<RankLadder> = {
  kind: 'rank-ladder',
  fields: {
    column: 'text',
    first: 'decimal',
    step: 'amount',
    minimumRate: 'decimal',
    floor: 'decimal',
    ties: ['shared'],
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
  full: (component) => component.first,
  columns: (component) => [component.column],
  words: ({ column: id, first, step, minimumRate, floor }, name) => {
    const least = Number(floor) === 0 ? '' : `，最低得 ${floor} 分`;
    return `${name(id)}占 ${first} 分，按排名得分，第一名得 ${first} 分，后续名次依次减 ${step} 分${least}，${name(id)}低于 ${printThreshold(minimumRate)}的不得分。`;
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
    const below = compare(value, fromDecimal(minimumRate)) < 0;
    return { code: below ? 'points-rank-below' : 'points-rank', parameters: { ...parameters, rate: printRate(value) } };
  },
  notes: ({ first, step, minimumRate }) => ({
    figures: [
      ['占#分', first],
      ['(?:第一名|最高的)得(?:满分)?#', first],
      ['减#分', step],
      ['低于#%', printThreshold(minimumRate).slice(0, -1)],
    ],
    another: /该项得分为[^。]*[×x*]/,
  }),
  doubts: (ladder, { units }) => [...doubtsAboutSteps(ladder, units), ...doubtsAboutThreshold(ladder)],
};

function doubtsAboutSteps({ first, step, floor }: RankLadder, units: number): readonly Doubt[] {
  const [top, down, least] = [fromDecimal(first), fromDecimal(step), fromDecimal(floor)];
  if (compare(top, least) < 0)
    return [{ severity: 'warning', code: 'method-ladder-floor-above', parameters: { first, floor } }];
  if (units === 0 || compare(minus(top, times(down, integer(units - 1))), least) >= 0) return [];
  const steps = divide(minus(top, least), down) ?? ZERO;
  return [
    {
      severity: 'warning',
      code: 'method-ladder-below-floor',
      parameters: { units, floor, rank: Number(numeratorOf(steps) / denominatorOf(steps)) + 2 },
    },
  ];
}

function doubtsAboutThreshold({ minimumRate }: RankLadder): readonly Doubt[] {
  const rate = fromDecimal(minimumRate);
  return signOf(rate) < 0 || compare(rate, integer(1)) > 0
    ? [{ severity: 'warning', code: 'method-threshold-odd', parameters: { rate: minimumRate } }]
    : [];
}
