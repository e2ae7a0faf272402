import { Button } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import type { Rules } from '../../core/method/read-rules.js';
import type { Publisher } from '../../ports/publisher.js';
import { usePane } from '../context.js';
import { Answer } from '../ui/Answer.js';
import { FileButton } from '../ui/FileButton.js';

interface Props {
  readonly rules: Rules;
  /** Saves a file; `null` where the host lets none be saved. */
  readonly save: Publisher['save'];
  readonly onOpen: (file: File) => void;
}

/** Opens a rule set from a file, or saves this one as a file. */
export function RulesFileButtons({ rules, save, onOpen }: Props): ReactNode {
  const { t, errorText } = usePane();
  const [answer, setAnswer] = useState<string | null>(null);
  const exportRules = async (saveFile: NonNullable<Publisher['save']>): Promise<void> => {
    const name = `${rules.method?.id ?? rules.form.id}.json`;
    const text = `${JSON.stringify(rules, null, 2)}\n`;
    try {
      await saveFile(name, () => Promise.resolve(new Blob([text], { type: 'application/json' })));
      setAnswer(t('pane-delivered-saved', { name }));
    } catch (error) {
      setAnswer(errorText(error));
    }
  };
  return (
    <>
      <FileButton accept="application/json,.json" onChoose={onOpen}>
        {t('pane-import')}
      </FileButton>
      {save !== null && (
        <Button size="small" onClick={() => void exportRules(save)}>
          {t('pane-export')}
        </Button>
      )}
      <Answer>{answer}</Answer>
    </>
  );
}
