import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Adjusted } from '../../app/adjust.js';
import { print, type Rational } from '../../core/exact/rational.js';
import { usePane } from '../context.js';
import { rankWords } from '../rank-words.js';

/** So many scores fit into their box; more of them scroll, for which the keyboard must reach it. */
const MAX_UNSCROLLED = 10;

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

interface Props {
  readonly adjusted: Pick<Adjusted, 'moves' | 'refused' | 'problems'>;
  /** Decimals of a score. */
  readonly places: number;
}

/** The new scores and every changed rank, before anything is written; or why nothing can be. */
export function Moves({ adjusted: { moves, refused, problems }, places }: Props): ReactNode {
  const styles = useStyles();
  const context = usePane();
  const { t, codeText } = context;
  if (refused.length > 0) {
    return (
      <div className={`${styles.box} ${styles.refused}`} role="alert">
        {refused.map(({ code, parameters }) => (
          <div key={code}>{codeText(code, parameters)}</div>
        ))}
      </div>
    );
  }
  return (
    <div className={styles.box} role="status">
      <ChangedScores moves={moves} places={places} />
      <div>
        <strong>{rankWords(moves, context) ?? t('rank-unchanged')}</strong>
      </div>
      {problems.map(({ code, parameters }) => (
        <div key={code}>{codeText(code, parameters)}</div>
      ))}
    </div>
  );
}

function ChangedScores({ moves, places }: Pick<Adjusted, 'moves'> & Pick<Props, 'places'>): ReactNode {
  const styles = useStyles();
  const { t } = usePane();
  const scoreText = (value: Rational | null): string => (value === null ? '–' : print(value, places));
  const changed = moves
    .map((move) => ({ ...move, from: scoreText(move.score.from), to: scoreText(move.score.to) }))
    .filter(({ from, to }) => from !== to);
  if (changed.length === 0) return null;
  // Only a box that scrolls is a stop of the tab key.
  const tabIndex = changed.length > MAX_UNSCROLLED ? 0 : undefined;
  return (
    <div className={styles.scores} tabIndex={tabIndex} role="group" aria-label={t('score')}>
      {changed.map(({ sheet, row, unit, from, to }) => (
        <div key={`${sheet} ${row}`}>
          {unit}：{t('score-moved', { from, to })}
        </div>
      ))}
    </div>
  );
}
