import type { ReactNode } from 'react';
import type { MethodEffect } from '../../app/method-effect.js';
import { Moves } from '../adjustments/Moves.js';
import { usePane } from '../context.js';
import { Notice } from '../ui/Notice.js';
import { Tick } from '../ui/Tick.js';

interface Props {
  /** `null` while it is worked out. */
  readonly effect: MethodEffect | null;
  /** Decimal places of a score. */
  readonly places: number;
  readonly rewordNotes: boolean;
  readonly onRewordNotes: (reword: boolean) => void;
}

/** What changed rules would do: warnings, the scores and ranks that move, and notes that would have to be reworded. */
export function EffectPreview({ effect, places, rewordNotes, onRewordNotes }: Props): ReactNode {
  const { t } = usePane();
  if (effect === null) return null;
  const isChanged = effect.differences.length > 0;
  const contradicting = isChanged ? effect.notes.length : 0;
  return (
    <>
      <Warnings warnings={effect.warnings} />
      {isChanged && <Moves adjusted={{ moves: effect.moves, refused: [], problems: [] }} places={places} />}
      {contradicting > 0 && (
        <Tick checked={rewordNotes} onChange={onRewordNotes}>
          {t('pane-reword-notes', { count: contradicting })}
        </Tick>
      )}
    </>
  );
}

function Warnings({ warnings }: Pick<MethodEffect, 'warnings'>): ReactNode {
  const { codeText } = usePane();
  if (warnings.length === 0) return null;
  return (
    <Notice tone="warning">
      {warnings.map(({ code, parameters }, index) => (
        <div key={`${code} ${index}`}>{codeText(code, parameters)}</div>
      ))}
    </Notice>
  );
}
