import type { ComputedTable } from '../../app/compute.js';
import { breakdownOf } from '../../core/scoring/breakdown.js';
import type { TextOf } from './texts.js';

/** Tells line by line how each unit of a table came to its score. */
export function explanations({ scorecard }: ComputedTable, textOf: TextOf): readonly string[] {
  if (scorecard === null) return [];
  return scorecard.units.flatMap((unit) => {
    const breakdown = breakdownOf(scorecard, unit);
    if (breakdown === null) return [];
    return [
      unit.row.name,
      ...breakdown.components.map(
        ({ clause, sentence }) => `  ${clause}、${textOf(sentence.code, sentence.parameters)}`,
      ),
      `  ${textOf(breakdown.sentence.code, breakdown.sentence.parameters)}`,
    ];
  });
}
