import { columnNumber } from '../grid/address.js';
import type { Arithmetic, Expression, ExpressionOf } from './expression.js';

/** Where an expression's columns stand when it is written as a formula. */
export interface FormulaContext {
  /**
   * The A1 reference of a column in the formula's row, such as `M5`, or any Excel expression for it, in brackets where
   * it needs them; `null` where the row is known to have no such value.
   */
  reference(column: string): string | null;
  /** The absolute A1 reference of the rows ranked by a column, such as `N$5:N$15`. */
  ranked(column: string): string;
  /**
   * Tells whether a column has a value in every row that the formula is written for: what stands for a missing one is
   * left out.
   */
  always?(column: string): boolean;
  /** Tells whether the cells of a column hold percentage points: a hundredth of them is the value. */
  inPoints?(column: string): boolean;
  /** The row's rank as a number (or a mark for it) where a formula shall not compute it. */
  fixedRank?(column: string): number | string | undefined;
}

const PRECEDENCE: Readonly<Record<Arithmetic['op'], number>> = { add: 1, subtract: 1, multiply: 2, divide: 2 };
const SIGN: Readonly<Record<Arithmetic['op'], string>> = { add: '+', subtract: '-', multiply: '*', divide: '/' };

/** Stand in a formula for the number of its row and for a fixed rank. No formula holds these characters otherwise. */
export const ROW_MARK = '\uE000';
export const RANK_MARK = '\uE001';

/**
 * A formula for many rows that is written out once: only the marks differ from row to row.
 *
 * @example
 *   import { FormulaTemplate, ROW_MARK } from './formula.js';
 *   new FormulaTemplate(`M${ROW_MARK}/A${ROW_MARK}`).inRow(4) // => 'M5/A5'
 */
export class FormulaTemplate {
  private readonly pieces: readonly (readonly string[])[];

  constructor(text: string) {
    this.pieces = text.split(RANK_MARK).map((piece) => piece.split(ROW_MARK));
  }

  /** Returns the formula of a row of the sheet (from 0), with the row's rank where the template has a mark for it. */
  inRow(row: number, rank: number | null = null): string {
    const number = String(row + 1);
    // One piece is the rule; joining makes a flat string where adding up parts would make a tree of them.
    if (this.pieces.length === 1) return (this.pieces[0] ?? []).join(number);
    return this.pieces.map((piece) => piece.join(number)).join(String(rank));
  }
}

/**
 * To so many places a result is rounded before it is rounded to those that are shown. Terms of a hundred that nearly
 * cancel leave an error of some 1e-13, which would make 9.69499999999998 of the half 9.695 and 9.69 of 9.70; two
 * results that lie nearer to each other than 1e-10 and are not equal do not come about in counts.
 */
const PLACES_OF_DOUBLES = 10;

/**
 * Writes the formula that rounds a value as the exact number behind it is rounded: halves away from zero.
 *
 * @param value a formula without its `=`
 * @param places decimals to round to
 * @example
 *   import { roundedFormula } from './formula.js';
 *   roundedFormula('M5/A5', 2) // => 'ROUND(ROUND(M5/A5,10),2)'
 */
export function roundedFormula(value: string, places: number): string {
  return `ROUND(ROUND(${value},${PLACES_OF_DOUBLES}),${places})`;
}

/**
 * Writes an expression as an Excel formula without its leading `=`, with no more brackets than it needs. A column
 * without a reference counts as 0.
 *
 * @param expression columns by their ids
 * @param context gives the cells of the columns in the formula's row
 * @example
 *   import { column, divide } from './expression.js';
 *   import { toFormula } from './formula.js';
 *   const cells = new Map([['received', 'D5'], ['due', 'C5']]);
 *   const context = { reference: (id) => cells.get(id) ?? null, ranked: () => '' };
 *   toFormula(divide(column('received'), column('due')), context) // => 'D5/C5'
 */
export function toFormula(expression: Expression, context: FormulaContext): string {
  return new FormulaWriter(context).write(expression);
}

