import type { ScoreCode } from '../../core/scoring/breakdown.js';
import type { Texts } from '../texts.js';

/** How the points of the components make the score. */
export const sentences = {
  'points-sum': (p) => `各项合计 ${p['sum']}，综合得分 ${p['score']}。`,
  'points-sum-capped': (p) => `各项合计 ${p['sum']}，封顶 ${p['cap']}，综合得分 ${p['score']}。`,
} satisfies Texts<ScoreCode>;
