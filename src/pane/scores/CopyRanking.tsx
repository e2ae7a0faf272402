import { Button } from '@fluentui/react-components';
import { Copy16Regular } from '@fluentui/react-icons';
import { useState, type ReactNode } from 'react';
import { usePane } from '../context.js';
import { copyTable } from '../copy-text.js';
import type { Ranking } from '../session/state.js';
import { Answer } from '../ui/Answer.js';
import { useCommonStyles } from '../ui/common-styles.js';
import { rankingTable } from './ranking-table.js';

/** Copies a ranking as a table, and says beside the button whether it did. */
export function CopyRanking({ ranking }: { readonly ranking: Ranking }): ReactNode {
  const common = useCommonStyles();
  const { t } = usePane();
  const [outcome, setOutcome] = useState<'done' | 'refused' | null>(null);
  const copy = async (): Promise<void> => {
    const isCopied = await copyTable(rankingTable(ranking, t));
    setOutcome(isCopied ? 'done' : 'refused');
  };
  return (
    <div className={common.actions}>
      <Button size="small" icon={<Copy16Regular />} onClick={() => void copy()}>
        {t('pane-copy-ranking')}
      </Button>
      <Answer>{outcome !== null && t(outcome === 'done' ? 'pane-ranking-copied' : 'pane-ranking-not-copied')}</Answer>
    </div>
  );
}
