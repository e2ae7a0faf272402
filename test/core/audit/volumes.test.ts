import { audit, type AuditFinding } from '../../../src/app/audit.js';
import type { CellValue, Grid } from '../../../src/core/grid/grid.js';
import { auditOf, snapshotOf, suspectsOf } from '../../support/audits.js';
import { districtsSheet, gridOf, unitRow } from '../../support/sheets.js';

// Sums: 市级 150, 甲区 1137, 乙区 2256, 丙区 3389, 丁区 4511.
const ROWS: readonly CellValue[][] = [
  [1, '公安局', 83, 701, 1402, 2105, 2811],
  [2, '人社局', 41, 305, 609, 913, 1207],
  [3, '住建局', 19, 102, 197, 306, 401],
  [4, '交通局', 7, 29, 48, 65, 92],
];
const TOTAL: CellValue[] = ['汇总', null, 150, 1137, 2256, 3389, 4511];

const DISTRICTS = ['甲区', '乙区', '丙区', '丁区'];
const volumes = (...rows: readonly CellValue[][]): Grid =>
  gridOf([['2021年第二季度部门“好差评”评价量统计表'], ['序号', '部门/区县', '市级', ...DISTRICTS], ...rows], {
    sheet: '附件3',
  });
const districts = (received: readonly number[]): Grid =>
  gridOf(
    districtsSheet(
      DISTRICTS.map((name, index) =>
        unitRow(index + 1, name, [received[index] ?? 0, received[index] ?? 0, 20, 20, 0, 0, 0, 0, 0, 0], 10),
      ),
    ),
  );
const graver = (...sheets: readonly Grid[]): readonly AuditFinding[] =>
  auditOf(snapshotOf(...sheets)).findings.filter(
    ({ severity, check }) => severity !== 'notice' && check !== 'score-printed',
  );
const told = (...sheets: readonly Grid[]): string[] =>
  graver(...sheets).map(({ cell, message }) => `${cell} ${message.code}`);

const edited = (edit: (rows: CellValue[][]) => void): Grid => {
  const rows = [...ROWS, TOTAL].map((row) => [...row]);
  edit(rows);
  return volumes(...rows);
};

it('has nothing to say where every total is right', () => {
  expect(told(volumes(...ROWS, TOTAL))).toEqual([]);
});

describe('several wrong totals with one cause are one finding', () => {
  it('a row that the totals leave out', () => {
    const sheet = volumes(...ROWS, [5, '残联', 3, 11, 0, 7, 1], TOTAL);
    expect(
      graver(sheet).map(({ message, suspects }) => [
        message.code,
        message.parameters['row'],
        suspects.map(({ cell, proposed }) => `${cell} ${proposed ?? ''}`),
      ]),
    ).toEqual([['finding-totals-left-out', 7, ['C8 153', 'D8 1148', 'F8 3396', 'G8 4512']]]);
  });

  it('a row that the totals count twice', () => {
    expect(told(volumes(...ROWS, ['汇总', null, 157, 1166, 2304, 3454, 4603]))).toEqual(['C7 finding-totals-twice']);
  });

  it('a unit that stands there twice: told as that', () => {
    expect(told(volumes(...ROWS, ROWS[3] as CellValue[], TOTAL))).toEqual(['B7 finding-unit-twice']);
  });

  it('two cells of a row in each other’s place', () => {
    const [finding, ...others] = graver(edited((rows) => rows.splice(1, 1, [2, '人社局', 41, 609, 305, 913, 1207])));
    expect([finding && suspectsOf(finding), others]).toEqual([['1 D4 609→305', '1 E4 305→609'], []]);
  });

  it('the cells of a row a column too far to the right; the last of them follows from its total', () => {
    const [finding, ...others] = graver(edited((rows) => rows.splice(2, 1, [3, '住建局', 19, 0, 102, 197, 306])));
    expect([finding && suspectsOf(finding), others]).toEqual([
      ['1 D5 0→102', '1 E5 102→197', '1 F5 197→306', '1 G5 306→401'],
      [],
    ]);
  });

  it('a row that is missing', () => {
    expect(told(volumes(...ROWS.slice(0, 3), TOTAL))).toEqual(['C6 finding-totals-row-missing']);
  });

  it('a row that is missing, not also told of every district: the totals are compared with attachment 1 then', () => {
    // Without 公安局 only 436, 854, 1284 and 1700 are left; the totals are 1 to 2 % from what attachment 1 has.
    expect(told(volumes(...ROWS.slice(1), TOTAL), districts([1150, 2300, 3450, 4600]))).toEqual([
      'C6 finding-totals-row-missing',
      'D6 finding-district-small',
    ]);
  });
});

