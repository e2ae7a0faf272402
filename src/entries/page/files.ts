import type { RefusalCode } from '../../ports/refusal-code.js';
import { WorkbookRefusal } from '../../ports/workbook.js';

/** A file on disk that the browser lets us write to. The types of TypeScript do not know the pickers yet. */
export interface FileHandle {
  readonly name: string;
  getFile(): Promise<File>;
  createWritable(): Promise<{ write(data: Uint8Array): Promise<void>; close(): Promise<void>; abort(): Promise<void> }>;
  requestPermission?(options: { readonly mode: 'readwrite' }): Promise<'granted' | 'denied' | 'prompt'>;
}

interface Pickers {
  showOpenFilePicker?(options: unknown): Promise<readonly FileHandle[]>;
}

const TYPES = [
  {
    description: 'Excel',
    accept: {
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'],
      'application/vnd.ms-excel.sheet.macroEnabled.12': ['.xlsm'],
    },
  },
];

/** What a file held when it was read. */
export interface ReadFile {
  readonly bytes: Uint8Array;
  readonly lastModified: number;
  /** `null` where the browser does not let us write to it. */
  readonly handle: FileHandle | null;
}

/** Something that somebody chose to be opened. */
export interface PickedFile {
  readonly name: string;
  /** Rejects with a `WorkbookRefusal` that says why it cannot be read. */
  read(): Promise<ReadFile>;
}

/** Lets somebody choose a workbook; `null` where they leave it. */
export async function pickFile(): Promise<PickedFile | null> {
  const { showOpenFilePicker } = window as Pickers;
  if (showOpenFilePicker === undefined) return pickByInput();
  try {
    const [handle] = await showOpenFilePicker.call(window, { types: TYPES, multiple: false });
    if (handle === undefined) return null;
    return { name: handle.name, read: () => readFile(() => handle.getFile(), handle) };
  } catch (error) {
    // A second picker is not allowed beside one that is open.
    if (error instanceof DOMException && (error.name === 'AbortError' || error.name === 'NotAllowedError')) return null;
    throw error;
  }
}

function pickByInput(): Promise<PickedFile | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.xlsx,.xlsm';
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      if (file === undefined) resolve(null);
      else resolve({ name: file.name, read: () => readFile(() => file, null) });
    });
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

interface DroppedItem extends DataTransferItem {
  getAsFileSystemHandle?(): Promise<(FileHandle & { readonly kind: string }) | null>;
}

/**
 * Returns what was dropped, files and folders, with their handles where the browser gives some. To be called while the
 * drop event is dispatched: afterwards the browser forgets them.
 */
export function droppedFiles(transfer: DataTransfer): readonly PickedFile[] {
  return [...transfer.items]
    .filter(({ kind }) => kind === 'file')
    .map(droppedFile)
    .filter((file) => file !== null);
}

function droppedFile(item: DroppedItem): PickedFile | null {
  const file = item.getAsFile();
  const entry = item.webkitGetAsEntry?.() ?? null;
  const name = file?.name ?? entry?.name;
  if (name === undefined) return null;
  // Without a handle the file can be read all the same.
  const requested = item.getAsFileSystemHandle?.().catch(() => null) ?? null;
  const read = async (): Promise<ReadFile> => {
    const handle = await requested;
    if (entry?.isDirectory === true || handle?.kind === 'directory') throw new WorkbookRefusal('page-is-folder');
    if (file === null) throw new WorkbookRefusal('page-not-readable');
    return readFile(() => file, handle);
  };
  return { name, read };
}

async function readFile(find: () => File | Promise<File>, handle: FileHandle | null): Promise<ReadFile> {
  try {
    const file = await find();
    return { bytes: new Uint8Array(await file.arrayBuffer()), lastModified: file.lastModified, handle };
  } catch (error) {
    throw readFailure(error);
  }
}

const READ_FAILURES: ReadonlyMap<string, RefusalCode> = new Map<string, RefusalCode>([
  ['NotReadableError', 'page-not-readable'],
  ['NotFoundError', 'page-not-found'],
  ['NotAllowedError', 'page-not-allowed'],
  ['SecurityError', 'page-not-allowed'],
]);

/** Returns the refusal for an error of the browser that a file could not be read; any other error stays as it is. */
export function readFailure(error: unknown): unknown {
  if (!(error instanceof DOMException)) return error;
  const code = READ_FAILURES.get(error.name);
  if (code === undefined) return error;
  return new WorkbookRefusal(code);
}

/**
 * Why a file was not written: `locked` by another program or read-only, `not-permitted` by the person or the browser,
 * `gone` from where it was, the disk `full`, `broken-off` on the way, or for another reason, which the browser gave.
 */
export class NotWritten extends Error {
  constructor(
    readonly why: 'locked' | 'not-permitted' | 'gone' | 'full' | 'broken-off' | 'other',
    readonly reason: string,
  ) {
    super(why);
    this.name = 'NotWritten';
  }
}

/** By the names of the File System Access API: it reports access denied and files in use as modification errors. */
const WRITE_FAILURES: ReadonlyMap<string, NotWritten['why']> = new Map([
  ['NoModificationAllowedError', 'locked'],
  ['InvalidModificationError', 'locked'],
  ['NotReadableError', 'locked'],
  ['NotAllowedError', 'not-permitted'],
  ['SecurityError', 'not-permitted'],
  ['NotFoundError', 'gone'],
  ['QuotaExceededError', 'full'],
  ['AbortError', 'broken-off'],
]);

/** Returns, for an error of the browser, why a file was not written. */
export function writeFailure(error: unknown): NotWritten {
  if (error instanceof NotWritten) return error;
  if (!(error instanceof DOMException) && !(error instanceof Error)) return new NotWritten('other', String(error));
  const why = WRITE_FAILURES.get(error.name) ?? 'other';
  return new NotWritten(why, error.message === '' ? error.name : error.message);
}

/**
 * Asks for the right to write a file; rejects with `NotWritten` where it is refused. To be called right after a click:
 * the browser lets nobody ask at other times.
 */
export function askToWrite(handle: FileHandle): Promise<void> {
  return orNotWritten(async () => {
    const permission = await handle.requestPermission?.({ mode: 'readwrite' });
    if (permission === 'denied') throw new NotWritten('not-permitted', '');
  });
}

/**
 * Returns when the file on disk was last changed; rejects with `NotWritten` where nobody can tell, as it could not be
 * written either.
 */
export function lastModified(handle: FileHandle): Promise<number> {
  return orNotWritten(async () => (await handle.getFile()).lastModified);
}

/** Writes a file in place: all of it, or the old one stays and it rejects with `NotWritten`. */
export function writeInPlace(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  return orNotWritten(async () => {
    const writable = await handle.createWritable();
    try {
      await writable.write(bytes);
      await writable.close();
    } catch (error) {
      // A stream that has failed is aborted already, and says so.
      await writable.abort().catch(() => undefined);
      throw error;
    }
  });
}

async function orNotWritten<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw writeFailure(error);
  }
}

export function download(name: string, bytes: Uint8Array): void {
  const address = URL.createObjectURL(
    new Blob([bytes as Uint8Array<ArrayBuffer>], {
      type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    }),
  );
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
