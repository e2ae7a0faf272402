import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { audit, type AuditFinding, type AuditResult } from '../../src/app/audit.js';
import { parseCellName } from '../../src/core/grid/address.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import type { WorkbookSnapshot } from '../../src/ports/workbook.js';
import { PUBLISHED, bytesOf } from './published.js';
import { districtsSheet, gridOf } from './sheets.js';

export const snapshotOf = (...sheets: readonly Grid[]): WorkbookSnapshot => ({
  sheets,
  calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
  parts: {},
});

export const publishedSnapshot = async (): Promise<WorkbookSnapshot> => openXlsx(bytesOf(PUBLISHED)).read();

/** The sheets with other values in some cells, by `附件1!U9`. */
export function withCells(snapshot: WorkbookSnapshot, cells: Readonly<Record<string, CellValue>>): WorkbookSnapshot {
  const sheets = snapshot.sheets.map((grid) => {
    const values = grid.values.map((row) => [...row]);
    for (const [name, value] of Object.entries(cells)) {
      const [sheet, cell = ''] = name.split('!');
      const place = parseCellName(cell);
      if (sheet === grid.sheet && place !== undefined)
        (values[place.row - grid.top] as CellValue[])[place.column - grid.left] = value;
    }
    return { ...grid, values };
  });
  return { ...snapshot, sheets };
}

export const auditOf = (snapshot: WorkbookSnapshot): AuditResult => audit(snapshot, { rules: null, previous: null });

/** `U9 95.99→96.00`: a finding's suspects in a form that is easily read. */
export const suspectsOf = ({ suspects }: AuditFinding): string[] =>
  suspects.map(({ place, cell, found, proposed }) => `${place} ${cell} ${found}→${proposed ?? '?'}`);

export interface PrintedUnit {
  readonly counts: readonly CellValue[];
  readonly rates: readonly CellValue[];
  readonly adjustment: CellValue;
  readonly score: CellValue;
}

/** An attachment 1 as it was published: counts, printed rates, adjustments and scores. */
export function printedDistricts(units: Readonly<Record<string, PrintedUnit>>): Grid {
  return gridOf(
    districtsSheet(
      Object.entries(units).map(([name, { counts, rates, adjustment, score }], index) => [
        index + 1,
        name,
        ...counts,
        ...rates,
        adjustment,
        score,
      ]),
    ),
  );
}
