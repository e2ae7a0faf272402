import { useSubmit, type Submission } from './use-submit.js';

/** `useSubmit` by the names that the method tab uses. */
export function useCarryOut(): { readonly isUnderWay: boolean; readonly carryOut: Submission['submit'] } {
  const { isSubmitting, submit } = useSubmit();
  return { isUnderWay: isSubmitting, carryOut: submit };
}
