import { copyFileSync, existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { valueAt, type CellValue } from '../../src/core/grid/grid.js';
import { cli } from './command-line.js';
import { recalculate } from './libreoffice.js';

const OWN_RANKS = join(__dirname, '..', 'fixtures', 'own-rank-column.xlsx');

/** The ranks in V5:V15. */
async function ranksIn(file: string): Promise<readonly CellValue[]> {
  const [grid] = (await openXlsx(readFileSync(file)).read()).sheets;
  return Array.from({ length: 11 }, (_, index) => (grid === undefined ? null : valueAt(grid, 4 + index, 21)));
}

describe('ranks that somebody’s own formulas make of the scores', () => {
  const folder = mkdtempSync(join(tmpdir(), 'own-rank-'));
  const at = (name: string): string => join(folder, name);

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
    const reason = ['--accept', '其余已核对'] as const;
    const published = await cli('publish', at('saved.xlsx'), '--out', at('official.xlsx'), ...reason);
    expect([published.status, published.stdout.includes('写入之前的结果')]).toEqual([0, false]);
    // By the scores: 5th, 7th, 1st, 9th …
    expect((await ranksIn(at('official.xlsx'))).slice(0, 4)).toEqual([5, 7, 1, 9]);
    expect((await ranksIn(at('computed.xlsx'))).slice(0, 4)).toEqual([11, 6, 1, 8]);
  });
});
