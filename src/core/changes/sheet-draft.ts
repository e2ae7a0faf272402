import { formatAt, formulaAt, usedArea, valueAt, type CellValue, type Grid } from '../grid/grid.js';
import { readLedger } from '../adjustments/ledger.js';
import { sameContent, type CellContent, type Change, type SheetSettings } from './plan.js';

/** A cell to be written; `null` is a blank one. */
export interface DraftCell {
  readonly value: CellValue;
  /** With its `=`; the value is then the cached one. */
  readonly formula?: string;
  /** Number format code; absent: Text for text, General else. */
  readonly format?: string;
}

/** A helper sheet as it shall stand, from A1. */
export interface SheetDraft {
  readonly tabColour: string;
  readonly columnWidths: readonly number[];
  readonly rows: readonly (readonly (DraftCell | null)[])[];
}

/** Text is kept in cells of Text format: what begins with = + - @ stays text even when somebody edits it by hand. */
export function textCell(text: string): DraftCell | null {
  return text === '' ? null : { value: text, format: '@' };
}

/** Plans a helper sheet: adds it where there is none, else changes only the cells that differ and clears what is no longer part of it. */
export function planSheet(sheets: readonly Grid[], name: string, draft: SheetDraft): readonly Change[] {
  const present = sheets.find(({ sheet }) => sheet === name);
  const changes: Change[] = [];
  if (present === undefined)
    changes.push({ kind: 'sheet', sheet: name, was: null, becomes: settingsOf(draft, positionFor(sheets)) });
  const used = present === undefined ? { bottom: -1, right: -1 } : usedArea(present);
  const height = Math.max(draft.rows.length, used.bottom + 1);
  const width = Math.max(used.right + 1, ...draft.rows.map((row) => row.length));
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1)
      changes.push(...cellChanges(present, name, row, column, draft.rows[row]?.[column] ?? null));
  }
  return changes;
}

/** Plans the removal of a helper sheet; its cells are blanked first, so that the inverse brings them back. */
export function planSheetRemoval(
  sheets: readonly Grid[],
  name: string,
  settings: Omit<SheetDraft, 'rows'>,
): readonly Change[] {
  const position = sheets.findIndex(({ sheet }) => sheet === name);
  const grid = sheets[position];
  if (grid === undefined) return [];
  const blanks = planSheet(sheets, name, { ...settings, rows: [] });
  return [
    ...blanks,
    {
      kind: 'sheet',
      sheet: name,
      was: { ...settingsOf(settings, position), visibility: grid.visibility },
      becomes: null,
    },
  ];
}

/** Returns a name that no sheet has: `name`, else `name 2`, `name 3` … */
export function freeSheetName(sheets: readonly Grid[], name: string): string {
  const taken = new Set(sheets.map(({ sheet }) => sheet.toLowerCase()));
  for (let count = 1; ; count += 1) {
    const candidate = count === 1 ? name : `${name} ${count}`;
    if (!taken.has(candidate.toLowerCase())) return candidate;
  }
}

/** Changes of one cell's format and content, the format first: a formula written into a Text cell would stay text. */
export function cellChanges(
  grid: Grid | undefined,
  sheet: string,
  row: number,
  column: number,
  cell: DraftCell | null,
): readonly Change[] {
  const was: CellContent =
    grid === undefined
      ? { value: null, formula: null }
      : { value: valueAt(grid, row, column), formula: formulaAt(grid, row, column) };
  const wasFormat = grid === undefined ? 'General' : formatAt(grid, row, column);
  const becomes: CellContent = { value: cell?.value ?? null, formula: cell?.formula ?? null };
  const format =
    cell === null
      ? wasFormat
      : (cell.format ?? (typeof cell.value === 'string' && cell.formula === undefined ? '@' : 'General'));
  const changes: Change[] = [];
  if (format !== wasFormat) changes.push({ kind: 'format', sheet, row, column, was: wasFormat, becomes: format });
  const blankBoth =
    was.formula === null && becomes.formula === null && (was.value ?? '') === '' && (becomes.value ?? '') === '';
  if (!blankBoth && !(sameContent(was, becomes) && (becomes.formula === null || was.value === becomes.value)))
    changes.push({ kind: 'content', sheet, row, column, was, becomes });
  return changes;
}

function settingsOf({ tabColour, columnWidths }: Omit<SheetDraft, 'rows'>, position: number): SheetSettings {
  return { position, visibility: 'visible', tabColour, columnWidths };
}

// The ledger is last, because it is the sheet that must not go out with the bulletin.
function positionFor(sheets: readonly Grid[]): number {
  const last = sheets[sheets.length - 1];
  return last !== undefined && readLedger(last) !== null ? sheets.length - 1 : sheets.length;
}
