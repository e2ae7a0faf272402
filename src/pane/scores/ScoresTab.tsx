import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { usePane, useSession } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { isSecondClick } from '../use-carry-out.js';
import { Notice } from '../ui/Notice.js';
import { SaidLine } from '../SaidLine.js';
import { Section } from '../ui/Section.js';
import { Attachments } from './Attachments.js';
import { Band } from './Band.js';
import { Differences } from './Differences.js';
import { Problems } from './Problems.js';
import { RankingList } from './RankingList.js';
import { SinceLastPart } from './SinceLastPart.js';

const AuditCount = lazy(() => import('../audit/AuditCount.js'));

/** Milliseconds after which Excel keeps people waiting. */
const LONG = 3000;

const useStyles = makeStyles({
  footer: {
    padding: '8px 12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'flex',
    flexDirection: 'column',
    rowGap: '4px',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  button: { width: '100%' },
  folded: { lineHeight: '24px' },
  line: {
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    textAlign: 'center',
    minHeight: '16px',
    ':empty': { display: 'none' },
  },
  working: { display: 'flex', alignItems: 'center', justifyContent: 'center', columnGap: '8px' },
  bar: {
    height: '3px',
    backgroundColor: tokens.colorNeutralBackground5,
    overflow: 'hidden',
    borderRadius: '2px',
    '::after': {
      content: '""',
      display: 'block',
      height: '100%',
      width: '40%',
      backgroundColor: tokens.colorBrandBackground,
      animationName: { from: { transform: 'translateX(-100%)' }, to: { transform: 'translateX(250%)' } },
      animationDuration: '1.2s',
      animationIterationCount: 'infinite',
      '@media (prefers-reduced-motion: reduce)': { animationName: 'none', width: '100%' },
    },
  },
});

/** 计分: what will be computed, the button, and afterwards the ranking. */
export function ScoresTab({
  onAudit,
  isInExcel,
}: {
  readonly onAudit: () => void;
  /** Which keeps the pane waiting while a cell is edited. */ readonly isInExcel: boolean;
}): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, session } = usePane();
  const { view, work, reviewing, done, restorePoints } = useSession();
  const causes = view?.causes ?? [];
  const scroll = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (done !== null) scroll.current?.scrollTo({ top: 0 });
  }, [done]);

  // A ranking beside blank cells would read as if everything were done.
  const computed =
    view !== null &&
    view.rankings.length > 0 &&
    (done !== null || restorePoints.length > 0 || view.toFill + view.differences.length === 0);

  if (reviewing && view !== null) return <Differences rows={view.differences} />;
  return (
    <>
      <div className={common.page} ref={scroll} tabIndex={-1}>
        <Band />
        <SaidLine />
        {causes.length === 0 || work !== null ? null : (
          <Notice tone="warning">
            <strong>{t('pane-needs-recompute')}</strong>
            {causes.map(({ cause, sheet, cells, units }) => (
              <div key={`${cause} ${sheet}`}>
                {t(`pane-cause-${cause}`, { sheet, cells: shortList(cells, t), units: shortList(units, t) })}
              </div>
            ))}
          </Notice>
        )}
        {view === null ? null : view.attachments.length === 0 ? (
          <Notice tone="info">
            <div>{t('pane-nothing-found')}</div>
            <div>{t('pane-nothing-found-what-to-do')}</div>
          </Notice>
        ) : (
          <>
            {computed ? null : (
              <Section heading={t('pane-attachments')}>
                <Attachments lines={view.attachments} />
              </Section>
            )}
            {computed && work === null ? (
              <Suspense fallback={null}>
                <AuditCount onShow={onAudit} />
              </Suspense>
            ) : null}
            <Problems problems={view.problems} folded={computed} />
            <SinceLastPart />
            {computed ? view.rankings.map((ranking) => <RankingList key={ranking.sheet} ranking={ranking} />) : null}
            {computed ? (
              <details className={styles.folded}>
                <summary>{t('pane-attachments')}</summary>
                <Attachments lines={view.attachments} />
              </details>
            ) : null}
          </>
        )}
      </div>
      <footer className={styles.footer}>
        {work === null ? (
          <div className={styles.line}>
            {view === null || view.attachments.length === 0
              ? ''
              : view.toFill + view.differences.length === 0
                ? t('pane-up-to-date')
                : t('pane-will-fill', { cells: view.toFill, differences: view.differences.length })}
          </div>
        ) : (
          <>
            <div className={styles.bar} aria-hidden="true" />
            <div className={`${styles.line} ${styles.working}`} role="status">
              <span>{t(`pane-${work.kind}`)}</span>
              {work.cancellable ? (
                <Button size="small" appearance="transparent" onClick={() => session.cancel()}>
                  {t('pane-cancel')}
                </Button>
              ) : null}
            </div>
            {isInExcel ? <WaitingHint key={work.kind} /> : null}
          </>
        )}
        <Button
          appearance="primary"
          size="large"
          className={styles.button}
          disabledFocusable={work !== null}
          onClick={(event) => {
            if (!isSecondClick(event)) void session.compute();
          }}
        >
          {t('pane-compute')}
        </Button>
      </footer>
    </>
  );
}

/** Said where Excel keeps us waiting: it does so while a cell is being edited, and people cannot know. */
function WaitingHint(): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), LONG);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.line} role="status">
      {isLong ? t('pane-waiting') : ''}
    </div>
  );
}

function shortList(items: readonly string[], t: ReturnType<typeof usePane>['t']): string {
  const list = items.slice(0, 5).join('、');
  return items.length > 5 ? t('pane-and-more', { list, count: items.length }) : list;
}
