import { wordFile } from '../../adapters/docx/word.js';
import { openXlsx } from '../../adapters/xlsx/workbook.js';
import { ThinkerHere } from '../../pane/session/thinker.js';
import type { CopyableFile } from '../../ports/official-copy.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import type { ThinkingReply, ThinkingRequest } from './thinking-messages.js';
import { toldFailure } from './told-failure.js';

/** The thread that thinks: ended by the page when nobody waits for what it is at. */
self.addEventListener('message', ({ data: port }: MessageEvent<MessagePort>) => {
  let snapshot: WorkbookSnapshot | null = null;
  let file: CopyableFile | null = null;
  const thinker = new ThinkerHere({
    file: () =>
      file === null
        ? Promise.reject(new Error('a study of the sheets alone asked for the file'))
        : Promise.resolve(file),
    word: wordFile,
  });
  const post = (reply: ThinkingReply): void => port.postMessage(reply);
  const answer = async ({ id, study, args, snapshot: given, file: bytes }: ThinkingRequest): Promise<void> => {
    try {
      if (given !== null) [snapshot, file] = [given, null];
      if (bytes !== null) file = openXlsx(bytes);
      if (snapshot === null) throw new Error('nothing was given to think about');
      // Checked where it was asked; messages carry no types.
      post({
        kind: 'answer',
        id,
        value: await thinker.study(snapshot, study, args as never, {
          onStep: (step) => post({ kind: 'step', id, step }),
        }),
      });
    } catch (error) {
      post({ kind: 'failure', id, ...toldFailure(error) });
    }
  };
  // One after the other: each is about the workbook as it was given last.
  let last = Promise.resolve();
  port.onmessage = ({ data }: MessageEvent<ThinkingRequest>) => {
    last = last.then(() => answer(data));
  };
});
