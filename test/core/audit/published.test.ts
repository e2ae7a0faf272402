import type { AuditFinding } from '../../../src/app/audit.js';
import { auditOf, publishedSnapshot, suspectsOf, withCells } from '../../support/audits.js';

const at = (findings: readonly AuditFinding[], place: string): AuditFinding => {
  const found = findings.filter(({ sheet, cell }) => `${sheet}!${cell}` === place);
  expect(found).toHaveLength(1);
  return found[0] as AuditFinding;
};

/** What the nine wrong cells should read, worked out by hand. */
const CORRECTIONS = {
  '附件1!P9': 0.9998,
  '附件1!Q9': 1,
  '附件1!U9': 96,
  '附件1!U12': 77.03,
  '附件2!O6': 1,
  '附件2!O8': 1,
  '附件2!O10': 1,
  '附件2!U7': 92,
  '附件3!C38': 145177,
};

it('finds every mistake of the published workbook, each once', async () => {
  const { findings } = auditOf(await publishedSnapshot());
  expect(
    findings
      .filter(({ severity }) => severity === 'error')
      .map(({ sheet, cell, check }) => `${sheet}!${cell} ${check}`),
  ).toEqual([
    '附件1!Q9 rate-printed',
    '附件1!U9 score-printed',
    '附件1!U12 score-printed',
    '附件2!O6 rate-printed',
    '附件2!U7 score-printed',
    '附件2!O8 rate-printed',
    '附件2!O10 rate-printed',
    '附件3!C38 column-total',
  ]);
});

it.each<[string, string, string[], string]>([
  ['临淄 has bad evaluations followed up, yet “-” is printed', '附件1!Q9', ['1 Q9 -→100%'], 'why-rate-missing'],
  // 40 + 20 + 6 + 4512/4513×20 + 10 = 95.9956; with 99.97 % it is 95.994.
  [
    'the score of 临淄 was computed with a rate that had been cut off',
    '附件1!U9',
    ['1 U9 95.99→96.00', '1 P9 99.97%→99.98%'],
    'why-score-rate-printed',
  ],
  // 34290/62172×40 + 20 + 5 (eleventh) + 1280/1282×20 + 10 = 77.0303; the tenth gets 5.5.
  ['沂源 was given the points of the tenth and is eleventh', '附件1!U12', ['1 U12 77.53→77.03'], 'why-score-rank'],
  ['市住房公积金 has no valid bad evaluation', '附件2!O6', ['1 O6 99.99%→100.00%'], 'why-rate-wrong'],
  // 40 + 20 + 20 + 12 = 92.
  [
    '市公安局 is one point off: another score or another adjustment',
    '附件2!U7',
    ['1 U7 93.00→92.00', '1 T7 12→13'],
    'why-typed-changed',
  ],
  // 145177 less the 28 of 教体局, the only 28 of the column.
  ['the city total leaves 教体局 out', '附件3!C38', ['1 C38 145149→145177'], 'why-total-left-out'],
])('%s', async (_, place, suspects, why) => {
  const finding = at(auditOf(await publishedSnapshot()).findings, place);
  expect(suspectsOf(finding)).toEqual(suspects);
  expect(finding.suspects[0]?.why.code).toBe(why);
});

it('names the cell that was left out of the total', async () => {
  const finding = at(auditOf(await publishedSnapshot()).findings, '附件3!C38');
  expect(finding.suspects[0]?.why.parameters).toMatchObject({ cell: 'C14', unit: '教体局', value: 28 });
});

it('is quiet once the nine cells are right: no error is left', async () => {
  const { findings } = auditOf(withCells(await publishedSnapshot(), CORRECTIONS));
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

it('warns where attachments disagree: small differences together, gross ones by themselves', async () => {
  const warnings = auditOf(withCells(await publishedSnapshot(), CORRECTIONS)).findings.filter(
    ({ severity }) => severity === 'warning',
  );
  expect(
    warnings.map(({ check, cell, unit, message }) => [check, cell, unit, message.parameters['count'] ?? 1]),
  ).toEqual([
    // 44361/44350, 39886/39884, 18188/18097, 6264/6226, 1312/1311: late evaluations.
    ['city-volumes', 'C5', '', 5],
    // 898769 in one cell where the whole district has 57942 in attachment 1.
    ['district-volumes', 'G9', '周村区', 1],
    // 54188 against 69377: a fifth is missing.
    ['district-volumes', 'F38', '博山区', 1],
    // The other nine, at most 6.3 % apart (沂源 36582/34290).
    ['district-volumes', 'D38', '', 9],
  ]);
});

it('puts 教体局 together with 教育局 and 体育局: 28 = 19 + 9, nothing to say', async () => {
  const { findings } = auditOf(await publishedSnapshot());
  expect(
    findings.filter(({ message }) => JSON.stringify(message).includes('教体局') && message.code !== 'finding-total'),
  ).toEqual([]);
});
