import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { usePane, useSession } from '../context.js';
import { Section } from '../ui/Section.js';

const SHOWN = 20;

const useStyles = makeStyles({
  part: { lineHeight: '20px' },
  list: {
    margin: '2px 0 4px',
    paddingLeft: '20px',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
  },
});

/** 自上次计算: which inputs changed, which scores and ranks moved. */
export function SinceLastPart(): ReactNode {
  const styles = useStyles();
  const { t, time } = usePane();
  const { sinceLast } = useSession();
  if (sinceLast === null) return null;
  const { at, inputs, moved } = sinceLast;
  const shown = (value: number | string | null): string => (value === null ? t('pane-blank') : String(value));
  return (
    <Section heading={t('pane-since-last', { time: time(at) })}>
      {inputs.length === 0 ? null : (
        <details className={styles.part}>
          <summary>{t('pane-since-inputs', { count: inputs.length })}</summary>
          <ul className={styles.list}>
            {inputs.slice(0, SHOWN).map(({ sheet, cell, unit, column, from, to }) => (
              <li key={`${sheet}!${cell}`}>
                {t('pane-since-input', { unit, column, from: shown(from), to: shown(to) })}
              </li>
            ))}
          </ul>
        </details>
      )}
      {moved.length === 0 ? null : (
        <details className={styles.part}>
          <summary>{t('pane-since-moved', { count: moved.length })}</summary>
          <ul className={styles.list}>
            {moved.slice(0, SHOWN).map(({ sheet, row, unit, score, rank }) => (
              <li key={`${sheet}!${row}`}>
                {t('pane-since-move', {
                  unit,
                  scores: score.from === score.to ? shown(score.to) : `${shown(score.from)} → ${shown(score.to)}`,
                  ranks: rank.from === rank.to ? '' : `${shown(rank.from)} → ${shown(rank.to)}`,
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Section>
  );
}
