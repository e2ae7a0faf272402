import { Button, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type KeyboardEvent, type ReactNode, type SyntheticEvent } from 'react';
import type { AuditFinding } from '../../app/audit.js';
import type { AcceptedFinding } from '../../core/audit/audit-record.js';
import type { Suspect } from '../../core/audit/finding.js';
import { usePane, useSession } from '../context.js';
import { ActionButton } from '../ui/ActionButton.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { PlaceLink } from '../ui/PlaceLink.js';
import { useSubmit, type Submission } from '../use-submit.js';

const MAX_SUSPECTS = 4;

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

interface Props {
  readonly finding: AuditFinding;
  /** The finding is about the workbook as it is now. */
  readonly isCurrent: boolean;
}

/** A finding with the suspect cells, and what can be done: correct one, waive the finding, withdraw the acceptance. */
export function FindingItem({ finding, isCurrent }: Props): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t, codeText } = usePane();
  const submission = useSubmit();
  const { acceptance, waived, severity, message, advice } = finding;
  const isReady = isCurrent && !submission.isSubmitting;
  return (
    <li className={`${styles.finding} ${styles[severity]}`} tabIndex={-1}>
      <div className={styles.head}>
        <span>{waived ? t('report-waived') : t(`severity-${severity}`)}</span>
        <PlaceLink sheet={finding.sheet} cell={finding.cell} />
      </div>
      <div>{codeText(message.code, message.parameters)}</div>
      <SuspectList finding={finding} isReady={isReady} submission={submission} />
      <div className={common.note}>{acceptance?.reason ?? codeText(advice.code, advice.parameters)}</div>
      <div className={common.actions}>
        {acceptance === null ? (
          <WaiverForm finding={finding} isCurrent={isCurrent} submission={submission} />
        ) : (
          <WithdrawButton acceptance={acceptance} isReady={isReady} submission={submission} />
        )}
      </div>
    </li>
  );
}

interface SuspectListProps {
  readonly finding: AuditFinding;
  readonly isReady: boolean;
  readonly submission: Submission;
}

function SuspectList({ finding, isReady, submission }: SuspectListProps): ReactNode {
  const styles = useStyles();
  const { t, codeText } = usePane();
  const { sheet, suspects, waived } = finding;
  if (suspects.length === 0) return null;
  return (
    <ol className={styles.suspects}>
      {suspects.slice(0, MAX_SUSPECTS).map((suspect) => {
        const { cell, proposed, found, why } = suspect;
        const address = `${suspect.sheet}!${cell}`;
        return (
          <li key={`${address} ${proposed ?? ''}`} value={suspect.place}>
            {suspect.sheet === sheet ? cell : address} {found}
            {proposed === null ? '' : ` → ${proposed}`}：{codeText(why.code, why.parameters)}
            {proposed !== null && !waived && (
              <>
                {' '}
                <CorrectButton suspect={suspect} proposed={proposed} isReady={isReady} submission={submission} />
              </>
            )}
          </li>
        );
      })}
      {suspects.length > MAX_SUSPECTS && (
        <li className={styles.more}>{t('audit-suspects-more', { count: suspects.length - MAX_SUSPECTS })}</li>
      )}
    </ol>
  );
}

function CorrectButton({
  suspect,
  proposed,
  isReady,
  submission: { submit },
}: Omit<SuspectListProps, 'finding'> & {
  readonly suspect: Suspect;
  readonly proposed: NonNullable<Suspect['proposed']>;
}): ReactNode {
  const { t, session } = usePane();
  const { work } = useSession();
  const { sheet, cell } = suspect;
  const [isWriting, setIsWriting] = useState(false);
  const correct = async (): Promise<boolean> => {
    setIsWriting(true);
    const isCorrected = await session.execute('correct', [[suspect]], {
      code: 'pane-corrected',
      parameters: { cell: `${sheet}!${cell}`, value: proposed },
    });
    if (isCorrected) await session.goTo(sheet, cell);
    setIsWriting(false);
    return isCorrected;
  };
  return (
    <ActionButton
      size="small"
      isBusy={isWriting}
      disabledFocusable={work !== null || !isReady}
      onClick={(event) => submit(event, correct)}
      aria-label={t('pane-change-cell', { cell, value: proposed })}
    >
      {t('pane-change-to', { value: proposed })}
    </ActionButton>
  );
}

/** A button and, once it was pressed, the reason for the acceptance. */
function WaiverForm({ finding, isCurrent, submission }: Props & { readonly submission: Submission }): ReactNode {
  const { t, session } = usePane();
  const { isSubmitting, submit } = submission;
  const [reason, setReason] = useState<string | null>(null);
  if (reason === null) {
    return (
      <Button size="small" onClick={() => setReason('')}>
        {t('report-waived')}
      </Button>
    );
  }
  const hasReason = reason.trim() !== '';
  const accept = (event: SyntheticEvent): void => {
    if (!hasReason || !isCurrent) return;
    const acceptance = { reason: reason.trim(), by: '', at: new Date().toLocaleDateString('sv') };
    const report = { code: 'pane-accepted', parameters: {} } as const;
    submit(
      event,
      () => session.execute('accept', [finding, acceptance], report),
      () => setReason(null),
    );
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') accept(event);
    if (event.key === 'Escape') setReason(null);
  };
  return (
    <>
      <Input
        size="small"
        autoFocus
        value={reason}
        aria-label={t('reason')}
        placeholder={t('reason')}
        onChange={(_, { value }) => setReason(value)}
        onKeyDown={onKeyDown}
      />
      <ActionButton
        size="small"
        appearance="primary"
        isBusy={isSubmitting}
        disabledFocusable={!hasReason || !isCurrent}
        onClick={accept}
      >
        {t('pane-confirm')}
      </ActionButton>
      <Button size="small" onClick={() => setReason(null)}>
        {t('pane-cancel')}
      </Button>
    </>
  );
}

function WithdrawButton({
  acceptance,
  isReady,
  submission: { submit },
}: Omit<SuspectListProps, 'finding'> & { readonly acceptance: AcceptedFinding }): ReactNode {
  const { t, session } = usePane();
  const withdraw = (): Promise<boolean> =>
    session.execute('withdraw', [acceptance], { code: 'pane-saved', parameters: {} });
  return (
    <Button size="small" disabledFocusable={!isReady} onClick={(event) => submit(event, withdraw)}>
      {t('pane-withdraw')}
    </Button>
  );
}
