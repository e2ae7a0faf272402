import { useRef, type ReactNode } from 'react';
import { ActionButton } from './ActionButton.js';

/** A button that has a file chosen; `accept` are the media types and endings that are offered. */
export function FileButton({
  accept,
  isBusy = false,
  onChoose,
  children,
}: {
  readonly accept: string;
  readonly isBusy?: boolean;
  readonly onChoose: (file: File) => void;
  readonly children: ReactNode;
}): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <ActionButton size="small" isBusy={isBusy} onClick={() => input.current?.click()}>
        {children}
      </ActionButton>
      <input
        ref={input}
        type="file"
        accept={accept}
        hidden
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file !== undefined) onChoose(file);
          // The same file, corrected, can be chosen again.
          event.target.value = '';
        }}
      />
    </>
  );
}
