import { wordFile } from '../../src/adapters/docx/word.js';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { BEFORE_IMAGE } from '../../src/core/changes/before-image-parts.js';
import { PageWorkbook } from '../../src/entries/page/page-workbook.js';
import { LocalTaskRunner, Session } from '../../src/pane/session/session.js';
import type { LiveWorkbook } from '../../src/ports/live-workbook.js';
import { WorkbookRefusal, type WorkbookSnapshot } from '../../src/ports/workbook.js';
import { bytesOf, INPUTS } from '../support/published.js';

/** A session over the inputs of the published sample, with some of the workbook replaced. */
function sessionWith(replace: (workbook: PageWorkbook) => Partial<LiveWorkbook>): Session {
  const workbook = new PageWorkbook(openXlsx(bytesOf(INPUTS)), {
    select: () => undefined,
    update: () => Promise.resolve(),
  });
  const replaced = replace(workbook);
  const live = new Proxy<LiveWorkbook>(workbook, {
    get: (_, name) => {
      const own: unknown = Reflect.get(replaced, name);
      if (own !== undefined) return own;
      const value: unknown = Reflect.get(workbook, name);
      return typeof value === 'function' ? value.bind(workbook) : value;
    },
  });
  return new Session(live, {
    memory: { read: () => null, write: () => Promise.resolve() },
    now: () => new Date(0),
    newId: () => 'c1',
    keepsUndo: true,
    taskRunner: new LocalTaskRunner({ file: () => Promise.reject(new Error('no file')), word: wordFile }),
    readFile: async (file) => openXlsx(file).read(),
  });
}

it('says that scores are written where only looking at them afterwards fails', async () => {
  const session = sessionWith(() => ({ verify: () => Promise.reject(new WorkbookRefusal('excel-busy')) }));
  await session.open();
  await session.compute();
  const { status, done } = session.getState();
  expect(status).toMatchObject({ tone: 'warning', code: 'pane-written-unread', offer: 'recompute' });
  expect(done?.cells).toBeGreaterThan(0);
});

it('says that an adjustment is written where reading again fails, and can still undo it', async () => {
  let isBroken = false;
  const session = sessionWith((workbook) => ({
    apply: async (plan) => {
      const outcome = await workbook.apply(plan);
      isBroken = true;
      return outcome;
    },
    read: () => (isBroken ? Promise.reject(new Error('gone')) : workbook.read()),
  }));
  await session.open();
  const edits = [{ kind: 'set', attachment: 'districts', unit: '沂源县', value: 12 }] as const;
  const offer = { code: 'pane-unmarked', parameters: {} } as const;
  expect(await session.execute('adjust', [edits], offer)).toBe(true);
  expect(session.getState().status).toMatchObject({ code: 'pane-written-unread', parameters: { reason: 'gone' } });
  expect(session.getState().undoable).not.toBeNull();
});

it('computes what was ticked only after what was entered before', async () => {
  const session = sessionWith(() => ({}));
  await session.open();
  const order: string[] = [];
  void session.enqueue(async () => {
    await new Promise((resolve) => setTimeout(resolve, 20));
    order.push(`before: ${session.getState().fixNumbers}`);
  });
  session.setFixNumbers(true);
  void session.enqueue(() => {
    order.push(`after: ${session.getState().fixNumbers}`);
    return Promise.resolve();
  });
  await session.idle();
  expect(order).toEqual(['before: false', 'after: true']);
});

const part = (namespace: string, root: string, text: string, version = 1): Record<string, string> => {
  const urn = `urn:bulletin-scores:${namespace}`;
  return { [urn]: `<${root} xmlns="${urn}" version="${version}">${text}</${root}>` };
};

it.each([
  ['[1] for images', part('before-image', 'before-image', '[1]'), 'records-unreadable'],
  ['tables that are nothing', part('before-image', 'before-image', '[{"tables":[null]}]'), 'records-unreadable'],
  [
    'cut images',
    part('before-image', 'before-image', '[["7VZ"],[{"id":"1","at":"","rows":0,"cells":"7VZ"}]]', 2),
    'records-unreadable',
  ],
  ['no image at all', { [BEFORE_IMAGE]: '' }, 'records-unreadable'],
  ['figures for completed computations', part('before-image-done', 'before-image-done', '[7]'), 'records-unreadable'],
  ['figures for marks', part('audit-marks', 'audit-marks', '[1]'), 'marks-unreadable'],
])('opens and computes a workbook with %s, and says it', async (_, parts, code) => {
  const session = sessionWith((workbook) => ({
    read: async (): Promise<WorkbookSnapshot> => {
      const snapshot = await workbook.read();
      return { ...snapshot, parts: { ...snapshot.parts, ...parts } };
    },
    apply: () => Promise.resolve({ applied: true, cells: 0 }),
    verify: () => Promise.resolve([]),
  }));
  await session.open();
  expect(session.getState().status).toMatchObject({ tone: 'warning', code });
  await session.compute();
  expect(session.getState().done?.cells).toBeGreaterThan(0);
});
