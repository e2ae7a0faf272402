import type { Publisher } from '../../ports/publisher.js';
import { download } from './files.js';
import type { PageWorkbook } from './page-workbook.js';

/** On the page official attachments are files that the browser saves. */
export function pagePublisher(workbook: PageWorkbook): Publisher {
  return {
    file: () => Promise.resolve(workbook.copyable()),
    deliver: (name, bytes) => {
      download(name, bytes);
      return Promise.resolve('saved');
    },
    deliverWord: async (name, documents) => {
      const { wordFile } = await import('../../adapters/docx/word.js');
      download(name, await wordFile(documents));
      return 'saved';
    },
  };
}
