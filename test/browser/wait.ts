import type { Locator, Page } from 'playwright-core';
import type { Book } from '../host/book.js';

/** Waits until so many elements match: what is large is drawn after what was said. */
export async function counts(locator: Locator, expected: number): Promise<void> {
  for (const until = Date.now() + 15_000; (await locator.count()) !== expected && Date.now() < until;)
    await locator.page().waitForTimeout(50);
  expect(await locator.count()).toBe(expected);
}

/** Waits until a computation that was said to be done has left the pane free again. */
export async function idle(page: Page): Promise<void> {
  await page.locator('button:not([aria-disabled="true"])', { hasText: '恢复到计算前' }).first().waitFor();
}

/** Waits until a cell of the workbook (`附件1!U9`) holds a value. */
export async function becomes(page: Page, book: Book, address: string, value: unknown): Promise<void> {
  const [sheet = '', cell = ''] = address.split('!');
  const held = (): unknown => book.sheet(sheet).valueAt(cell);
  for (const until = Date.now() + 20_000; held() !== value && Date.now() < until;) await page.waitForTimeout(50);
  expect(held()).toBe(value);
}
