/** Lets the browser draw what was just set before the thread is kept busy; without a window it only yields. */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const yieldThread = (): void => {
      setTimeout(resolve, 0);
    };
    const isDrawing =
      typeof requestAnimationFrame === 'function' && typeof document !== 'undefined' && !document.hidden;
    if (isDrawing) requestAnimationFrame(yieldThread);
    else yieldThread();
  });
}
