import { RemoteTaskRunner } from '../../src/entries/page/remote-task-runner.js';
import type { TaskReply, TaskRequest } from '../../src/entries/page/task-messages.js';
import type { Progress } from '../../src/app/progress.js';
import { WorkbookRefusal } from '../../src/ports/workbook.js';
import { snapshotOf } from '../support/audits.js';
import { plainUnit } from '../support/ledgers.js';
import { districtsSheet, gridOf } from '../support/sheets.js';

const first = { snapshot: snapshotOf(gridOf(districtsSheet([plainUnit(1, '甲区', 500)]))), previous: null };
const second = { snapshot: snapshotOf(gridOf(districtsSheet([plainUnit(1, '乙区', 500)]))), previous: null };
const CHOICES = { files: 'one', kept: [], printSetUp: 'keep' } as const;

/** A thread as the runner sees it: the tasks it was given, and a way to reply. */
class Thread {
  readonly asked: TaskRequest[] = [];
  private readonly channel = new MessageChannel();

  constructor() {
    this.channel.port2.onmessage = ({ data }) => void this.asked.push(data as TaskRequest);
    open.push(this.channel);
  }

  get port(): MessagePort {
    return this.channel.port1;
  }

  reply(reply: TaskReply): void {
    this.channel.port2.postMessage(reply);
  }
}

const open: MessageChannel[] = [];
afterEach(() => {
  for (const { port1, port2 } of open.splice(0)) {
    port1.close();
    port2.close();
  }
});

/** Messages between ports take a moment. */
const delivered = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

function runnerWith(bytes = new Uint8Array([1])): {
  readonly runner: RemoteTaskRunner;
  readonly requested: () => number;
} {
  let requested = 0;
  return {
    runner: new RemoteTaskRunner(
      () => bytes,
      () => {
        requested += 1;
      },
    ),
    requested: () => requested,
  };
}

it('asks for a thread when there is a task, once, and gives it everything that waits', async () => {
  const { runner, requested } = runnerWith();
  expect(requested()).toBe(0);
  void runner.run(first, 'audit', [], {});
  void runner.run(first, 'audit', [], {});
  expect(requested()).toBe(1);
  const thread = new Thread();
  runner.connect(thread.port);
  await delivered();
  expect(thread.asked.map(({ task }) => task)).toEqual(['audit', 'audit']);
});

it('gives a thread the workbook once, and the file only where the task needs it', async () => {
  const { runner } = runnerWith();
  const thread = new Thread();
  runner.connect(thread.port);
  void runner.run(first, 'audit', [], {});
  void runner.run(first, 'publication', [CHOICES], {});
  void runner.run(second, 'audit', [], {});
  await delivered();
  expect(
    thread.asked.map(({ books, file }) => [books?.snapshot.sheets[0]?.values[3]?.[1] ?? null, file !== null]),
  ).toEqual([
    ['甲区', false],
    [null, true],
    ['乙区', false],
  ]);
});

it('hands on steps, answers and refusals', async () => {
  const { runner } = runnerWith();
  const thread = new Thread();
  runner.connect(thread.port);
  const steps: Progress[] = [];
  const audited = runner.run(first, 'audit', [], { onStep: (step) => steps.push(step) });
  const refused = runner.run(first, 'word', [CHOICES], {});
  await delivered();
  const [audit, word] = thread.asked.map(({ id }) => id) as [number, number];
  thread.reply({ kind: 'step', id: audit, step: { kind: 'checking', done: 1, of: 3 } });
  thread.reply({ kind: 'answer', id: audit, value: 'the audit' });
  thread.reply({
    kind: 'failure',
    id: word,
    refusal: { code: 'formula-not-calculated', parameters: { cell: 'A1' } },
    reason: '',
  });
  expect(await audited).toBe('the audit');
  expect(steps).toEqual([{ kind: 'checking', done: 1, of: 3 }]);
  await expect(refused).rejects.toMatchObject({ code: 'formula-not-calculated', parameters: { cell: 'A1' } });
});

it('what is given up is refused at once, and the next thread is asked what else was waiting', async () => {
  const { runner, requested } = runnerWith();
  const [ended, next] = [new Thread(), new Thread()];
  runner.connect(ended.port);
  const controller = new AbortController();
  const given = runner.run(first, 'publication', [CHOICES], { signal: controller.signal });
  const kept = runner.run(first, 'audit', [], {});
  controller.abort();
  await expect(given).rejects.toEqual(new WorkbookRefusal('stopped'));
  runner.disconnect(null);
  expect(requested()).toBe(1);
  runner.connect(next.port);
  await delivered();
  expect(next.asked.map(({ task, books }) => [task, books !== null])).toEqual([['audit', true]]);
  next.reply({ kind: 'answer', id: next.asked[0]?.id ?? 0, value: 'the audit' });
  expect(await kept).toBe('the audit');
});

it('asks for no other thread where nothing else waits', () => {
  const { runner, requested } = runnerWith();
  runner.connect(new Thread().port);
  runner.disconnect(null);
  expect(requested()).toBe(0);
});

it('a thread that breaks off by itself fails what it was at, which is not tried for ever', async () => {
  const { runner, requested } = runnerWith();
  runner.connect(new Thread().port);
  const audited = runner.run(first, 'audit', [], {});
  runner.disconnect('out of memory');
  await expect(audited).rejects.toThrow('out of memory');
  expect(requested()).toBe(0);
});

it('what was given up before its turn is never asked', async () => {
  const { runner, requested } = runnerWith();
  await expect(runner.run(first, 'audit', [], { signal: AbortSignal.abort() })).rejects.toEqual(
    new WorkbookRefusal('stopped'),
  );
  expect(requested()).toBe(0);
});
