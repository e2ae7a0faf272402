import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../host/boot-chromium.js';
import { bytesOf, INPUTS, PUBLISHED } from '../support/published.js';
import { districtsSheet, unitRow, workbookOf } from '../support/sheets.js';
import { violationsOn } from './axe.js';
import {
  cellOf,
  chooseFile,
  compute,
  computeSample,
  disk,
  dropFiles,
  openPage,
  putOnDisk,
  saveByDownload,
  type OpenPage,
} from './open-page.js';
import { atRest, counts, idle } from './wait.js';

let browser: Browser;
let opened: OpenPage;
let page: Page;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(async () => {
  await page.context().close();
  expect(opened.complaints).toEqual([]);
  // The one file, opened by a double click, and nothing else.
  expect(opened.requests).toEqual([]);
});

async function open(
  options: { readonly colorScheme?: 'light' | 'dark'; readonly forcedColors?: 'active' | 'none' } = {},
): Promise<void> {
  opened = await openPage(browser, options);
  page = opened.page;
}

/** The page with the sample computed. */
async function openComputed(options: Parameters<typeof open>[0] = {}): Promise<void> {
  await open(options);
  await computeSample(page);
}

const choose = (file: Parameters<typeof chooseFile>[1]): Promise<void> => chooseFile(page, file);
const saved = (): ReturnType<typeof saveByDownload> => saveByDownload(page);
const cell = (text: string): ReturnType<Page['getByRole']> => page.getByRole('gridcell', { name: text, exact: true });

it('opens the sample, computes it, saves it, and reads the saved file as the same', async () => {
  await open();
  await page.getByRole('button', { name: '打开示例' }).click();
  await page.getByText(/^将填写 \d+ 格$/).waitFor();
  await page.getByRole('button', { name: '计算得分' }).click();
  await page.getByText(/已填写 \d+ 格/).waitFor();
  const { name, bytes, path } = await saved();
  expect(name).toBe('2021Q2-inputs（已计分）.xlsx');
  // U9 and U12: 临淄区 and 沂源县.
  expect([await cellOf(bytes, '附件1', 8, 20), await cellOf(bytes, '附件1', 11, 20)]).toEqual([96, 77.03]);
  await choose(path);
  await page.getByText('已是最新，没有需要填写的。').waitFor();
});

it('says first what it is for, in four steps and a picture of the sample, and has two buttons to begin', async () => {
  await open();
  await page.setViewportSize({ width: 320, height: 700 });
  const steps = page.getByRole('list', { name: '怎么用' }).getByRole('listitem');
  await steps.first().waitFor();
  const names = await steps.evaluateAll((items) => items.map((item) => item.textContent?.slice(0, 4)));
  expect(names.map((name) => name?.replace(/^\d/, '').slice(0, 2))).toEqual(['读附', '填得', '核查', '定稿']);
  await page.getByRole('img', { name: /示例：2021年第二季度附件1/ }).waitFor();
  // Nothing is offered that there is no file for.
  expect(await page.getByRole('button').allTextContents()).toEqual(['English', '打开文件', '打开示例']);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
});

it('asks about the nine differences of the published workbook beside the sheet', async () => {
  await open();
  await choose(PUBLISHED);
  await page.getByRole('button', { name: '计算得分' }).click();
  await page.getByText('9 格与计算结果不同，请确认').waitFor();
  await page.getByRole('button', { name: '保留原值' }).click();
  await page.getByText(/已填写|没有需要改动/).waitFor();
  expect(await cellOf((await saved()).bytes, '附件1', 8, 20)).toBe(95.99);
});

it('takes a file that is dropped on it', async () => {
  await open();
  await dropFiles(page, '#root > * > *', [{ name: '季度.xlsx', bytes: bytesOf(INPUTS) }]);
  await page.getByText('附件1 · 11个单位 · 齐全').waitFor();
});

