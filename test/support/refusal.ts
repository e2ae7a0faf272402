/** The code and parameters of the refusal that some work ends in; whatever else comes of it, as it is. */
export function refusalOf(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error instanceof Error && 'code' in error && 'parameters' in error ? [error.code, error.parameters] : error;
  }
}
