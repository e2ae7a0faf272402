import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { bookOf } from '../host/book.js';
import { fileOf } from '../host/book-file.js';
import { launchChromium } from '../host/boot-chromium.js';
import { pagesOf } from '../integration/libreoffice.js';
import { bytesOf, INPUTS } from '../support/published.js';
import { openPane } from './open-pane.js';
import { atRest } from './wait.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

async function samplePage(permissions: readonly string[]): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    acceptDownloads: true,
    permissions: [...permissions],
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(pathToFileURL(join(__dirname, '..', '..', 'dist', '通报计分.html')).href);
  await page.getByRole('button', { name: '打开示例' }).click();
  await page.getByRole('button', { name: '计算得分' }).click();
  await page.getByText(/已填写/).waitFor();
  await page.getByRole('tab', { name: '定稿' }).click();
  return page;
}

/** How many of the canvas's pixels are not white. */
function inkOf(page: Page, name: RegExp): Promise<number> {
  return page.getByRole('img', { name }).evaluate((element) => {
    const canvas = element as HTMLCanvasElement;
    const { data } = (canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(
      0,
      0,
      canvas.width,
      canvas.height,
    );
    let ink = 0;
    for (let at = 0; at < data.length; at += 4) if ((data[at] ?? 255) < 128) ink += 1;
    return ink;
  });
}

it('previews the pages, copies one as a picture, and offers a file where the clipboard refuses', async () => {
  const page = await samplePage([]);
  // Chromium refuses the clipboard to a page without the permission; here it is taken away for certain.
  await page.evaluate(() =>
    Object.defineProperty(navigator, 'clipboard', {
      value: { write: () => Promise.reject(new DOMException('refused', 'NotAllowedError')) },
    }),
  );
  await page.getByText('预览', { exact: true }).click();
  await page.getByText(/^共 \d+ 页。/).waitFor();
  expect(await inkOf(page, /^附件1 第 1 页/)).toBeGreaterThan(2000);
  await page.getByRole('button', { name: '复制为图片：附件1 第 1 页' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: '存为图片文件' }).click();
  expect((await saved).suggestedFilename()).toBe('附件1 第 1 页.png');
  await page.context().close();
});

it('offers the Word file where the browser takes no tables onto the clipboard', async () => {
  const page = await samplePage([]);
  await page.evaluate(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { write: () => Promise.reject(new DOMException('refused', 'NotAllowedError')) },
    });
    document.execCommand = () => false;
  });
  await page.getByRole('button', { name: '复制到 Word' }).click();
  const refused = page.getByRole('status').filter({ hasText: '这里不能复制表格' });
  const saved = page.waitForEvent('download');
  await refused.getByRole('button', { name: '生成 Word 文件' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^2021年第二季度.*\.docx$/);
  await page.context().close();
});

it('prints the attachments and nothing else of the page, as many pages as the preview shows', async () => {
  const page = await samplePage([]);
  await page.getByText('预览', { exact: true }).click();
  const foreseen = Number(/\d+/.exec(await page.getByText(/^共 \d+ 页。/).innerText())?.[0]);
  await page.evaluate(() => {
    window.print = () => Object.assign(window, { isPrinting: true });
  });
  await page.getByRole('button', { name: '打印或存为 PDF' }).click();
  await page.waitForFunction(() => 'isPrinting' in window);
  const file = join(mkdtempSync(join(tmpdir(), 'printed-')), 'page.pdf');
  await page.pdf({ path: file, preferCSSPageSize: true });
  const pages = pagesOf(file);
  expect(pages).toHaveLength(foreseen);
  expect(pages[0]).toContain('2021年第二季度各区县');
  expect(pages.join('\n')).not.toContain('打开文件');
  await page.context().close();
});

it('copies the official file’s name in Excel, and says how to make a PDF and a Word file', async () => {
  const original = bytesOf(INPUTS);
  const book = await bookOf(original);
  const { page, complaints } = await openPane(browser, book, { file: () => fileOf(book, original), height: 1000 });
  page.setDefaultTimeout(20_000);
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: '计算得分' }).click();
  await page.getByText(/已填写/).waitFor();
  await page.getByRole('tab', { name: '定稿' }).click();
  await page.getByText(/^要 PDF：/).waitFor();
  await page.getByText(/^要 Word 文件：/).waitFor();
  await atRest(page);
  await page.getByRole('button', { name: '生成正式附件' }).click();
  await page.getByText('名称已复制，另存时可以直接粘贴。').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/^2021年第二季度.*附件1、附件2、附件3）$/);
  // The record makes it a working workbook: from now on each tab says how to send it out.
  await page.getByRole('tab', { name: '计分', exact: true }).click();
  await page.getByText(/^这是工作簿，里面有 定稿记录/).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});
