import type { AttachmentKind } from '../form/form.js';
import type { Component } from './components/index.js';

/** Scores that are printed alike share a rank, or the unrounded ones decide between them. */
export type RankBy = 'printed' | 'exact';

/** 计分办法: how a kind of attachment is scored, as data. */
export interface Method {
  readonly id: string;
  readonly kind: AttachmentKind;
  /** The quarter whose bulletin printed it: `2021Q2`. */
  readonly period: string;
  readonly title: string;
  /** Where it is published. */
  readonly source: string;
  readonly components: readonly Component[];
  /** The composite score is never above this; absent: no cap. */
  readonly cap?: string;
  /** Rounded once, at the end, halves away from zero. */
  readonly rounding: { readonly places: number };
  /** How units are ranked by their scores; absent: by what is printed. */
  readonly rank?: { readonly by: RankBy };
  /** Checks of the audit that are switched off, by their ids (docs/checks.md). */
  readonly unchecked?: readonly string[];
}

/**
 * Tells by what a method ranks the scores.
 *
 * @example
 *   import { rankBy } from './method.js';
 *   rankBy({}) // => 'printed'
 *   rankBy({ rank: { by: 'exact' } }) // => 'exact'
 */
export function rankBy({ rank }: Pick<Method, 'rank'>): RankBy {
  return rank?.by ?? 'printed';
}
