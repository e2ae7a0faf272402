import { Questions, type Question } from '../../src/entries/page/questions.js';

const question: Question<'stay' | 'leave'> = {
  title: 'page-leave-title',
  text: 'page-leave',
  parameters: {},
  answers: [
    { label: 'page-stay', answer: 'stay' },
    { label: 'page-leave-anyway', answer: 'leave' },
  ],
  nothing: 'stay',
};

it('a question that comes up while another is open waits for it, and each gets its own answer', async () => {
  const questions = new Questions();
  const first = questions.ask(question);
  const second = questions.ask(question);
  questions.current()?.give('leave');
  questions.current()?.give('stay');
  expect([await first, await second]).toEqual(['leave', 'stay']);
  expect(questions.current()).toBeNull();
});

it('a second answer to a question, as by a double click, does not answer the next one', async () => {
  const questions = new Questions();
  const first = questions.ask(question);
  const second = questions.ask(question);
  const asked = questions.current();
  asked?.give('leave');
  asked?.give('leave');
  questions.current()?.give('stay');
  expect([await first, await second]).toEqual(['leave', 'stay']);
});

it('who follows the questions hears of each one and of its end', () => {
  const questions = new Questions();
  const heard: (number | null)[] = [];
  const stop = questions.subscribe(() => heard.push(questions.current()?.number ?? null));
  void questions.ask(question);
  questions.current()?.give('stay');
  stop();
  void questions.ask(question);
  expect(heard).toEqual([1, null]);
});
