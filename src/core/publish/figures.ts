import { attachmentName } from '../adjustments/entry.js';
import { cellName } from '../grid/address.js';
import { formatAt, formulaAt, valueAt, type Grid } from '../grid/grid.js';
import { shownText } from '../grid/shown.js';
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
  return rowsWithFigures(attachment).flatMap((row) =>
    figureColumns(attachment).map((column): Figure => ({
      attachment: attachmentName(attachment.kind),
      unit: row.name,
      item: itemName(attachment, column),
      text: shownText(valueAt(grid, row.row, column.column), formatAt(grid, row.row, column.column))
        .replace(/\s+/g, ' ')
        .trim(),
      sheet: grid.sheet,
      cell: cellName(row.row, column.column),
    })),
  );
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
  const units = attachment.rows.filter(({ kind, remark }) => kind === 'unit' && remark === null);
  const [first] = units;
  const blank = columnsBlankIn(attachment);
  const [column] = blank;
  return first === undefined || column === undefined
    ? null
    : {
        items: blank.map((one) => itemName(attachment, one)),
        units: units.length,
        cell: cellName(first.row, column.column),
      };
}

function columnsBlankIn({ columns, rows }: Attachment): readonly AttachmentColumn[] {
  const units = rows.filter(({ kind, remark }) => kind === 'unit' && remark === null);
  return columns.filter(
    ({ id, role }) =>
      COMPUTED.has(role) && units.length > 1 && units.every((row) => row.readings[id]?.kind === 'blank'),
  );
}

/**
 * Returns the units with blanks among their figures; those with a remark instead of figures are meant to be blank, and
 * columns blank throughout are told of once.
 */
export function blankFigures(attachment: Attachment): readonly BlankFigures[] {
  const throughout = columnsBlankIn(attachment);
  const columns = figureColumns(attachment).filter((column) => !throughout.includes(column));
  return rowsWithFigures(attachment).flatMap((row) => {
    const blank = row.remark === null ? columns.filter(({ id }) => row.readings[id]?.kind === 'blank') : [];
    return blank.length === 0
      ? []
      : [
          {
            unit: row.name,
            items: blank.map((column) => itemName(attachment, column)),
            cells: blank.map(({ column }) => cellName(row.row, column)),
          },
        ];
  });
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
  const rows = attachment.rows.filter(({ kind, remark }) => kind === 'unit' && remark === null);
  return attachment.columns
    .filter(({ role }) => COMPUTED.has(role))
    .flatMap((column) => {
      const has = (row: AttachmentRow): boolean => formulaAt(grid, row.row, column.column) !== null;
      if (!rows.some(has)) return [];
      return rows
        .filter((row) => !has(row))
        .flatMap((row) => {
          const text = shownText(valueAt(grid, row.row, column.column), formatAt(grid, row.row, column.column)).trim();
          return text === ''
            ? []
            : [{ unit: row.name, item: itemName(attachment, column), cell: cellName(row.row, column.column), text }];
        });
    });
}

/** Returns the cells beside a table, in its rows, that hold something: notes to oneself that would go out with it. */
export function contentBeside(grid: Grid, attachment: Attachment, others: readonly Attachment[]): readonly string[] {
  const tables = [attachment, ...others.filter(({ sheet }) => sheet === grid.sheet)].map(({ area }) => area);
  const cells: string[] = [];
  for (let row = attachment.area.top; row <= attachment.area.bottom; row += 1) {
    (grid.values[row - grid.top] ?? []).forEach((value, index) => {
      const column = grid.left + index;
      const inTable = tables.some(
        ({ top, bottom, left, right }) => row >= top && row <= bottom && column >= left && column <= right,
      );
      if (!inTable && value !== null && value !== '') cells.push(cellName(row, column));
    });
  }
  return cells;
}

function rowsWithFigures({ rows }: Attachment): readonly AttachmentRow[] {
  return rows.filter(({ kind }) => kind === 'unit' || kind === 'total');
}

function figureColumns({ columns }: Attachment): readonly AttachmentColumn[] {
  return columns.filter(({ role }) => FIGURES.has(role));
}

/** 差评回复率R1 and 差评回复率 are one item: the form's own name is used where it has one. */
function itemName({ form }: Attachment, { id, header }: AttachmentColumn): string {
  return form.columns.find((column) => column.id === id)?.names[0] ?? (id === '' ? header : id);
}
