import { makesPdf, openAsNewWorkbook, ownFile } from '../../adapters/officejs/own-file.js';
import type { Tools } from '../../pane/session/studies.js';
import type { Delivery, Publisher } from '../../ports/publisher.js';

/** The workbook's own file, as it is at the moment it is asked for, and Word; each comes in a piece of its own. */
export const tools: Tools = {
  file: async () => {
    const [bytes, { openXlsx }] = await Promise.all([ownFile(), import('../../adapters/xlsx/workbook.js')]);
    return openXlsx(bytes);
  },
  word: async (documents) => (await import('../../adapters/docx/word.js')).wordFile(documents),
};

/** In Excel an official attachment opens as a new workbook; other files are for the browser to save, where the host lets it. */
export function excelPublisher(): Publisher {
  return {
    opensUnnamed: true,
    deliver: async (_, bytes) => {
      await openAsNewWorkbook(bytes);
      return 'opened';
    },
    deliverWord: (name, make) => saved(name, async () => new Blob([(await make()) as Uint8Array<ArrayBuffer>])),
    deliverPicture: (name, picture) => saved(name, () => Promise.resolve(picture)),
    print: null,
    deliverPdf:
      letsSave() && makesPdf()
        ? (name) => saved(name, async () => new Blob([(await ownFile('pdf')) as Uint8Array<ArrayBuffer>]))
        : null,
  };
}

/** Desktop Excel ignores downloads from a task pane without a word. */
function letsSave(): boolean {
  return String(Office.context.platform) === 'OfficeOnline';
}

async function saved(name: string, make: () => Promise<Blob>): Promise<Delivery> {
  if (!letsSave()) return 'blocked';
  const address = URL.createObjectURL(await make());
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
  return 'saved';
}
