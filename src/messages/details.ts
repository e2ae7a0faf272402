import { either } from './choices.js';
/** A property of a document, named by its element or, where somebody gave it a name of its own, by that. */
interface PropertyDetail {
  readonly name: string;
  readonly custom: boolean;
  readonly value: string;
}

/** Words the details of what stays behind; `say` words the names of properties (`property-creator`). */
export function detailTexts(
  details: readonly (string | PropertyDetail)[],
  say: (code: string) => string,
): readonly string[] {
  return details.map((detail) =>
    typeof detail === 'string'
      ? detail
      : `${either(detail.custom, detail.name, say(`property-${detail.name}`))}：${detail.value}`,
  );
}
