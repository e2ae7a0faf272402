import type { MessageKey, MessageParameters } from '../../messages/index.js';
import type { Tone } from '../../pane/ui/Notice.js';
import { WorkbookRefusal } from '../../ports/workbook.js';

/** Words a message in the language of the page. */
export type Translate = (key: MessageKey, parameters?: MessageParameters) => string;

/** A notice on the page that says what has come of something. */
export interface PageNotice {
  /** What it is about; it goes when that is no longer so. */
  readonly about: 'opening' | 'saving' | 'saved' | 'failure';
  readonly tone: Tone;
  readonly text: (t: Translate) => string;
  /** Whether saving a copy is offered with it. */
  readonly offersCopy: boolean;
}

/** Words why something failed. */
function reasonOf(error: unknown, t: Translate): string {
  if (error instanceof WorkbookRefusal) return t(error.code, error.parameters);
  return t('internal-error', { reason: error instanceof Error ? error.message : String(error) });
}

export function failureNotice(error: unknown): PageNotice {
  return { about: 'failure', tone: 'error', text: (t) => reasonOf(error, t), offersCopy: false };
}

/** Says that a file was not opened and why, and that `open`, the one that is open, is as it was. */
export function notOpenedNotice(file: string, error: unknown, open: string | null): PageNotice {
  return {
    about: 'opening',
    tone: 'error',
    text: (t) => t('page-not-opened', { file, reason: reasonOf(error, t), open: open ?? '' }),
    offersCopy: false,
  };
}

/** Says that several files came at once, and that none was opened. */
export function severalFilesNotice(count: number, open: string | null): PageNotice {
  return {
    about: 'opening',
    tone: 'error',
    text: (t) => t('page-several-files', { count, open: open ?? '' }),
    offersCopy: false,
  };
}

export function savingNotice(file: string): PageNotice {
  return { about: 'saving', tone: 'info', text: (t) => t('page-saving', { file }), offersCopy: false };
}
