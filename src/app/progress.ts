/** How far something that takes long has come: `done` of `of` parts are behind. */
export interface Progress {
  readonly kind: 'checking' | 'copying' | 'laying-out';
  readonly done: number;
  readonly of: number;
}

/** Hears of each step as it begins. */
export type OnProgress = (step: Progress) => void;
