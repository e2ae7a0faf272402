import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { usePane } from '../context.js';
import type { PublicationView } from '../session/tasks.js';
import { PlaceLink } from '../ui/PlaceLink.js';
import { Section } from '../ui/Section.js';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', lineHeight: '20px' },
});

/** What to know before publishing, the errors among it, and of the file that is made. */
export function Readiness({ readiness, problems }: Pick<PublicationView, 'readiness' | 'problems'>): ReactNode {
  const styles = useStyles();
  const { t, codeText } = usePane();
  const { items, errors } = readiness;
  const count = items.length + problems.length;
  const heading = count === 0 ? t('readiness-clear') : t('readiness-heading', { count, errors });
  return (
    <Section heading={heading}>
      <ul className={styles.list}>
        {items.map(({ topic, problem: { sheet, cell, code, parameters } }, index) => (
          <li key={`${topic} ${sheet}!${cell} ${index}`}>
            {sheet !== '' && (
              <>
                <PlaceLink sheet={sheet} cell={cell} />{' '}
              </>
            )}
            {topic === 'error' ? <strong>{t('topic-error')}：</strong> : `${t(`topic-${topic}`)}：`}
            {codeText(code, parameters)}
          </li>
        ))}
        {problems.map(({ sheet, code, parameters }) => (
          <li key={`${code} ${sheet}`}>{codeText(code, parameters)}</li>
        ))}
      </ul>
    </Section>
  );
}
