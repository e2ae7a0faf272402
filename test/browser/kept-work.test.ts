import type { Browser, Page } from 'playwright-core';
import { bookOf } from '../host/book.js';
import { fileOf } from '../host/book-file.js';
import { launchChromium } from '../host/boot-chromium.js';
import { bytesOf, PUBLISHED } from '../support/published.js';
import { chooseFile, openPage } from './open-page.js';
import { openPane } from './open-pane.js';
import { counts } from './wait.js';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(() => page.context().close());

const TABS = ['计分', '加减分', '核查', '定稿', '计分办法'];

const tab = async (name: string): Promise<void> => {
  const shown = page.getByRole('tab', { name, exact: true });
  if ((await shown.count()) > 0) return shown.click();
  await page.locator('button[aria-haspopup="menu"]').first().click();
  await page.getByRole('menuitem', { name, exact: true }).click();
};
const field = (name: string): ReturnType<Page['getByRole']> => page.getByRole('textbox', { name, exact: true });

/** How far the part of the pane that scrolls and is shown has been scrolled. */
const scrolled = (): Promise<number> =>
  page.evaluate(() => {
    const parts = [...document.querySelectorAll('[role=tabpanel] *')];
    return parts.find((part) => part.clientHeight > 0 && part.scrollTop > 0)?.scrollTop ?? 0;
  });

async function openInExcel(): Promise<void> {
  const original = bytesOf(PUBLISHED);
  const book = await bookOf(original);
  ({ page } = await openPane(browser, book, { file: () => fileOf(book, original), width: 450, height: 500 }));
}

async function openOnPage(): Promise<void> {
  ({ page } = await openPage(browser, { viewport: { width: 1280, height: 500 } }));
  await chooseFile(page, PUBLISHED);
}

it.each([
  ['in Excel', openInExcel],
  ['on the page', openOnPage],
])('what was begun in a tab is still there after a look at each of the others, %s', async (_, open) => {
  await open();
  page.setDefaultTimeout(20_000);

  await page.getByRole('button', { name: '计算得分' }).click();
  await page.getByText('9 格与计算结果不同，请确认').waitFor();
  // Rows grow by what the audit found out; only then does nothing move any more.
  await page.getByText('差 0.01：用了印出的主动评价好评率 99.97% 来算').waitFor();
  await page.getByRole('checkbox').nth(1).check();
  await page.getByRole('checkbox').nth(7).check();
  const whereLeft = await scrolled();
  expect(whereLeft).toBeGreaterThan(50);

  await tab('加减分');
  await page.getByRole('searchbox').fill('县');

  await tab('核查');
  await page.getByRole('searchbox').fill('临淄');
  await page.getByRole('button', { name: /^必须改 \d+$/ }).click();
  await page.getByRole('button', { name: '已核实', exact: true }).first().click();
  await field('事由').fill('已与热线办核对');

  await tab('定稿');
  await field('经办人（可不填）').fill('王科员');
  await page.getByRole('radio', { name: /每个附件/ }).check();
  await page.getByRole('textbox', { name: /写明理由/ }).fill('时间紧');

  await tab('计分办法');
  await page.getByRole('button', { name: '修改办法' }).first().click();
  await page.getByRole('textbox').first().fill('33');

  // Past each tab, to the first one again.
  for (const name of [...TABS, ...TABS]) await tab(name);
  expect(await page.getByRole('textbox').first().inputValue()).toBe('33');

  await tab('计分');
  await page.getByText('9 格与计算结果不同，请确认').waitFor();
  const ticks = await page.getByRole('checkbox').evaluateAll((boxes) => boxes.map((box) => box.matches(':checked')));
  expect(ticks).toEqual([false, true, false, false, false, false, false, true, false]);
  expect(await scrolled()).toBe(whereLeft);

  await tab('加减分');
  expect(await page.getByRole('searchbox').inputValue()).toBe('县');

  await tab('核查');
  expect(await page.getByRole('searchbox').inputValue()).toBe('临淄');
  expect(await field('事由').inputValue()).toBe('已与热线办核对');
  await counts(page.getByRole('button', { name: /^必须改 \d+$/, pressed: true }), 1);

  await tab('定稿');
  expect(await field('经办人（可不填）').inputValue()).toBe('王科员');
  expect(await page.getByRole('radio', { name: /每个附件/ }).isChecked()).toBe(true);
  expect(await page.getByRole('textbox', { name: /写明理由/ }).inputValue()).toBe('时间紧');
});
