import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { message, type Language, type MessageKey, type MessageParameters } from '../../src/messages/index.js';
import { bookOf } from '../host/book.js';
import { fileOf } from '../host/book-file.js';
import { launchChromium } from '../host/boot-chromium.js';
import { bytesOf, PUBLISHED } from '../support/published.js';
import { openPane, type PaneOptions } from './open-pane.js';

const FOLDER = join(__dirname, '..', '..', process.env['PICTURES'] ?? join('dist', 'pictures'));

const DARK: PaneOptions = {
  theme: {
    bodyBackgroundColor: '#212121',
    bodyForegroundColor: '#ffffff',
    controlBackgroundColor: '#2b2b2b',
    controlForegroundColor: '#ffffff',
    primaryFontColor: '#ffffff',
    primaryBackgroundColor: '#212121',
    secondaryFontColor: '#ffffff',
    secondaryBackgroundColor: '#2b2b2b',
  },
};

/** Goes through the pane as a clerk would, and draws each page of it. */
async function drawPane(width: number, suffix: string, language: Language, options: PaneOptions): Promise<void> {
  const t = (key: MessageKey, parameters?: MessageParameters): string => message(language, key, parameters);
  const book = await bookOf(bytesOf(PUBLISHED));
  const { page } = await openPane(browser, book, {
    ...options,
    locale: language,
    file: () => fileOf(book, bytesOf(PUBLISHED)),
    width,
    height: 760,
  });
  page.setDefaultTimeout(20_000);
  const draw = async (name: string): Promise<void> => {
    await page.waitForTimeout(300);
    await page.screenshot({ path: join(FOLDER, `${name}-${width}-${suffix}.png`) });
    // As wide as it is asked for: nothing is cut off at the side.
    expect(
      await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth),
    ).toBe(true);
  };
  const button = (key: MessageKey): ReturnType<Page['getByRole']> =>
    page.getByRole('button', { name: t(key), exact: true });
  const tab = async (key: MessageKey): Promise<void> => {
    const shown = page.getByRole('tab', { name: t(key), exact: true });
    if ((await shown.count()) > 0) return shown.click();
    // It bears the name of the tab that is open, where that is under it.
    await page.locator('button[aria-haspopup="menu"]').first().click();
    await page.getByRole('menuitem', { name: t(key) }).click();
  };
  await page.getByText(/^(?:将填写|Will fill)/).waitFor();
  await draw('1-before');
  await button('pane-compute').click();
  await button('pane-all-computed').waitFor();
  await draw('2-differences');
  await button('pane-all-computed').click();
  await page.getByRole('button', { name: /临淄区/ }).click();
  await page.getByRole('group', { name: t('pane-explanation') }).waitFor();
  await draw('3-scores');
  await tab('pane-tab-adjustments');
  await page.getByRole('textbox', { name: t('pane-adjustment-of', { unit: '高青县' }) }).fill('10');
  await page.getByText(/高青县 .→./).waitFor();
  await draw('4-adjustments');
  await tab('pane-tab-audit');
  await page.getByRole('searchbox', { name: t('pane-search-findings') }).waitFor();
  await draw('5-audit');
  await tab('pane-tab-publish');
  await button('pane-publish').waitFor();
  await draw('6-publish');
  await tab('pane-tab-method');
  await button('pane-edit-method').first().waitFor();
  await draw('7-method');
  await page.context().close();
}

let browser: Browser;
beforeAll(async () => {
  mkdirSync(FOLDER, { recursive: true });
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** `PICTURES=docs/pictures npx jest --selectProjects browser test/browser/pictures` draws those of the documents anew. */
it.each([
  ['light', {}],
  ['dark', DARK],
  ['contrast', { forcedColors: 'active' }],
] as const)('draws every page of the pane at 320 and 450 pixels, %s', async (theme, options) => {
  for (const width of [320, 450]) await drawPane(width, theme, 'zh-CN', options);
});

it('draws every page of the pane in English at 320 pixels', () => drawPane(320, 'english', 'en-US', {}));

it('draws the browser page with the sample computed', async () => {
  const page = await (
    await browser.newContext({ viewport: { width: 1280, height: 760 }, locale: 'zh-CN', reducedMotion: 'reduce' })
  ).newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(pathToFileURL(join(__dirname, '..', '..', 'dist', '通报计分.html')).href);
  await page.getByRole('button', { name: '打开示例' }).click();
  await page.getByRole('button', { name: '计算得分' }).click();
  await page.getByText(/已填写/).waitFor();
  await page.getByRole('button', { name: /沂源县/ }).click();
  await page.getByRole('group', { name: '得分说明' }).waitFor();
  await page.screenshot({ path: join(FOLDER, 'page.png') });
  await page.context().close();
});
