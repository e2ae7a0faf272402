import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { districtsBook } from '../adapters/officejs/support.js';
import { bootChromium, launchChromium } from '../host/boot-chromium.js';
import { SimulatedExcel } from '../host/simulated-excel.js';
import { asksNoMore, comesAbout } from './wait.js';

const ROOT = join(__dirname, '..', '..');
const BASE = 'https://intranet.example/bulletin/';
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.png': 'image/png',
};

it("computes from the server of an organisation, and asks for nothing but that server's files", async () => {
  const out = join(mkdtempSync(join(tmpdir(), 'package-')), 'out');
  const { status, stderr } = spawnSync('npm', ['run', '-s', 'package', '--', '--base-url', BASE, '--out', out], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect({ status, stderr: stderr.replace(/^npm warn .*\n/gm, '') }).toEqual({ status: 0, stderr: '' });
  const page =
    /<SourceLocation DefaultValue="([^"]*)"/.exec(readFileSync(join(out, 'manifest.xml'), 'utf8'))?.[1] ?? '';
  expect(page).toBe(`${BASE}taskpane.html`);

  const browser = await launchChromium();
  try {
    const pane = await browser.newPage({ viewport: { width: 350, height: 800 } });
    const astray: string[] = [];
    const complaints: string[] = [];
    pane.on('pageerror', ({ message }) => complaints.push(message));
    await pane.route('**', (route) => {
      const url = route.request().url();
      const file = url.startsWith(BASE)
        ? join(out, 'site', new URL(url.slice(BASE.length), 'https://site.invalid/').pathname)
        : '';
      if (file !== '' && existsSync(file))
        return route.fulfill({
          contentType: TYPES[extname(file)] ?? 'application/octet-stream',
          body: readFileSync(file),
        });
      astray.push(url);
      return route.fulfill({ status: 404, contentType: 'text/plain', body: '' });
    });
    const book = districtsBook(3);
    await bootChromium(pane, new SimulatedExcel(book, { logging: true }));
    await pane.goto(page);
    await pane.getByRole('button', { name: '计算得分' }).click();
    await pane.getByRole('button', { name: '恢复到计算前' }).waitFor();
    // What the client does when it is idle.
    await comesAbout(pane, () => astray.length > 0);
    await asksNoMore(pane);
    // The package leaves the client's telemetry out.
    expect(astray).toEqual([`${BASE}office-js/telemetry/oteljs_agave.js`]);
    // The client looks for Excel's internal service when it may log; no page sees of it.
    expect(complaints.filter((complaint) => !complaint.includes('AddinInternalService'))).toEqual([]);
  } finally {
    await browser.close();
  }
});
