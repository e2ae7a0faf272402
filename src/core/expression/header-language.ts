import * as build from './expression.js';
import type { Expression } from './expression.js';

/**
 * Reads what the symbol row of a header spells: `A`, `M/A`, `(1-T/M)%`. A trailing % only says how the value is shown.
 * `columnOf` gives the column id of a symbol. Returns `undefined` where the text is no expression over known symbols.
 */
export function parseHeader(text: string, columnOf: (symbol: string) => string | undefined): Expression | undefined {
  const tokens = text.normalize('NFKC').toUpperCase().replace(/\s+/g, '').replace(/×/g, '*').replace(/÷/g, '/').replace(/[−–]/g, '-').match(/[A-Z]\d*|\d+(?:\.\d+)?|[-+*/()%]|./g) ?? [];
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
    if (/^\d/.test(token)) return build.number(token);
    const id = columnOf(token);
    return id === undefined ? undefined : build.column(id);
  }

  const expression = sum();
  take('%');
  return position === tokens.length ? expression : undefined;
}
