import { Button, makeStyles, Radio, RadioGroup } from '@fluentui/react-components';
import { useState, type ReactNode } from 'react';
import { copyText } from '../copy-text.js';
import { usePane } from '../context.js';
import type { PublicationView } from '../session/tasks.js';
import { Answer } from '../ui/Answer.js';
import { Section } from '../ui/Section.js';
import { Tick } from '../ui/Tick.js';
import { withoutEnding } from './file-names.js';
import type { Choices } from './use-choices.js';

const useStyles = makeStyles({
  names: { listStyleType: 'none', margin: 0, padding: 0, lineHeight: '20px', overflowWrap: 'anywhere' },
});

interface Props extends Pick<PublicationView, 'files'> {
  readonly choices: Choices;
}

/** The files that will be made, by their official names, and how they are made. */
export function OfficialFiles({ files, choices }: Props): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const [copy, setCopy] = useState<{ readonly name: string; readonly isCopied: boolean } | null>(null);
  const copyName = async (name: string): Promise<void> => {
    setCopy({ name, isCopied: await copyText(withoutEnding(name)) });
  };
  return (
    <Section heading={t('pane-official-names')}>
      <ul className={styles.names}>
        {files.map(({ name }) => (
          <li key={name}>
            {name}{' '}
            <Button size="small" appearance="subtle" onClick={() => void copyName(name)}>
              {t('pane-copy-name')}
            </Button>{' '}
            <Answer>{copy?.name === name && t(copy.isCopied ? 'pane-copied' : 'pane-copy-name-refused')}</Answer>
          </li>
        ))}
      </ul>
      <RadioGroup
        value={choices.publish.files}
        onChange={(_, { value }) => choices.setFiles(value === 'each' ? 'each' : 'one')}
        aria-label={t('pane-files')}
      >
        <Radio value="one" label={t('pane-files-one')} />
        <Radio value="each" label={t('pane-files-each')} />
      </RadioGroup>
      <Tick checked={choices.publish.printSetUp === 'official'} onChange={choices.setOfficialSetUp}>
        {t('pane-print-set-up')}
      </Tick>
    </Section>
  );
}
