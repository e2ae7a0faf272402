import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Ajv from 'ajv';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { INPUTS, PUBLISHED, bytesOf } from '../support/published.js';
import type { CellValue } from '../../src/core/grid/grid.js';
import { districtsSheet, NAMES, unitRow, workbookOf } from '../support/sheets.js';
import { recalculate } from './libreoffice.js';
import { BUILT, cli, launch, LAUNCH, started } from './command-line.js';
import { newComplaints } from './validator.js';

function folderWith(file: string): { readonly folder: string; readonly input: string } {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'));
  const input = join(folder, 'in.xlsx');
  copyFileSync(file, input);
  return { folder, input };
}

it('computes the published workbook and prints one JSON document', async () => {
  const { input, folder } = folderWith(PUBLISHED);
  const { status, stdout, stderr } = launch(['compute', input, '--json']);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const document = JSON.parse(stdout) as {
    tables: { units: { unit: string; score: number | null }[] }[];
    replaced: { cell: string; from: unknown; to: unknown }[];
  };
  expect(document.tables.map((table) => table.units.length)).toEqual([11, 27, 29]);
  expect(document.tables[0]?.units[7]).toMatchObject({ unit: '沂源县', score: 77.03 });
  expect(document.replaced).toHaveLength(9);
  expect(document.replaced).toContainEqual(expect.objectContaining({ cell: 'U12', from: 77.53, to: 77.03 }));
  expect(readdirSync(folder).sort()).toEqual(['in.scored.xlsx', 'in.xlsx']);
  expect(bytesOf(input)).toEqual(bytesOf(PUBLISHED));
});

it('says that it wrote to a protected sheet of a file that is marked for reading', async () => {
  const { input } = folderWith(INPUTS);
  const parts = unzipSync(bytesOf(INPUTS));
  const changed = (part: string, before: string, added: string): Uint8Array =>
    strToU8(strFromU8(parts[part] ?? new Uint8Array()).replace(before, `${added}${before}`));
  writeFileSync(
    input,
    zipSync({
      ...parts,
      'xl/worksheets/sheet1.xml': changed(
        'xl/worksheets/sheet1.xml',
        '<mergeCells',
        '<sheetProtection sheet="1" password="CC1A"/>',
      ),
      'xl/workbook.xml': changed('xl/workbook.xml', '<workbookPr', '<fileSharing readOnlyRecommended="1"/>'),
    }),
  );
  const { status, stdout } = await cli('compute', input);
  expect(status).toBe(0);
  expect(stdout).toContain('工作表“附件1”有保护，命令行不需要密码，照样写入了');
  expect(stdout).not.toContain('工作表“附件2”有保护');
  expect(stdout).toContain('这个文件设为只读');
});

it.each([
  ['an array formula', '<f t="array" ref="M5:M7">D5:D7/C5:C7</f>'],
  ['a data table', '<f t="dataTable" ref="M5:M7" dt2D="0" dtr="0" r1="A1"/>'],
])(
  'leaves rates that are %s as they are and says with which cells and what to do, and scores by the counts',
  async (_, element) => {
    const { input, folder } = folderWith(INPUTS);
    const parts = unzipSync(bytesOf(INPUTS));
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    writeFileSync(
      input,
      zipSync({
        ...parts,
        'xl/worksheets/sheet1.xml': strToU8(
          sheet.replace(/<c r="M5"([^>]*?)(?: t="n")?(?:\/>|>.*?<\/c>)/, `<c r="M5"$1>${element}<v>0.5</v></c>`),
        ),
      }),
    );
    const { status, stdout } = await cli('compute', input);
    expect(status).toBe(0);
    expect(stdout).toContain('附件1!M5  M5:M7 是一个数组公式或模拟运算表，不能只改其中一格');
    expect(stdout).toContain('附件1!M6  空白 → 0.894868');
    expect(stdout).toContain('附件1!M6  淄川区的“总评价率 M/A”保留原值');
    const written = strFromU8(
      unzipSync(bytesOf(join(folder, 'in.scored.xlsx')))['xl/worksheets/sheet1.xml'] ?? new Uint8Array(),
    );
    expect(written).toContain(`${element}<v>0.5</v>`);
    // 张店区: 98.99 by the counts, where half a rate would take 20 points.
    const document = JSON.parse((await cli('compute', input, '--json')).stdout) as {
      tables: { units: { unit: string; score: number | null }[] }[];
    };
    expect(document.tables[0]?.units[0]).toMatchObject({ unit: '张店区', score: 98.99 });
  },
);

