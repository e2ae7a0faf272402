import { useEffect, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import type { CellSelection, Move } from './moves.js';
import { ARROWS, isControlKey } from './sheet-keys.js';

/** A cell being edited: it stays the one it was begun in, whatever is selected meanwhile. */
export interface Editing {
  readonly sheet: string;
  readonly cell: CellSelection;
  /** What would leave the cell as it is. */
  readonly original: string;
  readonly text: string;
  /** Typing over a cell: arrows go on to the next cell, as in a spreadsheet; else they move within the text. */
  readonly isTypedOver: boolean;
}

interface Props extends Pick<Editing, 'text' | 'isTypedOver'> {
  readonly label: string;
  readonly className: string;
  readonly style: CSSProperties;
  readonly onType: (text: string) => void;
  /**
   * Takes what was typed and moves the selection; by `null`, it stays, as the focus has gone elsewhere. Returns whether
   * the text was taken.
   */
  readonly onFinish: (move: Move | null, isTab: boolean) => boolean;
  readonly onDiscard: () => void;
}

/** The field over a cell that is being edited. */
export function CellEditor({ text, isTypedOver, label, className, style, ...handlers }: Props): ReactNode {
  const { onType, onFinish, onDiscard } = handlers;
  const field = useRef<HTMLTextAreaElement>(null);
  const isFinished = useRef(false);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(text.length, text.length);
    // Once: the cursor stays where typing puts it.
  }, []);
  const finish = (move: Move | null, isTab = false): void => {
    if (isFinished.current) return;
    // Before the call, as a field that loses the focus is finished as well.
    isFinished.current = true;
    isFinished.current = onFinish(move, isTab);
  };
  const discard = (): void => {
    isFinished.current = true;
    onDiscard();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if (isPageCommand(event)) {
      // Saving takes what is being typed, and opening asks about it: the page gets the key, unless the text has to be
      // corrected first.
      finish({ rows: 0, columns: 0 });
      if (isFinished.current) return;
      event.preventDefault();
    }
    event.stopPropagation();
    // Enter and Escape that choose or drop a word of a Chinese input method.
    if (event.nativeEvent.isComposing) return;
    const move = moveOf(event, isTypedOver);
    if (event.key === 'Enter' && event.altKey) onType(withLineBreak(event.currentTarget));
    else if (move !== null) finish(move, event.key === 'Tab');
    else if (event.key === 'Escape') discard();
    else return;
    event.preventDefault();
  };
  return (
    <textarea
      ref={field}
      className={className}
      style={style}
      rows={1}
      spellCheck={false}
      aria-label={label}
      value={text}
      onChange={(event) => onType(event.target.value)}
      onBlur={() => finish(null)}
      onKeyDown={onKeyDown}
    />
  );
}

/** Ctrl+S and Ctrl+O, which belong to the page. */
function isPageCommand(event: KeyboardEvent): boolean {
  return isControlKey(event) && !event.altKey && !event.shiftKey && /^[so]$/i.test(event.key);
}

/** Returns where a key that finishes the editing leads, `null` for any other key. */
function moveOf({ key, shiftKey }: KeyboardEvent, isTypedOver: boolean): Move | null {
  const step = shiftKey ? -1 : 1;
  if (key === 'Enter') return { rows: step, columns: 0 };
  if (key === 'Tab') return { rows: 0, columns: step };
  if (!isTypedOver) return null;
  return ARROWS.get(key) ?? null;
}

/** Puts a line break in place of what is selected in a field, and returns the text. */
function withLineBreak(field: HTMLTextAreaElement): string {
  const { selectionStart, selectionEnd, value } = field;
  field.setRangeText('\n', selectionStart, selectionEnd, 'end');
  return `${value.slice(0, selectionStart)}\n${value.slice(selectionEnd)}`;
}
