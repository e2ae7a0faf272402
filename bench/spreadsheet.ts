import { fill } from '../src/core/changes/fill.js';
import { openXlsx } from '../src/adapters/xlsx/workbook.js';
import { builtInForms } from '../src/core/form/index.js';
import type { CellValue } from '../src/core/grid/grid.js';
import { builtInMethod } from '../src/core/method/index.js';
import type { Method } from '../src/core/method/method.js';
import { recognise } from '../src/core/recognition/recognise.js';
import { score } from '../src/core/scoring/score.js';
import { recalculate } from '../test/integration/libreoffice.js';
import { workbookOf } from '../test/support/sheets.js';
import { districtRows } from './support/district-rows.js';
import { counted, writeHead, writeRow } from './support/table.js';
import { timed } from './support/timing.js';

const SIZES = [11, 500, 1000, 2000, 5000, 10_000];

/** Times LibreOffice calculating the formulas that a computation writes, and RANK by itself, beside the engine. */
export async function benchSpreadsheet(): Promise<void> {
  const method = builtInMethod('districts', null) as Method;
  writeHead(['units', 'engine ms', 'LibreOffice, our formulas ms', 'times the engine', 'LibreOffice, RANK alone ms']);
  // LibreOffice's start and the reading of the file are not calculation: they are measured once and taken off.
  recalculate(workbookOf({ 附件1: districtRows(11) }));
  for (const units of SIZES) {
    const rows = districtRows(units);
    const workbook = openXlsx(workbookOf({ 附件1: rows }));
    const [grid] = (await workbook.read()).sheets;
    if (grid === undefined) throw new Error('the generated workbook has no sheet');
    const [filling, engine] = timed(() => {
      const attachment = recognise(grid, [builtInForms.districts]).attachments[0];
      if (attachment === undefined) throw new Error('the generated sheet was not recognised');
      return fill(grid, score(attachment, method), { write: 'formulas', keepExisting: false, fixNumbers: false });
    });
    await workbook.apply({ changes: filling.changes, problems: [] });
    const typed = calculationTime(workbookOf({ 附件1: rows }));
    const ours = calculationTime(workbook.bytes()) - typed;
    const ranks =
      calculationTime(workbookOf({ 名次: rankRows(units) })) -
      calculationTime(workbookOf({ 名次: rankRows(units).map(([rate]) => [rate ?? null, 1]) }));
    writeRow([counted(units), engine.toFixed(1), ours.toFixed(0), (ours / engine).toFixed(0), ranks.toFixed(0)]);
  }
}

function rankRows(units: number): CellValue[][] {
  return Array.from({ length: units }, (_, index) => [
    ((index * 104_729) % 99_991) / 99_991,
    `=RANK(A${index + 1},A$1:A$${units})`,
  ]);
}

function calculationTime(bytes: Uint8Array): number {
  const [, time] = timed(() => recalculate(bytes));
  return time;
}
