import { useEffect, useLayoutEffect, useRef } from 'react';

/** Gives the focus back, when a dialog has closed, to what had it before, or to the nearest around it that is still there. */
export function useFocusReturn(isDialogOpen: boolean): void {
  const before = useRef<readonly HTMLElement[]>([]);
  // The dialog takes the focus later than it is laid out.
  useLayoutEffect(() => {
    if (isDialogOpen) before.current = around(document.activeElement);
  }, [isDialogOpen]);
  useEffect(() => (isDialogOpen ? () => focusFirst(before.current) : undefined), [isDialogOpen]);
}

/** Gives the focus to the sheet, or to the page's first button while there is none: what had it is about to go. */
export function focusSheet(): void {
  (
    document.querySelector<HTMLElement>('#root [role="grid"]') ?? document.querySelector<HTMLElement>('#root button')
  )?.focus();
}

/** Leaves the field in which a cell is being corrected, so that what stands in it counts as entered. */
export function leaveCell(): void {
  const { activeElement } = document;
  if (activeElement instanceof HTMLTextAreaElement && activeElement.closest('[role="grid"]') !== null)
    activeElement.blur();
}

function around(element: Element | null): readonly HTMLElement[] {
  const found: HTMLElement[] = [];
  for (let one = element; one !== null; one = one.parentElement)
    if (one instanceof HTMLElement && one.tabIndex >= 0) found.push(one);
  return found;
}

function focusFirst(elements: readonly HTMLElement[]): void {
  elements.find(({ isConnected }) => isConnected)?.focus();
}
