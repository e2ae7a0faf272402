import type { Locator, Page } from 'playwright-core';
import type { Book } from '../host/book.js';

/** Waits until so many elements match: what is large is drawn after what was said. */
export async function counts(locator: Locator, expected: number): Promise<void> {
  for (const until = Date.now() + 15_000; (await locator.count()) !== expected && Date.now() < until;)
    await locator.page().waitForTimeout(50);
  expect(await locator.count()).toBe(expected);
}

/** Waits until something that is drawn is so: cells are drawn row by row, and after what was said of them. */
export async function shows<T>(page: Page, look: () => Promise<T>, expected: T): Promise<void> {
  const isSo = async (): Promise<boolean> => JSON.stringify(await look()) === JSON.stringify(expected);
  for (const until = Date.now() + 15_000; !(await isSo()) && Date.now() < until;) await page.waitForTimeout(20);
  expect(await look()).toEqual(expected);
}

/** Waits until a computation that was said to be done has left the pane free again. */
export async function idle(page: Page): Promise<void> {
  await page.locator('button:not([aria-disabled="true"])', { hasText: '恢复到计算前' }).first().waitFor();
}

/** Waits until something that a test looks at from outside the page has come about. */
export async function comesAbout(page: Page, isSo: () => boolean): Promise<void> {
  for (const until = Date.now() + 20_000; !isSo() && Date.now() < until;) await page.waitForTimeout(20);
  expect(isSo()).toBe(true);
}

/** Waits until a page has asked for nothing for a second. */
export async function asksNoMore(page: Page): Promise<void> {
  let asked = Date.now();
  page.on('request', () => {
    asked = Date.now();
  });
  while (Date.now() - asked < 1000) await page.waitForTimeout(50);
}

/**
 * Waits until a page has nothing to do any more: what it was about to do is then done, and what it has not done by then
 * it will not do.
 */
export async function atRest(page: Page): Promise<void> {
  await page.evaluate(async (longestWait) => {
    // A page that something moves on all the time is never idle, and one that nothing is drawn of has no frames.
    const idle = (): Promise<unknown> =>
      new Promise((resolve) => requestIdleCallback(resolve, { timeout: longestWait }));
    const frame = (): Promise<unknown> =>
      new Promise((resolve) => {
        requestAnimationFrame(resolve);
        setTimeout(resolve, longestWait);
      });
    for (let round = 0; round < 5; round += 1) {
      await frame();
      await idle();
    }
  }, 1000);
}

/** Waits until a cell of the workbook (`附件1!U9`) holds a value. */
export async function becomes(page: Page, book: Book, address: string, value: unknown): Promise<void> {
  const [sheet = '', cell = ''] = address.split('!');
  const held = (): unknown => book.sheet(sheet).valueAt(cell);
  for (const until = Date.now() + 20_000; held() !== value && Date.now() < until;) await page.waitForTimeout(50);
  expect(held()).toBe(value);
}
