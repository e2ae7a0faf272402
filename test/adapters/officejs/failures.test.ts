import { documentSettings } from '../../../src/adapters/officejs/settings.js';
import { hostFacts } from '../../../src/adapters/officejs/host.js';
import { keepBeforeImage, restore, restorePoints } from '../../../src/app/restore.js';
import type { Plan } from '../../../src/core/changes/plan.js';
import { message } from '../../../src/messages/index.js';
import { WorkbookRefusal } from '../../../src/ports/workbook.js';
import { Book, contentsOf } from '../../host/book.js';
import type { Fault, HostOptions, SimulatedExcel } from '../../host/simulated-excel.js';
import { districtsBook, end, planFor, start, type Started } from './support.js';

afterEach(() => {
  end();
  jest.restoreAllMocks();
});

async function refusal(work: Promise<unknown>): Promise<{ readonly code: string; readonly words: string }> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof WorkbookRefusal)) throw new Error(`No refusal but ${String(error)}`);
  expect(message('en-US', error.code, error.parameters)).not.toContain('undefined');
  return { code: error.code, words: message('zh-CN', error.code, error.parameters) };
}

async function withPlan(
  options: HostOptions & { readonly patience?: number } = {},
  book: Book = districtsBook(3),
): Promise<Started & { readonly plan: Plan }> {
  const started = await start(book, options);
  const { snapshot, plan } = await planFor(started.workbook);
  return { ...started, plan: keepBeforeImage(plan, snapshot, { id: 'c1', at: '10:00' }).plan };
}

describe('what Excel refuses is said in plain Chinese with the sheet and the way out', () => {
  const failing =
    (code: string): ((excel: SimulatedExcel, book: Book) => void) =>
    (excel) =>
      excel.failAt({ sync: 1, when: 'before', code });
  const table: readonly [string, (excel: SimulatedExcel, book: Book) => void, string, string][] = [
    ['a protected sheet', (_, book) => book.sheet('附件1').protect(), 'excel-sheet-protected', '附件1'],
    ['a workbook that may not be changed', failing('AccessDenied'), 'excel-access-denied', '附件1'],
    [
      'a cell being edited, where Excel does not wait',
      failing('InvalidOperationInCellEditMode'),
      'excel-editing-cell',
      '回车',
    ],
    ['a sheet that goes while it is asked for', failing('ItemNotFound'), 'excel-sheet-gone', '重新计算'],
    ['too many requests', failing('ActivityLimitReached'), 'excel-busy', '几秒钟'],
    ['a session that ran out', failing('InvalidOrTimedOutSession'), 'excel-session-lost', '侧栏'],
    ['an open dialog', failing('WriteNotSupportedWhenModalDialogOpen'), 'excel-dialog-open', '关闭对话框'],
    ['anything else', failing('GeneralException'), 'excel-refused', 'GeneralException'],
  ];
  it.each(table)('%s', async (_, prepare, code, words) => {
    const { workbook, excel, book, plan } = await withPlan();
    prepare(excel, book);
    const before = contentsOf(book);
    const said = await refusal(workbook.apply(plan));
    expect(said.code).toBe(code);
    expect(said.words).toContain(words);
    expect(contentsOf(book)).toEqual(before);
  });

  it('a workbook opened read-only', async () => {
    const { workbook, excel, plan } = await withPlan({ readOnly: true });
    excel.failAt({ sync: 2, when: 'before', code: 'AccessDenied' });
    expect(await refusal(workbook.apply(plan))).toMatchObject({ code: 'excel-read-only' });
    expect(hostFacts().readOnly).toBe(true);
  });

  it('a workbook whose structure is protected, where a sheet would be added', async () => {
    const { workbook, book } = await withPlan();
    book.structureProtected = true;
    const adding: Plan = {
      changes: [
        {
          kind: 'sheet',
          sheet: '台账',
          was: null,
          becomes: { position: 1, visibility: 'visible', tabColour: null, columnWidths: [] },
        },
      ],
      problems: [],
    };
    expect((await refusal(workbook.apply(adding))).words).toContain('“台账”');
  });

  it('an Excel that does not answer, which is given up after a while', async () => {
    const { workbook, excel, plan } = await withPlan({ patience: 1000 });
    excel.fallSilent();
    expect(await refusal(workbook.apply(plan))).toMatchObject({
      code: 'excel-not-answering',
      words: expect.stringContaining('1 秒'),
    });
  });

  it('an Excel that is older than what is needed', async () => {
    await expect(start(districtsBook(1), { sets: { ExcelApi: '1.12' } })).rejects.toMatchObject({
      code: 'excel-too-old',
    });
  });

  it('a note, which this client cannot write', async () => {
    const { workbook } = await withPlan();
    expect(
      await refusal(
        workbook.apply({
          changes: [{ kind: 'note', sheet: '附件1', row: 3, column: 1, was: null, becomes: '查' }],
          problems: [],
        }),
      ),
    ).toMatchObject({ code: 'excel-no-notes' });
  });
});

