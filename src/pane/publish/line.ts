import type { Tone } from '../ui/Notice.js';

/** What came of something, with the way on where there is one. */
export interface Line {
  readonly tone: Tone;
  readonly text: string;
  readonly offer?: { readonly words: string; readonly take: () => void };
}
