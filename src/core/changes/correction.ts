import type { Suspect } from '../audit/finding.js';
import { parseCellName } from '../grid/address.js';
import { formatAt, valueAt, type Grid } from '../grid/grid.js';
import { formatFor, printingOf } from '../grid/printed.js';
import { EMPTY_PLAN, type CellPlace, type Plan } from './plan.js';
import { cellChanges } from './sheet-draft.js';

/** Plans to put a suspect's proposed value into its cell; nothing where none can be told. */
export function planCorrection(sheets: readonly Grid[], suspect: Suspect): Plan {
  const { sheet, cell, value } = suspect;
  const grid = sheets.find((candidate) => candidate.sheet === sheet);
  const place = parseCellName(cell);
  if (grid === undefined || place === undefined || value === null) return EMPTY_PLAN;
  const format = correctedFormat(grid, place, suspect);
  return { changes: cellChanges(grid, { sheet, ...place }, { value, format }), problems: [] };
}

/** A number in place of text ("-", "15.12%") needs a format that shows it as it is proposed; else the format stays. */
function correctedFormat(grid: Grid, { row, column }: CellPlace, { value, proposed, format }: Suspect): string {
  if (format != null) return format;
  const replacesText = typeof value === 'number' && typeof valueAt(grid, row, column) === 'string';
  if (!replacesText) return formatAt(grid, row, column);
  if (proposed?.endsWith('%') === true) return formatFor(printingOf('General', proposed));
  return 'General';
}
