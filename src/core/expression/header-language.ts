import { folded } from '../grid/folded.js';
import { divide as quotient, fromDecimal, integer, printShortest, ZERO } from '../exact/rational.js';
import * as build from './expression.js';
import type { Arithmetic, Expression } from './expression.js';

/** Gives the column id of a symbol; `undefined` where the form has no such symbol. */
type ColumnOf = (symbol: string) => string | undefined;

/** A longer text is none: brackets in it would nest deeper than they can be followed. */
const LONGEST = 500;

/**
 * Reads what the symbol row of a header spells: `A`, `M/A`, `(1-T/M)%`.
 *
 * How a ratio is shown is no part of it: a trailing % changes nothing, ×100% is ×1, and ×100 behind a ratio (`M/A×100`)
 * says that it is given in percent, so that the value is the ratio all the same.
 *
 * @param text of a header's cell, full-width signs and blanks allowed
 * @param columnOf gives the column id of a symbol
 * @returns `undefined` where the text is no expression over symbols that `columnOf` knows
 * @example
 *   import { parseHeader } from './header-language.js';
 *   const columns = new Map([['M', 'received'], ['A', 'due']]);
 *   const rate = parseHeader('M÷A×100%', (symbol) => columns.get(symbol));
 *   rate?.op // => 'divide'
 *   parseHeader('M÷Z', (symbol) => columns.get(symbol)) // => undefined
 */
export function parseHeader(text: string, columnOf: ColumnOf): Expression | undefined {
  const spelled = parseExpression(text, columnOf);
  if (spelled === undefined) return undefined;
  return hundredth(spelled) ?? spelled;
}

/**
 * Tells whether a header spells a ratio times 100 (`M/A×100`, not ×100%): whoever wrote it means 80 where a ratio would
 * be shown as 80.00%.
 *
 * @example
 *   import { isTimesHundred } from './header-language.js';
 *   isTimesHundred('M/A×100', (symbol) => symbol) // => true
 *   isTimesHundred('M/A×100%', (symbol) => symbol) // => false
 */
export function isTimesHundred(text: string, columnOf: ColumnOf): boolean {
  const spelled = parseExpression(text, columnOf);
  return spelled !== undefined && hundredth(spelled) !== undefined;
}

/**
 * Reads an expression as it is spelled: ×100 is ×100, as in a relation between two values. A trailing % says nothing,
 * ×100% is ×1.
 *
 * @param columnOf gives the column id of a symbol
 * @returns `undefined` where the text is no expression over symbols that `columnOf` knows
 * @example
 *   import { parseExpression } from './header-language.js';
 *   parseExpression('A×100', (symbol) => symbol)?.op // => 'multiply'
 */
export function parseExpression(text: string, columnOf: ColumnOf): Expression | undefined {
  if (text.length > LONGEST) return undefined;
  return new Parser(tokensOf(text), columnOf).parse();
}

function tokensOf(text: string): readonly string[] {
  const plain = folded(text)
    .toUpperCase()
    .replace(/\s+/g, '')
    // An x between two values can only be the sign: no expression has them side by side.
    .replace(/[×✕✖╳·∙⋅]|(?<=[A-Z\d)%])X(?=[A-Z\d(])/g, '*')
    .replace(/[÷∕]/g, '/')
    .replace(/[−–]/g, '-');
  return plain.match(/[A-Z]\d*|\d+(?:\.\d+)?|[-+*/()%]|./g) ?? [];
}

/** Reads sums of products of atoms from left to right; each method returns `undefined` where none stands there. */
class Parser {
  private position = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly columnOf: ColumnOf,
  ) {}

  parse(): Expression | undefined {
    const expression = this.sum();
    this.take('%');
    if (this.position < this.tokens.length) return undefined;
    return expression;
  }

  private sum(): Expression | undefined {
    let left = this.product();
    while (left !== undefined) {
      const sign = this.take('+', '-');
      if (sign === undefined) return left;
      const right = this.product();
      if (right === undefined) return undefined;
      left = sign === '+' ? build.add(left, right) : build.subtract(left, right);
    }
    return undefined;
  }

  private product(): Expression | undefined {
    let left = this.atom();
    while (left !== undefined) {
      const sign = this.take('*', '/');
      if (sign === undefined) return left;
      const right = this.atom();
      if (right === undefined) return undefined;
      // ×100% changes nothing; 1 alone would stay in every formula.
      const isTimesOne = sign === '*' && right.op === 'number' && right.value === '1';
      if (isTimesOne) continue;
      left = sign === '*' ? build.multiply(left, right) : build.divide(left, right);
    }
    return undefined;
  }

  /** A number, a symbol, or a sum in brackets. */
  private atom(): Expression | undefined {
    if (this.take('(') !== undefined) {
      const inner = this.sum();
      if (this.take(')') === undefined) return undefined;
      return inner;
    }
    const token = this.tokens[this.position];
    if (token === undefined) return undefined;
    this.position += 1;
    if (/^\d/.test(token)) {
      const isPercent = this.take('%') !== undefined;
      return build.number(isPercent ? ofHundred(token) : token);
    }
    const id = this.columnOf(token);
    if (id === undefined) return undefined;
    return build.column(id);
  }

  /** Passes over the next token if it is one of those wanted, and returns it. */
  private take(...wanted: string[]): string | undefined {
    const token = this.tokens[this.position];
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.position += 1;
    return token;
  }
}

/** 100 → 1, 12.5 → 0.125: a decimal's value as a percentage. */
function ofHundred(decimal: string): string {
  return printShortest(quotient(fromDecimal(decimal), integer(100)) ?? ZERO);
}

/**
 * What a ratio in percent is a hundred times of: `M/A*100` → `M/A`, `100-T/M*100` → `1-T/M`; `undefined` for anything
 * else.
 */
function hundredth(expression: Expression): Expression | undefined {
  if (!hasRatio(expression)) return undefined;
  return withoutHundred(expression);
}

function withoutHundred(expression: Expression): Expression | undefined {
  switch (expression.op) {
    case 'number':
      if (!isHundred(expression)) return undefined;
      return build.number('1');
    case 'add':
    case 'subtract': {
      const left = withoutHundred(expression.left);
      const right = withoutHundred(expression.right);
      if (left === undefined || right === undefined) return undefined;
      return { ...expression, left, right };
    }
    case 'multiply':
      return factorWithoutHundred(expression);
    case 'divide': {
      const left = withoutHundred(expression.left);
      if (left === undefined) return undefined;
      return { ...expression, left };
    }
    default:
      return undefined;
  }
}

/** The factor 100 may be either side itself, or stand in one of them. */
function factorWithoutHundred(product: Arithmetic): Expression | undefined {
  if (isHundred(product.right)) return product.left;
  if (isHundred(product.left)) return product.right;
  const left = withoutHundred(product.left);
  if (left !== undefined) return { ...product, left };
  const right = withoutHundred(product.right);
  if (right !== undefined) return { ...product, right };
  return undefined;
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
