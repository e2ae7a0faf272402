import type { Tone } from '../ui/Notice.js';

/** The outcome of an action, with a button for what can be done instead. */
export interface OutcomeLine {
  readonly tone: Tone;
  readonly text: string;
  readonly offer?: { readonly words: string; readonly take: () => void };
}
