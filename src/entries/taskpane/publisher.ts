import { makesPdf, openAsNewWorkbook, ownFile } from '../../adapters/officejs/own-file.js';
import type { CopyableFile } from '../../ports/official-copy.js';
import type { Delivery, Publisher } from '../../ports/publisher.js';

/** The workbook's own file, as it is now. */
export async function ownWorkbook(): Promise<CopyableFile> {
  const [bytes, { openXlsx }] = await Promise.all([ownFile(), import('../../adapters/xlsx/workbook.js')]);
  return openXlsx(bytes);
}

/** In Excel an official attachment opens as a new workbook; other files are for the browser to save, where the host lets it. */
export function excelPublisher(): Publisher {
  return {
    opensUnnamed: true,
    deliver: async (_, bytes) => {
      await openAsNewWorkbook(bytes);
      return 'opened';
    },
    deliverWord: (name, documents) => saved(name, async () => {
      const { wordFile } = await import('../../adapters/docx/word.js');
      return new Blob([await wordFile(documents) as Uint8Array<ArrayBuffer>]);
    }),
    deliverPicture: (name, picture) => saved(name, () => Promise.resolve(picture)),
    print: null,
    deliverPdf: letsSave() && makesPdf() ? (name) => saved(name, async () => new Blob([await ownFile('pdf') as Uint8Array<ArrayBuffer>])) : null,
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
