import type { AttachmentRow } from '../core/recognition/attachment.js';
import type { ComputedTable } from './compute.js';

interface Place {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
}

/** The table a cell belongs to, and its row of it. */
interface CellContext {
  readonly table: ComputedTable;
  readonly row: AttachmentRow | undefined;
}

/** Returns what finds the table and the row of a cell; tables may stand below and beside each other on one sheet. */
export function contextsIn(tables: readonly ComputedTable[]): (place: Place) => CellContext | undefined {
  const withRows = tables.map((table) => ({
    table,
    rows: new Map(table.attachment.rows.map((row) => [row.row, row])),
  }));
  return ({ sheet, row, column }) => {
    const found = withRows.find(({ table: { attachment } }) => {
      const { top, left, bottom, right } = attachment.area;
      return attachment.sheet === sheet && top <= row && row <= bottom && left <= column && column <= right;
    });
    return found === undefined ? undefined : { table: found.table, row: found.rows.get(row) };
  };
}
