import { documentSettings } from '../../src/adapters/officejs/settings.js';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { Session } from '../../src/pane/session/session.js';
import { contentsOf, type Book } from '../host/book.js';
import type { BootOptions } from '../host/boot-node.js';
import type { Fault, HostOptions, SimulatedExcel, SyncRecord } from '../host/simulated-excel.js';
import { districtsBook, end, start } from '../adapters/officejs/support.js';
import { noTaskRunner } from '../support/no-task-runner.js';

afterEach(() => {
  end();
  jest.restoreAllMocks();
});

interface Opened {
  readonly session: Session;
  readonly book: Book;
  readonly excel: SimulatedExcel;
}

async function open(book: Book = districtsBook(3), options: HostOptions & BootOptions = {}): Promise<Opened> {
  const { workbook, excel } = await start(book, options);
  const session = new Session(workbook, {
    memory: documentSettings(),
    now: () => new Date(0),
    newId: () => 'c1',
    keepsUndo: false,
    taskRunner: noTaskRunner,
    readFile: async (bytes) => openXlsx(bytes).read(),
  });
  await session.open();
  excel.takeSyncs();
  return { session, book, excel };
}

/** All that people see in a workbook: cells with formats, sheets in their order, tables. */
function seen(book: Book): unknown {
  return {
    cells: contentsOf(book),
    sheets: book.sheets.map(({ name, tables }) => [name, tables.map(({ name: table, area }) => [table, area])]),
  };
}

const compute = ({ session }: Opened): Promise<unknown> => session.compute();

async function enterAdjustment({ session }: Opened): Promise<void> {
  const entry = {
    attachment: 'districts',
    unit: '第2区',
    clause: '5',
    times: 1,
    points: 3,
    reason: '推动基层',
    evidence: '简报',
    date: '',
    by: '张三',
  } as const;
  await session.execute('adjust', [[{ kind: 'add', entry }]], null);
}

async function record({ session }: Opened): Promise<void> {
  const copies = [{ name: '附件.xlsx', fingerprint: 'f' }];
  await session.execute('record', [copies, { at: '2021-07-05 09:30', by: '张三', accepted: null }], null);
}

/** A fault before, after and at a few places in the middle of every sync. */
function faultsOf(syncs: readonly SyncRecord[]): readonly Fault[] {
  return syncs.flatMap(({ writes }, index) => {
    const middle = [
      ...new Set([0, 1, 2, Math.floor(writes / 3), Math.floor((2 * writes) / 3), writes - 2, writes - 1]),
    ].filter((afterWrites) => afterWrites >= 0 && afterWrites < writes);
    return (['before', 'after', ...middle.map((afterWrites) => ({ afterWrites }))] as const).map((when) => ({
      sync: index + 1,
      when,
      code: 'GeneralException',
    }));
  });
}

const nothing = (): Promise<unknown> => Promise.resolve();

describe('a fault at any sync leaves the old workbook, the new one, or an offer to restore the old one exactly', () => {
  const table: readonly [string, (opened: Opened) => Promise<unknown>, (opened: Opened) => Promise<unknown>][] = [
    ['计算得分', nothing, compute],
    ['an entry in the ledger, with its sheet and table', compute, enterAdjustment],
    ['the record of what was published', compute, record],
  ];
  it.each(table)('%s', async (_, prepare, act) => {
    const whole = await open();
    await prepare(whole);
    whole.excel.takeSyncs();
    await act(whole);
    const faults = faultsOf(whole.excel.takeSyncs());
    const fresh = seen(whole.book);
    const ends = new Set<string>();
    for (const fault of faults) {
      const opened = await open();
      await prepare(opened);
      const old = seen(opened.book);
      opened.excel.failAt(fault);
      await act(opened);
      if (opened.session.getState().status?.offer === 'restore') {
        await opened.session.restore();
        expect([fault, seen(opened.book)]).toEqual([fault, old]);
        ends.add('restored');
      } else {
        const now = seen(opened.book);
        const isOld = JSON.stringify(now) === JSON.stringify(old);
        expect([fault, now]).toEqual([fault, isOld ? old : fresh]);
        ends.add(isOld ? 'old' : 'new');
      }
    }
    expect(ends).toEqual(new Set(['old', 'new', 'restored']));
  });

  it('恢复到计算前: what broke off half-way is finished by restoring once more', async () => {
    const whole = await open();
    const old = seen(whole.book);
    await compute(whole);
    whole.excel.takeSyncs();
    await whole.session.restore();
    expect(seen(whole.book)).toEqual(old);
    for (const fault of faultsOf(whole.excel.takeSyncs())) {
      const opened = await open();
      await compute(opened);
      const computed = seen(opened.book);
      opened.excel.failAt(fault);
      await opened.session.restore();
      if (opened.session.getState().status?.offer === 'restore') await opened.session.restore();
      const now = seen(opened.book);
      expect([fault, now]).toEqual([fault, JSON.stringify(now) === JSON.stringify(computed) ? computed : old]);
    }
  });
});

it('a restore of a ledger entry that breaks off itself is finished by restoring once more', async () => {
  const whole = await open();
  await compute(whole);
  whole.excel.takeSyncs();
  await enterAdjustment(whole);
  const syncs = whole.excel.takeSyncs();
  const write = syncs.findIndex(({ writes }) => writes > 0);
  const broken: number[] = [];
  for (const sync of [1, 2, 3, 4]) {
    const opened = await open();
    await compute(opened);
    const old = seen(opened.book);
    opened.excel.failAt({
      sync: write + 1,
      when: { afterWrites: (syncs[write] as SyncRecord).writes - 1 },
      code: 'GeneralException',
    });
    await enterAdjustment(opened);
    opened.excel.failAt({ sync, when: { afterWrites: 1 }, code: 'GeneralException' });
    await opened.session.restore();
    if (opened.session.getState().status?.offer === 'restore') {
      broken.push(sync);
      await opened.session.restore();
    }
    expect([sync, seen(opened.book)]).toEqual([sync, old]);
  }
  expect(broken).toHaveLength(1);
});

it('computes 2,000 units under the limit of Excel on the web, in requests that each stay below it', async () => {
  const opened = await open(districtsBook(2000), { payloadLimit: 1024 * 1024 * 5 });
  await compute(opened);
  expect(opened.session.getState()).toMatchObject({ status: null, done: { deviations: [] } });
  const syncs = opened.excel.takeSyncs();
  for (const { request, response } of syncs) expect(Math.max(request, response)).toBeLessThan(5 * 1024 * 1024);
});

it('computes and remembers with storage blocked', async () => {
  // The client itself complains of blocked storage.
  jest.spyOn(console, 'error').mockImplementation(() => undefined);
  const opened = await open(districtsBook(3), { storageBlocked: true });
  await compute(opened);
  expect(opened.session.getState()).toMatchObject({ status: null, done: { cells: expect.any(Number) } });
  expect(Object.keys(opened.excel.settings)).toContain('lastComputed');
});
