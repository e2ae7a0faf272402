import { compute, type ComputeResult } from '../../src/app/compute.js';
import type { CellValue } from '../../src/core/grid/grid.js';
import { message } from '../../src/messages/index.js';
import { NAMES, SYMBOLS, gridOf, unitRow } from '../support/sheets.js';

type Rows = readonly (readonly CellValue[])[];

const computed = (rows: Rows, sheets: readonly string[] = []): ComputeResult =>
  compute(
    {
      sheets: [gridOf(rows, { sheet: 'Sheet1' })],
      calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
      parts: {},
    },
    { write: 'formulas', keepExisting: false, fixNumbers: false, sheets, rules: null },
  );
const table = (title: string, name: string): CellValue[][] => [
  [title],
  [...NAMES],
  [...SYMBOLS],
  unitRow(1, name, [1000, 667, 200, 200, 0, 0, 0, 0, 0, 0], 10),
];
const beside = (left: Rows, right: Rows): CellValue[][] =>
  Array.from({ length: Math.max(left.length, right.length) }, (_, row) => [
    ...Array.from({ length: 22 }, (__, column) => left[row]?.[column] ?? null),
    ...(right[row] ?? []),
  ]);
const noteProblemsOf = ({ problems }: ComputeResult): unknown =>
  problems
    .filter(({ code }) => code.startsWith('note-'))
    .map(({ code, cell, parameters }) => [
      code,
      cell,
      parameters['clause'],
      parameters['found'],
      parameters['expected'],
    ]);

const DISTRICTS = table('2021年第二季度各区县“好差评”评估通报表', '甲区');
const DEPARTMENTS = table('2021年第二季度市级单位“好差评”评估通报表', '市甲局');
const UNDECIDED = table('2021年第二季度“好差评”评估通报表', '园区管委会');
// The published methods: 主动评价率 is scored for districts only; the first of the things that add or take points is
// 扣 1-5 分 for both, the second is 扣 2 分 for districts and 加 1-5 分 for departments.
const notes = (third: string, second: string, weight = 40): CellValue[][] => [
  ['“好差评”得分构成：'],
  [
    [
      `一、评价率占${weight}分，该项得分为评价率×${weight}。`,
      '二、好评率占20分，该项得分为好评率×20。',
      third,
      '四、主动评价好评率占20分，该项得分为主动评价好评率×20。',
      '五、差评回访率、整改率、整改满意率为扣分项。',
      '六、加减分。基础分10分。',
      `1、不真实的，扣1-5分；2、${second}分。`,
    ].join(''),
  ],
];
const OF_DISTRICTS = notes('三、主动评价率占10分，第一名得10分。', '不推介评价的扣2');
const OF_DEPARTMENTS = notes('', '有创新突破的加1-5');

describe('notes under tables that stand beside each other', () => {
  it.each<[string, Rows, Rows]>([
    ['districts and departments', [...DISTRICTS, ...OF_DISTRICTS], [...DEPARTMENTS, ...OF_DEPARTMENTS]],
    ['departments and districts', [...DEPARTMENTS, ...OF_DEPARTMENTS], [...DISTRICTS, ...OF_DISTRICTS]],
    ['a table and one whose kind cannot be told', [...DISTRICTS, ...OF_DISTRICTS], [...UNDECIDED, ...OF_DEPARTMENTS]],
    ['a table whose kind cannot be told and one', [...UNDECIDED, ...OF_DEPARTMENTS], [...DISTRICTS, ...OF_DISTRICTS]],
    [
      'a table and one with a column missing',
      [...DISTRICTS, ...OF_DISTRICTS],
      [...DEPARTMENTS.map((row) => row.filter((_, column) => column !== 3)), ...OF_DEPARTMENTS],
    ],
    [
      'a table and one that is not computed',
      [...DISTRICTS, ...OF_DISTRICTS],
      [...table('2021年第一季度各区县“好差评”评估通报表', '甲区'), ...OF_DEPARTMENTS],
    ],
    [
      'a short table and a longer one',
      [...DISTRICTS, ...OF_DISTRICTS],
      [...DEPARTMENTS, [2, ...(DEPARTMENTS[3] ?? []).slice(1)], [], ...OF_DEPARTMENTS],
    ],
    [
      'a table and one that begins lower',
      [...DISTRICTS, ...OF_DISTRICTS],
      [[], [], [], [], [], [], ...DEPARTMENTS, ...OF_DEPARTMENTS],
    ],
  ])('%s are each compared with their own', (_, left, right) => {
    const result = computed(beside(left, right));
    expect(result.tables.length).toBeGreaterThan(0);
    expect(noteProblemsOf(result)).toEqual([]);
  });

  it('a slip in the notes of the right table is said of its method alone', () => {
    expect(
      noteProblemsOf(computed(beside([...DISTRICTS, ...OF_DISTRICTS], [...DEPARTMENTS, ...OF_DISTRICTS]))),
    ).toEqual([
      ['note-clause-extra', 'W6', '三', '占10分', ''],
      ['note-disagrees', 'W6', '六2', '扣2分', '加 1-5 分'],
    ]);
  });

  it('a table below ends the notes of the one above it in its columns', () => {
    expect(noteProblemsOf(computed([...DISTRICTS, ...OF_DISTRICTS, [], ...DEPARTMENTS, ...OF_DEPARTMENTS]))).toEqual(
      [],
    );
  });
});

it('a figure that stands twice in a note and is wrong is said once', () => {
  expect(
    noteProblemsOf(computed([...DISTRICTS, ...notes('三、主动评价率占10分，第一名得10分。', '不推介评价的扣2', 35)])),
  ).toEqual([['note-disagrees', 'A6', '一', '35', '40']]);
});

describe('a second attachment of a kind on the same sheet', () => {
  const older = table('2021年第一季度各区县“好差评”评估通报表', '乙区');
  it.each<[string, Rows, string, RegExp, RegExp]>([
    [
      'of the same quarter',
      [...DISTRICTS, [], ...table('2021年第二季度各区县“好差评”评估通报表', '乙区')],
      'duplicate-left-alone',
      /^“A7:U9”与“A2:U4”是同类附件，季度也相同，只计算了“A2:U4”；/,
      /^“A7:U9” is an attachment of the same kind as “A2:U4”/,
    ],
    [
      'of an older quarter',
      [...older, [], ...DISTRICTS],
      'older-left-alone',
      /^“A2:U4”是2021年第一季度的同类附件，未计算，只计算了“A7:U9”；/,
      /in A2:U4 for .* was left alone; only “A7:U9” was computed/,
    ],
  ])('%s is named by its range, as is the one that was computed', (_, rows, code, chinese, english) => {
    const said = computed(rows).problems.filter((problem) => problem.code.endsWith('left-alone'));
    expect(said).toMatchObject([{ code, sheet: 'Sheet1' }]);
    const [text, inEnglish] = (['zh-CN', 'en-US'] as const).map((language) =>
      message(language, code as Parameters<typeof message>[1], said[0]?.parameters ?? {}),
    );
    expect([text, inEnglish]).toEqual([expect.stringMatching(chinese), expect.stringMatching(english)]);
  });
});
