import { wordFile } from '../../src/adapters/docx/word.js';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { compute } from '../../src/app/compute.js';
import type { Progress } from '../../src/app/progress.js';
import { commands, queries, type QueryContext } from '../../src/pane/session/queries.js';
import { TaskContext, tasks } from '../../src/pane/session/tasks.js';
import { bytesOf, PUBLISHED } from '../support/published.js';

const CHOICES = { files: 'each', kept: [], printSetUp: 'keep' } as const;
const setting = { kind: 'set', attachment: 'districts', unit: '沂源县', value: 12 } as const;
const rulesOf = (queryContext: QueryContext): never => queries.methods(queryContext).methods[0]?.inForce.rules as never;

async function published(): Promise<{ readonly queryContext: QueryContext; readonly taskContext: TaskContext }> {
  const workbook = openXlsx(bytesOf(PUBLISHED));
  const snapshot = await workbook.read();
  const result = compute(snapshot, {
    sheets: [],
    rules: null,
    write: 'formulas',
    keepExisting: false,
    fixNumbers: false,
  });
  return {
    queryContext: { snapshot, result, published: null },
    taskContext: new TaskContext(
      { snapshot, previous: null },
      { file: () => Promise.resolve(workbook), word: wordFile },
    ),
  };
}

const quiet = (): void => undefined;
const asked: readonly [string, (given: Awaited<ReturnType<typeof published>>) => unknown][] = [
  ['a unit explained', ({ queryContext }) => queries.explanation(queryContext, '附件1!11')],
  ['the adjustments', ({ queryContext }) => queries.adjustments(queryContext)],
  ['the methods', ({ queryContext }) => queries.methods(queryContext)],
  ['a plan', ({ queryContext }) => commands.adjust(queryContext, [setting])],
  ['the audit', ({ taskContext }) => tasks.audit(taskContext, quiet)],
  ['what an adjustment would do', ({ taskContext }) => tasks.adjusting(taskContext, quiet, [setting])],
  [
    'what other rules would do',
    ({ queryContext, taskContext }) => tasks.methodEffect(taskContext, quiet, rulesOf(queryContext)),
  ],
  ['the publication', ({ taskContext }) => tasks.publication(taskContext, quiet, CHOICES)],
  ['the preview', ({ taskContext }) => tasks.preview(taskContext, quiet, { choices: CHOICES, pages: 12 })],
];

it.each(asked)('%s comes through another thread as it was', async (_, ask) => {
  const answer = await ask(await published());
  expect(answer).not.toBeNull();
  expect(structuredClone(answer)).toEqual(answer);
});

it('reports each check before it begins, then the files', async () => {
  const { taskContext } = await published();
  const steps: Progress[] = [];
  await tasks.officialCopies(taskContext, (step) => steps.push(step), CHOICES);
  const checking = steps.filter(({ kind }) => kind === 'checking');
  expect(checking.map(({ done }) => done)).toEqual(checking.map((_, index) => index));
  expect(new Set(checking.map(({ of }) => of))).toEqual(new Set([checking.length]));
  expect(steps.filter(({ kind }) => kind === 'copying')).toEqual(
    [0, 1, 2].map((done) => ({ kind: 'copying', done, of: 3 })),
  );
});

it('checks a workbook once, however many answers are made from it', async () => {
  const { taskContext } = await published();
  const steps: Progress[] = [];
  tasks.audit(taskContext, quiet);
  await tasks.publication(taskContext, (step) => steps.push(step), CHOICES);
  await tasks.preview(taskContext, (step) => steps.push(step), { choices: CHOICES, pages: 1 });
  expect(steps.filter(({ kind }) => kind === 'checking')).toEqual([]);
});

it('gives as many pages of the preview as are asked for, and how many there are', async () => {
  const { taskContext } = await published();
  const one = await tasks.preview(taskContext, quiet, { choices: CHOICES, pages: 1 });
  const all = await tasks.preview(taskContext, quiet, { choices: CHOICES, pages: 99 });
  expect([one.pages.length, one.count]).toEqual([1, all.pages.length]);
  expect(all.pages.length).toBeGreaterThan(1);
});

it('what could not be made is made when it is asked for again', async () => {
  const {
    taskContext,
    queryContext: { snapshot },
  } = await published();
  let fails = true;
  const flaky = new TaskContext(
    { snapshot, previous: null },
    {
      ...taskContext.tools,
      file: () => (fails ? Promise.reject(new Error('the host was busy')) : taskContext.tools.file()),
    },
  );
  await expect(tasks.publication(flaky, quiet, CHOICES)).rejects.toThrow('the host was busy');
  fails = false;
  expect((await tasks.publication(flaky, quiet, CHOICES)).attachments).toHaveLength(3);
});

it('records the figures that were published, not what was typed since', async () => {
  const { queryContext } = await published();
  const later = commands.adjust(queryContext, [setting]);
  const { afterChanges } = await import('../../src/core/changes/simulate.js');
  const typed = {
    ...queryContext.snapshot,
    sheets: afterChanges(queryContext.snapshot.sheets, later.plan?.changes ?? []),
  };
  const recorded = commands.record(
    { ...queryContext, snapshot: typed, published: queryContext.snapshot },
    [{ name: '附件.xlsx', fingerprint: 'ab12' }],
    { at: '2021-07-05 09:30', by: '张三', accepted: null },
  );
  // 沂源县 had 10 points of adjustment when the attachment was made.
  const texts = (recorded.plan?.changes ?? []).flatMap((change) =>
    change.kind === 'content' && typeof change.becomes.value === 'string' ? [change.becomes.value] : [],
  );
  const figures = texts.filter((_, index) => texts[index - 2] === '沂源县' && texts[index - 1] === '加减分');
  expect(figures).toEqual(['10']);
});
