import { Button, Input, makeStyles, ToggleButton, tokens } from '@fluentui/react-components';
import { Search16Regular } from '@fluentui/react-icons';
import { Fragment, useState, type ReactNode } from 'react';
import type { AuditFinding } from '../../app/audit.js';
import type { Severity, Suspect } from '../../core/audit/finding.js';
import { usePane, useSession } from '../context.js';
import { Section } from '../ui/Section.js';
import { useAnswer } from '../use-answer.js';
import { auditCounts } from './counts.js';
import { MatchList } from './MatchList.js';

const SEVERITIES: readonly Severity[] = ['error', 'warning', 'notice'];

const MOST_SHOWN = 4;

const useStyles = makeStyles({
  scroll: { flex: '1 1 0', minHeight: 0, overflowY: 'auto', padding: '10px 12px', display: 'flex', flexDirection: 'column', rowGap: '12px' },
  filters: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', rowGap: '8px' },
  unit: { margin: '4px 0 0', fontSize: tokens.fontSizeBase200, lineHeight: '16px', fontWeight: tokens.fontWeightSemibold, color: tokens.colorNeutralForeground2 },
  finding: { border: `1px solid ${tokens.colorNeutralStroke2}`, borderLeftWidth: '4px', borderRadius: tokens.borderRadiusMedium, padding: '8px 10px', lineHeight: '20px', display: 'flex', flexDirection: 'column', rowGap: '4px' },
  error: { borderLeftColor: tokens.colorStatusDangerBorderActive },
  warning: { borderLeftColor: tokens.colorStatusWarningBorderActive },
  notice: { borderLeftColor: tokens.colorNeutralStroke1 },
  head: { display: 'flex', justifyContent: 'space-between', alignItems: 'center', columnGap: '8px', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  place: { padding: 0, minWidth: 0, height: '20px', border: 'none', color: tokens.colorBrandForegroundLink, textDecorationLine: 'underline', fontWeight: tokens.fontWeightRegular, '@media (forced-colors: active)': { color: 'LinkText', forcedColorAdjust: 'auto' } },
  suspects: { margin: 0, paddingLeft: '20px' },
  more: { listStyleType: 'none' },
  advice: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '6px', alignItems: 'center' },
});

/** 核查: what is wrong, which cell is to blame, and what it should say. */
export default function AuditTab(): ReactNode {
  const styles = useStyles();
  const { t, say, session } = usePane();
  const { work } = useSession();
  const { answer: result } = useAnswer('audit', []);
  const [shown, show] = useState<readonly Severity[]>(SEVERITIES);
  const [search, setSearch] = useState('');
  if (result === null) return <div className={styles.scroll} role="status">{t('pane-auditing')}</div>;
  const counts = auditCounts(result.findings);
  const numbers: Readonly<Record<Severity, number>> = { error: counts.errors, warning: counts.warnings, notice: counts.notices };
  const wanted = search.trim();
  const findings = result.findings.filter((finding) => shown.includes(finding.severity) && (wanted === '' || [finding.unit, finding.cell, finding.column, say(finding.says.code, finding.says.parameters)].some((text) => text.includes(wanted))));
  const sheets = [...new Set(findings.map(({ sheet }) => sheet))];
  return (
    <div className={styles.scroll}>
      <div role="status">{result.findings.length === 0 ? t('audit-clean') : t('audit-counts', counts)}</div>
      <div className={styles.filters} role="group" aria-label={t('pane-filter')}>
        {SEVERITIES.map((severity) => <ToggleButton key={severity} size="small" checked={shown.includes(severity)} onClick={() => show(shown.includes(severity) ? shown.filter((one) => one !== severity) : [...shown, severity])}>{`${t(`severity-${severity}`)} ${numbers[severity]}`}</ToggleButton>)}
      </div>
      <Input size="small" type="search" value={search} onChange={(_, { value }) => setSearch(value)} contentBefore={<Search16Regular />} placeholder={t('pane-search-findings')} aria-label={t('pane-search-findings')} />
      <div className={styles.actions}>
        {result.findings.length === 0 ? null : <Button size="small" disabledFocusable={work !== null} onClick={() => void session.mark(findings)}>{t('pane-mark')}</Button>}
        {result.marked ? <Button size="small" disabledFocusable={work !== null} onClick={() => void session.mark([])}>{t('pane-unmark')}</Button> : null}
      </div>
      {sheets.map((sheet) => (
        <Section key={sheet} heading={sheet === '' ? t('pane-workbook') : sheet}>
          {byUnit(findings.filter((finding) => finding.sheet === sheet)).map(([unit, ofUnit]) => (
            <Fragment key={unit}>
              {unit === '' ? null : <h3 className={styles.unit}>{unit}</h3>}
              <ul className={styles.list}>{ofUnit.map((finding, index) => <FindingItem key={`${finding.check} ${finding.cell} ${index}`} finding={finding} />)}</ul>
            </Fragment>
          ))}
        </Section>
      ))}
      {result.matching === null ? null : <MatchList matching={result.matching} />}
      {result.notChecked.length === 0 ? null : (
        <details>
          <summary>{t('audit-not-checked')}</summary>
          <ul className={styles.suspects}>{[...new Set(result.notChecked.map(({ reason }) => say(reason.code, reason.parameters)))].map((reason) => <li key={reason}>{reason}</li>)}</ul>
        </details>
      )}
    </div>
  );
}

