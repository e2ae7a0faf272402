import { message, type Language, type MessageKey, type MessageParameters } from '../../messages/index.js';

const PATIENCE = 1000;

/**
 * Says on standard error what is being done once it takes more than a second. A step cannot speak while it computes, so
 * it is announced when it begins, if by its size it will end later than a second after the start.
 */
export class Progress {
  private readonly start = performance.now();

  constructor(private readonly language: Language) {}

  /** `expected`: about how many milliseconds the step will take. */
  step(key: MessageKey & `progress-${string}`, parameters: MessageParameters, expected: number): void {
    if (performance.now() - this.start + expected < PATIENCE) return;
    process.stderr.write(`${message(this.language, key, parameters)}\n`);
  }
}