it('keeps a backup when computing in place', async () => {
  const { input, folder } = folderWith(INPUTS);
  expect((await cli('compute', input, '--in-place')).status).toBe(0);
  expect(bytesOf(join(folder, 'in.bak.xlsx'))).toEqual(bytesOf(INPUTS));
  expect(bytesOf(input)).not.toEqual(bytesOf(INPUTS));
});

it('leaves the old file or the new one, wherever it is killed', async () => {
  const { input, folder } = folderWith(INPUTS);
  expect((await cli('compute', input, '--out', join(folder, 'whole.xlsx'))).status).toBe(0);
  const [old, whole] = [bytesOf(INPUTS), bytesOf(join(folder, 'whole.xlsx'))];
  const seen = new Set<string>();
  for (let delay = 20; delay <= 500; delay += 40) {
    copyFileSync(INPUTS, input);
    // The program itself, which the launcher would leave behind.
    const running = spawn(process.execPath, [BUILT, 'compute', input, '--in-place'], { stdio: 'ignore' });
    const ended = new Promise((resolve) => running.on('exit', resolve));
    setTimeout(() => running.kill('SIGKILL'), delay);
    await ended;
    const left = Buffer.from(bytesOf(input));
    if (left.equals(Buffer.from(old))) seen.add('old');
    else if (left.equals(Buffer.from(whole))) seen.add('new');
    else seen.add(`neither, killed after ${delay} ms`);
  }
  expect([...seen].filter((one) => one.startsWith('neither'))).toEqual([]);
  expect(seen).toContain('old');
});

describe('started as a process', () => {
  const AS_IN = (language: string): Record<string, string> => ({ LANG: language, LC_ALL: '' });

  it.each<[string, string[], number]>([
    ['findings that have to be put right', ['audit', PUBLISHED, '--json'], 1],
    ['an unknown command', ['frobnicate'], 2],
    ['no command, where usage is the answer', [], 0],
  ])('ends by itself with an exit code that says what came of it: %s', (_, args, code) => {
    const { status, stdout, stderr } = launch(args);
    expect([status, code === 2 ? stdout : stderr]).toEqual([code, '']);
  });

  it('answers in English where the system speaks it, and in Chinese elsewhere', () => {
    expect(launch(['frobnicate'], AS_IN('en_US.UTF-8')).stderr).toMatch(/^[\x20-\x7e]*frobnicate/);
    expect(launch(['frobnicate'], AS_IN('zh_CN.UTF-8')).stderr).toMatch(/^不认识的参数：frobnicate/);
  });

  it('takes it for no failure when nobody reads on', () => {
    const pipe = `"${process.execPath}" "${BUILT}" inspect "${PUBLISHED}" --json; echo "ended with $?" >&2`;
    const { stderr } = spawnSync('sh', ['-c', `{ ${pipe}; } | true`], { encoding: 'utf8' });
    expect(stderr).toBe('ended with 0\n');
  });
});

it('takes back the rules it prints', async () => {
  const { input, folder } = folderWith(INPUTS);
  const file = join(folder, 'rules.json');
  writeFileSync(file, (await cli('rules', '--kind', 'districts')).stdout);
  expect((await cli('compute', input, '--rules', file)).status).toBe(0);
});

