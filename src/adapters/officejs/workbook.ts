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
import { batch } from './batch.js';
import { blocksOf, bySheet, inAnswers, keyOf, piecesOf, type Block } from './blocks.js';
import { valueOf } from './cell-text.js';
import { readFills } from './fills.js';
import { isSupported, NEEDED } from './host.js';
import { unprotectedWhile } from './protection.js';
import { noMemory, readWorkbook, type Memory } from './read.js';
import { selectCell, watchChanges, watchSelection } from './watch.js';

export interface ExcelOptions {
  /** Milliseconds that one answer of Excel may take. */
  readonly patience?: number;
}

/** Opens the workbook of the Excel this page runs in. Throws a `WorkbookRefusal` where Excel is too old. */
export function openExcel(options: ExcelOptions = {}): LiveWorkbook {
  if (!isSupported()) throw new WorkbookRefusal('excel-too-old', { needed: NEEDED });
  return new OpenWorkbook(options);
}

class OpenWorkbook implements LiveWorkbook {
  private readonly memory: Memory = noMemory();
  private writing = 0;

  constructor(private readonly options: ExcelOptions) {}

  read(): Promise<WorkbookSnapshot> {
    return batch((open) => readWorkbook(open, this.memory), this.options);
  }

  readMarks(cells: readonly CellPlace[]): Promise<readonly CellMarks[]> {
    const sheets = bySheet(cells);
    return batch(
      async ({ context, sync }) => {
        const readings = [...sheets].flatMap(([name, inSheet]) => {
          const sheet = context.workbook.worksheets.getItem(name);
          return blocksOf(inSheet).map((block) => {
            const { top, left, bottom, right } = block.area;
            return {
              name,
              block,
              fill: readFills(sheet.getRangeByIndexes(top, left, bottom - top + 1, right - left + 1).untrack()),
            };
          });
        });
        if (readings.length > 0) await sync();
        return cells.map((cell) => {
          const reading = readings.find(({ name, block }) => name === cell.sheet && block.cells.has(keyOf(cell)));
          return {
            fill: reading?.fill(cell.row - reading.block.area.top, cell.column - reading.block.area.left) ?? null,
            note: null,
          };
        });
      },
      { ...this.options, sheets: [...sheets.keys()] },
    );
  }

  async apply(plan: Plan): Promise<ApplyOutcome> {
    const sheets = [...new Set(plan.changes.flatMap((change) => (change.kind === 'part' ? [] : [change.sheet])))];
    this.writing += 1;
    try {
      return await batch((open) => applyPlan(open, plan), { ...this.options, sheets });
    } finally {
      this.writing -= 1;
    }
  }

  verify(plan: Plan): Promise<readonly Deviation[]> {
    const expected = plan.changes.filter(
      (change): change is ContentChange => change.kind === 'content' && change.becomes.formula !== null,
    );
    if (expected.length === 0) return Promise.resolve([]);
    const sheets = bySheet(expected);
    return batch(
      async ({ context, sync }) => {
        const { workbook } = context;
        const readings: { readonly block: Block<ContentChange>; readonly range: Excel.Range }[] = [];
        workbook.application.load('calculationMode');
        workbook.load('usePrecisionAsDisplayed');
        const asked = [...sheets].flatMap(([name, inSheet]) =>
          blocksOf(inSheet).flatMap((block) =>
            piecesOf(block, ANSWER_LIMIT, () => NUMBER_BYTES).map((piece) => ({ name, piece, bytes: piece.bytes })),
          ),
        );
        await inAnswers(
          asked,
          ANSWER_LIMIT,
          ({ name, piece }) => {
            const { top, left, bottom, right } = piece.area;
            readings.push({
              block: piece,
              range: workbook.worksheets
                .getItem(name)
                .getRangeByIndexes(top, left, bottom - top + 1, right - left + 1)
                .untrack()
                .load('values'),
            });
          },
          sync,
        );
        const settings = {
          manual: workbook.application.calculationMode === 'Manual',
          precision: workbook.usePrecisionAsDisplayed,
        };
        return readings.flatMap(({ block, range }) =>
          [...block.cells.values()].flatMap(({ sheet, row, column, becomes }): readonly Deviation[] => {
            const shown = valueOf(range.values[row - block.area.top]?.[column - block.area.left]);
            if (sameResult(shown, becomes.value)) return [];
            return [
              { sheet, cell: cellName(row, column), expected: becomes.value, shown, cause: causeOf(shown, settings) },
            ];
          }),
        );
      },
      { ...this.options, sheets: [...sheets.keys()] },
    );
  }

  select(sheet: string, cell: string): Promise<void> {
    return batch((open) => selectCell(open, sheet, cell), { ...this.options, sheets: [sheet] });
  }

  watchSelection(listener: (selection: SheetSelection) => void): Promise<StopWatching> {
    return watchSelection(this.memory.names, listener, this.options);
  }

  watchChanges(listener: (change: SheetChanged) => void): Promise<StopWatching> {
    return watchChanges(this.memory.names, () => this.writing > 0, listener, this.options);
  }

  unprotectedWhile<T>(sheets: readonly string[], password: string | undefined, work: () => Promise<T>): Promise<T> {
    return unprotectedWhile(sheets, password, work, this.options);
  }
}

/** What one answer may bring, and what a number takes of it. */
const [ANSWER_LIMIT, NUMBER_BYTES] = [3 * 1024 * 1024, 24];

/** Sums of doubles may differ in their last digits between two programs; scores and ranks never by so little. */
function sameResult(shown: CellValue, expected: CellValue): boolean {
  if (typeof shown === 'number' && typeof expected === 'number')
    return Math.abs(shown - expected) <= 1e-9 * Math.max(1, Math.abs(expected));
  // Excel reports a formula's empty text like a blank.
  return (shown === null && expected === '') || JSON.stringify(shown) === JSON.stringify(expected);
}

function causeOf(
  shown: CellValue,
  { manual, precision }: { readonly manual: boolean; readonly precision: boolean },
): Deviation['cause'] {
  if (typeof shown === 'string' && shown.startsWith('=')) return 'formula-is-text';
  if (typeof shown === 'object' && shown !== null) return 'formula-error';
  if (manual) return 'calculation-manual';
  return precision ? 'precision-as-displayed' : 'unknown';
}
