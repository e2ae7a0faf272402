import { isMessageKey, type MessageKey, type MessageParameters } from '../../messages/index.js';
import type { Tone } from '../../pane/ui/Notice.js';
import { WorkbookRefusal } from '../../ports/workbook.js';

/** Words a message in the language of the page. */
export type Say = (key: MessageKey, parameters?: MessageParameters) => string;

/** A line that says what has come of something. */
export interface Line {
  /** What it speaks of; it goes when that is no longer so. */
  readonly about: 'opening' | 'saving' | 'saved' | 'undone' | 'failure';
  readonly tone: Tone;
  readonly words: (t: Say) => string;
  readonly offersCopy: boolean;
}

/** Words why something failed. */
function reasonOf(error: unknown, t: Say): string {
  if (error instanceof WorkbookRefusal && isMessageKey(error.code)) return t(error.code, error.parameters);
  return t('internal-error', { reason: error instanceof Error ? error.message : String(error) });
}

export function failureLine(error: unknown): Line {
  return { about: 'failure', tone: 'error', words: (t) => reasonOf(error, t), offersCopy: false };
}

/** Says that a file was not opened and why, and that `open`, the one that is open, is as it was. */
export function notOpened(file: string, error: unknown, open: string | null): Line {
  return {
    about: 'opening',
    tone: 'error',
    words: (t) => t('page-not-opened', { file, reason: reasonOf(error, t), open: open ?? '' }),
    offersCopy: false,
  };
}

/** Says that several files came at once, and that none was opened. */
export function severalFiles(count: number, open: string | null): Line {
  return {
    about: 'opening',
    tone: 'error',
    words: (t) => t('page-several-files', { count, open: open ?? '' }),
    offersCopy: false,
  };
}
