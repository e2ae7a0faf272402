import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { SimulatedExcel } from './simulated-excel.js';

const DIST = dirname(require.resolve('@microsoft/office-js/dist/office.debug.js'));

export interface BootOptions {
  /** The bytes of the workbook's file, for pages that ask for it; in Chromium only. */
  readonly file?: () => Promise<Uint8Array>;
  /** Storage throws, as it does in a frame whose storage is blocked. */
  readonly storageBlocked?: boolean;
}

interface Script {
  src: string;
  onload: (() => void) | null;
  getAttribute(): null;
}

type Globals = Record<string, unknown>;

/**
 * Runs Microsoft's client, as it is shipped, against a simulated Excel in this realm, and returns how to stop it.
 * Desktop Excel talks to its web view through `window.external`; so does this.
 */
export async function bootNode(excel: SimulatedExcel, options: BootOptions = {}): Promise<() => void> {
  const globals = globalThis as unknown as Globals;
  const before = new Map(
    Object.getOwnPropertyNames(globals).map((name) => [name, Object.getOwnPropertyDescriptor(globals, name)]),
  );
  const timers = new Set<ReturnType<typeof setTimeout>>();
  for (const [name, value] of Object.entries(globalsFor(excel, timers)))
    Object.defineProperty(globals, name, { value, configurable: true, writable: true });
  for (const name of ['localStorage', 'sessionStorage']) {
    Object.defineProperty(globals, name, {
      configurable: true,
      get: () => {
        if (options.storageBlocked === true) throw new Error('SecurityError: storage is blocked');
        return undefined;
      },
    });
  }
  const stop = (): void => {
    for (const timer of timers) clearTimeout(timer);
    for (const name of Object.getOwnPropertyNames(globals)) {
      const descriptor = before.get(name);
      if (descriptor === undefined) Reflect.deleteProperty(globals, name);
      else if (descriptor.configurable === true) Object.defineProperty(globals, name, descriptor);
    }
  };
  try {
    run('office.debug.js');
    const ready = (globals['Office'] as { onReady(): Promise<unknown> }).onReady();
    await Promise.race([
      ready,
      new Promise((_, reject) =>
        timers.add(setTimeout(() => reject(new Error("Microsoft's client did not become ready")), 10_000)),
      ),
    ]);
  } catch (error) {
    stop();
    throw error;
  }
  return stop;
}

const sources = new Map<string, string>();

/** Indirect eval: the scripts run as scripts of this realm, where arrays and promises are those of the tests. */
function run(file: string): void {
  const source = sources.get(file) ?? readFileSync(join(DIST, file), 'utf8');
  sources.set(file, source);
  (0, eval)(source);
}

function globalsFor(excel: SimulatedExcel, timers: Set<ReturnType<typeof setTimeout>>): Globals {
  const office: Script = { src: 'https://localhost/office/office.debug.js', onload: null, getAttribute: () => null };
  const append = (script: Script): void => {
    queueMicrotask(() => {
      const name = basename(new URL(script.src).pathname);
      run(/_strings\.debug\.js$/.test(name) ? join('zh-cn', name) : name);
      script.onload?.();
    });
  };
  const head = { appendChild: append };
  const plain = globalThis.setTimeout;
  const later = (callback: () => void, delay?: number): ReturnType<typeof setTimeout> => {
    const timer = plain(callback, delay);
    timers.add(timer);
    return timer;
  };
  return {
    window: globalThis,
    self: globalThis,
    top: globalThis,
    external: external(excel),
    document: {
      createElement: () => ({ src: '', onload: null, setAttribute: () => undefined }),
      getElementsByTagName: (name: string) => (name === 'script' ? [office] : [head]),
      getElementById: () => null,
      addEventListener: () => undefined,
      URL: 'https://localhost/taskpane.html',
      cookie: '',
    },
    location: {
      href: 'https://localhost/taskpane.html',
      protocol: 'https:',
      host: 'localhost',
      hostname: 'localhost',
      hash: '',
      search: '',
      pathname: '/taskpane.html',
      origin: 'https://localhost',
    },
    history: { pushState: () => undefined, replaceState: () => undefined },
    navigator: {
      userAgent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Edg/130.0',
      platform: 'Win32',
      language: 'zh-CN',
    },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    alert: () => undefined,
    confirm: () => undefined,
    prompt: () => undefined,
    name: '',
    setTimeout: later,
  };
}

function external(excel: SimulatedExcel): Globals {
  const context = Object.fromEntries(Object.entries(excel.context()).map(([name, value]) => [name, () => value]));
  return {
    GetHostInfo: () => excel.hostInfo(),
    GetContext: () => ({
      ...context,
      GetOfficeThemeInfo: () => excel.theme(),
      GetSettings: () => ({
        Read: (keys: string[], values: string[]) => {
          for (const [key, value] of Object.entries(excel.settings)) {
            keys.push(key);
            values.push(value);
          }
        },
        Write: (keys: readonly string[], values: readonly string[]) => {
          for (const key of Object.keys(excel.settings)) Reflect.deleteProperty(excel.settings, key);
          keys.forEach((key, index) => {
            excel.settings[key] = values[index] as string;
          });
        },
      }),
    }),
    Execute: (id: number, params: unknown, callback: (answer: unknown) => void) => {
      const message = (params as unknown[][])[0] as unknown[];
      if (id !== 93) throw new Error(`NotSimulated: Execute(${id})`);
      void excel
        .execute(String(message[4]), Number(message[6]))
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
      if (id === 33)
        excel.listen((entries) => void Promise.resolve().then(() => handler(id, { toArray: () => entries })));
      callback({ toArray: () => [0] });
    },
    UnregisterEvent: (_: number, __: string, callback: (answer: unknown) => void) => callback({ toArray: () => [0] }),
  };
}
