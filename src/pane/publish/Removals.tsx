import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { detailTexts } from '../../messages/details.js';
import { usePane } from '../context.js';
import type { PublicationView } from '../session/tasks.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { Section } from '../ui/Section.js';
import { Tick } from '../ui/Tick.js';
import type { Choices } from './use-choices.js';

interface Props extends Pick<PublicationView, 'removals'>, Pick<Choices, 'setRemoved'> {}

const useStyles = makeStyles({
  goes: { color: tokens.colorStatusWarningForeground3, fontWeight: tokens.fontWeightSemibold, whiteSpace: 'nowrap' },
});

/** What is left out of the official files; of what goes out all the same that is said beside it. */
export function Removals({ removals, setRemoved }: Props): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const { t } = usePane();
  if (removals.length === 0) return null;
  return (
    <Section heading={t('pane-removals')}>
      <div className={common.note}>{t('pane-removals-note')}</div>
      <div>
        {removals.map(({ id, kind, count, details, optional, removed }) => (
          <Tick key={id} checked={removed} disabled={!optional} onChange={(isRemoved) => setRemoved(id, isRemoved)}>
            {t(`removed-${kind}`, { count, details: detailTexts(details, t).join('、'), removed: Number(removed) })}
            {!removed && <span className={styles.goes}> {t('pane-removal-goes')}</span>}
          </Tick>
        ))}
      </div>
    </Section>
  );
}