it('waits while somebody has a cell open, and writes then', async () => {
  const { workbook, excel, book, plan } = await withPlan();
  excel.startEditing();
  const applying = workbook.apply(plan);
  setTimeout(() => excel.stopEditing(), 20);
  expect(await applying).toMatchObject({ applied: true });
  expect(book.sheet('附件1').formulaAt('M4')).not.toBeNull();
});

describe('a fault at every sync in turn', () => {
  async function syncsOfACompute(): Promise<readonly { readonly writes: number }[]> {
    const { workbook, excel, plan } = await withPlan();
    excel.takeSyncs();
    await workbook.apply(plan);
    return excel.takeSyncs();
  }

  it('leaves the old sheet or the new one, or a restore that yields the old one exactly', async () => {
    const faults: Fault[] = [];
    for (const [index, { writes }] of (await syncsOfACompute()).entries()) {
      for (const when of [
        'before',
        'after',
        ...Array.from({ length: writes }, (_, afterWrites) => ({ afterWrites })),
      ] as const)
        faults.push({ sync: index + 1, when, code: 'GeneralException' });
    }
    expect(faults.length).toBeGreaterThan(6);
    const ends: string[] = [];
    for (const fault of faults) {
      const { workbook, excel, book, plan } = await withPlan();
      const old = contentsOf(book);
      excel.failAt(fault);
      const outcome = await workbook.apply(plan).then(
        ({ applied }) => String(applied),
        (error: unknown) => (error as WorkbookRefusal).code,
      );
      const unfinished = restorePoints(await workbook.read()).filter((point) => point.unfinished);
      const same = JSON.stringify(contentsOf(book)) === JSON.stringify(old);
      ends.push(outcome);
      if (outcome === 'true') expect((await planFor(workbook)).plan.changes).toEqual([]);
      else if (outcome === 'excel-write-incomplete') {
        expect(unfinished).toHaveLength(1);
        expect(await workbook.apply(restore(await workbook.read()).plan)).toMatchObject({ applied: true });
        expect(contentsOf(book)).toEqual(old);
      } else expect([outcome, same, unfinished]).toEqual(['excel-refused', true, []]);
    }
    expect(new Set(ends)).toEqual(new Set(['true', 'excel-refused', 'excel-write-incomplete']));
  });

  it('says that it does not know how far it came, where the write is never answered', async () => {
    const { workbook, excel, book, plan } = await withPlan({ patience: 300 });
    excel.failAt({ sync: 2, when: 'unanswered', code: '' });
    expect(await refusal(workbook.apply(plan))).toMatchObject({ code: 'excel-write-unknown' });
    const { workbook: reopened } = await start(book);
    expect(restorePoints(await reopened.read())).toMatchObject([{ unfinished: false }]);
    expect((await planFor(reopened)).plan.changes).toEqual([]);
  });
});

describe('恢复到计算前 in Excel', () => {
  it('works after the pane was closed and opened again, and after an inserted row only lists', async () => {
    const { book, workbook, plan } = await withPlan();
    const old = contentsOf(book);
    await workbook.apply(plan);
    const { workbook: reopened } = await start(book);
    const snapshot = await reopened.read();
    expect(restorePoints(snapshot)).toMatchObject([{ id: 'c1', unfinished: false }]);
    book.sheet('附件1').insertRow(3);
    const listed = restore(await reopened.read());
    expect(listed.restored).toBe(0);
    expect(listed.changedSince.length).toBeGreaterThan(10);
    const other = districtsBook(3);
    const again = await start(other);
    const planned = await planFor(again.workbook);
    await again.workbook.apply(keepBeforeImage(planned.plan, planned.snapshot, { id: 'c2', at: '' }).plan);
    const back = restore(await again.workbook.read());
    expect(await again.workbook.apply(back.plan)).toMatchObject({ applied: true });
    expect(contentsOf(other)).toEqual(old);
    expect(other.parts).toEqual([]);
  });
});

