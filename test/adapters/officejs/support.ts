import { openExcel, type ExcelOptions } from '../../../src/adapters/officejs/workbook.js';
import type { LiveWorkbook } from '../../../src/ports/live-workbook.js';
import { compute, type ComputeRequest, type ComputeResult } from '../../../src/app/compute.js';
import type { Plan } from '../../../src/core/changes/plan.js';
import type { WorkbookSnapshot } from '../../../src/ports/workbook.js';
import { Book } from '../../host/book.js';
import { bootNode, type BootOptions } from '../../host/boot-node.js';
import { SimulatedExcel, type HostOptions } from '../../host/simulated-excel.js';
import { districtsSheet, unitRow } from '../../support/sheets.js';

export const REQUEST: ComputeRequest = {
  sheets: [],
  rules: null,
  write: 'formulas',
  keepExisting: false,
  fixNumbers: false,
};

export interface Started {
  readonly book: Book;
  readonly excel: SimulatedExcel;
  readonly workbook: LiveWorkbook;
}

let stop: (() => void) | null = null;

/** Opens a workbook in a simulated Excel. One at a time: the client lives in the globals. */
export async function start(book: Book, options: HostOptions & BootOptions & ExcelOptions = {}): Promise<Started> {
  end();
  const excel = new SimulatedExcel(book, options);
  stop = await bootNode(excel, options);
  return { book, excel, workbook: openExcel(options) };
}

export function end(): void {
  stop?.();
  stop = null;
}

/** A book with an attachment 1 of so many units, nothing computed yet. */
export function districtsBook(units: number): Book {
  const book = new Book();
  book.addSheet(
    '附件1',
    districtsSheet(
      Array.from({ length: units }, (_, index) =>
        unitRow(index + 1, `第${index + 1}区`, [800 + index, 400 + ((index * 7) % 390), 200, 190, 8, 6, 2, 8, 6, 5], 0),
      ),
    ),
  );
  return book;
}

export async function planFor(
  workbook: LiveWorkbook,
): Promise<{ readonly snapshot: WorkbookSnapshot; readonly result: ComputeResult; readonly plan: Plan }> {
  const snapshot = await workbook.read();
  const result = compute(snapshot, REQUEST);
  return { snapshot, result, plan: result.plan };
}
