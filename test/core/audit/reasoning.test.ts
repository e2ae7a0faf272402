import { typingError } from '../../../src/core/audit/diagnosis/typing-errors.js';
import { relativeFormula, rowsReadIn } from '../../../src/core/audit/formula-shape.js';
import { matchUnits } from '../../../src/core/audit/matching/match-units.js';
import type { AttachmentRow } from '../../../src/core/recognition/attachment.js';

it.each<[string, string, string | undefined]>([
  ['4596', '4569', 'swapped'],
  ['4596', '4196', 'changed'],
  ['4596', '496', 'dropped'],
  ['4596', '45596', 'doubled'],
  ['4596', '45096', 'added'],
  ['4596', '6954', undefined],
  ['4596', '4596', undefined],
])('%s typed as %s is %s', (meant, found, kind) => {
  expect(typingError(meant, found)?.kind).toBe(kind);
});

it('reads copies of one formula as the same', () => {
  expect(relativeFormula('=IF(C5=0,"C5",D5/C$3)', 4, 12)).toBe(relativeFormula('=IF(C9=0,"C5",D9/C$3)', 8, 12));
  expect(relativeFormula('=D5/C5', 4, 12)).not.toBe(relativeFormula('=D6/C5', 5, 12));
});

it('knows the rows that ranges read, not those of other sheets', () => {
  expect(
    [...rowsReadIn('=RANK(N5,(N$5:N$6,N$8:N$8))+SUM(附件1!A1:A3)')].map(([column, rows]) => [column, [...rows]]),
  ).toEqual([['N', [4, 5, 7]]]);
});

const row = (name: string): AttachmentRow => ({
  row: 0,
  kind: 'unit',
  name,
  scope: null,
  population: null,
  remark: null,
  readings: {},
});
const matched = (volumes: string[], departments: string[]): string[] =>
  matchUnits(volumes.map(row), departments.map(row)).matches.map(
    (match) => `${match.volume.name}=${match.departments.map(({ name }) => name).join('+')} ${match.rule}`,
  );

it.each<[string[], string[], string[]]>([
  [['公安局'], ['市公安局'], ['公安局=市公安局 same']],
  [['市场监管局'], ['市市场监管局'], ['市场监管局=市市场监管局 same']],
  [['人社局'], ['市人力资源和社会保障局'], ['人社局=市人力资源和社会保障局 short']],
  [['教体局'], ['市教育局', '市体育局'], ['教体局=市教育局+市体育局 joint']],
  // Two that both fit are nobody's business but a person's.
  [['交通局'], ['市交通运输局', '市交通管理局'], []],
  [['财政局'], ['市公安局'], []],
])('%j against %j', (volumes, departments, expected) => {
  expect(matched(volumes, departments)).toEqual(expected);
});
