import { useEffect, useRef, useState, type RefObject } from 'react';
import type { FileHandle } from './files.js';
import { leaveCell } from './focus.js';
import type { OpenWorkbook } from './open-workbook.js';

/** A file that is open on the page. */
export interface OpenFile {
  /** Tells it from those that were open before. */
  readonly number: number;
  readonly name: string;
  readonly handle: FileHandle | null;
  /** When the file on disk was last changed, as far as the page knows. */
  lastModified: number;
  readonly workbook: OpenWorkbook;
}

/** The file of the page: as it was last rendered, and, for what goes on between renders, as it is now. */
export interface PageFile {
  readonly open: OpenFile | null;
  readonly current: RefObject<OpenFile | null>;
  /** As the workbook last reported. */
  readonly isUnsaved: RefObject<boolean>;
  /** The saving that is under way. */
  readonly saving: RefObject<Promise<void> | null>;
  /** Opens a file in place of the current one, which is closed. */
  readonly replace: (file: Omit<OpenFile, 'number'>, isUnsaved: boolean) => void;
}

export function usePageFile(): PageFile {
  const [open, setOpen] = useState<OpenFile | null>(null);
  const current = useRef<OpenFile | null>(null);
  const isUnsaved = useRef(false);
  const saving = useRef<Promise<void> | null>(null);
  const replace: PageFile['replace'] = (file, isFileUnsaved) => {
    const previous = current.current;
    previous?.workbook.close();
    current.current = { ...file, number: (previous?.number ?? 0) + 1 };
    setOpen(current.current);
    isUnsaved.current = isFileUnsaved;
  };
  return { open, current, isUnsaved, saving, replace };
}

/** Has the browser ask before the page is left with changes that are not saved. */
export function useUnloadGuard({ current, isUnsaved }: PageFile): void {
  useEffect(() => {
    const onBeforeUnload = (event: BeforeUnloadEvent): void => {
      leaveCell();
      if (isUnsaved.current || current.current?.workbook.isChanging === true) event.preventDefault();
    };
    window.addEventListener('beforeunload', onBeforeUnload);
    return () => window.removeEventListener('beforeunload', onBeforeUnload);
  }, []);
}
