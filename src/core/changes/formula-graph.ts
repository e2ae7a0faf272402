import { cellName } from '../grid/address.js';
import { usedArea, type Area, type Grid } from '../grid/grid.js';
import type { SheetCell } from './plan.js';
import { areaKey, Precedence, type Named, type SheetArea } from './precedents.js';

export interface PlacedFormula extends SheetCell {
  readonly formula: string;
  /** Whether it is one that this program writes. */
  readonly isOurs: boolean;
}

/** A formula of the workbook, or an area that formulas read: what reads it and what it reads. */
export interface Node {
  readonly readers: Node[];
  readonly reads: Node[];
  /** `null` for an area. */
  readonly cell: PlacedFormula | null;
}

/**
 * Which formulas read which. Whatever INDIRECT or OFFSET reads cannot be told: it is taken to read every formula, by
 * the node `anything`.
 */
export class FormulaGraph {
  readonly nodes: Node[] = [];
  readonly areas: { readonly area: SheetArea; readonly node: Node }[] = [];
  anything: Node | null = null;
  /** The formulas of each sheet, column by column. */
  private readonly columns = new Map<string, Map<number, FormulaColumn>>();
  private readonly areaNodes = new Map<string, Node>();

  constructor(named: Named, formulas: readonly PlacedFormula[], precedence = new Precedence(named)) {
    const arrays = arraysOf(named.sheets);
    const placed = formulas.map((cell) => ({ cell, node: this.place(cell, arrays) }));
    for (const { cell, node } of placed) {
      const { areas, readsUnknown } = precedence.of(cell.formula, cell);
      for (const area of areas) link(node, this.areaNode(area));
      if (readsUnknown) link(node, this.anyNode(placed));
    }
  }

  private readonly node = (cell: Node['cell']): Node => {
    const node: Node = { readers: [], reads: [], cell };
    this.nodes.push(node);
    return node;
  };

  private place(cell: PlacedFormula, arrays: ReadonlyMap<string, Area>): Node {
    const node = this.node(cell);
    const columns = this.columns.get(cell.sheet) ?? new Map<number, FormulaColumn>();
    this.columns.set(cell.sheet, columns);
    const array = arrays.size === 0 ? undefined : arrays.get(placeOf(cell));
    const bottom = array?.bottom ?? cell.row;
    for (let column = cell.column; column <= (array?.right ?? cell.column); column += 1) {
      const inColumn = columns.get(column) ?? new FormulaColumn();
      columns.set(column, inColumn);
      for (let row = cell.row; row <= bottom; row += 1) inColumn.add(row, node);
    }
    return node;
  }

  /** Many formulas read the same area, such as that of a rank: it is followed once. */
  private areaNode(area: SheetArea): Node {
    const key = areaKey(area);
    const present = this.areaNodes.get(key);
    if (present !== undefined) return present;
    const node = this.node(null);
    this.areaNodes.set(key, node);
    this.areas.push({ area, node });
    for (const inColumn of this.columnsIn(area)) {
      for (const read of inColumn.within(area, this.node)) link(node, read);
    }
    return node;
  }

  private columnsIn({ sheet, left, right }: SheetArea): readonly FormulaColumn[] {
    const columns = this.columns.get(sheet);
    if (columns === undefined) return [];
    const only = left === right ? columns.get(left) : undefined;
    if (only !== undefined) return [only];
    return [...columns].filter(([column]) => left <= column && column <= right).map(([, inColumn]) => inColumn);
  }

  private anyNode(placed: readonly { readonly node: Node }[]): Node {
    if (this.anything !== null) return this.anything;
    this.anything = this.node(null);
    for (const { node } of placed) link(this.anything, node);
    return this.anything;
  }
}

/**
 * The formulas of a column in the order of its rows. A part of them is read by way of a tree, whose every knot reads
 * two halves: running sums of a long column would else be as many links as the square of its rows.
 */
class FormulaColumn {
  private readonly entries: { readonly row: number; readonly node: Node }[] = [];
  private readonly knots = new Map<number, Node>();
  private isSorted = true;

  add(row: number, node: Node): void {
    const last = this.entries.at(-1);
    if (last !== undefined && last.row > row) this.isSorted = false;
    this.entries.push({ row, node });
  }

  /** The nodes that together read all formulas from one row to another; `create` makes a knot. */
  within({ top, bottom }: Pick<Area, 'top' | 'bottom'>, create: (cell: null) => Node): readonly Node[] {
    if (!this.isSorted) this.entries.sort((a, b) => a.row - b.row);
    this.isSorted = true;
    const found: Node[] = [];
    let [from, to] = [this.firstFrom(top), this.firstFrom(bottom + 1)];
    // The leaves are numbered from the count of formulas on; the knot n has the halves 2n and 2n + 1.
    const count = this.entries.length;
    for (from += count, to += count; from < to; from >>= 1, to >>= 1) {
      if (from % 2 === 1) found.push(this.knot(from++, create));
      if (to % 2 === 1) found.push(this.knot(--to, create));
    }
    return found;
  }

  private knot(number: number, create: (cell: null) => Node): Node {
    const leaf = this.entries[number - this.entries.length];
    if (leaf !== undefined) return leaf.node;
    const present = this.knots.get(number);
    if (present !== undefined) return present;
    const knot = create(null);
    this.knots.set(number, knot);
    link(knot, this.knot(number * 2, create));
    link(knot, this.knot(number * 2 + 1, create));
    return knot;
  }

  private firstFrom(row: number): number {
    let [low, high] = [0, this.entries.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.entries[middle]?.row ?? row) < row) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function arraysOf(sheets: readonly Grid[]): ReadonlyMap<string, Area> {
  const found = new Map<string, Area>();
  for (const grid of sheets) {
    for (const area of grid.arrays ?? []) {
      const bottom = Math.min(area.bottom, usedArea(grid).bottom);
      found.set(placeOf({ sheet: grid.sheet, row: area.top, column: area.left }), { ...area, bottom });
    }
  }
  return found;
}

function link(reader: Node, read: Node): void {
  reader.reads.push(read);
  read.readers.push(reader);
}

/** The formulas of the sheets; `isOurs` tells those that this program writes. */
export function formulasIn(
  sheets: readonly Grid[],
  isOurs: (cell: SheetCell) => boolean = () => false,
): readonly PlacedFormula[] {
  const found: PlacedFormula[] = [];
  for (const { sheet, top, left, formulas } of sheets) {
    formulas.forEach((inRow, r) => {
      inRow.forEach((formula, c) => {
        if (formula === null) return;
        const cell = { sheet, row: top + r, column: left + c };
        found.push({ ...cell, formula, isOurs: isOurs(cell) });
      });
    });
  }
  return found;
}

/** 附件1!M5 */
export function placeOf({ sheet, row, column }: SheetCell): string {
  return `${sheet}!${cellName(row, column)}`;
}
