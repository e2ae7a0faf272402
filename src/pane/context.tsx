import { createContext, useContext, useSyncExternalStore } from 'react';
import { message, type Language, type MessageKey, type MessageParameters } from '../messages/index.js';
import { WorkbookRefusal } from '../ports/workbook.js';
import { errorReason } from './error-reason.js';
import type { PaneSession } from './session/pane-session.js';
import type { SessionState } from './session/state.js';

/** What every part of the pane works with. */
export interface PaneContext {
  readonly session: PaneSession;
  readonly language: Language;
  /** The text of a key of the dictionaries. */
  readonly t: (key: MessageKey, parameters?: MessageParameters) => string;
  /** The text of a message code; the pane's own wording goes before the command line's. */
  readonly codeText: (code: MessageKey, parameters: MessageParameters) => string;
  /** The text of an error that was thrown. */
  readonly errorText: (error: unknown) => string;
  /** A time of day, with the date where it is not today's: `9/30 17:05`. */
  readonly time: (at: Date | string) => string;
}

/** What the pane says in other words than the command line, whose advice names options. */
const PANE_WORDING: ReadonlyMap<MessageKey, MessageKey> = new Map<MessageKey, MessageKey>([
  ['text-number', 'pane-text-number'],
  ['older-left-alone', 'pane-older-left-alone'],
  ['duplicate-left-alone', 'pane-duplicate-left-alone'],
]);

const Context = createContext<PaneContext | null>(null);

export const PaneContextProvider = Context.Provider;

export function createPaneContext(session: PaneSession, language: Language): PaneContext {
  const t: PaneContext['t'] = (key, parameters) => message(language, key, parameters);
  const codeText: PaneContext['codeText'] = (code, parameters) => {
    return t(PANE_WORDING.get(code) ?? code, parameters);
  };
  const errorText: PaneContext['errorText'] = (error) => {
    if (error instanceof WorkbookRefusal) return codeText(error.code, error.parameters);
    return t('internal-error', { reason: errorReason(error) });
  };
  return { session, language, t, codeText, errorText, time: timeText };
}

function timeText(at: Date | string): string {
  const moment = new Date(at);
  if (Number.isNaN(moment.getTime())) return String(at);
  // By hand: the first format that a browser makes takes it longer than drawing the whole pane.
  const time = `${twoDigits(moment.getHours())}:${twoDigits(moment.getMinutes())}`;
  const isToday = moment.toDateString() === new Date().toDateString();
  if (isToday) return time;
  return `${moment.getMonth() + 1}/${moment.getDate()} ${time}`;
}

function twoDigits(part: number): string {
  return String(part).padStart(2, '0');
}

export function usePane(): PaneContext {
  const context = useContext(Context);
  if (context === null) throw new Error('the pane is drawn outside its context');
  return context;
}

export function useSession(): SessionState {
  const { session } = usePane();
  return useSyncExternalStore(session.subscribe, session.getState);
}
