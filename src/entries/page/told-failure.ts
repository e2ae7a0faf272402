import { WorkbookRefusal } from '../../ports/workbook.js';
import type { ToldFailure } from './thread-messages.js';

/** An error as it goes to another thread: of a refusal its code and parameters, of any other its words. */
export function toldFailure(error: unknown): ToldFailure {
  return {
    refusal: error instanceof WorkbookRefusal ? { code: error.code, parameters: error.parameters } : null,
    reason: error instanceof Error ? error.message : String(error),
  };
}

export function heardFailure({ refusal, reason }: ToldFailure): Error {
  return refusal === null ? new Error(reason) : new WorkbookRefusal(refusal.code, refusal.parameters);
}
