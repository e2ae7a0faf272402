import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { usePane, useSession } from '../context.js';
import { errorReason } from '../error-reason.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { FileButton } from '../ui/FileButton.js';

const WORKBOOKS = '.xlsx,.xlsm';

/** The file of the quarter before that the audit compares with, and how to choose another one or none. */
export function PreviousQuarter(): ReactNode {
  const common = useCommonStyles();
  const { t, session } = usePane();
  const { previous } = useSession();
  const [isReading, setIsReading] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const read = async (file: File): Promise<void> => {
    setIsReading(true);
    setFailure(null);
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await session.choosePrevious({ name: file.name, bytes });
    } catch (error) {
      // The file is gone or another program holds it.
      setFailure(t('pane-previous-refused', { file: file.name, reason: errorReason(error) }));
    } finally {
      setIsReading(false);
    }
  };
  return (
    <div className={common.actions}>
      <FileButton accept={WORKBOOKS} isBusy={isReading} onChoose={(file) => void read(file)}>
        {t(isReading ? 'pane-reading' : 'pane-choose-previous')}
      </FileButton>
      {previous !== null && (
        <Button size="small" disabledFocusable={isReading} onClick={() => void session.choosePrevious(null)}>
          {t('pane-forget-previous')}
        </Button>
      )}
      <span className={common.note} role="status">
        <Outcome failure={failure} />
      </span>
    </div>
  );
}

/** What is compared with, or why the file that was chosen last is not. */
function Outcome({ failure }: { readonly failure: string | null }): ReactNode {
  const { t, codeText } = usePane();
  const { previous, previousRefused } = useSession();
  if (failure !== null) return failure;
  if (previousRefused !== null) {
    const { file, code, parameters } = previousRefused;
    return t('pane-previous-refused', { file, reason: codeText(code, parameters) });
  }
  if (previous === null) return null;
  return t('pane-previous', { file: previous });
}
