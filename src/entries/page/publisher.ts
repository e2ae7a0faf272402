import type { Publisher } from '../../ports/publisher.js';
import { download } from './files.js';
import type { OpenWorkbook } from './open-workbook.js';

/** On the page official attachments are files that the browser saves. */
export function pagePublisher(workbook: OpenWorkbook): Publisher {
  return {
    deliver: (name, bytes) => {
      download(name, bytes);
      return Promise.resolve('saved');
    },
    deliverWord: async (name, documents) => {
      download(name, await workbook.word(documents));
      return 'saved';
    },
  };
}
