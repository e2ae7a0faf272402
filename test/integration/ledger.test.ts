import { copyFileSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { explain } from '../../src/app/explain.js';
import { compute } from '../../src/app/compute.js';
import { changeMethod } from '../../src/app/method-effect.js';
import { readLedger } from '../../src/core/adjustments/ledger.js';
import { builtInForms } from '../../src/core/form/index.js';
import { valueAt, type CellValue, type Grid } from '../../src/core/grid/grid.js';
import { builtInMethod } from '../../src/core/method/index.js';
import type { Method } from '../../src/core/method/method.js';
import { INPUTS, PUBLISHED, bytesOf } from '../support/published.js';
import { recalculate } from './libreoffice.js';
import { cli as runCli, started, type CommandResult } from './command-line.js';
import { newComplaints } from './validator.js';

const cli = (...args: string[]): Promise<CommandResult> => runCli('ledger', ...args);
const ENTRY = ['--unit', '博山区', '--clause', '5', '--points', '5', '--reason', '推动基层办件评价'];

function folderWith(file: string): { readonly folder: string; readonly input: string; readonly output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'ledger-'));
  const input = join(folder, 'in.xlsx');
  copyFileSync(file, input);
  return { folder, input, output: join(folder, 'out.xlsx') };
}

async function sheetsOf(bytes: Uint8Array): Promise<readonly Grid[]> {
  return (await openXlsx(bytes).read()).sheets;
}

const cell = (sheets: readonly Grid[], sheet: string, row: number, column: number): CellValue =>
  valueAt(sheets.find((grid) => grid.sheet === sheet) as Grid, row, column);

it('adds an entry: ledger, number and score; LibreOffice finds the same, the validator nothing', async () => {
  const { input, output } = folderWith(INPUTS);
  const { status, stdout, stderr } = await cli('add', input, ...ENTRY, '--out', output);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  expect(stdout).toMatch(/加减分台账/);
  const written = await sheetsOf(bytesOf(output));
  expect(written.map(({ sheet }) => sheet)).toEqual(['附件1', '附件2', '附件3', '加减分台账']);
  expect(readLedger(written[3] as Grid)).toMatchObject({
    table: { name: '加减分台账' },
    entries: [{ unit: '博山区', points: 5, reason: '推动基层办件评价' }],
  });
  const recalculated = await sheetsOf(recalculate(bytesOf(output)));
  for (const sheets of [written, recalculated])
    expect([cell(sheets, '附件1', 6, 19), cell(sheets, '附件1', 6, 20)]).toEqual([15, 100]);
  expect(readLedger(recalculated[3] as Grid)?.entries).toEqual(readLedger(written[3] as Grid)?.entries);
  expect(newComplaints(output, input)).toEqual([]);
});

it('adds another below, in place, with a backup; the sum follows', async () => {
  const { input, folder } = folderWith(INPUTS);
  expect((await cli('add', input, ...ENTRY, '--in-place')).status).toBe(0);
  expect(
    (
      await cli(
        'add',
        input,
        '--unit',
        '博山区',
        '--clause',
        '1',
        '--points',
        '-3',
        '--times',
        '2',
        '--reason',
        '-抽查不实',
        '--in-place',
      )
    ).stdout,
  ).toMatch(/博山区：加减分 15 → 9/);
  const sheets = await sheetsOf(bytesOf(input));
  expect([
    cell(sheets, '附件1', 6, 19),
    readLedger(sheets[3] as Grid)?.entries.map(({ points, times, reason }) => [points, times, reason]),
  ]).toEqual([
    9,
    [
      [5, 1, '推动基层办件评价'],
      [-3, 2, '-抽查不实'],
    ],
  ]);
  expect(readdirSync(folder).sort()).toEqual(['in.bak.xlsx', 'in.bak2.xlsx', 'in.xlsx']);
});

it('keeps text that looks like a formula as text, in the file, in LibreOffice and in CSV', async () => {
  const { input, output, folder } = folderWith(INPUTS);
  expect(
    (
      await cli(
        'add',
        input,
        '--unit',
        '博山区',
        '--clause',
        '5',
        '--points',
        '5',
        '--reason',
        '=1+1',
        '--evidence',
        '@A1',
        '--by',
        '+李四',
        '--date',
        '-',
        '--out',
        output,
      )
    ).status,
  ).toBe(0);
  for (const sheets of [await sheetsOf(bytesOf(output)), await sheetsOf(recalculate(bytesOf(output)))]) {
    const grid = sheets[3] as Grid;
    expect(readLedger(grid)?.entries[0]).toMatchObject({ reason: '=1+1', evidence: '@A1', by: '+李四' });
    expect(grid.formulas.flat().filter((formula) => formula !== null)).toEqual([]);
  }
  const csv = join(folder, 'ledger.csv');
  expect((await cli('list', output, '--csv', csv)).status).toBe(0);
  expect(readFileSync(csv, 'utf8')).toBe(
    '\ufeff附件,单位,条款,次数,分值,事由,依据,日期,登记人\r\n附件1,博山区,5、重大创新突破,1,5,"\'=1+1","\'@A1","\'-","\'+李四"\r\n',
  );
});

