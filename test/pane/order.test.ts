import { wordFile } from '../../src/adapters/docx/word.js';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import type { AdjustmentEdit } from '../../src/app/adjust.js';
import { readLedger } from '../../src/core/adjustments/ledger.js';
import { formulaAt, valueAt, type CellValue, type Grid } from '../../src/core/grid/grid.js';
import { parseCellName } from '../../src/core/grid/address.js';
import { PageWorkbook } from '../../src/entries/page/page-workbook.js';
import { Session, LocalTaskRunner } from '../../src/pane/session/session.js';
import { withField } from '../../src/core/method/edit-rules.js';
import type { Decision, DifferenceRow } from '../../src/pane/session/state.js';
import type { LiveWorkbook } from '../../src/ports/live-workbook.js';
import { WorkbookRefusal } from '../../src/ports/workbook.js';
import { draft, ledgerSheet, plainUnit } from '../support/ledgers.js';
import { bytesOf, INPUTS, PUBLISHED } from '../support/published.js';
import { districtsSheet, workbookOf } from '../support/sheets.js';
import { typeInto } from '../support/type-into.js';

const CHOICES = { files: 'one', kept: [], printSetUp: 'keep' } as const;

interface Opened {
  readonly session: Session;
  readonly workbook: PageWorkbook;
}

async function open(
  file: string | Uint8Array,
  over: (workbook: PageWorkbook) => LiveWorkbook = (workbook) => workbook,
): Promise<Opened> {
  const workbook = new PageWorkbook(openXlsx(typeof file === 'string' ? bytesOf(file) : file), {
    select: () => undefined,
    update: () => Promise.resolve(),
  });
  const session = new Session(over(workbook), {
    memory: { read: () => null, write: () => Promise.resolve() },
    now: () => new Date(0),
    newId: () => 'c1',
    keepsUndo: true,
    readFile: async (bytes) => openXlsx(bytes).read(),
    taskRunner: new LocalTaskRunner({ file: async () => openXlsx((await workbook.bytes()).bytes), word: wordFile }),
  });
  await session.open();
  return { session, workbook };
}

const set = (unit: string, value: number): [readonly AdjustmentEdit[]] => [
  [{ kind: 'set', attachment: 'districts', unit, value }],
];

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
  void opened.session.execute('adjust', set('沂源县', 12), null);
  await opened.session.idle();
  // Row 12; 77.03 with 10.
  expect(await saved(opened, 'T12', 'U12')).toEqual([12, 79.03]);
});

it('two adjustments entered one right after the other are both written', async () => {
  const opened = await open(INPUTS);
  const { session } = opened;
  await session.compute();
  const written = await Promise.all([
    session.execute('adjust', set('沂源县', 12), null),
    session.execute('adjust', set('高青县', 14), null),
  ]);
  expect([written, session.getState().status]).toEqual([[true, true], null]);
  expect(await saved(opened, 'T12', 'T11')).toEqual([12, 14]);
});

it('an adjustment entered while scores are being computed is written after them', async () => {
  const opened = await open(INPUTS);
  const computing = opened.session.compute();
  expect(await opened.session.execute('adjust', set('沂源县', 12), null)).toBe(true);
  await computing;
  expect(await saved(opened, 'T12', 'U12')).toEqual([12, 79.03]);
});

it('two entries that read the same, entered one after the other, are both made', async () => {
  const { session, workbook } = await open(PUBLISHED);
  const add: [readonly AdjustmentEdit[]] = [[{ kind: 'add', entry: draft({ unit: '博山区' }) }]];
  expect(await Promise.all([session.execute('adjust', add, null), session.execute('adjust', add, null)])).toEqual([
    true,
    true,
  ]);
  expect(
    (await workbook.read()).sheets.flatMap((grid) => readLedger(grid)?.entries ?? []).map(({ unit }) => unit),
  ).toEqual(['博山区', '博山区']);
});

it('an adjustment entered right after a correction in the sheet follows it', async () => {
  const opened = await open(INPUTS);
  const { session, workbook } = opened;
  await session.compute();
  // D12: 34290 of 62172 were received; all of them make the evaluation rate full, 40 points instead of 22.06.
  expect(await session.enqueue(() => typeInto(workbook, { sheet: '附件1', row: 11, column: 3 }, '62172'))).toBe(true);
  expect(await session.execute('adjust', set('沂源县', 12), null)).toBe(true);
  expect(await saved(opened, 'D12', 'T12')).toEqual([62172, 12]);
});

