import { openXlsx, type XlsxWorkbook } from '../../src/adapters/xlsx/workbook.js';
import { hasMarks, planMarking } from '../../src/app/audit-marks.js';
import { audit, type AuditFinding } from '../../src/app/audit.js';
import { preparePublication } from '../../src/app/publish.js';
import type { Plan } from '../../src/core/changes/plan.js';
import type { Workbook, WorkbookSnapshot } from '../../src/ports/workbook.js';
import { bookOf } from '../host/book.js';
import { end, start } from '../adapters/officejs/support.js';
import { bytesOf, PUBLISHED } from '../support/published.js';

afterEach(end);

const HOSTS: readonly (readonly [string, () => Promise<Workbook>])[] = [
  ['a file', () => Promise.resolve(openXlsx(bytesOf(PUBLISHED)))],
  ['Excel', async () => (await start(await bookOf(bytesOf(PUBLISHED)))).workbook],
];

const errorsIn = (snapshot: WorkbookSnapshot): readonly AuditFinding[] =>
  audit(snapshot, { rules: null, previous: null }).findings.filter(({ severity }) => severity === 'error');
const place = (
  row: number,
  column: number,
): { readonly sheet: string; readonly row: number; readonly column: number } => ({ sheet: '附件1', row, column });
// U9 and U12: the scores of 临淄区 and 沂源县, both wrong; U10 is right.
const CELLS = [place(8, 20), place(11, 20), place(9, 20)];

describe.each(HOSTS)('in %s', (_, open) => {
  const carryOut = async (workbook: Workbook, plan: Plan): Promise<WorkbookSnapshot> => {
    expect(await workbook.apply(plan)).toMatchObject({ applied: true });
    return workbook.read();
  };
  const fills = async (workbook: Workbook): Promise<readonly (string | null)[]> =>
    (await workbook.readMarks(CELLS)).map(({ fill }) => fill);

  it('colours the cells of errors and takes the colours off without a trace', async () => {
    const workbook = await open();
    const before = await workbook.read();
    expect(hasMarks(before)).toBe(false);
    const marking = await planMarking(workbook, before, errorsIn(before));
    expect(marking.skipped).toBe(0);
    const coloured = await carryOut(workbook, marking.plan);
    expect(await fills(workbook)).toEqual(['FFB3AB', 'FFB3AB', null]);
    expect(hasMarks(coloured)).toBe(true);
    // Colours are no findings, and a second time changes nothing.
    expect(errorsIn(coloured).map(({ cell }) => cell)).toEqual(errorsIn(before).map(({ cell }) => cell));
    expect((await planMarking(workbook, coloured, errorsIn(coloured))).plan.changes).toEqual([]);

    const clean = await carryOut(workbook, (await planMarking(workbook, coloured, [])).plan);
    expect(await fills(workbook)).toEqual([null, null, null]);
    expect(clean.parts).toEqual(before.parts);
  });

  it('leaves a cell that has a fill of its own, and a colour that somebody has put over ours', async () => {
    const workbook = await open();
    const before = await carryOut(workbook, {
      changes: [{ kind: 'fill', ...place(8, 20), was: null, becomes: '00B0F0' }],
      problems: [],
    });
    const marking = await planMarking(workbook, before, errorsIn(before));
    expect(marking.skipped).toBe(1);
    await carryOut(workbook, marking.plan);
    expect(await fills(workbook)).toEqual(['00B0F0', 'FFB3AB', null]);
    const changed = await carryOut(workbook, {
      changes: [{ kind: 'fill', ...place(11, 20), was: 'FFB3AB', becomes: 'FFFF00' }],
      problems: [],
    });
    await carryOut(workbook, (await planMarking(workbook, changed, [])).plan);
    expect(await fills(workbook)).toEqual(['00B0F0', 'FFFF00', null]);
  });
});

it('leaves no colour unknown, wherever a writing breaks off', async () => {
  const open = (): XlsxWorkbook => openXlsx(bytesOf(PUBLISHED));
  const before = await open().read();
  const { changes } = (await planMarking(open(), before, errorsIn(before))).plan;
  for (let written = 0; written <= changes.length; written += 1) {
    const workbook = open();
    await workbook.apply({ changes: changes.slice(0, written), problems: [] });
    await workbook.apply((await planMarking(workbook, await workbook.read(), [])).plan);
    expect((await workbook.readMarks(CELLS)).map(({ fill }) => fill)).toEqual([null, null, null]);
    expect((await workbook.read()).parts).toEqual(before.parts);
  }
});

it('an official copy leaves the colours behind, and says so', async () => {
  const workbook = openXlsx(bytesOf(PUBLISHED));
  const before = await workbook.read();
  await workbook.apply((await planMarking(workbook, before, errorsIn(before))).plan);
  const publication = preparePublication(await workbook.read(), workbook.contents(), {
    rules: null,
    audit: null,
    files: 'one',
    kept: [],
    printSetUp: 'keep',
  });
  expect(publication.removals).toContainEqual(expect.objectContaining({ id: 'marks', optional: true, removed: true }));
  const copy = openXlsx(workbook.officialCopy(publication.files[0]?.instructions ?? fail('no file')));
  expect((await copy.readMarks(CELLS)).map(({ fill }) => fill)).toEqual([null, null, null]);
});
