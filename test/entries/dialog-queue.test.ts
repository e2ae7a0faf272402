import { DialogQueue, type PageDialog } from '../../src/entries/page/dialog-queue.js';

const dialog: PageDialog<'stay' | 'leave'> = {
  title: 'page-leave-title',
  text: 'page-leave',
  parameters: {},
  answers: [
    { label: 'page-stay', answer: 'stay' },
    { label: 'page-leave-anyway', answer: 'leave' },
  ],
  cancelAnswer: 'stay',
};

it('a question that comes up while another is open waits for it, and each gets its own answer', async () => {
  const dialogs = new DialogQueue();
  const first = dialogs.ask(dialog);
  const second = dialogs.ask(dialog);
  dialogs.current()?.answer('leave');
  dialogs.current()?.answer('stay');
  expect([await first, await second]).toEqual(['leave', 'stay']);
  expect(dialogs.current()).toBeNull();
});

it('a second answer to a question, as by a double click, does not answer the next one', async () => {
  const dialogs = new DialogQueue();
  const first = dialogs.ask(dialog);
  const second = dialogs.ask(dialog);
  const asked = dialogs.current();
  asked?.answer('leave');
  asked?.answer('leave');
  dialogs.current()?.answer('stay');
  expect([await first, await second]).toEqual(['leave', 'stay']);
});

it('who follows the questions hears of each one and of its end', () => {
  const dialogs = new DialogQueue();
  const heard: (number | null)[] = [];
  const stop = dialogs.subscribe(() => heard.push(dialogs.current()?.number ?? null));
  void dialogs.ask(dialog);
  dialogs.current()?.answer('stay');
  stop();
  void dialogs.ask(dialog);
  expect(heard).toEqual([1, null]);
});
