import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { openPane, type PaneOptions } from '../browser/open-pane.js';
import { walkThroughPane } from '../browser/walk.js';
import { DARK } from '../browser/themes.js';
import { bookOf } from '../host/book.js';
import { fileOf } from '../host/book-file.js';
import { launchChromium } from '../host/boot-chromium.js';
import { bytesOf, PUBLISHED } from '../support/published.js';

const ROOT = join(__dirname, '..', '..');
const FOLDER = join(ROOT, 'docs', 'pictures');

/** A picture is of what has come to rest: Fluent fades in what it opens. */
async function comeToRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await document.fonts.ready;
    await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  });
}

/** Draws those pages of the pane, at 320 pixels, that have a file name here; the keys are the walk's own. */
async function drawPane(options: PaneOptions, files: Readonly<Record<string, string>>): Promise<void> {
  const book = await bookOf(bytesOf(PUBLISHED));
  const { page } = await openPane(browser, book, {
    ...options,
    locale: 'zh-CN',
    file: () => fileOf(book, bytesOf(PUBLISHED)),
    width: 320,
    height: 760,
  });
  page.setDefaultTimeout(20_000);
  await walkThroughPane(page, 'zh-CN', async (name) => {
    const file = files[name];
    if (file === undefined) return;
    await comeToRest(page);
    await page.screenshot({ path: join(FOLDER, file) });
  });
  await page.context().close();
}

let browser: Browser;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  browser = await launchChromium();
});
afterAll(() => browser.close());

// `npm run pictures` draws the pictures of README and manual anew.
it('draws the pages of the pane', () =>
  drawPane(
    {},
    {
      '1-before': 'before.png',
      '2-differences': 'differences.png',
      '3-scores': 'scores.png',
      '4-adjustments': 'adjustments.png',
      '5-audit': 'audit.png',
      '6-publish': 'publish.png',
      '7-method': 'method.png',
    },
  ));

it('draws an adjustment in the dark theme', () => drawPane(DARK, { '4-adjustments': 'adjustments-dark.png' }));

it('draws the browser page with the sample computed', async () => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 760 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(pathToFileURL(join(ROOT, 'dist', '通报计分.html')).href);
  await page.getByRole('button', { name: '打开示例' }).click();
  await page.getByRole('button', { name: '计算得分' }).click();
  await page.getByText(/已填写/).waitFor();
  await page.getByRole('button', { name: /沂源县/ }).click();
  await page.getByRole('group', { name: '得分说明' }).waitFor();
  await comeToRest(page);
  await page.screenshot({ path: join(FOLDER, 'page.png') });
  await context.close();
});
