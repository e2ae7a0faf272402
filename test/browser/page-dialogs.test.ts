import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchChromium } from '../host/boot-chromium.js';
import { bytesOf, INPUTS, PUBLISHED } from '../support/published.js';
import {
  cellOf,
  chooseFile,
  compute,
  computeSample,
  disk,
  dropFiles,
  dropFromDisk,
  openPage,
  putOnDisk,
  type FakeDisk,
  type OpenPage,
} from './open-page.js';
import { atRest } from './wait.js';

let browser: Browser;
let opened: OpenPage;
let page: Page;
const folder = mkdtempSync(join(tmpdir(), '季度-'));
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await browser.close();
});
beforeEach(async () => {
  opened = await openPage(browser);
  page = opened.page;
});
afterEach(async () => {
  await page.context().close();
  expect(opened.complaints).toEqual([]);
  expect(opened.requests).toEqual([]);
});

const UNSAVED = '2021Q2-inputs.xlsx · 有改动还没有保存';
const inputs = bytesOf(INPUTS);
const button = (name: string): ReturnType<Page['getByRole']> => page.getByRole('button', { name, exact: true });
const dialog = (): ReturnType<Page['getByRole']> => page.getByRole('alertdialog');
const told = (text: string | RegExp): Promise<void> => page.getByText(text).waitFor();
/** Waits until the focus is on what has this role or says this. */
const focusOn = async (expected: string): Promise<void> =>
  void (await page.waitForFunction(
    (name) => [document.activeElement?.getAttribute('role'), document.activeElement?.textContent].includes(name),
    expected,
  ));
/** U9 of a file: the score of 临淄区, which the inputs do not have yet. */
const scoreOf = (bytes: readonly number[]): Promise<unknown> => cellOf(Uint8Array.from(bytes), '附件1', 8, 20);
const onDisk = async (): Promise<unknown> => scoreOf(await disk(page, ({ bytes }) => bytes));

async function computeFromDisk(): Promise<void> {
  await putOnDisk(page, inputs);
  await button('打开文件').click();
  await compute(page);
}

/** Types a count over D9 of attachment 1. */
async function correct(count: string): Promise<void> {
  await page.locator('[data-cell="8,3"]').first().click();
  await page.keyboard.type(count);
  await page.keyboard.press('Enter');
  await page.locator('[data-cell="8,3"]', { hasText: count }).first().waitFor();
}

/** Messages to the threads of workbooks can be held back, as if they were busy until they are let through. */
async function openWithSlowThreads(): Promise<void> {
  await page.addInitScript(() => {
    const Real = window.Worker;
    const slow = { holds: [] as string[], held: [] as (() => void)[], answers: 0 };
    Object.assign(window, {
      slow,
      Worker: class extends Real {
        constructor(address: string | URL, options?: WorkerOptions) {
          super(address, options);
          this.addEventListener('message', () => {
            slow.answers += 1;
          });
        }

        override postMessage(message: { readonly method?: string }, ...rest: unknown[]): void {
          const send = (): void => super.postMessage(message, ...(rest as []));
          if (slow.holds.includes(message.method ?? '')) slow.held.push(send);
          else send();
        }
      },
    });
  });
  await page.reload();
}
interface Slow {
  holds: string[];
  readonly held: (() => void)[];
  /** How many messages have come from the threads. */
  readonly answers: number;
}
const hold = (...methods: readonly string[]): Promise<void> =>
  page.evaluate(
    (held) => {
      (window as unknown as { slow: Slow }).slow.holds = held;
    },
    [...methods],
  );
/** Lets what was held back through, and waits until it is answered. */
async function letThrough(): Promise<void> {
  const before = await page.evaluate(() => {
    const { slow } = window as unknown as { slow: Slow };
    slow.holds = [];
    for (const send of slow.held.splice(0)) send();
    return slow.answers;
  });
  await page.waitForFunction((answers) => (window as unknown as { slow: Slow }).slow.answers > answers, before);
}

