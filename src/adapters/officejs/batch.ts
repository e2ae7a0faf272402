/// <reference types="office-js" />
import { notAnswering, refusalOf } from './refusal.js';

/** Milliseconds that Excel may take for one answer: as long as somebody may keep a cell open, for which it waits. */
export const PATIENCE = 60_000;

export interface Patience {
  /** Milliseconds that one answer of Excel may take. */
  readonly patience?: number;
}

export interface Batch {
  readonly context: Excel.RequestContext;
  /** Sends what was queued; fails where Excel does not answer in time, so that nothing follows an unanswered sync. */
  sync(): Promise<void>;
}

/** Runs a piece of work against Excel. Failures of the host become refusals; `sheets` are named in them. */
export async function batch<T>(
  work: (batch: Batch) => Promise<T>,
  { sheets = [], patience = PATIENCE }: Patience & { readonly sheets?: readonly string[] } = {},
): Promise<T> {
  try {
    return await Excel.run({ delayForCellEdit: true }, (context) =>
      work({ context, sync: () => inTime(context.sync(), patience) }),
    );
  } catch (error) {
    throw refusalOf(error, sheets);
  }
}

/** Waits for an answer of Excel; fails with a `WorkbookRefusal` where it does not come in time. */
export async function inTime<T>(answer: Promise<T>, patience: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(notAnswering(Math.round(patience / 1000))), patience);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
