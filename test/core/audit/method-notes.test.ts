import fc from 'fast-check';
import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import { compareNotes } from '../../../src/core/audit/method-notes.js';
import type { NoteFinding } from '../../../src/core/audit/note-text.js';
import { builtInForms } from '../../../src/core/form/index.js';
import { builtInMethod, builtInMethods } from '../../../src/core/method/index.js';
import type { Component } from '../../../src/core/method/components/index.js';
import type { Method } from '../../../src/core/method/method.js';
import { methodInWords } from '../../../src/core/method/method-in-words.js';
import type { Attachment } from '../../../src/core/recognition/attachment.js';
import { recognise } from '../../../src/core/recognition/recognise.js';
import { plainUnit } from '../../support/ledgers.js';
import { PUBLISHED, bytesOf } from '../../support/published.js';
import { districtsSheet, gridOf } from '../../support/sheets.js';

const districts = builtInMethod('districts', '2021Q2') as Method;
const withComponent = (id: string, change: object, method = districts): Method => ({
  ...method,
  components: method.components.map((one) => (one.id === id ? ({ ...one, ...change } as Component) : one)),
});
const NOTE = [
  '一、评价率占 40 分，该项得分为评价率×40。',
  '二、好评率占 20 分，该项得分为好评率×20。',
  '三、主动评价率占 10 分，按排名得分，第一名得 10 分，后续名次依次减 0.5 分，主动评价率低于 1%的不得分。',
  '四、主动评价好评率占 20 分，该项得分为主动评价好评率×20。',
  '五、差评回访率、整改率、整改满意率为扣分项，扣分为（300%-差评回访率-整改率-整改满意率）÷3×100。',
  '六、加减分。基础分 10 分，根据工作开展情况予以加减。',
  '1、发现评价数据不真实的，每次视情况扣 1-5 分；',
  '2、已实现现场评价的部门办件不主动向申请人推介评价的每次扣 2 分；',
  '3、好差评工作被上级通报或媒体曝光造成不良影响的，每次扣 5-10 分；',
  '4、对上级部署好差评工作开展不力的，每次视情况扣 2-5 分；',
  '5、在好差评工作中有重大创新突破，取得明显成效的，每次视情况加 1-10 分。',
].join('');

function findings(method: Method, ...notes: readonly string[]): readonly NoteFinding[] {
  const grid = gridOf([
    ...districtsSheet([plainUnit(1, '甲区', 500)]),
    ['各区县“好差评”得分构成：'],
    ...notes.map((note) => [note]),
  ]);
  const attachment = recognise(grid, Object.values(builtInForms)).attachments[0] as Attachment;
  return compareNotes({ grid, attachment }, method);
}
const said = (method: Method, ...notes: readonly string[]): unknown[] =>
  findings(method, ...notes).map(({ code, clause, found, expected }) => [code, clause, found, expected]);

it('finds nothing on the published workbook', async () => {
  const { sheets } = await openXlsx(bytesOf(PUBLISHED)).read();
  for (const grid of sheets.slice(0, 2)) {
    const attachment = recognise(grid, Object.values(builtInForms)).attachments[0] as Attachment;
    expect(compareNotes({ grid, attachment }, builtInMethod(attachment.kind, '2021Q2') as Method)).toEqual([]);
  }
});

it('after 40→35 names both places and offers the note with 35 in them', () => {
  const found = findings(withComponent('evaluationRate', { weight: '35' }), NOTE);
  expect(found.map(({ code, row, column, found: was, expected }) => [code, row, column, was, expected])).toEqual([
    ['note-disagrees', 5, 0, '40', '35'],
    ['note-disagrees', 5, 0, '40', '35'],
  ]);
  expect(found[0]?.wording).toBe(NOTE.replace('占 40 分，该项得分为评价率×40', '占 35 分，该项得分为评价率×35'));
});

