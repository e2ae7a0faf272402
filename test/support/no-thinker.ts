import type { Thinker } from '../../src/pane/session/thinker.js';

/** For sessions of which nothing is asked that takes long. */
export const noThinker: Thinker = { canStop: false, study: () => Promise.reject(new Error('nothing is studied here')) };
