import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(__dirname, '..', '..');
export const LAUNCH = join(ROOT, 'src', 'entries', 'launch.mjs');
/** The command line as it is built. */
export const BUILT = join(ROOT, 'dist', 'cli.cjs');

/** What came of a command. */
export interface CommandResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a command in this process, as starting one takes longer than most commands do. `launch` runs the command line as
 * people start it. Progress is reported after a second, which the machine's speed decides: such lines are left out.
 */
export async function cli(...args: readonly string[]): Promise<CommandResult> {
  // Decides the language of the messages, which is Chinese.
  Object.assign(process.env, { LANG: 'C', LC_ALL: 'C' });
  const { commandLine } = await import('../../src/entries/cli/main.js');
  const written = { stdout: '', stderr: '' };
  const spies = (['stdout', 'stderr'] as const).map((stream) =>
    jest.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text);
      return true;
    }),
  );
  try {
    const status = await commandLine(args);
    return { status, stdout: written.stdout, stderr: withoutProgress(written.stderr) };
  } finally {
    for (const spy of spies) spy.mockRestore();
  }
}

/** Runs the command line as people do, in a process of its own. */
export function launch(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = { LANG: 'C', LC_ALL: 'C' },
): SpawnSyncReturns<string> {
  const done = spawnSync(process.execPath, [LAUNCH, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...environment },
  });
  return { ...done, stderr: withoutProgress(done.stderr) };
}

const withoutProgress = (text: string): string => text.replace(/^正在.*……\n/gm, '');
