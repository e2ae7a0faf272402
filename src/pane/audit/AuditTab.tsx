import { Input, makeStyles, ToggleButton } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { useMemo, useState, type ReactNode } from 'react';
import type { AuditFinding } from '../../app/audit.js';
import type { Severity } from '../../core/audit/finding.js';
import { usePane, useSession } from '../context.js';
import type { AuditView } from '../session/tasks.js';
import { ActionButton } from '../ui/ActionButton.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { UnansweredTask, UpdateProgress } from '../ui/TaskProgress.js';
import { useTask } from '../use-query.js';
import { useSubmit } from '../use-submit.js';
import { auditCounts, type AuditCounts } from './counts.js';
import { FindingList } from './FindingList.js';
import { MatchList } from './MatchList.js';
import { PreviousQuarter } from './PreviousQuarter.js';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice'];

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  reasons: { margin: 0, paddingLeft: '20px' },
});

/** 核查: what is wrong, which cell is to blame, and what it should codeText. */
export default function AuditTab(): ReactNode {
  const common = useCommonStyles();
  const { t } = usePane();
  const task = useTask('audit', []);
  const [severities, setSeverities] = useState<readonly Severity[]>([]);
  const [search, setSearch] = useState('');
  const { answer: result, isCurrent } = task;
  const found = useFound(result, search);
  const open = useMemo(() => found.filter(({ waived }) => !waived), [found]);
  const accepted = useMemo(() => found.filter(({ waived }) => waived), [found]);
  const shown = useMemo(() => withSeverity(open, severities), [open, severities]);
  if (result === null) {
    return (
      <div className={common.page}>
        <UnansweredTask task={task} words={t('pane-auditing')} />
      </div>
    );
  }
  const counts = auditCounts(result.findings);
  return (
    <div className={common.page}>
      {!isCurrent && <UpdateProgress words={t('pane-auditing')} step={task.step} cancel={task.cancel} />}
      <div role="status">{result.findings.length === 0 ? t('audit-clean') : t('audit-counts', counts)}</div>
      <PreviousQuarter />
      <CorrectAllButton certain={result.certain} isCurrent={isCurrent} />
      <SeverityFilter counts={auditCounts(open)} chosen={severities} onChange={setSeverities} />
      <Input
        size="small"
        type="search"
        value={search}
        onChange={(_, { value }) => setSearch(value)}
        contentBefore={<Search16Regular />}
        placeholder={t('pane-search-findings')}
        aria-label={t('pane-search-findings')}
      />
      <MarkButtons audit={result} shown={shown} />
      <FindingList findings={shown} isCurrent={isCurrent} />
      {accepted.length > 0 && (
        <details>
          <summary>{t('pane-accepted-findings', { count: accepted.length })}</summary>
          <FindingList findings={accepted} isCurrent={isCurrent} />
        </details>
      )}
      {result.matching !== null && <MatchList matching={result.matching} />}
      <NotChecked notChecked={result.notChecked} />
    </div>
  );
}

/** The findings that have a text in their unit, their cell, their column or their message. */
function useFound(audit: AuditView | null, search: string): readonly AuditFinding[] {
  const { codeText } = usePane();
  const wanted = search.trim();
  return useMemo(() => {
    const findings = audit?.findings ?? [];
    if (wanted === '') return findings;
    return findings.filter(({ unit, cell, column, message }) =>
      [unit, cell, column, codeText(message.code, message.parameters)].some((text) => text.includes(wanted)),
    );
  }, [audit, wanted, codeText]);
}

/** Those of the chosen severities; all where none is chosen. */
function withSeverity(findings: readonly AuditFinding[], chosen: readonly Severity[]): readonly AuditFinding[] {
  if (chosen.length === 0) return findings;
  return findings.filter(({ severity }) => chosen.includes(severity));
}

/** Corrects at once what needs nobody's judgement; nothing where there is no such correction. */
function CorrectAllButton({
  certain,
  isCurrent,
}: Pick<AuditView, 'certain'> & { readonly isCurrent: boolean }): ReactNode {
  const common = useCommonStyles();
  const { t, session } = usePane();
  const { work } = useSession();
  const { isSubmitting, submit } = useSubmit();
  const count = certain.length;
  if (count === 0) return null;
  const correct = (): Promise<boolean> =>
    session.execute('correct', [certain], { code: 'pane-corrected-all', parameters: { count } });
  return (
    <div className={common.actions}>
      <ActionButton
        size="small"
        appearance="primary"
        isBusy={isSubmitting}
        disabledFocusable={work !== null || !isCurrent}
        onClick={(event) => submit(event, correct)}
      >
        {t('pane-correct-all', { count })}
      </ActionButton>
      <span className={common.note}>{t('pane-correct-all-note')}</span>
    </div>
  );
}

function SeverityFilter({
  counts,
  chosen,
  onChange,
}: {
  readonly counts: AuditCounts;
  readonly chosen: readonly Severity[];
  readonly onChange: (chosen: readonly Severity[]) => void;
}): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const countOf: Readonly<Record<Severity, number>> = {
    error: counts.errors,
    warning: counts.warnings,
    notice: counts.notices,
  };
  const toggle = (severity: Severity): void => {
    if (chosen.includes(severity)) onChange(chosen.filter((other) => other !== severity));
    else onChange([...chosen, severity]);
  };
  return (
    <div className={styles.filters} role="group" aria-label={t('pane-filter')}>
      {SEVERITIES.map((severity) => (
        <ToggleButton
          key={severity}
          size="small"
          checked={chosen.includes(severity)}
          onClick={() => toggle(severity)}
        >{`${t(`severity-${severity}`)} ${countOf[severity]}`}</ToggleButton>
      ))}
    </div>
  );
}

/** Colours the cells of the findings that are shown, and takes the colours off. */
function MarkButtons({
  audit,
  shown,
}: {
  readonly audit: AuditView;
  readonly shown: readonly AuditFinding[];
}): ReactNode {
  const common = useCommonStyles();
  const { t, session } = usePane();
  const { work } = useSession();
  const marking = useSubmit();
  const unmarking = useSubmit();
  const isBlocked = work !== null || marking.isSubmitting || unmarking.isSubmitting;
  return (
    <div className={common.actions}>
      {audit.findings.length > 0 && (
        <ActionButton
          size="small"
          isBusy={marking.isSubmitting}
          disabledFocusable={isBlocked}
          onClick={(event) => marking.submit(event, () => session.mark(shown))}
        >
          {t('pane-mark')}
        </ActionButton>
      )}
      {audit.marked && (
        <ActionButton
          size="small"
          isBusy={unmarking.isSubmitting}
          disabledFocusable={isBlocked}
          onClick={(event) => unmarking.submit(event, () => session.mark([]))}
        >
          {t('pane-unmark')}
        </ActionButton>
      )}
    </div>
  );
}

/** Why some checks were not made, each reason once. */
function NotChecked({ notChecked }: Pick<AuditView, 'notChecked'>): ReactNode {
  const styles = useStyles();
  const { t, codeText } = usePane();
  if (notChecked.length === 0) return null;
  const reasons = new Set(notChecked.map(({ reason }) => codeText(reason.code, reason.parameters)));
  return (
    <details>
      <summary>{t('audit-not-checked')}</summary>
      <ul className={styles.reasons}>
        {[...reasons].map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </details>
  );
}