it.each<[string, (input: string, folder: string) => string[], number, RegExp]>([
  ['a file that is not there', (_, folder) => ['compute', join(folder, 'no.xlsx')], 2, /找不到文件.*no\.xlsx/],
  [
    'an --out that Excel would not open',
    (input, folder) => ['compute', input, '--out', join(folder, 'out.xls')],
    2,
    /out\.xls 应以 \.xlsx 结尾/,
  ],
  ['an unknown command', () => ['frobnicate'], 2, /frobnicate/],
  ['an unknown option', (input) => ['compute', input, '--frob'], 2, /--frob/],
  ['a sheet that is not there', (input) => ['compute', input, '--sheet', '附件9'], 2, /附件9/],
  ['the input as output', (input) => ['compute', input, '--out', input], 2, /不会覆盖/],
  ['two files', (input, folder) => ['compute', input, join(folder, 'b.xlsx')], 2, /一次只处理一个文件.*b\.xlsx/],
  [
    'a report over the workbook of the quarter before',
    (input) => ['audit', input, '--previous', input, '--report', input],
    2,
    /--report 会覆盖读入的文件/,
  ],
  [
    'a CSV named .xlsx',
    (_, folder) => {
      writeFileSync(join(folder, 'c.xlsx'), '序号,部门');
      return ['compute', join(folder, 'c.xlsx')];
    },
    2,
    /另存为 \.xlsx/,
  ],
])('refuses %s in one sentence and writes nothing', (_, args, code, message) => {
  const { input, folder } = folderWith(INPUTS);
  const given = args(input, folder);
  const before = readdirSync(folder);
  const { status, stdout, stderr } = started(...given);
  expect({ status, stdout }).toEqual({ status: code, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/ at .*:\d+/);
  expect(readdirSync(folder)).toEqual(before);
});

it('writes a file in which LibreOffice finds the same scores and Microsoft’s validator no new complaint', async () => {
  const { input, folder } = folderWith(INPUTS);
  const output = join(folder, 'out.xlsx');
  expect((await cli('compute', input, '--out', output)).status).toBe(0);
  const written = (await openXlsx(bytesOf(output)).read()).sheets;
  const recalculated = (await openXlsx(recalculate(bytesOf(output))).read()).sheets;
  for (const [index, column] of [
    [0, 20],
    [1, 20],
  ] as const) {
    const scores = (sheets: typeof written): unknown[] =>
      (sheets[index]?.values ?? []).map((row) => row[column]).filter((value) => typeof value === 'number');
    expect(scores(recalculated)).toEqual(scores(written));
    expect(scores(written).length).toBe([11, 23][index]);
  }
  expect(newComplaints(output, input)).toEqual([]);
});

it('computes the sample, says where the finished file lies, and serves the browser page', async () => {
  const started = spawn(process.execPath, [LAUNCH, 'sample'], {
    env: { ...process.env, LANG: 'C', LC_ALL: 'C', PORT: '18080', DISPLAY: '', WAYLAND_DISPLAY: '' },
  });
  let stdout = '';
  const address = await new Promise<string>((resolve, reject) => {
    started.on('exit', (code) => reject(new Error(`ended with ${code ?? ''}: ${stdout}`)));
    started.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString('utf8');
      const served = /http:\/\/localhost:\d+\//.exec(stdout)?.[0];
      if (served !== undefined) resolve(served);
    });
  });
  const page = await fetch(address).then((response) => response.text());
  started.kill();
  expect(page).toContain('<title>通报计分</title>');
  expect(stdout).toMatch(/临淄区.*96\.00/);
  const file = /完成的文件：(.+)$/m.exec(stdout)?.[1] ?? '';
  expect(existsSync(file)).toBe(true);
  expect(readFileSync(file).length).toBeGreaterThan(10_000);
});

