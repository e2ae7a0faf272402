import { savingNotice, type PageNotice, type Translate } from './notices.js';
import type { DialogQueue } from './dialog-queue.js';
import { saveCopy, saveInPlace } from './save.js';
import type { Notices } from './use-notices.js';
import type { OpenFile, PageFile } from './use-page-file.js';

interface SavingContext {
  readonly file: PageFile;
  readonly notices: Notices;
  readonly dialogs: DialogQueue;
  readonly t: Translate;
}

export interface Saving {
  readonly save: () => Promise<void>;
  readonly saveCopy: () => Promise<void>;
}

type SaveTask = (file: OpenFile) => Promise<PageNotice | null>;

/** Saves the open file: where it came from, where the browser lets the page write there, else as a copy. */
export function useSaving({ file: { open, saving }, notices, dialogs, t }: SavingContext): Saving {
  const copyName = (name: string): string => t('page-scored', { name });

  const run = async (file: OpenFile, task: SaveTask): Promise<void> => {
    if (file.workbook.isChanging) notices.show(savingNotice(file.name));
    try {
      notices.show(await task(file));
    } catch (error) {
      notices.showFailure(error);
    }
  };
  const runAfter = async (previous: Promise<void>, file: OpenFile, task: SaveTask): Promise<void> => {
    try {
      await previous;
      if ((await file.workbook.call('unsaved')) !== null) await run(file, task);
    } catch (error) {
      notices.showFailure(error);
    }
  };
  /** One saving after the other: what was asked for meanwhile is done where something is left to be saved. */
  const enqueue = (task: SaveTask): Promise<void> => {
    if (open === null) return Promise.resolve();
    const previous = saving.current;
    // At once: the browser lets a page ask for a right only right after a click.
    const own = previous === null ? run(open, task) : runAfter(previous, open, task);
    saving.current = own;
    return own.finally(() => {
      if (saving.current === own) saving.current = null;
    });
  };

  return {
    save: () =>
      enqueue((file) => {
        if (file.handle === null) return saveCopy(file, copyName);
        const confirmOverwrite = (): Promise<'overwrite' | 'copy' | 'leave'> => askToOverwrite(dialogs, file.name);
        return saveInPlace(file, file.handle, { confirmOverwrite, copyName });
      }),
    saveCopy: () => enqueue((file) => saveCopy(file, copyName)),
  };
}

function askToOverwrite(dialogs: DialogQueue, file: string): Promise<'overwrite' | 'copy' | 'leave'> {
  return dialogs.ask({
    title: 'page-file-changed-title',
    text: 'page-file-changed',
    parameters: { file },
    answers: [
      { label: 'page-save-copy', answer: 'copy' },
      { label: 'page-overwrite', answer: 'overwrite' },
      { label: 'pane-cancel', answer: 'leave' },
    ],
    cancelAnswer: 'leave',
  });
}
