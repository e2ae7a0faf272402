import { useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Gives the focus back, when a dialog has closed, to what had it before, or to the nearest element around it that is
 * still there.
 */
export function useFocusReturn(isDialogOpen: boolean): void {
  const before = useRef<readonly HTMLElement[]>([]);
  // The dialog takes the focus later than it is laid out.
  useLayoutEffect(() => {
    if (isDialogOpen) before.current = focusableAncestors(document.activeElement);
  }, [isDialogOpen]);
  useEffect(() => {
    if (!isDialogOpen) return;
    return () => focusFirst(before.current);
  }, [isDialogOpen]);
}

/** Gives the focus to the sheet, or to the button that opens a file while there is none: what had it is about to go. */
export function focusSheet(): void {
  const sheet = document.querySelector<HTMLElement>('#root [role="grid"]');
  const target = sheet ?? document.querySelector<HTMLElement>('#root main button');
  target?.focus();
}

/** Leaves the field in which a cell is being corrected, so that what stands in it counts as entered. */
export function leaveCell(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLTextAreaElement && activeElement.closest('[role="grid"]') !== null)
    activeElement.blur();
}

/** Returns an element and what it lies in, from the inside outwards, as far as it can have the focus. */
function focusableAncestors(element: Element | null): readonly HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let ancestor = element; ancestor !== null; ancestor = ancestor.parentElement)
    if (ancestor instanceof HTMLElement && ancestor.tabIndex >= 0) found.push(ancestor);
  return found;
}

function focusFirst(elements: readonly HTMLElement[]): void {
  elements.find(({ isConnected }) => isConnected)?.focus();
}
