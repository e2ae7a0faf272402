/** How far something that takes long has come: `done` of `of` parts are behind. */
export interface Step {
  readonly kind: 'checking' | 'copying' | 'laying-out';
  readonly done: number;
  readonly of: number;
}

/** Hears of each step as it begins. */
export type OnStep = (step: Step) => void;
