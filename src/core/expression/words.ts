import type { Expression } from './expression.js';

const SIGN = { add: '＋', subtract: '－', multiply: '×', divide: '÷' } as const;

/** Puts an expression into the words of the bulletin: 季度总评价数÷季度应评价数. `name` gives a column's name. */
export function toWords(expression: Expression, name: (column: string) => string, nested = false): string {
  const say = (node: Expression, inner = false): string => toWords(node, name, inner);
  switch (expression.op) {
    case 'number':
      return expression.value;
    case 'column':
      return name(expression.column);
    case 'rank':
      return `${name(expression.column)}名次`;
    case 'min':
      return `${expression.of.map((one) => say(one)).join('、')}中较小的`;
    case 'max':
      return `${expression.of.map((one) => say(one)).join('、')}中较大的`;
    case 'count':
      return `${expression.columns.map(name).join('、')}中有数的个数`;
    case 'sum':
      return `${expression.columns.map(name).join('、')}之和`;
    case 'ifUndefined':
      return `${name(expression.column)}（无此比率时按${say(expression.otherwise)}）`;
    case 'ifLess':
      return `${say(expression.left)}低于${say(expression.right)}时为${say(expression.then)}，否则为${say(expression.otherwise)}`;
    case 'round':
      return `${say(expression.of)}，保留${expression.places}位小数`;
    default: {
      const text = `${say(expression.left, true)}${SIGN[expression.op]}${say(expression.right, true)}`;
      return nested ? `（${text}）` : text;
    }
  }
}
