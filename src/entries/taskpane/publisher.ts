import { openAsNewWorkbook, ownFile } from '../../adapters/officejs/own-file.js';
import type { CopyableFile } from '../../ports/official-copy.js';
import type { Publisher } from '../../ports/publisher.js';

/** The workbook's own file, as it is now. */
export async function ownWorkbook(): Promise<CopyableFile> {
  const [bytes, { openXlsx }] = await Promise.all([ownFile(), import('../../adapters/xlsx/workbook.js')]);
  return openXlsx(bytes);
}

/** In Excel an official attachment opens as a new workbook; other files are for the browser to save, where the host lets it. */
export function excelPublisher(): Publisher {
  return {
    deliver: async (_, bytes) => {
      await openAsNewWorkbook(bytes);
      return 'opened';
    },
    deliverWord: async (name, documents) => {
      // Desktop Excel ignores downloads from a task pane without a word.
      if (String(Office.context.platform) !== 'OfficeOnline') return 'blocked';
      const { wordFile } = await import('../../adapters/docx/word.js');
      const address = URL.createObjectURL(new Blob([await wordFile(documents) as Uint8Array<ArrayBuffer>]));
      const link = document.createElement('a');
      link.href = address;
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(address), 10_000);
      return 'saved';
    },
  };
}
