import { spawn, spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { INPUTS, PUBLISHED, bytesOf } from '../support/published.js';
import { workbookOf } from '../support/sheets.js';
import { recalculate } from './libreoffice.js';

const LAUNCH = join(__dirname, '..', '..', 'src', 'entries', 'launch.mjs');
const cli = (...args: string[]): SpawnSyncReturns<string> => spawnSync(process.execPath, [LAUNCH, ...args], { encoding: 'utf8', env: { ...process.env, LANG: 'C', LC_ALL: 'C' } });

function folderWith(file: string): { readonly folder: string; readonly input: string } {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'));
  const input = join(folder, 'in.xlsx');
  copyFileSync(file, input);
  return { folder, input };
}

it('computes the published workbook and prints one JSON document', () => {
  const { input, folder } = folderWith(PUBLISHED);
  const { status, stdout, stderr } = cli('compute', input, '--json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const document = JSON.parse(stdout) as { tables: { units: { unit: string; score: number | null }[] }[]; replaced: { cell: string; from: unknown; to: unknown }[] };
  expect(document.tables.map((table) => table.units.length)).toEqual([11, 27, 29]);
  expect(document.tables[0]?.units[7]).toMatchObject({ unit: '沂源县', score: 77.03 });
  expect(document.replaced).toHaveLength(9);
  expect(document.replaced).toContainEqual(expect.objectContaining({ cell: 'U12', from: 77.53, to: 77.03 }));
  expect(readdirSync(folder).sort()).toEqual(['in.scored.xlsx', 'in.xlsx']);
  expect(bytesOf(input)).toEqual(bytesOf(PUBLISHED));
});

it('keeps a backup when computing in place', () => {
  const { input, folder } = folderWith(INPUTS);
  expect(cli('compute', input, '--in-place').status).toBe(0);
  expect(bytesOf(join(folder, 'in.bak.xlsx'))).toEqual(bytesOf(INPUTS));
  expect(bytesOf(input)).not.toEqual(bytesOf(INPUTS));
});

it('takes back the rules it prints', () => {
  const { input, folder } = folderWith(INPUTS);
  const file = join(folder, 'rules.json');
  writeFileSync(file, cli('rules', '--kind', 'districts').stdout);
  expect(cli('compute', input, '--rules', file).status).toBe(0);
});

it.each<[string, (input: string, folder: string) => string[], number, RegExp]>([
  ['a file that is not there', (_, folder) => ['compute', join(folder, 'no.xlsx')], 2, /找不到文件.*no\.xlsx/],
  ['an unknown command', () => ['frobnicate'], 2, /frobnicate/],
  ['an unknown option', (input) => ['compute', input, '--frob'], 2, /--frob/],
  ['a sheet that is not there', (input) => ['compute', input, '--sheet', '附件9'], 2, /附件9/],
  ['the input as output', (input) => ['compute', input, '--out', input], 2, /不会覆盖/],
  ['a CSV named .xlsx', (_, folder) => { writeFileSync(join(folder, 'c.xlsx'), '序号,部门'); return ['compute', join(folder, 'c.xlsx')]; }, 2, /另存为 \.xlsx/],
])('refuses %s in one sentence and writes nothing', (_, args, code, message) => {
  const { input, folder } = folderWith(INPUTS);
  const given = args(input, folder);
  const before = readdirSync(folder);
  const { status, stdout, stderr } = cli(...given);
  expect({ status, stdout }).toEqual({ status: code, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/ at .*:\d+/);
  expect(readdirSync(folder)).toEqual(before);
});

it('writes a file in which LibreOffice finds the same scores and Microsoft’s validator no new complaint', async () => {
  const { input, folder } = folderWith(INPUTS);
  const output = join(folder, 'out.xlsx');
  expect(cli('compute', input, '--out', output).status).toBe(0);
  const written = (await openXlsx(bytesOf(output)).read()).sheets;
  const recalculated = (await openXlsx(recalculate(bytesOf(output))).read()).sheets;
  for (const [index, column] of [[0, 20], [1, 20]] as const) {
    const scores = (sheets: typeof written): unknown[] => (sheets[index]?.values ?? []).map((row) => row[column]).filter((value) => typeof value === 'number');
    expect(scores(recalculated)).toEqual(scores(written));
    expect(scores(written).length).toBe([11, 23][index]);
  }
  expect(complaints(output).filter((one) => !complaints(input).includes(one))).toEqual([]);
});

/** What Microsoft's OpenXmlValidator says of a file, a line each. */
function complaints(file: string): readonly string[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, 'validate.mjs'), file], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`The validator did not run: ${stderr}`);
  return JSON.parse(stdout) as string[];
}

it('computes the sample, says where the finished file lies, and serves the browser page', async () => {
  const started = spawn(process.execPath, [LAUNCH, 'sample'], { env: { ...process.env, LANG: 'C', LC_ALL: 'C', PORT: '18080', DISPLAY: '', WAYLAND_DISPLAY: '' } });
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
  it('prints every finding of the published workbook as one JSON document and exits with 1', () => {
    const { status, stdout, stderr } = cli('audit', PUBLISHED, '--json');
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
    const document = JSON.parse(stdout) as { tables: unknown[]; findings: Record<string, unknown>[]; notChecked: unknown[] };
    expect(document.tables).toHaveLength(3);
    expect(document.findings.find(({ cell }) => cell === 'U9')).toEqual({
      check: 'score-printed', severity: 'error', sheet: '附件1', cell: 'U9', cells: ['U9', 'P9'], unit: '临淄区', column: '综合得分', found: '95.99', expected: '96.00',
      message: '临淄区的综合得分印的是 95.99，按计分办法应为 96.00。',
      suspects: [
        { sheet: '附件1', cell: 'U9', found: '95.99', proposed: '96.00', why: '用了印出的主动评价好评率 99.97% 来算', place: 1 },
        { sheet: '附件1', cell: 'P9', found: '99.97%', proposed: '99.98%', why: '只截位，没有四舍五入', place: 1 },
      ],
      waived: false,
    });
  });

  it('exits with 0 where nothing has to be changed, 2 for a file that is none, 3 where no attachment is found', () => {
    const { folder } = folderWith(INPUTS);
    writeFileSync(join(folder, 'text.xlsx'), 'x');
    writeFileSync(join(folder, 'other.xlsx'), workbookOf({ 表: [['甲', 1]] }));
    expect([INPUTS, join(folder, 'text.xlsx'), join(folder, 'other.xlsx')].map((file) => cli('audit', file).status)).toEqual([0, 2, 3]);
  });
});
