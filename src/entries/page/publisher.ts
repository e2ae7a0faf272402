import type { Publisher } from '../../ports/publisher.js';
import { download } from './files.js';
import { printPage } from './print.js';

/** On the page official attachments are files that the browser saves; PDF comes from the browser's print preview. */
export const pagePublisher: Publisher = {
  opensUnnamed: false,
  deliver: (name, bytes) => {
    download(name, bytes);
    return Promise.resolve('saved');
  },
  save: async (name, make) => {
    download(name, new Uint8Array(await (await make()).arrayBuffer()));
    return 'saved';
  },
  print: printPage,
  deliverPdf: null,
};
