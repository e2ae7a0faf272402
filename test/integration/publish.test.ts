import { copyFileSync, existsSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { compute } from '../../src/app/compute.js';
import { explain } from '../../src/app/explain.js';
import { keepBeforeImage } from '../../src/app/restore.js';
import { formatAt, usedArea, valueAt, type Grid } from '../../src/core/grid/grid.js';
import { shownText } from '../../src/core/grid/shown.js';
import { PUBLISHED, bytesOf } from '../support/published.js';
import { pagesOf, printedPages, recalculate } from './libreoffice.js';
import { cli, launch, started, type CommandResult } from './command-line.js';
import { complaints, newComplaints } from './validator.js';

const REASON = '推动基层办件评价创新突破';
const SECRETS = [
  REASON,
  '王五',
  '简报第三期',
  '加减分台账',
  '得分明细',
  '定稿记录',
  '核查记录',
  '内部资料',
  '请领导再核',
  'bulletin-scores',
];

/**
 * A workbook as it is before it is sent out: computed with formulas, with a ledger, 得分明细, a note, a before-image, and
 * an older record.
 */
async function workingFolder(): Promise<{ readonly folder: string; readonly input: string }> {
  const folder = mkdtempSync(join(tmpdir(), 'publish-'));
  const input = join(folder, 'working.xlsx');
  copyFileSync(PUBLISHED, input);
  expect(
    (
      await cli(
        'ledger',
        'add',
        input,
        '--unit',
        '博山区',
        '--clause',
        '5',
        '--points',
        '5',
        '--reason',
        REASON,
        '--evidence',
        '简报第三期',
        '--by',
        '王五',
        '--in-place',
      )
    ).stderr,
  ).toBe('');
  const workbook = openXlsx(bytesOf(input));
  const snapshot = await workbook.read();
  const { plan } = compute(snapshot, {
    write: 'formulas',
    keepExisting: false,
    fixNumbers: false,
    sheets: [],
    rules: null,
  });
  expect(await workbook.apply(keepBeforeImage(plan, snapshot, { id: 'a', at: '2021-07-01 08:00' }).plan)).toMatchObject(
    {
      applied: true,
    },
  );
  expect(await workbook.apply(explain(await workbook.read(), null))).toMatchObject({ applied: true });
  expect(
    await workbook.apply({
      changes: [{ kind: 'note', sheet: '附件1', row: 11, column: 20, was: null, becomes: '请领导再核' }],
      problems: [],
    }),
  ).toMatchObject({ applied: true });
  writeFileSync(input, workbook.bytes());
  return { folder, input };
}

function textOfParts(bytes: Uint8Array): string {
  return Object.entries(unzipSync(bytes))
    .map(([name, content]) => `${name}\n${strFromU8(content)}`)
    .join('\n');
}

/** Whole numbers as they read, however many decimals they show: the copy has those of the column, 100.00% for 100%. */
function withoutDecimalZeros(texts: readonly string[] = []): readonly string[] {
  return texts.map((text) => text.replace(/^(-?\d+)\.0+(%?)$/, '$1$2'));
}

function shownCells(grid: Grid | undefined): readonly string[] {
  if (grid === undefined) return [];
  const { top, left, bottom, right } = usedArea(grid);
  return Array.from(
    { length: (bottom - top + 1) * (right - left + 1) },
    (_, index) => [top + Math.floor(index / (right - left + 1)), left + (index % (right - left + 1))] as const,
  ).map(([row, column]) => shownText(valueAt(grid, row, column), formatAt(grid, row, column)));
}

describe('a working workbook, published', () => {
  let folder = '';
  let input = '';
  let printed: CommandResult | undefined;
  const at = (name: string): string => join(folder, name);

  beforeAll(async () => {
    ({ folder, input } = await workingFolder());
    printed = await cli(
      'publish',
      input,
      '--out',
      at('out.xlsx'),
      '--docx',
      at('out.docx'),
      '--pdf',
      at('out.pdf'),
      '--record',
      '--by',
      '王五',
    );
  });

  it('is made in one go, with the list of what stays behind', () => {
    expect(printed).toMatchObject({ status: 0, stderr: '' });
    expect(printed?.stdout).toMatch(
      /没有带进正式附件的：[^]*得分明细[^]*加减分台账[^]*公式 \d+ 个[^]*批注 1 条[^]*程序留下的内部数据/,
    );
    expect(printed?.stdout).toMatch(
      /通报中的名称：2021年第二季度政务服务“好差评”情况通报附件（附件1、附件2、附件3）\.xlsx/,
    );
    const working = ['working.bak.xlsx', 'working.bak2.xlsx', 'working.xlsx'];
    expect(readdirSync(folder).sort()).toEqual(['out.docx', 'out.pdf', 'out.xlsx', ...working]);
  });

  it.each(['out.xlsx', 'out.docx'])('leaves nothing of the working state in any part of %s', (name) => {
    const working = textOfParts(bytesOf(input));
    const out = textOfParts(bytesOf(at(name)));
    expect(SECRETS.filter((secret) => !working.includes(secret) && secret !== '核查记录')).toEqual([]);
    expect(SECRETS.filter((secret) => out.includes(secret))).toEqual([]);
    expect(out).not.toMatch(/<f>/);
  });

  it('has no complaint of Microsoft’s validator that the working workbook has not', () => {
    const before = at('working.bak2.xlsx');
    expect(newComplaints(at('out.xlsx'), before)).toEqual([]);
    expect(newComplaints(input, before)).toEqual([]);
    expect(complaints(at('out.docx'))).toEqual([]);
  });

  it('shows every value of the working workbook to the last digit, here and in LibreOffice', async () => {
    const working = (await openXlsx(bytesOf(at('working.bak2.xlsx'))).read()).sheets;
    const official = (await openXlsx(bytesOf(at('out.xlsx'))).read()).sheets;
    const opened = (await openXlsx(recalculate(bytesOf(at('out.xlsx')))).read()).sheets;
    expect(official.map(({ sheet }) => sheet)).toEqual(['附件1', '附件2', '附件3']);
    for (const { sheet } of official) {
      const [before, after, elsewhere] = [working, official, opened].map((sheets) =>
        shownCells(sheets.find((grid) => grid.sheet === sheet)),
      );
      expect(withoutDecimalZeros(after)).toEqual(withoutDecimalZeros(before));
      expect(elsewhere).toEqual(after);
      expect(before?.length).toBeGreaterThan(300);
    }
  });

  it('prints page by page: label, title, header and page number where they belong', async () => {
    // The set-up that the input brings names its repeated rows without $; fixed, they are repeated too.
    for (const page of pagesOf(at('out.pdf'))) expect(page).toMatch(/序号\s+部门|序\s*号/);
    expect(
      (await cli('publish', input, '--out', at('paged.xlsx'), '--pdf', at('paged.pdf'), '--print-set-up')).status,
    ).toBe(0);
    const pages = pagesOf(at('paged.pdf'));
    expect(pages.map((page) => /附件 ?\d/.exec(page)?.[0] ?? null).filter((label) => label !== null)).toEqual([
      '附件 1',
      '附件 2',
      '附件 3',
    ]);
    for (const page of pages) expect(page).toMatch(/序号\s+部门|序\s*号/);
    const text = pages.join('\n');
    for (const figure of [
      '2021年第二季度各区县“好差评”评估通报表',
      '77.03',
      '898769',
      '办件评价数据由省归集',
      '各区县“好差评”得分构成：',
    ])
      expect(text.replace(/ +/g, ' ')).toContain(figure);
    expect(SECRETS.filter((secret) => text.includes(secret))).toEqual([]);
  });

  it('has the same figures in Word', () => {
    const pages = printedPages(bytesOf(at('out.docx')), 'docx').join('\n');
    for (const figure of ['77.03', '96.00', '898769', '145177', '89.49%']) expect(pages).toContain(figure);
  });

  it('is recorded in the working workbook, and a figure that changes afterwards is told with both values', async () => {
    const { sheets } = await openXlsx(bytesOf(input)).read();
    const record = sheets.find(({ sheet }) => sheet === '定稿记录');
    expect(record?.values[2]?.slice(1, 4)).toEqual(['out.xlsx', expect.stringMatching(/^[0-9a-f]{64}$/), '王五']);
    const changed = openXlsx(bytesOf(input));
    const grid = sheets.find(({ sheet }) => sheet === '附件3') as Grid;
    await changed.apply({
      changes: [
        {
          kind: 'content',
          sheet: '附件3',
          row: 4,
          column: 2,
          was: { value: valueAt(grid, 4, 2), formula: null },
          becomes: { value: 44362, formula: null },
        },
      ],
      problems: [],
    });
    writeFileSync(at('changed.xlsx'), changed.bytes());
    const again = await cli('publish', at('changed.xlsx'), '--out', at('again.xlsx'), '--accept', '先行核对');
    expect(again.stdout).toContain('附件3 公安局的市级：定稿为 44361，现在是 44362。');
  });

  it('keeps its formulas where asked, and they still calculate', async () => {
    expect((await cli('publish', input, '--out', at('formulas.xlsx'), '--keep-formulas')).status).toBe(0);
    const opened = (await openXlsx(recalculate(bytesOf(at('formulas.xlsx')))).read()).sheets;
    const before = (await openXlsx(bytesOf(at('working.bak2.xlsx'))).read()).sheets;
    expect(opened[0]?.formulas.flat().filter((formula) => formula !== null).length).toBeGreaterThan(80);
    expect(withoutDecimalZeros(shownCells(opened[0]))).toEqual(withoutDecimalZeros(shownCells(before[0])));
    expect(SECRETS.filter((secret) => textOfParts(bytesOf(at('formulas.xlsx'))).includes(secret))).toEqual([]);
  });

  it('gets the official print set-up where asked: A4 across, header rows, numbers at the outer edge', async () => {
    expect((await cli('publish', input, '--out', at('set-up.xlsx'), '--print-set-up')).stdout).toContain(
      '已按 GB/T 9704-2012 设置打印（A4 横向）：附件1、附件2、附件3',
    );
    expect(newComplaints(at('set-up.xlsx'), at('working.bak2.xlsx'))).toEqual([]);
    const pages = printedPages(bytesOf(at('set-up.xlsx')), 'xlsx');
    pages.forEach((page, index) => expect(page).toMatch(new RegExp(`—\\s*${index + 1}\\s*—`)));
  });

  it('is one file for each attachment, named as the bulletin names them', async () => {
    const each = mkdtempSync(join(tmpdir(), 'publish-each-'));
    expect((await cli('publish', input, '--out', each, '--each')).status).toBe(0);
    expect(readdirSync(each).sort()).toEqual([
      '2021年第二季度各区县“好差评”评估通报表（附件1）.xlsx',
      '2021年第二季度市级单位“好差评”评估通报表（附件2）.xlsx',
      '2021年第二季度淄博市及各区县部门政务服务“好差评”评价量统计表（附件3）.xlsx',
    ]);
  });
});

describe('errors', () => {
  async function withError(): Promise<{ readonly folder: string; readonly input: string }> {
    const folder = mkdtempSync(join(tmpdir(), 'publish-error-'));
    const input = join(folder, 'working.xlsx');
    const workbook = openXlsx(bytesOf(PUBLISHED));
    await workbook.apply({
      changes: [
        {
          kind: 'content',
          sheet: '附件1',
          row: 4,
          column: 2,
          was: { value: 90438, formula: null },
          becomes: { value: '约90438', formula: null },
        },
      ],
      problems: [],
    });
    writeFileSync(input, workbook.bytes());
    return { folder, input };
  }

  it('need a decision: without one nothing is written', async () => {
    const { folder, input } = await withError();
    const { status, stdout, stderr } = await cli(
      'publish',
      input,
      '--out',
      join(folder, 'out.xlsx'),
      '--docx',
      join(folder, 'out.docx'),
      '--record',
    );
    expect({ status, stdout }).toEqual({ status: 4, stdout: '' });
    expect(stderr).toMatch(/必须改  附件1!C5[^]*还有 \d+ 处必须改，没有生成正式附件/);
    expect(readdirSync(folder)).toEqual(['working.xlsx']);
  });

  it('pass with one sentence, which is kept in 核查记录', async () => {
    const { folder, input } = await withError();
    expect(
      (
        await cli(
          'publish',
          input,
          '--out',
          join(folder, 'out.xlsx'),
          '--accept',
          '领导同意先行印发',
          '--record',
          '--by',
          '王五',
        )
      ).status,
    ).toBe(0);
    const { sheets } = await openXlsx(bytesOf(input)).read();
    expect(
      sheets
        .find(({ sheet }) => sheet === '核查记录')
        ?.values.at(-1)
        ?.filter((value) => value !== null),
    ).toEqual([
      '定稿',
      expect.stringMatching(/^定稿时仍有 \d+ 处必须改（.*附件1!C5/),
      '领导同意先行印发',
      '王五',
      expect.any(String),
    ]);
    expect(textOfParts(bytesOf(join(folder, 'out.xlsx')))).not.toContain('领导同意');
    expect(existsSync(join(folder, 'working.bak.xlsx'))).toBe(true);
  });
});

it('makes everything else where LibreOffice is not installed, and says what to do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'publish-bare-'));
  const given = [
    'publish',
    PUBLISHED,
    '--out',
    join(folder, 'out.xlsx'),
    '--pdf',
    join(folder, 'out.pdf'),
    '--accept',
    '照原样印发',
  ];
  const { status, stdout } = launch(given, { LANG: 'C', LC_ALL: 'C', SOFFICE: join(folder, 'nowhere') });
  expect(status).toBe(0);
  expect(stdout).toMatch(/没有生成 .*out\.pdf：这台电脑没有安装 LibreOffice/);
  expect(readdirSync(folder)).toEqual(['out.xlsx']);
});