describe('audit', () => {
  it('prints every finding of the published workbook as one JSON document and exits with 1', async () => {
    const { status, stdout, stderr } = await cli('audit', PUBLISHED, '--json');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const document = JSON.parse(stdout) as {
      tables: unknown[];
      findings: Record<string, unknown>[];
      notChecked: unknown[];
    };
    expect(document.tables).toHaveLength(3);
    expect(document.findings.find(({ cell }) => cell === 'U9')).toEqual({
      check: 'score-printed',
      severity: 'error',
      sheet: '附件1',
      cell: 'U9',
      cells: ['U9', 'P9'],
      unit: '临淄区',
      column: '综合得分',
      found: '95.99',
      expected: '96.00',
      message: '临淄区的综合得分印的是 95.99，按计分办法应为 96.00。',
      suspects: [
        {
          sheet: '附件1',
          cell: 'U9',
          found: '95.99',
          proposed: '96.00',
          why: '用了印出的主动评价好评率 99.97% 来算',
          place: 1,
        },
        { sheet: '附件1', cell: 'P9', found: '99.97%', proposed: '99.98%', why: '只截位，没有四舍五入', place: 1 },
      ],
      waived: false,
    });
  });

  it('exits with 0 where nothing is wrong, 2 for a file that is none, 3 where no attachment is', async () => {
    const { folder } = folderWith(INPUTS);
    writeFileSync(join(folder, 'text.xlsx'), 'x');
    writeFileSync(join(folder, 'other.xlsx'), workbookOf({ 表: [['甲', 1]] }));
    const statuses: number[] = [];
    for (const file of [INPUTS, join(folder, 'text.xlsx'), join(folder, 'other.xlsx')])
      statuses.push((await cli('audit', file)).status);
    expect(statuses).toEqual([0, 2, 3]);
  });
});

describe('documents', () => {
  const schema = (name: string): object =>
    JSON.parse(readFileSync(join(__dirname, '..', '..', 'schemas', `${name}.schema.json`), 'utf8')) as object;
  const ajv = new Ajv({ allowUnionTypes: true });
  it.each<[string, string]>([
    ['compute', PUBLISHED],
    ['compute', INPUTS],
    ['inspect', PUBLISHED],
  ])('%s --json follows its published schema', async (command, file) => {
    const { input } = folderWith(file);
    const { status, stdout, stderr } = await cli(command, input, '--json');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const valid = ajv.compile(schema(`${command}-output`));
    expect([valid(JSON.parse(stdout)), valid.errors]).toEqual([true, null]);
  });

  interface AuditDocument {
    readonly findings: readonly { readonly check: string; readonly waived: boolean }[];
    readonly notChecked: readonly { readonly check: string }[];
  }
  const audited = async (status: number, ...args: readonly string[]): Promise<AuditDocument> => {
    const done = await cli('audit', ...args, '--json');
    expect({ status: done.status, stderr: done.stderr }).toEqual({ status, stderr: '' });
    const valid = ajv.compile(schema('audit-output'));
    const document = JSON.parse(done.stdout) as AuditDocument;
    expect([valid(document), valid.errors]).toEqual([true, null]);
    return document;
  };

  it.each<[string, string, number]>([
    ['the sample', INPUTS, 0],
    ['the published bulletin', PUBLISHED, 1],
  ])('audit --json follows its published schema: %s', async (_, file, status) => {
    await audited(status, file);
  });

  it('audit --json follows it with findings of many kinds, some accepted, and an unreadable sheet', async () => {
    const { folder } = folderWith(INPUTS);
    const [now, before] = [join(folder, 'now.xlsx'), join(folder, 'before.xlsx')];
    writeFileSync(now, workbookOf(manyMistakes()));
    writeFileSync(
      before,
      workbookOf({
        附件1: districtsSheet(
          Object.entries(FINE).map(([name, counts], index) => unitRow(index + 1, name, counts, 10)),
        ),
      }),
    );
    const { findings, notChecked } = await audited(1, now, '--previous', before);
    expect(new Set(findings.map(({ check }) => check)).size).toBeGreaterThan(15);
    expect(findings.some(({ waived }) => waived)).toBe(true);
    expect(notChecked.map(({ check }) => check)).toContain('*');
  });

  it('the schema of audit --json refuses a field it does not know', () => {
    const valid = ajv.compile(schema('audit-output'));
    expect([
      valid({ tables: [], findings: [], notChecked: [], stale: [] }),
      valid({ tables: [], findings: [], notChecked: [], stale: [], colour: 'red' }),
    ]).toEqual([true, false]);
  });
});

