import type { CellValue } from '../../src/core/grid/grid.js';
import { SheetViewReceiver, type SheetView } from '../../src/entries/page/sheet-view.js';
import { SheetViewSender } from '../../src/entries/page/sheet-view-sender.js';
import { plainLook } from '../support/looks.js';
import { gridOf } from '../support/sheets.js';

const look = plainLook();

/** The page's side with what the other thread sends. */
class Page {
  readonly receiver = new SheetViewReceiver();
  shown: SheetView | null = null;
  private readonly sender = new SheetViewSender(
    (message) => void (this.shown = this.receiver.take(message) ?? this.shown),
  );

  draw(rows: readonly (readonly CellValue[])[], formulas?: readonly (readonly (string | null)[])[]): void {
    const grid = gridOf(rows, formulas === undefined ? {} : { formulas });
    this.sender.send([grid], [look]);
    this.shown = this.receiver.take({
      kind: 'sheet-view',
      sheets: ['附件1'],
      changed: new Map(),
      unsaved: false,
    });
  }

  type(call: number, column: number, text: string): void {
    this.shown =
      this.receiver.expect(call, { sheet: '附件1', texts: [{ row: 0, column, text }], year: 2021, inputs: [] }) ??
      this.shown;
  }

  answer(call: number): void {
    this.shown = this.receiver.answered(call) ?? this.shown;
  }

  get values(): unknown {
    return this.shown?.grids[0]?.values;
  }
}

it('a typed number is in the view before the other thread has it, and stays through views of what came before', () => {
  const page = new Page();
  page.draw([['甲区', 5]]);
  page.type(1, 1, '７');
  expect(page.values).toEqual([['甲区', 7]]);
  page.draw([['乙区', 5]]);
  expect(page.values).toEqual([['乙区', 7]]);
});

it('a number that was not taken goes from the view with the answer', () => {
  const page = new Page();
  page.draw([['甲区', 5]]);
  page.type(1, 1, '7');
  page.answer(1);
  expect(page.values).toEqual([['甲区', 5]]);
});

it('with the answer to a number that was taken the view stays the same object', () => {
  const page = new Page();
  page.draw([['甲区', 5]]);
  page.type(1, 1, '7');
  page.draw([['甲区', 7]]);
  const { shown } = page;
  page.answer(1);
  expect(page.shown).toBe(shown);
});

it('of two numbers typed into one cell the later one is seen until it is answered', () => {
  const page = new Page();
  page.draw([['甲区', 5]]);
  page.type(1, 1, '7');
  page.type(2, 1, '8');
  page.draw([['甲区', 7]]);
  page.answer(1);
  expect(page.values).toEqual([['甲区', 8]]);
});

it('a cell with a formula is shown as it is, whatever is typed', () => {
  const page = new Page();
  page.draw([['甲区', 5]], [[null, '=A1+4']]);
  page.type(1, 1, '7');
  expect(page.values).toEqual([['甲区', 5]]);
});