it.each<[string, Method, unknown[]]>([
  [
    'a ladder',
    withComponent('activeRate', { first: '12', step: '0.4', minimumRate: '0.005' }),
    [
      ['note-disagrees', '三', '10', '12'],
      ['note-disagrees', '三', '10', '12'],
      ['note-disagrees', '三', '0.5', '0.4'],
      ['note-disagrees', '三', '1', '0.5'],
    ],
  ],
  ['a deduction', withComponent('rectification', { factor: '90' }), [['note-disagrees', '五', '100', '90']]],
  ['a base', withComponent('adjustment', { base: '8' }), [['note-disagrees', '六', '10', '8']]],
  [
    'a clause’s range',
    withComponent('adjustment', {
      clauses: [
        { number: '1', label: '不真实', least: '-6', most: '-1' },
        { number: '5', label: '创新', least: '-3', most: '-3' },
      ],
    }),
    [
      ['note-disagrees', '六1', '1-5', '1-6'],
      ['note-clause-extra', '六2', '扣 2 分', ''],
      ['note-clause-extra', '六3', '扣 5-10 分', ''],
      ['note-clause-extra', '六4', '扣 2-5 分', ''],
      ['note-disagrees', '六5', '加 1-10 分', '扣 3 分'],
    ],
  ],
])('compares %s number by number', (_, method, expected) => expect(said(method, NOTE)).toEqual(expected));

it('offers the whole paragraph where the method scores by rate what the note scores by rank', () => {
  const byRate = builtInMethod('districts', '2021Q1') as Method;
  const [first, second] = findings(byRate, NOTE);
  expect(first).toMatchObject({ code: 'note-clause-differs', clause: '三' });
  expect(first?.wording).toContain('三、主动评价率占 20 分，该项得分为主动评价率×20。四、主动评价好评率');
  expect(second).toMatchObject({ code: 'note-clause-extra', clause: '六', found: '基础分 10' });
});

it('has nothing left to say once its wording is taken over, whatever the numbers', () => {
  const tenths = fc.integer({ min: 1, max: 999 }).map((value) => String(value / 10));
  fc.assert(
    fc.property(
      tenths,
      tenths,
      tenths,
      tenths,
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 0, max: 9 }),
      (weight, first, step, factor, least, more) => {
        const ranges = [1, 2, 3, 4, 5].map((number) => ({
          number: String(number),
          label: '某事',
          ...(number === 5
            ? { least: String(least), most: String(least + more) }
            : { least: String(-least - more), most: String(-least) }),
        }));
        const method = withComponent(
          'evaluationRate',
          { weight },
          withComponent(
            'activeRate',
            { first, step, minimumRate: '0.025' },
            withComponent('rectification', { factor }, withComponent('adjustment', { base: '7', clauses: ranges })),
          ),
        );
        const wording = findings(method, NOTE)[0]?.wording ?? NOTE;
        expect(findings(method, wording)).toEqual([]);
      },
    ),
    { numRuns: 50 },
  );
});

it('names what the notes leave out', () => {
  expect(said(districts, '一、评价率占40分。二、好评率占20分。')).toEqual([
    ['note-clause-missing', '三', '', expect.stringContaining('第一名得 10 分')],
    ['note-clause-missing', '四', '', expect.anything()],
    ['note-clause-missing', '五', '', expect.anything()],
    ['note-clause-missing', '六', '', expect.anything()],
  ]);
});

it('reads full-width figures, notes over several cells, and a decimal written longer', () => {
  const parts = [
    NOTE.slice(0, NOTE.indexOf('四、')).replace('占 40 分', '占４０分').replace('0.5', '0.50'),
    NOTE.slice(NOTE.indexOf('四、')),
  ];
  expect(findings(districts, ...parts)).toEqual([]);
});

it.each<[string, string[]]>([
  ['no notes at all', []],
  ['notes about something else', ['注：一、二季度数据来自省平台，共40项。']],
  ['a department’s remark that gives no points', [NOTE, '附注：主动评价率作为加减分的参考依据。']],
])('is silent about %s', (_, notes) => expect(findings(districts, ...notes)).toEqual([]));

it.each([...builtInMethods('districts')])('$id put into words agrees with itself', (method) => {
  expect(findings(method, methodInWords(method, builtInForms.districts).join(''))).toEqual([]);
});
