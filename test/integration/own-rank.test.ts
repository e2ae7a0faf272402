import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { valueAt, type CellValue } from '../../src/core/grid/grid.js';
import { XlsxFile, type Edit } from '../../src/xlsx/index.js';
import { parseCellName } from '../../src/core/grid/address.js';
import { cli } from './command-line.js';
import { recalculate } from './libreoffice.js';

const OWN_RANKS = join(__dirname, '..', 'fixtures', 'own-rank-column.xlsx');

/** The ranks in V5:V15. */
async function ranksIn(file: string): Promise<readonly CellValue[]> {
  return valuesIn(
    file,
    Array.from({ length: 11 }, (_, index) => `V${5 + index}`),
  );
}

/** What cells of the first sheet show. */
async function valuesIn(file: string, cells: readonly string[]): Promise<readonly CellValue[]> {
  const [grid] = (await openXlsx(readFileSync(file)).read()).sheets;
  return cells.map((cell) => {
    const place = parseCellName(cell);
    return grid === undefined || place === undefined ? null : valueAt(grid, place.row, place.column);
  });
}

/** The workbook with more formulas of somebody's own on 附件1, each with what it showed before the computation. */
function withFormulas(formulas: Readonly<Record<string, readonly [formula: string, shown: CellValue]>>): Uint8Array {
  const edits = Object.entries(formulas).map(([cell, [formula, value]]): Edit => {
    const { row, column } = parseCellName(cell) ?? { row: 0, column: 0 };
    const was = { value: null, formula: null };
    return { kind: 'content', sheet: '附件1', row, column, was, becomes: { value, formula } };
  });
  return XlsxFile.open(readFileSync(OWN_RANKS)).edit(edits).file.bytes();
}

