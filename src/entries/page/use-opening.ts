import { startTransition, useRef, useState } from 'react';
import { droppedFiles, pickFile, type PickedFile } from './files.js';
import { focusSheet } from './focus.js';
import { confirmLeaving } from './confirm-leaving.js';
import { notOpenedNotice, severalFilesNotice } from './notices.js';
import { OpeningAttempt, type OpeningProgress } from './opening-attempt.js';
import { OpenWorkbook, type WorkbookListener } from './open-workbook.js';
import type { SheetView } from './sheet-view.js';
import type { DialogQueue } from './dialog-queue.js';
import { sampleBytes } from '../sample.js';
import type { Notices } from './use-notices.js';
import type { PageFile } from './use-page-file.js';
import type { Sheets } from './use-sheets.js';

interface OpeningContext {
  readonly file: PageFile;
  readonly sheets: Sheets;
  readonly notices: Notices;
  readonly dialogs: DialogQueue;
}

export interface Opening {
  /** How far the file that is being opened has come, `null` where none is. */
  readonly progress: OpeningProgress | null;
  /** Lets somebody choose a file and opens it. */
  readonly openPicked: () => Promise<void>;
  readonly openSample: () => Promise<void>;
  readonly openDropped: (dropped: DataTransfer) => void;
  readonly cancel: () => void;
}

/**
 * Opens a file in place of the one before, which stays until the new one has come in whole. What is opened last counts:
 * an opening that was begun before is cancelled.
 */
export function useOpening(context: OpeningContext): Opening {
  const { file, sheets, notices, dialogs } = context;
  const [progress, setProgress] = useState<OpeningProgress | null>(null);
  const pending = useRef<OpeningAttempt | null>(null);

  const open = async ({ name, read }: PickedFile): Promise<void> => {
    pending.current?.cancel();
    notices.dismiss('opening');
    const attempt = new OpeningAttempt(name, pending, setProgress);
    attempt.start();
    const leaving = { file, dialogs, attempt };
    try {
      // Nobody is asked about a file that cannot be read at all.
      const { bytes, handle, lastModified } = await read();
      const abandoned = await confirmLeaving(leaving, null);
      if (abandoned === 'stay') return attempt.cancel();
      attempt.reportStart();
      const received: { view: SheetView | null } = { view: null };
      const workbook = new OpenWorkbook(
        listenerFor(context, attempt, (view) => {
          received.view = view;
        }),
      );
      attempt.workbook = workbook;
      await workbook.call('open', bytes);
      // Somebody may have gone on working in the file before.
      const isLeft = received.view !== null && (await confirmLeaving(leaving, abandoned)) !== 'stay';
      if (received.view === null || !isLeft) return attempt.cancel();
      attempt.end();
      notices.show(null);
      file.replace({ name, handle, lastModified, workbook }, received.view.unsaved);
      sheets.startWith(received.view);
      void workbook.call('begin').catch(notices.showFailure);
    } catch (error) {
      if (attempt.isCurrent) notices.show(notOpenedNotice(name, error, file.current.current?.name ?? null));
      attempt.cancel();
    }
  };

  const openPicked = async (): Promise<void> => {
    try {
      const picked = await pickFile();
      if (picked !== null) await open(picked);
    } catch (error) {
      notices.showFailure(error);
    }
  };
  const openSample = (): Promise<void> =>
    open({
      name: '2021Q2-inputs.xlsx',
      read: () => Promise.resolve({ bytes: sampleBytes(), handle: null, lastModified: 0 }),
    });
  const openDropped = (dropped: DataTransfer): void => {
    // Which of several is meant nobody can tell: they come in no order.
    const [picked, ...others] = droppedFiles(dropped);
    if (others.length > 0) notices.show(severalFilesNotice(others.length + 1, file.current.current?.name ?? null));
    else if (picked !== undefined) void open(picked);
  };
  const cancel = (): void => {
    focusSheet();
    pending.current?.cancel();
  };
  return { progress, openPicked, openSample, openDropped, cancel };
}

/** Listens to a workbook while it is being opened, and when it is open. */
function listenerFor(
  { file, sheets, notices }: OpeningContext,
  attempt: OpeningAttempt,
  onFirstView: (view: SheetView) => void,
): WorkbookListener {
  return {
    step: (step, done, of) => attempt.reportStep(step, done, of),
    view: (view) => {
      const isOpen = file.current.current !== null && file.current.current.workbook === attempt.workbook;
      if (!isOpen) return onFirstView(view);
      file.isUnsaved.current = view.unsaved;
      if (view.unsaved) notices.dismiss('saved');
      startTransition(() => sheets.setView(view));
    },
    select: (sheet, row, column) => sheets.goTo(sheet, { row, column }),
  };
}
