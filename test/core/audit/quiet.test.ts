import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import { compute } from '../../../src/app/compute.js';
import { cleanWorkbook, randomFrom } from '../../../bench/support/generate.js';
import { auditOf, snapshotOf } from '../../support/audits.js';
import { INPUTS, PUBLISHED, bytesOf } from '../../support/published.js';
import { howMany } from '../../support/length.js';

it.each([
  ['blank', INPUTS],
  ['published', PUBLISHED],
])('finds no error in what it has itself computed from the %s workbook', async (_, file) => {
  const workbook = openXlsx(bytesOf(file));
  await workbook.apply(
    compute(await workbook.read(), {
      write: 'formulas',
      keepExisting: false,
      fixNumbers: false,
      sheets: [],
      rules: null,
    }).plan,
  );
  const { findings } = auditOf(await openXlsx(workbook.bytes()).read());
  expect(findings.filter(({ severity, check }) => severity === 'error' || check.startsWith('formula'))).toEqual([]);
});

it('has neither errors nor warnings on clean workbooks', () => {
  const random = randomFrom(1);
  const alarms = Array.from({ length: howMany(15, 200) }, () =>
    auditOf(snapshotOf(...cleanWorkbook(random))).findings.filter(({ severity }) => severity !== 'notice'),
  );
  expect(alarms.flat()).toEqual([]);
});
