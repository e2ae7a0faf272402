import type { Expression } from './expression.js';
import { parseExpression } from './header-language.js';

/** A relation between two expressions, as a form spells it: `M<=A`, `T+B=D`. */
export interface Relation {
  readonly left: Expression;
  readonly sign: '<=' | '=';
  readonly right: Expression;
}

/** Reads a relation over the header language; `undefined` where the text is none over known symbols. */
export function parseRelation(text: string, columnOf: (symbol: string) => string | undefined): Relation | undefined {
  const match = /^([^<>=≤≥]+)(<=|>=|=|≤|≥)([^<>=≤≥]+)$/.exec(text.normalize('NFKC'));
  if (match === null) return undefined;
  const left = parseExpression(match[1] ?? '', columnOf);
  const right = parseExpression(match[3] ?? '', columnOf);
  if (left === undefined || right === undefined) return undefined;
  const sign = match[2];
  if (sign === '=') return { left, sign: '=', right };
  if (sign === '<=' || sign === '≤') return { left, sign: '<=', right };
  return { left: right, sign: '<=', right: left };
}
