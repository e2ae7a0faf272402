import { Button, Dialog, DialogActions, DialogBody, DialogContent, DialogSurface, DialogTitle, FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { ArrowUndo20Regular, DocumentTable20Regular, FolderOpen20Regular, LocalLanguage20Regular, Save20Regular } from '@fluentui/react-icons';
import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { openXlsx } from '../../adapters/xlsx/workbook.js';
import { isMessageKey, loadMessages, message, type Language, type MessageKey, type MessageParameters } from '../../messages/index.js';
import { Pane } from '../../pane/Pane.js';
import { Session } from '../../pane/session/session.js';
import type { SessionState } from '../../pane/session/state.js';
import { themes, type ThemeName } from '../../pane/themes.js';
import { Notice } from '../../pane/ui/Notice.js';
import type { Publisher } from '../../ports/publisher.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import type { CellSelection } from '../../viewer/moves.js';
import type { Mark } from '../../viewer/SheetRow.js';
import { SheetViewer } from '../../viewer/SheetViewer.js';
import { cellName, parseCellName } from '../../core/grid/address.js';
import { typedValue } from '../../core/grid/typed.js';
import { download, droppedFile, pickFile, writeInPlace, type FileHandle, type Picked } from './files.js';
import { PageWorkbook, type Picture } from './page-workbook.js';
import { pagePublisher } from './publisher.js';
import { sampleBytes } from './sample.js';

interface OpenFile {
  readonly name: string;
  readonly handle: FileHandle | null;
  /** When the file on disk was last changed, as we know it. */
  lastModified: number;
  readonly workbook: PageWorkbook;
  readonly session: Session;
  readonly publisher: Publisher;
}

interface Line {
  readonly tone: 'error' | 'success' | 'info';
  readonly key: MessageKey;
  readonly parameters: MessageParameters;
}

interface Question {
  readonly title: MessageKey;
  readonly text: MessageKey;
  readonly parameters: MessageParameters;
  readonly answer: (yes: boolean) => void;
}

const useStyles = makeStyles({
  page: { height: '100%', display: 'flex', flexDirection: 'column', backgroundColor: tokens.colorNeutralBackground1, color: tokens.colorNeutralForeground1 },
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px', padding: '6px 12px', borderBottom: `1px solid ${tokens.colorNeutralStroke2}` },
  title: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: '24px', fontWeight: tokens.fontWeightSemibold, marginRight: '8px' },
  name: { flex: '1 1 auto', minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', color: tokens.colorNeutralForeground2 },
  lines: { padding: '0 12px' },
  split: { flex: '1 1 0', minHeight: 0, display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 360px', '@media (max-width: 720px)': { gridTemplateColumns: 'minmax(0, 1fr)', gridTemplateRows: '1fr 1fr' } },
  pane: { minHeight: 0, borderLeft: `1px solid ${tokens.colorNeutralStroke2}` },
  empty: { flex: '1 1 0', display: 'flex', flexDirection: 'column', alignItems: 'center', justifyContent: 'center', rowGap: '12px', padding: '24px', textAlign: 'center', lineHeight: '24px', margin: '16px', border: `2px dashed ${tokens.colorNeutralStroke1}`, borderRadius: tokens.borderRadiusLarge },
  dropping: { outline: `3px solid ${tokens.colorBrandStroke1}`, outlineOffset: '-3px' },
});

/** The page: a workbook file beside the pane of the add-in. */
export function Page({ first, theme }: { readonly first: Language; readonly theme: ThemeName }): ReactNode {
  const [language, setLanguage] = useState(first);
  return (
    <FluentProvider theme={themes[theme]} style={{ height: '100%' }}>
      <Desk language={language} theme={theme} onLanguage={(chosen) => void loadMessages(chosen).then(() => setLanguage(chosen))} />
    </FluentProvider>
  );
}

function Desk({ language, theme, onLanguage }: { readonly language: Language; readonly theme: ThemeName; readonly onLanguage: (language: Language) => void }): ReactNode {
  const styles = useStyles();
  const t = useCallback((key: MessageKey, parameters: MessageParameters = {}) => message(language, key, parameters), [language]);
  const [open, setOpen] = useState<OpenFile | null>(null);
  const [picture, setPicture] = useState<Picture | null>(null);
  const [state, setState] = useState<SessionState | null>(null);
  const [line, setLine] = useState<Line | null>(null);
  const [question, ask] = useState<Question | null>(null);
  const [active, activate] = useState('');
  const [selection, select] = useState<CellSelection>({ row: 0, column: 0 });
  const [zoom, setZoom] = useState(1);
  const [dropping, setDropping] = useState(false);
  const current = useRef<OpenFile | null>(null);
  const isUnsaved = useRef(false);
  isUnsaved.current = picture?.unsaved ?? false;

  const answered = (one: Omit<Question, 'answer'>): Promise<boolean> => new Promise((resolve) => ask({ ...one, answer: (yes) => { ask(null); resolve(yes); } }));

  const draw = useCallback(async (): Promise<void> => {
    const { workbook } = current.current ?? {};
    if (workbook !== undefined) setPicture(await workbook.picture());
  }, []);

  const show = useCallback(async (name: string, bytes: Uint8Array, handle: FileHandle | null, lastModified: number): Promise<void> => {
    setLine({ tone: 'info', key: 'page-reading', parameters: { file: name } });
    await new Promise((resolve) => setTimeout(resolve, 20));
    try {
      const workbook = new PageWorkbook(openXlsx(bytes), {
        select: (sheet, row, column) => { activate(sheet); select({ row, column }); },
        drawAgain: () => void draw(),
      });
      const first = await workbook.picture();
      const memory = new Map<string, unknown>();
      const session = new Session(workbook, { memory: { read: (key) => memory.get(key), write: (key, value) => Promise.resolve(void memory.set(key, value)) }, now: () => new Date(), newId: () => `${Date.now()}-${Math.random().toString(36).slice(2)}`, keepsUndo: true });
      const opened: OpenFile = { name, handle, lastModified, workbook, session, publisher: pagePublisher(workbook) };
      current.current = opened;
      setOpen(opened);
      setPicture(first);
      activate(first.snapshot.sheets.find(({ visibility }) => visibility === 'visible')?.sheet ?? '');
      select({ row: 0, column: 0 });
      setLine(null);
      session.subscribe(() => setState(session.getState()));
      await session.open();
    } catch (error) {
      if (error instanceof WorkbookRefusal && isMessageKey(error.code)) setLine({ tone: 'error', key: error.code, parameters: error.parameters });
      else setLine({ tone: 'error', key: 'internal-error', parameters: { reason: error instanceof Error ? error.message : String(error) } });
    }
  }, [draw]);

  const take = useCallback(async (picked: Picked | null): Promise<void> => {
    if (picked === null) return;
    if (isUnsaved.current && !(await answered({ title: 'page-leave-title', text: 'page-leave', parameters: {} }))) return;
    await show(picked.file.name, new Uint8Array(await picked.file.arrayBuffer()), picked.handle, picked.file.lastModified);
  }, [show]);

  const takeSample = async (): Promise<void> => {
    if (isUnsaved.current && !(await answered({ title: 'page-leave-title', text: 'page-leave', parameters: {} }))) return;
    await show('2021Q2-inputs.xlsx', sampleBytes(), null, 0);
  };

  const save = async (): Promise<void> => {
    const { workbook, handle, name } = open ?? {};
    if (open === null || workbook === undefined || name === undefined) return;
    if (handle != null) {
      const onDisk = await handle.getFile();
      if (onDisk.lastModified !== open.lastModified && !(await answered({ title: 'page-file-changed-title', text: 'page-file-changed', parameters: { file: name } }))) return;
      if (!(await writeInPlace(handle, workbook.bytes()))) return setLine({ tone: 'error', key: 'page-file-locked', parameters: { file: name } });
      open.lastModified = (await handle.getFile()).lastModified;
      setLine({ tone: 'success', key: 'page-saved', parameters: { file: name } });
    } else {
      const file = t('page-scored', { name: name.replace(/\.xls[xm]$/i, '').replace(/（已计分）$| \(scored\)$/, '') });
      download(/\.xlsm$/i.test(name) ? file.replace(/x$/, 'm') : file, workbook.bytes());
      setLine({ tone: 'success', key: 'page-saved-download', parameters: { file } });
    }
    workbook.saved();
  };

  const undo = async (): Promise<void> => {
    const cell = (await open?.workbook.undo()) ?? null;
    if (cell !== null) setLine({ tone: 'info', key: 'page-edit-undone', parameters: { cell } });
  };

  useEffect(() => {
    const leaving = (event: BeforeUnloadEvent): void => {
      if (isUnsaved.current) event.preventDefault();
    };
    window.addEventListener('beforeunload', leaving);
    return () => window.removeEventListener('beforeunload', leaving);
  }, []);
  useEffect(() => {
    document.title = open === null ? t('page-title') : `${picture?.unsaved ? '● ' : ''}${open.name} - ${t('page-title')}`;
    document.documentElement.lang = language;
  }, [open, picture?.unsaved, language, t]);

  const marks = useMemo(() => marksOf(picture, state?.view ?? null), [picture, state?.view]);

  return (
    <div
      className={`${styles.page} ${dropping ? styles.dropping : ''}`}
      onDragOver={(event) => { event.preventDefault(); setDropping(true); }} onDragLeave={() => setDropping(false)}
      onDrop={(event) => { event.preventDefault(); setDropping(false); void droppedFile(event.dataTransfer).then(take); }}
      onKeyDown={(event) => {
        if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
        if (event.key === 's' && open !== null) void save();
        else if (event.key === 'o') void pickFile().then(take);
        else if (event.key === 'z' && !(event.target instanceof HTMLInputElement)) void undo();
        else return;
        event.preventDefault();
      }}
    >
      <header className={styles.bar}>
        <h1 className={styles.title}>{t('page-title')}</h1>
        <Button icon={<FolderOpen20Regular />} onClick={() => void pickFile().then(take)}>{t('page-open')}</Button>
        <Button icon={<DocumentTable20Regular />} onClick={() => void takeSample()}>{t('page-sample')}</Button>
        <Button icon={<Save20Regular />} disabledFocusable={open === null} onClick={() => void save()}>{t('page-save')}</Button>
        <Button icon={<ArrowUndo20Regular />} appearance="subtle" disabledFocusable={!(picture?.canUndo ?? false)} onClick={() => void undo()}>{t('page-undo')}</Button>
        <span className={styles.name}>{open === null ? '' : `${open.name}${picture?.unsaved ? ` · ${t('page-unsaved')}` : ''}`}</span>
        {open === null ? <Button appearance="subtle" icon={<LocalLanguage20Regular />} aria-label={t('pane-language')} title={t('pane-language')} onClick={() => onLanguage(language === 'zh-CN' ? 'en-US' : 'zh-CN')} /> : null}
      </header>
      {line === null ? null : <div className={styles.lines}><Notice tone={line.tone}>{t(line.key, line.parameters)}</Notice></div>}
      {open === null || picture === null ? (
        <main className={styles.empty}><div>{t('page-hint')}</div><div>{t('page-hint-sample')}</div></main>
      ) : (
        <div className={styles.split}>
          <main style={{ minHeight: 0, minWidth: 0 }}>
            <SheetViewer
              grids={picture.snapshot.sheets} looks={picture.looks} active={active} selection={selection} marks={marks} language={language} zoom={zoom} onZoom={setZoom}
              onActivate={(sheet) => { activate(sheet); select({ row: 0, column: 0 }); }}
              onSelect={(chosen) => { select(chosen); open.workbook.selected(active, chosen.row, chosen.column); }}
              refusalOf={(text) => (typedValue(text, 'General', 2000) === undefined ? t('page-formula-refused') : null)}
              onEdit={async (chosen, text) => ((await open.workbook.correct(active, chosen.row, chosen.column, text)) ? null : t('viewer-edit-conflict', { cell: cellName(chosen.row, chosen.column) }))}
            />
          </main>
          <aside className={styles.pane} aria-label={t('page-pane')}><Pane key={open.name} session={open.session} language={language} theme={theme} publisher={open.publisher} onLanguage={onLanguage} isAside /></aside>
        </div>
      )}
      {question === null ? null : (
        <Dialog open modalType="alert">
          <DialogSurface>
            <DialogBody>
              <DialogTitle>{t(question.title)}</DialogTitle>
              <DialogContent>{t(question.text, question.parameters)}</DialogContent>
              <DialogActions>
                <Button appearance="primary" onClick={() => question.answer(true)}>{t('pane-confirm')}</Button>
                <Button onClick={() => question.answer(false)}>{t('pane-cancel')}</Button>
              </DialogActions>
            </DialogBody>
          </DialogSurface>
        </Dialog>
      )}
    </div>
  );
}

/** Problems before differences before changes, where a cell has several. */
function marksOf(picture: Picture | null, view: SessionState['view']): ReadonlyMap<string, Mark> {
  const marks = new Map<string, Mark>();
  for (const key of picture?.changed ?? []) marks.set(key, 'changed');
  const mark = (sheet: string, cell: string, as: Mark): void => {
    const place = parseCellName(cell);
    if (place !== undefined) marks.set(`${sheet}!${place.row},${place.column}`, as);
  };
  for (const { sheet, cell } of view?.differences ?? []) mark(sheet, cell, 'difference');
  for (const { sheet, cell, severity } of view?.problems ?? []) if (severity !== 'notice') mark(sheet, cell, 'problem');
  return marks;
}