it.each<[string, string[], RegExp]>([
  [
    'points outside the range',
    ['--unit', '博山区', '--clause', '5', '--points', '11'],
    /11 超出条款“5 重大创新突破”的范围/,
  ],
  ['points of the wrong sign', ['--unit', '博山区', '--clause', '5', '--points', '-5'], /超出/],
  ['an unknown clause', ['--unit', '博山区', '--clause', '7', '--points', '5'], /没有“7”这一条款/],
  ['an unknown unit', ['--unit', '博山', '--clause', '5', '--points', '5'], /是否为“博山区”/],
  ['an unknown department', ['--unit', '市图书馆', '--clause', '2', '--points', '5'], /附件2里没有“市图书馆”/],
  ['an unknown attachment', [...ENTRY, '--attachment', '附件9'], /--attachment/],
  ['points that are no number', ['--unit', '博山区', '--clause', '5', '--points', '五'], /--points/],
  ['no points', ['--unit', '博山区', '--clause', '5'], /--points/],
  ['half a time', [...ENTRY, '--times', '0.5'], /次数“0.5”不对/],
  ['a name that Excel would not open', [...ENTRY, '--out', 'out.csv'], /out\.csv 应以 \.xlsx 结尾/],
  ['a file in place and another at once', [...ENTRY, '--out', 'out.xlsx', '--in-place'], /--out.*--in-place/],
  [
    'a reason left out',
    ['--unit', '博山区', '--clause', '5', '--points', '5', '--reason', '--json'],
    /--reason 后面缺少值/,
  ],
])('refuses %s with exit 2 and writes nothing', (_, args, said) => {
  const { input, folder } = folderWith(INPUTS);
  const { status, stdout, stderr } = started('ledger', 'add', input, ...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(said);
  expect(readdirSync(folder)).toEqual(['in.xlsx']);
});

it('says that a signature goes', async () => {
  const { input, output } = folderWith(INPUTS);
  const parts = unzipSync(bytesOf(input));
  const relation =
    '<Relationship Id="rIdSigned" ' +
    'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" ' +
    'Target="_xmlsignatures/origin.sigs"/>';
  writeFileSync(
    input,
    zipSync({
      ...parts,
      '_rels/.rels': strToU8(
        strFromU8(parts['_rels/.rels'] ?? new Uint8Array()).replace('</Relationships>', `${relation}</Relationships>`),
      ),
      '_xmlsignatures/origin.sigs': new Uint8Array(),
    }),
  );
  expect((await cli('add', input, ...ENTRY, '--out', output)).stdout).toMatch(
    /这个文件有数字签名。写入以后签名不再有效/,
  );
  expect(Object.keys(unzipSync(bytesOf(output))).filter((name) => name.includes('signature'))).toEqual([]);
});

it('lists units, entries and what is owed as one document', async () => {
  const { input, output } = folderWith(PUBLISHED);
  const bare = JSON.parse((await cli('list', input, '--json')).stdout) as {
    ledger: null;
    units: Record<string, unknown>[];
    owed: unknown;
  };
  expect([bare.ledger, bare.owed]).toEqual([
    null,
    [
      { attachment: '附件1', units: 3 },
      { attachment: '附件2', units: 21 },
    ],
  ]);
  expect(bare.units[2]).toEqual({
    attachment: '附件1',
    unit: '博山区',
    row: 7,
    base: 10,
    typed: 15,
    entries: 0,
    total: null,
    state: 'input',
    reasonMissing: true,
    score: 100,
    rank: 1,
  });
  expect(
    (await cli('add', input, ...ENTRY, '--evidence', '简报', '--date', '2021-07-01', '--out', output)).status,
  ).toBe(0);
  const listed = JSON.parse((await cli('list', output, '--json')).stdout) as { entries: unknown[]; owed: unknown };
  expect(listed.entries).toEqual([
    {
      sheet: '加减分台账',
      row: 4,
      attachment: '附件1',
      unit: '博山区',
      clause: '5、重大创新突破',
      times: 1,
      points: 5,
      reason: '推动基层办件评价',
      evidence: '简报',
      date: '2021-07-01',
      by: '',
    },
  ]);
  expect(listed.owed).toEqual([
    { attachment: '附件1', units: 2 },
    { attachment: '附件2', units: 21 },
  ]);
  expect((await cli('list', input)).stdout).toMatch(/附件2：21 个单位待补事由/);
});

it('writes 计分办法 and 得分明细 that LibreOffice recalculates to the attachment’s scores', async () => {
  const { input, folder } = folderWith(INPUTS);
  const workbook = openXlsx(bytesOf(input));
  const options = { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules: null } as const;
  await workbook.apply(compute(await workbook.read(), options).plan);
  const districts = builtInMethod('districts', '2021Q2') as Method;
  const method: Method = {
    ...districts,
    components: districts.components.map((one) =>
      one.kind === 'weighted-rate' && one.id === 'evaluationRate' ? { ...one, weight: '35' } : one,
    ),
  };
  expect(
    await workbook.apply(
      changeMethod(await workbook.read(), {
        rules: { form: builtInForms.districts, method },
        write: 'formulas',
        rewordNotes: true,
      }).plan,
    ),
  ).toMatchObject({ applied: true });
  expect(await workbook.apply(explain(await workbook.read(), null))).toMatchObject({ applied: true });
  const file = join(folder, 'explained.xlsx');
  writeFileSync(file, workbook.bytes());
  const detail = (await sheetsOf(recalculate(workbook.bytes()))).find(({ sheet }) => sheet === '得分明细') as Grid;
  const rows = detail.values.filter((row) => typeof row[1] === 'number');
  expect(rows).toHaveLength(34);
  for (const row of rows) {
    const filled = row.filter((value) => value !== null);
    expect(filled[filled.length - 1]).toBeCloseTo(filled[filled.length - 2] as number, 9);
  }
  expect(newComplaints(file, input)).toEqual([]);
});
