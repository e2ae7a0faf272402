import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { usePane, useSession, type PaneContext } from '../context.js';
import type { View, Work } from '../session/state.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { useSubmit } from '../use-submit.js';
import { Notice } from '../ui/Notice.js';
import { StatusLine } from '../StatusLine.js';
import { Section } from '../ui/Section.js';
import { Attachments } from './Attachments.js';
import { ResultBand } from './ResultBand.js';
import { Differences } from './Differences.js';
import { Problems } from './Problems.js';
import { RankingList } from './RankingList.js';
import { SinceLastPart } from './SinceLastPart.js';

const AuditCount = lazy(() => import('../audit/AuditCount.js'));
const NothingFound = lazy(() => import('./NothingFound.js'));

/** Milliseconds after which a hint says why Excel may be waiting. */
const LONG = 3000;
/** Cells or units that are named; further ones are only counted. */
const MAX_LISTED = 5;

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
  // The audit comes later; what stands below does not move then.
  audit: { minHeight: '32px', flexShrink: 0 },
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

interface Props {
  /** Opens the audit tab. */
  readonly onAudit: () => void;
  /** Excel keeps the pane waiting while a cell is edited. */
  readonly isInExcel: boolean;
  /** Opens the sample as a workbook of its own; `null` where the host has a button for it. */
  readonly openSample: (() => Promise<void>) | null;
}

/** 计分: what will be computed, the button, and afterwards the ranking. */
export function ScoresTab({ onAudit, isInExcel, openSample }: Props): ReactNode {
  const common = useCommonStyles();
  const { view, reviewing, done, status } = useSession();
  const scroll = useRef<HTMLDivElement>(null);
  const shown = useRef({ done, status });
  useEffect(() => {
    // Also run when the tab is looked at again: it is then left where it was.
    const isNew =
      (done !== null && done !== shown.current.done) || (status !== null && status !== shown.current.status);
    if (isNew) scroll.current?.scrollTo({ top: 0 });
    shown.current = { done, status };
  }, [done, status]);

  if (reviewing && view !== null) return <Differences rows={view.differences} />;
  return (
    <>
      <div className={common.page} ref={scroll} tabIndex={-1}>
        <ResultBand />
        <StatusLine />
        <RecomputeCauses />
        {view !== null && <Overview view={view} onAudit={onAudit} openSample={openSample} />}
      </div>
      <Footer isInExcel={isInExcel} />
    </>
  );
}

/** Why the scores that stand in the workbook are outdated. */
function RecomputeCauses(): ReactNode {
  const { t } = usePane();
  const { view, work } = useSession();
  const causes = view?.causes ?? [];
  if (causes.length === 0 || work !== null) return null;
  return (
    <Notice tone="warning">
      <strong>{t('pane-needs-recompute')}</strong>
      {causes.map(({ cause, sheet, cells, units }) => (
        <div key={`${cause} ${sheet}`}>
          {t(`pane-cause-${cause}`, { sheet, cells: shortList(cells, t), units: shortList(units, t) })}
        </div>
      ))}
    </Notice>
  );
}

interface OverviewProps extends Pick<Props, 'onAudit' | 'openSample'> {
  readonly view: View;
}

/** The attachments with their problems and, once they are computed, the rankings. */
function Overview({ view, onAudit, openSample }: OverviewProps): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const { work, done, restorePoints } = useSession();
  if (view.attachments.length === 0) {
    return (
      <Suspense fallback={null}>
        <NothingFound openSample={openSample} />
      </Suspense>
    );
  }
  const wasComputed = done !== null || restorePoints.length > 0 || isUpToDate(view);
  // A ranking beside blank cells would read as if everything were done.
  const isComputed = view.rankings.length > 0 && wasComputed;
  return (
    <>
      {!isComputed && (
        <Section heading={t('pane-attachments')}>
          <Attachments lines={view.attachments} />
        </Section>
      )}
      {isComputed && (
        <div className={styles.audit}>
          <Suspense fallback={null}>{work === null && <AuditCount onShow={onAudit} />}</Suspense>
        </div>
      )}
      <Problems problems={view.problems} folded={isComputed} />
      <SinceLastPart />
      {isComputed && view.rankings.map((ranking) => <RankingList key={ranking.sheet} ranking={ranking} />)}
      {isComputed && <FoldedAttachments view={view} />}
    </>
  );
}

function FoldedAttachments({ view }: Pick<OverviewProps, 'view'>): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  return (
    <details className={styles.folded}>
      <summary>{t('pane-attachments')}</summary>
      <Attachments lines={view.attachments} />
    </details>
  );
}

/** What computing would do, or what the session is busy with, and the button that computes. */
function Footer({ isInExcel }: Pick<Props, 'isInExcel'>): ReactNode {
  const styles = useStyles();
  const { t, session } = usePane();
  const { work } = useSession();
  const { isSubmitting, submit } = useSubmit();
  // Nobody has to wait for the workbook to be read: computing follows it.
  const canCompute = work === null || (work.kind === 'reading' && !isSubmitting);
  return (
    <footer className={styles.footer}>
      {work === null ? <Forecast /> : <WorkProgress work={work} isNext={isSubmitting} isInExcel={isInExcel} />}
      <Button
        appearance="primary"
        size="large"
        className={styles.button}
        disabledFocusable={!canCompute}
        onClick={(event) => submit(event, () => session.compute())}
      >
        {t('pane-compute')}
      </Button>
    </footer>
  );
}

/** How many cells computing would fill or replace. */
function Forecast(): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const { view } = useSession();
  const forecast = (): string => {
    if (view === null || view.attachments.length === 0) return '';
    if (isUpToDate(view)) return t('pane-up-to-date');
    return t('pane-will-fill', { cells: view.toFill, differences: view.differences.length });
  };
  return <div className={styles.line}>{forecast()}</div>;
}

interface WorkProgressProps extends Pick<Props, 'isInExcel'> {
  readonly work: Work;
  /** Computing was asked for and follows what is being read. */
  readonly isNext: boolean;
}

function WorkProgress({ work, isNext, isInExcel }: WorkProgressProps): ReactNode {
  const styles = useStyles();
  const { t, session } = usePane();
  return (
    <>
      <div className={styles.bar} aria-hidden="true" />
      <div className={`${styles.line} ${styles.working}`} role="status">
        <span>{isNext && work.kind === 'reading' ? t('pane-computes-next') : t(`pane-${work.kind}`)}</span>
        {work.cancellable && (
          <Button size="small" appearance="transparent" onClick={() => session.cancel()}>
            {t('pane-cancel')}
          </Button>
        )}
      </div>
      {isInExcel && <WaitingHint key={work.kind} />}
    </>
  );
}

/** Says after a while that Excel waits, which it does while a cell is being edited: people cannot know. */
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
      {isLong && t('pane-waiting')}
    </div>
  );
}

/** Computing would change nothing. */
function isUpToDate({ toFill, differences }: View): boolean {
  return toFill + differences.length === 0;
}

function shortList(items: readonly string[], t: PaneContext['t']): string {
  const list = items.slice(0, MAX_LISTED).join('、');
  if (items.length <= MAX_LISTED) return list;
  return t('pane-and-more', { list, count: items.length });
}
