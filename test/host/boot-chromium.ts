import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { chromium, type Browser, type Page } from 'playwright-core';
import { programFor } from '../support/program.js';
import type { BootOptions } from './boot-node.js';
import type { SimulatedExcel } from './simulated-excel.js';

const DIST = dirname(require.resolve('@microsoft/office-js/dist/office.js'));

/** Chromium as the machine has it. */
export function launchChromium(): Promise<Browser> {
  const executablePath = programFor({
    name: 'Chromium',
    variable: 'CHROMIUM',
    places: ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'],
    packages: ['chromium', 'fonts-noto-cjk'],
  });
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

interface Facts {
  readonly hostInfo: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly theme: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly storageBlocked: boolean;
}

/** Puts a page into a simulated Excel before any script of it runs; the page itself stays as it is shipped. */
export async function bootChromium(page: Page, excel: SimulatedExcel, options: BootOptions = {}): Promise<void> {
  await page.exposeFunction('simulatedExecute', (body: string, flags: number) => excel.execute(body, flags));
  await page.exposeFunction('simulatedFile', async () => [...((await options.file?.()) ?? [])]);
  await page.exposeFunction('simulatedSettings', (entries: Readonly<Record<string, string>>) => {
    for (const key of Object.keys(excel.settings)) Reflect.deleteProperty(excel.settings, key);
    Object.assign(excel.settings, entries);
  });
  excel.listen((entries) => {
    // The page may be gone by the time something happens in the workbook.
    void page
      .evaluate(
        (delivered) =>
          (window as unknown as { simulatedDeliver?: (entries: unknown) => void }).simulatedDeliver?.(delivered),
        entries as unknown[][],
      )
      .catch(() => undefined);
  });
  const facts: Facts = {
    hostInfo: excel.hostInfo(),
    context: excel.context(),
    theme: excel.theme(),
    settings: { ...excel.settings },
    storageBlocked: options.storageBlocked === true,
  };
  await page.addInitScript(installShim, facts);
}

/** Serves Microsoft's client under a path of the page's own origin. */
export async function serveOffice(page: Page, pattern = '**/office/**'): Promise<void> {
  await page.route(pattern, (route) => {
    const path = normalize(new URL(route.request().url()).pathname.replace(/^.*\/office\//, ''));
    return route.fulfill({ contentType: 'text/javascript; charset=utf-8', body: readFileSync(join(DIST, path)) });
  });
}

/** Runs in the page: what desktop Excel puts into its web view. It must not refer to anything outside itself. */
function installShim(facts: Facts): void {
  interface Shim {
    simulatedExecute(body: string, flags: number): Promise<{ readonly status: number; readonly body: string }>;
    simulatedFile(): Promise<readonly number[]>;
    simulatedSettings(entries: Readonly<Record<string, string>>): Promise<void>;
    simulatedDeliver: (entries: unknown) => void;
  }
  const shim = window as unknown as Shim;
  const handlers: ((id: number, payload: unknown) => void)[] = [];
  let settings = { ...facts.settings };
  let fileBytes: readonly number[] = [];
  shim.simulatedDeliver = (entries) => {
    for (const handler of handlers) handler(33, { toArray: () => entries });
  };
  const context = Object.fromEntries(Object.entries(facts.context).map(([name, value]) => [name, () => value]));
  Object.defineProperty(window, 'external', {
    configurable: true,
    value: {
      GetHostInfo: () => facts.hostInfo,
      GetContext: () => ({
        ...context,
        GetOfficeThemeInfo: () => facts.theme,
        GetSettings: () => ({
          Read: (keys: string[], values: string[]) => {
            for (const [key, value] of Object.entries(settings)) {
              keys.push(key);
              values.push(value);
            }
          },
          Write: (keys: readonly string[], values: readonly string[]) => {
            settings = Object.fromEntries(keys.map((key, index) => [key, values[index] as string]));
            void shim.simulatedSettings(settings);
          },
        }),
      }),
      Execute: (id: number, params: unknown[][], callback: (answer: unknown) => void): void => {
        // The workbook's own file: asked for, fetched in slices, given back.
        if (id === 77)
          return void shim.simulatedFile().then((bytes) => {
            fileBytes = bytes;
            callback({ toArray: () => [0, [1, bytes.length]] });
          });
        if (id === 80) {
          const [, from, size] = params as unknown as [number, number, number];
          const slice = fileBytes.slice(from, from + size);
          return callback({ toArray: () => [0, [[...slice], slice.length]] });
        }
        if (id === 81) return callback({ toArray: () => [0] });
        if (id !== 93) throw new Error(`NotSimulated: Execute(${id})`);
        const message = params[0] as unknown[];
        void shim
          .simulatedExecute(String(message[4]), Number(message[6]))
          .then(({ status, body }) =>
            callback({ toArray: () => (status === 0 ? [0, [200, [], body]] : [status, 'The payload is too large.']) }),
          );
      },
      RegisterEvent: (
        id: number,
        _: string,
        handler: (id: number, payload: unknown) => void,
        callback: (answer: unknown) => void,
      ) => {
        if (id === 33) handlers.push(handler);
        callback({ toArray: () => [0] });
      },
      UnregisterEvent: (_: number, __: string, callback: (answer: unknown) => void) => callback({ toArray: () => [0] }),
    },
  });
  if (!facts.storageBlocked) return;
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(window, name, {
      configurable: true,
      get: () => {
        throw new DOMException('Storage is blocked', 'SecurityError');
      },
    });
  }
}