/** Findings by their unit, the unit with the gravest first; those about no unit stand where their gravest does. */
function byUnit(findings: readonly AuditFinding[]): readonly (readonly [string, readonly AuditFinding[]])[] {
  const units = [...new Set(findings.map(({ unit }) => unit))];
  return units.map((unit) => [unit, findings.filter((finding) => finding.unit === unit)]);
}

function FindingItem({ finding }: { readonly finding: AuditFinding }): ReactNode {
  const styles = useStyles();
  const { t, say, session } = usePane();
  const { work } = useSession();
  const [reason, setReason] = useState<string | null>(null);
  const place = finding.cell === '' ? finding.sheet : `${finding.sheet}!${finding.cell}`;
  const correct = (suspect: Suspect): void => {
    void session.act('correct', [suspect], { code: 'pane-corrected', parameters: { cell: `${suspect.sheet}!${suspect.cell}`, value: suspect.proposed ?? '' } });
  };
  const accept = (): void => {
    if (reason === null || reason.trim() === '') return;
    void session.act('accept', [finding, { reason: reason.trim(), by: '', at: new Date().toLocaleDateString('sv') }], { code: 'pane-accepted', parameters: {} });
  };
  return (
    <li className={`${styles.finding} ${styles[finding.severity]}`}>
      <div className={styles.head}>
        <span>{finding.waived ? t('report-waived') : t(`severity-${finding.severity}`)}</span>
        {place === '' ? null : <Button appearance="transparent" size="small" className={styles.place} aria-label={t('pane-go-to', { place })} onClick={() => void session.goTo(finding.sheet, finding.cell)}>{place}</Button>}
      </div>
      <div>{say(finding.says.code, finding.says.parameters)}</div>
      {finding.suspects.length === 0 ? null : (
        <ol className={styles.suspects}>
          {finding.suspects.slice(0, MOST_SHOWN).map((suspect) => (
            <li key={`${suspect.sheet}!${suspect.cell} ${suspect.proposed ?? ''}`} value={suspect.place}>
              {suspect.sheet === finding.sheet ? suspect.cell : `${suspect.sheet}!${suspect.cell}`} {suspect.found}{suspect.proposed === null ? '' : ` → ${suspect.proposed}`}：{say(suspect.why.code, suspect.why.parameters)}
              {suspect.proposed === null || finding.waived ? null : <> <Button size="small" disabledFocusable={work !== null} onClick={() => correct(suspect)} aria-label={t('pane-change-cell', { cell: suspect.cell, value: suspect.proposed })}>{t('pane-change-to', { value: suspect.proposed })}</Button></>}
            </li>
          ))}
          {finding.suspects.length <= MOST_SHOWN ? null : <li className={styles.more}>{t('audit-suspects-more', { count: finding.suspects.length - MOST_SHOWN })}</li>}
        </ol>
      )}
      <div className={styles.advice}>{finding.waiver === null ? say(finding.advice.code, finding.advice.parameters) : finding.waiver.reason}</div>
      <div className={styles.actions}>
        {finding.waiver !== null ? <Button size="small" onClick={() => { if (finding.waiver !== null) void session.act('withdraw', [finding.waiver], { code: 'pane-saved', parameters: {} }); }}>{t('pane-withdraw')}</Button>
          : reason === null ? <Button size="small" onClick={() => setReason('')}>{t('report-waived')}</Button>
            : (
              <>
                <Input size="small" autoFocus value={reason} aria-label={t('reason')} placeholder={t('reason')} onChange={(_, { value }) => setReason(value)} onKeyDown={(event) => { if (event.key === 'Enter') accept(); if (event.key === 'Escape') setReason(null); }} />
                <Button size="small" appearance="primary" disabled={reason.trim() === ''} onClick={accept}>{t('pane-confirm')}</Button>
                <Button size="small" onClick={() => setReason(null)}>{t('pane-cancel')}</Button>
              </>
            )}
      </div>
    </li>
  );
}
