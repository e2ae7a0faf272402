/// <reference types="office-js" />
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import policy from '../../src/entries/taskpane/content-security-policy.cjs';
import shipped from '../../src/entries/taskpane/shipped.json';
import { Book } from '../host/book.js';
import { bootChromium, launchChromium } from '../host/boot-chromium.js';
import { SimulatedExcel } from '../host/simulated-excel.js';
import { asksNoMore, comesAbout } from './wait.js';

const ROOT = join(__dirname, '..', '..');
const ORIGIN = 'https://localhost:3000';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());

/** An Excel that has not forbidden its client to log, as most have not. */
class LoggingExcel extends SimulatedExcel {
  constructor(
    book: Book,
    private readonly program: string,
  ) {
    super(book);
  }

  override hostInfo(): string {
    return `Excel$${this.program}$zh-CN$simulated$$$0`;
  }
}

/**
 * A page under the pane's policy on a server that has the shipped files and nothing else; also what was asked of
 * other servers.
 */
async function open(
  program: string,
  script = '',
): Promise<{ readonly page: Page; readonly elsewhere: string[]; readonly missing: string[] }> {
  const page = await browser.newPage();
  const [elsewhere, missing]: [string[], string[]] = [[], []];
  const files = new Map(shipped.copied.map(({ from, to }) => [`/${to}`, join(ROOT, from)]));
  await page.route('**', (route) => {
    const { origin, pathname } = new URL(route.request().url());
    if (origin !== ORIGIN) {
      elsewhere.push(route.request().url());
      return route.abort();
    }
    if (pathname === '/taskpane.html')
      return route.fulfill({
        contentType: 'text/html; charset=utf-8',
        body:
          `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><body>` +
          `<script src="office-js/office.js"></script>${script}`,
      });
    const file = files.get(pathname);
    if (file !== undefined)
      return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: readFileSync(file) });
    missing.push(pathname);
    return route.fulfill({ status: 404, contentType: 'text/plain', body: '' });
  });
  const book = new Book();
  book.addSheet('附件1', [['甲区', 800]]);
  await bootChromium(page, new LoggingExcel(book, program));
  await page.goto(`${ORIGIN}/taskpane.html`);
  return { page, elsewhere, missing };
}

it.each([
  ['Windows', 'Win32$16.01', 'PC'],
  ['a Mac', 'Mac$16.00', 'Mac'],
])("carries Microsoft's client on %s with the shipped files alone", async (_, program, platform) => {
  const { page, missing } = await open(program);
  expect(await page.evaluate(async () => ({ ...(await Office.onReady()) }))).toMatchObject({ host: 'Excel', platform });
  // What src/entries/taskpane/ribbon.ts needs of it.
  expect(
    await page.evaluate(() => [
      Office.context.requirements.isSetSupported('SharedRuntime', '1.1'),
      typeof Office.actions.associate,
      typeof Office.addin.showAsTaskpane,
    ]),
  ).toEqual([true, 'function', 'function']);
  const value = await page.evaluate(() =>
    Excel.run(async (context) => {
      const range = context.workbook.worksheets.getItem('附件1').getRange('B1').load('values');
      await context.sync();
      return range.values[0]?.[0] as unknown;
    }),
  );
  expect(value).toBe(800);
  // What the client does when it is idle.
  await comesAbout(page, () => missing.length > 0);
  await asksNoMore(page);
  expect(missing).toEqual(['/office-js/telemetry/oteljs_agave.js']);
  await page.close();
});

it('admits the rules that a script gives to a style element, and no others', async () => {
  const { page } = await open('Win32$16.01');
  const colours = await page.evaluate(() => {
    const colour = (rule: string, fill: (style: HTMLStyleElement) => void): string => {
      const [style, paragraph] = [document.createElement('style'), document.createElement('p')];
      paragraph.className = rule;
      document.body.append(paragraph);
      fill(style);
      return getComputedStyle(paragraph).color;
    };
    return {
      byScript: colour('a', (style) => {
        document.head.append(style);
        style.sheet?.insertRule('.a { color: rgb(1, 2, 3) }');
      }),
      inline: colour('b', (style) => {
        style.textContent = '.b { color: rgb(1, 2, 3) }';
        document.head.append(style);
      }),
    };
  });
  expect(colours).toEqual({ byScript: 'rgb(1, 2, 3)', inline: 'rgb(0, 0, 0)' });
  await page.close();
});

it('lets nothing out: no request, no frame, no script of another server or in the page', async () => {
  const { page, elsewhere } = await open(
    'Win32$16.01',
    '<script>window.inline = true</script><script src="https://elsewhere.example/a.js"></script>',
  );
  const tried = await page.evaluate(async (own) => {
    const refused = (attempt: Promise<unknown>): Promise<boolean> =>
      attempt.then(
        () => false,
        () => true,
      );
    const frame = document.createElement('iframe');
    frame.src = 'https://elsewhere.example/';
    const picture = new Image();
    picture.src = 'https://elsewhere.example/a.png';
    document.body.append(frame, picture);
    return {
      inline: 'inline' in window,
      fetch: await refused(fetch('https://elsewhere.example/')),
      ownFetch: await refused(fetch(own)),
      worker: await refused(
        new Promise((resolve, reject) => {
          const worker = new Worker(URL.createObjectURL(new Blob(['postMessage("started")'])));
          worker.onerror = reject;
          worker.onmessage = resolve;
        }),
      ),
    };
  }, `${ORIGIN}/taskpane.html`);
  expect(tried).toMatchObject({ inline: false, fetch: true, ownFetch: true, worker: true });
  expect(elsewhere).toEqual([]);
  await page.close();
});
