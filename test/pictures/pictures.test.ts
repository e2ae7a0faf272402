import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import type { Language } from '../../src/messages/index.js';
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

async function drawPane(width: number, suffix: string, language: Language, options: PaneOptions): Promise<void> {
  const book = await bookOf(bytesOf(PUBLISHED));
  const { page } = await openPane(browser, book, {
    ...options,
    locale: language,
    file: () => fileOf(book, bytesOf(PUBLISHED)),
    width,
    height: 760,
  });
  page.setDefaultTimeout(20_000);
  await walkThroughPane(page, language, async (name) => {
    await comeToRest(page);
    await page.screenshot({ path: join(FOLDER, `${name}-${width}-${suffix}.png`) });
  });
  await page.context().close();
}

let browser: Browser;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  browser = await launchChromium();
});
afterAll(() => browser.close());

// `npm run pictures` draws the pictures of the documents anew.
it.each([
  ['light', {}],
  ['dark', DARK],
  ['contrast', { forcedColors: 'active' }],
] as const)('draws every page of the pane at 320 and 450 pixels, %s', async (theme, options) => {
  for (const width of [320, 450]) await drawPane(width, theme, 'zh-CN', options);
});

it('draws every page of the pane in English at 320 pixels', () => drawPane(320, 'english', 'en-US', {}));

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
