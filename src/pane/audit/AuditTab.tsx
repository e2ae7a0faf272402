import { Button, Input, makeStyles, ToggleButton } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import type { Severity } from '../../core/audit/finding.js';
import { usePane, useSession } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { Failed, Stopped, Thinking, ThinkingAgain } from '../ui/Thinking.js';
import { useStudy } from '../use-answer.js';
import { useCarryOut } from '../use-carry-out.js';
import { auditCounts } from './counts.js';
import { FindingList } from './FindingList.js';
import { MatchList } from './MatchList.js';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice'];

const useStyles = makeStyles({
  filters: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  reasons: { margin: 0, paddingLeft: '20px' },
});

/** 核查: what is wrong, which cell is to blame, and what it should say. */
export default function AuditTab(): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, say, session } = usePane();
  const { work } = useSession();
  const { isUnderWay, carryOut } = useCarryOut();
  const { answer: result, isCurrent, failure, step, stop, isStopped, again } = useStudy('audit', []);
  const [shown, show] = useState<readonly Severity[]>(SEVERITIES);
  const [search, setSearch] = useState('');
  if (result === null)
    return (
      <div className={common.page}>
        {isStopped ? (
          <Stopped again={again} />
        ) : failure !== null ? (
          <Failed failure={failure} />
        ) : (
          <Thinking words={t('pane-auditing')} step={step} stop={stop} />
        )}
      </div>
    );
  const counts = auditCounts(result.findings);
  const numbers: Readonly<Record<Severity, number>> = {
    error: counts.errors,
    warning: counts.warnings,
    notice: counts.notices,
  };
  const wanted = search.trim();
  const findings = result.findings.filter(
    (finding) =>
      shown.includes(finding.severity) &&
      (wanted === '' ||
        [finding.unit, finding.cell, finding.column, say(finding.says.code, finding.says.parameters)].some((text) =>
          text.includes(wanted),
        )),
  );
  return (
    <div className={common.page}>
      {isCurrent ? null : <ThinkingAgain words={t('pane-auditing')} step={step} stop={stop} />}
      <div role="status">{result.findings.length === 0 ? t('audit-clean') : t('audit-counts', counts)}</div>
      <div className={styles.filters} role="group" aria-label={t('pane-filter')}>
        {SEVERITIES.map((severity) => (
          <ToggleButton
            key={severity}
            size="small"
            checked={shown.includes(severity)}
            onClick={() =>
              show(shown.includes(severity) ? shown.filter((one) => one !== severity) : [...shown, severity])
            }
          >{`${t(`severity-${severity}`)} ${numbers[severity]}`}</ToggleButton>
        ))}
      </div>
      <Input
        size="small"
        type="search"
        value={search}
        onChange={(_, { value }) => setSearch(value)}
        contentBefore={<Search16Regular />}
        placeholder={t('pane-search-findings')}
        aria-label={t('pane-search-findings')}
      />
      <div className={common.actions}>
        {result.findings.length === 0 ? null : (
          <Button
            size="small"
            disabledFocusable={work !== null || isUnderWay}
            onClick={(event) => carryOut(event, () => session.mark(findings))}
          >
            {t('pane-mark')}
          </Button>
        )}
        {result.marked ? (
          <Button
            size="small"
            disabledFocusable={work !== null || isUnderWay}
            onClick={(event) => carryOut(event, () => session.mark([]))}
          >
            {t('pane-unmark')}
          </Button>
        ) : null}
      </div>
      <FindingList findings={findings} isCurrent={isCurrent} />
      {result.matching === null ? null : <MatchList matching={result.matching} />}
      {result.notChecked.length === 0 ? null : (
        <details>
          <summary>{t('audit-not-checked')}</summary>
          <ul className={styles.reasons}>
            {[...new Set(result.notChecked.map(({ reason }) => say(reason.code, reason.parameters)))].map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
