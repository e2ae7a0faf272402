/** A file on disk that the browser lets us write to. The types of TypeScript do not know the pickers yet. */
export interface FileHandle {
  readonly name: string;
  getFile(): Promise<File>;
  createWritable(): Promise<{ write(data: Uint8Array): Promise<void>; close(): Promise<void>; abort(): Promise<void> }>;
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

/** Writes a file in place: all of it, or the old one stays. Tells whether it could. */
export async function writeInPlace(handle: FileHandle, bytes: Uint8Array): Promise<boolean> {
  try {
    const writable = await handle.createWritable();
    try {
      await writable.write(bytes);
      await writable.close();
      return true;
    } catch (error) {
      await writable.abort();
      throw error;
    }
  } catch (error) {
    // Another program holds it, or the permission was refused.
    if (error instanceof DOMException) return false;
    throw error;
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