class FormulaWriter {
  constructor(private readonly context: FormulaContext) {}

  /** Writes a node as an operand of a sign with the precedence `outer`; 0 stands for no sign. */
  write(node: Expression, outer = 0): string {
    switch (node.op) {
      case 'number':
        return node.value;
      case 'column':
        return this.cell(node.column);
      case 'rank':
        return this.rank(node);
      case 'min':
      case 'max':
        return `${node.op.toUpperCase()}(${node.of.map((operand) => this.write(operand)).join(',')})`;
      case 'count':
      case 'sum':
        return this.aggregate(node);
      case 'ifLess':
        return this.ifLess(node);
      case 'ifUndefined':
        return this.ifUndefined(node, outer);
      case 'round':
        return roundedFormula(this.write(node.of), node.places);
      default:
        return this.arithmetic(node, outer);
    }
  }

  private cell(column: string): string {
    const reference = this.context.reference(column) ?? '0';
    return this.isInPoints(column) ? `(${reference}/100)` : reference;
  }

  private isInPoints(column: string): boolean {
    return this.context.inPoints?.(column) === true;
  }

  private rank({ column }: ExpressionOf<'rank'>): string {
    const fixed = this.context.fixedRank?.(column);
    if (fixed !== undefined) return String(fixed);
    return `RANK(${this.context.reference(column) ?? '0'},${this.context.ranked(column)})`;
  }

  private aggregate({ op, columns }: ExpressionOf<'count' | 'sum'>): string {
    const name = op.toUpperCase();
    const cellsOf = (ids: readonly string[]): readonly string[] =>
      ids.flatMap((id) => this.context.reference(id) ?? []);
    const inPoints = op === 'sum' ? cellsOf(columns.filter((id) => this.isInPoints(id))) : [];
    const others = op === 'sum' ? cellsOf(columns.filter((id) => !this.isInPoints(id))) : cellsOf(columns);
    if (inPoints.length > 0 && others.length > 0)
      return `(${name}(${listOf(others)})+${name}(${listOf(inPoints)})/100)`;
    if (inPoints.length > 0) return `(${name}(${listOf(inPoints)})/100)`;
    if (others.length === 0) return '0';
    return `${name}(${listOf(others)})`;
  }

  private ifLess({ left, right, then, otherwise }: ExpressionOf<'ifLess'>): string {
    const condition = `${this.write(left)}<${this.write(right)}`;
    return `IF(${condition},${this.write(then)},${this.write(otherwise)})`;
  }

  private ifUndefined({ column, otherwise }: ExpressionOf<'ifUndefined'>, outer: number): string {
    const reference = this.context.reference(column);
    if (reference === null) return this.write(otherwise, outer);
    if (this.context.always?.(column) === true) return this.cell(column);
    return `IF(ISNUMBER(${reference}),${this.cell(column)},${this.write(otherwise)})`;
  }

  private arithmetic({ op, left, right }: Arithmetic, outer: number): string {
    const own = PRECEDENCE[op];
    // The right side of − and ÷ needs brackets at equal precedence: a-(b-c).
    const isAssociative = op === 'add' || op === 'multiply';
    const ofRight = isAssociative ? own : own + 1;
    const text = `${this.write(left, own)}${SIGN[op]}${this.write(right, ofRight)}`;
    return own < outer ? `(${text})` : text;
  }
}

/** A list of cells; neighbouring ones become a range: Q5,R5,S5 → Q5:S5, the shortest text a person can check. */
function listOf(cells: readonly string[]): string {
  if (cells.length > 1 && areNeighbours(cells)) return `${cells[0]}:${cells[cells.length - 1]}`;
  return cells.join(',');
}

function areNeighbours(cells: readonly string[]): boolean {
  const columns = cells.map((cell) => {
    const letters = /^([A-Z]+)(?:\d+|\uE000)$/.exec(cell)?.[1];
    return letters === undefined ? NaN : columnNumber(letters);
  });
  return columns.every((column, index) => column === (columns[0] ?? NaN) + index);
}
