import type { Browser, Locator, Page } from 'playwright-core';
import { bookOf } from '../host/book.js';
import { fileOf } from '../host/book-file.js';
import { launchChromium } from '../host/boot-chromium.js';
import { bytesOf, INPUTS, PUBLISHED } from '../support/published.js';
import { computeSample, openPage } from './open-page.js';
import { openPane, type PaneOptions } from './open-pane.js';

let browser: Browser;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(() => page.context().close());

async function openInExcel(path: string, options: PaneOptions = {}): Promise<void> {
  const original = bytesOf(path);
  const book = await bookOf(original);
  ({ page } = await openPane(browser, book, { file: () => fileOf(book, original), ...options }));
  page.setDefaultTimeout(20_000);
}

const button = (name: string | RegExp): Locator => page.getByRole('button', { name, exact: typeof name === 'string' });

async function boxOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error('nothing is drawn');
  return box;
}

/** Presses a button and looks for the answer: beside the button, in sight, and the button stays where it was. */
async function answersBeside(pressed: Locator, answer: RegExp): Promise<void> {
  await pressed.scrollIntoViewIfNeeded();
  const before = await boxOf(pressed);
  await pressed.click();
  const said = page.getByText(answer).locator('visible=true').first();
  await said.waitFor();
  const after = await boxOf(pressed);
  expect([after.x, after.y]).toEqual([before.x, before.y]);
  const { y, height } = await boxOf(said);
  const gap = Math.max(y - (after.y + after.height), after.y - (y + height), 0);
  expect(gap).toBeLessThan(60);
  expect(y).toBeGreaterThanOrEqual(0);
  expect(y + height).toBeLessThanOrEqual(page.viewportSize()?.height ?? 0);
}

it('says beside each button of 计分 and 定稿 what it did, and nothing moves', async () => {
  ({ page } = await openPage(browser, { permissions: ['clipboard-read', 'clipboard-write'] }));
  await computeSample(page);
  await answersBeside(button('复制排名').first(), /^已复制，在 Excel/);
  await page.getByRole('button', { name: /临淄区/ }).click();
  await answersBeside(button('复制得分说明'), /^已复制。$/);
  await page.getByRole('tab', { name: '定稿' }).click();
  await answersBeside(button('复制名称').first(), /^已复制。$/);
  await answersBeside(button('复制到 Word'), /^表格已复制/);
  await answersBeside(button('生成 Word 文件'), /^已保存：.*\.docx$/);
  await page.getByText('预览', { exact: true }).click();
  await answersBeside(button('复制为图片：附件1 第 1 页'), /已复制为图片/);
  await answersBeside(button('生成正式附件'), /^已保存：.*\.xlsx$/);
  await page.getByRole('tab', { name: '计分办法' }).click();
  await button('修改办法').first().click();
  await answersBeside(button('导出'), /^已保存：.*\.json$/);
});

it('offers no button in Excel that can never work there, and says what to do instead', async () => {
  await openInExcel(PUBLISHED, { height: 1000 });
  await page.getByRole('tab', { name: '定稿' }).click();
  await page.getByText(/^要 Word 文件：/).waitFor();
  await button('复制到 Word').waitFor();
  expect(await button('生成 Word 文件').count()).toBe(0);
  await page.getByRole('tab', { name: '计分办法' }).click();
  await button('修改办法').first().click();
  await button('导入').waitFor();
  expect(await button('导出').count()).toBe(0);
});

it('shows on the button itself, before anything else happens, that it works', async () => {
  await openInExcel(PUBLISHED, { height: 1000 });
  const busyAfterClick = async (pressed: Locator): Promise<string | null> => {
    await pressed.and(page.locator(':not([aria-disabled=true])')).waitFor();
    return pressed.evaluate((element: HTMLElement) => {
      element.click();
      return Promise.resolve().then(() => element.getAttribute('aria-busy'));
    });
  };
  await page.getByRole('tab', { name: '核查' }).click();
  expect(await busyAfterClick(button('在表里标色'))).toBe('true');
  await button('去掉标色').waitFor();
  expect(await busyAfterClick(button(/^全部改正/))).toBe('true');
  await page.getByText(/^核查：必须改 2 处/).waitFor();
  await page.getByRole('tab', { name: '计分办法' }).click();
  expect(await busyAfterClick(button('生成“得分明细”表'))).toBe('true');
  await page.getByText('已生成工作表“得分明细”。').waitFor();
  await page.getByRole('tab', { name: '定稿' }).click();
  expect(await busyAfterClick(button('复制到 Word'))).toBe('true');
});

it('shows the effect of a method and 确定 beside the number that is changed, however far down it stands', async () => {
  await openInExcel(INPUTS, { height: 700 });
  await page.getByRole('tab', { name: '计分办法' }).click();
  await button('修改办法').first().click();
  // The usual numbers come first; what only names the method is folded away.
  const first = page.getByRole('textbox').first();
  expect(await first.inputValue()).toMatch(/^\d+$/);
  expect(await page.getByLabel('出处', { exact: true }).isVisible()).toBe(false);
  for (const label of ['评价率 · 满分', '总分封顶', '加减分 · 基础分']) {
    const field = page.getByLabel(label, { exact: true }).first();
    const had = Number(await field.inputValue());
    await field.focus();
    await field.fill(String(had - 1));
    const effect = page.locator('form').getByRole('status').filter({ hasText: '名次' }).first();
    await effect.waitFor();
    for (const shown of [field, button('确定')]) {
      const { y, height } = await boxOf(shown);
      expect(y).toBeGreaterThan(0);
      expect(y + height).toBeLessThanOrEqual(700);
    }
    // Its first lines, above the button; many units scroll.
    expect((await boxOf(effect)).y).toBeLessThan((await boxOf(button('确定'))).y - 20);
    await field.fill(String(had));
    await page.getByText('改了数，这里先说得分和名次怎么变，再点“确定”。').waitFor();
  }
});

it('takes a report away by itself, not while somebody points at it, and moves nothing under the pointer', async () => {
  await openInExcel(PUBLISHED, { height: 900 });
  await page.getByRole('tab', { name: '核查' }).click();
  await page.clock.install();
  await button(/^全部改正/).click();
  const report = page.getByText('已改正 6 处。');
  await report.waitFor();
  await report.hover();
  await page.clock.runFor(120_000);
  expect(await report.isVisible()).toBe(true);
  const shown = page.getByRole('tabpanel');
  const before = await boxOf(shown);
  await shown.hover({ position: { x: 100, y: 5 } });
  await page.clock.runFor(120_000);
  await report.waitFor({ state: 'detached' });
  expect(await boxOf(shown)).toEqual(before);
  // The step itself is not gone.
  await button('撤销').click();
  await page.getByText(/^核查：必须改 8 处/).waitFor();
});
