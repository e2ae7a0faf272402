import { join } from 'node:path';
import { openXlsx } from '../src/adapters/xlsx/workbook.js';
import { documentSettings } from '../src/adapters/officejs/settings.js';
import { Session } from '../src/pane/session/session.js';
import { noTaskRunner } from '../test/support/no-task-runner.js';
import { districtsBook, end, start } from '../test/adapters/officejs/support.js';
import { bookOf } from '../test/host/book.js';
import { launchChromium } from '../test/host/boot-chromium.js';
import { WEB_PAYLOAD_LIMIT, type SyncRecord } from '../test/host/simulated-excel.js';
import { bytesOf } from '../test/support/published.js';
import { openOnce, type BuiltPane, type Opening } from './support/built-pane.js';
import { counted, writeHead, writeRow } from './support/table.js';
import { median } from './support/timing.js';

const RUNS = 21;
const SAMPLE = join('assets', 'sample', '2021Q2-inputs.xlsx');

/** Measures what a computation costs between the pane and Excel, and how soon the built pane is usable. */
export async function benchPane(): Promise<void> {
  await benchTraffic();
  await benchOpening();
}

/** Counted below Microsoft's client, under the limit of Excel on the web. */
async function benchTraffic(): Promise<void> {
  writeHead(['units', 'opening: answers', 'computing: answers', 'sent KB', 'received KB', 'largest MB']);
  for (const units of [11, 1000, 10_000]) {
    const { workbook, excel } = await start(districtsBook(units), { payloadLimit: WEB_PAYLOAD_LIMIT });
    const session = new Session(workbook, {
      memory: documentSettings(),
      now: () => new Date(),
      newId: () => 'bench',
      keepsUndo: false,
      taskRunner: noTaskRunner,
      readFile: async (bytes) => openXlsx(bytes).read(),
    });
    await session.open();
    const opening = excel.takeSyncs();
    await session.compute();
    const taken = excel.takeSyncs();
    if (session.getState().done === null)
      throw new Error(`${units} units were not computed: ${session.getState().status?.code ?? ''}`);
    const kilobytes = (side: 'request' | 'response'): string =>
      Math.round(taken.reduce((sum, sync) => sum + sync[side], 0) / 1024).toLocaleString('en');
    writeRow([
      counted(units),
      String(opening.length),
      String(taken.length),
      kilobytes('request'),
      kilobytes('response'),
      (largest(taken) / 1024 / 1024).toFixed(1),
    ]);
    end();
  }
}

function largest(syncs: readonly SyncRecord[]): number {
  return syncs.reduce((most, { request, response }) => Math.max(most, request, response), 0);
}

/** Both panes in turn, each time in a fresh profile, from one server, with one client, over one simulated Excel. */
async function benchOpening(): Promise<void> {
  const panes: BuiltPane[] = [{ name: 'ours', folder: 'dist', button: '计算得分', read: '将填写' }];
  const template = process.env['BENCH_TEMPLATE'];
  if (template === undefined)
    process.stdout.write(
      "\nMicrosoft's template was not measured: BENCH_TEMPLATE does not name the dist folder of a built " +
        'OfficeDev/Office-Addin-TaskPane-React.\n',
    );
  else panes.push({ name: "Microsoft's React template", folder: template, button: 'Insert text', read: null });
  const browser = await launchChromium();
  try {
    const found = new Map(panes.map(({ name }) => [name, [] as Opening[]]));
    // The first run of each only warms up.
    for (let run = 0; run <= RUNS; run += 1) {
      for (const pane of panes) {
        const opening = await openOnce(browser, pane, await bookOf(bytesOf(SAMPLE)));
        if (run > 0) found.get(pane.name)?.push(opening);
      }
    }
    process.stdout.write('\n');
    writeHead(
      [
        'pane',
        'first piece, gzip KB',
        'all pieces until usable, gzip KB',
        'button drawn ms',
        'usable ms',
        'what stands in the workbook shown ms',
      ],
      1,
    );
    for (const [name, runs] of found) {
      const of = (figure: (opening: Opening) => number): string => median(runs.map(figure)).toFixed(0);
      const readsWorkbook = runs[0]?.read !== null;
      writeRow([
        name,
        of(({ firstPiece }) => firstPiece / 1024),
        of(({ pieces }) => pieces / 1024),
        of(({ drawn }) => drawn),
        of(({ usable }) => usable),
        readsWorkbook ? of(({ read }) => read ?? 0) : '',
      ]);
    }
  } finally {
    await browser.close();
  }
}
