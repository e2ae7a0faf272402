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

/**
 * Sums up what changes do to each cell. Throws a `WorkbookRefusal` for a note, and for a text longer than a cell may
 * hold.
 */
export function cellEdits(changes: readonly Change[]): Edits {
  const edits = new Map<string, Map<string, CellEdit>>();
  for (const change of changes) {
    if (!('row' in change)) continue;
    refuseWhatCannotBeWritten(change);
    let inSheet = edits.get(change.sheet);
    if (inSheet === undefined) {
      inSheet = new Map<string, CellEdit>();
      edits.set(change.sheet, inSheet);
    }
    const key = keyOf(change);
    let edit = inSheet.get(key);
    if (edit === undefined) {
      edit = { sheet: change.sheet, row: change.row, column: change.column };
      inSheet.set(key, edit);
    }
    addTo(edit, change);
  }
  return edits;
}

type CellChange = Extract<Change, { readonly row: number }>;

function refuseWhatCannotBeWritten(change: CellChange): void {
  const { sheet, row, column } = change;
  const cell = cellName(row, column);
  // The client as it is shipped today cannot write notes, though its types can.
  if (change.kind === 'note') throw new WorkbookRefusal('excel-no-notes', { sheet, cell });
  if (change.kind !== 'content' || typeof change.becomes.value !== 'string') return;
  if (change.becomes.value.length > LONGEST_TEXT)
    throw new WorkbookRefusal('cell-text-too-long', { sheet, cell, length: LONGEST_TEXT });
}

/** Of several changes, the first tells what the cell was, the last what it becomes. */
function addTo(edit: CellEdit, change: CellChange): void {
  switch (change.kind) {
    case 'content':
      edit.content = { was: edit.content?.was ?? change.was, becomes: change.becomes };
      break;
    case 'format':
      edit.format = { was: edit.format?.was ?? change.was, becomes: change.becomes };
      break;
    default:
      // No fill, `null`, may be what the cell was at first.
      edit.fill ??= { was: change.was, becomes: change.becomes };
      edit.fill.becomes = change.becomes;
  }
}
