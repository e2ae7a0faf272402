import { columnsOf } from './column-graph.js';
import { FormulaGraph, formulasIn, placeOf, type PlacedFormula } from './formula-graph.js';
import type { Change, SheetCell } from './plan.js';
import { Precedence, type Named } from './precedents.js';

/**
 * Returns the planned formulas that would come back to their own cell, as `附件1!M5` with the formula of somebody's that
 * leads there. Whatever INDIRECT or OFFSET reads cannot be told: it is taken to read every formula.
 */
export function circlesOf(workbook: Named, changes: readonly Change[]): ReadonlyMap<string, SheetCell> {
  const found = new Map<string, SheetCell>();
  if (!changes.some((change) => change.kind === 'content' && change.becomes.formula !== null)) return found;
  const formulas = formulasAfter(workbook.sheets, changes);
  if (!hasBoth(formulas)) return found;
  const precedence = new Precedence(workbook);
  const columns = betweenCircles(columnsOf(workbook, formulas, precedence));
  const suspect = [...columns].flatMap((column) => column.formulas);
  if (!hasBoth(suspect)) return found;
  const left = betweenCircles(new FormulaGraph(workbook, suspect, precedence).nodes);
  const cells = [...left].flatMap(({ cell }) => cell ?? []);
  const others = cells.filter(({ isOurs }) => !isOurs);
  const byRow = new Map(others.map((other) => [`${other.sheet}!${other.row}`, other]));
  for (const cell of cells) {
    const other = byRow.get(`${cell.sheet}!${cell.row}`) ?? others[0];
    if (cell.isOurs && other !== undefined) found.set(placeOf(cell), other);
  }
  return found;
}

/** A circle that this program would make leads over formulas of its own and of others. */
function hasBoth(formulas: readonly PlacedFormula[]): boolean {
  return formulas.some(({ isOurs }) => isOurs) && formulas.some(({ isOurs }) => !isOurs);
}

interface Linked<N> {
  readonly reads: readonly N[];
  readonly readers: readonly N[];
}

/** Takes away what reads nothing, and what nothing reads, until only circles and what lies between them are left. */
function betweenCircles<N extends Linked<N>>(all: readonly N[]): ReadonlySet<N> {
  return withoutEnds(withoutEnds(new Set(all), 'reads'), 'readers');
}

function withoutEnds<N extends Linked<N>>(nodes: Set<N>, side: 'reads' | 'readers'): Set<N> {
  const other = side === 'reads' ? 'readers' : 'reads';
  const counts = new Map([...nodes].map((node) => [node, node[side].filter((one) => nodes.has(one)).length]));
  const ends = [...nodes].filter((node) => counts.get(node) === 0);
  for (let end = ends.pop(); end !== undefined; end = ends.pop()) {
    nodes.delete(end);
    for (const neighbour of end[other]) {
      const count = (counts.get(neighbour) ?? 0) - 1;
      counts.set(neighbour, count);
      if (count === 0) ends.push(neighbour);
    }
  }
  return nodes;
}

/** The formulas as they stand once the changes are made; ours are the planned ones. */
function formulasAfter(sheets: Named['sheets'], changes: readonly Change[]): readonly PlacedFormula[] {
  const changed = new Map<string, Set<number>>();
  const planned: PlacedFormula[] = [];
  for (const change of changes) {
    if (change.kind !== 'content') continue;
    const { sheet, row, column, becomes } = change;
    const places = changed.get(sheet) ?? new Set<number>();
    changed.set(sheet, places.add(placeNumber(change)));
    if (becomes.formula !== null) planned.push({ sheet, row, column, formula: becomes.formula, isOurs: true });
  }
  const staying = formulasIn(sheets).filter((formula) => !changed.get(formula.sheet)?.has(placeNumber(formula)));
  return [...staying, ...planned];
}

function placeNumber({ row, column }: Pick<PlacedFormula, 'row' | 'column'>): number {
  return row * 16_384 + column;
}
