import { leaveCell } from './focus.js';
import type { OpeningAttempt } from './opening-attempt.js';
import type { DialogQueue } from './dialog-queue.js';
import type { PageFile } from './use-page-file.js';

/** A state of the workbook whose changes may be lost; `null` where all is saved, `stay` where they may not. */
export type AbandonedState = number | null | 'stay';

/** Stands for the state of a workbook whose thread has broken off. */
const UNKNOWN_STATE = -1;

/** What a file is opened in place of, and the attempt to open it. */
interface Leaving {
  readonly file: PageFile;
  readonly dialogs: DialogQueue;
  readonly attempt: OpeningAttempt;
}

/**
 * Waits for everything entered before, and asks whether changes that are not saved shall be lost. Those of the state
 * `abandoned` are not asked about, as somebody has given them up already.
 */
export async function confirmLeaving(
  { file, dialogs, attempt }: Leaving,
  abandoned: number | null,
): Promise<AbandonedState> {
  if (!attempt.isCurrent) return 'stay';
  leaveCell();
  const isChanging = file.current.current?.workbook.isChanging === true;
  if (file.saving.current !== null || isChanging) attempt.reportWaiting();
  // What is being saved is not asked about.
  while (file.saving.current !== null) await file.saving.current;
  const state = await unsavedState(file);
  if (!attempt.isCurrent) return 'stay';
  if (state === null || state === abandoned) return state;
  const answer = await askToLeave(dialogs);
  return answer === 'leave' && attempt.isCurrent ? state : 'stay';
}

/** The state of the open workbook where it is not saved, else `null`. */
async function unsavedState({ current, isUnsaved }: PageFile): Promise<number | null> {
  if (current.current === null) return null;
  try {
    return await current.current.workbook.call('unsaved');
  } catch {
    // A thread that has broken off answers nothing more: what it reported last counts.
    return isUnsaved.current ? UNKNOWN_STATE : null;
  }
}

function askToLeave(dialogs: DialogQueue): Promise<'stay' | 'leave'> {
  return dialogs.ask({
    title: 'page-leave-title',
    text: 'page-leave',
    parameters: {},
    answers: [
      { label: 'page-stay', answer: 'stay' },
      { label: 'page-leave-anyway', answer: 'leave' },
    ],
    cancelAnswer: 'stay',
  });
}
