import { randomUUID } from 'node:crypto';
import { copyFile, open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { Failure } from './failure.js';

/** Reads a file whole; fails with a message that names it. */
export async function readWhole(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') throw new Failure(2, 'file-not-found', { file });
    throw new Failure(2, 'file-not-readable', { file, reason: codeOf(error) });
  }
}

/** Writes a file whole or not at all: beside it first, then renamed over it. */
export async function writeAtomically(file: string, bytes: Uint8Array): Promise<void> {
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    const handle = await open(draft, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw new Failure(2, 'file-not-writable', { file, reason: codeOf(error) });
  }
}

/** Copies a file beside itself as NAME.bak.xlsx and returns that name. */
export async function backUp(file: string): Promise<string> {
  const backup = beside(file, 'bak');
  try {
    await copyFile(file, backup);
  } catch (error) {
    throw new Failure(2, 'file-not-writable', { file: backup, reason: codeOf(error) });
  }
  return backup;
}

/** IN.xlsx, `scored` → IN.scored.xlsx. */
export function beside(file: string, word: string): string {
  const extension = extname(file);
  return `${file.slice(0, file.length - extension.length)}.${word}${extension}`;
}

/** Tells whether two names mean the same existing file, links followed. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([a, b].map((file) => realpath(file).catch(() => null)));
  return first !== null && first === second;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}
