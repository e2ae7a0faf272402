import { WorkbookRefusal } from '../../ports/workbook.js';
import type { SerializedError } from './thread-messages.js';

/** Returns an error as it goes to another thread: of a refusal its code and parameters, of any other its message. */
export function serializeError(error: unknown): SerializedError {
  if (!(error instanceof Error)) return { refusal: null, reason: String(error) };
  if (!(error instanceof WorkbookRefusal)) return { refusal: null, reason: error.message };
  return { refusal: { code: error.code, parameters: error.parameters }, reason: error.message };
}

export function deserializeError({ refusal, reason }: SerializedError): Error {
  if (refusal === null) return new Error(reason);
  return new WorkbookRefusal(refusal.code, refusal.parameters);
}
