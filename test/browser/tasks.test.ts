import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Locator, Page } from 'playwright-core';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import type { CellValue } from '../../src/core/grid/grid.js';
import { bookOf } from '../host/book.js';
import { launchChromium } from '../host/boot-chromium.js';
import { someOf } from '../support/length.js';
import { bytesOf, INPUTS } from '../support/published.js';
import { openPane } from './open-pane.js';
import { personAt, type Person } from './person.js';
import { atRest } from './wait.js';

/** A place to work in: Excel, or the page with its saved file. */
interface Desk {
  readonly page: Page;
  readonly clerk: Person;
  /**
   * What stands in a cell at the end, of 附件1 unless another sheet is named; on the page, in the file that was saved.
   */
  finish(): Promise<(cell: string, sheet?: string) => CellValue>;
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
  return {
    page,
    clerk: personAt(page),
    clicksToSave: 0,
    finish:
      async () =>
      (cell, sheet = '附件1') =>
        book.sheet(sheet).valueAt(cell),
  };
}

async function onPage(): Promise<Desk> {
  const context = await browser.newContext({
    viewport: { width: 1366, height: 768 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));
  await page.goto(pathToFileURL(join(__dirname, '..', '..', 'dist', '通报计分.html')).href);
  await page.getByRole('button', { name: '打开示例' }).click();
  const clerk = personAt(page);
  return {
    page,
    clerk,
    clicksToSave: 1,
    async finish() {
      const download = page.waitForEvent('download');
      await clerk.click('保存文件');
      const { sheets } = await openXlsx(new Uint8Array(readFileSync(await (await download).path()))).read();
      return (cell, sheet = '附件1') => {
        const grid = sheets.find((one) => one.sheet === sheet);
        return grid?.values[Number(cell.slice(1)) - 1 - grid.top]?.[cell.charCodeAt(0) - 65 - grid.left] ?? null;
      };
    },
  };
}

/** Two clicks on the same place, so many milliseconds apart; a `double` click is one that the system takes for it. */
async function clickTwice(page: Page, button: Locator, apart: number, kind: 'double' | 'single'): Promise<void> {
  await button.scrollIntoViewIfNeeded();
  // Once it can be pressed.
  await button.click({ trial: true });
  const box = await button.boundingBox();
  if (box === null) throw new Error('the button is not drawn');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.up();
  await page.waitForTimeout(apart);
  await page.mouse.down({ clickCount: kind === 'double' ? 2 : 1 });
  await page.mouse.up({ clickCount: kind === 'double' ? 2 : 1 });
}

/** How often a text stands in the first rows of a column. */
function countIn(
  valueAt: (cell: string, sheet?: string) => CellValue,
  sheet: string,
  column: string,
  text: string,
): number {
  return Array.from({ length: 30 }, (_, index) => valueAt(`${column}${index + 1}`, sheet)).filter(
    (value) => value === text,
  ).length;
}

/** The row of 附件1 whose unit begins so: 5 to 15. */
function rowOf(valueAt: (cell: string) => CellValue, unit: string): number {
  return (
    Array.from({ length: 11 }, (_, index) => index + 5).find((row) => String(valueAt(`B${row}`)).startsWith(unit)) ?? 0
  );
}

describe.each<[string, () => Promise<Desk>]>([
  ['Excel', inExcel],
  ['the page', onPage],
])('in %s', (_, sitDown) => {
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
    await page
      .getByText(/77\.03 → 79\.03/)
      .first()
      .waitFor();
    await page.keyboard.press('Enter');
    // The page has an 撤销 of its own for typed corrections; this is the toast’s.
    await page.getByRole('status').getByRole('button', { name: '撤销' }).waitFor();
    const valueAt = await desk.finish();
    expect(clerk.clicks).toBe(2 + clicksToSave);
    const row = rowOf(valueAt, '沂源县');
    expect([valueAt(`T${row}`), valueAt(`U${row}`)]).toEqual([12, 79.03]);
  });

  it('the weight of 评价率 goes from 40 to 35: four clicks, a warning of the sum, and right figures', async () => {
    const { page, clerk, clicksToSave } = desk;
    await clerk.click('计分办法', 'tab');
    await clerk.click('修改办法');
    await clerk.type('评价率 · 满分', '35');
    // 55.1534…% of five points less: 77.0302 − 2.7577.
    await page
      .getByText(/77\.03 → 74\.27/)
      .first()
      .waitFor();
    await page.getByText(/95/).locator('visible=true').first().waitFor();
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

  it.each(
    someOf(2, [
      [0, 'double'],
      [500, 'single'],
      [150, 'single'],
      [300, 'double'],
    ] as const),
  )('two clicks %i ms apart on what writes (%s) carry it out once', async (apart, kind) => {
    const { page, clerk } = desk;
    await clerk.click('加减分', 'tab');
    await page.getByRole('button', { name: /^高青县/ }).click();
    // 13 stands there: +3.
    await clickTwice(page, page.getByRole('button', { name: '记为待分类' }), apart, kind);
    await page.getByText('条款 待分类 · +3 · 事由待补').waitFor();
    await page.getByRole('status').getByRole('button', { name: '撤销' }).waitFor();
    await clerk.click('沂源县');
    await page.getByRole('button', { name: '登记一条' }).nth(1).click();
    await enterInnovation(page);
    await clickTwice(page, confirming(page), apart, kind);
    await page.getByLabel('每次分值').waitFor({ state: 'detached' });
    await page.getByText('条款 5、重大创新突破 · +2 · 创新').waitFor();

    await clerk.click('核查', 'tab');
    await page.getByRole('button', { name: '已核实' }).first().click();
    await page.getByRole('textbox', { name: '事由' }).fill('无误');
    await clickTwice(page, confirming(page), apart, kind);
    await page.locator('summary', { hasText: '已核实 1 条' }).waitFor();
    const valueAt = await desk.finish();
    expect([
      countIn(valueAt, '加减分台账', 'B', '高青县'),
      countIn(valueAt, '加减分台账', 'B', '沂源县'),
      countIn(valueAt, '核查记录', 'A', '已核实'),
    ]).toEqual([1, 1, 1]);
    expect(valueAt(`T${rowOf(valueAt, '沂源县')}`)).toBe(12);
  });

  it('an entry that reads like the one before is made when its form is opened and filled in anew', async () => {
    const { page, clerk } = desk;
    await clerk.click('加减分', 'tab');
    await clerk.click('沂源县');
    for (const entries of [1, 2]) {
      await page.getByRole('button', { name: '登记一条' }).click();
      await enterInnovation(page);
      await confirming(page).click();
      await page
        .getByRole('listitem')
        .filter({ hasText: /^条款 5、重大创新突破 · \+2 · 创新/ })
        .nth(entries - 1)
        .waitFor();
    }
    const valueAt = await desk.finish();
    expect([countIn(valueAt, '加减分台账', 'B', '沂源县'), valueAt(`T${rowOf(valueAt, '沂源县')}`)]).toEqual([2, 14]);
  });

  it('what was saved by a double click, or by Enter twice, can be taken back', async () => {
    const { page, clerk } = desk;
    const takeBack = page.getByRole('status').getByRole('button', { name: '撤销' });
    await clerk.click('计分办法', 'tab');
    await clerk.click('修改办法');
    await clerk.type('评价率 · 满分', '35');
    await page
      .getByText(/77\.03 → 74\.27/)
      .first()
      .waitFor();
    await clickTwice(page, confirming(page), 100, 'single');
    await page.getByText('一、评价率占 35 分，该项得分为评价率×35。').first().waitFor();
    await takeBack.click();
    await page.getByText('一、评价率占 40 分，该项得分为评价率×40。').first().waitFor();
    await clickTwice(page, page.getByRole('button', { name: '生成“得分明细”表' }), 100, 'single');
    await page.getByText('已生成工作表“得分明细”。').waitFor();
    await takeBack.click();
    await takeBack.waitFor({ state: 'detached' });
    await clerk.click('加减分', 'tab');
    await clerk.type('沂源县的加减分', '12');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await takeBack.click();
    await page
      .getByText(/沂源县/)
      .locator('visible=true')
      .first()
      .waitFor();
    await takeBack.waitFor({ state: 'detached' });
    const valueAt = await desk.finish();
    const row = rowOf(valueAt, '沂源县');
    expect([valueAt(`T${row}`), valueAt(`U${row}`)]).toEqual([10, 77.03]);
  });

  it('a double click on 恢复到计算前 keeps what was said of the cells that were left', async () => {
    const { page, clerk } = desk;
    await clerk.click('计分办法', 'tab');
    await clerk.click('修改办法');
    await clerk.type('评价率 · 满分', '35');
    await page
      .getByText(/77\.03 → 74\.27/)
      .first()
      .waitFor();
    await clerk.click('确定');
    await page.getByText('计分办法已保存，得分已按新办法更新。').waitFor();
    await clerk.click('计分', 'tab');
    await clickTwice(page, page.getByRole('button', { name: '恢复到计算前' }), 100, 'single');
    // Each of the eleven scores has another formula since.
    await page.getByText(/这 11 格在计算后又改过/).waitFor();
    await atRest(page);
    await page.getByText(/这 11 格在计算后又改过/).waitFor();
  });
});

/** Fills in the form of an entry: clause 5, two points. */
async function enterInnovation(page: Page): Promise<void> {
  await page.getByLabel('条款', { exact: true }).selectOption('5');
  await page.getByLabel('每次分值').fill('2');
  await page.getByLabel('事由', { exact: true }).fill('创新');
}

function confirming(page: Page): Locator {
  return page.getByRole('button', { name: '确定', exact: true });
}
