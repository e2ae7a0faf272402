import { randomUUID } from 'node:crypto';
import { access, chmod, constants, copyFile, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { openXlsx, type XlsxWorkbook } from '../../adapters/xlsx/workbook.js';
import type { Plan } from '../../core/changes/plan.js';
import { protectionProblems } from '../../app/protection.js';
import { unreadableRecords } from '../../app/unreadable-records.js';
import { WorkbookRefusal, type WorkbookSnapshot } from '../../ports/workbook.js';
import { Failure } from './failure.js';

/** Reads a file whole; fails with a message that names it. */
export async function readWhole(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (error) {
    if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') throw new Failure(2, 'file-not-found', { file });
    if (codeOf(error) === 'EISDIR') throw new Failure(2, 'file-is-folder', { file });
    throw new Failure(2, 'file-not-readable', { file, reason: codeOf(error) });
  }
}

/** A file's size in bytes; 0 where it cannot be told. */
export async function sizeOf(file: string): Promise<number> {
  return stat(file).then(
    ({ size }) => size,
    () => 0,
  );
}

/** Opens a workbook file; a refusal names it. */
export async function openWorkbook(file: string): Promise<XlsxWorkbook> {
  const bytes = await readWhole(file);
  return withFile(file, () => Promise.resolve(openXlsx(bytes)));
}

/** Does something with a workbook file; where the workbook refuses, the failure names the file. */
export async function withFile<T>(file: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WorkbookRefusal) throw new Failure(2, error.code, error.parameters, file);
    throw error;
  }
}

/**
 * A plan that also says what it is written in spite of (protected sheets, a locked workbook), and which of the
 * workbook's records are ignored.
 */
export function sayingProtection(snapshot: WorkbookSnapshot, plan: Plan): Plan {
  const problems = [...plan.problems, ...protectionProblems(snapshot, plan), ...unreadableRecords(snapshot)];
  return { ...plan, problems };
}

/**
 * Carries a plan out on a workbook that was read from a file and returns how many cells it changed; nothing is written
 * yet.
 */
export async function applyPlan(workbook: XlsxWorkbook, plan: Plan, file: string): Promise<number> {
  const outcome = await withFile(file, () => workbook.apply(plan));
  if (!outcome.applied)
    throw new Failure(
      4,
      'changed-meanwhile',
      { cells: outcome.conflicts.map(({ sheet, cell }) => `${sheet}!${cell}`).join(', ') },
      file,
    );
  return outcome.cells;
}

/**
 * Fails where a workbook would get a name that Excel does not open: its content is what the ending of the original
 * says.
 */
export function checkEnding(input: string, output: string): void {
  const [before, after] = [input, output].map((file) => extname(file).toLowerCase());
  const ending = before === '.xlsm' ? before : '.xlsx';
  if (after !== ending) throw new Failure(2, 'file-ending-differs', { file: output, ending });
}

/** Fails where a file could not be written: better before long work than after it. */
export async function checkWritable(file: string): Promise<void> {
  const folder = dirname(file);
  const present = await stat(file).catch(() => null);
  if (present?.isDirectory()) throw new Failure(2, 'file-is-folder', { file });
  if ((await stat(folder).catch(() => null))?.isDirectory() !== true)
    throw new Failure(2, 'folder-not-found', { folder });
  try {
    // A new file is renamed over the old one, which a write-protected one would allow; its owner meant it to stay.
    await access(present === null ? folder : file, constants.W_OK);
  } catch (error) {
    throw new Failure(2, 'file-not-writable', { file, reason: codeOf(error) });
  }
}

/** Writes a file whole or not at all: beside it first, then renamed over it. A link stays a link, permissions stay. */
export async function writeAtomically(name: string, bytes: Uint8Array): Promise<void> {
  const file = await realpath(name).catch(() => name);
  const draft = join(dirname(file), `.${basename(file)}.${randomUUID()}`);
  try {
    const mode = (await stat(file).catch(() => null))?.mode;
    const handle = await open(draft, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    if (mode !== undefined) await chmod(draft, mode);
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw new Failure(2, 'file-not-writable', { file: name, reason: codeOf(error) });
  }
}

/**
 * Copies a file beside itself and returns the name of the copy: NAME.bak.xlsx, or where that is taken NAME.bak2.xlsx
 * and so on. The first backup is the only one of the original, so none is ever replaced.
 */
export async function backUp(file: string): Promise<string> {
  for (let count = 1; ; count += 1) {
    const backup = beside(file, count === 1 ? 'bak' : `bak${count}`);
    try {
      await copyFile(file, backup, constants.COPYFILE_EXCL);
      return backup;
    } catch (error) {
      if (codeOf(error) !== 'EEXIST')
        throw new Failure(2, 'file-not-writable', { file: backup, reason: codeOf(error) });
    }
  }
}

/** IN.xlsx, `scored` → IN.scored.xlsx. */
function beside(file: string, word: string): string {
  const extension = extname(file);
  return `${file.slice(0, file.length - extension.length)}.${word}${extension}`;
}

/**
 * Like `beside`, with an ending by which Excel opens it: a workbook may be called IN.xls or IN, and is an .xlsx all the
 * same.
 */
export function besideAsWorkbook(file: string, word: string): string {
  const name = beside(file, word);
  return /^\.xls[xm]$/i.test(extname(file)) ? name : `${name.slice(0, name.length - extname(file).length)}.xlsx`;
}

/** Tells whether two names mean the same existing file, links followed. */
export async function isSameFile(a: string, b: string): Promise<boolean> {
  const [first, second] = await Promise.all([a, b].map((file) => realpath(file).catch(() => null)));
  return first !== null && first === second;
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
}