describe('a question of the page', () => {
  it('does nothing on Escape, and gives the focus back', async () => {
    await computeSample(page);
    await button('打开示例').click();
    await dialog().waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await told(UNSAVED);
    await focusOn('打开示例');
  });

  it('asked from the sheet leads back to the sheet', async () => {
    await computeFromDisk();
    await disk(page, (state) => {
      state.lastModified = 77;
    });
    await page.getByRole('grid').focus();
    await page.keyboard.press('Control+s');
    await told('文件已在别处改动');
    await button('取消').click();
    await focusOn('grid');
    expect(await onDisk()).toBeNull();
  });

  it('is not replaced by a file that is dropped on it, nor by a key', async () => {
    await computeFromDisk();
    await disk(page, (state) => {
      state.lastModified = 77;
    });
    await button('保存文件').click();
    await told('文件已在别处改动');
    await dropFiles(page, '[role="alertdialog"]', [{ name: '另.xlsx', bytes: inputs }]);
    await page.keyboard.press('Control+o');
    await page.keyboard.press('Control+s');
    expect(await page.getByText('正在读取').count()).toBe(0);
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await page.keyboard.press('Control+s');
    await button('覆盖').click();
    await told('已保存：季度.xlsx');
    expect(await onDisk()).toBe(96);
  });

  it('is answered before a file that came in meanwhile asks its own', async () => {
    await openWithSlowThreads();
    await computeFromDisk();
    await disk(page, (state) => {
      state.lastModified = 77;
    });
    await hold('open');
    await dropFiles(page, '#root > * > *', [{ name: '下季度.xlsx', bytes: bytesOf(PUBLISHED) }]);
    await button('不保存，继续').click();
    await told('正在读取 下季度.xlsx…');
    await correct('90000');
    await page.keyboard.press('Control+s');
    await told('文件已在别处改动');
    await letThrough();
    await atRest(page);
    await told('文件已在别处改动');
    await page.keyboard.press('Escape');
    await told('打开别的文件会丢掉没有保存的改动。');
    await button('留在这里').click();
    await page.keyboard.press('Control+s');
    await button('覆盖').click();
    await told('已保存：季度.xlsx');
    expect(await onDisk()).not.toBeNull();
  });
});

it('takes what is typed in the pane and not yet written to no other file', async () => {
  await button('打开示例').click();
  await page.getByRole('tab', { name: '加减分' }).click();
  await page.getByLabel('高青县的加减分').fill('14');
  await page.getByRole('button', { name: '博山区' }).click();
  await page.getByRole('button', { name: '登记一条' }).click();
  await dropFiles(page, '#root > * > *', [{ name: '下季度.xlsx', bytes: bytesOf(PUBLISHED) }]);
  await page.getByText('下季度.xlsx', { exact: true }).waitFor();
  await page.getByRole('tab', { name: '加减分' }).click();
  await page.getByLabel('高青县的加减分').waitFor();
  expect([
    await page.getByLabel('高青县的加减分').inputValue(),
    await page.getByLabel('事由', { exact: true }).count(),
  ]).toEqual(['13', 0]);
});

describe('the keys of the page', () => {
  it('work with Caps Lock on, and wherever the focus is', async () => {
    await computeSample(page);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const download = page.waitForEvent('download');
    await page.keyboard.press('Control+S');
    await download;
    await correct('90000');
    await page.keyboard.press('Control+Z');
    await told('已撤销：输入 附件1!D9。');
    const chooser = page.waitForEvent('filechooser');
    await page.keyboard.press('Control+O');
    await chooser;
  });

  it('leave what they mean with Shift to the browser', async () => {
    await computeSample(page);
    await correct('90000');
    await page.keyboard.press('Control+Shift+z');
    await atRest(page);
    expect(await page.getByText('已撤销').count()).toBe(0);
  });
});

