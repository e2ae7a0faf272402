import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface NeededProgram {
  readonly name: string;
  /** An environment variable that names the program. */
  readonly variable: string;
  readonly places: readonly string[];
  /** Debian packages that bring it. */
  readonly packages: readonly string[];
}

/** Returns a program that a test needs; installs it with apt where we may, and otherwise stops and says how. */
export function programFor({ name, variable, places, packages }: NeededProgram): string {
  const found = (): string | undefined =>
    [process.env[variable], ...places].find(
      (place): place is string => place !== undefined && place !== '' && existsSync(place),
    );
  const present = found();
  if (present !== undefined) return present;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) install(packages);
  const installed = found();
  if (installed === undefined)
    throw new Error(
      `${name} is needed for this test: install it (Debian: apt-get install ${packages.join(' ')}) ` +
        `or name its program in ${variable}.`,
    );
  return installed;
}

/** One worker after the other: apt refuses to work beside itself. */
function install(packages: readonly string[]): void {
  const commands = `apt-get update -qq && apt-get install -y -qq --no-install-recommends ${packages.join(' ')}`;
  execFileSync('flock', [join(tmpdir(), 'bulletin-scores-apt.lock'), 'sh', '-c', commands], { stdio: 'ignore' });
}