const FINE: Readonly<Record<string, readonly number[]>> = {
  甲区: [90_000, 90_000, 2000, 1990, 10, 4, 6, 10, 4, 4],
  乙区: [81_000, 80_500, 1800, 1790, 10, 4, 6, 10, 4, 4],
  丙区: [70_000, 70_000, 1500, 1490, 10, 4, 6, 10, 4, 4],
  丁区: [60_000, 60_000, 1300, 1290, 10, 4, 6, 10, 4, 4],
  戊区: [50_000, 50_000, 1100, 1090, 10, 4, 6, 10, 4, 4],
  己区: [40_000, 40_000, 900, 890, 10, 4, 6, 10, 4, 4],
};

/**
 * All three attachments with a slip of most kinds, a sheet that is on its side, and a serial number that somebody has
 * accepted.
 */
function manyMistakes(): Parameters<typeof workbookOf>[0] {
  const units = Object.entries(FINE).map(([name, counts], index) =>
    unitRow(index + 1, `${name} ${10 - index} 万`, counts, 10),
  );
  const put = (row: number, column: number, value: CellValue): void => {
    (units[row] as CellValue[])[column] = value;
  };
  put(0, 3, '90,000');
  put(1, 2, '约300');
  put(2, 7, 9);
  put(3, 5, 1280);
  put(3, 12, 0.99);
  put(4, 12, '100.00%');
  put(4, 3, 49_999);
  put(5, 0, 9);
  put(5, 19, 10.3);
  put(5, 20, 99);
  const twice = unitRow(10, '己区 5 万', FINE['甲区'] ?? [], 10);
  const departments = [
    ['季度应评价数高于 100 件单位'],
    unitRow(1, '市公安局', [1000, 1000, 20, 20, 0, 0, 0, 0, 0, 0], 25),
    unitRow(2, '市人社局', [90, 90, 2, 2, 0, 0, 0, 0, 0, 0], 10),
  ];
  const volumes = [
    ['2021年第二季度部门“好差评”评价量统计表'],
    [
      '序号',
      '部门/区县',
      '市级',
      '甲区 10 万',
      '乙区 9 万',
      '丙区 8 万',
      '丁区 7 万',
      '戊区 6 万',
      '庚区 5 万',
      '合计',
    ],
    [1, '公安局', 1002, 45_000, 40_000, 35_000, 30_000, 25_000, 20_000, 195_000],
    [2, '人社局', 90, 45_000, 40_500, null, 30_000, 25_000, '-', 140_500],
    [3, '残联', 7, 30, 20, 10, 5, 900, 3, 986],
    ['汇总', null, 1099, 90_030, 80_520, 35_010, 60_005, 50_900, 20_003, 336_468],
  ];
  const record = [
    ['类别', '核查项', '工作表', '单位', '列', '原值', '应为', '相差', '理由', '核实人', '日期'],
    ['已核实', 'serial', '附件1', '己区', null, 9, 6, null, '沿用原表的序号', '张三', '2021-07-01'],
  ];
  const onItsSide = [
    ['2021年第二季度各区县“好差评”评估通报表'],
    ...NAMES.map((name, column) => [name, unitRow(1, '甲区', FINE['甲区'] ?? [], 10)[column] ?? null]),
  ];
  return {
    附件1: [...districtsSheet([...units, twice])],
    附件2: [['2021年第二季度市级单位“好差评”评估通报表'], ...districtsSheet([]).slice(1), ...departments],
    附件3: volumes,
    核查记录: record,
    转置: onItsSide,
  };
}

