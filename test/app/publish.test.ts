import {
  fingerprintOf,
  makeOfficialCopies,
  planRecord,
  preparePublication,
  publishedFigures,
  type Publication,
  type PublishRequest,
} from '../../src/app/publish.js';
import { computeAsItStands } from '../../src/app/compute.js';
import { sinceFinal } from '../../src/app/readiness.js';
import { afterChanges } from '../../src/core/changes/simulate.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { finalRecordsOf } from '../../src/core/publish/record.js';
import type { CopyInstructions, FileContents } from '../../src/ports/official-copy.js';
import type { WorkbookSnapshot } from '../../src/ports/workbook.js';
import { ledgerSheet, plainUnit } from '../support/ledgers.js';
import { districtsSheet, gridOf, NAMES, SYMBOLS, TITLE } from '../support/sheets.js';

const NOTHING: FileContents = {
  otherSheets: [],
  notes: {},
  comments: {},
  customXml: 0,
  names: [],
  properties: [],
  links: 0,
  macros: false,
  traces: [],
  remains: [],
  signed: false,
  printSetUp: [],
  objects: [],
};
const DEPARTMENTS: CellValue[][] = [
  ['附件 2'],
  [TITLE.replace('各区县', '市级单位')],
  [...NAMES],
  [...SYMBOLS],
  plainUnit(1, '市公安局', 50),
];

const snapshotOf = (...sheets: readonly Grid[]): WorkbookSnapshot => ({
  sheets,
  calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
  parts: {},
});
const WORKING = snapshotOf(
  gridOf(DEPARTMENTS, { sheet: '附件2' }),
  gridOf([['附件 1'], ...districtsSheet([plainUnit(1, '甲区', 500), plainUnit(2, '乙区', 400)])]),
  gridOf(ledgerSheet([['附件1', '甲区', '5', 1, 5, '推动基层', '简报', '', '张三']]), { sheet: '加减分台账' }),
  gridOf([['草稿']], { sheet: 'Sheet1', visibility: 'hidden' }),
);

function prepare(
  given: Partial<PublishRequest> = {},
  contents: Partial<FileContents> = {},
  snapshot = WORKING,
): Publication {
  return preparePublication(
    snapshot,
    { ...NOTHING, ...contents },
    { rules: null, audit: null, files: 'one', kept: [], printSetUp: 'keep', ...given },
  );
}

it('names one file for each attachment as the bulletin does', () => {
  expect(prepare({ files: 'each' }).files.map(({ name, instructions }) => [name, instructions.sheets])).toEqual([
    ['2021年第二季度各区县“好差评”评估通报表（附件1）.xlsx', ['附件1']],
    ['2021年第二季度市级单位“好差评”评估通报表（附件2）.xlsx', ['附件2']],
  ]);
});

it('puts all attachments into one file, its sheets in their order', () => {
  expect(prepare().files.map(({ name, instructions }) => [name, instructions.sheets])).toEqual([
    ['2021年第二季度政务服务“好差评”情况通报附件（附件1、附件2）.xlsx', ['附件2', '附件1']],
  ]);
  expect(prepare().attachments.map(({ document }) => document.label)).toEqual(['附件 1', '附件 2']);
});

it('lists everything that stays behind, each to be called off', () => {
  const contents: Partial<FileContents> = {
    notes: { 附件1: 2, 加减分台账: 3 },
    comments: { 附件1: 1 },
    names: ['单位表'],
    customXml: 1,
    properties: [{ name: 'creator', custom: false, value: '张三' }],
    links: 1,
    macros: true,
    signed: true,
  };
  const { removals } = prepare({ kept: ['notes', 'sheet Sheet1', 'macros'] }, contents);
  expect(
    removals.map(({ id, count, details, removed }) => [
      id,
      count,
      details.map((detail) => (typeof detail === 'string' ? detail : `${detail.name} ${detail.value}`)).join(),
      removed,
    ]),
  ).toEqual([
    ['sheet 加减分台账', 1, '加减分台账', true],
    ['sheet Sheet1', 1, 'Sheet1', false],
    ['notes', 2, '附件1：2', false],
    ['comments', 1, '附件1：1', true],
    ['names', 1, '单位表', true],
    ['custom-xml', 1, '', true],
    ['properties', 1, 'creator 张三', true],
    ['links', 1, '', true],
    ['macros', 1, '', true],
    ['signatures', 1, '', true],
  ]);
});