describe('a file that cannot be opened', () => {
  it('is named with what to do on each kind of failure; nobody is asked to give anything up for it', async () => {
    await computeSample(page);
    await putOnDisk(page, inputs);
    for (const [failure, sentence] of [
      ['NotReadableError', /“季度\.xlsx”没有打开：读不了，可能正被别的程序占用。/],
      ['NotFoundError', /“季度\.xlsx”没有打开：找不到了，可能已移走、改名或删除。/],
      ['NotAllowedError', /“季度\.xlsx”没有打开：浏览器没有得到读它的许可。/],
    ] as const) {
      await page.evaluate((name) => {
        (window as unknown as { disk: FakeDisk }).disk.readFailure = name;
      }, failure);
      await button('打开文件').click();
      await told(sentence);
      await told(/“2021Q2-inputs\.xlsx”照旧开着，没有变。/);
      expect(await dialog().count()).toBe(0);
      await told(UNSAVED);
    }
  });

  it('is named when it is damaged, beside the one that is open', async () => {
    await page.getByRole('button', { name: '打开示例' }).click();
    await told('附件1 · 11个单位 · 齐全');
    await chooseFile(page, {
      name: '坏.xlsx',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(inputs.slice(0, 9000)),
    });
    await told(/“坏\.xlsx”没有打开：文件已损坏。.*“2021Q2-inputs\.xlsx”照旧开着，没有变。/);
  });

  it('is a folder: that is said, and nobody is asked to give anything up for it', async () => {
    await computeSample(page);
    await dropFromDisk(page, folder);
    await told(/没有打开：这是文件夹。请打开文件夹，把里面的文件拖进来。/);
    await told(new RegExp(`“${folder.split('/').at(-1) ?? ''}”`));
    expect(await dialog().count()).toBe(0);
  });

  it('is one of several that were dropped together: none is opened, one is asked for', async () => {
    await page.getByRole('button', { name: '打开示例' }).click();
    await told('附件1 · 11个单位 · 齐全');
    for (const name of ['一.xlsx', '二.xlsx']) writeFileSync(join(folder, name), inputs);
    await dropFromDisk(page, join(folder, '一.xlsx'), join(folder, '二.xlsx'));
    await told(/一次只能打开一个文件，拖来的 2 个都没有打开，请只拖一个进来。“2021Q2-inputs\.xlsx”照旧开着，没有变。/);
    await dropFromDisk(page, join(folder, '二.xlsx'));
    await page.getByText('二.xlsx', { exact: true }).waitFor();
    expect(await page.getByText('一次只能打开一个文件').count()).toBe(0);
  });
});

describe('a line of the page', () => {
  it('that says what was saved goes with the next change', async () => {
    await computeFromDisk();
    await button('保存文件').click();
    await told('已保存：季度.xlsx');
    await page.getByText('季度.xlsx', { exact: true }).waitFor();
    await correct('90000');
    await told('季度.xlsx · 有改动还没有保存');
    await page.getByText('已保存：季度.xlsx').waitFor({ state: 'detached' });
  });

  it.each([
    ['in the sheet', () => correct('90001')],
    [
      'in the pane',
      async () => {
        await page.getByRole('tab', { name: '加减分' }).click();
        await page.getByLabel('沂源县的加减分').fill('12');
        await page.keyboard.press('Enter');
      },
    ],
  ])('that says what was undone goes with the next change %s', async (_, change) => {
    await computeSample(page);
    await correct('90000');
    await page.keyboard.press('Control+z');
    await told('已撤销：输入 附件1!D9。');
    await change();
    await page.getByText('已撤销').waitFor({ state: 'hidden' });
  });

  it('is closed by keyboard, and the focus goes to the sheet', async () => {
    await computeFromDisk();
    await button('保存文件').click();
    await told('已保存：季度.xlsx');
    await button('关闭').focus();
    await page.keyboard.press('Enter');
    await page.getByText('已保存：季度.xlsx').waitFor({ state: 'detached' });
    await focusOn('grid');
  });
});

