import type { MessageParameters, Texts } from '../dictionary.js';
import { when } from '../choices.js';

function gotAndLost(p: MessageParameters): string {
  return `得 ${p['points']} 分${when(p['lost'] !== '0', `，失 ${p['lost']} 分`)}`;
}

/** How each component of a score came about. */
export const sentences = {
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
  'points-sum': (p) => `各项合计 ${p['sum']}，综合得分 ${p['score']}。`,
  'points-sum-capped': (p) => `各项合计 ${p['sum']}，封顶 ${p['cap']}，综合得分 ${p['score']}。`,
} satisfies Texts;
