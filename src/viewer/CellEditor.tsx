import { useEffect, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import type { CellSelection } from './moves.js';

/** A cell being corrected: it stays the one it was begun in, whatever is chosen meanwhile. */
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
  /** Takes what was typed and moves by so many rows and columns; `null` where the focus has gone elsewhere. Tells whether it was taken. */
  readonly onFinish: (by: CellSelection | null) => boolean;
  readonly onLeave: () => void;
}

const ARROWS: Readonly<Record<string, CellSelection>> = {
  ArrowDown: { row: 1, column: 0 },
  ArrowUp: { row: -1, column: 0 },
  ArrowRight: { row: 0, column: 1 },
  ArrowLeft: { row: 0, column: -1 },
};

/** The field over a cell that is being corrected. */
export function CellEditor({
  text,
  isTypedOver,
  label,
  className,
  style,
  onType,
  onFinish,
  onLeave,
}: Props): ReactNode {
  const field = useRef<HTMLTextAreaElement>(null);
  const isLeft = useRef(false);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(text.length, text.length);
    // Once: the cursor stays where typing puts it.
  }, []);
  const finish = (by: CellSelection | null): void => {
    if (isLeft.current) return;
    // Before: giving the focus away leaves the field as well.
    isLeft.current = true;
    isLeft.current = onFinish(by);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>): void => {
    if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && /^[so]$/i.test(event.key)) {
      // Saving takes what is being typed, and opening asks about it: the page hears of the key, unless the text has to be put right first.
      finish({ row: 0, column: 0 });
      if (isLeft.current) return;
      event.preventDefault();
    }
    event.stopPropagation();
    // Enter and Escape that choose or drop a word of a Chinese input method.
    if (event.nativeEvent.isComposing) return;
    const arrow = isTypedOver ? ARROWS[event.key] : undefined;
    if (event.key === 'Enter' && event.altKey) {
      const { selectionStart, selectionEnd, value } = event.currentTarget;
      event.currentTarget.setRangeText('\n', selectionStart, selectionEnd, 'end');
      onType(`${value.slice(0, selectionStart)}\n${value.slice(selectionEnd)}`);
    } else if (event.key === 'Enter') finish({ row: event.shiftKey ? -1 : 1, column: 0 });
    else if (event.key === 'Tab') finish({ row: 0, column: event.shiftKey ? -1 : 1 });
    else if (arrow !== undefined) finish(arrow);
    else if (event.key === 'Escape') {
      isLeft.current = true;
      onLeave();
    } else return;
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
