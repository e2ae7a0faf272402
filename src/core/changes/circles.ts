import type { Grid } from '../grid/grid.js';
import { FormulaGraph, formulasIn, placeOf, type Node, type PlacedFormula } from './formula-graph.js';
import type { Change } from './plan.js';

/**
 * Returns the planned formulas that would come back to their own cell, as `附件1!M5` with the formula of somebody's that
 * leads there. Whatever a name or INDIRECT reads cannot be told: it is taken to read every formula.
 */
export function circlesOf(sheets: readonly Grid[], changes: readonly Change[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const formulas = formulasAfter(sheets, changes);
  if (!formulas.some(({ isOurs }) => !isOurs)) return found;
  const { nodes } = new FormulaGraph(sheets, formulas);
  const left = withoutEnds(withoutEnds(new Set(nodes), 'reads'), 'readers');
  const cells = [...left].flatMap(({ cell }) => cell ?? []);
  const others = cells.filter(({ isOurs }) => !isOurs);
  const byRow = new Map(others.map((other) => [`${other.sheet}!${other.row}`, other]));
  for (const cell of cells) {
    const other = byRow.get(`${cell.sheet}!${cell.row}`) ?? others[0];
    if (cell.isOurs && other !== undefined) found.set(placeOf(cell), placeOf(other));
  }
  return found;
}

/** Takes away what reads nothing (or what nothing reads) until only circles, and what lies between them, are left. */
function withoutEnds(nodes: Set<Node>, side: 'reads' | 'readers'): Set<Node> {
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
function formulasAfter(sheets: readonly Grid[], changes: readonly Change[]): readonly PlacedFormula[] {
  const formulas = new Map(formulasIn(sheets).map((formula) => [placeOf(formula), formula]));
  for (const change of changes) {
    if (change.kind !== 'content') continue;
    const { sheet, row, column, becomes } = change;
    formulas.delete(placeOf(change));
    if (becomes.formula === null) continue;
    formulas.set(placeOf(change), { sheet, row, column, formula: becomes.formula, isOurs: true });
  }
  return [...formulas.values()];
}
