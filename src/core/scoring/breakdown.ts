import { fromNumber, print, type Rational } from '../exact/rational.js';
import type { Sentence } from '../method/components/component-kind.js';
import type { ComponentCode } from '../method/components/index.js';

import { columnsOfComponent, sentenceOf } from '../method/components/index.js';
import { capOf, isOverCap } from './cap.js';
import type { ComponentScore, Scorecard, UnitScore } from './scorecard.js';

/** What is said of a score: of its components, and of their sum. */
export type ScoreSentence = Sentence<ComponentCode | ScoreCode>;

/** Each code has words in every language. */
export type ScoreCode = 'points-sum' | 'points-sum-capped';

/** One component of a unit's score with what it was made from and a sentence about it. */
export interface ComponentBreakdown extends ComponentScore {
  /** Number of the component's clause in the bulletin. */
  readonly clause: string;
  /** The figures it reads, by column id; `undefined` where the unit has none. */
  readonly inputs: readonly { readonly column: string; readonly value: Rational | undefined }[];
  readonly sentence: ScoreSentence;
}

/** A score taken apart. */
export interface Breakdown {
  readonly components: readonly ComponentBreakdown[];
  /** How the components add up to the score. */
  readonly sentence: ScoreSentence;
}

/**
 * Takes a unit's score apart, component by component; `null` for a unit without a score. `unit` is one of the
 * scorecard's. Made when somebody asks: sentences for a hundred thousand units would take longer than their scores.
 */
export function breakdownOf({ attachment, method }: Scorecard, unit: UnitScore): Breakdown | null {
  const { uncapped, score } = unit;
  if (uncapped === null || score === null) return null;
  const names = new Map([
    ...attachment.columns.map(({ id, header }) => [id, header] as const),
    ...attachment.form.columns.map(({ id, names: [name] }) => [id, name ?? id] as const),
  ]);
  const value = (id: string): Rational | undefined => {
    if (id in unit.rates) return unit.rates[id];
    return typedIn(unit, id);
  };
  const components = unit.components.map((componentScore, index): ComponentBreakdown => {
    // The scorecard's components are the method's, in its order.
    const component = method.components[index] as (typeof method.components)[number];
    const facts = {
      value,
      name: (id: string) => names.get(id) ?? id,
      rank: unit.rank,
      points: componentScore.points,
      lost: componentScore.lost,
    };
    return {
      ...componentScore,
      clause: component.clause,
      inputs: columnsOfComponent(component).map((column) => ({ column, value: value(column) })),
      sentence: sentenceOf(component, facts),
    };
  });
  const code = isOverCap(uncapped, capOf(method)) ? 'points-sum-capped' : 'points-sum';
  // Six decimals show which way the last place was rounded.
  const parameters = {
    sum: print(uncapped, 6).replace(/(?:\.|(?<![.0]))0+$/, ''),
    cap: method.cap ?? '',
    score: print(score, method.rounding.places),
  };
  return { components, sentence: { code, parameters } };
}

function typedIn({ row }: UnitScore, id: string): Rational | undefined {
  const reading = row.readings[id];
  if (reading?.kind !== 'number') return undefined;
  return fromNumber(reading.value);
}
