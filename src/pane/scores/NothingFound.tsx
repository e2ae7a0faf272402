import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { usePane } from '../context.js';
import Introduction from '../Introduction.js';
import { Notice, type Tone } from '../ui/Notice.js';
import { useSubmit } from '../use-submit.js';

interface Props {
  /** Opens the sample as a workbook of its own; `null` where the host has a button for it. */
  readonly openSample: (() => Promise<void>) | null;
}

/** A workbook without attachments: what is looked for, and what all this is for. */
export default function NothingFound({ openSample }: Props): ReactNode {
  const { t } = usePane();
  return (
    <>
      <Notice tone="info">
        <div>{t('pane-nothing-found')}</div>
        <div>{t('pane-nothing-found-what-to-do')}</div>
      </Notice>
      <Introduction t={t} actions={openSample !== null && <SampleButton openSample={openSample} />} />
    </>
  );
}

interface Said {
  readonly tone: Tone;
  readonly text: string;
}

function SampleButton({ openSample }: { readonly openSample: () => Promise<void> }): ReactNode {
  const { t, errorText } = usePane();
  const { isSubmitting, submit } = useSubmit();
  const [said, setSaid] = useState<Said | null>(null);
  const open = async (): Promise<void> => {
    try {
      await openSample();
      setSaid({ tone: 'success', text: t('intro-sample-opened') });
    } catch (error) {
      setSaid({ tone: 'error', text: errorText(error) });
    }
  };
  return (
    <>
      <Button disabledFocusable={isSubmitting} onClick={(event) => submit(event, open)}>
        {t('page-sample')}
      </Button>
      {said !== null && <Notice tone={said.tone}>{said.text}</Notice>}
    </>
  );
}
