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

/**
 * Where the workbook differs from what the plan was made from (`was`) or from what it makes (`becomes`). `wasRead` is `was`
 * without the formats of blank cells: these may lie beyond what was read, so that nobody knew them.
 */
export function conflictsOf(
  plan: Plan,
  edits: Edits,
  present: Present,
  against: 'was' | 'wasRead' | 'becomes',
): readonly Conflict[] {
  const side = against === 'becomes' ? 'becomes' : 'was';
  const conflicts: Conflict[] = [];
  const added = new Set<string>();
  for (const change of oncePerThing(plan.changes, side)) {
    if (change.kind === 'sheet') {
      if (change.was === null) added.add(change.sheet);
      const sheet = present.sheets.get(change.sheet) ?? null;
      if ((sheet === null) !== (change[side] === null)) conflicts.push({ sheet: change.sheet, cell: '' });
      else if (
        side === 'was' &&
        change.becomes === null &&
        sheet !== null &&
        !emptiedBy(sheet, edits.get(change.sheet))
      )
        conflicts.push({ sheet: change.sheet, cell: '' });
    } else if (change.kind === 'table') {
      const table = present.tables.get(change.name) ?? null;
      const wanted = change[side];
      if (table === null || wanted === null ? table !== wanted : areaName(table) !== areaName(wanted.area))
        conflicts.push({ sheet: change.sheet, cell: '' });
    } else if ((present.parts.get(change.namespace)?.xml ?? null) !== change[side])
      conflicts.push({ sheet: '', cell: '' });
  }
  for (const [name, inSheet] of edits) {
    const sheet = present.sheets.get(name) ?? null;
    if (sheet === null) {
      // Cells of a sheet that the plan adds are empty, those of a sheet that it removed are gone.
      if (!plan.changes.some((change) => change.kind === 'sheet' && change.sheet === name && change[side] === null))
        conflicts.push({ sheet: name, cell: '' });
      continue;
    }
    if (side === 'was' && added.has(name)) continue;
    for (const [key, { row, column, content, format, fill }] of inSheet) {
      const now = sheet.contents.get(key) ?? BLANK;
      const same =
        (content === undefined || sameContent(now, content[side])) &&
        (format === undefined || sheet.formats.get(key) === format[side] || (against === 'wasRead' && isBlank(now))) &&
        (fill === undefined || (sheet.fills.get(key) ?? null) === fill[side]);
      if (!same) conflicts.push({ sheet: name, cell: cellName(row, column) });
    }
  }
  return conflicts;
}

/** A sheet, table or part that is changed more than once is compared with the first of its states, or the last. */
function oncePerThing(
  changes: readonly Change[],
  side: 'was' | 'becomes',
): readonly (SheetChange | TableChange | PartChange)[] {
  const things = new Map<string, SheetChange | TableChange | PartChange>();
  for (const change of changes) {
    if ('row' in change) continue;
    const key = `${change.kind} ${change.kind === 'part' ? change.namespace : change.kind === 'table' ? change.name : change.sheet}`;
    if (side === 'becomes' || !things.has(key)) things.set(key, change);
  }
  return [...things.values()];
}

const BLANK: CellContent = { value: null, formula: null };

/** Tells whether nothing is left on a sheet once the plan has cleared its cells. */
function emptiedBy({ used, usedValues }: PresentSheet, inSheet: ReadonlyMap<string, CellEdit> | undefined): boolean {
  if (used === null) return true;
  return usedValues.every((row, i) =>
    row.every((value, j) => {
      if (value === '' || value === null) return true;
      const becomes = inSheet?.get(`${used.top + i},${used.left + j}`)?.content?.becomes;
      return becomes !== undefined && becomes.value === null && becomes.formula === null;
    }),
  );
}
