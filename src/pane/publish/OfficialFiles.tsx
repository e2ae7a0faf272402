import { Button, makeStyles, Radio, RadioGroup } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { copyText } from '../copy-text.js';
import { usePane } from '../context.js';
import type { PublicationView } from '../session/tasks.js';
import { Section } from '../ui/Section.js';
import { Tick } from '../ui/Tick.js';
import { withoutEnding } from './file-names.js';
import type { Choices } from './use-choices.js';
import type { Outcomes } from './use-outcomes.js';

const useStyles = makeStyles({
  names: { listStyleType: 'none', margin: 0, padding: 0, lineHeight: '20px', overflowWrap: 'anywhere' },
});

interface Props extends Pick<PublicationView, 'files'>, Pick<Outcomes, 'report'> {
  readonly choices: Choices;
}

/** The files that will be made, by their official names, and how they are made. */
export function OfficialFiles({ files, choices, report }: Props): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const copyName = async (name: string): Promise<void> => {
    const isCopied = await copyText(withoutEnding(name));
    if (isCopied) report([{ tone: 'success', text: t('pane-copied') }]);
    else report([{ tone: 'warning', text: t('pane-copy-refused') }]);
  };
  return (
    <Section heading={t('pane-official-names')}>
      <ul className={styles.names}>
        {files.map(({ name }) => (
          <li key={name}>
            {name}{' '}
            <Button size="small" appearance="subtle" onClick={() => void copyName(name)}>
              {t('pane-copy-name')}
            </Button>
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
