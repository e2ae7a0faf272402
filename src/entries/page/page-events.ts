import { useEffect, useEffectEvent } from 'react';
import { commandOf, type Command } from './commands.js';

interface PageEvents {
  readonly onCommand: (command: Command) => void;
  readonly onDrop: (dropped: DataTransfer) => void;
  /** Files are held over the page, or no longer. */
  readonly onHover: (isOver: boolean) => void;
}

/**
 * Handles keys and files wherever they come in: after a button has gone, for example, the focus is on no part of the
 * page. While a dialog is open neither reaches the page, nor the browser behind it.
 */
export function usePageEvents({ onCommand, onDrop, onHover }: PageEvents): void {
  useWindowEvent('keydown', (event) => {
    const command = commandOf(event);
    if (command === null || !isMeantForPage(event, command)) return;
    event.preventDefault();
    // A key that is held down does not ask again.
    const isRepeated = event.repeat && !isHistory(command);
    if (!isDialogOpen() && !isRepeated) onCommand(command);
  });
  useFileDrop(onDrop, onHover);
}

function isHistory(command: Command): boolean {
  return command === 'undo' || command === 'redo';
}

function isMeantForPage(event: KeyboardEvent, command: Command): boolean {
  if (event.defaultPrevented || event.isComposing) return false;
  return !isHistory(command) || !(isTextField(event.target) || isDialogOpen());
}

function useFileDrop(onDrop: PageEvents['onDrop'], onHover: PageEvents['onHover']): void {
  useWindowEvent('dragover', (event) => {
    if (!bringsFiles(event)) return;
    event.preventDefault();
    if (!isDialogOpen()) onHover(true);
    else if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'none';
  });
  useWindowEvent('dragleave', (event) => {
    if (event.relatedTarget === null) onHover(false);
  });
  useWindowEvent('drop', (event) => {
    if (event.dataTransfer === null || !bringsFiles(event)) return;
    // The browser would go to the file.
    event.preventDefault();
    onHover(false);
    if (!isDialogOpen()) onDrop(event.dataTransfer);
  });
}

function useWindowEvent<K extends keyof WindowEventMap>(type: K, handler: (event: WindowEventMap[K]) => void): void {
  const handle = useEffectEvent(handler);
  useEffect(() => {
    const controller = new AbortController();
    window.addEventListener(type, (event) => handle(event), { signal: controller.signal });
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
