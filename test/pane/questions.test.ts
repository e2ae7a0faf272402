import { wordFile } from '../../src/adapters/docx/word.js';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { compute } from '../../src/app/compute.js';
import type { Step } from '../../src/app/step.js';
import { deeds, questions, type Known } from '../../src/pane/session/questions.js';
import { Desk, studies } from '../../src/pane/session/studies.js';
import { bytesOf, PUBLISHED } from '../support/published.js';

const CHOICES = { files: 'each', kept: [], printSetUp: 'keep' } as const;
const setting = { kind: 'set', attachment: 'districts', unit: '沂源县', value: 12 } as const;
const rulesOf = (known: Known): never => questions.methods(known).methods[0]?.inForce.rules as never;

async function published(): Promise<{ readonly known: Known; readonly desk: Desk }> {
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
    known: { snapshot, result, published: null },
    desk: new Desk(snapshot, { file: () => Promise.resolve(workbook), word: wordFile }),
  };
}

const quiet = (): void => undefined;
const asked: readonly [string, (given: Awaited<ReturnType<typeof published>>) => unknown][] = [
  ['a unit explained', ({ known }) => questions.explanation(known, '附件1!11')],
  ['the adjustments', ({ known }) => questions.adjustments(known)],
  ['the methods', ({ known }) => questions.methods(known)],
  ['a plan', ({ known }) => deeds.adjust(known, [setting])],
  ['the audit', ({ desk }) => studies.audit(desk, quiet)],
  ['what an adjustment would do', ({ desk }) => studies.adjusting(desk, quiet, [setting])],
  ['what other rules would do', ({ known, desk }) => studies.methodEffect(desk, quiet, rulesOf(known))],
  ['the publication', ({ desk }) => studies.publication(desk, quiet, CHOICES)],
  ['the preview', ({ desk }) => studies.preview(desk, quiet, CHOICES, 12)],
];

it.each(asked)('%s comes through another thread as it was', async (_, ask) => {
  const answer = await ask(await published());
  expect(answer).not.toBeNull();
  expect(structuredClone(answer)).toEqual(answer);
});

it('tells each check before it begins, then the files', async () => {
  const { desk } = await published();
  const steps: Step[] = [];
  await studies.officialCopies(desk, (step) => steps.push(step), CHOICES);
  const checking = steps.filter(({ kind }) => kind === 'checking');
  expect(checking.map(({ done }) => done)).toEqual(checking.map((_, index) => index));
  expect(new Set(checking.map(({ of }) => of))).toEqual(new Set([checking.length]));
  expect(steps.filter(({ kind }) => kind === 'copying')).toEqual(
    [0, 1, 2].map((done) => ({ kind: 'copying', done, of: 3 })),
  );
});

it('checks a workbook once, however many answers are made from it', async () => {
  const { desk } = await published();
  const steps: Step[] = [];
  studies.audit(desk, quiet);
  await studies.publication(desk, (step) => steps.push(step), CHOICES);
  await studies.preview(desk, (step) => steps.push(step), CHOICES, 1);
  expect(steps.filter(({ kind }) => kind === 'checking')).toEqual([]);
});

it('gives as many pages of the preview as are asked for, and how many there are', async () => {
  const { desk } = await published();
  const [one, all] = [await studies.preview(desk, quiet, CHOICES, 1), await studies.preview(desk, quiet, CHOICES, 99)];
  expect([one.pages.length, one.count]).toEqual([1, all.pages.length]);
  expect(all.pages.length).toBeGreaterThan(1);
});

it('what could not be made is made when it is asked for again', async () => {
  const {
    desk,
    known: { snapshot },
  } = await published();
  let fails = true;
  const flaky = new Desk(snapshot, {
    ...desk.tools,
    file: () => (fails ? Promise.reject(new Error('the host was busy')) : desk.tools.file()),
  });
  await expect(studies.publication(flaky, quiet, CHOICES)).rejects.toThrow('the host was busy');
  fails = false;
  expect((await studies.publication(flaky, quiet, CHOICES)).attachments).toHaveLength(3);
});

it('records the figures that were published, not what was typed since', async () => {
  const { known } = await published();
  const later = deeds.adjust(known, [setting]);
  const { afterChanges } = await import('../../src/core/changes/simulate.js');
  const typed = { ...known.snapshot, sheets: afterChanges(known.snapshot.sheets, later.plan?.changes ?? []) };
  const recorded = deeds.record(
    { ...known, snapshot: typed, published: known.snapshot },
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
