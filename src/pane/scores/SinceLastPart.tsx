import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { SinceLast } from '../../app/since-last.js';
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
  const { t, time } = usePane();
  const { sinceLast } = useSession();
  if (sinceLast === null) return null;
  const { at, inputs, moved } = sinceLast;
  return (
    <Section heading={t('pane-since-last', { time: time(at) })}>
      {inputs.length > 0 && <ChangedInputs inputs={inputs} />}
      {moved.length > 0 && <MovedUnits moved={moved} />}
    </Section>
  );
}

function ChangedInputs({ inputs }: Pick<SinceLast, 'inputs'>): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const valueText = useValueText();
  return (
    <details className={styles.part}>
      <summary>{t('pane-since-inputs', { count: inputs.length })}</summary>
      <ul className={styles.list}>
        {inputs.slice(0, SHOWN).map(({ sheet, cell, unit, column, from, to }) => (
          <li key={`${sheet}!${cell}`}>
            {t('pane-since-input', { unit, column, from: valueText(from), to: valueText(to) })}
          </li>
        ))}
      </ul>
    </details>
  );
}

function MovedUnits({ moved }: Pick<SinceLast, 'moved'>): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const valueText = useValueText();
  const moveText = ({ from, to }: Move): string => {
    if (from === to) return valueText(to);
    return `${valueText(from)} → ${valueText(to)}`;
  };
  return (
    <details className={styles.part}>
      <summary>{t('pane-since-moved', { count: moved.length })}</summary>
      <ul className={styles.list}>
        {moved.slice(0, SHOWN).map(({ sheet, row, unit, score, rank }) => (
          <li key={`${sheet}!${row}`}>
            {t('pane-since-move', {
              unit,
              scores: moveText(score),
              ranks: rank.from === rank.to ? '' : moveText(rank),
            })}
          </li>
        ))}
      </ul>
    </details>
  );
}

interface Move {
  readonly from: number | string | null;
  readonly to: number | string | null;
}

/** Returns what words a value; a blank cell has a word of its own. */
function useValueText(): (value: number | string | null) => string {
  const { t } = usePane();
  return (value) => String(value ?? t('pane-blank'));
}