describe('ranks that somebody’s own formulas make of the scores', () => {
  const folder = mkdtempSync(join(tmpdir(), 'own-rank-'));
  const at = (name: string): string => join(folder, name);
  const accepting = ['--accept', '其余已核对'] as const;

  it('are not published as they were before the scores were computed, until a spreadsheet has calculated', async () => {
    copyFileSync(OWN_RANKS, at('in.xlsx'));
    await cli('compute', at('in.xlsx'), '--out', at('computed.xlsx'));
    const refused = await cli('publish', at('computed.xlsx'), '--out', at('official.xlsx'));
    expect(refused.status).toBe(4);
    expect(refused.stderr).toContain(
      '必须改  附件1!V5  V5:V15 的公式（11 格）还是写入之前的结果。请用 Excel 或 WPS 打开工作簿，保存一次，再定稿。',
    );
    expect(existsSync(at('official.xlsx'))).toBe(false);

    writeFileSync(at('saved.xlsx'), recalculate(readFileSync(at('computed.xlsx'))));
    const published = await cli('publish', at('saved.xlsx'), '--out', at('official.xlsx'), ...accepting);
    expect([published.status, published.stdout.includes('写入之前的结果')]).toEqual([0, false]);
    // By the scores: 5th, 7th, 1st, 9th …
    expect((await ranksIn(at('official.xlsx'))).slice(0, 4)).toEqual([5, 7, 1, 9]);
    expect((await ranksIn(at('computed.xlsx'))).slice(0, 4)).toEqual([11, 6, 1, 8]);
  });

  it('are named by computing and by the audit of what it wrote', async () => {
    const stale = [{ sheet: '附件1', cell: 'V5', cells: 'V5:V15', count: 11 }];
    const words = '还是旧结果的公式（11 格）：附件1!V5:V15。用 Excel 或 WPS 打开，保存一次，就会重算。';
    const computed = await cli('compute', OWN_RANKS, '--out', at('named.xlsx'));
    expect(computed.stdout).toContain(words);
    const document = await cli('compute', OWN_RANKS, '--out', at('named.xlsx'), '--json');
    expect(JSON.parse(document.stdout)).toMatchObject({ stale });

    expect((await cli('audit', at('named.xlsx'))).stdout).toContain(words);
    expect(JSON.parse((await cli('audit', at('named.xlsx'), '--json')).stdout)).toMatchObject({ stale });
    expect((await cli('audit', OWN_RANKS)).stdout).not.toContain('旧结果');
    expect(JSON.parse((await cli('audit', OWN_RANKS, '--json')).stdout)).toMatchObject({ stale: [] });
  });

  it('are calculated by LibreOffice for the official copy where that is asked for', async () => {
    const own = {
      W5: ['=IF(V5<=5,"前五","")', ''],
      W6: ['=IF(V6<=5,"前五","")', '前五'],
      X5: ['=U5>=90', false],
      X6: ['=底稿!A1', 60],
    } as const;
    const helper = { kind: 'sheet', sheet: '底稿', was: null } as const;
    const settings = { position: 3, visibility: 'visible', tabColour: null, columnWidths: [] } as const;
    const best = { value: 60, formula: '=MAX(附件1!U5:U15)' };
    const withHelper = XlsxFile.open(withFormulas(own)).edit([
      { ...helper, becomes: settings },
      { kind: 'content', sheet: '底稿', row: 0, column: 0, was: { value: null, formula: null }, becomes: best },
    ]).file;
    writeFileSync(at('more.xlsx'), withHelper.bytes());
    await cli('compute', at('more.xlsx'), '--out', at('computed.xlsx'));
    const before = readFileSync(at('computed.xlsx'));
    const published = await cli(
      'publish',
      at('computed.xlsx'),
      '--out',
      at('fresh.xlsx'),
      '--recalculate',
      ...accepting,
    );
    expect([published.status, published.stdout.includes('写入之前的结果')]).toEqual([0, false]);
    expect(published.stdout).toContain('LibreOffice 重算了 16 格的公式：附件1!V5:V15、');
    expect((await ranksIn(at('fresh.xlsx'))).slice(0, 4)).toEqual([5, 7, 1, 9]);
    // The best score of the published bulletin is 100.
    expect(await valuesIn(at('fresh.xlsx'), ['W5', 'W6', 'X5', 'X6'])).toEqual(['前五', '', true, 100]);
    expect(readFileSync(at('computed.xlsx')).equals(before)).toBe(true);
  });

  it('are told where their fresh results are errors, and keep the decision open', async () => {
    writeFileSync(at('failing.xlsx'), withFormulas({ W5: ['=U5/(U6-U6)', 1], W6: ['=U6/2', 30] }));
    await cli('compute', at('failing.xlsx'), '--out', at('computed.xlsx'));
    const refused = await cli('publish', at('computed.xlsx'), '--out', at('failed.xlsx'), '--recalculate');
    expect(refused.status).toBe(4);
    expect(refused.stderr).toContain('必须改  附件1!W5  W5 的公式（1 格）重算后是错误值。');
    expect(refused.stderr).not.toContain('写入之前的结果');
    expect(existsSync(at('failed.xlsx'))).toBe(false);
  });

  it('are not published without LibreOffice, but a workbook that needs no calculation is', async () => {
    const { SOFFICE } = process.env;
    process.env['SOFFICE'] = at('no-such-program');
    try {
      await cli('compute', OWN_RANKS, '--out', at('computed.xlsx'));
      const refused = await cli(
        'publish',
        at('computed.xlsx'),
        '--out',
        at('none.xlsx'),
        '--recalculate',
        ...accepting,
      );
      expect(refused.status).toBe(4);
      expect(refused.stderr).toContain('没有重算 附件1!V5:V15：这台电脑没有安装 LibreOffice，没有生成正式附件。');
      expect(existsSync(at('none.xlsx'))).toBe(false);
      const published = await cli('publish', OWN_RANKS, '--out', at('none.xlsx'), '--recalculate', ...accepting);
      expect(published.status).toBe(0);
    } finally {
      if (SOFFICE === undefined) delete process.env['SOFFICE'];
      else process.env['SOFFICE'] = SOFFICE;
    }
  });

  it('are not published where LibreOffice fails', async () => {
    const { SOFFICE } = process.env;
    process.env['SOFFICE'] = '/bin/false';
    try {
      await cli('compute', OWN_RANKS, '--out', at('computed.xlsx'));
      const refused = await cli(
        'publish',
        at('computed.xlsx'),
        '--out',
        at('none2.xlsx'),
        '--recalculate',
        ...accepting,
      );
      expect(refused.status).toBe(4);
      expect(refused.stderr).toContain('没有重算 附件1!V5:V15：LibreOffice 没有算成');
    } finally {
      if (SOFFICE === undefined) delete process.env['SOFFICE'];
      else process.env['SOFFICE'] = SOFFICE;
    }
  });
});
