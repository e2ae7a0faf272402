import type { Grid } from '../grid/grid.js';
import { FormulaGraph, formulasIn, type Node } from './formula-graph.js';
import type { SheetCell } from './plan.js';
import type { SheetArea } from './precedents.js';
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
 * within a column. Whatever a name or INDIRECT reads cannot be told: it is taken to read what was written.
 */
export function staleFormulas(sheets: readonly Grid[], { written, computed }: Uncalculated): readonly SheetArea[] {
  if (written.length === 0) return [];
  const isOurs = isWithin([...written, ...computed]);
  const formulas = formulasIn(sheets, isOurs);
  if (!formulas.some((formula) => !formula.isOurs)) return [];
  const graph = new FormulaGraph(sheets, formulas);
  const stale = readersOf(readersOfWritten(graph, written));
  const cells = graph.nodes.filter((node) => stale.has(node)).flatMap(({ cell }) => cell ?? []);
  return columnRuns(
    cells.map(({ sheet, row, column }) => ({ sheet, top: row, left: column, bottom: row, right: column })),
  );
}

function readersOfWritten({ areas, anything }: FormulaGraph, written: readonly SheetArea[]): readonly Node[] {
  const reading = areas.filter(({ area }) => written.some((one) => overlaps(area, one))).map(({ node }) => node);
  if (anything !== null) reading.push(anything);
  return reading.flatMap(({ readers }) => readers).filter(({ cell }) => cell !== null && !cell.isOurs);
}

/** The nodes with all that read them, directly or not. */
function readersOf(nodes: readonly Node[]): ReadonlySet<Node> {
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

function isWithin(areas: readonly SheetArea[]): (cell: SheetCell) => boolean {
  return ({ sheet, row, column }) => {
    const cell = { sheet, top: row, left: column, bottom: row, right: column };
    return areas.some((area) => overlaps(area, cell));
  };
}

function overlaps(a: SheetArea, b: SheetArea): boolean {
  if (a.sheet !== b.sheet) return false;
  return a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;
}
