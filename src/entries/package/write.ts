import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { idOf } from './manifest.js';
import { PackageRefusal } from './refusal.js';

/** Writes a folder and, beside it, a zip of the same; both replace an earlier package and nothing else. */
export function writePackage(folder: string, files: ReadonlyMap<string, Uint8Array>): string {
  if (!isFree(folder, files)) throw new PackageRefusal('out-taken', { folder });
  rmSync(folder, { recursive: true, force: true });
  for (const [name, bytes] of files) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  const zip = `${folder.replace(/(?<![\\/])[\\/]+$/, '')}.zip`;
  // One date for all: the same build gives the same bytes.
  const entries: Zippable = Object.fromEntries(
    [...files].map(([name, bytes]) => [name, [bytes, { mtime: new Date(2000, 0, 1) }]]),
  );
  writeFileSync(zip, zipSync(entries, { level: 9 }));
  return zip;
}

/**
 * Whether the folder is empty or has an earlier package in it and nothing beside: the sources have the same manifest.
 */
function isFree(folder: string, files: ReadonlyMap<string, Uint8Array>): boolean {
  const present = existsSync(folder) ? readdirSync(folder) : [];
  if (present.length === 0) return true;
  const tops = new Set([...files.keys()].map((name) => name.split('/')[0]));
  const manifest = join(folder, 'manifest.xml');
  return (
    present.every((name) => tops.has(name)) &&
    existsSync(manifest) &&
    idOf(readFileSync(manifest, 'utf8')) === idOf(new TextDecoder().decode(files.get('manifest.xml')))
  );
}
