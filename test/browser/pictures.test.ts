import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bookOf } from '../host/book.js';
import { launchChromium } from '../host/boot-chromium.js';
import { bytesOf, PUBLISHED } from '../support/published.js';
import { openPane, type PaneOptions } from './open-pane.js';

const FOLDER = join(__dirname, '..', '..', process.env['PICTURES'] ?? join('dist', 'pictures'));

const DARK: PaneOptions = { theme: { bodyBackgroundColor: '#212121', bodyForegroundColor: '#ffffff', controlBackgroundColor: '#2b2b2b', controlForegroundColor: '#ffffff', primaryFontColor: '#ffffff', primaryBackgroundColor: '#212121', secondaryFontColor: '#ffffff', secondaryBackgroundColor: '#2b2b2b' } };

/** `PICTURES=docs/pictures npx jest --selectProjects browser --testPathPatterns pictures` draws those of the documents anew. */
it.each([['light', {}], ['dark', DARK], ['contrast', { forcedColors: 'active' }]] as const)('draws every page of the pane at 320 and 450 pixels, %s', async (theme, options) => {
  mkdirSync(FOLDER, { recursive: true });
  const browser = await launchChromium();
  for (const width of [320, 450]) {
    const { page } = await openPane(browser, await bookOf(bytesOf(PUBLISHED)), { ...options, width, height: 760 });
    page.setDefaultTimeout(20_000);
    const draw = async (name: string): Promise<void> => {
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(FOLDER, `${name}-${width}-${theme}.png`) });
    };
    await page.getByText(/^将填写/).waitFor();
    await draw('1-before');
    await page.getByRole('button', { name: '计算得分' }).click();
    await page.getByRole('button', { name: '全部用计算值' }).waitFor();
    await draw('2-differences');
    await page.getByRole('button', { name: '全部用计算值' }).click();
    await page.getByText(/已填写/).waitFor();
    await page.getByRole('button', { name: /临淄区/ }).click();
    await draw('3-scores');
    await page.getByRole('tab', { name: '加减分' }).click();
    await page.getByRole('textbox', { name: '高青县的加减分' }).fill('10');
    await page.getByText(/名次变动/).waitFor();
    await draw('4-adjustments');
    await page.getByRole('tab', { name: '核查' }).click();
    await page.getByText(/^核查：/).waitFor();
    await draw('5-audit');
    await page.getByRole('tab', { name: '计分办法' }).click();
    await page.getByRole('button', { name: '修改办法' }).first().waitFor();
    await draw('6-method');
    // As wide as it is asked for: nothing is cut off at the side.
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true);
    await page.context().close();
  }
  await browser.close();
});

it('draws the browser page with the sample computed', async () => {
  mkdirSync(FOLDER, { recursive: true });
  const browser = await launchChromium();
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 760 }, locale: 'zh-CN', reducedMotion: 'reduce' })).newPage();
  page.setDefaultTimeout(20_000);
  await page.goto(pathToFileURL(join(__dirname, '..', '..', 'dist', '通报计分.html')).href);
  await page.getByRole('button', { name: '打开示例' }).click();
  await page.getByRole('button', { name: '计算得分' }).click();
  await page.getByText(/已填写/).waitFor();
  await page.getByRole('button', { name: /沂源县/ }).click();
  await page.getByRole('group', { name: '得分说明' }).waitFor();
  await page.screenshot({ path: join(FOLDER, 'page.png') });
  await browser.close();
});
