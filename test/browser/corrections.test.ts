import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../host/boot-chromium.js';
import { someOf } from '../support/length.js';
import { districtsSheet, unitRow, workbookOf } from '../support/sheets.js';
import { chooseFile, dropFiles, openPage, type OpenPage } from './open-page.js';
import { shows } from './wait.js';

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
  await page.keyboard.type('=B1+1');
  await page.getByRole('button', { name: '打开示例' }).click();
  await page.getByRole('textbox', { name: /^改正/ }).waitFor({ state: 'detached' });
  await cellAt(9, D).waitFor();
});

it('leaves a text that cannot be taken in its field, to be put right', async () => {
  await openSample();
  await cellAt(9, D).click();
  await page.keyboard.type('=B1+1');
  await page.keyboard.press('Enter');
  await page.getByText(/公式/).first().waitFor();
  expect(await field('D9').inputValue()).toBe('=B1+1');
  await page.keyboard.press('Control+s');
  expect(await field('D9').inputValue()).toBe('=B1+1');
  await page.keyboard.press('Home');
  await page.keyboard.press('Delete');
  await page.keyboard.press('Control+a');
  await page.keyboard.type('2');
  await page.keyboard.press('Enter');
  await cellAt(9, D).getByText('2', { exact: true }).waitFor();
});

it('does not take a date into a count: it stays in its field, said with its cell, until it is put right', async () => {
  await openSample();
  const before = await cellAt(9, D).textContent();
  await cellAt(9, D).click();
  await page.keyboard.type('10-2');
  await page.keyboard.press('Enter');
  const refusal = page.getByText('D9 这里应是数，“10-2”是日期，请改成数字。');
  await refusal.waitFor();
  expect(await field('D9').inputValue()).toBe('10-2');
  // Another cell is not typed into meanwhile.
  await cellAt(10, D).click();
  await page.keyboard.type('7');
  await refusal.waitFor();
  expect(await field('D9').inputValue()).toBe('10-2');
  await field('D9').fill('=90438+62');
  await field('D9').press('Enter');
  await cellAt(9, D).getByText('90500', { exact: true }).waitFor();
  expect(before).not.toBe('90500');
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

  const texts = (...cells: readonly (readonly [number, number])[]): Promise<readonly (string | null)[]> =>
    Promise.all(cells.map(([row, column]) => cellAt(row, column).textContent()));

  it('is put into as many cells as it has', async () => {
    await paste({ 'text/plain': '1\t２\r\n1,234\t5\r\n' });
    await page.getByText('已粘贴，改了 4 格。').waitFor();
    await shows(page, () => texts([9, D], [9, D + 1], [10, D + 1]), ['1', '2', '5']);
  });

  it.each(
    someOf(2, [
      [
        'Excel',
        '<html><head><style>td{mso-number-format:General}</style></head><body><table border=0><col width=64>' +
          '<tr height=20><td class=xl65 align=right>11</td><td style="display:none">99</td><td>1,200</td></tr>' +
          '<tr style="display:none"><td>98</td><td>97</td></tr><tr><td>13</td><td>14&nbsp;</td></tr>' +
          '</table></body></html>',
      ],
      [
        'WPS',
        '<table>' + '<tr><td x:num="11">11</td><td x:num="1200">1,200</td></tr><tr><td>13</td><td>14</td></tr></table>',
      ],
      [
        'LibreOffice',
        '<table cellspacing="0"><colgroup width="85"></colgroup><tr><td sdval="11" sdnum="2052;">11</td>' +
          '<td sdval="1200">1,200</td></tr>\n<tr><td><font face="宋体">13</font></td><td>14</td></tr></table>',
      ],
      [
        'Word',
        '<body><!--StartFragment--><table class=MsoTable><tr><td><p class=MsoNormal>11<o:p></o:p></p></td>' +
          '<td><p>１２００</p></td></tr><tr><td><p><span>\n  13</span></p></td><td><p>14</p></td></tr></table>',
      ],
      [
        'a web page',
        '<table><thead><tr><th>11</th><th><a href="#">1,200</a></th></tr></thead>' +
          '<tbody><tr><td>13</td><td>14</td></tr></tbody></table>',
      ],
    ]),
  )('is read as a table as %s copies it', async (_, html) => {
    await paste({ 'text/html': html, 'text/plain': 'something else' });
    await page.getByText('已粘贴，改了 4 格。').waitFor();
    await shows(page, () => texts([9, D], [9, D + 1], [10, D], [10, D + 1]), ['11', '1200', '13', '14']);
  });
});

