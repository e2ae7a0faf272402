import { Button, FluentProvider, makeStyles, mergeClasses, ProgressBar, tokens } from '@fluentui/react-components';
import {
  ArrowUndo20Regular,
  DocumentTable20Regular,
  FolderOpen20Regular,
  LocalLanguage20Regular,
  Save20Regular,
} from '@fluentui/react-icons';
import {
  memo,
  startTransition,
  useCallback,
  useDeferredValue,
  useEffect,
  useEffectEvent,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { cellName } from '../../core/grid/address.js';
import { typedValue } from '../../core/grid/typed.js';
import { loadMessages, message, type Language, type MessageKey, type MessageParameters } from '../../messages/index.js';
import { Pane } from '../../pane/Pane.js';
import type { SessionState } from '../../pane/session/state.js';
import { themes, type ThemeName } from '../../pane/themes.js';
import { Later } from '../../pane/ui/Later.js';
import type { CellSelection } from '../../viewer/moves.js';
import { SheetViewer } from '../../viewer/SheetViewer.js';
import { AskDialog } from './AskDialog.js';
import { droppedFiles, pickFile, type Picked } from './files.js';
import { focusSheet, leaveCell, useFocusReturn } from './focus.js';
import { LineNotice } from './LineNotice.js';
import { failureLine, notOpened, severalFiles, type Line } from './lines.js';
import { marksOf } from './marks.js';
import { OpenWorkbook } from './open-workbook.js';
import { usePageEvents } from './page-events.js';
import type { Picture } from './picture.js';
import { pagePublisher } from './publisher.js';
import { Questions } from './questions.js';
import { sampleBytes } from './sample.js';
import { saveCopy, saveInPlace, type OpenFile } from './save.js';

/** A file on its way in. */
interface Opening {
  readonly file: string;
  /** What it waits for. */
  readonly key: 'page-reading' | 'page-opening-waits';
  /** How much of the way is behind; left out where nobody can tell. */
  readonly share?: number;
}

/** An opening that somebody still wants. */
interface Attempt {
  readonly giveUp: () => void;
}

const LEAST_HEIGHT = '320px';

const useStyles = makeStyles({
  page: {
    height: '100%',
    overflowY: 'auto',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
  },
  bar: {
    flexShrink: 0,
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px',
    padding: '6px 12px',
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: '24px',
    fontWeight: tokens.fontWeightSemibold,
    marginRight: '8px',
  },
  name: {
    flex: '1 1 auto',
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    color: tokens.colorNeutralForeground2,
  },
  // In sight also where the page is scrolled.
  lines: {
    flexShrink: 0,
    position: 'sticky',
    top: 0,
    zIndex: 1,
    padding: '6px 12px',
    display: 'grid',
    rowGap: '6px',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  opening: { display: 'grid', gridTemplateColumns: '1fr auto', alignItems: 'center', columnGap: '12px' },
  // Sheet and pane keep a height at which something can be seen of them; in a lower window, or with letters twice as large, the page scrolls.
  split: {
    flex: `1 0 ${LEAST_HEIGHT}`,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 360px',
    gridTemplateRows: 'minmax(0, 1fr)',
    '@media (max-width: 720px)': {
      flexBasis: `calc(2 * ${LEAST_HEIGHT})`,
      gridTemplateColumns: 'minmax(0, 1fr)',
      gridTemplateRows: 'repeat(2, minmax(0, 1fr))',
    },
  },
  // What lies above what inside the sheet is no matter of the page.
  sheet: { minHeight: 0, minWidth: 0, isolation: 'isolate' },
  pane: { minHeight: 0, minWidth: 0, borderLeft: `1px solid ${tokens.colorNeutralStroke2}` },
  empty: {
    flex: '1 1 0',
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    rowGap: '12px',
    padding: '24px',
    textAlign: 'center',
    lineHeight: '24px',
    margin: '16px',
    border: `2px dashed ${tokens.colorNeutralStroke1}`,
    borderRadius: tokens.borderRadiusLarge,
  },
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

function Desk({
  language,
  theme,
  onLanguage,
}: {
  readonly language: Language;
  readonly theme: ThemeName;
  readonly onLanguage: (language: Language) => void;
}): ReactNode {
  const styles = useStyles();
  const t = useCallback(
    (key: MessageKey, parameters: MessageParameters = {}) => message(language, key, parameters),
    [language],
  );
  const [open, setOpen] = useState<OpenFile | null>(null);
  const [picture, setPicture] = useState<Picture | null>(null);
  const [opening, setOpening] = useState<Opening | null>(null);
  const [line, setLine] = useState<Line | null>(null);
  const [questions] = useState(() => new Questions());
  const question = useSyncExternalStore(questions.subscribe, questions.current);
  const [active, activate] = useState('');
  const [selection, select] = useState<CellSelection>({ row: 0, column: 0 });
  const [zoom, setZoom] = useState(1);
  const [dropping, setDropping] = useState(false);
  const current = useRef<OpenFile | null>(null);
  const pending = useRef<Attempt | null>(null);
  const isUnsaved = useRef(false);
  const savingNow = useRef<Promise<void> | null>(null);
  const view = useView(open?.workbook ?? null);

  const sayFailure = (error: unknown): void => setLine(failureLine(error));
  const dismiss = (...about: readonly Line['about'][]): void =>
    setLine((line) => (line !== null && about.includes(line.about) ? null : line));

  /** Asks whether changes that are not saved shall be lost, those of the state `given` apart, while the opening `isWanted`; waits for everything entered before and says so. Tells which state was given up, `null` where all is saved. */
  const leaving = async (
    given: number | null,
    isWanted: () => boolean,
    sayWaiting: () => void,
  ): Promise<number | null | 'stay'> => {
    leaveCell();
    if (savingNow.current !== null || current.current?.workbook.isChanging === true) sayWaiting();
    // What is being saved is not asked about.
    while (savingNow.current !== null) await savingNow.current;
    // A thread that has broken off says nothing more; what was drawn last is what is known.
    const state =
      (await current.current?.workbook.call('unsaved').catch(() => (isUnsaved.current ? UNKNOWN_STATE : null))) ?? null;
    if (!isWanted()) return 'stay';
    if (state === null || state === given) return state;
    const answer = await questions.ask({
      title: 'page-leave-title',
      text: 'page-leave',
      parameters: {},
      answers: [
        { label: 'page-stay', answer: 'stay' },
        { label: 'page-leave-anyway', answer: 'leave' },
      ],
      nothing: 'stay',
    });
    return answer === 'leave' && isWanted() ? state : 'stay';
  };

  /** Opens a file in place of the one before, which stays until this one has come in whole. What is opened last counts: an opening that was begun before is given up. */
  const show = async ({ name, read }: Picked): Promise<void> => {
    pending.current?.giveUp();
    dismiss('opening');
    let first: Picture | null = null;
    let workbook: OpenWorkbook | null = null;
    const giveUp = (): void => {
      workbook?.close();
      if (pending.current !== attempt) return;
      pending.current = null;
      setOpening(null);
    };
    const attempt: Attempt = { giveUp };
    const isWanted = (): boolean => pending.current === attempt;
    const say = (key: Opening['key'], share?: number): void => {
      if (isWanted()) setOpening({ file: name, key, ...(share === undefined ? {} : { share }) });
    };
    const sayWaiting = (): void => say('page-opening-waits');
    pending.current = attempt;
    say('page-reading', 0);
    try {
      // Nobody is asked about a file that cannot be read at all.
      const { bytes, handle, lastModified } = await read();
      const given = isWanted() ? await leaving(null, isWanted, sayWaiting) : 'stay';
      if (given === 'stay') return giveUp();
      say('page-reading', 0);
      const coming = new OpenWorkbook({
        step: (step, done, of) => say('page-reading', SHARES[step] + (step === 'drawing' ? (0.3 * done) / of : 0)),
        picture: (drawn) => {
          if (current.current?.workbook !== coming) return void (first = drawn);
          isUnsaved.current = drawn.unsaved;
          if (drawn.unsaved) dismiss('saved');
          startTransition(() => setPicture(drawn));
        },
        select: (sheet, row, column) => {
          activate(sheet);
          select({ row, column });
        },
      });
      workbook = coming;
      await coming.call('open', bytes);
      // Somebody may have gone on working in the file before.
      if (first === null || !isWanted() || (await leaving(given, isWanted, sayWaiting)) === 'stay') return giveUp();
      const { grids, unsaved } = first as Picture;
      pending.current = null;
      setOpening(null);
      setLine(null);
      current.current?.workbook.close();
      current.current = { number: (current.current?.number ?? 0) + 1, name, handle, lastModified, workbook: coming };
      setOpen(current.current);
      isUnsaved.current = unsaved;
      setPicture(first);
      activate(grids.find(({ visibility }) => visibility === 'visible')?.sheet ?? '');
      select({ row: 0, column: 0 });
      void coming.call('begin').catch(sayFailure);
    } catch (error) {
      if (isWanted()) setLine(notOpened(name, error, current.current?.name ?? null));
      giveUp();
    }
  };

  const take = async (picking: Promise<Picked | null>): Promise<void> => {
    try {
      const picked = await picking;
      if (picked !== null) await show(picked);
    } catch (error) {
      sayFailure(error);
    }
  };
  const takeSample = (): Promise<void> =>
    show({
      name: '2021Q2-inputs.xlsx',
      read: () => Promise.resolve({ bytes: sampleBytes(), handle: null, lastModified: 0 }),
    });
  const takeDropped = (dropped: DataTransfer): void => {
    // Which of several is meant nobody can tell: they come in no order.
    const [picked, ...others] = droppedFiles(dropped);
    if (others.length > 0) setLine(severalFiles(others.length + 1, current.current?.name ?? null));
    else if (picked !== undefined) void show(picked);
  };

  const copyName = (name: string): string => t('page-scored', { name });
  const overwriting = (file: string): Promise<'overwrite' | 'copy' | 'leave'> =>
    questions.ask({
      title: 'page-file-changed-title',
      text: 'page-file-changed',
      parameters: { file },
      answers: [
        { label: 'page-save-copy', answer: 'copy' },
        { label: 'page-overwrite', answer: 'overwrite' },
        { label: 'pane-cancel', answer: 'leave' },
      ],
      nothing: 'leave',
    });
  /** One saving after the other: what is asked for while a file is being saved is done where something is left to be saved. */
  const saving = (work: (file: OpenFile) => Promise<Line | null>): Promise<void> => {
    if (open === null) return Promise.resolve();
    const saveNow = async (): Promise<void> => {
      if (open.workbook.isChanging)
        setLine({
          about: 'saving',
          tone: 'info',
          words: (say) => say('page-saving', { file: open.name }),
          offersCopy: false,
        });
      try {
        setLine(await work(open));
      } catch (error) {
        sayFailure(error);
      }
    };
    const before = savingNow.current;
    const own =
      before === null
        ? saveNow()
        : before
            .then(async () => ((await open.workbook.call('unsaved')) === null ? undefined : saveNow()))
            .catch(sayFailure);
    savingNow.current = own;
    return own.finally(() => {
      if (savingNow.current === own) savingNow.current = null;
    });
  };
  const save = (): Promise<void> =>
    saving((file) =>
      file.handle === null
        ? saveCopy(file, copyName)
        : saveInPlace(file, file.handle, () => overwriting(file.name), copyName),
    );

  const undo = async (): Promise<void> => {
    dismiss('undone');
    try {
      const undone = (await open?.workbook.call('undo')) ?? { kind: 'nothing' };
      if (undone.kind === 'undone')
        setLine({
          about: 'undone',
          tone: 'info',
          words: (say) => say('page-edit-undone', { cell: undone.cell }),
          offersCopy: false,
        });
      else if (undone.kind !== 'nothing')
        setLine({
          about: 'undone',
          tone: 'error',
          words: (say) => say('page-edit-changed-since', { cell: undone.cell }),
          offersCopy: false,
        });
    } catch (error) {
      sayFailure(error);
    }
  };

  const cancelOpening = (): void => {
    focusSheet();
    pending.current?.giveUp();
  };

  usePageEvents({
    onCommand: (command) => {
      if (command === 'open') void take(pickFile());
      else if (open !== null) void (command === 'save' ? save() : undo());
    },
    onDrop: takeDropped,
    onHover: setDropping,
  });
  useFocusReturn(question !== null);
  useWritings(open?.workbook ?? null, () => dismiss('undone'));
  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent): void => {
      leaveCell();
      if (isUnsaved.current || current.current?.workbook.isChanging === true) event.preventDefault();
    };
    window.addEventListener('beforeunload', leaving);
    return () => window.removeEventListener('beforeunload', leaving);
  }, []);
  useEffect(() => {
    document.title =
      open === null ? t('page-title') : `${picture?.unsaved ? '● ' : ''}${open.name} - ${t('page-title')}`;
    document.documentElement.lang = language;
  }, [open, picture?.unsaved, language, t]);

  const changed = picture?.changed ?? null;
  const marks = useMemo(() => marksOf(changed, view), [changed, view]);

  return (
    <div className={mergeClasses(styles.page, dropping && styles.dropping)}>
      <header className={styles.bar}>
        <h1 className={styles.title}>{t('page-title')}</h1>
        <Button icon={<FolderOpen20Regular />} onClick={() => void take(pickFile())}>
          {t('page-open')}
        </Button>
        <Button icon={<DocumentTable20Regular />} onClick={() => void takeSample()}>
          {t('page-sample')}
        </Button>
        <Button icon={<Save20Regular />} disabledFocusable={open === null} onClick={() => void save()}>
          {t('page-save')}
        </Button>
        <Button
          icon={<ArrowUndo20Regular />}
          appearance="subtle"
          disabledFocusable={!(picture?.canUndo ?? false)}
          onClick={() => void undo()}
        >
          {t('page-undo')}
        </Button>
        <span className={styles.name}>
          {open === null ? '' : `${open.name}${picture?.unsaved ? ` · ${t('page-unsaved')}` : ''}`}
        </span>
        {open === null ? (
          <Button
            appearance="subtle"
            icon={<LocalLanguage20Regular />}
            aria-label={t('pane-language')}
            title={t('pane-language')}
            onClick={() => onLanguage(language === 'zh-CN' ? 'en-US' : 'zh-CN')}
          />
        ) : null}
      </header>
      {opening === null && line === null ? null : (
        <div className={styles.lines}>
          {opening === null ? null : (
            <div className={styles.opening}>
              <div role="status">
                {t(opening.key, { file: opening.file })}
                <ProgressBar
                  {...(opening.share === undefined ? {} : { value: opening.share })}
                  aria-label={t(opening.key, { file: opening.file })}
                />
              </div>
              <Button onClick={cancelOpening}>{t('pane-cancel')}</Button>
            </div>
          )}
          {line === null ? null : (
            <LineNotice
              line={line}
              onCopy={() => void saving((file) => saveCopy(file, copyName))}
              onClose={() => setLine(null)}
              t={t}
            />
          )}
        </div>
      )}
      {open === null || picture === null ? (
        <main className={styles.empty}>
          <div>{t('page-hint')}</div>
          <div>{t('page-hint-sample')}</div>
        </main>
      ) : (
        // What is being typed belongs to its own file.
        <div key={open.number} className={styles.split}>
          <main className={styles.sheet}>
            <Later>
              <SheetViewer
                grids={picture.grids}
                looks={picture.looks}
                active={active}
                selection={selection}
                marks={marks}
                language={language}
                zoom={zoom}
                onZoom={setZoom}
                onActivate={(sheet) => {
                  activate(sheet);
                  select({ row: 0, column: 0 });
                }}
                onSelect={(chosen) => {
                  select(chosen);
                  void open.workbook.call('selected', active, chosen.row, chosen.column).catch(sayFailure);
                }}
                refusalOf={(text) =>
                  typedValue(text, 'General', 2000) === undefined ? t('page-formula-refused') : null
                }
                onEdit={async (sheet, edited, text) => {
                  dismiss('undone');
                  return (await open.workbook.call('correct', sheet, edited.row, edited.column, text))
                    ? null
                    : t('viewer-edit-conflict', { cell: cellName(edited.row, edited.column) });
                }}
              />
            </Later>
          </main>
          <aside className={styles.pane} aria-label={t('page-pane')}>
            <Later>
              <Beside workbook={open.workbook} language={language} theme={theme} onLanguage={onLanguage} />
            </Later>
          </aside>
        </div>
      )}
      {question === null ? null : <AskDialog key={question.number} question={question} t={t} />}
    </div>
  );
}

const UNKNOWN_STATE = -1;

/** How much of the way is behind when a step begins. */
const SHARES = { unpacking: 0.05, reading: 0.2, drawing: 0.7 } as const;

/** The pane; it draws itself anew when its session does, not with every step in the sheet. */
const Beside = memo(function Beside({
  workbook,
  language,
  theme,
  onLanguage,
}: {
  readonly workbook: OpenWorkbook;
  readonly language: Language;
  readonly theme: ThemeName;
  readonly onLanguage: (language: Language) => void;
}): ReactNode {
  return (
    <Pane
      session={workbook.session}
      language={language}
      theme={theme}
      publisher={pagePublisher}
      onLanguage={onLanguage}
      isAside
    />
  );
});

/** What the pane shows of the open workbook: the sheet marks cells by it. */
function useView(workbook: OpenWorkbook | null): SessionState['view'] {
  const view = useSyncExternalStore(
    workbook?.session.subscribe ?? NOBODY,
    () => workbook?.session.getState().view ?? null,
  );
  // Marking the cells may wait for what is more urgent; the marks of another file may not.
  const told = useDeferredValue(useMemo(() => ({ workbook, view }), [workbook, view]));
  return told.workbook === workbook ? told.view : null;
}

/** Calls `onWritten` when the pane has written something. */
function useWritings(workbook: OpenWorkbook | null, onWritten: () => void): void {
  const told = useEffectEvent(onWritten);
  useEffect(() => {
    if (workbook === null) return;
    const { session } = workbook;
    let before = session.getState();
    return session.subscribe(() => {
      const now = session.getState();
      const [was, is] = [before, now].map(({ done, said, undoable }) => [done, said, undoable]) as [
        unknown[],
        unknown[],
      ];
      before = now;
      if (is.some((one, index) => one !== null && one !== was[index])) told();
    });
  }, [workbook]);
}

const NOBODY = (): (() => void) => () => undefined;
