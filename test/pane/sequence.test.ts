import { Sequence } from '../../src/pane/session/sequence.js';

/** A task that ends when told to, and what has happened so far. */
function desk(): {
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
  const { log, task, end } = desk();
  const sequence = new Sequence();
  void sequence.run(task('first'));
  void sequence.run(task('second'));
  await turns();
  expect(log).toEqual(['first begins']);
  end('first');
  await turns();
  expect(log).toEqual(['first begins', 'first ends', 'second begins']);
});

it('goes on after a task that failed, and tells only its own caller', async () => {
  const sequence = new Sequence();
  const failing = sequence.run(() => Promise.reject(new Error('no')));
  const next = sequence.run(() => Promise.resolve('yes'));
  await expect(failing).rejects.toThrow('no');
  await expect(next).resolves.toBe('yes');
});

it('does what is asked for twice in a row once, and again when it is asked for later', async () => {
  const { log, task, end } = desk();
  const sequence = new Sequence();
  const both = Promise.all([sequence.run(task('save'), 'save'), sequence.run(task('save'), 'save')]);
  await turns();
  end('save');
  await expect(both).resolves.toEqual(['save', 'save']);
  void sequence.run(task('save'), 'save');
  await turns();
  expect(log).toEqual(['save begins', 'save ends', 'save begins']);
});

it('does what is asked for again once more where it was given up meanwhile', async () => {
  const { log, task, end } = desk();
  const sequence = new Sequence();
  void sequence.run(task('compute'), 'compute');
  sequence.giveUp();
  void sequence.run(task('compute'), 'compute');
  await turns();
  end('compute');
  await turns();
  expect(log).toEqual(['compute begins', 'compute ends', 'compute begins']);
});

it('does what is asked for again once more where something else was asked for in between', async () => {
  const { log, task, end } = desk();
  const sequence = new Sequence();
  for (const name of ['compute', 'correct', 'compute']) void sequence.run(task(name), name);
  for (const name of ['compute', 'correct', 'compute']) {
    await turns();
    end(name);
  }
  await turns();
  expect(log.filter((line) => line.endsWith('ends'))).toEqual(['compute ends', 'correct ends', 'compute ends']);
});

it('is settled when everything asked for before is done, whatever is asked for later', async () => {
  const { log, task, end } = desk();
  const sequence = new Sequence();
  void sequence.run(task('first'));
  void sequence.settled().then(() => log.push('settled'));
  void sequence.run(task('second'));
  await turns();
  end('first');
  await turns();
  expect(log).toEqual(['first begins', 'first ends', 'settled', 'second begins']);
});
