import { RemoteThinker } from '../../src/entries/page/remote-thinker.js';
import type { ThinkingReply, ThinkingRequest } from '../../src/entries/page/thinking-messages.js';
import type { Step } from '../../src/app/step.js';
import { WorkbookRefusal } from '../../src/ports/workbook.js';
import { snapshotOf } from '../support/audits.js';
import { plainUnit } from '../support/ledgers.js';
import { districtsSheet, gridOf } from '../support/sheets.js';

const first = snapshotOf(gridOf(districtsSheet([plainUnit(1, '甲区', 500)])));
const second = snapshotOf(gridOf(districtsSheet([plainUnit(1, '乙区', 500)])));
const CHOICES = { files: 'one', kept: [], printSetUp: 'keep' } as const;

/** A thread as the thinker sees it: what it was asked, and a way to reply. */
class Thread {
  readonly asked: ThinkingRequest[] = [];
  private readonly channel = new MessageChannel();

  constructor() {
    this.channel.port2.onmessage = ({ data }) => void this.asked.push(data as ThinkingRequest);
    open.push(this.channel);
  }

  get port(): MessagePort {
    return this.channel.port1;
  }

  reply(reply: ThinkingReply): void {
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

function thinkerWith(bytes = new Uint8Array([1])): { readonly thinker: RemoteThinker; readonly wanted: () => number } {
  let wanted = 0;
  return {
    thinker: new RemoteThinker(
      () => bytes,
      () => {
        wanted += 1;
      },
    ),
    wanted: () => wanted,
  };
}

it('asks for a thread when there is something to think about, once, and asks it everything that waits', async () => {
  const { thinker, wanted } = thinkerWith();
  expect(wanted()).toBe(0);
  void thinker.study(first, 'audit', [], {});
  void thinker.study(first, 'audit', [], {});
  expect(wanted()).toBe(1);
  const thread = new Thread();
  thinker.connect(thread.port);
  await delivered();
  expect(thread.asked.map(({ study }) => study)).toEqual(['audit', 'audit']);
});

it('gives a thread the workbook once, and the file only where the study needs it', async () => {
  const { thinker } = thinkerWith();
  const thread = new Thread();
  thinker.connect(thread.port);
  void thinker.study(first, 'audit', [], {});
  void thinker.study(first, 'publication', [CHOICES], {});
  void thinker.study(second, 'audit', [], {});
  await delivered();
  expect(
    thread.asked.map(({ snapshot, file }) => [snapshot?.sheets[0]?.values[3]?.[1] ?? null, file !== null]),
  ).toEqual([
    ['甲区', false],
    [null, true],
    ['乙区', false],
  ]);
});

it('hands on steps, answers and refusals', async () => {
  const { thinker } = thinkerWith();
  const thread = new Thread();
  thinker.connect(thread.port);
  const steps: Step[] = [];
  const audited = thinker.study(first, 'audit', [], { onStep: (step) => steps.push(step) });
  const refused = thinker.study(first, 'word', [CHOICES], {});
  await delivered();
  const [audit, word] = thread.asked.map(({ id }) => id) as [number, number];
  thread.reply({ kind: 'step', id: audit, step: { kind: 'checking', done: 1, of: 3 } });
  thread.reply({ kind: 'answer', id: audit, value: 'the audit' });
  thread.reply({
    kind: 'failure',
    id: word,
    refusal: { code: 'published-formula-without-value', parameters: { cell: 'A1' } },
    reason: '',
  });
  expect(await audited).toBe('the audit');
  expect(steps).toEqual([{ kind: 'checking', done: 1, of: 3 }]);
  await expect(refused).rejects.toMatchObject({ code: 'published-formula-without-value', parameters: { cell: 'A1' } });
});

it('what is given up is refused at once, and the next thread is asked what else was waiting', async () => {
  const { thinker, wanted } = thinkerWith();
  const [ended, next] = [new Thread(), new Thread()];
  thinker.connect(ended.port);
  const controller = new AbortController();
  const given = thinker.study(first, 'publication', [CHOICES], { signal: controller.signal });
  const kept = thinker.study(first, 'audit', [], {});
  controller.abort();
  await expect(given).rejects.toEqual(new WorkbookRefusal('stopped'));
  thinker.disconnect(null);
  expect(wanted()).toBe(1);
  thinker.connect(next.port);
  await delivered();
  expect(next.asked.map(({ study, snapshot }) => [study, snapshot !== null])).toEqual([['audit', true]]);
  next.reply({ kind: 'answer', id: next.asked[0]?.id ?? 0, value: 'the audit' });
  expect(await kept).toBe('the audit');
});

it('asks for no other thread where nothing else waits', () => {
  const { thinker, wanted } = thinkerWith();
  thinker.connect(new Thread().port);
  thinker.disconnect(null);
  expect(wanted()).toBe(0);
});

it('a thread that breaks off by itself fails what it was at, which is not tried for ever', async () => {
  const { thinker, wanted } = thinkerWith();
  thinker.connect(new Thread().port);
  const audited = thinker.study(first, 'audit', [], {});
  thinker.disconnect('out of memory');
  await expect(audited).rejects.toThrow('out of memory');
  expect(wanted()).toBe(0);
});

it('what was given up before its turn is never asked', async () => {
  const { thinker, wanted } = thinkerWith();
  await expect(thinker.study(first, 'audit', [], { signal: AbortSignal.abort() })).rejects.toEqual(
    new WorkbookRefusal('stopped'),
  );
  expect(wanted()).toBe(0);
});