it('keeps in the copy what was called off and nothing else', () => {
  const [file] = prepare({ kept: ['notes', 'sheet Sheet1'] }, { notes: { 附件1: 2 }, names: ['单位表'] }).files;
  expect(file?.instructions).toMatchObject({
    sheets: ['附件2', '附件1', 'Sheet1'],
    formulas: 'values',
    without: { notes: false, names: true },
  });
});

it('keeps formulas where asked', () => {
  const rows = districtsSheet([plainUnit(1, '甲区', 500)]);
  const formulas = rows.map((row, index) => row.map((_, column) => (index === 3 && column === 12 ? '=D4/C4' : null)));
  const of = (kept: readonly string[]): string | undefined =>
    prepare({ kept }, {}, snapshotOf(gridOf(rows, { formulas }))).files[0]?.instructions.formulas;
  expect([of([]), of(['formulas'])]).toEqual(['values', 'keep']);
});

describe('pictures and links in cells', () => {
  const link = { sheet: '附件1', cell: 'B1', reads: ['附件1', '附件2'], leavesWorkbook: false };
  const lostCells = (given: Partial<PublishRequest>, object: Partial<typeof link> = {}): readonly unknown[] =>
    prepare(given, { objects: [{ ...link, ...object }] })
      .removals.filter(({ kind }) => kind === 'objects')
      .flatMap(({ details, removed, optional }) => [...details, removed, optional]);

  it('are listed by cell where a file lacks what they lead to', () => {
    expect(lostCells({ files: 'one' })).toEqual([]);
    expect(lostCells({ files: 'each' })).toEqual(['附件1!B1', true, false]);
    expect(lostCells({ files: 'one' }, { leavesWorkbook: true })).toEqual(['附件1!B1', true, false]);
  });

  it('stay with a sheet that is kept', () => {
    const ledger = { reads: ['加减分台账'] };
    expect(lostCells({}, ledger)).toEqual(['附件1!B1', true, false]);
    expect(lostCells({ kept: ['sheet 加减分台账'] }, ledger)).toEqual([]);
  });

  it('are not counted among formulas that become values where they stay', () => {
    const rows = [['附件 1', null], ...districtsSheet([plainUnit(1, '甲区', 500)])];
    const formulas = gridOf(rows).formulas.map((row, index) =>
      row.map((_, column) => (index === 0 && column === 1 ? '=HYPERLINK("#附件1!A3","表")' : null)),
    );
    const counts = (object: Partial<typeof link>): readonly unknown[] =>
      prepare({}, { objects: [{ ...link, ...object }] }, snapshotOf(gridOf(rows, { formulas }))).removals.map(
        ({ kind, count }) => [kind, count],
      );
    expect(counts({ reads: [] })).toEqual([]);
    expect(counts({ leavesWorkbook: true })).toEqual([
      ['formulas', 1],
      ['objects', 1],
    ]);
  });

  it.each<readonly [string, CellValue, string | null]>([
    ['WPS, as WPS saves it', '=DISPIMG("ID_1",1)', '=_xlfn.DISPIMG("ID_1",1)'],
    ['WPS, pasted as values', '=DISPIMG("ID_1",1)', null],
    ['WPS, saved by Excel', { error: '#NAME?' }, '=_xlfn.DISPIMG("ID_1",1)'],
    ['WPS that a condition chooses', '=DISPIMG("ID_1",1)', '=IF(A1="",_xlfn.DISPIMG("ID_1",1),"")'],
    ['the web', { error: '#VALUE!' }, '=_xlfn.IMAGE("https://a.cn/a.png")'],
  ])('are blank in Word where they are pictures of %s, and said with their cells', (_, value, formula) => {
    const rows = [['附件 1', value], ...districtsSheet([plainUnit(1, '甲区', 500)])];
    rows[4] = [...(rows[4] ?? []), value];
    const formulas = gridOf(rows).formulas.map((row, index) =>
      row.map((__, column) => ((index === 0 && column === 1) || (index === 4 && column === 21) ? formula : null)),
    );
    const { attachments, readiness } = prepare({}, {}, snapshotOf(gridOf(rows, { formulas })));
    const [official] = attachments;
    expect(official?.document.lines).toEqual([]);
    expect(JSON.stringify(official?.document)).not.toMatch(/DISPIMG|#NAME|#VALUE/);
    expect(readiness.items.filter(({ topic }) => topic === 'picture').map(({ problem }) => problem)).toEqual([
      {
        severity: 'warning',
        code: 'picture-in-cell',
        sheet: '附件1',
        cell: 'B1',
        parameters: { cells: 'B1、V5' },
      },
    ]);
  });

  it('are blank in Word and said where Excel has them placed in the cell', () => {
    const rows = [['附件 1', { error: '#VALUE!' }], ...districtsSheet([plainUnit(1, '甲区', 500)])];
    rows[4] = [...(rows[4] ?? []), { error: '#VALUE!' }];
    const pictures = [
      { top: 0, left: 1 },
      { top: 4, left: 21 },
    ];
    const { attachments, readiness } = prepare({}, {}, snapshotOf(gridOf(rows, { pictures })));
    expect(JSON.stringify(attachments[0]?.document)).not.toContain('#VALUE!');
    expect(readiness.items.find(({ topic }) => topic === 'picture')?.problem.parameters).toEqual({ cells: 'B1、V5' });
  });

  it('are printed where a condition shows words instead of a picture', () => {
    const rows = [['附件 1', '无章'], ...districtsSheet([plainUnit(1, '甲区', 500)])];
    const formulas = gridOf(rows).formulas.map((row, index) =>
      row.map((_, column) => (index === 0 && column === 1 ? '=IF(A1="",DISPIMG("ID_1",1),"无章")' : null)),
    );
    const { attachments, readiness } = prepare({}, {}, snapshotOf(gridOf(rows, { formulas })));
    expect(attachments[0]?.document.lines).toEqual(['无章']);
    expect(readiness.items.filter(({ topic }) => topic === 'picture')).toEqual([]);
  });
});

it('sets up for print only sheets that have no print set-up, or all where asked', () => {
  expect(prepare({}, { printSetUp: ['附件1'] }).printSetUps).toEqual(['附件2']);
  const { files } = prepare({ printSetUp: 'official' }, { printSetUp: ['附件1'] });
  expect(files[0]?.instructions.printSetups['附件1']).toMatchObject({
    orientation: 'landscape',
    paper: 'A4',
    margins: { top: 28, right: 37, bottom: 26, left: 35 },
    repeatedRows: { from: 2, to: 3 },
    area: { top: 0, left: 0, bottom: 5, right: 20 },
    types: [
      { row: 0, column: 0, style: { size: 16 } },
      { row: 1, column: 0, style: { size: 22 } },
    ],
  });
});

it('says that a protected sheet stays protected', () => {
  const snapshot = snapshotOf(gridOf(districtsSheet([plainUnit(1, '甲区', 500)]), { protected: true }));
  expect(prepare({}, {}, snapshot).problems.map(({ code, sheet }) => [code, sheet])).toEqual([
    ['published-protected', '附件1'],
  ]);
});

it('makes the copies and their fingerprints', async () => {
  const asked: CopyInstructions[] = [];
  const file = {
    contents: () => NOTHING,
    officialCopy: (instructions: CopyInstructions) => {
      asked.push(instructions);
      return new TextEncoder().encode('abc');
    },
  };
  const copies = await makeOfficialCopies(file, prepare({ files: 'each' }));
  expect(asked.map(({ sheets }) => sheets)).toEqual([['附件1'], ['附件2']]);
  // The SHA-256 of "abc" as FIPS 180-2 gives it.
  expect(copies[0]?.fingerprint).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  expect(await fingerprintOf(new Uint8Array())).toMatch(/^e3b0c442/);
});

describe('the record', () => {
  const recorded = (
    snapshot: WorkbookSnapshot,
    at = '2021-07-05 09:30',
    accepted: { matter: string; reason: string } | null = null,
  ): WorkbookSnapshot => {
    const plan = planRecord(
      snapshot,
      { figures: publishedFigures(snapshot, null), copies: [{ name: '附件.xlsx', fingerprint: 'ab12' }] },
      {
        at,
        by: '张三',
        accepted,
      },
    );
    return { ...snapshot, sheets: afterChanges(snapshot.sheets, plan.changes) };
  };
  const typed = (snapshot: WorkbookSnapshot, row: number, column: number, value: CellValue): WorkbookSnapshot => ({
    ...snapshot,
    sheets: snapshot.sheets.map((grid) =>
      grid.sheet !== '附件1'
        ? grid
        : {
            ...grid,
            values: grid.values.map((cells, i) => cells.map((cell, j) => (i === row && j === column ? value : cell))),
          },
    ),
  });
  const differing = (snapshot: WorkbookSnapshot): readonly unknown[] =>
    sinceFinal(snapshot, computeAsItStands(snapshot, null)).map(
      ({
        problem: {
          cell,
          parameters: { unit, item, from, to },
        },
      }) => [cell, unit, item, from, to],
    );

  it('says when, as what file and by whom it was published, the newest first', () => {
    const twice = recorded(recorded(WORKING), '2021-07-06 10:00');
    expect(finalRecordsOf(twice.sheets)?.records).toEqual([
      { at: '2021-07-06 10:00', file: '附件.xlsx', fingerprint: 'ab12', by: '张三', remark: '' },
      { at: '2021-07-05 09:30', file: '附件.xlsx', fingerprint: 'ab12', by: '张三', remark: '' },
    ]);
    expect(twice.sheets.filter(({ sheet }) => sheet.startsWith('定稿记录'))).toHaveLength(1);
  });

  it('finds no difference as long as nothing changes', () => {
    expect(differing(recorded(WORKING))).toEqual([]);
    expect(differing(WORKING)).toEqual([]);
  });

  it('shows a figure that changed since with both values', () => {
    expect(differing(typed(recorded(WORKING), 4, 2, 1200))).toEqual([['C5', '甲区', '季度应评价数', '1000', '1200']]);
  });

  it('shows a unit that is no more, figure by figure', () => {
    const gone = typed(recorded(WORKING), 5, 1, '丙区');
    expect(differing(gone)).toContainEqual(['', '乙区', '季度应评价数', '1000', '']);
    expect(differing(gone)).toContainEqual(['C6', '丙区', '季度应评价数', '', '1000']);
  });

  it('keeps no figures where they would be more than a sheet is good for', () => {
    const units = Array.from({ length: 1200 }, (_, index) => plainUnit(index + 1, `第${index}区`, index));
    const large = recorded(snapshotOf(gridOf(districtsSheet(units))));
    expect(finalRecordsOf(large.sheets)).toMatchObject({ records: [{ file: '附件.xlsx' }], figures: [] });
    expect(differing(large)).toEqual([]);
  });

  it('stays behind when the next official copy is made', () => {
    expect(
      prepare({}, {}, recorded(WORKING, 'x', { matter: '定稿时仍有 1 处必须改', reason: '领导同意' })).removals.map(
        ({ id }) => id,
      ),
    ).toEqual(expect.arrayContaining(['sheet 定稿记录', 'sheet 核查记录']));
  });

  it('keeps the decision as a line of 核查记录, below what stands there', () => {
    const first = recorded(WORKING, '一', { matter: '甲', reason: '子' });
    const second = recorded(first, '二', { matter: '乙', reason: '丑' });
    const lines = second.sheets
      .find(({ sheet }) => sheet === '核查记录')
      ?.values.slice(2)
      .map((row) => [row[0], row[5], row[8], row[9], row[10]]);
    expect(lines).toEqual([
      ['定稿', '甲', '子', '张三', '一'],
      ['定稿', '乙', '丑', '张三', '二'],
    ]);
  });
});

it('lists traces of the published sheets only, and what stays on them unless it is set up anew', () => {
  const traced: Partial<FileContents> = {
    traces: [
      { kind: 'hyperlinks', sheet: '附件1', text: 'B5 file:///D:/测算.xlsx' },
      { kind: 'hyperlinks', sheet: '加减分台账', text: 'A1 file:///D:/依据.docx' },
      { kind: 'macro-buttons', sheet: '附件1', text: '[0]!算' },
      { kind: 'attached-data', sheet: '', text: 'classificationlabels' },
    ],
    remains: [
      { kind: 'page-text', sheet: '附件1', texts: ['制表：李四'] },
      { kind: 'pictures', sheet: '附件2', texts: ['image1.png'] },
      { kind: 'objects', sheet: '加减分台账', texts: ['依据.docx'] },
    ],
    printSetUp: ['附件1'],
  };
  const kept = prepare({ kept: ['hyperlinks', 'macro-buttons'] }, traced);
  const listed = kept.removals.filter(({ kind }) => kind !== 'sheet');
  expect(listed.map(({ id, details, removed }) => [id, details, removed])).toEqual([
    ['hyperlinks', ['附件1：B5 file:///D:/测算.xlsx'], false],
    ['macro-buttons', ['附件1：[0]!算'], true],
    ['attached-data', ['classificationlabels'], true],
  ]);
  expect(kept.files[0]?.instructions.without.traces).not.toContain('hyperlinks');
  expect(kept.problems.map(({ code, sheet }) => [code, sheet])).toEqual([
    ['published-page-text', '附件1'],
    ['published-pictures', '附件2'],
  ]);
  const anew = prepare({ printSetUp: 'official' }, traced);
  expect(anew.problems.map(({ code }) => code)).toEqual(['published-pictures']);
});

describe('the decimals of a column', () => {
  const RATE = 12;
  const SCORE = 20;
  const FIRST_UNIT = 3;
  /** Four units with rates and scores; the formats are those of their rates and of their scores. */
  const withFormats = (rates: readonly string[], scores: readonly string[], third = 1): WorkbookSnapshot => {
    const names = ['甲区', '乙区', '丙区', '丁区'];
    const rows = districtsSheet(names.map((name, index) => plainUnit(index + 1, name, 500 - index)));
    rows.forEach((row, index) => {
      if (index < FIRST_UNIT) return;
      row[RATE] = index === FIRST_UNIT + 2 ? third : 1;
      row[SCORE] = 98;
    });
    const formats = rows.map((row, index) =>
      row.map((_, column) => {
        if (column === RATE) return rates[index - FIRST_UNIT] ?? 'General';
        return column === SCORE ? (scores[index - FIRST_UNIT] ?? 'General') : 'General';
      }),
    );
    return snapshotOf(gridOf(rows, { formats }));
  };
  const ALIKE = ['0.00', '0.00', '0.00', '0.00'];
  const textsOf = ({ attachments }: Publication, column: number): (string | undefined)[] =>
    attachments[0]?.document.rows.map(({ cells }) => cells.find((cell) => cell.column === column)?.text) ?? [];
  const listed = ({ removals }: Publication): unknown =>
    removals.filter(({ kind }) => kind === 'formats').map(({ count, details }) => [count, details]);

  it('are made those of most of its cells, in the copy and in print, and it is said', () => {
    const made = prepare({}, {}, withFormats(['0.00%', '0%', '0.00%', '0.00%'], ALIKE));
    expect(listed(made)).toEqual([[1, ['附件1!M5']]]);
    expect(made.files[0]?.instructions.formats).toEqual([
      { kind: 'format', sheet: '附件1', row: 4, column: RATE, was: '0%', becomes: '0.00%' },
    ]);
    expect(textsOf(made, RATE)).toEqual(['100.00%', '100.00%', '100.00%', '100.00%']);
  });

  it('are made those of most of its scores, too; of two as frequent, the finer ones', () => {
    const made = prepare({}, {}, withFormats(['0.00%', '0%', '0%', '0.00%'], ['0', '0.00', '0.00', '0.00']));
    expect(listed(made)).toEqual([[3, ['附件1!M5', '附件1!M6', '附件1!U4']]]);
    expect(textsOf(made, SCORE)).toEqual(['98.00', '98.00', '98.00', '98.00']);
  });

  it('stay where somebody wants them to', () => {
    const made = prepare({ kept: ['formats'] }, {}, withFormats(['0.00%', '0%', '0.00%', '0.00%'], ALIKE));
    expect(made.files[0]?.instructions.formats).toEqual([]);
    expect(textsOf(made, RATE)).toEqual(['100.00%', '100%', '100.00%', '100.00%']);
  });

  it('stay where the cell would read another number, and that is said', () => {
    const made = prepare({}, {}, withFormats(['0.00%', '0.00%', '0%', '0.00%'], ALIKE, 0.9997));
    expect(listed(made)).toEqual([]);
    expect(textsOf(made, RATE)).toEqual(['100.00%', '100.00%', '100%', '100.00%']);
    expect(made.problems).toEqual([
      {
        severity: 'notice',
        code: 'published-decimals-differ',
        sheet: '',
        cell: '',
        parameters: { count: 1, cells: 'M6' },
      },
    ]);
  });

  it.each([
    ['one of them shows no percentage', ['0.00%', '0', '0.00%', '0.00%']],
    ['one of them is an office’s own', ['0.00%', '[=1]0%;0.00%', '0.00%', '0.00%']],
    ['one of them is General', ['0.00%', 'General', '0.00%', '0.00%']],
    ['they are alike', ['0%', '0%', '0%', '0%']],
  ])('stay where %s', (_, rates) => {
    expect(listed(prepare({}, {}, withFormats(rates, ALIKE)))).toEqual([]);
  });
});
