import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { valueAt } from '../../src/core/grid/grid.js';

const PAGE = pathToFileURL(join(__dirname, '..', '..', 'dist', '通报计分.html')).href;

/** The browser page as it was opened, with what went wrong on it. */
export interface OpenPage {
  readonly page: Page;
  /** Errors that nobody caught or that were written to the console. */
  readonly complaints: string[];
  /** Addresses the page asked for beside itself: there must be none. */
  readonly requests: string[];
}

/** Opens the page in a browser that cannot save in place: the browser's own picker cannot be driven from a test. */
export async function openPage(browser: Browser, options: BrowserContextOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    reducedMotion: 'reduce',
    acceptDownloads: true,
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text());
  });
  page.on('request', (request) => {
    const address = request.url();
    if (address !== PAGE && !address.startsWith('data:') && !address.startsWith('blob:')) requests.push(address);
  });
  // From the first: a picker that opens while the browser is only being told that a test waits for it is lost.
  page.on('filechooser', () => undefined);
  await page.addInitScript(() => Reflect.deleteProperty(window, 'showOpenFilePicker'));
  await page.goto(PAGE);
  return { page, complaints, requests };
}

/** Computes what is open. */
export async function compute(page: Page): Promise<void> {
  await page.getByRole('button', { name: '计算得分' }).click();
  await page.getByText(/已填写 \d+ 格/).waitFor();
}

/** Opens the sample and computes it. */
export async function computeSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: '打开示例' }).click();
  await compute(page);
}

export async function chooseFile(
  page: Page,
  file: string | { readonly name: string; readonly mimeType: string; readonly buffer: Buffer },
): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: '打开文件' }).click();
  await (await chooser).setFiles(file);
}

/** Drops files from memory on whatever matches. */
export async function dropFiles(
  page: Page,
  selector: string,
  files: readonly { readonly name: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  const transfer = await page.evaluateHandle(
    (given) => {
      const dropped = new DataTransfer();
      for (const { name, bytes } of given) dropped.items.add(new File([Uint8Array.from(bytes)], name));
      return dropped;
    },
    files.map(({ name, bytes }) => ({ name, bytes: [...bytes] })),
  );
  await page.dispatchEvent(selector, 'drop', { dataTransfer: transfer });
}

/** Drops files or folders of this machine on the page, as the browser tells it of them. */
export async function dropFromDisk(page: Page, ...paths: readonly string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', {
      type,
      x: 400,
      y: 400,
      data: { items: [], files: [...paths], dragOperationsMask: 1 },
    });
}

/** Saves, and reads what the browser downloads. */
export async function saveByDownload(
  page: Page,
): Promise<{ readonly name: string; readonly bytes: Uint8Array; readonly path: string }> {
  const waiting = page.waitForEvent('download');
  await page.getByRole('button', { name: '保存文件' }).click();
  const download = await waiting;
  const path = join(tmpdir(), `saved-${Date.now()}.xlsx`);
  await download.saveAs(path);
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(path)), path };
}

/** What a cell of a workbook file holds; row and column from 0. */
export async function cellOf(bytes: Uint8Array, sheet: string, row: number, column: number): Promise<unknown> {
  return valueAt((await openXlsx(bytes).read()).sheets.find((grid) => grid.sheet === sheet) as never, row, column);
}

/** A file that the browser can write to. */
export interface FakeDisk {
  bytes: number[];
  lastModified: number;
  /** The name of the error by which writing fails. */
  failure: string | null;
  /** The name of the error by which reading fails. */
  readFailure: string | null;
}

/** Puts a file in memory behind the picker, as the File System Access API gives it: `季度.xlsx`. */
export async function putOnDisk(page: Page, bytes: Uint8Array): Promise<void> {
  await page.evaluate(
    (given) => {
      const state = {
        bytes: given,
        lastModified: 1,
        failure: null as string | null,
        readFailure: null as string | null,
      };
      const handle = {
        name: '季度.xlsx',
        getFile: () =>
          state.readFailure === null
            ? Promise.resolve(
                new File([Uint8Array.from(state.bytes)], '季度.xlsx', { lastModified: state.lastModified }),
              )
            : Promise.reject(new DOMException('not to be read', state.readFailure)),
        requestPermission: () => Promise.resolve('granted'),
        createWritable: () =>
          state.failure === null
            ? Promise.resolve({
                write: (data: Uint8Array) => {
                  state.bytes = [...data];
                  return Promise.resolve();
                },
                close: () => {
                  state.lastModified += 1;
                  return Promise.resolve();
                },
                abort: () => Promise.resolve(),
              })
            : Promise.reject(new DOMException('the device is not ready', state.failure)),
      };
      Object.assign(window, { disk: state, showOpenFilePicker: () => Promise.resolve([handle]) });
    },
    [...bytes],
  );
}

/** Reads or changes the file that was put on the disk. */
export function disk<T>(page: Page, work: (disk: FakeDisk) => T): Promise<T> {
  return page.evaluate(`(${work.toString()})(window.disk)`);
}