it.each<[string, (folder: string) => string[], number, RegExp]>([
  ['an official copy under another ending', (folder) => ['--out', join(folder, 'out.xlsm')], 2, /--out/],
  ['a Word file under another ending', (folder) => ['--docx', join(folder, 'out.doc')], 2, /--docx/],
  ['the working workbook as official copy', () => ['--out', PUBLISHED, '--accept', '照发'], 2, /不会覆盖/],
  [
    'something to keep that is not there',
    (folder) => ['--out', join(folder, 'out.xlsx'), '--keep', 'macros'],
    2,
    /--keep macros/,
  ],
  [
    'a reason left out',
    (folder) => ['--out', join(folder, 'out.xlsx'), '--accept', '--record'],
    2,
    /--accept 后面缺少值/,
  ],
  ['an empty reason', (folder) => ['--out', join(folder, 'out.xlsx'), '--accept', ' '], 2, /--accept/],
])('refuses %s and writes nothing', (_, args, code, message) => {
  const folder = mkdtempSync(join(tmpdir(), 'publish-refused-'));
  const { status, stdout, stderr } = started('publish', PUBLISHED, ...args(folder));
  expect({ status, stdout }).toEqual({ status: code, stdout: '' });
  expect(stderr).toMatch(message);
  expect(readdirSync(folder)).toEqual([]);
});

