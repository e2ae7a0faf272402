import { createContext, useContext, useSyncExternalStore } from 'react';
import { isMessageKey, message, type Language, type MessageKey, type MessageParameters } from '../messages/index.js';
import { WorkbookRefusal } from '../ports/workbook.js';
import type { PaneSession } from './session/pane-session.js';
import type { SessionState } from './session/state.js';

/** What every part of the pane works with. */
export interface PaneSurroundings {
  readonly session: PaneSession;
  readonly language: Language;
  /** Words a text of the dictionaries. */
  readonly t: (key: MessageKey, parameters?: MessageParameters) => string;
  /** Words a code of the core; the pane's own wording goes before the command line's. */
  readonly say: (code: string, parameters: MessageParameters) => string;
  /** Words an error that was thrown. */
  readonly told: (error: unknown) => string;
  /** A time of day, with the date where it is not today's: `9/30 17:05`. */
  readonly time: (at: Date | string) => string;
}

const Surroundings = createContext<PaneSurroundings | null>(null);

export const SurroundingsProvider = Surroundings.Provider;

export function surroundings(session: PaneSession, language: Language): PaneSurroundings {
  const t: PaneSurroundings['t'] = (key, parameters) => message(language, key, parameters);
  const say: PaneSurroundings['say'] = (code, parameters) => {
    const own = `pane-${code}`;
    return isMessageKey(own) ? t(own, parameters) : isMessageKey(code) ? t(code, parameters) : code;
  };
  return {
    session,
    language,
    t,
    say,
    told: (error) =>
      error instanceof WorkbookRefusal
        ? say(error.code, error.parameters)
        : t('internal-error', { reason: error instanceof Error ? error.message : String(error) }),
    time: (at) => {
      const moment = typeof at === 'string' ? new Date(at) : at;
      if (Number.isNaN(moment.getTime())) return String(at);
      // By hand: the first format that a browser makes takes it longer than drawing the whole pane.
      const time = [moment.getHours(), moment.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':');
      return moment.toDateString() === new Date().toDateString()
        ? time
        : `${moment.getMonth() + 1}/${moment.getDate()} ${time}`;
    },
  };
}

export function usePane(): PaneSurroundings {
  const given = useContext(Surroundings);
  if (given === null) throw new Error('the pane is drawn outside its surroundings');
  return given;
}

export function useSession(): SessionState {
  const { session } = usePane();
  return useSyncExternalStore(session.subscribe, session.getState);
}
