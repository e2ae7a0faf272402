import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode, type SyntheticEvent } from 'react';
import type { AuditFinding } from '../../app/audit.js';
import type { Waiver } from '../../core/audit/audit-record.js';
import type { Suspect } from '../../core/audit/finding.js';
import { usePane, useSession } from '../context.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { PlaceLink } from '../ui/PlaceLink.js';
import { useCarryOut } from '../use-carry-out.js';

const MOST_SHOWN = 4;

const useStyles = makeStyles({
  finding: {
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderLeftWidth: '4px',
    borderRadius: tokens.borderRadiusMedium,
    padding: '8px 10px',
    lineHeight: '20px',
    display: 'flex',
    flexDirection: 'column',
    rowGap: '4px',
  },
  error: { borderLeftColor: tokens.colorStatusDangerBorderActive },
  warning: { borderLeftColor: tokens.colorStatusWarningBorderActive },
  notice: { borderLeftColor: tokens.colorNeutralStroke1 },
  head: {
    display: 'flex',
    justifyContent: 'space-between',
    alignItems: 'center',
    columnGap: '8px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
  suspects: { margin: 0, paddingLeft: '20px' },
  more: { listStyleType: 'none' },
});

/** A finding with the cells to blame, and what can be done about it: corrected, accepted with a reason, or taken up again. */
export function FindingItem({
  finding,
  isCurrent,
}: {
  readonly finding: AuditFinding;
  /** It is of the workbook as it is now. */ readonly isCurrent: boolean;
}): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, say, session } = usePane();
  const { work } = useSession();
  const { isUnderWay, carryOut } = useCarryOut();
  const { waiver } = finding;
  const [reason, setReason] = useState<string | null>(null);
  const isReady = isCurrent && !isUnderWay;
  const correct = (event: SyntheticEvent, suspect: Suspect): void => {
    carryOut(event, () =>
      session.act('correct', [suspect], {
        code: 'pane-corrected',
        parameters: { cell: `${suspect.sheet}!${suspect.cell}`, value: suspect.proposed ?? '' },
      }),
    );
  };
  const accept = (event: SyntheticEvent): void => {
    if (reason === null || reason.trim() === '' || !isCurrent) return;
    carryOut(
      event,
      () =>
        session.act('accept', [finding, { reason: reason.trim(), by: '', at: new Date().toLocaleDateString('sv') }], {
          code: 'pane-accepted',
          parameters: {},
        }),
      () => setReason(null),
    );
  };
  const withdraw = (event: SyntheticEvent, given: Waiver): void => {
    carryOut(event, () => session.act('withdraw', [given], { code: 'pane-saved', parameters: {} }));
  };
  return (
    <li className={`${styles.finding} ${styles[finding.severity]}`}>
      <div className={styles.head}>
        <span>{finding.waived ? t('report-waived') : t(`severity-${finding.severity}`)}</span>
        <PlaceLink sheet={finding.sheet} cell={finding.cell} />
      </div>
      <div>{say(finding.says.code, finding.says.parameters)}</div>
      {finding.suspects.length === 0 ? null : (
        <ol className={styles.suspects}>
          {finding.suspects.slice(0, MOST_SHOWN).map((suspect) => (
            <li key={`${suspect.sheet}!${suspect.cell} ${suspect.proposed ?? ''}`} value={suspect.place}>
              {suspect.sheet === finding.sheet ? suspect.cell : `${suspect.sheet}!${suspect.cell}`} {suspect.found}
              {suspect.proposed === null ? '' : ` → ${suspect.proposed}`}：
              {say(suspect.why.code, suspect.why.parameters)}
              {suspect.proposed === null || finding.waived ? null : (
                <>
                  {' '}
                  <Button
                    size="small"
                    disabledFocusable={work !== null || !isReady}
                    onClick={(event) => correct(event, suspect)}
                    aria-label={t('pane-change-cell', { cell: suspect.cell, value: suspect.proposed })}
                  >
                    {t('pane-change-to', { value: suspect.proposed })}
                  </Button>
                </>
              )}
            </li>
          ))}
          {finding.suspects.length <= MOST_SHOWN ? null : (
            <li className={styles.more}>{t('audit-suspects-more', { count: finding.suspects.length - MOST_SHOWN })}</li>
          )}
        </ol>
      )}
      <div className={common.note}>
        {waiver === null ? say(finding.advice.code, finding.advice.parameters) : waiver.reason}
      </div>
      <div className={common.actions}>
        {waiver !== null ? (
          <Button size="small" disabledFocusable={!isReady} onClick={(event) => withdraw(event, waiver)}>
            {t('pane-withdraw')}
          </Button>
        ) : reason === null ? (
          <Button size="small" onClick={() => setReason('')}>
            {t('report-waived')}
          </Button>
        ) : (
          <>
            <Input
              size="small"
              autoFocus
              value={reason}
              aria-label={t('reason')}
              placeholder={t('reason')}
              onChange={(_, { value }) => setReason(value)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') accept(event);
                if (event.key === 'Escape') setReason(null);
              }}
            />
            <Button
              size="small"
              appearance="primary"
              disabledFocusable={reason.trim() === '' || !isReady}
              onClick={accept}
            >
              {t('pane-confirm')}
            </Button>
            <Button size="small" onClick={() => setReason(null)}>
              {t('pane-cancel')}
            </Button>
          </>
        )}
      </div>
    </li>
  );
}
