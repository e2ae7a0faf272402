import type { MessageParameters, Texts } from '../dictionary.js';
import type { sentences as chinese } from '../zh-CN/sentences.js';
import { when } from '../choices.js';

function gotAndLost(p: MessageParameters): string {
  return `${p['points']} points${when(p['lost'] !== '0', `, ${p['lost']} lost`)}`;
}

/** How each component of a score came about. */
export const sentences: Texts<keyof typeof chinese> = {
  'points-rate': (p) => `${p['name']} is ${p['rate']}; times ${p['weight']} it gives ${gotAndLost(p)}.`,
  'points-rate-absent': (p) =>
    `There is no ${p['name']} (its divisor is 0); by the method that gives ${gotAndLost(p)}.`,
  'points-rank': (p) => `${p['name']} is ${p['rate']}, rank ${p['rank']}: ${gotAndLost(p)}.`,
  'points-rank-below': (p) =>
    `${p['name']} is ${p['rate']}, rank ${p['rank']}, but below ${p['minimum']}: ${gotAndLost(p)}.`,
  'points-rank-absent': (p) => `There is no ${p['name']}, so no rank: ${gotAndLost(p)}.`,
  'points-shortfall': (p) =>
    `${p['rates']}: below 100%; what they lack together, divided by ${p['count']} and times ${p['factor']}, ` +
    `takes off ${p['lost']} points.`,
  'points-shortfall-none': (p) => `${p['names']}: those that exist are 100%; nothing is taken off.`,
  'points-shortfall-absent': (p) => `There are no ${p['names']} (their divisors are 0); nothing is taken off.`,
  'points-adjustment': (p) => `${p['name']} is ${p['typed']} (base ${p['base']}): ${gotAndLost(p)}.`,
  'points-adjustment-capped': (p) =>
    `${p['name']} is ${p['typed']} (base ${p['base']}), above the upper bound: ${gotAndLost(p)}.`,
  'points-adjustment-raised': (p) =>
    `${p['name']} is ${p['typed']} (base ${p['base']}), below the lower bound: ${gotAndLost(p)}.`,
  'points-sum': (p) => `The components add up to ${p['sum']}; the composite score is ${p['score']}.`,
  'points-sum-capped': (p) =>
    `The components add up to ${p['sum']}, capped at ${p['cap']}; the composite score is ${p['score']}.`,
};
