import { Button, FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronRight16Regular } from '@fluentui/react-icons';
import { Activity, lazy, Suspense, useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Language } from '../messages/index.js';
import { HistoryButtons } from './HistoryButtons.js';
import { PageGuard } from './PageGuard.js';
import { StatusLine } from './StatusLine.js';
import { ScoresTab } from './scores/ScoresTab.js';
import type { Publisher } from '../ports/publisher.js';
import type { PaneSession } from './session/pane-session.js';
import type { View } from './session/state.js';
import { createPaneContext, PaneContextProvider, usePane, useSession } from './context.js';
import type { TabName } from './tab-name.js';
import { themes, type ThemeName } from './themes.js';

// The library's tabs with their keys are a fifth of what would have to come first, and there is one tab until then.
const Tabs = lazy(() => import('./Tabs.js'));
const AdjustmentsTab = lazy(() => import('./adjustments/AdjustmentsTab.js'));
const AuditTab = lazy(() => import('./audit/AuditTab.js'));
const PublishTab = lazy(() => import('./publish/PublishTab.js'));
const MethodTab = lazy(() => import('./method/MethodTab.js'));
const ProtectionDialog = lazy(() => import('./ProtectionDialog.js'));
const UndoReport = lazy(() => import('./UndoNotice.js'));

export interface PaneProps {
  readonly session: PaneSession;
  readonly language: Language;
  readonly theme: ThemeName;
  readonly publisher: Publisher;
  /** The pane stands beside something else that is the page's main part. */
  readonly isAside?: boolean;
  /** Opens the sample as a workbook of its own; `null` where the host has a button for it. */
  readonly openSample: (() => Promise<void>) | null;
  /** Called when somebody changes the language, to be kept where the host can. */
  readonly onLanguage: (language: Language) => void;
}

const useStyles = makeStyles({
  root: {
    height: '100%',
    display: 'flex',
    flexDirection: 'column',
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase300,
  },
  header: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: '4px 4px 0 12px',
    columnGap: '4px',
  },
  title: {
    margin: 0,
    minWidth: 0,
    flex: '1 1 auto',
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
  // Of a line of tabs, so that nothing moves when they come.
  tabs: { minHeight: '33px' },
  method: {
    // Quarter and method are not broken within.
    wordBreak: 'keep-all',
    minHeight: '24px',
    paddingLeft: 0,
    paddingRight: '4px',
    minWidth: 0,
    justifyContent: 'start',
    textAlign: 'left',
    fontWeight: tokens.fontWeightSemibold,
    border: 'none',
  },
  language: { flexShrink: 0, minWidth: 0 },
  main: { flex: '1 1 0', minHeight: 0, display: 'flex', flexDirection: 'column' },
  working: { padding: '4px 12px', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  toPublish: {
    padding: 0,
    minWidth: 0,
    height: '24px',
    margin: '-2px 0',
    border: 'none',
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'underline',
    fontWeight: tokens.fontWeightRegular,
  },
  page: { flex: '1 1 0', minHeight: 0, display: 'flex', flexDirection: 'column' },
});

/** The whole pane, in Excel or beside a sheet on the page. */
export function Pane({ session, language, theme, onLanguage, isAside = false, ...host }: PaneProps): ReactNode {
  const context = useMemo(() => createPaneContext(session, language), [session, language]);
  const otherLanguage = language === 'zh-CN' ? 'en-US' : 'zh-CN';
  return (
    <FluentProvider theme={themes[theme]} style={{ height: '100%' }}>
      <PaneContextProvider value={context}>
        <Frame isAside={isAside} {...host} onLanguage={() => onLanguage(otherLanguage)} />
      </PaneContextProvider>
    </FluentProvider>
  );
}

// One element each, so that a tab that is not looked at is not drawn with every change of the session.
const ADJUSTMENTS = <AdjustmentsTab />;
const AUDIT = <AuditTab />;

const PAGE_ELEMENTS = { Header: 'header', Main: 'main', Title: 'h1' } as const;
/** Beside a sheet the page has a header, a main part and a first heading of its own. */
const ASIDE_ELEMENTS = { Header: 'div', Main: 'div', Title: 'h2' } as const;

interface PaneTab extends TabName {
  readonly page: ReactNode;
}

function Frame({
  isAside,
  publisher,
  openSample,
  onLanguage,
}: Required<Pick<PaneProps, 'isAside' | 'publisher' | 'openSample'>> & {
  readonly onLanguage: () => void;
}): ReactNode {
  const styles = useStyles();
  const { language } = usePane();
  const { view, locked } = useSession();
  const { chosen, visited, choose } = useTabChoice();
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const scores = useMemo(
    () => <ScoresTab isInExcel={!isAside} openSample={openSample} onAudit={() => choose('audit')} />,
    [isAside, openSample, choose],
  );
  const publish = useMemo(() => <PublishTab publisher={publisher} />, [publisher]);
  const method = useMemo(() => <MethodTab publisher={publisher} />, [publisher]);
  const tabs = tabsFor(view, { scores, publish, method });
  const { Header, Main, Title } = isAside ? ASIDE_ELEMENTS : PAGE_ELEMENTS;
  const open = tabs.find(({ id }) => id === chosen) ?? tabs[0];
  return (
    <div className={styles.root}>
      <Header>
        <TitleLine Title={Title} hasHistory={!isAside} onMethod={() => choose('method')} onLanguage={onLanguage} />
        <div className={styles.tabs}>
          <Suspense fallback={null}>
            <Tabs tabs={tabs} open={open?.id ?? 'scores'} onChoose={choose} />
          </Suspense>
        </div>
      </Header>
      <Main className={styles.main}>
        <div
          className={styles.page}
          role="tabpanel"
          id={`page-${open?.id ?? ''}`}
          aria-labelledby={`tab-${open?.id ?? ''}`}
        >
          {open?.id !== 'scores' && <StatusLine />}
          {open?.id !== 'publish' && <WorkingWorkbookHint onPublish={() => choose('publish')} />}
          <TabPages tabs={tabs} open={open} visited={visited} />
        </div>
      </Main>
      <Suspense fallback={null}>
        {locked !== null && <ProtectionDialog locked={locked} />}
        <StepReport />
      </Suspense>
    </div>
  );
}

/** What the last step did; loaded with the first one, and kept for its room when there is nothing to report. */
function StepReport(): ReactNode {
  const { undoable } = useSession();
  const [hasReported, setHasReported] = useState(false);
  if (undoable !== null && !hasReported) setHasReported(true);
  return hasReported && <UndoReport undoable={undoable} />;
}

interface TabChoice {
  readonly chosen: string;
  readonly visited: ReadonlySet<string>;
  readonly choose: (id: string) => void;
}

function useTabChoice(): TabChoice {
  const [chosen, setChosen] = useState('scores');
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set(['scores']));
  const choose = useCallback((id: string): void => {
    setChosen(id);
    setVisited((before) => new Set(before).add(id));
  }, []);
  return { chosen, visited, choose };
}

