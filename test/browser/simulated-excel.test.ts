/// <reference types="office-js" />
import type { Browser } from 'playwright-core';
import { Book } from '../host/book.js';
import { bootChromium, launchChromium, serveOffice } from '../host/boot-chromium.js';
import { SimulatedExcel } from '../host/simulated-excel.js';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

it.each([false, true])(
  "carries Microsoft's shipped client in Chromium; storage blocked: %s",
  async (storageBlocked) => {
    const book = new Book();
    book.addSheet('附件1', [['甲区', 800, 69, '=C1/B1']]);
    const excel = new SimulatedExcel(book);
    const page = await browser.newPage();
    const elsewhere: string[] = [];
    await page.route('**', (route) => {
      const url = new URL(route.request().url());
      if (url.origin !== 'https://localhost') elsewhere.push(url.href);
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body: '<!doctype html><script src="/office/office.js"></script>',
      });
    });
    await serveOffice(page);
    await bootChromium(page, excel, { storageBlocked });
    await page.goto('https://localhost/taskpane.html');
    const ready = await page.evaluate(async () => ({ ...(await Office.onReady()) }));
    expect(ready).toMatchObject({ host: 'Excel', platform: 'PC' });
    const values = await page.evaluate(() =>
      Excel.run(async (context) => {
        const told: string[] = [];
        context.workbook.worksheets.onSelectionChanged.add(async ({ address }) => void told.push(address));
        const range = context.workbook.worksheets.getItem('附件1').getRange('A1:D1');
        range.values = [[null, 690, null, null]];
        range.load('values');
        await context.sync();
        (window as unknown as { told: string[] }).told = told;
        return range.values as unknown[][];
      }),
    );
    expect(values).toEqual([['甲区', 690, 69, 0.1]]);
    book.select(book.sheet('附件1'), 'C1');
    await page.waitForFunction(() => (window as unknown as { told: string[] }).told[0] === 'C1');
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          Office.context.document.settings.set('a', 1);
          Office.context.document.settings.saveAsync(() => resolve());
        }),
    );
    expect(elsewhere).toEqual([]);
    await page.close();
  },
);
