import type { Browser, Page } from 'playwright-core';
import { bookOf, contentsOf, type Book } from '../host/book.js';
import { launchChromium } from '../host/boot-chromium.js';
import { bytesOf, INPUTS, PUBLISHED } from '../support/published.js';
import { chooseFile, openPage } from './open-page.js';
import { openPane } from './open-pane.js';
import { becomes, comesAbout, counts } from './wait.js';

let browser: Browser;
let page: Page;
let book: Book;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(() => page.context().close());

async function openInExcel(): Promise<void> {
  book = await bookOf(bytesOf(PUBLISHED));
  ({ page } = await openPane(browser, book, { height: 1000 }));
}

async function openOnPage(): Promise<void> {
  ({ page } = await openPage(browser));
  await chooseFile(page, PUBLISHED);
}

async function openAudit(open: () => Promise<void> = openInExcel): Promise<void> {
  await open();
  page.setDefaultTimeout(20_000);
  await page.getByRole('tab', { name: '核查' }).click();
  await page.getByText(/^核查：必须改 8 处/).waitFor();
}

const button = (name: string | RegExp): ReturnType<Page['getByRole']> =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
/** The findings that are shown, of one severity. */
const shown = (severity: string): ReturnType<Page['locator']> =>
  page.locator('li', { has: page.getByText(severity, { exact: true }) }).locator('visible=true');

it('corrects at once what is certain, says how many, and takes it back at once', async () => {
  await openAudit();
  const before = contentsOf(book);
  await button('全部改正（6 处）').click();
  await page.getByText('已改正 6 处。').waitFor();
  const corrected = ['附件1!Q9', '附件1!U12', '附件2!O6', '附件2!O8', '附件2!O10', '附件3!C38'];
  const values = corrected.map((address) => {
    const [sheet = '', cell = ''] = address.split('!');
    return book.sheet(sheet).valueAt(cell);
  });
  expect(values).toEqual([1, 77.03, 1, 1, 1, 145177]);
  // 95.99 may come from the score or from a rate, 93 from the score or from 12: somebody has to decide.
  await page.getByText(/^核查：必须改 2 处/).waitFor();
  expect(await button(/^全部改正/).count()).toBe(0);
  await button('撤销').first().click();
  await page.getByText(/^核查：必须改 8 处/).waitFor();
  expect(contentsOf(book)).toEqual(before);
});

it('shows what its filters name, with the counts of what is searched', async () => {
  await openAudit();
  const severities = async (): Promise<readonly boolean[]> =>
    Promise.all(['必须改', '请核对', '提示'].map(async (severity) => (await shown(severity).count()) > 0));
  expect(await severities()).toEqual([true, true, true]);
  await button('必须改 8').click();
  await counts(shown('必须改'), 8);
  expect(await severities()).toEqual([true, false, false]);
  await button(/^提示 \d+$/).click();
  expect(await severities()).toEqual([true, false, true]);
  await button('必须改 8').click();
  await button(/^提示 \d+$/).click();
  expect(await severities()).toEqual([true, true, true]);
  await page.getByRole('searchbox').fill('沂源');
  await button('必须改 1').waitFor();
  await counts(shown('必须改'), 1);
});

it('folds what was accepted away, and the keyboard goes on at the next finding', async () => {
  await openAudit();
  const first = shown('必须改').first();
  const text = (await first.innerText()).split('\n')[2] ?? '';
  await first.getByRole('button', { name: '已核实' }).click();
  await page.keyboard.type('原件如此');
  await page.keyboard.press('Enter');
  const folded = page.locator('summary', { hasText: '已核实 1 条' });
  await folded.waitFor();
  await counts(page.getByText(text, { exact: true }).locator('visible=true'), 0);
  const focused = await page.evaluate(() => document.activeElement?.tagName);
  expect(focused).toBe('LI');
  await folded.click();
  await counts(page.getByText(text, { exact: true }).locator('visible=true'), 1);
});

it('puts the formula in where the column has formulas, goes to the cell, and keeps the focus in the list', async () => {
  await openInExcel();
  page.setDefaultTimeout(20_000);
  await button('计算得分').click();
  await button('全部用计算值').click();
  await page.getByText(/已填写 \d+ 格/).waitFor();
  const formula = book.sheet('附件1').formulaAt('U12');
  book.sheet('附件1').type('U12', 77.53);
  await page.getByRole('tab', { name: '核查' }).click();
  await button('改为 77.03（U12）').press('Enter');
  await becomes(page, book, '附件1!U12', 77.03);
  expect(formula).toMatch(/^=/);
  expect(book.sheet('附件1').formulaAt('U12')).toBe(formula);
  await comesAbout(page, () => book.selection?.address === 'U12');
  await page.getByText('附件1!U12 已改为 77.03。').waitFor();
  await page.getByText(/这些格却是手填的数/).waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false);
});

it.each([
  ['in Excel', openInExcel],
  ['on the page', openOnPage],
])('compares with the file of the quarter before that is chosen there, %s', async (_, open) => {
  await openAudit(open);
  const choose = async (file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await button('选上季度的文件').click();
    await (await chooser).setFiles(file);
  };
  await page.getByText('没有检查的：').waitFor();
  // The inputs of the same quarter: every count of every unit is the same.
  const same = page.getByText(/计数与上季度完全相同/);
  expect(await same.count()).toBe(0);
  await choose({ name: '别的.xlsx', mimeType: '', buffer: Buffer.from('no workbook') });
  await page.getByText(/^“别的\.xlsx”没有用上：/).waitFor();
  await choose(INPUTS);
  await page.getByText('正与上季度比较：2021Q2-inputs.xlsx').waitFor();
  await same.first().waitFor();
  await page.getByText('没有给出上季度的工作簿，没有比较').waitFor({ state: 'detached' });
  await button('不比上季度').click();
  await same.first().waitFor({ state: 'detached' });
});