/** The tabs that the workbook has something for. */
function tabsFor(
  view: View | null,
  pages: Readonly<Record<'scores' | 'publish' | 'method', ReactNode>>,
): readonly PaneTab[] {
  const tabs: PaneTab[] = [{ id: 'scores', name: 'pane-tab-scores', page: pages.scores }];
  if (view === null) return tabs;
  if (view.hasAdjustments) {
    tabs.push({ id: 'adjustments', name: 'pane-tab-adjustments', page: ADJUSTMENTS });
  }
  if (view.attachments.length > 0) {
    tabs.push({ id: 'audit', name: 'pane-tab-audit', page: AUDIT });
    tabs.push({ id: 'publish', name: 'pane-tab-publish', page: pages.publish });
  }
  if (view.hasMethod) tabs.push({ id: 'method', name: 'pane-tab-method', page: pages.method });
  return tabs;
}

/** The quarter and its method, or what the pane is called, and the switch of the language. */
function TitleLine({
  Title,
  hasHistory,
  onMethod,
  onLanguage,
}: {
  readonly Title: 'h1' | 'h2';
  /** Beside a sheet the page has undo and redo in its own bar. */
  readonly hasHistory: boolean;
  readonly onMethod: () => void;
  readonly onLanguage: () => void;
}): ReactNode {
  const styles = useStyles();
  const { t, session } = usePane();
  const { view, history } = useSession();
  return (
    <div className={styles.header}>
      <Title className={styles.title}>
        {view?.methodPeriod ? (
          <Button
            appearance="transparent"
            size="small"
            className={styles.method}
            icon={<ChevronRight16Regular />}
            iconPosition="after"
            title={t('pane-show-method')}
            onClick={onMethod}
          >
            {t('pane-header', {
              period: view.period ?? '',
              method: t('pane-header-method', { period: view.methodPeriod }),
            })}
          </Button>
        ) : (
          t('pane-title')
        )}
      </Title>
      {hasHistory && (
        <HistoryButtons
          history={history}
          isSmall
          onUndo={() => void session.undo()}
          onRedo={() => void session.redo()}
          t={t}
        />
      )}
      <Button appearance="subtle" size="small" className={styles.language} onClick={onLanguage}>
        {t('pane-language')}
      </Button>
    </div>
  );
}

/** Said of a workbook with other sheets beside its attachments: it is not the file to send around. */
function WorkingWorkbookHint({ onPublish }: { readonly onPublish: () => void }): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const { view } = useSession();
  const isWorkingWorkbook = view !== null && view.attachments.length > 0 && view.otherSheets.length > 0;
  if (!isWorkingWorkbook) return null;
  return (
    <div className={styles.working}>
      {t('pane-working-workbook', { sheets: view.otherSheets.join('、') })}{' '}
      <Button appearance="transparent" size="small" className={styles.toPublish} onClick={onPublish}>
        {t('pane-publish')}
      </Button>
    </div>
  );
}

/** The page of the open tab and, hidden, those that were looked at: what is typed, ticked or scrolled there stays. */
function TabPages({
  tabs,
  open,
  visited,
}: {
  readonly tabs: readonly PaneTab[];
  readonly open: PaneTab | undefined;
  readonly visited: ReadonlySet<string>;
}): ReactNode {
  const { t } = usePane();
  const isDrawn = (tab: PaneTab): boolean => tab === open || visited.has(tab.id);
  return tabs.filter(isDrawn).map((tab) => (
    <Activity key={tab.id} mode={tab === open ? 'visible' : 'hidden'}>
      <PageGuard words={t('pane-page-failed')}>
        <Suspense fallback={null}>{tab.page}</Suspense>
      </PageGuard>
    </Activity>
  ));
}