it('tells wrong totals one by one where a slip of the hand explains each: no row is missing', () => {
  const findings = graver(
    edited((rows) => {
      (rows[0] as CellValue[])[3] = 401;
      (rows[1] as CellValue[])[4] = 509;
      (rows[2] as CellValue[])[5] = 206;
      (rows[3] as CellValue[])[6] = 82;
    }),
  );
  expect(
    findings.map(({ message, cells }) => [
      message.code,
      ['D3', 'E4', 'F5', 'G6'].filter((cell) => cells.includes(cell)),
    ]),
  ).toEqual([
    ['finding-total', ['D3']],
    ['finding-total', ['E4']],
    ['finding-total', ['F5']],
    ['finding-total', ['G6']],
  ]);
});

it('adds a subtotal from the one before, and takes averages for no sums', () => {
  const [first, second, third, fourth] = ROWS as [CellValue[], CellValue[], CellValue[], CellValue[]];
  const sheet = (subtotal: number): Grid =>
    volumes(
      first,
      second,
      ['小计', null, 124, 1006, 2011, 3018, 4018],
      third,
      fourth,
      ['小计', null, 26, 131, 245, 371, subtotal],
      TOTAL,
      ['平均', null, 37, 284, 564, 847, 1128],
    );
  expect(told(sheet(493))).toEqual([]);
  expect(told(sheet(494))).toEqual(['G8 finding-total']);
});

it('checks a total below attachment 1 as well', () => {
  const units = DISTRICTS.map((name, index) =>
    unitRow(index + 1, name, [1000 + index, 1000 + index, 20, 20, 0, 0, 0, 0, 0, 0], 10),
  );
  const sheet = (received: number): Grid =>
    gridOf(districtsSheet([...units, [null, '合计', 4006, received, 80, 80, 0, 0, 0, 0, 0, 0]]));
  expect(told(sheet(4006))).toEqual([]);
  expect(told(sheet(4060))).toEqual(['D8 finding-total']);
});

it('blames the cell that is unlike its department where several cells could be mistyped', () => {
  // 400 too many in 甲区: 701 for 301 or 502 for 102. 公安局 has 62 % of every other district, 住建局 9 %.
  const [finding] = graver(
    edited((rows) => {
      (rows[2] as CellValue[])[3] = 502;
    }),
    districts([1137, 2256, 3389, 4511]),
  );
  expect(finding && suspectsOf(finding).slice(0, 2)).toEqual(['1 D5 502→102', '2 D3 701→301']);
});

it.each<[string, number, number, string]>([
  ['住建局', 2, 498, '1 D5 102→502'],
  ['人社局', 1, 711, '1 D4 305→705'],
])('blames the cell that was otherwise in the quarter before: %s', (_, row, before, suspect) => {
  // 甲区 should have 400 more: 705 for 305, 502 for 102 or 429 for 29. Attachment 1 says so too.
  const now = edited((rows) => {
    (rows[4] as CellValue[])[3] = 1537;
  });
  const earlier = edited((rows) => {
    (rows[row] as CellValue[])[3] = before;
  });
  const [finding] = audit(snapshotOf(now, districts([1537, 2256, 3389, 4511])), {
    rules: null,
    previous: snapshotOf(earlier),
  }).findings.filter(({ check }) => check === 'column-total');
  expect(finding && suspectsOf(finding)[0]).toBe(suspect);
});

describe('attachments in which figures stand in the wrong place', () => {
  it('two districts the other way round', () => {
    expect(told(volumes(...ROWS, TOTAL), districts([2256, 1137, 3389, 4511]))).toEqual(['D7 finding-places-exchanged']);
  });

  it('a run of districts a place too low', () => {
    expect(told(volumes(...ROWS, TOTAL), districts([1137, 1137, 2256, 3389]))).toEqual(['E7 finding-places-moved']);
  });
});

it('names the head of a column that has no total, where attachment 1 is a little apart from it', () => {
  expect(told(volumes(...ROWS), districts([1137, 2256, 3389, 4500]))).toEqual(['G2 finding-district-small']);
});

describe('attachments that otherwise agree', () => {
  const departments = (received: readonly number[]): Grid =>
    gridOf(
      [
        ['2021年第二季度市级单位“好差评”评估通报表'],
        ...districtsSheet(
          ['市公安局', '市人社局', '市住建局', '市交通局'].map((name, index) =>
            unitRow(index + 1, name, [received[index] ?? 0, received[index] ?? 0, 2, 2, 0, 0, 0, 0, 0, 0], 10),
          ),
        ).slice(1),
      ],
      { sheet: '附件2' },
    );

  it('blame the district that attachment 3 contradicts, whose column adds up', () => {
    expect(
      graver(volumes(...ROWS, TOTAL), districts([1137, 2265, 3389, 4511])).map((finding) => [
        finding.sheet,
        finding.check,
        suspectsOf(finding),
      ]),
    ).toEqual([['附件1', 'district-volumes', ['1 D5 2265→2256']]]);
  });

  it('blame the department that attachment 3 contradicts', () => {
    expect(
      graver(volumes(...ROWS, TOTAL), departments([83, 14, 19, 7])).map((finding) => [
        finding.sheet,
        finding.check,
        suspectsOf(finding),
      ]),
    ).toEqual([['附件2', 'city-volumes', ['1 D5 14→41']]]);
  });
});
