import { useDeferredValue, type ReactNode } from 'react';

/** Draws its children once everything else is drawn, and interruptibly: at once, they would hold up the keyboard. */
export function Deferred({ children }: { readonly children: ReactNode }): ReactNode {
  const isDue = useDeferredValue(true, false);
  return isDue && children;
}
