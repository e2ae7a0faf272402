import { useEffect, useRef, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';

export interface Editing {
  readonly text: string;
  /** Typing over a cell: arrows go on to the next cell, as in a spreadsheet; else they move within the text. */
  readonly isTypedOver: boolean;
}

interface Props extends Editing {
  readonly label: string;
  readonly className: string;
  readonly style: CSSProperties;
  readonly onType: (text: string) => void;
  /** Takes what was typed and moves by so many rows and columns; `null` where the focus has gone elsewhere. */
  readonly onFinish: (by: { readonly row: number; readonly column: number } | null) => void;
  readonly onLeave: () => void;
}

const ARROWS: Readonly<Record<string, { readonly row: number; readonly column: number }>> = {
  ArrowDown: { row: 1, column: 0 }, ArrowUp: { row: -1, column: 0 }, ArrowRight: { row: 0, column: 1 }, ArrowLeft: { row: 0, column: -1 },
};

/** The field over a cell that is being corrected. */
export function CellEditor({ text, isTypedOver, label, className, style, onType, onFinish, onLeave }: Props): ReactNode {
  const field = useRef<HTMLInputElement>(null);
  const isLeft = useRef(false);
  useEffect(() => {
    field.current?.focus({ preventScroll: true });
    field.current?.setSelectionRange(text.length, text.length);
    // Once: the cursor stays where typing puts it.
  }, []);
  const finish = (by: { readonly row: number; readonly column: number } | null): void => {
    if (isLeft.current) return;
    isLeft.current = true;
    onFinish(by);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    event.stopPropagation();
    // Enter and Escape that choose or drop a word of a Chinese input method.
    if (event.nativeEvent.isComposing) return;
    const arrow = isTypedOver ? ARROWS[event.key] : undefined;
    if (event.key === 'Enter') finish({ row: event.shiftKey ? -1 : 1, column: 0 });
    else if (event.key === 'Tab') finish({ row: 0, column: event.shiftKey ? -1 : 1 });
    else if (arrow !== undefined) finish(arrow);
    else if (event.key === 'Escape') {
      isLeft.current = true;
      onLeave();
    } else return;
    event.preventDefault();
  };
  return <input ref={field} className={className} style={style} aria-label={label} value={text} onChange={(event) => onType(event.target.value)} onBlur={() => finish(null)} onKeyDown={onKeyDown} />;
}
