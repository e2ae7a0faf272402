import type { Publisher } from '../../ports/publisher.js';
import { download } from './files.js';
import type { OpenWorkbook } from './open-workbook.js';
import { printAttachments } from './print.js';

/** On the page official attachments are files that the browser saves; PDF comes from the browser's print preview. */
export function pagePublisher(workbook: OpenWorkbook): Publisher {
  return {
    opensUnnamed: false,
    deliver: (name, bytes) => {
      download(name, bytes);
      return Promise.resolve('saved');
    },
    deliverWord: async (name, documents) => {
      download(name, await workbook.word(documents));
      return 'saved';
    },
    deliverPicture: async (name, picture) => {
      download(name, new Uint8Array(await picture.arrayBuffer()));
      return 'saved';
    },
    print: printAttachments,
    deliverPdf: null,
  };
}
