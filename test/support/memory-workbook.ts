import type { CellEdit, Plan } from '../../src/core/changes/plan.js';
import { sameContent } from '../../src/core/changes/plan.js';
import { afterChanges } from '../../src/core/changes/simulate.js';
import { cellName } from '../../src/core/grid/address.js';
import { formatAt, formulaAt, valueAt, type Grid } from '../../src/core/grid/grid.js';
import type { Workbook, WorkbookSnapshot } from '../../src/ports/workbook.js';

/** The smallest workbook that keeps the port's promise of compare-and-set, for tests of plans alone. */
export function memoryWorkbook(sheets: readonly Grid[]): Workbook & { snapshot(): WorkbookSnapshot } {
  let present = sheets;
  const snapshot = (): WorkbookSnapshot => ({
    sheets: present,
    calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
    parts: {},
  });
  return {
    snapshot,
    read: () => Promise.resolve(snapshot()),
    readMarks: (cells) => Promise.resolve(cells.map(() => ({ fill: null, note: null }))),
    apply: (plan: Plan) => {
      let rest = present;
      for (const change of plan.changes) {
        const conflict = 'row' in change ? conflictOf(rest, change) : null;
        if (conflict !== null) return Promise.resolve({ applied: false, conflicts: [conflict] });
        rest = afterChanges(rest, [change]);
      }
      present = rest;
      return Promise.resolve({ applied: true, cells: plan.changes.length });
    },
  };
}

function conflictOf(
  sheets: readonly Grid[],
  change: CellEdit,
): { readonly sheet: string; readonly cell: string } | null {
  const grid = sheets.find(({ sheet }) => sheet === change.sheet);
  const place = { sheet: change.sheet, cell: cellName(change.row, change.column) };
  if (grid === undefined) return place;
  if (change.kind === 'content')
    return sameContent(change.was, {
      value: valueAt(grid, change.row, change.column),
      formula: formulaAt(grid, change.row, change.column),
    })
      ? null
      : place;
  if (change.kind === 'format') return formatAt(grid, change.row, change.column) === change.was ? null : place;
  return null;
}
