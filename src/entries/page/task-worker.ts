import { wordFile } from '../../adapters/docx/word.js';
import { openXlsx } from '../../adapters/xlsx/workbook.js';
import { LocalTaskRunner } from '../../pane/session/task-runner.js';
import type { TaskBooks } from '../../pane/session/tasks.js';
import type { CopyableFile } from '../../ports/official-copy.js';
import type { TaskReply, TaskRequest } from './task-messages.js';
import { serializeError } from './serialized-error.js';

/** The thread that runs tasks: terminated by the page when nobody waits for its task any more. */
self.addEventListener('message', ({ data: port }: MessageEvent<MessagePort>) => {
  let books: TaskBooks | null = null;
  let file: CopyableFile | null = null;
  const runner = new LocalTaskRunner({
    file: () => {
      if (file === null) return Promise.reject(new Error('a task on the sheets alone asked for the file'));
      return Promise.resolve(file);
    },
    word: wordFile,
  });
  const post = (reply: TaskReply): void => port.postMessage(reply);
  const answer = async ({ id, task, args, books: given, file: bytes }: TaskRequest): Promise<void> => {
    try {
      if (given !== null) {
        books = given;
        file = null;
      }
      if (bytes !== null) file = openXlsx(bytes);
      if (books === null) throw new Error('a task came without a workbook');
      // The types were checked where the task was asked for; messages carry none.
      const value = await runner.run(books, task, args as never, {
        onStep: (step) => post({ kind: 'step', id, step }),
      });
      post({ kind: 'answer', id, value });
    } catch (error) {
      post({ kind: 'failure', id, ...serializeError(error) });
    }
  };
  // One after the other: a task may come without its workbook, which is then that of the task before.
  let last = Promise.resolve();
  port.onmessage = ({ data }: MessageEvent<TaskRequest>) => {
    last = last.then(() => answer(data));
  };
});
