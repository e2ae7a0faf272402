import type { MessageKey } from '../messages/index.js';

/** A tab of the pane, and the text that names it. */
export interface TabName {
  readonly id: string;
  readonly name: MessageKey;
}
