import type { ReactNode } from 'react';
import { detailTexts } from '../../messages/details.js';
import { usePane } from '../context.js';
import type { PublicationView } from '../session/tasks.js';
import { Section } from '../ui/Section.js';
import { Tick } from '../ui/Tick.js';
import type { Choices } from './use-choices.js';

interface Props extends Pick<PublicationView, 'removals'>, Pick<Choices, 'setRemoved'> {}

/** What is left out of the official files. */
export function Removals({ removals, setRemoved }: Props): ReactNode {
  const { t } = usePane();
  if (removals.length === 0) return null;
  return (
    <Section heading={t('removals-heading')}>
      <div>
        {removals.map(({ id, kind, count, details, optional, removed }) => (
          <Tick key={id} checked={removed} disabled={!optional} onChange={(isRemoved) => setRemoved(id, isRemoved)}>
            {t(`removed-${kind}`, { count, details: detailTexts(details, t).join('、'), removed: Number(removed) })}
          </Tick>
        ))}
      </div>
    </Section>
  );
}
