import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { programFor } from '../test/support/program.js';
import { workbookOf } from '../test/support/sheets.js';
import { districtRows } from './support/district-rows.js';
import { counted, writeHead, writeRow } from './support/table.js';
import { median } from './support/timing.js';

const PAGE = join('dist', '通报计分.html');

/** What the page itself measures: how long it did not answer, in milliseconds. */
interface Watch {
  blocked: number[];
}

async function opened(browser: Browser): Promise<{ readonly page: Page; readonly start: number }> {
  const page = await (await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' })).newPage();
  page.setDefaultTimeout(300_000);
  await page.addInitScript(() => {
    const watch: Watch = { blocked: [] };
    Object.assign(window, { watch });
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) watch.blocked.push(duration);
    });
    observer.observe({ entryTypes: ['longtask'] });
  });
  const begun = performance.now();
  await page.goto(pathToFileURL(PAGE).href);
  await page.getByRole('button', { name: '打开示例' }).waitFor();
  return { page, start: performance.now() - begun };
}

/** The longest time since the last call that the page did not answer. */
async function longest(page: Page): Promise<number> {
  return page.evaluate(() => {
    const { blocked } = (window as unknown as { watch: Watch }).watch;
    return blocked.splice(0).reduce((most, time) => Math.max(most, time), 0);
  });
}

async function dropped(browser: Browser, units: number): Promise<readonly number[]> {
  const { page } = await opened(browser);
  const transfer = await page.evaluateHandle(
    (text) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(atob(text), (character) => character.charCodeAt(0))], '季度.xlsx'));
      return data;
    },
    Buffer.from(workbookOf({ 附件1: districtRows(units) })).toString('base64'),
  );
  await longest(page);
  const begun = performance.now();
  await page.dispatchEvent('#root > * > *', 'drop', { dataTransfer: transfer });
  await page.getByRole('grid').waitFor();
  const shown = performance.now() - begun;
  await page.getByText(/^将填写/).waitFor();
  const read = performance.now() - begun;
  const blockedReading = await longest(page);
  await page.getByRole('button', { name: '计算得分' }).click();
  await page.getByText(/已填写 \d+ 格/).waitFor();
  const computed = performance.now() - begun;
  await page.waitForTimeout(500);
  const blockedComputing = await longest(page);
  const frame = await page.evaluate(async () => {
    const grid = document.querySelector('[role=grid]');
    const frames: number[] = [];
    let last = performance.now();
    for (let step = 0; step < 60 && grid !== null; step += 1) {
      grid.scrollTop += 100;
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      frames.push(now - last);
      last = now;
    }
    return frames.sort((a, b) => a - b)[Math.floor(frames.length / 2)] ?? 0;
  });
  await page.context().close();
  return [shown, read, computed, blockedReading, blockedComputing, frame];
}

/**
 * Times the browser page in Chromium: its start, from dropping a file to its scores, how long it does not answer
 * meanwhile, a frame of scrolling.
 */
export async function benchPage(): Promise<void> {
  const built = spawnSync(
    process.execPath,
    [join('node_modules', 'webpack', 'bin', 'webpack.js'), '--config-name', 'page', '--stats', 'errors-only'],
    { stdio: 'inherit' },
  );
  if (built.status !== 0) throw new Error('the page could not be built');
  const file = readFileSync(PAGE);
  const { chromium } = (await import(/* webpackIgnore: true */ 'playwright-core')) as typeof import('playwright-core');
  const browser = await chromium.launch({
    executablePath: programFor({
      name: 'Chromium',
      variable: 'CHROMIUM',
      places: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
      packages: ['chromium'],
    }),
    args: ['--no-sandbox'],
  });
  try {
    const starts: number[] = [];
    for (let run = 0; run < 5; run += 1) {
      const { page, start } = await opened(browser);
      starts.push(start);
      await page.context().close();
    }
    const megabytes = (file.length / 1e6).toFixed(2);
    const zippedKilobytes = (gzipSync(file, { level: 9 }).length / 1e3).toFixed(0);
    process.stdout.write(
      `The page is ${megabytes} MB, ${zippedKilobytes} KB with gzip -9; ` +
        `it starts in ${median(starts).toFixed(0)} ms (median of 5).\n\n`,
    );
    writeHead([
      'units',
      'drop to sheet ms',
      'to figures read ms',
      'to scores written ms',
      'longest without an answer, reading',
      'computing',
      'frame of scrolling ms',
    ]);
    for (const units of [11, 1000, 10_000]) {
      const times = await dropped(browser, units);
      writeRow([counted(units), ...times.map((time) => time.toFixed(0))]);
    }
  } finally {
    await browser.close();
  }
}
