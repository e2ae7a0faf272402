import { useDeferredValue, type ReactNode } from 'react';

/** Draws its children when everything else is drawn, and a little at a time: in one piece they would be felt. */
export function Later({ children }: { readonly children: ReactNode }): ReactNode {
  const isDue = useDeferredValue(true, false);
  return isDue ? children : null;
}
