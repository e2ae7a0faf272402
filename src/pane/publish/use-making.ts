import { useCallback, useRef, useState } from 'react';
import type { Step } from '../../app/step.js';
import { usePane } from '../context.js';
import type { Studied, Study, StudyArguments } from '../session/studies.js';

/** Makes one thing at a time: files, tables to paste, a page to print. */
export interface Making {
  readonly isMaking: boolean;
  /** How far it has come, where it says. */
  readonly step: Step | null;
  /** Gives up what is being made; `null` where that cannot be. */
  readonly stop: (() => void) | null;
  make<S extends Study>(study: S, args: StudyArguments<S>): Promise<Studied<S>>;
}

export function useMaking(): Making {
  const { session } = usePane();
  const [isMaking, set] = useState(false);
  const [step, onStep] = useState<Step | null>(null);
  const controller = useRef<AbortController | null>(null);
  const make = useCallback(
    async <S extends Study>(study: S, args: StudyArguments<S>): Promise<Studied<S>> => {
      const own = new AbortController();
      controller.current = own;
      set(true);
      try {
        return await session.study(study, args, { onStep, signal: own.signal });
      } finally {
        onStep(null);
        set(false);
      }
    },
    [session],
  );
  const stop = useCallback(() => controller.current?.abort(), []);
  return { isMaking, step, stop: session.canStop ? stop : null, make };
}
