import { useState } from 'react';
import { failureNotice, type PageNotice } from './notices.js';

export interface Notices {
  /** The notice that is shown, `null` for none. */
  readonly notice: PageNotice | null;
  /** Shows a notice in place of the one before; `null` shows none. */
  readonly show: (notice: PageNotice | null) => void;
  readonly showFailure: (error: unknown) => void;
  /** Removes the notice where it is about one of these subjects. */
  readonly dismiss: (...subjects: readonly PageNotice['about'][]) => void;
}

/** The page shows one notice at a time: what came of the last thing done. */
export function useNotices(): Notices {
  const [notice, setNotice] = useState<PageNotice | null>(null);
  return {
    notice,
    show: setNotice,
    showFailure: (error) => setNotice(failureNotice(error)),
    dismiss: (...subjects) => setNotice((shown) => (shown !== null && subjects.includes(shown.about) ? null : shown)),
  };
}