describe('what Excel comes to after writing', () => {
  it('is said to differ with its cause: manual calculation, precision as displayed, an error', async () => {
    const manual = await withPlan();
    await manual.workbook.apply(manual.plan);
    manual.book.settle();
    manual.book.calculationMode = 'manual';
    manual.book.sheet('附件1').cell(3, 12).value = 0.7;
    expect(await manual.workbook.verify(manual.plan)).toMatchObject([
      { sheet: '附件1', cell: 'M4', shown: 0.7, cause: 'calculation-manual' },
    ]);

    const displayed = districtsBook(3);
    displayed.precisionAsDisplayed = true;
    const precise = await withPlan({}, displayed);
    await precise.workbook.apply(precise.plan);
    const causes = (await precise.workbook.verify(precise.plan)).map(({ cause }) => cause);
    expect(new Set(causes)).toEqual(new Set(['precision-as-displayed']));

    const broken = await withPlan();
    await broken.workbook.apply(broken.plan);
    broken.book.sheet('附件1').type('D4', "'四百");
    expect((await broken.workbook.verify(broken.plan))[0]).toMatchObject({
      cell: 'M4',
      shown: { error: '#VALUE!' },
      cause: 'formula-error',
    });
  });
});

describe('protection', () => {
  it('is taken off for the work and put back with the same options and password', async () => {
    const { workbook, book, plan } = await withPlan();
    book.sheet('附件1').protect('秘密', { allowSort: true });
    const before = book.sheet('附件1').protection;
    expect(await refusal(workbook.unprotectedWhile(['附件1'], undefined, () => workbook.apply(plan)))).toMatchObject({
      code: 'excel-password-needed',
    });
    expect(await refusal(workbook.unprotectedWhile(['附件1'], '别的', () => workbook.apply(plan)))).toMatchObject({
      code: 'excel-password-wrong',
    });
    expect(await workbook.unprotectedWhile(['附件1'], '秘密', () => workbook.apply(plan))).toMatchObject({
      applied: true,
    });
    expect(book.sheet('附件1').protection).toEqual(before);
  });

  it('is put back also where the work fails', async () => {
    const { workbook, book } = await withPlan();
    book.sheet('附件1').protect();
    await expect(
      workbook.unprotectedWhile(['附件1'], undefined, () => Promise.reject(new Error('work'))),
    ).rejects.toThrow('work');
    expect(book.sheet('附件1').protection).not.toBeNull();
  });
});

describe('watching', () => {
  const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));

  it('tells which cell is selected, and selects one', async () => {
    const { workbook, book } = await withPlan();
    const seen: unknown[] = [];
    const stop = await workbook.watchSelection((selection) => seen.push(selection));
    book.select(book.sheet('附件1'), 'U5');
    await settled();
    await workbook.select('附件1', 'B4');
    await settled();
    expect(seen[0]).toEqual({ sheet: '附件1', area: { top: 4, left: 20, bottom: 4, right: 20 } });
    expect(seen.at(-1)).toEqual({ sheet: '附件1', area: { top: 3, left: 1, bottom: 3, right: 1 } });
    await stop();
    book.select(book.sheet('附件1'), 'U6');
    await settled();
    expect(seen).toHaveLength(3);
  });

  it('tells our own writing from what people type', async () => {
    const { workbook, book, plan } = await withPlan();
    const seen: boolean[] = [];
    await workbook.watchChanges(({ ours }) => seen.push(ours));
    await workbook.apply(plan);
    await settled();
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.every((ours) => ours)).toBe(true);
    book.sheet('附件1').type('C4', 900);
    await settled();
    expect(seen.at(-1)).toBe(false);
  });
});

describe('the host', () => {
  it('says what it is', async () => {
    await start(districtsBook(1), {
      locale: 'zh-CN',
      theme: {
        primaryFontColor: '#ffffff',
        primaryBackgroundColor: '#262626',
        secondaryFontColor: '#ffffff',
        secondaryBackgroundColor: '#262626',
      },
    });
    expect(hostFacts()).toMatchObject({
      supported: true,
      platform: 'PC',
      locale: 'zh-CN',
      readOnly: false,
      keepsUndo: false,
    });
  });

  it('keeps settings with the workbook, with storage blocked too', async () => {
    // The client itself complains of blocked storage.
    jest.spyOn(console, 'error').mockImplementation(() => undefined);
    const { excel } = await start(districtsBook(1), { storageBlocked: true });
    await documentSettings().write('pane', { tab: '计分' });
    expect(documentSettings().read('pane')).toEqual({ tab: '计分' });
    expect(Object.keys(excel.settings)).toEqual(['pane']);
    await documentSettings().write('pane', null);
    expect(excel.settings).toEqual({});
  });
});
