import { wordFile } from '../../src/adapters/docx/word.js';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import type { AdjustmentEdit } from '../../src/app/adjust.js';
import { readLedger } from '../../src/core/adjustments/ledger.js';
import type { CellValue } from '../../src/core/grid/grid.js';
import { valueAt } from '../../src/core/grid/grid.js';
import { parseCellName } from '../../src/core/grid/address.js';
import { PageWorkbook } from '../../src/entries/page/page-workbook.js';
import { Session, ThinkerHere } from '../../src/pane/session/session.js';
import type { LiveWorkbook } from '../../src/ports/live-workbook.js';
import { WorkbookRefusal } from '../../src/ports/workbook.js';
import { draft } from '../support/ledgers.js';
import { bytesOf, INPUTS, PUBLISHED } from '../support/published.js';

const CHOICES = { files: 'one', kept: [], printSetUp: 'keep' } as const;

interface Opened {
  readonly session: Session;
  readonly workbook: PageWorkbook;
}

async function open(file: string, over: (workbook: PageWorkbook) => LiveWorkbook = (workbook) => workbook): Promise<Opened> {
  const workbook = new PageWorkbook(openXlsx(bytesOf(file)), { select: () => undefined, drawAgain: () => Promise.resolve() });
  const session = new Session(over(workbook), { memory: { read: () => null, write: () => Promise.resolve() }, now: () => new Date(0), newId: () => 'c1', keepsUndo: true, thinker: new ThinkerHere({ file: async () => openXlsx((await workbook.bytes()).bytes), word: wordFile }) });
  await session.open();
  return { session, workbook };
}

const set = (unit: string, value: number): [readonly AdjustmentEdit[]] => [[{ kind: 'set', attachment: 'districts', unit, value }]];

/** What a file that is saved now would show. */
async function saved({ workbook }: Opened, ...cells: readonly string[]): Promise<readonly CellValue[]> {
  const grid = (await openXlsx((await workbook.bytes()).bytes).read()).sheets.find(({ sheet }) => sheet === '附件1');
  return cells.map((cell) => {
    const place = parseCellName(cell);
    return grid === undefined || place === undefined ? null : valueAt(grid, place.row, place.column);
  });
}

it('a file that is saved right after an adjustment was entered has it, and the score that follows', async () => {
  const opened = await open(INPUTS);
  await opened.session.compute();
  void opened.session.act('adjust', set('沂源县', 12), null);
  await opened.session.settled();
  // Row 12; 77.03 with 10.
  expect(await saved(opened, 'T12', 'U12')).toEqual([12, 79.03]);
});

it('two adjustments entered one right after the other are both written', async () => {
  const opened = await open(INPUTS);
  const { session } = opened;
  await session.compute();
  const written = await Promise.all([session.act('adjust', set('沂源县', 12), null), session.act('adjust', set('高青县', 13), null)]);
  expect([written, session.getState().said]).toEqual([[true, true], null]);
  expect(await saved(opened, 'T12', 'T11')).toEqual([12, 13]);
});

it('an adjustment entered while scores are being computed is written after them', async () => {
  const opened = await open(INPUTS);
  const computing = opened.session.compute();
  expect(await opened.session.act('adjust', set('沂源县', 12), null)).toBe(true);
  await computing;
  expect(await saved(opened, 'T12', 'U12')).toEqual([12, 79.03]);
});

it('a double click on 确定 makes one entry', async () => {
  const { session, workbook } = await open(PUBLISHED);
  const add: [readonly AdjustmentEdit[]] = [[{ kind: 'add', entry: draft({ unit: '博山区' }) }]];
  expect(await Promise.all([session.act('adjust', add, null), session.act('adjust', add, null)])).toEqual([true, true]);
  expect((await workbook.read()).sheets.flatMap((grid) => readLedger(grid)?.entries ?? []).map(({ unit }) => unit)).toEqual(['博山区']);
});

