import { spawnSync, type SpawnSyncReturns } from 'node:child_process';
import { join } from 'node:path';

export const LAUNCH = join(__dirname, '..', '..', 'src', 'entries', 'launch.mjs');

/** Runs the command line as people do. How far it is gets said after a second, which the machine's speed decides: such lines are left out. */
export function cli(...args: string[]): SpawnSyncReturns<string> {
  const done = spawnSync(process.execPath, [LAUNCH, ...args], {
    encoding: 'utf8',
    env: { ...process.env, LANG: 'C', LC_ALL: 'C' },
  });
  return { ...done, stderr: done.stderr.replace(/^正在.*……\n/gm, '') };
}