it('lets an input be corrected in place, shows the score that follows, and takes the correction back', async () => {
  await openComputed();
  // 沂源县: 34290 of 62172; with all 62172 received its evaluation rate is full: 40 instead of 22.06 points.
  await cell('34290').click();
  await page.keyboard.type('62172');
  await page.keyboard.press('Enter');
  await page.getByText('改了 1 个数').waitFor();
  expect(await cellOf((await saved()).bytes, '附件1', 11, 3)).toBe(62172);
  await counts(page.getByRole('gridcell', { name: '77.03' }), 0);
  await page.getByRole('button', { name: '撤销', exact: true }).click();
  await cell('34290').waitFor();
  await page.getByText('2021Q2-inputs.xlsx · 有改动还没有保存').waitFor();
  await page.getByRole('button', { name: /沂源县.*77\.03/ }).waitFor();
});

/** Presses Enter in a field and clicks a button in one go, faster than anybody: nothing is answered in between. */
async function enterAndClick(field: string, button: string): Promise<void> {
  const box = await page.getByLabel(field).elementHandle();
  const pressed = await page.getByRole('button', { name: button, exact: true }).elementHandle();
  await page.evaluate(
    ([input, next]) => {
      input?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
      (next as HTMLElement | null)?.click();
    },
    [box, pressed] as const,
  );
}

it('saves what was entered right before, though it is still being worked out', async () => {
  await openComputed();
  await page.getByRole('tab', { name: '加减分' }).click();
  await page.getByLabel('沂源县的加减分').fill('12');
  const waiting = page.waitForEvent('download');
  await enterAndClick('沂源县的加减分', '保存文件');
  const path = join(tmpdir(), `saved-${Date.now()}.xlsx`);
  await (await waiting).saveAs(path);
  const bytes = new Uint8Array(readFileSync(path));
  // T12 and U12: 77.03 and two more.
  expect([await cellOf(bytes, '附件1', 11, 19), await cellOf(bytes, '附件1', 11, 20)]).toEqual([12, 79.03]);
  await page.getByText('2021Q2-inputs.xlsx', { exact: true }).waitFor();
});

it('asks before it gives up what was entered right before', async () => {
  await openComputed();
  await saved();
  await page.getByText('2021Q2-inputs.xlsx', { exact: true }).waitFor();
  await page.getByRole('tab', { name: '加减分' }).click();
  await page.getByLabel('沂源县的加减分').fill('12');
  await enterAndClick('沂源县的加减分', '打开示例');
  await page.getByRole('alertdialog').waitFor();
  await page.getByRole('button', { name: '留在这里' }).click();
  await page.getByText('2021Q2-inputs.xlsx · 有改动还没有保存').waitFor();
});

it('saves once on a double click', async () => {
  await openComputed();
  const names: string[] = [];
  page.on('download', (download) => names.push(download.suggestedFilename()));
  await page.getByRole('button', { name: '保存文件' }).dblclick();
  await page.getByText(/已保存/).waitFor();
  await atRest(page);
  expect(names).toEqual(['2021Q2-inputs（已计分）.xlsx']);
});

it('does not let a formula be typed over, and says why', async () => {
  await openComputed();
  await cell('89.49%').click();
  await page.keyboard.type('1');
  await page.getByText('这一格是公式，不能在这里改').waitFor();
});

it('walks the sheet by keyboard, and opens the unit that is reached', async () => {
  await openComputed();
  await page.getByRole('grid').focus();
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowDown');
  await page.getByRole('button', { name: /临淄区/, expanded: true }).waitFor();
  await page.keyboard.press('Control+End');
  await page.keyboard.press('Control+Home');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('grid');
});

