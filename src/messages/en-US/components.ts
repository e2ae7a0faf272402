import type { MessageParameters, Texts } from '../texts.js';
import type { components as chinese } from '../zh-CN/components.js';
import { when } from '../choices.js';
import { counted, verb } from './counted.js';

function gotAndLost(p: MessageParameters): string {
  return `${counted(p['points'], 'point')}${when(p['lost'] !== '0', `, ${p['lost']} lost`)}`;
}

/** Of each kind of component how its points came about, and what looks like a slip in its rule. */
export const components: Texts<keyof typeof chinese> = {
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
  'method-weight-odd': (p) => `${p['name']} is worth ${p['weight']} points; please check.`,
  'method-undefined-odd': (p) =>
    `${p['name']} earns ${counted(p['points'], 'point')} where the rate does not exist, which is not between 0 and ` +
    `${p['weight']}.`,
  'method-ladder-floor-above': (p) => `The first gets ${p['first']} points, less than the floor of ${p['floor']}.`,
  'method-ladder-below-floor': (p) =>
    `${counted(p['units'], 'unit')} ${verb(p['units'], 'is', 'are')} ranked: from rank ${p['rank']} on the ` +
    `ladder would fall below its floor; they ` +
    `all get ${p['floor']} points.`,
  'method-threshold-odd': (p) => `The rate ${p['rate']} below which there are no points is not between 0 and 1 (100%).`,
  'method-base-outside': (p) => `The base ${p['base']} of the adjustment is outside its bounds.`,
  'method-clause-twice': (p) => `Clause ${p['clause']} is there twice.`,
  'method-ranges-overlap': (p) =>
    `The ranges of clause ${p['clause']} (${p['range']}) and clause ${p['other']} (${p['otherRange']}) overlap.`,
  'method-range-reversed': (p) => `Clause ${p['clause']}: the least, ${p['least']}, is above the most, ${p['most']}.`,
  'method-range-mixed': (p) => `Clause ${p['clause']}: ${p['least']} to ${p['most']} both adds and takes off.`,
  'method-grid-odd': (p) => `Clause ${p['clause']}: ${p['least']} to ${p['most']} are no multiples of ${p['grid']}.`,
};
