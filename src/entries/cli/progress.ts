import { message, type Language, type MessageKey, type MessageParameters } from '../../messages/index.js';

const PATIENCE = 1000;
/** Work that takes about a second on a slow machine: a step that does more is announced before it begins. */
const UNITS_A_SECOND = 20_000;

/**
 * Says on standard error what is being done once it takes more than a second. A step cannot speak while it computes, so
 * it is announced when it begins: if a second has already gone by, or if its size tells that it will take one.
 */
export class Progress {
  private readonly start = performance.now();

  constructor(private readonly language: Language) {}

  /** `size` in cells, or bytes of a packed file, which come to about the same time. */
  step(key: MessageKey & `progress-${string}`, parameters: MessageParameters, size: number): void {
    if (size < UNITS_A_SECOND && performance.now() - this.start < PATIENCE) return;
    process.stderr.write(`${message(this.language, key, parameters)}\n`);
  }
}
