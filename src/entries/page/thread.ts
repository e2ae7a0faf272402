let address: string | null = null;

/** Keeps the page's one script, which its threads run too: so the page stays one file under one digest. */
export function keepScript(text: string): void {
  address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }));
}

/** The name of threads that run tasks; those without a name hold workbooks. */
export const TASK_WORKER = 'task-worker';

export function startThread(name = ''): Worker {
  if (address === null) throw new Error('the page has no script to start a thread with');
  return new Worker(address, { name });
}
