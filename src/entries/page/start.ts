import { keepScript } from './thread.js';

// The same script runs in the page and, without a document, in the threads that hold its workbooks.
if (typeof document === 'undefined') void import('./worker.js');
else {
  keepScript(document.currentScript?.textContent ?? '');
  void import('./main.js');
}
