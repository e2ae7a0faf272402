import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { Dismiss16Regular } from '@fluentui/react-icons';
import { useEffect, useLayoutEffect, useRef, useState, type ReactNode, type RefObject } from 'react';
import { usePane } from './context.js';
import { rankWords } from './rank-words.js';
import type { UndoOffer } from './session/state.js';

/** A toast has no room for a list: further units are only counted. */
const MAX_RANKS = 12;

const useStyles = makeStyles({
  toast: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    padding: '8px 8px 8px 12px',
    margin: '0 12px 12px',
    backgroundColor: tokens.colorNeutralBackgroundInverted,
    color: tokens.colorNeutralForegroundInverted,
    borderRadius: tokens.borderRadiusMedium,
    boxShadow: tokens.shadow16,
    border: `1px solid ${tokens.colorTransparentStroke}`,
  },
  words: { flex: '1 1 auto', overflowWrap: 'anywhere' },
  undo: { flexShrink: 0 },
});

/** Milliseconds after which the report goes away; those in which it is pointed at or has the focus do not count. */
const SHOWN_FOR = 15_000;
/** Milliseconds between two looks at whether somebody is at it. */
const LOOK_EVERY = 500;

/**
 * Reports what was just written and offers to undo it; goes away after a while, as the step stays in the history. It
 * does not lie over the pane, where it could hide a button; once it is gone its room stays until the pointer leaves the
 * pane, so that nothing moves under it.
 */
export default function UndoNotice({ undoable }: { readonly undoable: UndoOffer | null }): ReactNode {
  const { session } = usePane();
  const slot = useRef<HTMLDivElement>(null);
  const room = useRoom(slot, undoable !== null);
  useEffect(() => {
    if (undoable === null) return;
    let left = SHOWN_FOR;
    const timer = setInterval(() => {
      if (isUsed(slot.current)) return;
      left -= LOOK_EVERY;
      if (left <= 0) session.forgetUndo();
    }, LOOK_EVERY);
    return () => clearInterval(timer);
  }, [session, undoable]);
  return (
    <div ref={slot} style={{ minHeight: `${room}px` }}>
      {undoable !== null && <Report undoable={undoable} />}
    </div>
  );
}

/** Somebody points at it, or its button has the focus. */
function isUsed(element: HTMLElement | null): boolean {
  return element !== null && (element.matches(':hover') || element.contains(document.activeElement));
}

/** The height to be kept free: that of what was last shown, from when it is gone until the pointer leaves the pane. */
function useRoom(slot: RefObject<HTMLDivElement | null>, isShown: boolean): number {
  const [room, setRoom] = useState(0);
  const height = useRef(0);
  useLayoutEffect(() => {
    const pane = slot.current?.parentElement ?? null;
    if (isShown) {
      height.current = slot.current?.offsetHeight ?? 0;
      return setRoom(0);
    }
    if (pane?.matches(':hover') !== true) return setRoom(0);
    setRoom(height.current);
    const release = (): void => setRoom(0);
    pane.addEventListener('pointerleave', release, { once: true });
    return () => pane.removeEventListener('pointerleave', release);
  }, [slot, isShown]);
  return room;
}

function Report({ undoable }: { readonly undoable: UndoOffer }): ReactNode {
  const styles = useStyles();
  const context = usePane();
  const { t, codeText, session } = context;
  const { code, parameters, ranks = [], also = [] } = undoable;
  return (
    <div className={styles.toast} role="status">
      <span className={styles.words}>
        {rankWords(ranks, context, MAX_RANKS) ?? codeText(code, parameters)}
        {also.map((problem) => (
          <div key={problem.code}>{codeText(problem.code, problem.parameters)}</div>
        ))}
      </span>
      <Button className={styles.undo} size="small" onClick={() => void session.undo()}>
        {t('pane-undo')}
      </Button>
      <Button
        className={styles.undo}
        size="small"
        icon={<Dismiss16Regular />}
        aria-label={t('pane-close')}
        onClick={() => session.forgetUndo()}
      />
    </div>
  );
}
