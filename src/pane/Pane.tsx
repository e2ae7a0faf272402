import { Button, FluentProvider, makeStyles, tokens } from '@fluentui/react-components';
import { ChevronRight16Regular, LocalLanguage20Regular } from '@fluentui/react-icons';
import { Activity, lazy, Suspense, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Language } from '../messages/index.js';
import { PageGuard } from './PageGuard.js';
import { SaidLine } from './SaidLine.js';
import { ScoresTab } from './scores/ScoresTab.js';
import type { Publisher } from '../ports/publisher.js';
import type { PaneSession } from './session/pane-session.js';
import { SurroundingsProvider, surroundings, useSession, usePane } from './context.js';
import type { TabName } from './tab-name.js';
import { Tabs } from './Tabs.js';
import { themes, type ThemeName } from './themes.js';

const AdjustmentsTab = lazy(() => import('./adjustments/AdjustmentsTab.js'));
const AuditTab = lazy(() => import('./audit/AuditTab.js'));
const PublishTab = lazy(() => import('./publish/PublishTab.js'));
const MethodTab = lazy(() => import('./method/MethodTab.js'));
const ProtectionDialog = lazy(() => import('./ProtectionDialog.js'));
const UndoToast = lazy(() => import('./UndoToast.js'));

export interface PaneProps {
  readonly session: PaneSession;
  readonly language: Language;
  readonly theme: ThemeName;
  readonly publisher: Publisher;
  /** The pane stands beside something else that is the page's main part. */
  readonly isAside?: boolean;
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
  title: { margin: 0, minWidth: 0, fontSize: tokens.fontSizeBase300, fontWeight: tokens.fontWeightSemibold },
  method: {
    paddingLeft: 0,
    paddingRight: '4px',
    minWidth: 0,
    justifyContent: 'start',
    textAlign: 'left',
    fontWeight: tokens.fontWeightSemibold,
    border: 'none',
  },
  main: { flex: '1 1 0', minHeight: 0, display: 'flex', flexDirection: 'column' },
  working: { padding: '4px 12px', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  toPublish: {
    padding: 0,
    minWidth: 0,
    height: '20px',
    border: 'none',
    color: tokens.colorBrandForegroundLink,
    textDecorationLine: 'underline',
    fontWeight: tokens.fontWeightRegular,
  },
  page: { flex: '1 1 0', minHeight: 0, display: 'flex', flexDirection: 'column' },
});

/** The whole pane, in Excel or beside a sheet on the page. */
export function Pane({ session, language, theme, publisher, onLanguage, isAside = false }: PaneProps): ReactNode {
  const value = useMemo(() => surroundings(session, language), [session, language]);
  return (
    <FluentProvider theme={themes[theme]} style={{ height: '100%' }}>
      <SurroundingsProvider value={value}>
        <Frame
          isAside={isAside}
          publisher={publisher}
          onLanguage={() => onLanguage(language === 'zh-CN' ? 'en-US' : 'zh-CN')}
        />
      </SurroundingsProvider>
    </FluentProvider>
  );
}

// One element each, so that a tab that is not looked at is not drawn with every change of the session.
const ADJUSTMENTS = <AdjustmentsTab />;
const METHOD = <MethodTab />;

interface TabOf extends TabName {
  readonly page: ReactNode;
  /** Things are typed in it that are not yet in the workbook: it stays as it is while another tab is looked at. */
  readonly isTypedIn?: boolean;
}

function Frame({
  isAside,
  publisher,
  onLanguage,
}: {
  readonly isAside: boolean;
  readonly publisher: Publisher;
  readonly onLanguage: () => void;
}): ReactNode {
  const styles = useStyles();
  const { t, language } = usePane();
  const { view, locked, undoable } = useSession();
  const [chosen, setChosen] = useState('scores');
  const [visited, setVisited] = useState<ReadonlySet<string>>(new Set());
  const choose = (id: string): void => {
    setChosen(id);
    setVisited((before) => new Set(before).add(id));
  };
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const tabs: readonly TabOf[] = [
    { id: 'scores', name: 'pane-tab-scores', page: <ScoresTab isInExcel={!isAside} onAudit={() => choose('audit')} /> },
    ...(view?.hasAdjustments
      ? [{ id: 'adjustments', name: 'pane-tab-adjustments', page: ADJUSTMENTS, isTypedIn: true } as const]
      : []),
    ...(view !== null && view.attachments.length > 0
      ? ([
          { id: 'audit', name: 'pane-tab-audit', page: <AuditTab /> },
          { id: 'publish', name: 'pane-tab-publish', page: <PublishTab publisher={publisher} /> },
        ] as const)
      : []),
    ...(view?.hasMethod ? [{ id: 'method', name: 'pane-tab-method', page: METHOD, isTypedIn: true } as const] : []),
  ];
  const [Header, Main, Title] = isAside ? (['div', 'div', 'h2'] as const) : (['header', 'main', 'h1'] as const);
  const open = tabs.find(({ id }) => id === chosen) ?? tabs[0];
  return (
    <div className={styles.root}>
      <Header>
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
                onClick={() => choose('method')}
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
          <Button
            appearance="subtle"
            size="small"
            icon={<LocalLanguage20Regular />}
            onClick={onLanguage}
            aria-label={t('pane-language')}
            title={t('pane-language')}
          />
        </div>
        <Tabs tabs={tabs} open={open?.id ?? 'scores'} onChoose={choose} />
      </Header>
      <Main className={styles.main}>
        <div
          className={styles.page}
          role="tabpanel"
          id={`page-${open?.id ?? ''}`}
          aria-labelledby={`tab-${open?.id ?? ''}`}
        >
          {open?.id === 'scores' ? null : <SaidLine />}
          {open?.id === 'publish' ||
          view === null ||
          view.attachments.length === 0 ||
          view.otherSheets.length === 0 ? null : (
            <div className={styles.working}>
              {t('pane-working-workbook', { sheets: view.otherSheets.join('、') })}{' '}
              <Button
                appearance="transparent"
                size="small"
                className={styles.toPublish}
                onClick={() => choose('publish')}
              >
                {t('pane-publish')}
              </Button>
            </div>
          )}
          {tabs
            .filter((tab) => tab === open || (tab.isTypedIn === true && visited.has(tab.id)))
            .map((tab) => (
              <Activity key={tab.id} mode={tab === open ? 'visible' : 'hidden'}>
                <PageGuard words={t('pane-page-failed')}>
                  <Suspense fallback={null}>{tab.page}</Suspense>
                </PageGuard>
              </Activity>
            ))}
        </div>
      </Main>
      <Suspense fallback={null}>
        {locked === null ? null : <ProtectionDialog locked={locked} />}
        {undoable === null ? null : <UndoToast undoable={undoable} />}
      </Suspense>
    </div>
  );
}
