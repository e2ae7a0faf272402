import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../host/boot-chromium.js';
import { districtsSheet, unitRow, workbookOf } from '../support/sheets.js';
import { chooseFile, dropFiles, openPage, type OpenPage } from './open-page.js';

let browser: Browser;
let opened: OpenPage;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(async () => {
  await page.context().close();
  expect([opened.complaints, opened.requests]).toEqual([[], []]);
});

async function open(viewport = { width: 1280, height: 800 }): Promise<void> {
  opened = await openPage(browser, { viewport });
  ({ page } = opened);
}

async function openSample(viewport?: { readonly width: number; readonly height: number }): Promise<void> {
  await open(viewport);
  await page.getByRole('button', { name: '打开示例' }).click();
  await page.getByText(/^将填写/).waitFor();
}

/** A cell by its row and column as Excel counts them, from 1. */
const cellAt = (row: number, column: number): ReturnType<Page['locator']> =>
  page.locator(`[data-cell="${row - 1},${column - 1}"]`).first();
const field = (cell: string): ReturnType<Page['getByRole']> => page.getByRole('textbox', { name: `改正 ${cell}` });
const [A, B, D, M] = [1, 2, 4, 13];

describe('what is typed goes into the cell in which it was begun', () => {
  beforeEach(() => openSample());

  it.each([
    ['an input', 10, D],
    ['a name', 12, B],
    ['a computed cell', 9, M],
    ['a merged title', 1, A],
  ])('and not into the cell that is clicked next: %s', async (_, row, column) => {
    const next = (await cellAt(row, column).textContent()) ?? '';
    await cellAt(9, D).click();
    await page.keyboard.type('12345');
    await cellAt(row, column).click();
    await cellAt(9, D).getByText('12345', { exact: true }).waitFor();
    expect(await cellAt(row, column).textContent()).toBe(next);
    expect(await page.getByRole('textbox', { name: /^改正/ }).count()).toBe(0);
  });

  it('also when another sheet is opened', async () => {
    await cellAt(9, D).click();
    await page.keyboard.type('12345');
    await page.getByRole('tab', { name: '附件2' }).click();
    await page.getByRole('tab', { name: '附件1' }).click();
    await cellAt(9, D).getByText('12345', { exact: true }).waitFor();
  });

  it('also when another file is opened beside it, and that is asked about', async () => {
    await cellAt(9, D).click();
    await page.keyboard.type('12345');
    await dropFiles(page, '[role=grid]', [{ name: '另一个.xlsx', bytes: Uint8Array.of(0) }]);
    await page.getByRole('button', { name: '留在这里' }).click();
    await cellAt(9, D).getByText('12345', { exact: true }).waitFor();
  });

  it('and is saved with what was entered before, by the keys for saving', async () => {
    await cellAt(9, D).click();
    await page.keyboard.type('12345');
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+s');
    await download;
    await cellAt(9, D).getByText('12345', { exact: true }).waitFor();
    await page.getByText(/^已保存/).waitFor();
  });
});

it('does not take what cannot be taken in one file along to the next', async () => {
  await openSample();
  await cellAt(9, D).click();
  await page.keyboard.type('=1+1');
  await page.getByRole('button', { name: '打开示例' }).click();
  await page.getByRole('textbox', { name: /^改正/ }).waitFor({ state: 'detached' });
  await cellAt(9, D).waitFor();
});

it('leaves a text that cannot be taken in its field, to be put right', async () => {
  await openSample();
  await cellAt(9, D).click();
  await page.keyboard.type('=1+1');
  await page.keyboard.press('Enter');
  await page.getByText(/公式/).first().waitFor();
  expect(await field('D9').inputValue()).toBe('=1+1');
  await page.keyboard.press('Control+s');
  expect(await field('D9').inputValue()).toBe('=1+1');
  await page.keyboard.press('Home');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await cellAt(9, D).getByText('2', { exact: true }).waitFor();
});

it('keeps the lines of a name when one sign of it is corrected, and makes a new one with Alt and Enter', async () => {
  await open();
  await chooseFile(page, {
    name: '行.xlsx',
    mimeType: '',
    buffer: Buffer.from(
      workbookOf({
        附件1: districtsSheet([unitRow(1, '甲区\n64.6 万', [800, 800, 400, 400, 10, 10, 0, 10, 10, 10], 10)]),
      }),
    ),
  });
  await page.getByText('甲区').first().waitFor();
  const place = (await page.locator('[data-cell]', { hasText: '甲区' }).first().getAttribute('data-cell')) ?? '';
  const name = page.locator(`[data-cell="${place}"]`).first();
  await name.click();
  await page.keyboard.press('F2');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Alt+Enter');
  await page.keyboard.type('人');
  await page.keyboard.press('Enter');
  await name.getByText('人').waitFor();
  expect(await name.textContent()).toBe('甲区\n64.6 \n人');
});

describe('what is on the clipboard', () => {
  const paste = (texts: Readonly<Record<string, string>>): Promise<void> =>
    page.evaluate((given) => {
      const data = new DataTransfer();
      for (const [type, text] of Object.entries(given)) data.setData(type, text);
      document
        .querySelector('[role=grid]')
        ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    }, texts);
  beforeEach(async () => {
    await openSample();
    await cellAt(9, D).click();
  });

  it('without a text empties no cell', async () => {
    const before = await cellAt(9, D).textContent();
    await paste({ 'text/html': '<img src="data:,">' });
    await page.getByText('剪贴板里没有文字，这一格没有改动。').waitFor();
    expect(await cellAt(9, D).textContent()).toBe(before);
  });

  it('is one cell where its lines stand in quotes, as Excel copies them', async () => {
    await paste({ 'text/plain': '"甲区\n""一"" 万"\r\n' });
    await cellAt(9, D).getByText('甲区').waitFor();
    expect(await cellAt(9, D).textContent()).toBe('甲区\n"一" 万');
  });

  it('is refused where it holds several cells', async () => {
    await paste({ 'text/plain': '1\t2' });
    await page.getByText('一次只能粘贴一格。').waitFor();
  });
});

it('shows rows to scroll in a low window, though the frozen ones would fill it', async () => {
  await openSample({ width: 1280, height: 330 });
  await cellAt(15, D).scrollIntoViewIfNeeded();
  await cellAt(15, D).click();
  const [grid, last] = [await page.getByRole('grid').boundingBox(), await cellAt(15, D).boundingBox()];
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual((grid?.y ?? 0) + (grid?.height ?? 0));
});
