import { makeStyles, tokens } from '@fluentui/react-components';
import { useId, type ReactNode } from 'react';
import type { MessageKey } from '../messages/index.js';
import { SamplePicture } from './SamplePicture.js';

const useStyles = makeStyles({
  page: {
    display: 'grid',
    rowGap: '16px',
    width: '100%',
    maxWidth: '860px',
    justifyItems: 'center',
    lineHeight: '20px',
  },
  purpose: { margin: 0, fontWeight: tokens.fontWeightSemibold, textAlign: 'center' },
  steps: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(170px, 1fr))',
    gap: '12px',
    width: '100%',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
    textAlign: 'left',
  },
  step: { display: 'grid', gridTemplateColumns: '24px 1fr', columnGap: '8px', alignItems: 'start' },
  number: {
    width: '24px',
    height: '24px',
    boxSizing: 'border-box',
    lineHeight: '22px',
    textAlign: 'center',
    borderRadius: '50%',
    border: `1px solid ${tokens.colorBrandStroke1}`,
    color: tokens.colorBrandForeground1,
    fontWeight: tokens.fontWeightSemibold,
  },
  name: { fontWeight: tokens.fontWeightSemibold, lineHeight: '24px' },
  what: { color: tokens.colorNeutralForeground2 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', justifyContent: 'center', ':empty': { display: 'none' } },
  figure: { margin: 0, maxWidth: '100%', display: 'grid', rowGap: '6px', justifyItems: 'center' },
  caption: { color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, textAlign: 'center' },
});

const STEPS = ['read', 'fill', 'audit', 'publish'] as const;

interface Props {
  readonly t: (key: MessageKey) => string;
  /** The buttons with which one begins. */
  readonly actions?: ReactNode;
}

/** What all this is for, shown while there is nothing else to show: the four steps, and the sample as a picture. */
export default function Introduction({ t, actions }: Props): ReactNode {
  const styles = useStyles();
  const caption = useId();
  return (
    <div className={styles.page}>
      <p className={styles.purpose}>{t('intro-purpose')}</p>
      <ol className={styles.steps} aria-label={t('intro-steps')}>
        {STEPS.map((step, index) => (
          <li key={step} className={styles.step}>
            <span className={styles.number} aria-hidden="true">
              {index + 1}
            </span>
            <div>
              <div className={styles.name}>{t(`intro-${step}`)}</div>
              <div className={styles.what}>{t(`intro-${step}-what`)}</div>
            </div>
          </li>
        ))}
      </ol>
      <div className={styles.actions}>{actions}</div>
      <figure className={styles.figure}>
        <SamplePicture labelledBy={caption} />
        <figcaption id={caption} className={styles.caption}>
          {t('intro-picture')}
        </figcaption>
      </figure>
    </div>
  );
}
