/** The message of an error; of anything else that was thrown, its text. */
export function errorReason(error: unknown): string {
  if (error instanceof Error) return error.message;
  return String(error);
}
