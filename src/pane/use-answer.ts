import { useCallback, useEffect, useRef, useState } from 'react';
import type { Step } from '../app/step.js';
import { WorkbookRefusal } from '../ports/workbook.js';
import { usePane, useSession } from './context.js';
import type { Answer, Question, QuestionArguments } from './session/questions.js';
import type { Studied, Study, StudyArguments } from './session/studies.js';

export interface Answered<T> {
  /** The last answer; `null` before the first. */
  readonly answer: T | null;
  /** The answer is to what is asked now, of the workbook as it is now. */
  readonly isCurrent: boolean;
  /** Why there is no answer. */
  readonly failure: unknown;
}

/** An answer that may take long. */
export interface Studying<T> extends Answered<T> {
  /** How far it has come, where it says. */
  readonly step: Step | null;
  /** Gives it up; until it is asked again nothing is. `null` where it cannot be given up. */
  readonly stop: (() => void) | null;
  readonly isStopped: boolean;
  readonly again: () => void;
}

/** Asks the session, and asks anew whenever the workbook or the question changes; `null` arguments ask nothing. */
export function useAnswer<Q extends Question>(question: Q, args: QuestionArguments<Q> | null): Answered<Answer<Q>> {
  const { session } = usePane();
  return useAsked(question, args, (given) => session.ask(question, ...given));
}

/** As `useAnswer`, for what may take long. */
export function useStudy<S extends Study>(study: S, args: StudyArguments<S> | null): Studying<Studied<S>> {
  const { session } = usePane();
  const [step, setStep] = useState<Step | null>(null);
  const [tries, setTries] = useState(0);
  const giveUp = useRef<AbortController | null>(null);
  const asked = useAsked(
    study,
    args,
    async (given): Promise<Studied<S>> => {
      const controller = new AbortController();
      giveUp.current = controller;
      try {
        return await session.study(study, given, { onStep: setStep, signal: controller.signal });
      } finally {
        setStep(null);
      }
    },
    tries,
  );
  const stop = useCallback(() => giveUp.current?.abort(), []);
  const again = useCallback(() => setTries((before) => before + 1), []);
  return { ...asked, step, stop: session.canStop ? stop : null, isStopped: isStopped(asked.failure), again };
}

/** Tells whether a failure is that somebody gave a study up. */
export function isStopped(failure: unknown): boolean {
  return failure instanceof WorkbookRefusal && failure.code === 'stopped';
}

/** While one answer is being thought out only the newest question waits: somebody typing does not pile them up. */
function useAsked<A extends readonly unknown[], T>(
  name: string,
  args: A | null,
  ask: (args: A) => Promise<T>,
  tries = 0,
): Answered<T> {
  const { session } = usePane();
  const { version, isBehind } = useSession();
  const asked = args === null ? null : `${version} ${tries} ${JSON.stringify(args)}`;
  const [given, give] = useState<{
    readonly asked: string;
    readonly answer: T | null;
    readonly failure: unknown;
  } | null>(null);
  const underWay = useRef<Promise<void>>(Promise.resolve());
  useEffect(() => {
    if (asked === null || args === null) return give(null);
    let isWanted = true;
    const answerIt = async (): Promise<void> => {
      await underWay.current;
      if (!isWanted) return;
      const answering = ask(args);
      underWay.current = answering.then(ignore, ignore);
      try {
        const answer = await answering;
        if (isWanted) give({ asked, answer, failure: null });
      } catch (failure) {
        if (isWanted) give({ asked, answer: null, failure });
      }
    };
    void answerIt();
    return () => {
      isWanted = false;
    };
    // The arguments are told apart by what they say.
  }, [session, name, asked]);
  return {
    answer: given?.answer ?? null,
    isCurrent: given?.asked === asked && asked !== null && !isBehind,
    failure: given?.failure ?? null,
  };
}

function ignore(): void {}
