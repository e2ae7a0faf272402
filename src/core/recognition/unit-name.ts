/** A unit's cell, taken apart. */
export interface UnitName {
  readonly name: string;
  /** What brackets add: 含公证. */
  readonly scope: string | null;
  /** In units of 10,000. */
  readonly population: number | null;
}

/** Takes a unit's cell apart: "1、张店区\n75.6 万" is 张店区 with 75.6; "市司法局(含公证)" is 市司法局 with the scope 含公证. */
export function parseUnitName(text: string): UnitName {
  if (/^[\u4e00-\u9fff]+$/.test(text)) return { name: text, scope: null, population: null };
  let rest = text.normalize('NFKC').replace(/[\s\u200b\ufeff]+/g, '');
  rest = rest.replace(/^(?:\(\d+\)|\d+[、.,]?)(?=\p{Script=Han})/u, '');
  const population = /(\d+(?:\.\d+)?)万人?/.exec(rest);
  if (population !== null) rest = rest.replace(population[0], '').replace(/\(\)|人口/g, '');
  const scope = /[(\[【]([^)\]】]+)[)\]】]/.exec(rest);
  if (scope !== null) rest = rest.replace(scope[0], '');
  return { name: rest, scope: scope?.[1] ?? null, population: population === null ? null : Number(population[1]) };
}
