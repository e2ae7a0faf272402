import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import { usePane, type PaneContext } from '../context.js';
import { copyText } from '../copy-text.js';
import type { Explanation } from '../session/explanation.js';
import { Answer } from '../ui/Answer.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { useQuery } from '../use-query.js';

const useStyles = makeStyles({
  card: {
    padding: '4px 4px 10px 36px',
    display: 'flex',
    flexDirection: 'column',
    rowGap: '6px',
    backgroundColor: tokens.colorNeutralBackground1Selected,
  },
  sentences: { margin: 0, paddingLeft: '16px', listStyleType: 'disc', lineHeight: '20px' },
  counts: { margin: 0, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200, lineHeight: '18px' },
  text: {
    width: '100%',
    minHeight: '96px',
    boxSizing: 'border-box',
    fontFamily: 'inherit',
    fontSize: tokens.fontSizeBase200,
  },
});

/** How a unit's score came about, and the same ready to answer a call with. */
export function UnitCard({ unitKey }: { readonly unitKey: string }): ReactNode {
  const styles = useStyles();
  const common = useCommonStyles();
  const context = usePane();
  const { t, codeText } = context;
  const [copy, setCopy] = useState<'done' | 'refused' | null>(null);
  const { answer: explanation } = useQuery('explanation', [unitKey]);
  if (explanation === null) return null;
  const text = explanationText(explanation, context);
  const copyExplanation = async (): Promise<void> => {
    const isCopied = await copyText(text);
    setCopy(isCopied ? 'done' : 'refused');
  };
  return (
    <div className={styles.card} role="group" aria-label={t('pane-explanation')}>
      {explanation.sentences.length > 0 && (
        <ul className={styles.sentences}>
          {explanation.sentences.map(({ code, parameters }, index) => (
            <li key={`${code} ${index}`}>{codeText(code, parameters)}</li>
          ))}
        </ul>
      )}
      <p className={styles.counts}>{countsLine(explanation, context)}</p>
      <div className={common.actions}>
        <Button size="small" icon={<Copy16Regular />} onClick={() => void copyExplanation()}>
          {t('pane-copy-explanation')}
        </Button>
        <Answer>{copy !== null && t(copy === 'done' ? 'pane-copied' : 'pane-copy-refused')}</Answer>
      </div>
      {copy === 'refused' && (
        <textarea
          className={styles.text}
          readOnly
          value={text}
          aria-label={t('pane-explanation')}
          onFocus={(event) => event.target.select()}
        />
      )}
    </div>
  );
}

function countsLine({ counts }: Explanation, { t }: PaneContext): string {
  const figures = counts.map(({ name, value }) => `${name} ${value || t('pane-blank')}`);
  return t('pane-explanation-counts', { counts: figures.join('，') });
}

/** The score that stands in the sheet, with the computed one beside it where that is another. */
function scoreText({ score, computed }: Explanation, { t }: PaneContext): string {
  if (computed === undefined) return score ?? '';
  return t('score-beside', { score: score ?? '', computed: computed ?? '' });
}

/** The whole explanation as plain text. */
function explanationText(explanation: Explanation, context: PaneContext): string {
  const { t, codeText } = context;
  const { unrounded } = explanation;
  const rates = explanation.rates
    .map(({ name, expression, figures, value }) => `${name}（${expression}＝${figures}）${value}`)
    .join('，');
  return [
    t('pane-explanation-heading', {
      unit: explanation.unit,
      rank: explanation.rank ?? '',
      score: scoreText(explanation, context),
    }),
    ...(unrounded === undefined ? [] : [t('rank-by-unrounded', { score: unrounded })]),
    countsLine(explanation, context),
    t('pane-explanation-rates', { rates }),
    ...explanation.sentences.map(({ code, parameters }) => codeText(code, parameters)),
  ].join('\n');
}