it('an official attachment made right after a correction in the sheet is made from the corrected sheet', async () => {
  const { session, workbook } = await open(INPUTS);
  await session.compute();
  void session.enqueue(() => typeInto(workbook, { sheet: '附件1', row: 11, column: 3 }, '62172'));
  const pasted = await session.runTask('pasted', [CHOICES]);
  expect(pasted).toContain('62172');
  expect(session.getState().isBehind).toBe(false);
});

it('what is shown counts as stale from the correction until it has been read', async () => {
  const { session, workbook } = await open(INPUTS);
  await session.enqueue(() => typeInto(workbook, { sheet: '附件1', row: 11, column: 3 }, '62172'));
  expect(session.getState().isBehind).toBe(true);
  await session.query('adjustments');
  expect(session.getState().isBehind).toBe(false);
});

/** The published 附件1 with its list of differences open: U9 says 95.99, and 96.00 is computed. */
async function openDifferences(): Promise<Opened & { readonly shown: () => readonly DifferenceRow[] }> {
  const opened = await open(PUBLISHED);
  await opened.session.compute();
  const shown = (): readonly DifferenceRow[] => opened.session.getState().view?.differences ?? [];
  expect([opened.session.getState().reviewing, shown().find(({ cell }) => cell === 'U9')]).toMatchObject([
    true,
    { from: '95.99', to: '96.00' },
  ]);
  return { ...opened, shown };
}

const allComputed = (rows: readonly DifferenceRow[]): Readonly<Record<string, Decision>> =>
  Object.fromEntries(rows.map(({ key, from, to }) => [key, { use: 'computed', from, to }]));

it('a second answer to differences that are answered already changes nothing of what is said', async () => {
  const { session, shown } = await openDifferences();
  const answer = allComputed(shown());
  expect(Object.keys(answer)).toHaveLength(9);
  await session.decide(answer);
  const { done } = session.getState();
  await session.decide(answer);
  expect(session.getState().done).toBe(done);
});

it('differences that are being gone through follow a correction in the sheet, which is reported', async () => {
  const { session, workbook, shown } = await openDifferences();
  // D9: of 90717 due, 50000 received instead of all: at most 40 × 50000/90717 + 60 points.
  await session.enqueue(() => typeInto(workbook, { sheet: '附件1', row: 8, column: 3 }, '50000'));
  await session.query('adjustments');
  expect(Number(shown().find(({ cell }) => cell === 'U9')?.to)).toBeLessThanOrEqual(82.05);
  const status = { tone: 'warning', code: 'pane-differences-changed' };
  expect(session.getState()).toMatchObject({ reviewing: true, status });
});

it('a decision about outdated figures writes nothing and shows the new ones; one about those is written', async () => {
  const opened = await openDifferences();
  const { session, workbook, shown } = opened;
  const answer = allComputed(shown());
  await session.enqueue(() => typeInto(workbook, { sheet: '附件1', row: 8, column: 3 }, '50000'));
  await session.decide(answer);
  const status = { code: 'pane-differences-changed' };
  expect(session.getState()).toMatchObject({ reviewing: true, done: null, status });
  expect(await saved(opened, 'U9')).toEqual([95.99]);
  const now = shown();
  await session.decide(allComputed(now));
  expect(session.getState()).toMatchObject({ reviewing: false, status: null });
  const [score] = await saved(opened, 'U9');
  expect((score as number).toFixed(2)).toBe(now.find(({ cell }) => cell === 'U9')?.to);
});

it('a score follows the adjustment that is typed over the one of the ledger', async () => {
  const opened = await open(INPUTS);
  const { session, workbook } = opened;
  await session.compute();
  expect(await session.execute('adjust', [[{ kind: 'add', entry: draft({ unit: '沂源县', points: 2 }) }]], null)).toBe(
    true,
  );
  expect(await saved(opened, 'T12', 'U12')).toEqual([12, 79.03]);
  await session.enqueue(() => typeInto(workbook, { sheet: '附件1', row: 11, column: 19 }, '10'));
  expect(await saved(opened, 'T12', 'U12')).toEqual([10, 77.03]);
});

/**
 * 甲区 in row 4: 40 + 20 + 10 + 20 without its adjustment. Its adjustment is typed as 3, while the ledger gives 10 + 5
 * and the cap is 100; its score is typed as 70.
 */
async function openTyped(): Promise<Opened & { readonly shown: () => Readonly<Record<string, string>> }> {
  const unit = [...plainUnit(1, '甲区', 500, 3).slice(0, 20), 70];
  const opened = await open(
    workbookOf({
      附件1: districtsSheet([unit]),
      加减分台账: ledgerSheet([['附件1', '甲区', '5', 1, 5, '事由', '依据', '', '']]),
    }),
  );
  await opened.session.compute();
  const shown = (): Readonly<Record<string, string>> =>
    Object.fromEntries(
      (opened.session.getState().view?.differences ?? []).map(({ cell, from, to }) => [cell, `${from} → ${to}`]),
    );
  expect(shown()).toEqual({ T4: '3 → 15', U4: '70.00 → 100.00' });
  return { ...opened, shown };
}