it('a quarter of 11 × 10 counts is pasted at once, and taken back and put in again by the keyboard', async () => {
  await openSample();
  const counts = Array.from({ length: 11 }, (_, row) => Array.from({ length: 10 }, (__, column) => row * 10 + column));
  const shown = (): Promise<readonly string[]> =>
    Promise.all([cellAt(5, D), cellAt(10, D + 2), cellAt(15, D + 9)].map((cell) => cell.textContent())).then((texts) =>
      texts.map(String),
    );
  const before = await shown();
  await cellAt(5, D).click();
  await page.evaluate(
    (text) => {
      const data = new DataTransfer();
      data.setData('text/plain', text);
      document
        .querySelector('[role=grid]')
        ?.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
    },
    counts.map((row) => row.join('\t')).join('\r\n'),
  );
  await page.getByText(/^已粘贴，改了 1\d\d 格。$/).waitFor();
  await shows(page, shown, ['0', '52', '109']);
  await page.keyboard.press('Control+z');
  await page.getByText('已撤销：粘贴 附件1!D5:M15。').waitFor();
  await shows(page, shown, before);
  await page.keyboard.press('Control+y');
  await page.getByText('已重做：粘贴 附件1!D5:M15。').waitFor();
  await shows(page, shown, ['0', '52', '109']);
});

it('finds a text in the sheet, one place after the other, and gives the keyboard back to the sheet', async () => {
  await openSample();
  await cellAt(1, A).click();
  const place = (): Promise<string | null> => page.getByRole('grid').getAttribute('aria-activedescendant');
  await page.keyboard.press('Control+f');
  await page.keyboard.type('沂源');
  await page.getByText('共 1 处', { exact: true }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByText('第 1 处，共 1 处').waitFor();
  expect(await place()).toMatch(/-11-1$/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('ArrowRight');
  expect(await place()).toMatch(/-11-2$/);
});

describe('several cells', () => {
  const status = (): Promise<string | null> => page.getByRole('status', { name: '选中单元格的合计' }).textContent();
  const chosen = (): Promise<number> => page.locator('[role=gridcell][aria-selected=true]').count();

  it('are selected by Shift, by dragging and by a header, and added up', async () => {
    await openSample();
    await cellAt(9, D).click();
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Shift+ArrowDown');
    expect(await chosen()).toBe(4);
    expect(await status()).toMatch(/^平均：.+计数：4.+求和：\d+$/);
    await cellAt(9, D).hover();
    await page.mouse.down();
    await cellAt(11, D).hover();
    await page.mouse.up();
    expect(await chosen()).toBe(3);
    await page.getByRole('columnheader', { name: 'D', exact: true }).click();
    expect(await chosen()).toBeGreaterThan(20);
    await page.getByRole('rowheader', { name: '9', exact: true }).click();
    expect(await cellAt(9, D + 1).getAttribute('aria-selected')).toBe('true');
    expect(await cellAt(10, D).getAttribute('aria-selected')).toBe('false');
  });

  it('go on by Enter and Tab as in Excel: Enter after Tab begins the next row; Escape and Tab leave', async () => {
    await openSample();
    await cellAt(9, D).click();
    await page.keyboard.type('7');
    await page.keyboard.press('Tab');
    await page.keyboard.type('8');
    await page.keyboard.press('Enter');
    await page.keyboard.type('9');
    await page.keyboard.press('Enter');
    await cellAt(10, D).getByText('9', { exact: true }).waitFor();
    expect([await cellAt(9, D).textContent(), await cellAt(9, D + 1).textContent()]).toEqual(['7', '8']);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('[role=grid]'))).toBeNull();
  });

  it('are filled down by Ctrl and D, and emptied by Delete', async () => {
    await openSample();
    await cellAt(9, D).click();
    const first = await cellAt(9, D).textContent();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+d');
    await page.getByText('已向下填充 2 格。').waitFor();
    expect([await cellAt(10, D).textContent(), await cellAt(11, D).textContent()]).toEqual([first, first]);
    await page.keyboard.press('Delete');
    await page.getByText('已清空 3 格。').waitFor();
    expect([await cellAt(9, D).textContent(), await cellAt(11, D).textContent()]).toEqual(['', '']);
  });
});

it('shows rows to scroll in a low window, though the frozen ones would fill it', async () => {
  await openSample({ width: 1280, height: 330 });
  await cellAt(15, D).scrollIntoViewIfNeeded();
  await cellAt(15, D).click();
  const [grid, last] = [await page.getByRole('grid').boundingBox(), await cellAt(15, D).boundingBox()];
  expect((last?.y ?? 0) + (last?.height ?? 0)).toBeLessThanOrEqual((grid?.y ?? 0) + (grid?.height ?? 0));
});
