import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

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
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    execFileSync('apt-get', ['update', '-qq'], { stdio: 'ignore' });
    execFileSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', ...packages], { stdio: 'ignore' });
  }
  const installed = found();
  if (installed === undefined)
    throw new Error(
      `${name} is needed for this test: install it (Debian: apt-get install ${packages.join(' ')}) or name its program in ${variable}.`,
    );
  return installed;
}
