import { readLedger } from '../adjustments/ledger.js';
import { formatAt, usedArea, type CellValue, type Grid } from '../grid/grid.js';
import {
  contentAt,
  isBlank,
  sameContent,
  type CellContent,
  type Change,
  type SheetCell,
  type AddedLook,
  type SheetSettings,
} from './plan.js';

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
  readonly look: AddedLook;
  readonly rows: readonly (readonly (DraftCell | null)[])[];
}

/** Text is kept in cells of Text format: what begins with = + - @ stays text even when somebody edits it by hand. */
export function textCell(text: string): DraftCell | null {
  if (text === '') return null;
  return { value: text, format: '@' };
}

/** Columns of so many characters break their texts. */
const WIDE = 12;

/**
 * How a list on a helper sheet looks: its title in row `title`, the column names in row `header`, and everything down
 * to them stays in sight.
 */
export function listLook(
  { title, header }: { readonly title: number; readonly header: number },
  columnWidths: readonly number[],
): AddedLook {
  return {
    titleRows: [title],
    headers: [{ top: header, left: 0, bottom: header, right: columnWidths.length - 1 }],
    wrappedColumns: [...columnWidths.keys()].filter((column) => (columnWidths[column] ?? 0) >= WIDE),
    frozen: { rows: header + 1, columns: 0 },
  };
}

/**
 * Plans a helper sheet: adds it where there is none, else changes only the cells that differ and clears what is no
 * longer part of it.
 */
export function planSheet(sheets: readonly Grid[], name: string, draft: SheetDraft): readonly Change[] {
  const present = sheets.find(({ sheet }) => sheet === name);
  let height = draft.rows.length;
  let width = draft.rows.reduce((widest, row) => Math.max(widest, row.length), 0);
  const changes: Change[] = [];
  if (present === undefined) {
    changes.push({ kind: 'sheet', sheet: name, was: null, becomes: settingsOf(draft, positionFor(sheets)) });
  } else {
    const { bottom, right } = usedArea(present);
    height = Math.max(height, bottom + 1);
    width = Math.max(width, right + 1);
  }
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const wanted = draft.rows[row]?.[column] ?? null;
      for (const change of cellChanges(present, { sheet: name, row, column }, wanted)) changes.push(change);
    }
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
  const was = { ...settingsOf(settings, position), visibility: grid.visibility };
  return [...blanks, { kind: 'sheet', sheet: name, was, becomes: null }];
}

/** Returns a name that no sheet has: `name`, else `name 2`, `name 3` … */
export function freeSheetName(sheets: readonly Grid[], name: string): string {
  const taken = new Set(sheets.map(({ sheet }) => sheet.toLowerCase()));
  let candidate = name;
  for (let count = 2; taken.has(candidate.toLowerCase()); count += 1) candidate = `${name} ${count}`;
  return candidate;
}

/**
 * Changes of one cell's format and content, the format first: a formula written into a Text cell would stay text.
 * `grid` is the cell's sheet, `undefined` where that is still to be added.
 */
export function cellChanges(
  grid: Grid | undefined,
  { sheet, row, column }: SheetCell,
  wanted: DraftCell | null,
): readonly Change[] {
  const was = grid === undefined ? { value: null, formula: null } : contentAt(grid, { row, column });
  const wasFormat = grid === undefined ? 'General' : formatAt(grid, row, column);
  const becomes = { value: wanted?.value ?? null, formula: wanted?.formula ?? null };
  const format = wanted === null ? wasFormat : formatOf(wanted);
  const changes: Change[] = [];
  if (format !== wasFormat) changes.push({ kind: 'format', sheet, row, column, was: wasFormat, becomes: format });
  if (!isAlready(was, becomes)) changes.push({ kind: 'content', sheet, row, column, was, becomes });
  return changes;
}

function formatOf({ value, formula, format }: DraftCell): string {
  if (format !== undefined) return format;
  if (typeof value === 'string' && formula === undefined) return '@';
  return 'General';
}

/** Tells whether a cell holds what is wanted; of a formula, also whether it shows the wanted value. */
function isAlready(was: CellContent, becomes: CellContent): boolean {
  if (isBlank(was) && isBlank(becomes)) return true;
  return sameContent(was, becomes) && (becomes.formula === null || was.value === becomes.value);
}

function settingsOf({ tabColour, columnWidths, look }: Omit<SheetDraft, 'rows'>, position: number): SheetSettings {
  return { position, visibility: 'visible', tabColour, columnWidths, look };
}

// The ledger is last, because it is the sheet that must not go out with the bulletin.
function positionFor(sheets: readonly Grid[]): number {
  const last = sheets.at(-1);
  const endsWithLedger = last !== undefined && readLedger(last) !== null;
  if (endsWithLedger) return sheets.length - 1;
  return sheets.length;
}
