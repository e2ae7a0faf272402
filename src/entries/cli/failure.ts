import type { MessageKey, MessageParameters } from '../../messages/index.js';

/** Ends a command with a message and an exit code: 2 unusable input, 3 nothing recognised, 4 a decision is needed. */
export class Failure extends Error {
  // eslint-disable-next-line max-params -- a failure is thrown in many places, most often with two or three of them
  constructor(
    readonly exitCode: 2 | 3 | 4,
    readonly key: MessageKey,
    readonly parameters: MessageParameters = {},
    /** The file it is about, where the message does not name one itself. */
    readonly file = '',
  ) {
    super(key);
    this.name = 'Failure';
  }
}
