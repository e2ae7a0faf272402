import { useEffect, useRef, useState } from 'react';
import { usePane, useSession } from './context.js';
import type { Answer, Question, QuestionArguments } from './session/questions.js';

export interface Answered<T> {
  /** The last answer; `null` before the first. */
  readonly answer: T | null;
  /** The answer is to what is asked now, of the workbook as it is now. */
  readonly isCurrent: boolean;
  /** Why there is no answer. */
  readonly failure: unknown;
}

/**
 * Asks the session, and asks anew whenever the workbook or the question changes; `null` arguments ask nothing. While one
 * answer is being thought out only the newest question waits: somebody typing does not pile them up.
 */
export function useAnswer<Q extends Question>(question: Q, args: QuestionArguments<Q> | null): Answered<Answer<Q>> {
  const { session } = usePane();
  const { version, isBehind } = useSession();
  const asked = args === null ? null : `${version} ${JSON.stringify(args)}`;
  const [given, give] = useState<{ readonly asked: string; readonly answer: Answer<Q> | null; readonly failure: unknown } | null>(null);
  const underWay = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    if (asked === null || args === null) return give(null);
    let isWanted = true;
    const ask = async (): Promise<void> => {
      await underWay.current;
      if (!isWanted) return;
      const answering = session.ask(question, ...args);
      underWay.current = answering.then(ignore, ignore);
      try {
        const answer = await answering;
        if (isWanted) give({ asked, answer, failure: null });
      } catch (failure) {
        if (isWanted) give({ asked, answer: null, failure });
      }
    };
    void ask();
    return () => { isWanted = false; };
    // The arguments are told apart by what they say.
  }, [session, question, asked]);
  return { answer: given?.answer ?? null, isCurrent: given?.asked === asked && asked !== null && !isBehind, failure: given?.failure ?? null };
}

function ignore(): void {}
