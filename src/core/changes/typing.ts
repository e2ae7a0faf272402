import { formatAt, formulaAt, valueAt, type CellValue, type Grid } from '../grid/grid.js';
import { typedValue } from '../grid/typed.js';
import type { Change, Plan } from './plan.js';

/** What a cell becomes when somebody types into it. */
export interface TypedCell {
  readonly value: CellValue;
  readonly format: string;
}

/** Reads a text typed into a cell, dates without a year as of `year`; `null` where the cell holds a formula or a formula was typed: neither is taken. */
export function typedCell(grid: Grid, row: number, column: number, text: string, year: number): TypedCell | null {
  const present = formatAt(grid, row, column);
  const typed = formulaAt(grid, row, column) === null ? typedValue(text, present, year) : undefined;
  if (typed === undefined) return null;
  // A format that somebody chose stays.
  return { value: typed.value, format: present === 'General' ? (typed.format ?? present) : present };
}

/** Plans that a cell becomes what was typed; nothing where it is that already. */
export function planTyping(grid: Grid, row: number, column: number, { value, format }: TypedCell): Plan {
  const { sheet } = grid;
  const [was, present] = [
    { value: valueAt(grid, row, column), formula: formulaAt(grid, row, column) },
    formatAt(grid, row, column),
  ];
  if (was.value === value && was.formula === null) return { changes: [], problems: [] };
  const brings: readonly Change[] =
    format === present ? [] : [{ kind: 'format', sheet, row, column, was: present, becomes: format }];
  return {
    changes: [...brings, { kind: 'content', sheet, row, column, was, becomes: { value, formula: null } }],
    problems: [],
  };
}