const keepingTheAdjustment = (score: Decision): Readonly<Record<string, Decision>> => ({
  '附件1!T4': { use: 'keep', from: '3', to: '15' },
  '附件1!U4': score,
});

it('a score that would follow an adjustment that is kept is shown with its figure before it is written', async () => {
  const opened = await openTyped();
  const { session, shown } = opened;
  await session.decide(keepingTheAdjustment({ use: 'computed', from: '70.00', to: '100.00' }));
  expect(session.getState()).toMatchObject({
    reviewing: true,
    status: { tone: 'warning', code: 'pane-differences-follow' },
  });
  expect([shown(), await saved(opened, 'U4')]).toEqual([{ T4: '3 → 15', U4: '70.00 → 93.00' }, [70]]);
  await session.decide(keepingTheAdjustment({ use: 'computed', from: '70.00', to: '93.00' }));
  expect(session.getState()).toMatchObject({ reviewing: false, status: null });
  expect(await saved(opened, 'T4', 'U4')).toEqual([3, 93]);
});

it('a score that is kept with its adjustment is not asked about twice', async () => {
  const opened = await openTyped();
  await opened.session.decide(keepingTheAdjustment({ use: 'keep', from: '70.00', to: '100.00' }));
  expect(opened.session.getState()).toMatchObject({ reviewing: false });
  expect(await saved(opened, 'T4', 'U4')).toEqual([3, 70]);
});

it('leaving the list lists the differences again as if nothing had been decided', async () => {
  const { session, shown } = await openTyped();
  await session.decide(keepingTheAdjustment({ use: 'computed', from: '70.00', to: '100.00' }));
  session.stopReviewing();
  expect(shown()).toEqual({ T4: '3 → 15', U4: '70.00 → 100.00' });
});

it('writes nothing where a cell changes between reading and writing, and offers to compute again', async () => {
  let isUntouched = true;
  const opened = await open(PUBLISHED, (workbook) =>
    Object.assign(Object.create(workbook) as PageWorkbook, {
      apply: async (plan: Parameters<PageWorkbook['apply']>[0]) => {
        if (isUntouched) await typeInto(workbook, { sheet: '附件1', row: 11, column: 20 }, '70');
        isUntouched = false;
        return workbook.apply(plan);
      },
    }),
  );
  const { session } = opened;
  await session.compute();
  await session.decide(allComputed(session.getState().view?.differences ?? []));
  expect(session.getState()).toMatchObject({ done: null, status: { code: 'changed-meanwhile', offer: 'recompute' } });
  expect(await saved(opened, 'U9', 'U12')).toEqual([95.99, 70]);
});

it('where a correction leaves nothing to decide, the list of differences closes and says so', async () => {
  const { session, workbook, shown } = await openDifferences();
  for (const { sheet, cell, to } of shown()) {
    const place = parseCellName(cell);
    if (place !== undefined) await session.enqueue(() => typeInto(workbook, { sheet, ...place }, to));
  }
  await session.query('adjustments');
  expect(shown()).toEqual([]);
  expect(session.getState()).toMatchObject({ reviewing: false, status: { code: 'pane-differences-gone' } });
});

it('a command that changes nothing says so and leaves the undo of the one before', async () => {
  const opened = await open(INPUTS);
  const { session } = opened;
  await session.compute();
  await session.execute('adjust', set('沂源县', 12), null);
  const { undoable } = session.getState();
  expect(await session.execute('adjust', set('沂源县', 12), null)).toBe(true);
  expect(session.getState()).toMatchObject({ undoable, status: { tone: 'success', code: 'pane-nothing-to-write' } });
  await session.undo();
  // T12 had 10.
  expect(await saved(opened, 'T12')).toEqual([10]);
  expect(session.getState().status).toMatchObject({ tone: 'success', code: 'history-undone' });
});

it('a method that is saved twice can still be undone', async () => {
  const { session, workbook } = await open(INPUTS);
  await session.compute();
  const [districts] = (await session.query('methods')).methods;
  if (districts === undefined) throw new Error('附件1 has a method');
  const rules = withField(districts.inForce.rules, 'method.components.0.weight', '35');
  const save = (): Promise<boolean> =>
    session.execute('changeMethod', [rules, true], { code: 'pane-method-saved', parameters: {} });
  expect([await save(), await save()]).toEqual([true, true]);
  await session.undo();
  expect((await workbook.read()).sheets.map(({ sheet }) => sheet)).not.toContain('计分办法');
});

