import { keepScript, TASK_WORKER } from './thread.js';

// The same script runs in the page and, without a document, in its threads: those that hold workbooks, those for tasks.
if (typeof document !== 'undefined') {
  keepScript(document.currentScript?.textContent ?? '');
  void import('./main.js');
} else if (self.name === TASK_WORKER) void import('./task-worker.js');
else void import('./workbook-worker.js');
