import { useCallback, useLayoutEffect, useRef, useState, type RefCallback, type RefObject } from 'react';
import type { Viewport } from './viewport.js';

/** A layer that goes along with the scrolling: columns that are frozen go along up and down, for example. */
export interface ScrolledLayer {
  readonly name: string;
  readonly movesX: boolean;
  readonly movesY: boolean;
}

export interface Scrolling {
  /** The element that scrolls. */
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly viewport: Viewport;
  /** Has an element moved with the scrolling; for its `ref`. */
  readonly layerRef: (layer: ScrolledLayer) => RefCallback<HTMLElement>;
  readonly onScroll: () => void;
}

/** Follows how an element scrolls and what size it has. Headers and frozen cells are moved along without a render. */
export function useScrolling(sheet: string): Scrolling {
  const scroller = useRef<HTMLDivElement>(null);
  const layers = useRef(new Map<string, ScrolledLayer & { readonly element: HTMLElement }>());
  const [viewport, setViewport] = useState<Viewport>({ top: 0, left: 0, width: 800, height: 600 });
  const position = useRef({ top: 0, left: 0 });

  const moveLayers = useCallback((): void => {
    // To ask the element for its position, right after a render, would cost a second layout.
    const { top, left } = position.current;
    for (const { element, movesX, movesY } of layers.current.values())
      element.style.transform = `translate(${movesX ? -left : 0}px, ${movesY ? -top : 0}px)`;
  }, []);
  useLayoutEffect(moveLayers);
  const layerRef =
    (layer: ScrolledLayer): RefCallback<HTMLElement> =>
    (element) => {
      if (element === null) layers.current.delete(layer.name);
      else layers.current.set(layer.name, { ...layer, element });
    };

  const measure = useCallback((): void => {
    const element = scroller.current;
    if (element === null) return;
    const { scrollTop: top, scrollLeft: left, clientWidth: width, clientHeight: height } = element;
    position.current = { top, left };
    setViewport((previous) => {
      const next = { top, left, width, height };
      return isSameViewport(previous, next) ? previous : next;
    });
  }, []);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (element === null) return;
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [sheet, measure]);

  const onScroll = (): void => {
    measure();
    moveLayers();
  };
  return { scroller, viewport, layerRef, onScroll };
}

function isSameViewport(a: Viewport, b: Viewport): boolean {
  return a.top === b.top && a.left === b.left && a.width === b.width && a.height === b.height;
}
