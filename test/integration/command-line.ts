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
  Object.assign(process.env, CHINESE);
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

const CHINESE = { LANG: 'C', LC_ALL: 'C' };

/** Runs the command line as people do, in a process of its own. */
export function launch(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = CHINESE,
): SpawnSyncReturns<string> {
  return start(LAUNCH, args, environment);
}

/**
 * Runs the built command line without the launcher, for what a test's own process does otherwise: in Jest the errors of
 * Node.js, of files or of options, are no instances of a test's `Error`.
 */
export function started(...args: readonly string[]): SpawnSyncReturns<string> {
  return start(BUILT, args, CHINESE);
}

function start(
  program: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
): SpawnSyncReturns<string> {
  const env = { ...process.env, ...environment };
  const done = spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env });
  return { ...done, stderr: withoutProgress(done.stderr) };
}

const withoutProgress = (text: string): string => text.replace(/^正在.*……\n/gm, '');
