import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { strFromU8, unzipSync } from 'fflate';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { valueAt, type Grid } from '../../src/core/grid/grid.js';
import { bookOf } from '../host/book.js';
import { fileOf } from '../host/book-file.js';
import { launchChromium } from '../host/boot-chromium.js';
import { bytesOf, INPUTS } from '../support/published.js';
import { openPane } from './open-pane.js';
import { personAt } from './person.js';
import { comesAbout } from './wait.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function gridsOf(bytes: Uint8Array): Promise<readonly Grid[]> {
  return (await openXlsx(bytes).read()).sheets;
}

it('goes from inputs to the official file in at most six clicks, from a late change in at most five', async () => {
  const original = bytesOf(INPUTS);
  const book = await bookOf(original);
  const { page, excel } = await openPane(browser, book, { file: () => fileOf(book, original), height: 1000 });
  page.setDefaultTimeout(20_000);
  const clerk = personAt(page);
  await page.getByText(/^将填写/).waitFor();
  await clerk.click('计算得分');
  await page.getByText(/已填写/).waitFor();
  await clerk.click('定稿', 'tab');
  await clerk.click('生成正式附件');
  await page.getByText(/已作为新工作簿打开。请另存为：2021年第二季度/).waitFor();
  expect(clerk.clicks).toBeLessThanOrEqual(6);
  const [first] = book.opened;
  const sheets = await gridsOf(Uint8Array.from(Buffer.from(first ?? '', 'base64')));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['附件1', '附件2', '附件3']);
  // 临淄区 96.00 and 沂源县 77.03, as values.
  expect([8, 11].map((row) => valueAt(sheets[0] as Grid, row, 20))).toEqual([96, 77.03]);
  expect(sheets.flatMap(({ formulas }) => formulas.flat()).filter((formula) => formula !== null)).toEqual([]);
  expect(book.sheets.map(({ name }) => name)).toContain('定稿记录');
  expect(
    Object.values(unzipSync(Uint8Array.from(Buffer.from(first ?? '', 'base64')))).some((part) =>
      strFromU8(part).includes('定稿记录'),
    ),
  ).toBe(false);

  // The leader gives 高青县 10 instead of 13.
  const later = personAt(page);
  await later.click('加减分', 'tab');
  await later.type('高青县的加减分', '10');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByRole('button', { name: '撤销' }).waitFor();
  await later.click('定稿', 'tab');
  await page
    .getByText(/与定稿不一致/)
    .first()
    .waitFor();
  await later.click('生成正式附件');
  await comesAbout(page, () => book.opened.length === 2);
  expect(later.clicks).toBeLessThanOrEqual(5);
  const again = await gridsOf(Uint8Array.from(Buffer.from(book.opened[1] ?? '', 'base64')));
  const row = (again[0] as Grid).values.findIndex((values) =>
    values.some((value) => String(value).startsWith('高青县')),
  );
  // 99.49 with 13; three points less.
  expect(valueAt(again[0] as Grid, (again[0] as Grid).top + row, 20)).toBe(96.49);
  expect(excel.notSimulated).toEqual([]);
  await page.context().close();
});

it('saves the official file and the Word file on the page, and says that a decision is owed', async () => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    acceptDownloads: true,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));
  await page.goto(pathToFileURL(join(__dirname, '..', '..', 'dist', '通报计分.html')).href);
  await page.getByRole('button', { name: '打开示例' }).click();
  await page.getByRole('button', { name: '计算得分' }).click();
  await page.getByText(/已填写/).waitFor();
  await page.getByRole('tab', { name: '定稿' }).click();
  const workbook = page.waitForEvent('download');
  await page.getByRole('button', { name: '生成正式附件' }).click();
  const made = await workbook;
  expect(made.suggestedFilename()).toMatch(/^2021年第二季度.*\.xlsx$/);
  expect((await gridsOf(new Uint8Array(readFileSync(await made.path())))).map(({ sheet }) => sheet)).toEqual([
    '附件1',
    '附件2',
    '附件3',
  ]);
  const word = page.waitForEvent('download');
  await page.getByRole('button', { name: '生成 Word 文件' }).click();
  const document = unzipSync(new Uint8Array(readFileSync(await (await word).path())));
  expect(strFromU8(document['word/document.xml'] as Uint8Array)).toContain('临淄区');
  await page
    .getByText('已记入工作簿的“定稿记录”。')
    .or(page.getByText(/已保存/))
    .first()
    .waitFor();
  await context.close();
});

it('finds the mistakes of the published workbook, names cells, puts a proposed value in at a click', async () => {
  const { PUBLISHED } = await import('../support/published.js');
  const book = await bookOf(bytesOf(PUBLISHED));
  const { page } = await openPane(browser, book, { height: 1000 });
  page.setDefaultTimeout(20_000);
  await page.getByRole('tab', { name: '核查' }).click();
  await page.getByText(/^核查：必须改 \d+ 处/).waitFor();
  await page.getByText('沂源县的综合得分印的是 77.53，按计分办法应为 77.03。').waitFor();
  await page.getByText(/^附件3 与附件2 的单位对应：\d+ 个已对应/).click();
  const match = page.getByLabel('工信局', { exact: true });
  await match.selectOption('市应急管理局');
  await page.getByText('已记入“核查记录”。').waitFor();
  // 0 in attachment 3, 389 in attachment 2.
  await page.getByText(/工信局：附件3 市级是 0，附件2（市应急管理局）是 389/).waitFor();
  await page.getByRole('button', { name: '在表里标色' }).click();
  await page.getByText(/^已标色 \d+ 格/).waitFor();
  expect(book.sheet('附件1').at(11, 20)?.fill).toBe('FFB3AB');
  await page.getByRole('button', { name: '去掉标色' }).click();
  await page.getByText('标色已去掉。').waitFor();
  expect(book.sheet('附件1').at(11, 20)?.fill ?? null).toBeNull();
  await page.getByRole('button', { name: '改为 77.03（U12）' }).click();
  await page.getByText('附件1!U12 已改为 77.03。').waitFor();
  expect(book.sheet('附件1').valueAt('U12')).toBe(77.03);
  await page.getByText('沂源县的综合得分印的是 77.53').waitFor({ state: 'detached' });
  await page.context().close();
});

it('says of what is called off that it goes out', async () => {
  const original = bytesOf(INPUTS);
  const book = await bookOf(original);
  const { page } = await openPane(browser, book, { file: () => fileOf(book, original), height: 1000 });
  page.setDefaultTimeout(20_000);
  await page.getByText(/^将填写/).waitFor();
  await page.getByRole('tab', { name: '定稿' }).click();
  const properties = page.getByRole('checkbox', { name: /^文档属性中的个人信息/ });
  await properties.waitFor();
  expect(await page.getByText('会发出').count()).toBe(0);
  await properties.click();
  await page.getByRole('checkbox', { name: /^文档属性中的个人信息.*会发出$/ }).waitFor();
  await page.context().close();
});
