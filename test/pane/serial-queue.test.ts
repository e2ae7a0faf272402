import { SerialQueue } from '../../src/pane/session/serial-queue.js';

/** A task that ends when told to, and what has happened so far. */
function controlledTasks(): {
  readonly log: string[];
  readonly task: (name: string) => () => Promise<string>;
  readonly end: (name: string) => void;
} {
  const log: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    log,
    task: (name) => () =>
      new Promise((resolve) => {
        log.push(`${name} begins`);
        ends.set(name, () => {
          log.push(`${name} ends`);
          resolve(name);
        });
      }),
    end: (name) => ends.get(name)?.(),
  };
}

const turns = async (): Promise<void> => {
  for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
};

it('begins a task when the one before it has ended', async () => {
  const { log, task, end } = controlledTasks();
  const queue = new SerialQueue();
  void queue.enqueue(task('first'));
  void queue.enqueue(task('second'));
  await turns();
  expect(log).toEqual(['first begins']);
  end('first');
  await turns();
  expect(log).toEqual(['first begins', 'first ends', 'second begins']);
});

it('goes on after a task that failed, and tells only its own caller', async () => {
  const queue = new SerialQueue();
  const failing = queue.enqueue(() => Promise.reject(new Error('no')));
  const next = queue.enqueue(() => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe('yes');
});

it('does what is asked for twice in a row once, and again when it is asked for later', async () => {
  const { log, task, end } = controlledTasks();
  const queue = new SerialQueue();
  const both = Promise.all([queue.enqueue(task('save'), 'save'), queue.enqueue(task('save'), 'save')]);
  await turns();
  end('save');
  await expect(both).resolves.toEqual(['save', 'save']);
  void queue.enqueue(task('save'), 'save');
  await turns();
  expect(log).toEqual(['save begins', 'save ends', 'save begins']);
});

it('does what is asked for again once more where it was cancelled meanwhile', async () => {
  const { log, task, end } = controlledTasks();
  const queue = new SerialQueue();
  void queue.enqueue(task('compute'), 'compute');
  queue.releaseKey();
  void queue.enqueue(task('compute'), 'compute');
  await turns();
  end('compute');
  await turns();
  expect(log).toEqual(['compute begins', 'compute ends', 'compute begins']);
});

it('does what is asked for again once more where something else was asked for in between', async () => {
  const { log, task, end } = controlledTasks();
  const queue = new SerialQueue();
  for (const name of ['compute', 'correct', 'compute']) void queue.enqueue(task(name), name);
  for (const name of ['compute', 'correct', 'compute']) {
    await turns();
    end(name);
  }
  await turns();
  expect(log.filter((line) => line.endsWith('ends'))).toEqual(['compute ends', 'correct ends', 'compute ends']);
});

it('is idle when everything asked for before is done, whatever is asked for later', async () => {
  const { log, task, end } = controlledTasks();
  const queue = new SerialQueue();
  void queue.enqueue(task('first'));
  void queue.idle().then(() => log.push('idle'));
  void queue.enqueue(task('second'));
  await turns();
  end('first');
  await turns();
  expect(log).toEqual(['first begins', 'first ends', 'idle', 'second begins']);
});
