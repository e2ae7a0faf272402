import { keepScript, THINKER } from './thread.js';

// The same script runs in the page and, without a document, in the threads that hold its workbooks and think about them.
if (typeof document === 'undefined')
  void (self.name === THINKER ? import('./thinker-thread.js') : import('./worker.js'));
else {
  keepScript(document.currentScript?.textContent ?? '');
  void import('./main.js');
}
