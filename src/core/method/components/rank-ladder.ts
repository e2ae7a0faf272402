import { column, multiply, number, subtract } from '../../expression/expression.js';
import type { ComponentKind } from '../method.js';

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
  fields: { column: 'text', first: 'decimal', step: 'decimal', minimumRate: 'decimal', floor: 'decimal', ties: ['shared'] },
  points: ({ column: id, first, step, minimumRate, floor }) => ({
    op: 'ifLess',
    left: column(id),
    right: number(minimumRate),
    then: number('0'),
    otherwise: {
      op: 'max',
      of: [number(floor), subtract(number(first), multiply(subtract({ op: 'rank', column: id }, number('1')), number(step)))],
    },
  }),
  full: (component) => component.first,
};
