import { cellName } from '../grid/address.js';
import { usedArea, type Area, type Grid } from '../grid/grid.js';
import type { SheetCell } from './plan.js';
import { precedentsOf, type SheetArea } from './precedents.js';

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
 * Which formulas read which. Whatever a name or INDIRECT reads cannot be told: it is taken to read every formula, by
 * the node `anything`.
 */
export class FormulaGraph {
  readonly nodes: Node[] = [];
  readonly areas: { readonly area: SheetArea; readonly node: Node }[] = [];
  anything: Node | null = null;
  /** The formulas of each sheet, by row. */
  private readonly rows = new Map<string, Map<number, Node[]>>();
  private readonly areaNodes = new Map<string, Node>();
  /** Where the results of array formulas stand, by the cell of the formula. */
  private readonly arrays: ReadonlyMap<string, Area>;

  constructor(
    private readonly sheets: readonly Grid[],
    formulas: readonly PlacedFormula[],
  ) {
    this.arrays = arraysOf(sheets);
    const placed = formulas.map((cell) => ({ cell, node: this.place(cell) }));
    for (const { cell, node } of placed) this.connect(cell, node);
  }

  private node(cell: Node['cell']): Node {
    const node: Node = { readers: [], reads: [], cell };
    this.nodes.push(node);
    return node;
  }

  private place(cell: PlacedFormula): Node {
    const node = this.node(cell);
    const rows = this.rows.get(cell.sheet) ?? new Map<number, Node[]>();
    this.rows.set(cell.sheet, rows);
    const bottom = this.arrays.get(placeOf(cell))?.bottom ?? cell.row;
    for (let row = cell.row; row <= bottom; row += 1) rows.set(row, [...(rows.get(row) ?? []), node]);
    return node;
  }

  private connect(cell: PlacedFormula, node: Node): void {
    const { areas, readsUnknown } = precedentsOf(cell.formula, cell, this.sheets);
    for (const area of areas) link(node, this.areaNode(area));
    if (readsUnknown) link(node, this.anyNode());
  }

  /** Many formulas read the same area, such as that of a rank: it is followed once. */
  private areaNode(area: SheetArea): Node {
    const key = `${area.sheet}!${area.top},${area.left},${area.bottom},${area.right}`;
    const present = this.areaNodes.get(key);
    if (present !== undefined) return present;
    const node = this.node(null);
    this.areaNodes.set(key, node);
    this.areas.push({ area, node });
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
      .filter(({ cell }) => {
        if (cell === null || cell.column > right) return false;
        return left <= (this.arrays.get(placeOf(cell))?.right ?? cell.column);
      });
  }

  private anyNode(): Node {
    if (this.anything !== null) return this.anything;
    const formulas = this.nodes.filter(({ cell }) => cell !== null);
    this.anything = this.node(null);
    for (const formula of formulas) link(this.anything, formula);
    return this.anything;
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
