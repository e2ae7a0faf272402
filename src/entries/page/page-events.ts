import { useEffect, useEffectEvent } from 'react';
import { commandOf, type Command } from './commands.js';

interface PageEvents {
  readonly onCommand: (command: Command) => void;
  readonly onDrop: (dropped: DataTransfer) => void;
  /** Files are held over the page, or no longer. */
  readonly onHover: (isOver: boolean) => void;
}

/** Hears keys and files wherever they come in: after a button has gone, say, the focus is on no part of the page. While a dialog is open neither reaches the page, nor the browser behind it. */
export function usePageEvents({ onCommand, onDrop, onHover }: PageEvents): void {
  const press = useEffectEvent((event: KeyboardEvent): void => {
    const command = commandOf(event);
    if (
      command === null ||
      event.defaultPrevented ||
      event.isComposing ||
      (command === 'undo' && (isTextField(event.target) || isDialogOpen()))
    )
      return;
    event.preventDefault();
    // A key that is held down does not ask again.
    if (isDialogOpen() || (event.repeat && command !== 'undo')) return;
    onCommand(command);
  });
  const hover = useEffectEvent((event: DragEvent): void => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    if (!isDialogOpen()) return onHover(true);
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
  });
  const leave = useEffectEvent((event: DragEvent): void => {
    if (event.relatedTarget === null) onHover(false);
  });
  const drop = useEffectEvent((event: DragEvent): void => {
    if (event.dataTransfer === null || !bringsFiles(event)) return;
    // The browser would go to the file.
    event.preventDefault();
    onHover(false);
    if (!isDialogOpen()) onDrop(event.dataTransfer);
  });
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    window.addEventListener('keydown', (event) => press(event), { signal });
    window.addEventListener('dragover', (event) => hover(event), { signal });
    window.addEventListener('dragleave', (event) => leave(event), { signal });
    window.addEventListener('drop', (event) => drop(event), { signal });
    return () => controller.abort();
  }, []);
}

/** Also a dialog of the pane, which the page knows nothing of. */
function isDialogOpen(): boolean {
  return document.querySelector('[aria-modal="true"]') !== null;
}

/** Text that is dragged from a field to another is no file. */
function bringsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') ?? false;
}

/** A field takes back what was typed in it by itself. */
function isTextField(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLTextAreaElement ||
    (target instanceof HTMLInputElement && target.type !== 'checkbox' && target.type !== 'radio')
  );
}
