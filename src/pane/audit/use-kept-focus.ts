import { useEffect, useRef, type FocusEvent, type RefObject } from 'react';

interface KeptFocus {
  readonly list: RefObject<HTMLDivElement | null>;
  readonly onFocus: (event: FocusEvent) => void;
  readonly onBlur: (event: FocusEvent) => void;
}

const ITEMS = 'li[tabindex]';

/**
 * For a list whose items go away when a button in them is pressed: the focus then goes to the item that takes the
 * place, or to the last one, so that the keyboard goes on from there.
 */
export function useKeptFocus(items: readonly unknown[]): KeptFocus {
  const list = useRef<HTMLDivElement>(null);
  const place = useRef<number | null>(null);
  useEffect(() => {
    const isLost = place.current !== null && document.activeElement === document.body;
    if (!isLost || list.current === null) return;
    const shown = [...list.current.querySelectorAll<HTMLElement>(ITEMS)];
    const next = shown[Math.min(place.current ?? 0, shown.length - 1)] ?? list.current;
    next.focus();
  }, [items]);
  return {
    list,
    onFocus: ({ target }) => {
      const shown = [...(list.current?.querySelectorAll(ITEMS) ?? [])];
      const own = shown.findIndex((item) => item.contains(target));
      place.current = own < 0 ? null : own;
    },
    // Not called for what is removed while it has the focus: then the place is still known.
    onBlur: () => {
      place.current = null;
    },
  };
}
