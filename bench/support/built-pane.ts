import { existsSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, normalize } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Browser } from 'playwright-core';
import type { Book } from '../../test/host/book.js';
import { bootChromium } from '../../test/host/boot-chromium.js';
import { SimulatedExcel } from '../../test/host/simulated-excel.js';

/** A pane as it was built for production. */
export interface BuiltPane {
  readonly name: string;
  /** Holds `taskpane.html` and what belongs to it. */
  readonly folder: string;
  /** The button that people wait for. */
  readonly button: string;
  /** Words that stand in the page once the workbook was read; `null` where it reads none. */
  readonly read: string | null;
}

/** One opening: milliseconds from navigation on, bytes after gzip of scripts and styles without Microsoft's client. */
export interface Opening {
  readonly drawn: number;
  /** The button can be pressed. */
  readonly usable: number;
  readonly read: number | null;
  /** What the page itself names, and everything that was loaded. */
  readonly firstPiece: number;
  readonly pieces: number;
}

const CLIENT = join('node_modules', '@microsoft', 'office-js', 'dist');
/** Where the template loads the client from; here both load the same copy from the same server. */
const HOSTED_CLIENT = 'https://appsforoffice.microsoft.com/lib/1/hosted/';
const OWN_CLIENT = '/office-js/';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
};

/** Opens a built pane once in a fresh profile of the browser. */
export async function openOnce(browser: Browser, { folder, button, read }: BuiltPane, book: Book): Promise<Opening> {
  const loaded = new Map<string, Buffer>();
  const server = await serve(folder, loaded);
  const context = await browser.newContext({ viewport: { width: 350, height: 800 }, locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    await bootChromium(page, new SimulatedExcel(book));
    await page.addInitScript(watchFor, { button, read });
    await page.goto(`http://localhost:${(server.address() as AddressInfo).port}/taskpane.html`);
    await page.waitForFunction(() => (window as unknown as Partial<Seen>).seen?.read !== undefined);
    const seen = await page.evaluate(() => (window as unknown as Seen).seen);
    // What is fetched ahead runs only when the first piece asks for it.
    const named = readFileSync(join(folder, 'taskpane.html'), 'utf8').replace(/<link\b[^>]*\bpreload\b[^>]*>/g, '');
    const zipped = [...loaded].map(([path, file]) => ({
      isFirst: named.includes(path.slice(1)),
      bytes: gzipSync(file, { level: 9 }).length,
    }));
    return { ...seen, firstPiece: total(zipped.filter(({ isFirst }) => isFirst)), pieces: total(zipped) };
  } finally {
    await context.close();
    server.close();
  }
}

const total = (files: readonly { readonly bytes: number }[]): number =>
  files.reduce((sum, { bytes }) => sum + bytes, 0);

interface Seen {
  readonly seen: { readonly drawn: number; readonly usable: number; readonly read: number | null };
}

/**
 * Runs in the page: records, frame by frame, when the awaited things are there. It must not refer to anything outside
 * itself.
 */
function watchFor({ button, read }: Pick<BuiltPane, 'button' | 'read'>): void {
  const seen: { drawn?: number; usable?: number; read?: number | null } = {};
  (window as unknown as { seen: typeof seen }).seen = seen;
  const look = (): void => {
    const found = [...document.querySelectorAll('button')].find(
      (element) => element.offsetParent !== null && element.innerText.includes(button),
    );
    if (found !== undefined) {
      const now = performance.now();
      seen.drawn ??= now;
      if (!found.disabled && found.getAttribute('aria-disabled') !== 'true') seen.usable ??= now;
      if (seen.usable !== undefined && (read === null || document.body.innerText.includes(read)))
        seen.read = read === null ? null : now;
    }
    if (seen.read === undefined) requestAnimationFrame(look);
  };
  look();
}

function fileAt(path: string, folder: string): string {
  if (path.startsWith(OWN_CLIENT)) return join(CLIENT, normalize(path.slice(OWN_CLIENT.length)));
  return join(folder, normalize(path));
}

function bodyOf(file: string): Buffer {
  if (extname(file) !== '.html') return readFileSync(file);
  return Buffer.from(readFileSync(file, 'utf8').replaceAll(HOSTED_CLIENT, OWN_CLIENT));
}

function serve(folder: string, loaded: Map<string, Buffer>): Promise<Server> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
    const isClient = path.startsWith(OWN_CLIENT);
    const file = fileAt(path, folder);
    if (!existsSync(file)) {
      response.writeHead(404);
      return response.end();
    }
    const type = TYPES[extname(file)] ?? 'application/octet-stream';
    const body = bodyOf(file);
    if (!isClient && /javascript|css/.test(type)) loaded.set(path, body);
    response.writeHead(200, { 'Content-Type': type, 'Cache-Control': 'no-store' });
    return response.end(body);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
