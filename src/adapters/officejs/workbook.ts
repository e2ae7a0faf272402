/// <reference types="office-js" />
import { cellName } from '../../core/grid/address.js';
import type { CellValue } from '../../core/grid/grid.js';
import type { ContentChange, Plan } from '../../core/changes/plan.js';
import type { Deviation, LiveWorkbook, SheetChanged, SheetSelection, StopWatching } from '../../ports/live-workbook.js';
import {
  WorkbookRefusal,
  type ApplyOutcome,
  type CellMarks,
  type CellPlace,
  type WorkbookSnapshot,
} from '../../ports/workbook.js';
import { applyPlan } from './apply.js';
import { batch, type Batch, type Patience } from './batch.js';
import { blocksOf, bySheet, inAnswers, keyOf, piecesOf, type Block } from './blocks.js';
import { valueOf } from './cell-text.js';
import { readFills } from './fills.js';
import { isSupported, NEEDED } from './host.js';
import { unprotectedWhile } from './protection.js';
import { rangeIn } from './ranges.js';
import { initialState, readWorkbook, type ReadingState } from './read.js';
import { selectCell, watchChanges, watchSelection, type Watching } from './watch.js';

export type ExcelOptions = Patience;

/** Opens the workbook of the Excel this page runs in. Throws a `WorkbookRefusal` where Excel is too old. */
export function openExcel(options: ExcelOptions = {}): LiveWorkbook {
  if (!isSupported()) throw new WorkbookRefusal('excel-too-old', { needed: NEEDED });
  return new ExcelWorkbook(options);
}

class ExcelWorkbook implements LiveWorkbook {
  private readonly reading: ReadingState = initialState();
  /** Plans that are being applied. */
  private writes = 0;

  constructor(private readonly options: ExcelOptions) {}

  read(): Promise<WorkbookSnapshot> {
    return batch((open) => readWorkbook(open, this.reading), this.options);
  }

  readMarks(cells: readonly CellPlace[]): Promise<readonly CellMarks[]> {
    const sheets = bySheet(cells);
    return batch((open) => readFillsOf(open, cells, sheets), { ...this.options, sheets: [...sheets.keys()] });
  }

  async apply(plan: Plan): Promise<ApplyOutcome> {
    const sheets = new Set<string>();
    for (const change of plan.changes) if (change.kind !== 'part') sheets.add(change.sheet);
    this.writes += 1;
    try {
      return await batch((open) => applyPlan(open, plan, this.reading), { ...this.options, sheets: [...sheets] });
    } finally {
      this.writes -= 1;
    }
  }

  verify(plan: Plan): Promise<readonly Deviation[]> {
    const written = plan.changes.filter(
      (change): change is ContentChange => change.kind === 'content' && change.becomes.formula !== null,
    );
    if (written.length === 0) return Promise.resolve([]);
    const sheets = bySheet(written);
    return batch((open) => deviationsIn(open, sheets), { ...this.options, sheets: [...sheets.keys()] });
  }

  select(sheet: string, cell: string): Promise<void> {
    return batch((open) => selectCell(open, sheet, cell), { ...this.options, sheets: [sheet] });
  }

  watchSelection(listener: (selection: SheetSelection) => void): Promise<StopWatching> {
    return watchSelection(this.watching(), listener);
  }

  watchChanges(listener: (change: SheetChanged) => void): Promise<StopWatching> {
    return watchChanges(this.watching(), () => this.writes > 0, listener);
  }

  unprotectedWhile<T>(sheets: readonly string[], password: string | undefined, work: () => Promise<T>): Promise<T> {
    return unprotectedWhile(sheets, work, { ...this.options, password });
  }

  private watching(): Watching {
    return { names: this.reading.names, options: this.options };
  }
}

/** Reads the fills of cells, in their order. Notes are beyond the client as it is shipped. */
async function readFillsOf(
  { context, sync }: Batch,
  cells: readonly CellPlace[],
  sheets: ReadonlyMap<string, readonly CellPlace[]>,
): Promise<readonly CellMarks[]> {
  const readings = [...sheets].flatMap(([name, inSheet]) => {
    const sheet = context.workbook.worksheets.getItem(name);
    return blocksOf(inSheet).map((block) => ({ name, block, fill: readFills(rangeIn(sheet, block.area)) }));
  });
  if (readings.length > 0) await sync();
  return cells.map((cell) => {
    const reading = readings.find(({ name, block }) => name === cell.sheet && block.cells.has(keyOf(cell)));
    if (reading === undefined) return { fill: null, note: null };
    const { area } = reading.block;
    return { fill: reading.fill(cell.row - area.top, cell.column - area.left), note: null };
  });
}

/** Bytes that one answer may have. */
const ANSWER_LIMIT = 3 * 1024 * 1024;
/** Bytes that a number takes of it. */
const NUMBER_BYTES = 24;

/** Settings of the workbook that change what formulas show. */
interface ResultSettings {
  readonly isManual: boolean;
  readonly isRounded: boolean;
}

/** Reads the cells with written formulas again, and returns those that do not show what is expected. */
async function deviationsIn(
  { context, sync }: Batch,
  sheets: ReadonlyMap<string, readonly ContentChange[]>,
): Promise<readonly Deviation[]> {
  const { workbook } = context;
  workbook.application.load('calculationMode');
  workbook.load('usePrecisionAsDisplayed');
  const pieces = [...sheets].flatMap(([name, inSheet]) =>
    blocksOf(inSheet)
      .flatMap((block) => piecesOf(block, ANSWER_LIMIT, () => NUMBER_BYTES))
      .map((block) => ({ name, block, bytes: block.bytes })),
  );
  const readings: { readonly block: Block<ContentChange>; readonly range: Excel.Range }[] = [];
  await inAnswers(pieces, ANSWER_LIMIT, {
    sync,
    queue: ({ name, block }) => {
      const range = rangeIn(workbook.worksheets.getItem(name), block.area).load('values');
      readings.push({ block, range });
    },
  });
  const settings: ResultSettings = {
    isManual: workbook.application.calculationMode === 'Manual',
    isRounded: workbook.usePrecisionAsDisplayed,
  };
  return readings
    .flatMap(({ block, range }) =>
      [...block.cells.values()].map((change) => {
        const shown = valueOf(range.values[change.row - block.area.top]?.[change.column - block.area.left]);
        return deviationOf(change, shown, settings);
      }),
    )
    .filter((deviation) => deviation !== null);
}

function deviationOf(
  { sheet, row, column, becomes: { value: expected } }: ContentChange,
  shown: CellValue,
  settings: ResultSettings,
): Deviation | null {
  if (isSameResult(shown, expected)) return null;
  return { sheet, cell: cellName(row, column), expected, shown, cause: causeOf(shown, settings) };
}

/** Sums of doubles may differ in their last digits between two programs; scores and ranks never by so little. */
function isSameResult(shown: CellValue, expected: CellValue): boolean {
  if (typeof shown === 'number' && typeof expected === 'number')
    return Math.abs(shown - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
  // Excel reports a formula's empty text like a blank.
  return (shown === null && expected === '') || JSON.stringify(shown) === JSON.stringify(expected);
}

function causeOf(shown: CellValue, { isManual, isRounded }: ResultSettings): Deviation['cause'] {
  if (typeof shown === 'string' && shown.startsWith('=')) return 'formula-is-text';
  if (typeof shown === 'object' && shown !== null) return 'formula-error';
  if (isManual) return 'calculation-manual';
  return isRounded ? 'precision-as-displayed' : 'unknown';
}
