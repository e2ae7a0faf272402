import { existsSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Book } from '../host/book.js';
import { bootChromium } from '../host/boot-chromium.js';
import type { BootOptions } from '../host/boot-node.js';
import { SimulatedExcel, type HostOptions } from '../host/simulated-excel.js';

const DIST = join(__dirname, '..', '..', 'dist');
const ORIGIN = 'https://localhost:3000';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
};

export interface OpenPane {
  readonly page: Page;
  readonly excel: SimulatedExcel;
  /** Requests to another origin, and files that the server does not have. */
  readonly astray: string[];
  /** What the page's scripts complained of. */
  readonly complaints: string[];
}

export interface PaneOptions extends HostOptions, BootOptions {
  readonly width?: number;
  readonly height?: number;
  readonly colorScheme?: 'light' | 'dark';
  readonly forcedColors?: 'active' | 'none';
}

/** Opens the built pane, as it is shipped, over a simulated Excel. */
export async function openPane(browser: Browser, book: Book, options: PaneOptions = {}): Promise<OpenPane> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 350, height: options.height ?? 800 },
    colorScheme: options.colorScheme ?? 'light',
    forcedColors: options.forcedColors ?? 'none',
    locale: 'zh-CN',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const excel = new SimulatedExcel(book, options);
  const [astray, complaints]: [string[], string[]] = [[], []];
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (line) => {
    if (line.type() === 'error') complaints.push(line.text());
  });
  await page.route('**', (route) => {
    const { origin, pathname } = new URL(route.request().url());
    const file = join(DIST, decodeURIComponent(pathname));
    if (origin !== ORIGIN || !existsSync(file)) {
      astray.push(route.request().url());
      return route.fulfill({ status: 404, contentType: 'text/plain', body: '' });
    }
    return route.fulfill({ contentType: TYPES[extname(file)] ?? 'application/octet-stream', body: readFileSync(file) });
  });
  await bootChromium(page, excel, options);
  await page.goto(`${ORIGIN}/taskpane.html`);
  return { page, excel, astray, complaints };
}
