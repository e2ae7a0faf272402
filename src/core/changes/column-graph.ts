import type { PlacedFormula } from './formula-graph.js';
import type { Named, Precedence, SheetArea } from './precedents.js';

type Columns = Pick<SheetArea, 'sheet' | 'left' | 'right'>;

/** The formulas of a column: which columns of formulas they read, and which read them. */
export interface ColumnNode {
  readonly formulas: PlacedFormula[];
  readonly reads: ColumnNode[];
  readonly readers: ColumnNode[];
  /** The columns that they read, with formulas or without. */
  readonly areas: Map<string, Columns>;
  readsUnknown: boolean;
}

/**
 * Which columns read which. Columns are few where formulas are many: what cannot be by columns cannot be by cells, and
 * the formulas of those that are left are looked at one by one.
 */
export function columnsOf(
  { sheets }: Named,
  formulas: readonly PlacedFormula[],
  precedence: Precedence,
): readonly ColumnNode[] {
  const nodes = new Map<string, ColumnNode>();
  for (const cell of formulas) {
    const key = `${cell.sheet}!${cell.column}`;
    const node = nodes.get(key) ?? newNode();
    nodes.set(key, node);
    node.formulas.push(cell);
    if (precedence.isFilledDown(cell.formula, cell)) continue;
    const { areas, readsUnknown } = precedence.of(cell.formula, cell);
    if (readsUnknown) node.readsUnknown = true;
    for (const { sheet, left, right } of areas) node.areas.set(`${sheet}!${left},${right}`, { sheet, left, right });
  }
  const placed = [...nodes.values()].flatMap((node): readonly Placed[] => {
    const [first] = node.formulas;
    if (first === undefined) return [];
    return [{ node, sheet: first.sheet, left: first.column, right: first.column }];
  });
  for (const { sheet, arrays = [] } of sheets) {
    for (const { left, right } of arrays) {
      const node = nodes.get(`${sheet}!${left}`);
      if (node !== undefined && right > left) placed.push({ node, sheet, left, right });
    }
  }
  for (const node of nodes.values()) connect(node, placed);
  return [...nodes.values()];
}

interface Placed extends Columns {
  readonly node: ColumnNode;
}

function newNode(): ColumnNode {
  return { formulas: [], reads: [], readers: [], areas: new Map(), readsUnknown: false };
}

function connect(node: ColumnNode, placed: readonly Placed[]): void {
  const read = new Set<ColumnNode>();
  for (const one of placed) {
    if (node.readsUnknown || readsAny(node, [one])) read.add(one.node);
  }
  for (const one of read) {
    node.reads.push(one);
    one.readers.push(node);
  }
}

/** Tells whether the formulas of a column read one of these columns, as far as that can be told. */
export function readsAny({ areas }: ColumnNode, columns: readonly Columns[]): boolean {
  for (const { sheet, left, right } of areas.values()) {
    if (columns.some((one) => one.sheet === sheet && one.left <= right && left <= one.right)) return true;
  }
  return false;
}
