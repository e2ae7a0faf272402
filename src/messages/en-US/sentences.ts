import type { Texts } from '../texts.js';
import type { sentences as chinese } from '../zh-CN/sentences.js';

/** How the points of the components make the score. */
export const sentences: Texts<keyof typeof chinese> = {
  'points-sum': (p) => `The components add up to ${p['sum']}; the composite score is ${p['score']}.`,
  'points-sum-capped': (p) =>
    `The components add up to ${p['sum']}, capped at ${p['cap']}; the composite score is ${p['score']}.`,
};
