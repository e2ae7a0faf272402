import { divide as quotient, fromDecimal, integer, printShortest, ZERO } from '../exact/rational.js';
import * as build from './expression.js';
import type { Expression } from './expression.js';

/**
 * Reads what the symbol row of a header spells: `A`, `M/A`, `(1-T/M)%`. How a ratio is shown is no part of it: a trailing %
 * changes nothing, ×100% is ×1, and ×100 behind a ratio (`M/A×100`) says that it is given in percent, so that the value is
 * the ratio all the same. `columnOf` gives the column id of a symbol. Returns `undefined` where the text is no expression
 * over known symbols.
 */
export function parseHeader(text: string, columnOf: (symbol: string) => string | undefined): Expression | undefined {
  const spelled = parseExpression(text, columnOf);
  return spelled && (hundredth(spelled) ?? spelled);
}

/** Tells whether a header spells a ratio times 100 (`M/A×100`, not ×100%): whoever wrote it may mean 80 where the cell will show 80.00%. */
export function isTimesHundred(text: string, columnOf: (symbol: string) => string | undefined): boolean {
  const spelled = parseExpression(text, columnOf);
  return spelled !== undefined && hundredth(spelled) !== undefined;
}

/** Reads an expression as it is spelled: ×100 is ×100, as in a relation between two values. A trailing % says nothing, ×100% is ×1. */
export function parseExpression(
  text: string,
  columnOf: (symbol: string) => string | undefined,
): Expression | undefined {
  // An x between two values can only be the sign: no expression has them side by side.
  const signs = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/\s+/g, '')
    .replace(/[×✕✖╳·∙⋅]|(?<=[A-Z\d)%])X(?=[A-Z\d(])/g, '*')
    .replace(/[÷∕]/g, '/')
    .replace(/[−–]/g, '-');
  const tokens = signs.match(/[A-Z]\d*|\d+(?:\.\d+)?|[-+*/()%]|./g) ?? [];
  let position = 0;
  const take = (...wanted: string[]): string | undefined => {
    const token = tokens[position];
    if (token === undefined || !wanted.includes(token)) return undefined;
    position += 1;
    return token;
  };

  function sum(): Expression | undefined {
    let left = product();
    for (let sign = take('+', '-'); left !== undefined && sign !== undefined; sign = take('+', '-')) {
      const right = product();
      left = right && (sign === '+' ? build.add(left, right) : build.subtract(left, right));
    }
    return left;
  }

  function product(): Expression | undefined {
    let left = atom();
    for (let sign = take('*', '/'); left !== undefined && sign !== undefined; sign = take('*', '/')) {
      const right = atom();
      // ×100% changes nothing; 1 alone would stay in every formula.
      if (sign === '*' && right?.op === 'number' && right.value === '1') continue;
      left = right && (sign === '*' ? build.multiply(left, right) : build.divide(left, right));
    }
    return left;
  }

  function atom(): Expression | undefined {
    if (take('(') !== undefined) {
      const inner = sum();
      return take(')') === undefined ? undefined : inner;
    }
    const token = tokens[position];
    if (token === undefined) return undefined;
    position += 1;
    if (/^\d/.test(token)) return build.number(take('%') === undefined ? token : ofHundred(token));
    const id = columnOf(token);
    return id === undefined ? undefined : build.column(id);
  }

  const expression = sum();
  take('%');
  return position === tokens.length ? expression : undefined;
}

/** 100 → 1, 12.5 → 0.125: a decimal's value as a percentage. */
function ofHundred(decimal: string): string {
  return printShortest(quotient(fromDecimal(decimal), integer(100)) ?? ZERO);
}

/** What a ratio in percent is a hundred times of: `M/A*100` → `M/A`, `100-T/M*100` → `1-T/M`; `undefined` for anything else. */
function hundredth(expression: Expression): Expression | undefined {
  return hasRatio(expression) ? withoutHundred(expression) : undefined;
}

function withoutHundred(expression: Expression): Expression | undefined {
  switch (expression.op) {
    case 'number':
      return expression.value === '100' ? build.number('1') : undefined;
    case 'add':
    case 'subtract': {
      const [left, right] = [withoutHundred(expression.left), withoutHundred(expression.right)];
      return left && right && { ...expression, left, right };
    }
    case 'multiply': {
      if (isHundred(expression.right)) return expression.left;
      if (isHundred(expression.left)) return expression.right;
      const left = withoutHundred(expression.left);
      if (left !== undefined) return { ...expression, left };
      const right = withoutHundred(expression.right);
      return right && { ...expression, right };
    }
    case 'divide': {
      const left = withoutHundred(expression.left);
      return left && { ...expression, left };
    }
    default:
      return undefined;
  }
}

function isHundred(expression: Expression): boolean {
  return expression.op === 'number' && expression.value === '100';
}

/** A count a hundred times is no percentage: something must be divided by a column. */
function hasRatio(expression: Expression): boolean {
  switch (expression.op) {
    case 'divide':
      return build.columnsOf(expression.right).length > 0 || hasRatio(expression.left);
    case 'add':
    case 'subtract':
    case 'multiply':
      return hasRatio(expression.left) || hasRatio(expression.right);
    default:
      return false;
  }
}
