import { areaName, cellName } from '../../core/grid/address.js';
import {
  isBlank,
  sameContent,
  type CellContent,
  type Change,
  type PartChange,
  type Plan,
  type SheetChange,
  type TableChange,
} from '../../core/changes/plan.js';
import type { Conflict } from '../../ports/workbook.js';
import type { CellEdit, Edits } from './cell-edits.js';
import type { Present, PresentSheet } from './present.js';

/** What the workbook is compared with: what a plan was made from, or what it makes. */
type Side = 'was' | 'becomes';

/** A plan, what it does to each cell, and what is in the workbook now. */
export interface Comparison {
  readonly plan: Plan;
  readonly edits: Edits;
  readonly present: Present;
}

/**
 * Returns where the workbook differs from what the plan was made from (`was`) or from what it makes (`becomes`).
 * `wasRead` is `was` without the formats of blank cells: they may lie beyond what was read, so that nobody knew them.
 */
export function conflictsOf(comparison: Comparison, against: Side | 'wasRead'): readonly Conflict[] {
  const side = against === 'becomes' ? 'becomes' : 'was';
  return objectConflicts(comparison, side).concat(cellConflicts(comparison, side, against === 'wasRead'));
}

/** A change of something other than a cell. */
type ObjectChange = SheetChange | TableChange | PartChange;

/** Conflicts of sheets, tables and parts as wholes. */
function objectConflicts(comparison: Comparison, side: Side): Conflict[] {
  return decisiveChanges(comparison.plan.changes, side)
    .filter((change) => !agrees(change, comparison, side))
    .map((change) => ({ sheet: change.kind === 'part' ? '' : change.sheet, cell: '' }));
}

/** A sheet, table or part that is changed more than once is compared with the first of its states, or the last. */
function decisiveChanges(changes: readonly Change[], side: Side): readonly ObjectChange[] {
  const decisive = new Map<string, ObjectChange>();
  for (const change of changes) {
    if ('row' in change) continue;
    const key = `${change.kind} ${objectName(change)}`;
    if (side === 'becomes' || !decisive.has(key)) decisive.set(key, change);
  }
  return [...decisive.values()];
}

function objectName(change: ObjectChange): string {
  switch (change.kind) {
    case 'part':
      return change.namespace;
    case 'table':
      return change.name;
    case 'sheet':
      return change.sheet;
  }
}

function agrees(change: ObjectChange, comparison: Comparison, side: Side): boolean {
  switch (change.kind) {
    case 'sheet':
      return sheetAgrees(change, comparison, side);
    case 'table':
      return tableAgrees(change, comparison.present, side);
    case 'part':
      return (comparison.present.parts.get(change.namespace)?.xml ?? null) === change[side];
  }
}

function sheetAgrees(change: SheetChange, { edits, present }: Comparison, side: Side): boolean {
  const sheet = present.sheets.get(change.sheet) ?? null;
  const exists = sheet !== null;
  const shouldExist = change[side] !== null;
  if (exists !== shouldExist) return false;
  const isToBeRemoved = side === 'was' && change.becomes === null && sheet !== null;
  return !isToBeRemoved || isEmptiedBy(sheet, edits.get(change.sheet));
}

function tableAgrees(change: TableChange, present: Present, side: Side): boolean {
  const area = present.tables.get(change.name) ?? null;
  const expected = change[side];
  if (area === null || expected === null) return area === expected;
  return areaName(area) === areaName(expected.area);
}

function cellConflicts({ plan, edits, present }: Comparison, side: Side, ignoresBlankFormats: boolean): Conflict[] {
  const conflicts: Conflict[] = [];
  for (const [name, inSheet] of edits) {
    const sheet = present.sheets.get(name) ?? null;
    if (sheet === null) {
      // Cells of a sheet that the plan adds are empty, those of a sheet that it removed are gone.
      if (!isAbsentIn(plan, name, side)) conflicts.push({ sheet: name, cell: '' });
      continue;
    }
    if (side === 'was' && isAddedBy(plan, name)) continue;
    for (const [key, edit] of inSheet) {
      const cell = presentCell(sheet, key);
      if (!cellAgrees(cell, edit, { side, ignoresBlankFormats }))
        conflicts.push({ sheet: name, cell: cellName(edit.row, edit.column) });
    }
  }
  return conflicts;
}

/** Tells whether a plan expects that a sheet is not there: before it adds the sheet, or after it has removed it. */
function isAbsentIn({ changes }: Plan, sheet: string, side: Side): boolean {
  return changes.some((change) => change.kind === 'sheet' && change.sheet === sheet && change[side] === null);
}

/** Tells whether the first change of a sheet adds it. */
function isAddedBy({ changes }: Plan, sheet: string): boolean {
  const first = changes.find((change) => change.kind === 'sheet' && change.sheet === sheet);
  return first?.kind === 'sheet' && first.was === null;
}

const BLANK: CellContent = { value: null, formula: null };

interface PresentCell {
  readonly content: CellContent;
  readonly format: string | undefined;
  readonly fill: string | null;
}

function presentCell({ contents, formats, fills }: PresentSheet, key: string): PresentCell {
  return { content: contents.get(key) ?? BLANK, format: formats.get(key), fill: fills.get(key) ?? null };
}

function cellAgrees(
  now: PresentCell,
  { content, format, fill }: CellEdit,
  { side, ignoresBlankFormats }: { readonly side: Side; readonly ignoresBlankFormats: boolean },
): boolean {
  if (content !== undefined && !sameContent(now.content, content[side])) return false;
  if (fill !== undefined && now.fill !== fill[side]) return false;
  if (format === undefined || now.format === format[side]) return true;
  return ignoresBlankFormats && isBlank(now.content);
}

/** Tells whether nothing is left on a sheet once the plan has cleared its cells. */
function isEmptiedBy({ used, usedValues }: PresentSheet, inSheet: ReadonlyMap<string, CellEdit> | undefined): boolean {
  if (used === null) return true;
  return usedValues.every((row, i) =>
    row.every((value, j) => {
      if (value === '' || value === null) return true;
      const becomes = inSheet?.get(`${used.top + i},${used.left + j}`)?.content?.becomes;
      return becomes !== undefined && becomes.value === null && becomes.formula === null;
    }),
  );
}
