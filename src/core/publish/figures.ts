import { attachmentName } from '../adjustments/entry.js';
import type { SheetArea } from '../changes/precedents.js';
import { cellName } from '../grid/address.js';
import { textShownAt } from '../grid/cell-objects.js';
import { formulaAt, usedArea, valueAt, type Area, type Grid } from '../grid/grid.js';
import type { Attachment, AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';

/** A figure as a table prints it. */
export interface Figure {
  /** 附件1 */
  readonly attachment: string;
  readonly unit: string;
  /** The column's name as our texts use it. */
  readonly item: string;
  readonly text: string;
  readonly sheet: string;
  readonly cell: string;
}

/** Made of others in their row. */
const COMPUTED: ReadonlySet<AttachmentColumn['role']> = new Set(['computed', 'score', 'sum']);
const FIGURES: ReadonlySet<AttachmentColumn['role']> = new Set([
  'input',
  'adjustment',
  'city',
  'district',
  ...COMPUTED,
]);

/** Returns every figure of an attachment's units and totals, as it is printed. */
export function figuresOf(grid: Grid, attachment: Attachment): readonly Figure[] {
  const columns = figureColumns(attachment);
  return rowsWithFigures(attachment).flatMap((row) =>
    columns.map((column): Figure => ({
      attachment: attachmentName(attachment.kind),
      unit: row.name,
      item: itemName(attachment, column),
      text: textShownAt(grid, row.row, column.column).replace(/\s+/g, ' ').trim(),
      sheet: grid.sheet,
      cell: cellName(row.row, column.column),
    })),
  );
}

/** Returns where computing tells what should stand: columns made of others in their row, and rows of totals. */
export function computedCells({ sheet, area, columns, rows }: Attachment): readonly SheetArea[] {
  const inColumns = columns
    .filter(({ role }) => COMPUTED.has(role))
    .map(({ column }) => ({ ...area, sheet, left: column, right: column }));
  const totals = rows.filter(({ kind }) => kind === 'total');
  const inTotals = totals.flatMap(({ row }) =>
    columns
      .filter(({ role }) => FIGURES.has(role))
      .map(({ column }) => ({ sheet, top: row, left: column, bottom: row, right: column })),
  );
  return [...inColumns, ...inTotals];
}

/** A unit whose figures are not all there. */
export interface BlankFigures {
  readonly unit: string;
  readonly items: readonly string[];
  readonly cells: readonly string[];
}

/** Columns in which no unit has anything: the attachment was not computed yet. */
export interface BlankColumns {
  readonly items: readonly string[];
  readonly units: number;
  readonly cell: string;
}

/** Returns the computed columns that are blank from top to bottom; `null` where there is none. */
export function blankColumns(attachment: Attachment): BlankColumns | null {
  const units = unitsWithFigures(attachment);
  const columns = columnsBlankIn(attachment);
  const [unit] = units;
  const [column] = columns;
  if (unit === undefined || column === undefined) return null;
  return {
    items: columns.map((one) => itemName(attachment, one)),
    units: units.length,
    cell: cellName(unit.row, column.column),
  };
}

function columnsBlankIn(attachment: Attachment): readonly AttachmentColumn[] {
  const units = unitsWithFigures(attachment);
  if (units.length <= 1) return [];
  return attachment.columns.filter(
    ({ id, role }) => COMPUTED.has(role) && units.every((row) => row.readings[id]?.kind === 'blank'),
  );
}

/**
 * Returns the units with blanks among their figures; those with a remark instead of figures are meant to be blank, and
 * columns that are wholly blank are reported once.
 */
export function blankFigures(attachment: Attachment): readonly BlankFigures[] {
  const whollyBlank = columnsBlankIn(attachment);
  const columns = figureColumns(attachment).filter((column) => !whollyBlank.includes(column));
  const found: BlankFigures[] = [];
  for (const row of rowsWithFigures(attachment)) {
    if (row.remark !== null) continue;
    const blank = columns.filter(({ id }) => row.readings[id]?.kind === 'blank');
    if (blank.length === 0) continue;
    found.push({
      unit: row.name,
      items: blank.map((column) => itemName(attachment, column)),
      cells: blank.map(({ column }) => cellName(row.row, column)),
    });
  }
  return found;
}

/** A typed value where the column otherwise holds formulas. */
export interface OverwrittenFormula {
  readonly unit: string;
  readonly item: string;
  readonly cell: string;
  readonly text: string;
}

/** Returns the cells in which somebody typed over a formula: others of their column still have one. */
export function overwrittenFormulas(grid: Grid, attachment: Attachment): readonly OverwrittenFormula[] {
  const units = unitsWithFigures(attachment);
  const found: OverwrittenFormula[] = [];
  for (const column of attachment.columns) {
    if (!COMPUTED.has(column.role)) continue;
    const typed = units.filter(({ row }) => formulaAt(grid, row, column.column) === null);
    if (typed.length === units.length) continue;
    for (const row of typed) {
      const text = textShownAt(grid, row.row, column.column).trim();
      if (text === '') continue;
      const item = itemName(attachment, column);
      found.push({ unit: row.name, item, cell: cellName(row.row, column.column), text });
    }
  }
  return found;
}

/** Returns the cells beside a table, in its rows, that hold something: notes to oneself that would go out with it. */
export function contentBeside(grid: Grid, attachment: Attachment, others: readonly Attachment[]): readonly string[] {
  const tables = [attachment, ...others.filter(({ sheet }) => sheet === grid.sheet)].map(({ area }) => area);
  const { top, bottom } = attachment.area;
  const { left, right } = usedArea(grid);
  const cells: string[] = [];
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const value = valueAt(grid, row, column);
      if (value === null || value === '') continue;
      if (!tables.some((area) => isInside(area, row, column))) cells.push(cellName(row, column));
    }
  }
  return cells;
}

function isInside({ top, left, bottom, right }: Area, row: number, column: number): boolean {
  return row >= top && row <= bottom && column >= left && column <= right;
}

function unitsWithFigures({ rows }: Attachment): readonly AttachmentRow[] {
  return rows.filter(({ kind, remark }) => kind === 'unit' && remark === null);
}

function rowsWithFigures({ rows }: Attachment): readonly AttachmentRow[] {
  return rows.filter(({ kind }) => kind === 'unit' || kind === 'total');
}

function figureColumns({ columns }: Attachment): readonly AttachmentColumn[] {
  return columns.filter(({ role }) => FIGURES.has(role));
}

/** 差评回复率R1 and 差评回复率 are one item: the form's own name is used where it has one. */
function itemName({ form }: Attachment, { id, header }: AttachmentColumn): string {
  const name = form.columns.find((column) => column.id === id)?.names[0];
  if (name !== undefined) return name;
  if (id === '') return header;
  return id;
}
