import type { MessageKey } from '../../messages/index.js';
import { askToWrite, download, lastModified, NotWritten, writeInPlace, type FileHandle } from './files.js';
import type { Line } from './lines.js';
import type { OpenWorkbook } from './open-workbook.js';

/** A file that is open on the page. */
export interface OpenFile {
  /** Tells it from those that were open before. */
  readonly number: number;
  readonly name: string;
  readonly handle: FileHandle | null;
  /** When the file on disk was last changed, as we know it. */
  lastModified: number;
  readonly workbook: OpenWorkbook;
}

const FAILURES: Readonly<Record<NotWritten['why'], MessageKey>> = {
  locked: 'page-file-locked',
  'not-permitted': 'page-file-not-permitted',
  gone: 'page-file-gone',
  full: 'page-disk-full',
  'broken-off': 'page-write-broken-off',
  other: 'page-file-not-written',
};

/** Saves a file where it came from, and tells what to say of it. One that somebody else has changed meanwhile is never written over unasked: `mayOverwrite` asks. `null` where they think better of it. */
export async function saveInPlace(
  file: OpenFile,
  handle: FileHandle,
  mayOverwrite: () => Promise<'overwrite' | 'copy' | 'leave'>,
  copyName: (name: string) => string,
): Promise<Line | null> {
  try {
    await askToWrite(handle);
    if ((await lastModified(handle)) !== file.lastModified) {
      const answer = await mayOverwrite();
      if (answer === 'leave') return null;
      if (answer === 'copy') return await saveCopy(file, copyName);
    }
    const { bytes, state } = await file.workbook.call('bytes');
    await writeInPlace(handle, bytes);
    // It is written, whatever can be learnt of it afterwards.
    file.lastModified = await lastModified(handle).catch(() => file.lastModified);
    await file.workbook.call('saved', state);
    return saved('page-saved', file.name);
  } catch (error) {
    if (!(error instanceof NotWritten)) throw error;
    const { why, reason } = error;
    return {
      about: 'saving',
      tone: 'error',
      words: (t) => t(FAILURES[why], { file: file.name, reason }),
      offersCopy: true,
    };
  }
}

/** Saves a copy among the browser's downloads, under a name that tells what it is. */
export async function saveCopy(file: OpenFile, copyName: (name: string) => string): Promise<Line> {
  const name = copyName(file.name.replace(/\.xls[xm]$/i, '').replace(/（已计分）$| \(scored\)$/, ''));
  const copy = /\.xlsm$/i.test(file.name) ? name.replace(/x$/, 'm') : name;
  const { bytes, state } = await file.workbook.call('bytes');
  download(copy, bytes);
  await file.workbook.call('saved', state);
  return saved('page-saved-download', copy);
}

function saved(key: 'page-saved' | 'page-saved-download', file: string): Line {
  return { about: 'saved', tone: 'success', words: (t) => t(key, { file }), offersCopy: false };
}
