import { cellName } from '../../core/grid/address.js';
import { LONGEST_TEXT, type CellContent, type Change } from '../../core/changes/plan.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import { keyOf } from './blocks.js';

/** All that a plan does to one cell, from what it was at first to what it is at last. */
export interface CellEdit {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  content?: { readonly was: CellContent; becomes: CellContent };
  format?: { readonly was: string; becomes: string };
  fill?: { readonly was: string | null; becomes: string | null };
}

/** The edits of a plan by sheet, and there by cell. */
export type Edits = ReadonlyMap<string, ReadonlyMap<string, CellEdit>>;

/** Sums up what changes do to each cell. Throws a `WorkbookRefusal` for a note and for a text longer than a cell may hold. */
export function cellEdits(changes: readonly Change[]): Map<string, Map<string, CellEdit>> {
  const edits = new Map<string, Map<string, CellEdit>>();
  for (const change of changes) {
    if (!('row' in change)) continue;
    // The client as it is shipped today cannot write notes, though its types can.
    if (change.kind === 'note')
      throw new WorkbookRefusal('excel-no-notes', { sheet: change.sheet, cell: cellName(change.row, change.column) });
    if (
      change.kind === 'content' &&
      typeof change.becomes.value === 'string' &&
      change.becomes.value.length > LONGEST_TEXT
    ) {
      throw new WorkbookRefusal('cell-text-too-long', {
        sheet: change.sheet,
        cell: cellName(change.row, change.column),
        length: LONGEST_TEXT,
      });
    }
    let inSheet = edits.get(change.sheet);
    if (inSheet === undefined) edits.set(change.sheet, (inSheet = new Map<string, CellEdit>()));
    const key = keyOf(change);
    let edit = inSheet.get(key);
    if (edit === undefined) inSheet.set(key, (edit = { sheet: change.sheet, row: change.row, column: change.column }));
    if (change.kind === 'content') edit.content = { was: edit.content?.was ?? change.was, becomes: change.becomes };
    else if (change.kind === 'format') edit.format = { was: edit.format?.was ?? change.was, becomes: change.becomes };
    else edit.fill = { was: edit.fill === undefined ? change.was : edit.fill.was, becomes: change.becomes };
  }
  return edits;
}
