import { useState } from 'react';
import type { Delivery } from '../../ports/publisher.js';
import { usePane } from '../context.js';
import { isCancellation } from '../use-query.js';
import type { OutcomeLine } from './outcome-line.js';

/** What became of the last action of one place, and how an action reports it. */
export interface Outcomes {
  readonly lines: readonly OutcomeLine[];
  /** Replaces the lines that are shown. */
  readonly report: (lines: readonly OutcomeLine[]) => void;
  /** Runs an action and reports its lines, or its error. */
  readonly reportAll: (action: () => Promise<readonly OutcomeLine[]>) => Promise<void>;
  /** The line for a file that was handed to the host. */
  readonly deliveryLine: (delivery: Delivery, name: string) => OutcomeLine;
}

export function useOutcomes(): Outcomes {
  const { t, errorText } = usePane();
  const [lines, report] = useState<readonly OutcomeLine[]>([]);
  return {
    lines,
    report,
    reportAll: async (action) => {
      try {
        report(await action());
      } catch (error) {
        report([{ tone: isCancellation(error) ? 'info' : 'error', text: errorText(error) }]);
      }
    },
    deliveryLine: (delivery, name) => ({ tone: 'success', text: t(`pane-delivered-${delivery}`, { name }) }),
  };
}
