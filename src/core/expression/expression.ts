/**
 * The algebra of headers, components and constraints. An expression is plain data with three walkers:
 * `evaluate` (exact value), `toFormula` (Excel) and `toWords`.
 */
export type Expression =
  | { readonly op: 'number'; readonly value: string }
  /** A column of the row, by id. Undefined where the cell holds no number. */
  | { readonly op: 'column'; readonly column: string }
  | { readonly op: 'add' | 'subtract' | 'multiply' | 'divide'; readonly left: Expression; readonly right: Expression }
  /** Least or greatest; undefined where one of them is. */
  | { readonly op: 'min' | 'max'; readonly of: readonly Expression[] }
  /** How many of the columns are defined; their sum. Both pass over undefined ones, as COUNT and SUM pass over "-". */
  | { readonly op: 'count' | 'sum'; readonly columns: readonly string[] }
  | {
      readonly op: 'ifLess';
      readonly left: Expression;
      readonly right: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  /** The column's value, or `otherwise` where it is undefined. */
  | { readonly op: 'ifUndefined'; readonly column: string; readonly otherwise: Expression }
  /** Standard competition rank of the row by a column, the greatest first. */
  | { readonly op: 'rank'; readonly column: string }
  | { readonly op: 'round'; readonly of: Expression; readonly places: number };

/** An expression of one of some kinds. */
export type ExpressionOf<Op extends Expression['op']> = Extract<Expression, { readonly op: Op }>;

/** A sum, difference, product or quotient. */
export type Arithmetic = ExpressionOf<'add' | 'subtract' | 'multiply' | 'divide'>;

export const number = (value: string): Expression => ({ op: 'number', value });
export const column = (id: string): Expression => ({ op: 'column', column: id });
export const add = (left: Expression, right: Expression): Expression => ({ op: 'add', left, right });
export const subtract = (left: Expression, right: Expression): Expression => ({ op: 'subtract', left, right });
export const multiply = (left: Expression, right: Expression): Expression => ({ op: 'multiply', left, right });
export const divide = (left: Expression, right: Expression): Expression => ({ op: 'divide', left, right });

/** Returns the ids of the columns an expression reads, each once. */
export function columnsOf(expression: Expression): readonly string[] {
  const found = new Set<string>();
  const visit = (node: Expression): void => {
    switch (node.op) {
      case 'number':
        return;
      case 'column':
      case 'rank':
        found.add(node.column);
        return;
      case 'ifUndefined':
        found.add(node.column);
        visit(node.otherwise);
        return;
      case 'count':
      case 'sum':
        node.columns.forEach((id) => found.add(id));
        return;
      case 'min':
      case 'max':
        node.of.forEach(visit);
        return;
      case 'round':
        visit(node.of);
        return;
      case 'ifLess':
        [node.left, node.right, node.then, node.otherwise].forEach(visit);
        return;
      default:
        visit(node.left);
        visit(node.right);
    }
  };
  visit(expression);
  return [...found];
}
