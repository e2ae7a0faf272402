import type { ComputedTable } from '../../app/compute.js';
import { breakdownOf } from '../../core/scoring/breakdown.js';

/** Says line by line how each unit of a table came to its score. */
export function explanations(
  { scorecard }: ComputedTable,
  say: (code: string, parameters: Readonly<Record<string, string | number>>) => string,
): readonly string[] {
  if (scorecard === null) return [];
  return scorecard.units.flatMap((unit) => {
    const breakdown = breakdownOf(scorecard, unit);
    if (breakdown === null) return [];
    return [
      unit.row.name,
      ...breakdown.components.map(({ clause, sentence }) => `  ${clause}、${say(sentence.code, sentence.parameters)}`),
      `  ${say(breakdown.sentence.code, breakdown.sentence.parameters)}`,
    ];
  });
}
