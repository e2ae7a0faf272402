import type { MessageKey } from '../../messages/index.js';
import { askToWrite, download, lastModified, NotWritten, writeInPlace, type FileHandle } from './files.js';
import type { PageNotice } from './notices.js';
import type { OpenFile } from './use-page-file.js';

const FAILURES: Readonly<Record<NotWritten['why'], MessageKey>> = {
  locked: 'page-file-locked',
  'not-permitted': 'page-file-not-permitted',
  gone: 'page-file-gone',
  full: 'page-disk-full',
  'broken-off': 'page-write-broken-off',
  other: 'page-file-not-written',
};

/** What saving needs of the page. */
export interface SavingPage {
  /** Asks what to do with a file that somebody else has changed meanwhile. */
  readonly confirmOverwrite: () => Promise<'overwrite' | 'copy' | 'leave'>;
  /** Returns the name of a copy, with the ending .xlsx; `name` has none. */
  readonly copyName: (name: string) => string;
}

/**
 * Saves a file where it came from, and returns the notice of it. A file that somebody else has changed meanwhile is
 * never overwritten unasked; `null` where they think better of it.
 */
export async function saveInPlace(
  file: OpenFile,
  handle: FileHandle,
  { confirmOverwrite, copyName }: SavingPage,
): Promise<PageNotice | null> {
  try {
    await askToWrite(handle);
    if ((await lastModified(handle)) !== file.lastModified) {
      const answer = await confirmOverwrite();
      if (answer === 'leave') return null;
      if (answer === 'copy') return await saveCopy(file, copyName);
    }
    const { bytes, state } = await file.workbook.call('bytes');
    await writeInPlace(handle, bytes);
    // It is written, whatever can be learnt of it afterwards.
    file.lastModified = await lastModified(handle).catch(() => file.lastModified);
    await file.workbook.call('saved', state);
    return savedNotice('page-saved', file.name);
  } catch (error) {
    if (!(error instanceof NotWritten)) throw error;
    const { why, reason } = error;
    return {
      about: 'saving',
      tone: 'error',
      text: (t) => t(FAILURES[why], { file: file.name, reason }),
      offersCopy: true,
    };
  }
}

/** Saves a copy among the browser's downloads, under a name that tells what it is. */
export async function saveCopy(file: OpenFile, copyName: SavingPage['copyName']): Promise<PageNotice> {
  const name = nameOfCopy(file.name, copyName);
  const { bytes, state } = await file.workbook.call('bytes');
  download(name, bytes);
  await file.workbook.call('saved', state);
  return savedNotice('page-saved-download', name);
}

function nameOfCopy(file: string, copyName: SavingPage['copyName']): string {
  const name = copyName(file.replace(/\.xls[xm]$/i, '').replace(/（已计分）$| \(scored\)$/, ''));
  const hasMacros = /\.xlsm$/i.test(file);
  return hasMacros ? name.replace(/x$/, 'm') : name;
}

function savedNotice(key: 'page-saved' | 'page-saved-download', file: string): PageNotice {
  return { about: 'saved', tone: 'success', text: (t) => t(key, { file }), offersCopy: false };
}
