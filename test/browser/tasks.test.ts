import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import type { CellValue } from '../../src/core/grid/grid.js';
import { bookOf } from '../host/book.js';
import { launchChromium } from '../host/boot-chromium.js';
import { bytesOf, INPUTS } from '../support/published.js';
import { openPane } from './open-pane.js';
import { personAt, type Person } from './person.js';

/** A place to work in: Excel, or the page with its saved file. */
interface Desk {
  readonly page: Page;
  readonly clerk: Person;
  /** What stands in a cell of 附件1 at the end; on the page, in the file that was saved. */
  finish(): Promise<(cell: string) => CellValue>;
  /** A click to save, where saving is ours and not Excel's. */
  readonly clicksToSave: number;
}

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function inExcel(): Promise<Desk> {
  const book = await bookOf(bytesOf(INPUTS));
  const { page } = await openPane(browser, book, { height: 1000 });
  page.setDefaultTimeout(20_000);
  return { page, clerk: personAt(page), clicksToSave: 0, finish: async () => (cell) => book.sheet('附件1').valueAt(cell) };
}

async function onPage(): Promise<Desk> {
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'zh-CN', reducedMotion: 'reduce', acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));
  await page.goto(pathToFileURL(join(__dirname, '..', '..', 'dist', '通报计分.html')).href);
  await page.getByRole('button', { name: '打开示例' }).click();
  const clerk = personAt(page);
  return {
    page, clerk, clicksToSave: 1,
    async finish() {
      const download = page.waitForEvent('download');
      await clerk.click('保存文件');
      const { sheets } = await openXlsx(new Uint8Array(readFileSync(await (await download).path()))).read();
      const grid = sheets.find(({ sheet }) => sheet === '附件1');
      return (cell) => grid?.values[Number(cell.slice(1)) - 1 - grid.top]?.[cell.charCodeAt(0) - 65 - grid.left] ?? null;
    },
  };
}

/** The row of 附件1 whose unit begins so: 5 to 15. */
function rowOf(valueAt: (cell: string) => CellValue, unit: string): number {
  return Array.from({ length: 11 }, (_, index) => index + 5).find((row) => String(valueAt(`B${row}`)).startsWith(unit)) ?? 0;
}

describe.each<[string, () => Promise<Desk>]>([['Excel', inExcel], ['the page', onPage]])('in %s', (_, sitDown) => {
  let desk: Desk;
  beforeEach(async () => {
    desk = await sitDown();
    await desk.page.getByRole('button', { name: '计算得分' }).click();
    await desk.page.getByText(/已填写 \d+ 格/).waitFor();
  });
  afterEach(() => desk.page.context().close());

  it('the leader changes one adjustment at the last minute: two clicks and Enter', async () => {
    const { page, clerk, clicksToSave } = desk;
    await clerk.click('加减分', 'tab');
    await clerk.type('沂源县的加减分', '12');
    // 77.03 and two more.
    await page.getByText(/77\.03 → 79\.03/).first().waitFor();
    await page.keyboard.press('Enter');
    // The page has an 撤销 of its own for typed corrections; this is the toast’s.
    await page.getByRole('status').getByRole('button', { name: '撤销' }).waitFor();
    const valueAt = await desk.finish();
    expect(clerk.clicks).toBe(2 + clicksToSave);
    const row = rowOf(valueAt, '沂源县');
    expect([valueAt(`T${row}`), valueAt(`U${row}`)]).toEqual([12, 79.03]);
  });

  it('the weight of 评价率 goes from 40 to 35: four clicks, the warning that marks no longer add up, and right figures', async () => {
    const { page, clerk, clicksToSave } = desk;
    await clerk.click('计分办法', 'tab');
    await clerk.click('修改办法');
    await clerk.type('评价率 · 满分', '35');
    // 55.1534…% of five points less: 77.0302 − 2.7577.
    await page.getByText(/77\.03 → 74\.27/).first().waitFor();
    await page.getByText(/95/).first().waitFor();
    await clerk.click('确定');
    await page.getByText('计分办法已保存，得分已按新办法更新。').waitFor();
    const valueAt = await desk.finish();
    expect(clerk.clicks).toBe(4 + clicksToSave);
    // 临淄区: everything is evaluated, so all five points are gone: 95.9956 − 5.
    expect(['沂源县', '临淄区'].map((unit) => valueAt(`U${rowOf(valueAt, unit)}`))).toEqual([74.27, 91]);
    const notes = Array.from({ length: 12 }, (_unused, index) => String(valueAt(`A${16 + index}`) ?? '')).join('\n');
    expect(notes).toMatch(/评价率占\s*35\s*分/);
    expect(notes).not.toMatch(/评价率占\s*40\s*分/);
  });
});
