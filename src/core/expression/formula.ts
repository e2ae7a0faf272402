import { columnNumber } from '../grid/address.js';
import type { Expression } from './expression.js';

/** Where an expression's columns stand when it is written as a formula. */
export interface FormulaContext {
  /**
   * The A1 reference of a column in the formula's row, such as `M5`, or any Excel expression for it, in brackets where
   * it needs them; `null` where the row is known to have no such value.
   */
  reference(column: string): string | null;
  /** The absolute A1 reference of the rows ranked by a column, such as `N$5:N$15`. */
  ranked(column: string): string;
  /** Tells whether a column has a value in every row that the formula is written for: what stands for a missing one is left out. */
  always?(column: string): boolean;
  /** The row's rank as a number (or a mark for it) where a formula shall not compute it. */
  fixedRank?(column: string): number | string | undefined;
}

const PRECEDENCE = { add: 1, subtract: 1, multiply: 2, divide: 2 } as const;
const SIGN = { add: '+', subtract: '-', multiply: '*', divide: '/' } as const;

/** Stand in a formula for the number of its row and for a fixed rank. No formula holds these characters otherwise. */
export const ROW_MARK = '\uE000';
export const RANK_MARK = '\uE001';

/** A formula for many rows that is written out once: only the marks differ from row to row. */
export class FormulaTemplate {
  private readonly pieces: readonly (readonly string[])[];

  constructor(text: string) {
    this.pieces = text.split(RANK_MARK).map((piece) => piece.split(ROW_MARK));
  }

  /** Returns the formula of a row (from 0). */
  inRow(row: number, rank: number | null = null): string {
    const number = String(row + 1);
    // One piece is the rule; joining makes a flat string where adding up parts would make a tree of them.
    if (this.pieces.length === 1) return (this.pieces[0] ?? []).join(number);
    return this.pieces.map((piece) => piece.join(number)).join(String(rank));
  }
}

/**
 * To so many places a result is rounded before it is rounded to those that are shown. Terms of a hundred that nearly cancel
 * leave an error of some 1e-13, which would make 9.69499999999998 of the half 9.695 and 9.69 of 9.70; two results that lie
 * nearer to each other than 1e-10 and are not equal do not come about in counts.
 */
const PLACES_OF_DOUBLES = 10;

/** Writes the formula that rounds a value as the exact number behind it is rounded: halves away from zero. */
export function roundedFormula(value: string, places: number): string {
  return `ROUND(ROUND(${value},${PLACES_OF_DOUBLES}),${places})`;
}

/** Returns a formula, without its `=`, that rounded its result once, as earlier versions wrote it, as it is written now: `ROUND(ROUND(…,10),2)` for `ROUND(…,2)`. */
export function roundedTwice(formula: string): string {
  const [, value, places] = /^ROUND\((?!ROUND\()(.*),(\d)\)$/s.exec(formula) ?? [];
  return value === undefined || places === undefined ? formula : roundedFormula(value, Number(places));
}

/** Writes an expression as an Excel formula without its leading `=`. */
export function toFormula(expression: Expression, context: FormulaContext): string {
  return write(expression, context, 0);
}

function write(node: Expression, context: FormulaContext, outer: number): string {
  switch (node.op) {
    case 'number':
      return node.value;
    case 'column':
      return context.reference(node.column) ?? '0';
    case 'rank': {
      const fixed = context.fixedRank?.(node.column);
      return fixed === undefined
        ? `RANK(${context.reference(node.column) ?? '0'},${context.ranked(node.column)})`
        : String(fixed);
    }
    case 'min':
    case 'max':
      return `${node.op.toUpperCase()}(${node.of.map((one) => write(one, context, 0)).join(',')})`;
    case 'count':
    case 'sum': {
      const cells = references(node.columns, context);
      return cells === '' ? '0' : `${node.op.toUpperCase()}(${cells})`;
    }
    case 'ifLess':
      return `IF(${write(node.left, context, 0)}<${write(node.right, context, 0)},${write(node.then, context, 0)},${write(node.otherwise, context, 0)})`;
    case 'ifUndefined': {
      const reference = context.reference(node.column);
      if (reference === null) return write(node.otherwise, context, outer);
      if (context.always?.(node.column) === true) return reference;
      return `IF(ISNUMBER(${reference}),${reference},${write(node.otherwise, context, 0)})`;
    }
    case 'round':
      return roundedFormula(write(node.of, context, 0), node.places);
    default: {
      const own = PRECEDENCE[node.op];
      // The right side of − and ÷ needs brackets at equal precedence: a-(b-c).
      const tight = node.op === 'subtract' || node.op === 'divide' ? 1 : 0;
      const text = `${write(node.left, context, own)}${SIGN[node.op]}${write(node.right, context, own + tight)}`;
      return own < outer ? `(${text})` : text;
    }
  }
}

/** Neighbouring cells become a range: Q5,R5,S5 → Q5:S5, the shortest text a person can check. */
function references(columns: readonly string[], context: FormulaContext): string {
  const cells = columns.flatMap((id) => context.reference(id) ?? []);
  const positions = cells.map((cell) => /^([A-Z]+)(\d+|\uE000)$/.exec(cell));
  const contiguous = positions.every((match, index) => {
    const previous = positions[index - 1];
    return (
      match !== null &&
      (index === 0 ||
        (previous != null && columnNumber(match[1] as string) === columnNumber(previous[1] as string) + 1))
    );
  });
  return contiguous && cells.length > 1 ? `${cells[0]}:${cells[cells.length - 1]}` : cells.join(',');
}
