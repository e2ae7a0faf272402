/// <reference types="office-js" />
import { WorkbookRefusal } from '../../ports/workbook.js';
import { inTime, PATIENCE } from './batch.js';

const SLICE_SIZE = 4 * 1024 * 1024;

/** Returns the bytes of the workbook that is open, as it would be saved now; as PDF, all its visible sheets. */
export async function ownFile(type: 'workbook' | 'pdf' = 'workbook'): Promise<Uint8Array> {
  const wanted = type === 'pdf' ? Office.FileType.Pdf : Office.FileType.Compressed;
  const file = await answered<Office.File>((callback) =>
    Office.context.document.getFileAsync(wanted, { sliceSize: SLICE_SIZE }, callback),
  );
  try {
    const bytes = new Uint8Array(file.size);
    let offset = 0;
    for (let index = 0; index < file.sliceCount; index += 1) {
      const { data } = await answered<Office.Slice>((callback) => file.getSliceAsync(index, callback));
      bytes.set(data as ArrayLike<number>, offset);
      offset += (data as ArrayLike<number>).length;
    }
    return bytes;
  } finally {
    // Excel holds two files at most: one that is not closed makes the next call fail.
    file.closeAsync();
  }
}

/** Opens bytes as a new workbook, which Excel names itself. */
export async function openAsNewWorkbook(bytes: Uint8Array): Promise<void> {
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  await Excel.createWorkbook(btoa(text));
}

/** Tells whether this Excel makes a PDF of the open workbook. */
export function makesPdf(): boolean {
  return Office.context.requirements.isSetSupported('PdfFile', '1.1');
}

/** Calls a function of Office with a callback, and returns what it is called back with. */
function answered<T>(call: (callback: (result: Office.AsyncResult<T>) => void) => void): Promise<T> {
  const answer = new Promise<T>((resolve, reject) => {
    call((result) => {
      if (String(result.status) === 'succeeded') resolve(result.value);
      else reject(new WorkbookRefusal('excel-file-not-given', { reason: result.error.message }));
    });
  });
  return inTime(answer, PATIENCE);
}
