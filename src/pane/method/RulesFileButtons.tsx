import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Rules } from '../../core/method/read-rules.js';
import { usePane } from '../context.js';
import { FileButton } from '../ui/FileButton.js';

/** How long a download may take to begin before its data is let go. */
const DOWNLOAD_STARTS_WITHIN = 1000;

interface Props {
  readonly rules: Rules;
  readonly onOpen: (file: File) => void;
}

/** Opens a rule set from a file, or saves this one as a file. */
export function RulesFileButtons({ rules, onOpen }: Props): ReactNode {
  const { t } = usePane();
  return (
    <>
      <FileButton accept="application/json,.json" onChoose={onOpen}>
        {t('pane-import')}
      </FileButton>
      <Button size="small" onClick={() => exportRules(rules)}>
        {t('pane-export')}
      </Button>
    </>
  );
}

function exportRules(rules: Rules): void {
  const address = URL.createObjectURL(new Blob([`${JSON.stringify(rules, null, 2)}\n`], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${rules.method?.id ?? rules.form.id}.json`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), DOWNLOAD_STARTS_WITHIN);
}
