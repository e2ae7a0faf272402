import type { ComponentCode } from '../../core/method/components/index.js';
import type { MessageParameters, Texts } from '../texts.js';
import { when } from '../choices.js';

function gotAndLost(p: MessageParameters): string {
  return `得 ${p['points']} 分${when(p['lost'] !== '0', `，失 ${p['lost']} 分`)}`;
}

/** Of each kind of component how its points came about, and what looks like a slip in its rule. */
export const components = {
  'points-rate': (p) => `${p['name']} ${p['rate']}，乘以 ${p['weight']}，${gotAndLost(p)}。`,
  'points-rate-absent': (p) => `没有${p['name']}（分母为 0），按办法${gotAndLost(p)}。`,
  'points-rank': (p) => `${p['name']} ${p['rate']}，第 ${p['rank']} 名，${gotAndLost(p)}。`,
  'points-rank-below': (p) =>
    `${p['name']} ${p['rate']}，第 ${p['rank']} 名，但低于 ${p['minimum']}，${gotAndLost(p)}。`,
  'points-rank-absent': (p) => `没有${p['name']}，不参加排名，${gotAndLost(p)}。`,
  'points-shortfall': (p) =>
    `${p['rates']}，未达到 100%：所缺之和除以 ${p['count']} 再乘以 ${p['factor']}，扣 ${p['lost']} 分。`,
  'points-shortfall-none': (p) => `${p['names']}，有的都达到 100%，不扣分。`,
  'points-shortfall-absent': (p) => `没有${p['names']}（分母为 0），不扣分。`,
  'points-adjustment': (p) => `${p['name']} ${p['typed']}（基础分 ${p['base']}），${gotAndLost(p)}。`,
  'points-adjustment-capped': (p) => `${p['name']} ${p['typed']}（基础分 ${p['base']}），超过上限，${gotAndLost(p)}。`,
  'points-adjustment-raised': (p) => `${p['name']} ${p['typed']}（基础分 ${p['base']}），低于下限，${gotAndLost(p)}。`,
  'method-weight-odd': (p) => `${p['name']}的满分是 ${p['weight']}，请核对。`,
  'method-undefined-odd': (p) => `${p['name']}在无此比率时得 ${p['points']} 分，不在 0 到 ${p['weight']} 之间。`,
  'method-ladder-floor-above': (p) => `第一名得 ${p['first']} 分，低于最低得分 ${p['floor']}。`,
  'method-ladder-below-floor': (p) =>
    `有 ${p['units']} 个单位排名，从第 ${p['rank']} 名起按名次递减会低于最低得分 ${p['floor']}，都按 ${p['floor']} 分计。`,
  'method-threshold-odd': (p) => `不得分的比率界限 ${p['rate']} 不在 0 到 1（100%）之间。`,
  'method-base-outside': (p) => `加减分的基础分 ${p['base']} 不在上下限之内。`,
  'method-clause-twice': (p) => `条款 ${p['clause']} 出现了两次。`,
  'method-ranges-overlap': (p) =>
    `条款 ${p['clause']}（${p['range']}）与条款 ${p['other']}（${p['otherRange']}）的分值范围有重叠。`,
  'method-range-reversed': (p) => `条款 ${p['clause']} 的最少 ${p['least']} 大于最多 ${p['most']}。`,
  'method-range-mixed': (p) => `条款 ${p['clause']} 的范围 ${p['least']} 到 ${p['most']} 既有加分又有扣分。`,
  'method-grid-odd': (p) => `条款 ${p['clause']} 的范围 ${p['least']} 到 ${p['most']} 不是 ${p['grid']} 的整数倍。`,
} satisfies Texts<ComponentCode>;