describe('inspect', () => {
  it('tells what told a table’s kind and quarter, where columns come from and what each row is', async () => {
    const { status, stdout } = await cli('inspect', PUBLISHED);
    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual(
      expect.arrayContaining([
        '附件1!A3:U15：各区县“好差评”评估通报表（由标题认定），2021年第二季度（由标题读出）',
        '  R 列  差评整改率  ← “差评整改率 R2 N2/T”，按列名',
        '  第 9 行  单位  临淄区',
        '  第 5 行  小标题或说明  季度应评价数高于 100 件单位',
      ]),
    );
  });

  it('names the sheets in which it found nothing, and ends with 3 where that is all of them', async () => {
    const { folder } = folderWith(INPUTS);
    const both = join(folder, 'both.xlsx');
    writeFileSync(
      both,
      workbookOf({
        表: districtsSheet([unitRow(1, '甲区', [100, 90, 50, 48, 2, 1, 1, 2, 1, 0], 10)]),
        通讯录: [['甲', 1]],
      }),
    );
    expect((await cli('inspect', both)).stdout).toContain('通讯录：没有附件。');
    const none = join(folder, 'none.xlsx');
    writeFileSync(none, workbookOf({ 通讯录: [['甲', 1]] }));
    expect(await cli('inspect', none)).toMatchObject({ status: 3, stdout: '' });
    const asJson = await cli('inspect', none, '--json');
    expect([asJson.status, JSON.parse(asJson.stdout)]).toEqual([
      3,
      { tables: [], sheetsWithoutTable: ['通讯录'], problems: [] },
    ]);
  });
});

