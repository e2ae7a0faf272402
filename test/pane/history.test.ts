import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import type { AdjustmentEdit } from '../../src/app/adjust.js';
import { parseCellName } from '../../src/core/grid/address.js';
import { valueAt, type CellValue } from '../../src/core/grid/grid.js';
import { PageWorkbook } from '../../src/entries/page/page-workbook.js';
import { Session } from '../../src/pane/session/session.js';
import { message } from '../../src/messages/index.js';
import { noTaskRunner } from '../support/no-task-runner.js';
import { bytesOf, INPUTS } from '../support/published.js';

interface Opened {
  readonly session: Session;
  readonly workbook: PageWorkbook;
}

/** The inputs of 2021 Q2. In row 12 stands 沂源县: D12 34290 received, T12 10 of adjustments, U12 no score yet. */
async function open(): Promise<Opened> {
  const workbook = new PageWorkbook(openXlsx(bytesOf(INPUTS)), {
    select: () => undefined,
    update: () => Promise.resolve(),
  });
  const session = new Session(workbook, {
    memory: { read: () => null, write: () => Promise.resolve() },
    now: () => new Date(0),
    newId: () => 'c1',
    keepsUndo: true,
    taskRunner: noTaskRunner,
    readFile: async (bytes) => openXlsx(bytes).read(),
  });
  await session.open();
  return { session, workbook };
}

/** Enters texts into cells of 附件1 as the page does. */
async function enter({ session, workbook }: Opened, texts: Readonly<Record<string, string>>): Promise<void> {
  const cells = Object.entries(texts).map(([name, text]) => {
    const place = parseCellName(name);
    if (place === undefined) throw new Error(name);
    return { ...place, text };
  });
  await session.enqueue(async () => {
    const { plan, place, outcome } = await workbook.enter('附件1', cells);
    const step = cells.length > 1 ? 'pasted' : 'typed';
    session.recordEntry({ step, place, cells: outcome.changed }, plan);
  });
}

async function values({ workbook }: Opened, ...cells: readonly string[]): Promise<readonly CellValue[]> {
  const grid = (await workbook.read()).sheets.find(({ sheet }) => sheet === '附件1');
  return cells.map((cell) => {
    const place = parseCellName(cell);
    return grid === undefined || place === undefined ? null : valueAt(grid, place.row, place.column);
  });
}

const set = (value: number): [readonly AdjustmentEdit[]] => [
  [{ kind: 'set', attachment: 'districts', unit: '沂源县', value }],
];

/** What undo and redo are called in Chinese. */
function named({ session }: Opened): readonly (string | null)[] {
  const { undo, redo } = session.getState().history;
  return [
    undo === null ? null : message('zh-CN', 'history-undo', undo),
    redo === null ? null : message('zh-CN', 'history-redo', redo),
  ];
}

it('what was typed, computed, adjusted and pasted is undone in order, each by its name, and redone', async () => {
  const opened = await open();
  const { session } = opened;
  const start = await values(opened, 'D12', 'E12', 'T12', 'U12');
  await enter(opened, { D12: '62172' });
  await session.compute();
  const filled = session.getState().done?.cells;
  await session.execute('adjust', set(12), null);
  await enter(opened, { D12: '34290', E12: '20000' });

  const names: (string | null)[] = [];
  for (let step = 0; step < 4; step += 1) {
    names.push(named(opened)[0] ?? null);
    await session.undo();
  }
  expect(names).toEqual([
    '撤销：粘贴 附件1!D12:E12',
    // The points and the score that follows.
    '撤销：加减分 2 格',
    `撤销：计算得分 ${filled} 格`,
    '撤销：输入 附件1!D12',
  ]);
  expect(await values(opened, 'D12', 'E12', 'T12', 'U12')).toEqual(start);
  expect(named(opened)).toEqual([null, '重做：输入 附件1!D12']);

  for (let step = 0; step < 4; step += 1) await session.redo();
  // 77.03 with 34290 received and 10 points; two points more. E12 counts for the score as well.
  expect(await values(opened, 'D12', 'E12', 'T12')).toEqual([34290, 20000, 12]);
  expect(named(opened)).toEqual(['撤销：粘贴 附件1!D12:E12', null]);
});

it('after undo, a new step forgets what could have been redone', async () => {
  const opened = await open();
  await enter(opened, { D12: '1' });
  await opened.session.undo();
  await enter(opened, { D13: '2' });
  expect(named(opened)).toEqual(['撤销：输入 附件1!D13', null]);
  await opened.session.redo();
  expect(await values(opened, 'D12')).toEqual([34290]);
});

it('a step whose cell was changed since is not undone, the cell is named, and the step before is next', async () => {
  const opened = await open();
  const { session, workbook } = opened;
  await enter(opened, { D12: '11' });
  await enter(opened, { D13: '12' });
  const place = parseCellName('D13');
  if (place === undefined) throw new Error('D13');
  // Somebody else writes it.
  await workbook.apply({
    changes: [
      {
        kind: 'content',
        sheet: '附件1',
        ...place,
        was: { value: 12, formula: null },
        becomes: { value: 14, formula: null },
      },
    ],
    problems: [],
  });
  await session.undo();
  expect(session.getState().status).toMatchObject({
    tone: 'warning',
    code: 'history-undo-conflict',
    parameters: { changed: expect.stringContaining('D13') },
  });
  await session.undo();
  expect(await values(opened, 'D12', 'D13')).toEqual([34290, 14]);
});

it('computing that was restored can be undone back to the scores', async () => {
  const opened = await open();
  const { session } = opened;
  await session.compute();
  const [score] = await values(opened, 'U12');
  await session.restore();
  expect(await values(opened, 'U12')).toEqual([null]);
  await session.undo();
  expect([score, await values(opened, 'U12')]).toEqual([77.03, [77.03]]);
});

it('two undos asked for at once are two', async () => {
  const opened = await open();
  await enter(opened, { D12: '1' });
  await enter(opened, { D12: '2' });
  await Promise.all([opened.session.undo(), opened.session.undo()]);
  expect(await values(opened, 'D12')).toEqual([34290]);
});

it('with nothing to undo nothing happens', async () => {
  const opened = await open();
  await opened.session.undo();
  await opened.session.redo();
  expect([named(opened), opened.session.getState().status, opened.workbook.unsaved()]).toEqual([
    [null, null],
    null,
    null,
  ]);
});