it.each([
  ['a text that is called .xlsx', Buffer.from('附件1,张店区'), /不是 \.xlsx 文件/],
  ['an old workbook', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]), /旧格式/],
  ['a file cut off in the middle', Buffer.from(bytesOf(PUBLISHED).slice(0, 9000)), /已损坏/],
])('refuses %s in one sentence and stays usable', async (_, buffer, sentence) => {
  await open();
  await choose({ name: '表.xlsx', mimeType: 'application/octet-stream', buffer });
  await page.getByText(sentence).waitFor();
  await page.getByRole('button', { name: '打开示例' }).click();
  await page.getByText('附件1 · 11个单位 · 齐全').waitFor();
});

it('asks before it gives up what is not saved', async () => {
  await openComputed();
  await page.getByRole('button', { name: '打开示例' }).click();
  await page.getByRole('alertdialog').waitFor();
  await page.getByRole('button', { name: '留在这里' }).click();
  await page.getByText(/已填写/).waitFor();
});

it('draws of ten thousand rows those in sight, goes to the last one by keyboard, and computes them all', async () => {
  await open();
  await choose({ name: '万行.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(manyUnits(10_000)) });
  await page.getByText('附件1 · 10000个单位 · 齐全').waitFor({ timeout: 60_000 });
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ArrowDown');
  await page.keyboard.press('Control+ArrowDown');
  await cell('第9999区').waitFor();
  expect(await page.getByRole('gridcell').count()).toBeLessThan(3000);
  await page.getByRole('button', { name: '计算得分' }).click();
  await page.getByText(/已填写 \d+ 格/).waitFor({ timeout: 240_000 });
}, 400_000);

it('lists of many findings the first hundred, and the others when asked', async () => {
  await open();
  // Two bad evaluations of one followed up, or 101 good ones of 100: one error each.
  const wrong = Array.from({ length: 150 }, (_, index) =>
    unitRow(
      index + 1,
      `第${index}区`,
      [1000 + index, 900 + index, 100, index % 2 === 0 ? 99 : 101, 1, 0, 1, index % 2 === 0 ? 2 : 1, 0, 0],
      10,
    ),
  );
  await choose({
    name: '多处.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(workbookOf({ 附件1: districtsSheet(wrong) })),
  });
  await page.getByText('附件1 · 150个单位 · 齐全').waitFor();
  await page.getByRole('tab', { name: '核查' }).click();
  await page.getByText(/^核查：必须改 150 处/).waitFor();
  const units = page.getByRole('heading', { name: /^第\d+区$/ });
  await units.first().waitFor();
  await counts(units, 100);
  await page.getByRole('button', { name: '再显示 50 个' }).click();
  await page.getByRole('heading', { name: '第149区' }).waitFor();
  await counts(units, 150);
});

it('gives up a file that is being read when asked to, and keeps what was open', async () => {
  await open();
  await page.getByRole('button', { name: '打开示例' }).click();
  await page.getByText('附件1 · 11个单位 · 齐全').waitFor();
  await choose({ name: '万行.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(manyUnits(10_000)) });
  await page.getByText('正在读取 万行.xlsx…').waitFor();
  await page.getByRole('button', { name: '取消', exact: true }).click();
  await page.getByText('正在读取 万行.xlsx…').waitFor({ state: 'detached' });
  await page.getByText('2021Q2-inputs.xlsx', { exact: true }).waitFor();
  await cell('34290').waitFor();
});

describe('what takes long', () => {
  /** Threads that think can be made busy for ever, as with a workbook that takes long, or broken off. */
  interface Threads {
    isNextBusy: boolean;
    readonly thinking: Worker[];
  }

  async function openWithThreads(isNextBusy: boolean): Promise<void> {
    await open();
    await page.addInitScript(() => {
      const Real = window.Worker;
      const threads: Threads = { isNextBusy: false, thinking: [] };
      Object.assign(window, {
        threads,
        Worker: class extends Real {
          constructor(address: string | URL, options?: WorkerOptions) {
            const thinks = options?.name === 'task-worker';
            const isBusy = thinks && threads.isNextBusy;
            super(
              isBusy ? URL.createObjectURL(new Blob(['for (;;);'], { type: 'text/javascript' })) : address,
              options,
            );
            if (isBusy) threads.isNextBusy = false;
            if (thinks) threads.thinking.push(this);
          }
        },
      });
    });
    await page.reload();
    await nextIsBusy(isNextBusy);
    await page.getByRole('button', { name: '打开示例' }).click();
    await page.getByText(/^将填写 \d+ 格$/).waitFor();
  }

  const nextIsBusy = (isBusy: boolean): Promise<void> =>
    page.evaluate((busy) => {
      (window as unknown as { threads: Threads }).threads.isNextBusy = busy;
    }, isBusy);
  const breakOff = (): Promise<void> =>
    page.evaluate(() => {
      (window as unknown as { threads: Threads }).threads.thinking
        .at(-1)
        ?.dispatchEvent(new ErrorEvent('error', { message: 'out of memory', cancelable: true }));
    });
  const cancel = (): ReturnType<Page['getByRole']> => page.getByRole('button', { name: '取消' });

  it('an audit is given up and made again when asked; meanwhile units are explained, the file saved', async () => {
    await openWithThreads(true);
    await page.getByRole('tab', { name: '核查' }).click();
    await page.getByRole('progressbar', { name: '正在核查…' }).waitFor();
    expect((await saved()).name).toBe('2021Q2-inputs（已计分）.xlsx');
    await page.getByRole('tab', { name: '加减分' }).click();
    await page.getByText('沂源县').first().waitFor();
    await page.getByRole('tab', { name: '核查' }).click();
    await cancel().click();
    await page.getByText('已停止。').waitFor();
    await page.getByRole('button', { name: '重新开始' }).click();
    await page
      .getByText(/^核查：|^没有发现问题/)
      .locator('visible=true')
      .waitFor();
  });

  it('an official attachment is given up when asked to: nothing is saved, and it can be made afterwards', async () => {
    await openWithThreads(false);
    await page.getByRole('button', { name: '计算得分' }).click();
    await page.getByText(/已填写 \d+ 格/).waitFor();
    await page.getByRole('tab', { name: '定稿' }).click();
    const publish = page.getByRole('button', { name: '生成正式附件' });
    await publish.waitFor();
    const reason = page.getByLabel(/写明理由/);
    if (await reason.isVisible()) await reason.fill('样张');
    const downloads: string[] = [];
    page.on('download', (download) => downloads.push(download.suggestedFilename()));
    await breakOff();
    await nextIsBusy(true);
    await publish.click();
    await cancel().click();
    await page.getByText('已停止。').waitFor();
    expect(downloads).toEqual([]);
    const made = page.waitForEvent('download');
    await publish.click();
    expect((await made).suggestedFilename()).toMatch(/\.xlsx$/);
  });

  it('a thread that breaks off is said, and the next one answers', async () => {
    await openWithThreads(true);
    await page.getByRole('tab', { name: '定稿' }).click();
    await page.getByRole('progressbar', { name: '正在准备定稿…' }).waitFor();
    await breakOff();
    await page.getByText(/out of memory/).waitFor();
    await page.getByRole('tab', { name: '核查' }).click();
    await page
      .getByText(/^核查：|^没有发现问题/)
      .locator('visible=true')
      .waitFor();
  });
});

it('takes what is typed as Excel does, and refuses a formula', async () => {
  await open();
  await choose({
    name: '表.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from(
      workbookOf({
        表: [
          ['率', null],
          ['文字', null],
        ],
      }),
    ),
  });
  const type = async (name: string, text: string): Promise<void> => {
    await page.locator(`[data-cell="${name}"]`).click();
    await page.keyboard.press('F2');
    await page.keyboard.insertText(text);
    await page.keyboard.press('Enter');
  };
  await type('0,1', '15.12%');
  await cell('15.12%').waitFor();
  await type('1,1', "'001");
  await cell('001').waitFor();
  await type('2,1', '＝A1');
  await page.getByText('这里不能输入公式，请填数字或文字。').waitFor();
  const { bytes } = await saved();
  expect([await cellOf(bytes, '表', 0, 1), await cellOf(bytes, '表', 1, 1), await cellOf(bytes, '表', 2, 1)]).toEqual([
    0.1512,
    '001',
    null,
  ]);
});

it('takes a correction when the cell is left with a click, and drops it on Escape', async () => {
  await open();
  await page.getByRole('button', { name: '打开示例' }).click();
  await cell('34290').click();
  await page.keyboard.type('1');
  await page.keyboard.press('Escape');
  await cell('34290').click();
  await page.keyboard.type('62000');
  await page.locator('[data-cell="11,1"]').click();
  await cell('62000').waitFor();
  expect(await cellOf((await saved()).bytes, '附件1', 11, 3)).toBe(62000);
});

describe('a file that the browser can write to', () => {
  async function openFromDisk(): Promise<void> {
    await open();
    await putOnDisk(page, bytesOf(INPUTS));
    await page.getByRole('button', { name: '打开文件' }).click();
    await compute(page);
  }
  const press = (name: string): Promise<void> => page.getByRole('button', { name, exact: true }).click();

  it('is saved where it was', async () => {
    await openFromDisk();
    await press('保存文件');
    await page.getByText('已保存：季度.xlsx').waitFor();
    expect(await cellOf(Uint8Array.from(await disk(page, ({ bytes }) => bytes)), '附件1', 8, 20)).toBe(96);
  });

  it('is not written over unasked when it was changed elsewhere', async () => {
    await openFromDisk();
    await disk(page, (state) => {
      state.lastModified = 77;
    });
    await press('保存文件');
    await page.getByText('文件已在别处改动').waitFor();
    const waiting = page.waitForEvent('download');
    await press('另存一份');
    expect((await waiting).suggestedFilename()).toBe('季度（已计分）.xlsx');
    expect(await disk(page, ({ bytes }) => bytes.length)).toBe(bytesOf(INPUTS).length);
  });
});

it('shows a plain page in a browser that is too old', async () => {
  await open();
  await page.addInitScript(() => Reflect.deleteProperty(Object, 'hasOwn'));
  await page.reload();
  await page.getByRole('heading', { name: '这个浏览器太旧' }).waitFor();
  opened.complaints.splice(0);
});

/** An attachment 1 with so many units, its counts all different. */
function manyUnits(units: number): Uint8Array {
  return workbookOf({
    附件1: districtsSheet(
      Array.from({ length: units }, (_, index) =>
        unitRow(index + 1, `第${index}区`, [1000 + index, 900 + index, 100, 99, 1, 0, 1, 1, 0, 0], 10),
      ),
    ),
  });
}

it('shows the sheet in the colours that somebody forces', async () => {
  await open({ colorScheme: 'dark', forcedColors: 'active' });
  await page.getByRole('button', { name: '打开示例' }).click();
  const unit = page.getByRole('gridcell').filter({ hasText: '张店区' }).first();
  await unit.waitFor();
  const colours = await unit.evaluate((element) => {
    const sheet = element.closest('[role="grid"]') as HTMLElement;
    return [getComputedStyle(element).color, getComputedStyle(sheet).backgroundColor];
  });
  // White on black, as the dark scheme of forced colours has it.
  expect(colours).toEqual(['rgb(255, 255, 255)', 'rgb(0, 0, 0)']);
});

it.each([
  ['light', {}],
  ['dark', { colorScheme: 'dark' }],
  ['high contrast', { forcedColors: 'active' }],
] as const)('has no accessibility violation in the %s theme', async (_, options) => {
  await open(options);
  await page.getByRole('list', { name: '怎么用' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await computeSample(page);
  await idle(page);
  expect(await violationsOn(page)).toEqual([]);
});
