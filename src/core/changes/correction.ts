import type { Suspect } from '../audit/finding.js';
import { parseCellName } from '../grid/address.js';
import { formatAt, valueAt, type Grid } from '../grid/grid.js';
import { formatFor, printingOf } from '../grid/printed.js';
import type { Plan } from './plan.js';
import { cellChanges } from './sheet-draft.js';

/** Plans to put a suspect's proposed value into its cell; nothing where none can be told. */
export function planCorrection(sheets: readonly Grid[], { sheet, cell, value, proposed, format }: Suspect): Plan {
  const grid = sheets.find((one) => one.sheet === sheet);
  const place = parseCellName(cell);
  if (grid === undefined || place === undefined || value === null) return { changes: [], problems: [] };
  const present = formatAt(grid, place.row, place.column);
  const wasText = typeof valueAt(grid, place.row, place.column) === 'string';
  // A number in place of text ("-", "15.12%") needs a format that shows it as it is proposed.
  const shown =
    typeof value === 'number' && wasText
      ? (format ?? (proposed?.endsWith('%') ? formatFor(printingOf('General', proposed)) : 'General'))
      : (format ?? present);
  return { changes: cellChanges(grid, sheet, place.row, place.column, { value, format: shown }), problems: [] };
}
