import { columnsOf, readsAny, type ColumnNode } from './column-graph.js';
import { FormulaGraph, formulasIn, type Node } from './formula-graph.js';
import type { SheetCell } from './plan.js';
import { Precedence, type Named, type SheetArea } from './precedents.js';
import { columnRuns } from './written-cells.js';

/** What is known of a workbook that no spreadsheet has calculated since it was written. */
interface Uncalculated {
  /** What was written; a formula among it was written with its result. */
  readonly written: readonly SheetArea[];
  /** Where this program holds each result against its own, whoever wrote the formula. */
  readonly computed: readonly SheetArea[];
}

/**
 * Returns the formulas whose results are older than what they read, directly or by other formulas, as runs of cells
 * within a column. Whatever INDIRECT or OFFSET reads cannot be told: it is taken to read what was written.
 */
export function staleFormulas(workbook: Named, { written, computed }: Uncalculated): readonly SheetArea[] {
  if (written.length === 0) return [];
  const formulas = formulasIn(workbook.sheets, isWithin([...written, ...computed]));
  if (!formulas.some((formula) => !formula.isOurs)) return [];
  const precedence = new Precedence(workbook);
  const reading = columnsOf(workbook, formulas, precedence).filter((column) => mayBeStale(column, written));
  const suspect = [...readersOf(reading)].flatMap((column) => column.formulas);
  const graph = new FormulaGraph(workbook, suspect, precedence);
  const stale = readersOf(readersOfWritten(graph, written));
  const cells = new Set([...stale].map(({ cell }) => cell));
  const inOrder = formulas.filter((formula) => cells.has(formula));
  return columnRuns(
    inOrder.map(({ sheet, row, column }) => ({ sheet, top: row, left: column, bottom: row, right: column })),
  );
}

function mayBeStale(column: ColumnNode, written: readonly SheetArea[]): boolean {
  if (column.formulas.every(({ isOurs }) => isOurs)) return false;
  return column.readsUnknown || readsAny(column, written);
}

function readersOfWritten({ areas, anything }: FormulaGraph, written: readonly SheetArea[]): readonly Node[] {
  const reading = areas.filter(({ area }) => written.some((one) => overlaps(area, one))).map(({ node }) => node);
  if (anything !== null) reading.push(anything);
  return reading.flatMap(({ readers }) => readers).filter(({ cell }) => cell !== null && !cell.isOurs);
}

/** The nodes with all that read them, directly or not. */
function readersOf<N extends { readonly readers: readonly N[] }>(nodes: readonly N[]): ReadonlySet<N> {
  const found = new Set(nodes);
  const open = [...found];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const reader of node.readers) {
      if (found.has(reader)) continue;
      found.add(reader);
      open.push(reader);
    }
  }
  return found;
}

/** Every area is looked up by its columns: a sheet has many formulas. */
function isWithin(areas: readonly SheetArea[]): (cell: SheetCell) => boolean {
  const columns = new Map<string, SheetArea[]>();
  for (const area of areas) {
    for (let column = area.left; column <= area.right; column += 1) {
      const key = `${area.sheet}!${column}`;
      const present = columns.get(key);
      if (present === undefined) columns.set(key, [area]);
      else present.push(area);
    }
  }
  return ({ sheet, row, column }) =>
    columns.get(`${sheet}!${column}`)?.some(({ top, bottom }) => top <= row && row <= bottom) ?? false;
}

function overlaps(a: SheetArea, b: SheetArea): boolean {
  if (a.sheet !== b.sheet) return false;
  return a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;
}