it('an adjustment entered right after a correction in the sheet follows it', async () => {
  const opened = await open(INPUTS);
  const { session, workbook } = opened;
  await session.compute();
  // D12: 34290 of 62172 were received; all of them make the evaluation rate full, 40 points instead of 22.06.
  expect(await session.inOrder(() => workbook.correct('附件1', 11, 3, '62172'))).toBe(true);
  expect(await session.act('adjust', set('沂源县', 12), null)).toBe(true);
  expect(await saved(opened, 'D12', 'T12')).toEqual([62172, 12]);
});

it('an official attachment made right after a correction in the sheet is made from the corrected sheet', async () => {
  const { session, workbook } = await open(INPUTS);
  await session.compute();
  void session.inOrder(() => workbook.correct('附件1', 11, 3, '62172'));
  const pasted = await session.study('pasted', [CHOICES]);
  expect(pasted).toContain('62172');
  expect(session.getState().isBehind).toBe(false);
});

it('what is shown is told to be behind from the correction until it has been read', async () => {
  const { session, workbook } = await open(INPUTS);
  await session.inOrder(() => workbook.correct('附件1', 11, 3, '62172'));
  expect(session.getState().isBehind).toBe(true);
  await session.ask('adjustments');
  expect(session.getState().isBehind).toBe(false);
});

it('a second answer to differences that are answered already changes nothing of what is said', async () => {
  const { session } = await open(PUBLISHED);
  await session.compute();
  const { differences } = session.getState().view ?? { differences: [] };
  expect(differences).toHaveLength(9);
  const answer = Object.fromEntries(differences.map(({ key }) => [key, 'computed' as const]));
  await session.decide(answer);
  const { done } = session.getState();
  await session.decide(answer);
  expect(session.getState().done).toBe(done);
});

it('an entry is not deleted where another one stands by now, and it is said', async () => {
  const { session, workbook } = await open(PUBLISHED);
  await session.act('adjust', [[{ kind: 'add', entry: draft({ unit: '博山区', reason: '甲' }) }, { kind: 'add', entry: draft({ unit: '周村区', reason: '乙' }) }]], null);
  const [first, second] = (await session.ask('adjustments')).ledgers.flatMap(({ entries }) => entries);
  if (first === undefined || second === undefined) throw new Error('two entries were made');
  const remove = ({ sheet, row }: typeof first, was: typeof first): Promise<boolean> => session.act('adjust', [[{ kind: 'remove', sheet, row, was }]], null);
  expect(await remove(first, first)).toBe(true);
  // The second has moved up by now.
  expect(await remove(first, first)).toBe(false);
  expect(session.getState().said).toMatchObject({ tone: 'error', code: 'entry-not-found' });
  expect((await workbook.read()).sheets.flatMap((grid) => readLedger(grid)?.entries ?? []).map(({ reason }) => reason)).toEqual(['乙']);
});

it('what waits for a protected sheet is told to be written when it is, so that its form closes', async () => {
  let isProtected = true;
  const { session } = await open(INPUTS, (workbook) => Object.assign(Object.create(workbook) as PageWorkbook, {
    apply: (plan: Parameters<PageWorkbook['apply']>[0]) => (isProtected ? Promise.reject(new WorkbookRefusal('excel-sheet-protected', { sheet: '附件1' })) : workbook.apply(plan)),
    unprotectedWhile: <T>(_sheets: readonly string[], _password: string | undefined, work: () => Promise<T>) => {
      isProtected = false;
      return work();
    },
  }));
  const writing = session.act('adjust', set('沂源县', 12), null);
  await session.settled();
  expect(session.getState().locked).toMatchObject({ sheets: ['附件1'] });
  await session.unlock(undefined);
  expect(await writing).toBe(true);
});

it('what is left to its protection is told not to be written', async () => {
  const { session } = await open(INPUTS, (workbook) => Object.assign(Object.create(workbook) as PageWorkbook, {
    apply: () => Promise.reject(new WorkbookRefusal('excel-sheet-protected', { sheet: '附件1' })),
  }));
  const writing = session.act('adjust', set('沂源县', 12), null);
  await session.settled();
  session.leaveLocked();
  expect(await writing).toBe(false);
});
