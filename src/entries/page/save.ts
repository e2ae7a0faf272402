import type { MessageKey, MessageParameters } from '../../messages/index.js';
import { download, lastModified, mayWrite, writeInPlace, type FileHandle, type Written } from './files.js';
import type { OpenWorkbook } from './open-workbook.js';

/** A file that is open on the page. */
export interface OpenFile {
  readonly name: string;
  readonly handle: FileHandle | null;
  /** When the file on disk was last changed, as we know it. */
  lastModified: number;
  readonly workbook: OpenWorkbook;
}

/** What is said after saving, and whether a copy to download is offered. */
export interface Saved {
  readonly tone: 'error' | 'success';
  readonly key: MessageKey;
  readonly parameters: MessageParameters;
  readonly offersCopy: boolean;
}

const FAILURES: Readonly<Record<Exclude<Written, 'written'>, MessageKey>> = { locked: 'page-file-locked', 'not-permitted': 'page-file-not-permitted', gone: 'page-file-gone' };

/** Saves a file where it came from. One that somebody else has changed meanwhile is never written over unasked: `mayOverwrite` asks. `null` where they think better of it. */
export async function saveInPlace(file: OpenFile, handle: FileHandle, mayOverwrite: () => Promise<'overwrite' | 'copy' | 'leave'>, copyName: (name: string) => string): Promise<Saved | null> {
  const failed = (why: Exclude<Written, 'written'>): Saved => ({ tone: 'error', key: FAILURES[why], parameters: { file: file.name }, offersCopy: true });
  if (!(await mayWrite(handle))) return failed('not-permitted');
  const onDisk = await lastModified(handle);
  if (onDisk === null) return failed('gone');
  if (onDisk !== file.lastModified) {
    const answer = await mayOverwrite();
    if (answer === 'leave') return null;
    if (answer === 'copy') return saveCopy(file, copyName);
  }
  const { bytes, state } = await file.workbook.call('bytes');
  const written = await writeInPlace(handle, bytes);
  if (written !== 'written') return failed(written);
  file.lastModified = (await lastModified(handle)) ?? file.lastModified;
  await file.workbook.call('saved', state);
  return { tone: 'success', key: 'page-saved', parameters: { file: file.name }, offersCopy: false };
}

/** Saves a copy among the browser's downloads, under a name that tells what it is. */
export async function saveCopy(file: OpenFile, copyName: (name: string) => string): Promise<Saved> {
  const name = copyName(file.name.replace(/\.xls[xm]$/i, '').replace(/（已计分）$| \(scored\)$/, ''));
  const copy = /\.xlsm$/i.test(file.name) ? name.replace(/x$/, 'm') : name;
  const { bytes, state } = await file.workbook.call('bytes');
  download(copy, bytes);
  await file.workbook.call('saved', state);
  return { tone: 'success', key: 'page-saved-download', parameters: { file: copy }, offersCopy: false };
}