it('says what stood in the way of saving, and offers a copy', async () => {
  await computeFromDisk();
  for (const [failure, sentence, count] of [
    ['NoModificationAllowedError', /请先在 WPS 或 Excel 中关闭它/, '90001'],
    ['NotAllowedError', /没有得到写“季度\.xlsx”的许可/, '90002'],
    ['NotFoundError', /已不在原来的位置/, '90003'],
    ['QuotaExceededError', /磁盘满了，“季度\.xlsx”没有存上，原来的内容没有变。/, '90004'],
    ['AbortError', /写“季度\.xlsx”时被中断/, '90005'],
    ['UnknownError', /“季度\.xlsx”没有存上（the device is not ready），原来的内容没有变。/, '90006'],
  ] as const) {
    await page.evaluate((name) => {
      (window as unknown as { disk: FakeDisk }).disk.failure = name;
    }, failure);
    await correct(count);
    await told('季度.xlsx · 有改动还没有保存');
    await button('保存文件').click();
    await told(sentence);
    const download = page.waitForEvent('download');
    await button('另存一份').click();
    await download;
    await page.getByText('季度.xlsx', { exact: true }).waitFor();
  }
});

it('says what has become of a file that can no longer be read when it is to be saved', async () => {
  await computeFromDisk();
  await disk(page, (state) => {
    state.readFailure = 'NotFoundError';
  });
  await button('保存文件').click();
  await told(/“季度\.xlsx”已不在原来的位置/);
  await button('另存一份').waitFor();
});

describe('opening a file while the one before is busy', () => {
  async function askWhileBusy(): Promise<void> {
    await openWithSlowThreads();
    await computeSample(page);
    await hold('enter', 'unsaved');
    await page.locator('[data-cell="8,3"]').first().click();
    await page.keyboard.type('90000');
    await page.keyboard.press('Enter');
    await button('打开示例').click();
    await told('算完刚才输入的，就打开 2021Q2-inputs.xlsx…');
  }

  it('says at once what it waits for, then asks once', async () => {
    await askWhileBusy();
    await button('打开示例').click();
    await letThrough();
    await dialog().waitFor();
    await button('留在这里').click();
    await dialog().waitFor({ state: 'detached' });
    await page.locator('[data-cell="8,3"]', { hasText: '90000' }).first().waitFor();
    expect(await page.getByText('算完刚才输入的').count()).toBe(0);
  });

  it('is given up when asked to: nothing is asked afterwards', async () => {
    await askWhileBusy();
    await button('取消').click();
    await letThrough();
    await page.locator('[data-cell="8,3"]', { hasText: '90000' }).first().waitFor();
    expect(await dialog().count()).toBe(0);
    await told(UNSAVED);
  });
});

it('scrolls to sheet and pane, 320 high, in a window of 640 × 400, as with letters twice as large', async () => {
  await page.setViewportSize({ width: 640, height: 400 });
  await computeSample(page);
  for (const part of [page.getByRole('main'), page.getByRole('complementary', { name: '计分' })]) {
    await part.scrollIntoViewIfNeeded();
    const box = await part.boundingBox();
    expect(box?.height).toBeGreaterThanOrEqual(320);
    expect(box?.width).toBeLessThanOrEqual(640);
    // Of the last to be shown, the lower edge is in the window.
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(400);
  }
  await page.getByRole('grid').focus();
  for (let step = 0; step < 8; step += 1) await page.keyboard.press('ArrowDown');
  const row = await page.locator('[data-cell="8,3"]').first().boundingBox();
  const sheet = await page.getByRole('grid').boundingBox();
  expect((row?.y ?? 0) + (row?.height ?? 0)).toBeLessThanOrEqual(Math.min(400, (sheet?.y ?? 0) + (sheet?.height ?? 0)));
});
