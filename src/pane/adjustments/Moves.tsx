import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Adjusted } from '../../app/adjust.js';
import { print, type Rational } from '../../core/exact/rational.js';
import { usePane } from '../context.js';
import { rankWords } from '../rank-words.js';

/** More of them scroll, which the keyboard must reach. */
const FEW = 10;

const useStyles = makeStyles({
  box: {
    padding: '6px 8px',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
    lineHeight: '20px',
  },
  scores: { maxHeight: '220px', overflowY: 'auto' },
  refused: { color: tokens.colorStatusDangerForeground1 },
});

/** The new scores and every changed rank, before anything is written. */
export function Moves({
  adjusted: { moves, refused, problems },
  places,
}: {
  readonly adjusted: Pick<Adjusted, 'moves' | 'refused' | 'problems'>;
  readonly places: number;
}): ReactNode {
  const styles = useStyles();
  const surroundings = usePane();
  const { t, say } = surroundings;
  if (refused.length > 0)
    return (
      <div className={`${styles.box} ${styles.refused}`} role="alert">
        {refused.map(({ code, parameters }) => (
          <div key={code}>{say(code, parameters)}</div>
        ))}
      </div>
    );
  const shown = (value: Rational | null): string => (value === null ? '–' : print(value, places));
  const scores = moves.filter(({ score }) => shown(score.from) !== shown(score.to));
  return (
    <div className={styles.box} role="status">
      {scores.length === 0 ? null : (
        <div
          className={styles.scores}
          tabIndex={scores.length > FEW ? 0 : undefined}
          role="group"
          aria-label={t('score')}
        >
          {scores.map(({ sheet, row, unit, score }) => (
            <div key={`${sheet} ${row}`}>
              {unit}：{t('score-moved', { from: shown(score.from), to: shown(score.to) })}
            </div>
          ))}
        </div>
      )}
      <div>
        <strong>{rankWords(moves, surroundings) ?? t('rank-unchanged')}</strong>
      </div>
      {problems.map(({ code, parameters }) => (
        <div key={code}>{say(code, parameters)}</div>
      ))}
    </div>
  );
}