describe('compute', () => {
  const oneUnit = (
    title: string,
    counts: readonly (number | string)[] = [100, 90, 50, 48, 2, 1, 1, 2, 1, 0],
  ): ReturnType<typeof districtsSheet> => [[title], ...districtsSheet([unitRow(1, '甲区', counts, 10)]).slice(1)];
  const written = (folder: string, sheets: Parameters<typeof workbookOf>[0]): string => {
    const file = join(folder, 'made.xlsx');
    writeFileSync(file, workbookOf(sheets));
    return file;
  };
  interface ComputeDocument {
    readonly tables: readonly {
      readonly sheet: string;
      readonly period: string | null;
      readonly units: readonly { readonly score: number | null; readonly status: string }[];
    }[];
    readonly replaced: readonly unknown[];
    readonly problems: readonly { readonly sheet: string; readonly code: string }[];
  }
  const document = async (...args: readonly string[]): Promise<ComputeDocument> =>
    JSON.parse((await cli('compute', ...args, '--json')).stdout) as ComputeDocument;
  const twoQuarters = {
    旧: oneUnit('2021年第一季度各区县“好差评”评估通报表'),
    新: oneUnit('2021年第二季度各区县“好差评”评估通报表'),
  };

  it('computes the newest quarter and names the other; --sheet chooses, several times too', async () => {
    const { folder } = folderWith(INPUTS);
    const file = written(folder, twoQuarters);
    const newest = await document(file);
    expect(newest.tables.map(({ sheet, period }) => [sheet, period])).toEqual([['新', '2021Q2']]);
    expect(newest.problems).toContainEqual(expect.objectContaining({ sheet: '旧', code: 'older-left-alone' }));
    expect((await document(file, '--sheet', '旧')).tables.map(({ sheet }) => sheet)).toEqual(['旧']);
    const both = await document(file, '--sheet', '旧', '--sheet', '新');
    expect(both.tables.map(({ sheet }) => sheet)).toEqual(['旧', '新']);
  });

  it('ends with 4 where a table’s kind cannot be told, with 3 where there is none, and writes nothing', async () => {
    const { folder } = folderWith(INPUTS);
    const contradictory = written(folder, {
      表: [
        ['2021年第二季度各区县评估通报表'],
        ...districtsSheet([
          unitRow(1, '市公安局', [100, 90, 50, 48, 2, 1, 1, 2, 1, 0], 10),
          unitRow(2, '市司法局', [100, 90, 50, 48, 2, 1, 1, 2, 1, 0], 10),
        ]).slice(1),
      ],
    });
    const before = readdirSync(folder);
    const { status, stdout, stderr } = await cli('compute', contradictory);
    expect({ status, stdout }).toEqual({ status: 4, stdout: '' });
    expect(stderr).toMatch(/表!A2:U3 {2}标题或表名与表中的单位对不上/);
    expect((await cli('compute', written(folder, { 表: [['甲', 1]] }))).status).toBe(3);
    expect(readdirSync(folder)).toEqual(before);
  });

  it('tells why a sheet that was asked for is no attachment, and which sheets there are', async () => {
    const { folder } = folderWith(INPUTS);
    const [title, names, ...rest] = oneUnit('2021年第二季度各区县“好差评”评估通报表');
    const file = written(folder, {
      附件1: [
        title as CellValue[],
        (names as CellValue[]).map((name) => (name === '季度应评价数' ? '应评' : name)),
        (rest[0] as CellValue[]).map((symbol) => (symbol === 'A' ? null : symbol)),
        ...rest.slice(1),
      ],
      附件1好: oneUnit('2021年第二季度各区县“好差评”评估通报表'),
    });
    const asked = await cli('compute', file, '--sheet', '附件1');
    expect(asked).toMatchObject({ status: 2, stdout: '' });
    expect(asked.stderr).toMatch(
      /附件1!A2:U3 {2}缺少必需的列：季度应评价数[^]*工作表“附件1”里没有认出附件，原因见上[^]*有附件的工作表：附件1好/,
    );
    expect((await cli('compute', file, '--sheet', '附件2')).stderr).toMatch(
      /没有名为“附件2”的工作表。有附件的工作表：附件1好/,
    );
  });

  it.each(['made.xls', 'made'])('writes a workbook called %s beside it under a name that Excel opens', async (name) => {
    const { input, folder } = folderWith(INPUTS);
    copyFileSync(input, join(folder, name));
    expect((await cli('compute', join(folder, name))).status).toBe(0);
    expect(readdirSync(folder)).toContain('made.scored.xlsx');
  });

  it('writes values where asked, and turns text into numbers only where asked', async () => {
    const { folder } = folderWith(INPUTS);
    const file = written(folder, {
      附件1: oneUnit('2021年第二季度各区县“好差评”评估通报表', ['１00', 90, 50, 48, 2, 1, 1, 2, 1, 0]),
    });
    const cells = async (...args: string[]): Promise<unknown> => {
      expect((await cli('compute', file, '--out', join(folder, 'out.xlsx'), ...args)).status).toBe(0);
      const [grid] = (await openXlsx(bytesOf(join(folder, 'out.xlsx'))).read()).sheets;
      return [grid?.values[3]?.[2], grid?.values[3]?.[12], grid?.formulas[3]?.[12]];
    };
    // 90 of 100, whatever is written.
    expect(await cells()).toEqual(['１00', 0.9, null]);
    expect(await cells('--fix-numbers')).toEqual([100, 0.9, '=IF(C4=0,"-",D4/C4)']);
    expect(await cells('--fix-numbers', '--write', 'values')).toEqual([100, 0.9, null]);
  });

  it('prints the sum of each column of 附件3, or that nothing sums them up', async () => {
    const { folder } = folderWith(INPUTS);
    const rows = [
      ['2021年第二季度部门“好差评”评价量统计表'],
      ['序号', '部门/区县', '市级', '甲区', '乙县'],
      [1, '公安局', 83, 701, 1402],
      [2, '人社局', 41, 305, '６０9'],
    ];
    const shown = async (file: string): Promise<readonly string[]> =>
      (await cli('compute', file)).stdout
        .split('\n')
        .slice(1, 5)
        .map((line) => line.trim().replace(/ {2,}/g, ' | '));
    // 83 + 41, 701 + 305, 1402 + 609.
    expect(await shown(written(folder, { 附件3: [...rows, ['汇总']] }))).toEqual([
      '列 | 汇总（第 5 行，2 个单位）',
      '市级 | 124',
      '甲区 | 1006',
      '乙县 | 2011',
    ]);
    const [first] = await shown(written(folder, { 附件3: rows }));
    expect(first).toBe('没有汇总行，没有可填的格。');
  });

  it('keeps what differs where asked', async () => {
    const { input } = folderWith(PUBLISHED);
    expect((await document(input)).replaced).toHaveLength(9);
    expect((await document(input, '--keep-existing')).replaced).toEqual([]);
  });
});