it('prints one JSON document where asked', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'publish-json-'));
  const { stdout } = await cli(
    'publish',
    PUBLISHED,
    '--out',
    join(folder, 'out.xlsx'),
    '--accept',
    '照原样印发',
    '--json',
  );
  expect(JSON.parse(stdout)).toMatchObject({
    period: '2021Q2',
    files: [{ file: join(folder, 'out.xlsx') }],
    recorded: false,
    docx: null,
    pdf: [],
    attachments: [
      { sheet: '附件1', kind: 'districts', name: '2021年第二季度各区县“好差评”评估通报表（附件1）' },
      { sheet: '附件2' },
      { sheet: '附件3' },
    ],
    removed: [
      // 100% among 100.00%, and 100 among 98.99.
      { id: 'formats', details: ['附件1!P14', '附件1!P15', '附件1!U7', '附件1!U14'] },
      { id: 'properties', details: ['作者：openpyxl'] },
    ],
  });
});

it('leaves the working workbook alone without --record', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'publish-alone-'));
  const input = join(folder, 'working.xlsx');
  copyFileSync(PUBLISHED, input);
  const { status, stdout } = await cli('publish', input, '--out', join(folder, 'out.xlsx'), '--accept', '照原样印发');
  expect(status).toBe(0);
  expect(stdout).toContain('理由没有记进工作簿');
  expect(readFileSync(input)).toEqual(readFileSync(PUBLISHED));
  expect(readdirSync(folder).sort()).toEqual(['out.xlsx', 'working.xlsx']);
});
