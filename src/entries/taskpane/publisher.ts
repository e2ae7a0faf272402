import { makesPdf, openAsNewWorkbook, ownFile } from '../../adapters/officejs/own-file.js';
import type { TaskTools } from '../../pane/session/tasks.js';
import type { Delivery, Publisher } from '../../ports/publisher.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';

/** Reads another workbook's file. */
export async function readFile(bytes: Uint8Array): Promise<WorkbookSnapshot> {
  const { openXlsx } = await import('../../adapters/xlsx/workbook.js');
  return openXlsx(bytes).read();
}

/** The workbook's own file, as it is at the moment it is asked for, and Word; each comes in a piece of its own. */
export const tools: TaskTools = {
  file: async () => {
    const [bytes, { openXlsx }] = await Promise.all([ownFile(), import('../../adapters/xlsx/workbook.js')]);
    return openXlsx(bytes);
  },
  word: async (documents) => (await import('../../adapters/docx/word.js')).wordFile(documents),
};

/** In Excel an official attachment opens as a new workbook; other files are saved by the browser, where it may. */
export function excelPublisher(): Publisher {
  const deliverPdf = (name: string): Promise<Delivery> => saved(name, async () => blobOf(await ownFile('pdf')));
  return {
    opensUnnamed: true,
    deliver: async (_, bytes) => {
      await openAsNewWorkbook(bytes);
      return 'opened';
    },
    save: canSave() ? saved : null,
    print: null,
    deliverPdf: canSave() && makesPdf() ? deliverPdf : null,
  };
}

/** Opens the sample as a new workbook. */
export async function openSample(): Promise<void> {
  const { sampleBytes } = await import('../sample.js');
  await openAsNewWorkbook(sampleBytes());
}

/** Desktop Excel ignores downloads from a task pane without a word. */
function canSave(): boolean {
  return String(Office.context.platform) === 'OfficeOnline';
}

function blobOf(bytes: Uint8Array): Blob {
  return new Blob([bytes as Uint8Array<ArrayBuffer>]);
}

async function saved(name: string, make: () => Promise<Blob>): Promise<Delivery> {
  const address = URL.createObjectURL(await make());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return 'saved';
}
