import { FluentProvider, mergeClasses } from '@fluentui/react-components';
import { useCallback, useEffect, useMemo, useState, useSyncExternalStore, type ReactNode } from 'react';
import { loadMessages, message, type Language, type MessageKey, type MessageParameters } from '../../messages/index.js';
import Introduction from '../../pane/Introduction.js';
import type { SessionState } from '../../pane/session/state.js';
import { themes, type ThemeName } from '../../pane/themes.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import type { Marks } from '../../viewer/sheet-rendering.js';
import { ConfirmDialog } from './ConfirmDialog.js';
import type { Command } from './commands.js';
import { useFocusReturn } from './focus.js';
import type { Translate } from './notices.js';
import { marksOf } from './marks.js';
import { OpenFileView } from './OpenFileView.js';
import { usePageEvents } from './page-events.js';
import { OpenButtons, PageHeader } from './PageHeader.js';
import { PageNotices } from './PageNotices.js';
import { printPage } from './print.js';
import { usePageStyles } from './page-styles.js';
import type { SheetView } from './sheet-view.js';
import { DialogQueue } from './dialog-queue.js';
import { useNotices } from './use-notices.js';
import { usePageFile, useUnloadGuard, type OpenFile } from './use-page-file.js';
import { useOpening } from './use-opening.js';
import { useSaving } from './use-saving.js';
import { useHistory, useSessionView } from './use-session-view.js';
import { useSheets } from './use-sheets.js';

/** The page: a workbook file beside the pane of the add-in. */
export function Page({ first, theme }: { readonly first: Language; readonly theme: ThemeName }): ReactNode {
  const [language, setLanguage] = useState(first);
  const choose = useCallback((chosen: Language) => void loadMessages(chosen).then(() => setLanguage(chosen)), []);
  return (
    <FluentProvider theme={themes[theme]} style={{ height: '100%' }}>
      <WorkbookPage language={language} theme={theme} onLanguage={choose} />
    </FluentProvider>
  );
}

interface WorkbookPageProps {
  readonly language: Language;
  readonly theme: ThemeName;
  readonly onLanguage: (language: Language) => void;
}

/** The page in one language: the file that is open, and what can be done with files. */
function WorkbookPage({ language, theme, onLanguage }: WorkbookPageProps): ReactNode {
  const styles = usePageStyles();
  const t = useCallback(
    (key: MessageKey, parameters: MessageParameters = {}) => message(language, key, parameters),
    [language],
  );
  const [dialogs] = useState(() => new DialogQueue());
  const dialog = useSyncExternalStore(dialogs.subscribe, dialogs.current);
  const notices = useNotices();
  const sheets = useSheets();
  const file = usePageFile();
  const opening = useOpening({ file, sheets, notices, dialogs });
  const saving = useSaving({ file, notices, dialogs, t });
  const [zoom, setZoom] = useState(1);
  const [isDropping, setIsDropping] = useState(false);
  const { open } = file;
  const { view } = sheets;
  const isUnsaved = view?.unsaved ?? false;
  const fileName = open?.name ?? null;
  const workbook = open?.workbook ?? null;

  const onCommand = (command: Command): void => {
    if (command === 'open') void opening.openPicked();
    else if (open === null) return;
    else if (command === 'save') void saving.save();
    else if (command === 'print') void printAttachments(open).catch(notices.showFailure);
    else if (command === 'undo') void open.workbook.session.undo();
    else void open.workbook.session.redo();
  };
  usePageEvents({ onCommand, onDrop: opening.openDropped, onHover: setIsDropping });
  useFocusReturn(dialog !== null);
  useUnloadGuard(file);
  useDocumentTitle(fileName, isUnsaved, t);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);

  const marks = useMarks(view, useSessionView(workbook));

  return (
    <div className={mergeClasses(styles.page, isDropping && styles.dropping)}>
      <PageHeader
        file={fileName}
        isUnsaved={isUnsaved}
        history={useHistory(workbook)}
        onOpen={() => void opening.openPicked()}
        onSample={() => void opening.openSample()}
        onSave={() => void saving.save()}
        onUndo={() => onCommand('undo')}
        onRedo={() => onCommand('redo')}
        onLanguage={() => onLanguage(language === 'zh-CN' ? 'en-US' : 'zh-CN')}
        t={t}
      />
      <PageNotices
        progress={opening.progress}
        notice={notices.notice}
        onCancel={opening.cancel}
        onCopy={() => void saving.saveCopy()}
        onClose={() => notices.show(null)}
        t={t}
      />
      {open === null || view === null ? (
        <main className={styles.empty}>
          <Introduction
            t={t}
            actions={
              <OpenButtons
                isFirst
                onOpen={() => void opening.openPicked()}
                onSample={() => void opening.openSample()}
                t={t}
              />
            }
          />
          <div>{t('page-hint')}</div>
        </main>
      ) : (
        <OpenFileView
          // What is being typed belongs to its own file.
          key={open.number}
          workbook={open.workbook}
          view={view}
          sheets={sheets}
          marks={marks}
          notices={notices}
          zoom={zoom}
          onZoom={setZoom}
          language={language}
          theme={theme}
          onLanguage={onLanguage}
          t={t}
        />
      )}
      {dialog !== null && <ConfirmDialog key={dialog.number} dialog={dialog} t={t} />}
    </div>
  );
}

const AS_THEY_ARE = { files: 'one', kept: [], printSetUp: 'keep' } as const;

/** Prints the attachments as 定稿 previews them, not the page as it is on the screen. */
async function printAttachments({ name, workbook }: OpenFile): Promise<void> {
  const hasAttachments = (workbook.session.getState().view?.attachments.length ?? 0) > 0;
  if (!hasAttachments) throw new WorkbookRefusal('nothing-recognised');
  printPage(name.replace(/\.[^.]*$/, ''), await workbook.session.runTask('printed', [AS_THEY_ARE]));
}

function useMarks(view: SheetView | null, sessionView: SessionState['view']): Marks {
  const changed = view?.changed ?? null;
  return useMemo(() => marksOf(changed, sessionView), [changed, sessionView]);
}

function useDocumentTitle(file: string | null, isUnsaved: boolean, t: Translate): void {
  useEffect(() => {
    const title = t('page-title');
    const mark = isUnsaved ? '● ' : '';
    document.title = file === null ? title : `${mark}${file} - ${title}`;
  }, [file, isUnsaved, t]);
}
