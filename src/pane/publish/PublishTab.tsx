import { Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { Publisher } from '../../ports/publisher.js';
import { usePane, useSession } from '../context.js';
import type { PublicationView } from '../session/tasks.js';
import { ActionButton } from '../ui/ActionButton.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { Section } from '../ui/Section.js';
import { UnansweredTask, UpdateProgress } from '../ui/TaskProgress.js';
import { useTask } from '../use-query.js';
import { useSubmit } from '../use-submit.js';
import { withoutEnding } from './file-names.js';
import { OfficialFiles } from './OfficialFiles.js';
import { OtherForms } from './OtherForms.js';
import { OutcomeNotices } from './OutcomeNotices.js';
import { Preview } from './Preview.js';
import { Readiness } from './Readiness.js';
import { Removals } from './Removals.js';
import { useChoices } from './use-choices.js';
import { useExporter } from './use-exporter.js';
import { useOutcomes } from './use-outcomes.js';
import { usePublish } from './use-publish.js';

const useStyles = makeStyles({
  footer: {
    padding: '8px 12px',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    display: 'flex',
    flexDirection: 'column',
    rowGap: '8px',
  },
});

/** 定稿: one list of what to know, what stays behind, and the official attachment. */
export default function PublishTab({ publisher }: { readonly publisher: Publisher }): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t } = usePane();
  const choices = useChoices();
  const signature = useSignature();
  const outcomes = useOutcomes();
  const exporter = useExporter();
  const publish = usePublish({ publisher, exporter, outcomes });
  const { isSubmitting, submit } = useSubmit();
  const task = useTask('publication', [choices.publish]);
  const isPublishable = useIsPublishable(task.answer, signature.reason);

  const { answer: publication, isCurrent } = task;
  if (publication === null) {
    return (
      <div className={common.page}>
        <UnansweredTask task={task} words={t('pane-preparing')} />
      </div>
    );
  }
  const { errors } = publication.readiness;
  const { reason, by } = signature;
  const isReady = isPublishable && isCurrent && !isSubmitting && !exporter.isExporting;
  return (
    <>
      <div className={common.page}>
        {!isCurrent && <UpdateProgress words={t('pane-preparing')} step={task.step} cancel={task.cancel} />}
        <Readiness readiness={publication.readiness} problems={publication.problems} />
        <OfficialFiles files={publication.files} choices={choices} />
        <Removals removals={publication.removals} setRemoved={choices.setRemoved} />
        <Section heading={t('pane-other-forms')}>
          <OtherForms
            publisher={publisher}
            choices={choices.publish}
            exporter={exporter}
            name={withoutEnding(publication.files[0]?.name ?? '')}
            attachments={publication.attachments}
            helperSheets={publication.visibleOthers}
            isCurrent={isCurrent}
          />
          <Preview choices={choices.publish} attachments={publication.attachments} publisher={publisher} />
        </Section>
      </div>
      <footer className={styles.footer}>
        {errors > 0 && (
          <Field label={t('pane-accept-reason', { errors })} size="small">
            <Input size="small" value={reason} onChange={(_, { value }) => signature.setReason(value)} />
          </Field>
        )}
        <Field label={t('pane-published-by')} size="small">
          <Input size="small" value={by} onChange={(_, { value }) => signature.setBy(value)} />
        </Field>
        {exporter.isExporting && (
          <UpdateProgress words={t('pane-making')} step={exporter.step} cancel={exporter.cancel} />
        )}
        {outcomes.lines.length > 0 && <OutcomeNotices lines={outcomes.lines} />}
        <ActionButton
          appearance="primary"
          size="large"
          isBusy={isSubmitting}
          disabledFocusable={!isReady}
          onClick={(event) => submit(event, () => publish({ publication, choices: choices.publish, reason, by }))}
        >
          {t('pane-publish')}
        </ActionButton>
      </footer>
    </>
  );
}

/** Who publishes, and why although there are errors. */
interface Signature {
  readonly reason: string;
  readonly setReason: (reason: string) => void;
  readonly by: string;
  readonly setBy: (by: string) => void;
}

function useSignature(): Signature {
  const [reason, setReason] = useState('');
  const [by, setBy] = useState('');
  return { reason, setReason, by, setBy };
}

/** Whether there is something to publish and nothing against it: errors need a reason. */
function useIsPublishable(publication: PublicationView | null, reason: string): boolean {
  const { work } = useSession();
  if (publication === null || publication.attachments.length === 0 || work !== null) return false;
  return publication.readiness.errors === 0 || reason.trim() !== '';
}
