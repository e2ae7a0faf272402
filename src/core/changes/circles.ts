import { cellName } from '../grid/address.js';
import type { Grid } from '../grid/grid.js';
import type { Change, SheetCell } from './plan.js';
import { precedentsOf, type SheetArea } from './precedents.js';

/** A formula of the workbook, or an area that formulas read: what reads it and what it reads. */
interface Node {
  readonly readers: Node[];
  readonly reads: Node[];
  readonly cell: (SheetCell & { readonly planned: boolean }) | null;
}

/**
 * Returns the planned formulas that would come back to their own cell, as `附件1!M5` with the formula of somebody's that
 * leads there. Whatever a name or INDIRECT reads cannot be told: it is taken to read every formula.
 */
export function circlesOf(sheets: readonly Grid[], changes: readonly Change[]): ReadonlyMap<string, string> {
  return new FormulaGraph(sheets, changes).circles();
}

class FormulaGraph {
  private readonly nodes: Node[] = [];
  /** The formulas of each sheet, by row. */
  private readonly rows = new Map<string, Map<number, Node[]>>();
  private readonly areas = new Map<string, Node>();
  private anything: Node | null = null;

  constructor(
    private readonly sheets: readonly Grid[],
    changes: readonly Change[],
  ) {
    const formulas = formulasAfter(sheets, changes);
    if (!formulas.some(({ planned }) => !planned)) return;
    const placed = formulas.map((formula) => ({ formula: formula.formula, node: this.place(formula) }));
    for (const { formula, node } of placed) this.connect(formula, node);
  }

  circles(): ReadonlyMap<string, string> {
    const left = withoutEnds(withoutEnds(new Set(this.nodes), 'reads'), 'readers');
    const cells = [...left].flatMap(({ cell }) => cell ?? []);
    const others = cells.filter(({ planned }) => !planned);
    const byRow = new Map(others.map((other) => [`${other.sheet}!${other.row}`, other]));
    const found = new Map<string, string>();
    for (const cell of cells) {
      const other = byRow.get(`${cell.sheet}!${cell.row}`) ?? others[0];
      if (cell.planned && other !== undefined) found.set(nameOf(cell), nameOf(other));
    }
    return found;
  }

  private node(cell: Node['cell']): Node {
    const node: Node = { readers: [], reads: [], cell };
    this.nodes.push(node);
    return node;
  }

  private place(cell: NonNullable<Node['cell']>): Node {
    const node = this.node(cell);
    const rows = this.rows.get(cell.sheet) ?? new Map<number, Node[]>();
    this.rows.set(cell.sheet, rows);
    rows.set(cell.row, [...(rows.get(cell.row) ?? []), node]);
    return node;
  }

  private connect(formula: string, node: Node): void {
    if (node.cell === null) return;
    const { areas, readsUnknown } = precedentsOf(formula, node.cell, this.sheets);
    for (const area of areas) link(node, this.areaNode(area));
    if (readsUnknown) link(node, this.anyNode());
  }

  /** Many formulas read the same area, such as that of a rank: it is followed once. */
  private areaNode(area: SheetArea): Node {
    const key = `${area.sheet}!${area.top},${area.left},${area.bottom},${area.right}`;
    const present = this.areas.get(key);
    if (present !== undefined) return present;
    const node = this.node(null);
    this.areas.set(key, node);
    for (const formula of this.formulasIn(area)) link(node, formula);
    return node;
  }

  private formulasIn({ sheet, top, left, bottom, right }: SheetArea): readonly Node[] {
    const rows = this.rows.get(sheet);
    if (rows === undefined) return [];
    const isTall = bottom - top > rows.size;
    const numbers = isTall ? [...rows.keys()] : Array.from({ length: bottom - top + 1 }, (_, index) => top + index);
    return numbers
      .filter((row) => top <= row && row <= bottom)
      .flatMap((row) => rows.get(row) ?? [])
      .filter(({ cell }) => cell !== null && left <= cell.column && cell.column <= right);
  }

  private anyNode(): Node {
    if (this.anything !== null) return this.anything;
    const formulas = this.nodes.filter(({ cell }) => cell !== null);
    this.anything = this.node(null);
    for (const formula of formulas) link(this.anything, formula);
    return this.anything;
  }
}

function link(reader: Node, read: Node): void {
  reader.reads.push(read);
  read.readers.push(reader);
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

interface PlacedFormula extends SheetCell {
  readonly formula: string;
  readonly planned: boolean;
}

/** The formulas as they stand once the changes are made. */
function formulasAfter(sheets: readonly Grid[], changes: readonly Change[]): readonly PlacedFormula[] {
  const formulas = new Map<string, PlacedFormula>();
  for (const { sheet, top, left, formulas: rows } of sheets) {
    rows.forEach((row, r) => {
      row.forEach((formula, c) => {
        if (formula === null) return;
        const cell = { sheet, row: top + r, column: left + c };
        formulas.set(nameOf(cell), { ...cell, formula, planned: false });
      });
    });
  }
  for (const change of changes) {
    if (change.kind !== 'content') continue;
    const { sheet, row, column, becomes } = change;
    formulas.delete(nameOf(change));
    if (becomes.formula === null) continue;
    formulas.set(nameOf(change), { sheet, row, column, formula: becomes.formula, planned: true });
  }
  return [...formulas.values()];
}

function nameOf({ sheet, row, column }: SheetCell): string {
  return `${sheet}!${cellName(row, column)}`;
}
