import { Button, FluentProvider, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import { ArrowUndo20Regular, DocumentTable20Regular, FolderOpen20Regular, LocalLanguage20Regular, Save20Regular } from '@fluentui/react-icons';
import { memo, startTransition, useCallback, useDeferredValue, useEffect, useMemo, useRef, useState, useSyncExternalStore, type ReactNode } from 'react';
import { cellName } from '../../core/grid/address.js';
import { typedValue } from '../../core/grid/typed.js';
import { isMessageKey, loadMessages, message, type Language, type MessageKey, type MessageParameters } from '../../messages/index.js';
import { Pane } from '../../pane/Pane.js';
import type { SessionState } from '../../pane/session/state.js';
import { themes, type ThemeName } from '../../pane/themes.js';
import { Later } from '../../pane/ui/Later.js';
import { Notice } from '../../pane/ui/Notice.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import type { CellSelection } from '../../viewer/moves.js';
import { SheetViewer } from '../../viewer/SheetViewer.js';
import { AskDialog, type Question } from './AskDialog.js';
import { droppedFile, pickFile, type FileHandle, type Picked } from './files.js';
import { marksOf } from './marks.js';
import { OpenWorkbook } from './open-workbook.js';
import type { Picture } from './picture.js';
import { pagePublisher } from './publisher.js';
import { sampleBytes } from './sample.js';
import { saveCopy, saveInPlace, type OpenFile, type Saved } from './save.js';

interface Line {
  readonly tone: 'error' | 'success' | 'info';
  readonly key: MessageKey;
  readonly parameters: MessageParameters;
  readonly offersCopy?: boolean;
}

/** A file on its way in. */
interface Opening {
  readonly name: string;
  readonly share: number;
  readonly cancel: () => void;
}

const useStyles = makeStyles({
  page: { height: '100%', display: 'flex', flexDirection: 'column', backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1 },
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', padding: '6px 12px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: '24px', fontWeight: tokens.fontWeightSemibold, marginRight: '8px' },
  name: { flex: '1 1 auto', minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', color: tokens.colorNeutralForeground2 },
  lines: { padding: '0 12px 6px' },
  opening: { display: 'grid', gridTemplateColumns: '1fr auto', alignItems: 'center', columnGap: '12px', padding: '6px 12px' },
  split: { flex: '1 1 0', minHeight: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 360px', '@media (max-width: 720px)': { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: '1fr 1fr' } },
  pane: { minHeight: 0, borderLeft: `1px solid ${tokens.colorNeutralStroke2}` },
  empty: { flex: '1 1 0', display: 'flex', flexDirection: 'column', alignItems: 'center', justifyContent: 'center', rowGap: '12px', padding: '24px', textAlign: 'center', lineHeight: '24px', margin: '16px', border: `2px dashed ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusLarge },
  dropping: { outline: `3px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-3px' },
});

/** The page: a workbook file beside the pane of the add-in. */
export function Page({ first, theme }: { readonly first: Language; readonly theme: ThemeName }): ReactNode {
  const [language, setLanguage] = useState(first);
  const choose = useCallback((chosen: Language) => void loadMessages(chosen).then(() => setLanguage(chosen)), []);
  return (
    <FluentProvider theme={themes[theme]} style={{ height: '100%' }}>
      <Desk language={language} theme={theme} onLanguage={choose} />
    </FluentProvider>
  );
}

function Desk({ language, theme, onLanguage }: { readonly language: Language; readonly theme: ThemeName; readonly onLanguage: (language: Language) => void }): ReactNode {
  const styles = useStyles();
  const t = useCallback((key: MessageKey, parameters: MessageParameters = {}) => message(language, key, parameters), [language]);
  const [open, setOpen] = useState<OpenFile | null>(null);
  const [picture, setPicture] = useState<Picture | null>(null);
  const [opening, setOpening] = useState<Opening | null>(null);
  const [line, setLine] = useState<Line | null>(null);
  const [question, ask] = useState<Question | null>(null);
  const [active, activate] = useState('');
  const [selection, select] = useState<CellSelection>({ row: 0, column: 0 });
  const [zoom, setZoom] = useState(1);
  const [dropping, setDropping] = useState(false);
  const current = useRef<OpenFile | null>(null);
  const pending = useRef<OpenWorkbook | null>(null);
  const isUnsaved = useRef(false);
  const savingNow = useRef<Promise<void> | null>(null);
  const view = useView(open?.workbook ?? null);

  const answered = (one: Omit<Question, 'give'>): Promise<string> => new Promise((resolve) => ask({ ...one, give: (answer) => { ask(null); resolve(answer); } }));
  /** Asks whether changes that are not saved shall be lost, those of the state `given` apart; waits for everything entered before. Tells which state was given up, `null` where all is saved. */
  const leaving = async (given: number | null): Promise<number | null | 'stay'> => {
    // A thread that has broken off says nothing more; what was drawn last is what is known.
    const state = (await current.current?.workbook.call('unsaved').catch(() => (isUnsaved.current ? UNKNOWN_STATE : null))) ?? null;
    if (state === null || state === given) return state;
    return (await answered({ title: 'page-leave-title', text: 'page-leave', parameters: {}, answers: [{ label: 'page-stay', answer: 'stay' }, { label: 'page-leave-anyway', answer: 'leave' }] })) === 'leave' ? state : 'stay';
  };
  const sayFailure = (error: unknown): void => {
    if (error instanceof WorkbookRefusal && isMessageKey(error.code)) setLine({ tone: 'error', key: error.code, parameters: error.parameters });
    else setLine({ tone: 'error', key: 'internal-error', parameters: { reason: error instanceof Error ? error.message : String(error) } });
  };

  /** Opens a file in place of the one before, whose changes up to the state `given` somebody has given up. */
  const show = useCallback(async (name: string, read: () => Promise<Uint8Array>, handle: FileHandle | null, lastModified: number, given: number | null): Promise<void> => {
    // The file before stays until this one has come in whole.
    pending.current?.close();
    setLine(null);
    let first: Picture | null = null;
    const workbook: OpenWorkbook = new OpenWorkbook({
      step: (step, done, of) => { if (pending.current === workbook) setOpening({ name, share: SHARES[step] + (step === 'drawing' ? (0.3 * done) / of : 0), cancel }); },
      picture: (drawn) => {
        if (current.current?.workbook !== workbook) return void (first = drawn);
        isUnsaved.current = drawn.unsaved;
        startTransition(() => setPicture(drawn));
      },
      select: (sheet, row, column) => { activate(sheet); select({ row, column }); },
    });
    const cancel = (): void => {
      pending.current = null;
      workbook.close();
      setOpening(null);
    };
    pending.current = workbook;
    setOpening({ name, share: 0, cancel });
    try {
      await workbook.call('open', await read());
      if (pending.current !== workbook || first === null) return;
      const { grids, unsaved } = first as Picture;
      // Somebody may have gone on working in the file before.
      if ((await leaving(given)) === 'stay' || pending.current !== workbook) return workbook.close();
      current.current?.workbook.close();
      current.current = { name, handle, lastModified, workbook };
      setOpen(current.current);
      isUnsaved.current = unsaved;
      setPicture(first);
      activate(grids.find(({ visibility }) => visibility === 'visible')?.sheet ?? '');
      select({ row: 0, column: 0 });
      void workbook.call('begin').catch(sayFailure);
    } catch (error) {
      workbook.close();
      if (pending.current === workbook) sayFailure(error);
    } finally {
      if (pending.current === workbook) {
        pending.current = null;
        setOpening(null);
      }
    }
  }, []);

  const take = async (picked: Promise<Picked | null>): Promise<void> => {
    try {
      const file = await picked;
      if (file === null) return;
      const given = await leaving(null);
      if (given !== 'stay') await show(file.file.name, async () => new Uint8Array(await file.file.arrayBuffer()), file.handle, file.file.lastModified, given);
    } catch (error) {
      sayFailure(error);
    }
  };
  const takeSample = async (): Promise<void> => {
    const given = await leaving(null);
    if (given !== 'stay') await show('2021Q2-inputs.xlsx', () => Promise.resolve(sampleBytes()), null, 0, given);
  };

  const copyName = (name: string): string => t('page-scored', { name });
  const overwriting = async (file: string): Promise<'overwrite' | 'copy' | 'leave'> => (await answered({ title: 'page-file-changed-title', text: 'page-file-changed', parameters: { file }, answers: [{ label: 'page-save-copy', answer: 'copy' }, { label: 'page-overwrite', answer: 'overwrite' }, { label: 'pane-cancel', answer: 'leave' }] })) as 'overwrite' | 'copy' | 'leave';
  /** One saving after the other: what is asked for while a file is being saved is done where something is left to be saved. */
  const saving = (work: (file: OpenFile) => Promise<Saved | null>): Promise<void> => {
    if (open === null) return Promise.resolve();
    const saveNow = async (): Promise<void> => {
      if (open.workbook.isChanging) setLine({ tone: 'info', key: 'page-saving', parameters: { file: open.name } });
      try {
        setLine(await work(open));
      } catch (error) {
        sayFailure(error);
      }
    };
    const before = savingNow.current;
    const own = before === null ? saveNow() : before.then(async () => ((await open.workbook.call('unsaved')) === null ? undefined : saveNow())).catch(sayFailure);
    savingNow.current = own;
    return own.finally(() => {
      if (savingNow.current === own) savingNow.current = null;
    });
  };
  const save = (): Promise<void> => saving((file) => (file.handle === null ? saveCopy(file, copyName) : saveInPlace(file, file.handle, () => overwriting(file.name), copyName)));

  const undo = async (): Promise<void> => {
    const undone = await open?.workbook.call('undo');
    if (undone !== undefined && undone.kind !== 'nothing') setLine(undone.kind === 'undone' ? { tone: 'info', key: 'page-edit-undone', parameters: { cell: undone.cell } } : { tone: 'error', key: 'page-edit-changed-since', parameters: { cell: undone.cell } });
  };

  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent): void => {
      if (isUnsaved.current || current.current?.workbook.isChanging === true) event.preventDefault();
    };
    window.addEventListener('beforeunload', leaving);
    return () => window.removeEventListener('beforeunload', leaving);
  }, []);
  useEffect(() => {
    document.title = open === null ? t('page-title') : `${picture?.unsaved ? '● ' : ''}${open.name} - ${t('page-title')}`;
    document.documentElement.lang = language;
  }, [open, picture?.unsaved, language, t]);

  const changed = picture?.changed ?? null;
  const marks = useMemo(() => marksOf(changed, view), [changed, view]);

  return (
    <div
      className={`${styles.page} ${dropping ? styles.dropping : ''}`}
      onDragOver={(event) => { event.preventDefault(); setDropping(true); }} onDragLeave={() => setDropping(false)}
      onDrop={(event) => { event.preventDefault(); setDropping(false); void take(droppedFile(event.dataTransfer)); }}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
        if (event.key === 's' && open !== null) void save();
        else if (event.key === 'o') void take(pickFile());
        else if (event.key === 'z' && !(event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement)) void undo();
        else return;
        event.preventDefault();
      }}
    >
      <header className={styles.bar}>
        <h1 className={styles.title}>{t('page-title')}</h1>
        <Button icon={<FolderOpen20Regular />} onClick={() => void take(pickFile())}>{t('page-open')}</Button>
        <Button icon={<DocumentTable20Regular />} onClick={() => void takeSample()}>{t('page-sample')}</Button>
        <Button icon={<Save20Regular />} disabledFocusable={open === null} onClick={() => void save()}>{t('page-save')}</Button>
        <Button icon={<ArrowUndo20Regular />} appearance="subtle" disabledFocusable={!(picture?.canUndo ?? false)} onClick={() => void undo()}>{t('page-undo')}</Button>
        <span className={styles.name}>{open === null ? '' : `${open.name}${picture?.unsaved ? ` · ${t('page-unsaved')}` : ''}`}</span>
        {open === null ? <Button appearance="subtle" icon={<LocalLanguage20Regular />} aria-label={t('pane-language')} title={t('pane-language')} onClick={() => onLanguage(language === 'zh-CN' ? 'en-US' : 'zh-CN')} /> : null}
      </header>
      {opening === null ? null : (
        <div className={styles.opening}>
          <div role="status">{t('page-reading', { file: opening.name })}<ProgressBar value={opening.share} aria-label={t('page-reading', { file: opening.name })} /></div>
          <Button onClick={opening.cancel}>{t('pane-cancel')}</Button>
        </div>
      )}
      {line === null ? null : <div className={styles.lines}><Notice tone={line.tone} actions={line.offersCopy === true ? <Button size="small" onClick={() => void saving((file) => saveCopy(file, copyName))}>{t('page-save-copy')}</Button> : null}>{t(line.key, line.parameters)}</Notice></div>}
      {open === null || picture === null ? (
        <main className={styles.empty}><div>{t('page-hint')}</div><div>{t('page-hint-sample')}</div></main>
      ) : (
        <div className={styles.split}>
          <main style={{ minHeight: 0, minWidth: 0 }}>
            <Later>
              <SheetViewer
                grids={picture.grids} looks={picture.looks} active={active} selection={selection} marks={marks} language={language} zoom={zoom} onZoom={setZoom}
                onActivate={(sheet) => { activate(sheet); select({ row: 0, column: 0 }); }}
                onSelect={(chosen) => { select(chosen); void open.workbook.call('selected', active, chosen.row, chosen.column).catch(sayFailure); }}
                refusalOf={(text) => (typedValue(text, 'General', 2000) === undefined ? t('page-formula-refused') : null)}
                onEdit={async (sheet, edited, text) => ((await open.workbook.call('correct', sheet, edited.row, edited.column, text)) ? null : t('viewer-edit-conflict', { cell: cellName(edited.row, edited.column) }))}
              />
            </Later>
          </main>
          <aside className={styles.pane} aria-label={t('page-pane')}><Later><Beside workbook={open.workbook} language={language} theme={theme} onLanguage={onLanguage} /></Later></aside>
        </div>
      )}
      {question === null ? null : <AskDialog question={question} t={t} />}
    </div>
  );
}

const UNKNOWN_STATE = -1;

/** How much of the way is behind when a step begins. */
const SHARES = { unpacking: 0.05, reading: 0.2, drawing: 0.7 } as const;

/** The pane; it draws itself anew when its session does, not with every step in the sheet. */
const Beside = memo(function Beside({ workbook, language, theme, onLanguage }: { readonly workbook: OpenWorkbook; readonly language: Language; readonly theme: ThemeName; readonly onLanguage: (language: Language) => void }): ReactNode {
  return <Pane session={workbook.session} language={language} theme={theme} publisher={pagePublisher} onLanguage={onLanguage} isAside />;
});

/** What the pane shows of the open workbook: the sheet marks cells by it. */
function useView(workbook: OpenWorkbook | null): SessionState['view'] {
  const view = useSyncExternalStore(workbook?.session.subscribe ?? NOBODY, () => workbook?.session.getState().view ?? null);
  // Marking the cells may wait for what is more urgent; the marks of another file may not.
  const told = useDeferredValue(useMemo(() => ({ workbook, view }), [workbook, view]));
  return told.workbook === workbook ? told.view : null;
}

const NOBODY = (): (() => void) => () => undefined;
