import { useCallback, useEffect, useRef, useState } from 'react';
import { WorkbookRefusal } from '../ports/workbook.js';
import { usePane, useSession } from './context.js';
import type { PaneSession } from './session/pane-session.js';
import type { Answer, Query, QueryArguments } from './session/queries.js';
import type { TaskResult, Task, TaskArguments } from './session/tasks.js';
import { useTaskRun, type TaskControl } from './use-task-run.js';

/** What has become of a query or a task. */
export interface QueryState<T> {
  /** The last answer; `null` before the first, and after a failure. */
  readonly answer: T | null;
  /** The answer is to the present arguments, and about the workbook as it is now. */
  readonly isCurrent: boolean;
  /** The error instead of an answer; else `null`. */
  readonly failure: unknown;
}

/** The state of a task, with what can be done about it. */
export interface TaskState<T> extends QueryState<T>, TaskControl {
  readonly isCancelled: boolean;
  readonly retry: () => void;
}

/** Asks the session, and asks anew whenever the workbook or the arguments change; `null` arguments ask nothing. */
export function useQuery<Q extends Query>(question: Q, args: QueryArguments<Q> | null): QueryState<Answer<Q>> {
  const { session } = usePane();
  return useLatestAnswer({ name: question, args, retries: 0 }, (given) => session.query(question, ...given));
}

/** As `useAnswer`, for what may take long. After it was cancelled it does not run again until `retry`. */
export function useTask<S extends Task>(task: S, args: TaskArguments<S> | null): TaskState<TaskResult<S>> {
  const { run, step, cancel } = useTaskRun();
  const [retries, setRetries] = useState(0);
  const state = useLatestAnswer({ name: task, args, retries }, (given: TaskArguments<S>) => run(task, given));
  const retry = useCallback(() => setRetries((before) => before + 1), []);
  return { ...state, step, cancel, isCancelled: isCancellation(state.failure), retry };
}

/** Whether an error means that somebody cancelled a task. */
export function isCancellation(error: unknown): boolean {
  return error instanceof WorkbookRefusal && error.code === 'stopped';
}

interface Request<A> {
  readonly name: string;
  readonly args: A | null;
  /** Counts how often the same was asked for again. */
  readonly retries: number;
}

/** The request that was made last, and of which session. */
interface LatestRequest {
  readonly session: PaneSession;
  readonly name: string;
  readonly key: string;
}

interface Outcome<T> {
  /** Identifies the request that it belongs to. */
  readonly key: string;
  readonly answer: T | null;
  readonly failure: unknown;
}

/** While one request runs, only the newest one waits: somebody typing does not pile them up. */
function useLatestAnswer<A extends readonly unknown[], T>(
  { name, args, retries }: Request<A>,
  request: (args: A) => Promise<T>,
): QueryState<T> {
  const { session } = usePane();
  const { version, isBehind } = useSession();
  const key = args === null ? null : `${version} ${retries} ${JSON.stringify(args)}`;
  const [outcome, setOutcome] = useState<Outcome<T> | null>(null);
  const running = useRef<Promise<void>>(Promise.resolve());
  const latest = useRef<LatestRequest | null>(null);
  useEffect(() => {
    if (key === null || args === null) {
      latest.current = null;
      return setOutcome(null);
    }
    // A tab that is looked at again asks for nothing that it has asked for before.
    const before = latest.current;
    if (before?.session === session && before.name === name && before.key === key) return;
    const own = { session, name, key };
    latest.current = own;
    const run = async (): Promise<void> => {
      await running.current;
      if (latest.current !== own) return;
      const pending = request(args);
      running.current = pending.then(ignore, ignore);
      try {
        const answer = await pending;
        if (latest.current === own) setOutcome({ key, answer, failure: null });
      } catch (failure) {
        if (latest.current === own) setOutcome({ key, answer: null, failure });
      }
    };
    void run();
    // The key has all that tells arguments apart; the arrays themselves are new with every drawing.
  }, [session, name, key]);
  return {
    answer: outcome?.answer ?? null,
    isCurrent: key !== null && outcome?.key === key && !isBehind,
    failure: outcome?.failure ?? null,
  };
}

function ignore(): void {}
