import type { Arithmetic, Expression } from './expression.js';

const SIGN: Readonly<Record<Arithmetic['op'], string>> = { add: '＋', subtract: '－', multiply: '×', divide: '÷' };

/**
 * Puts an expression into the Chinese words of the bulletin.
 *
 * @param expression columns by their ids
 * @param name gives a column's name from its id
 * @example
 *   import { column, divide } from './expression.js';
 *   import { toWords } from './words.js';
 *   const names = new Map([['received', '季度总评价数'], ['due', '季度应评价数']]);
 *   toWords(divide(column('received'), column('due')), (id) => names.get(id) ?? id) // => '季度总评价数÷季度应评价数'
 */
export function toWords(expression: Expression, name: (column: string) => string): string {
  const words = (operand: Expression): string => toWords(operand, name);
  switch (expression.op) {
    case 'number':
      return expression.value;
    case 'column':
      return name(expression.column);
    case 'rank':
      return `${name(expression.column)}名次`;
    case 'min':
      return `${expression.of.map(words).join('、')}中较小的`;
    case 'max':
      return `${expression.of.map(words).join('、')}中较大的`;
    case 'count':
      return `${expression.columns.map(name).join('、')}中有数的个数`;
    case 'sum':
      return `${expression.columns.map(name).join('、')}之和`;
    case 'ifUndefined':
      return `${name(expression.column)}（无此比率时按${words(expression.otherwise)}）`;
    case 'ifLess': {
      const condition = `${words(expression.left)}低于${words(expression.right)}`;
      return `${condition}时为${words(expression.then)}，否则为${words(expression.otherwise)}`;
    }
    case 'round':
      return `${words(expression.of)}，保留${expression.places}位小数`;
    default:
      return `${operandInWords(expression.left, name)}${SIGN[expression.op]}${operandInWords(expression.right, name)}`;
  }
}

/** An operand of + − × ÷: in brackets where it has such a sign itself. */
function operandInWords(operand: Expression, name: (column: string) => string): string {
  const text = toWords(operand, name);
  return operand.op in SIGN ? `（${text}）` : text;
}
