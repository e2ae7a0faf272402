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

const TYPES = [{ description: 'Excel', accept: { 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'], 'application/vnd.ms-excel.sheet.macroEnabled.12': ['.xlsm'] } }];

export interface Picked {
  readonly file: File;
  readonly handle: FileHandle | null;
}

/** Lets somebody choose a workbook; `null` where they leave it. */
export async function pickFile(): Promise<Picked | null> {
  const { showOpenFilePicker } = window as Pickers;
  if (showOpenFilePicker === undefined) return pickByInput();
  try {
    const [handle] = await showOpenFilePicker.call(window, { types: TYPES, multiple: false });
    return handle === undefined ? null : { file: await handle.getFile(), handle };
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    throw error;
  }
}

function pickByInput(): Promise<Picked | null> {
  return new Promise((resolve) => {
    const input = document.createElement('input');
    input.type = 'file';
    input.accept = '.xlsx,.xlsm';
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      resolve(file === undefined ? null : { file, handle: null });
    });
    input.addEventListener('cancel', () => resolve(null));
    input.click();
  });
}

/** Returns the file that was dropped, with its handle where the browser gives one. */
export async function droppedFile(transfer: DataTransfer): Promise<Picked | null> {
  const [item] = transfer.items;
  const file = transfer.files[0];
  if (file === undefined) return null;
  const withHandle = item as (DataTransferItem & { getAsFileSystemHandle?(): Promise<(FileHandle & { kind: string }) | null> }) | undefined;
  const handle = (await withHandle?.getAsFileSystemHandle?.()) ?? null;
  return { file, handle: handle?.kind === 'file' ? handle : null };
}

/** What became of writing a file in place: `locked` by another program, not `permitted` by the person or the browser, `gone` from where it was. */
export type Written = 'written' | 'locked' | 'not-permitted' | 'gone';

/** Asks for the right to write a file. To be called right after the click that wants it. */
export async function mayWrite(handle: FileHandle): Promise<boolean> {
  return (await handle.requestPermission?.({ mode: 'readwrite' })) !== 'denied';
}

/** When the file on disk was last changed; `null` where it is gone. */
export async function lastModified(handle: FileHandle): Promise<number | null> {
  try {
    return (await handle.getFile()).lastModified;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'NotFoundError') return null;
    throw error;
  }
}

/** Writes a file in place: all of it, or the old one stays. */
export async function writeInPlace(handle: FileHandle, bytes: Uint8Array): Promise<Written> {
  try {
    const writable = await handle.createWritable();
    try {
      await writable.write(bytes);
      await writable.close();
      return 'written';
    } catch (error) {
      // A stream that has failed is aborted already, and says so.
      await writable.abort().catch(() => undefined);
      throw error;
    }
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    return error.name === 'NotAllowedError' || error.name === 'SecurityError' ? 'not-permitted' : error.name === 'NotFoundError' ? 'gone' : 'locked';
  }
}

export function download(name: string, bytes: Uint8Array): void {
  const address = URL.createObjectURL(new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