it('scores are computed when they are asked for right after computing was cancelled', async () => {
  const opened = await open(INPUTS);
  const { session } = opened;
  const first = session.compute();
  // Cancelled while it runs: it has begun, and has not come to writing.
  await new Promise((resolve) => setTimeout(resolve, 0));
  expect(session.getState().work).toMatchObject({ kind: 'computing', cancellable: true });
  session.cancel();
  await Promise.all([first, session.compute()]);
  expect(session.getState().done).not.toBeNull();
  expect(await saved(opened, 'U12')).toEqual([77.03]);
});

it('computing that was cancelled opens no list of differences', async () => {
  const { session } = await open(PUBLISHED);
  const computing = session.compute();
  await new Promise((resolve) => setTimeout(resolve, 0));
  session.cancel();
  await computing;
  expect(session.getState().reviewing).toBe(false);
});

it('a computation that is restored already is not restored again, and what was reported of it stays', async () => {
  const opened = await open(INPUTS);
  const { session, workbook } = opened;
  await session.compute();
  // A program has put a number over the formula in U12 since.
  await session.enqueue(async () => {
    const grid = (await workbook.read()).sheets.find(({ sheet }) => sheet === '附件1') as Grid;
    await workbook.apply({
      changes: [
        {
          kind: 'content',
          sheet: '附件1',
          row: 11,
          column: 20,
          was: { value: valueAt(grid, 11, 20), formula: formulaAt(grid, 11, 20) },
          becomes: { value: 70, formula: null },
        },
      ],
      problems: [],
    });
  });
  const [point] = session.getState().restorePoints;
  await Promise.all([session.restore(point?.id), session.restore(point?.id)]);
  await session.restore(point?.id);
  expect(session.getState().status).toMatchObject({ tone: 'warning', code: 'restore-changed-since' });
  expect(await saved(opened, 'U12', 'U11')).toEqual([70, null]);
});

it('an entry is not deleted where another one stands by now, which is reported', async () => {
  const { session, workbook } = await open(PUBLISHED);
  await session.execute(
    'adjust',
    [
      [
        { kind: 'add', entry: draft({ unit: '博山区', reason: '甲' }) },
        { kind: 'add', entry: draft({ unit: '周村区', reason: '乙' }) },
      ],
    ],
    null,
  );
  const [first, second] = (await session.query('adjustments')).ledgers.flatMap(({ entries }) => entries);
  if (first === undefined || second === undefined) throw new Error('two entries were made');
  const remove = ({ sheet, row }: typeof first, was: typeof first): Promise<boolean> =>
    session.execute('adjust', [[{ kind: 'remove', sheet, row, was }]], null);
  expect(await remove(first, first)).toBe(true);
  // The second has moved up by now.
  expect(await remove(first, first)).toBe(false);
  expect(session.getState().status).toMatchObject({ tone: 'error', code: 'entry-not-found' });
  expect(
    (await workbook.read()).sheets.flatMap((grid) => readLedger(grid)?.entries ?? []).map(({ reason }) => reason),
  ).toEqual(['乙']);
});

it('a write that waits for a protected sheet resolves to true once it is written, closing its form', async () => {
  let isProtected = true;
  const { session } = await open(INPUTS, (workbook) =>
    Object.assign(Object.create(workbook) as PageWorkbook, {
      apply: (plan: Parameters<PageWorkbook['apply']>[0]) =>
        isProtected
          ? Promise.reject(new WorkbookRefusal('excel-sheet-protected', { sheet: '附件1' }))
          : workbook.apply(plan),
      unprotectedWhile: <T>(_sheets: readonly string[], _password: string | undefined, work: () => Promise<T>) => {
        isProtected = false;
        return work();
      },
    }),
  );
  const writing = session.execute('adjust', set('沂源县', 12), null);
  await session.idle();
  expect(session.getState().locked).toMatchObject({ sheets: ['附件1'] });
  await session.unlock(undefined);
  expect(await writing).toBe(true);
});

it('a write that is left to its protection resolves to false', async () => {
  const { session } = await open(INPUTS, (workbook) =>
    Object.assign(Object.create(workbook) as PageWorkbook, {
      apply: () => Promise.reject(new WorkbookRefusal('excel-sheet-protected', { sheet: '附件1' })),
    }),
  );
  const writing = session.execute('adjust', set('沂源县', 12), null);
  await session.idle();
  session.leaveLocked();
  expect(await writing).toBe(false);
});
