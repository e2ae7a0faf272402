import { folded } from '../grid/folded.js';
import { withoutMarks } from './marks.js';

/** A unit's cell, taken apart. */
export interface UnitName {
  readonly name: string;
  /** What brackets add: 含公证. */
  readonly scope: string | null;
  /** In units of 10,000. */
  readonly population: number | null;
}

const POPULATION = /(?:(?:常住|户籍|总)?人口(?:数|约)?[:,]?)?(?<![\d.]|\d,)(\d+(?:\.\d+)?)万(?:人口|人)?/;
/** A number without 万 is a population only where the header says that the column gives it. */
const BARE_POPULATION = /(?<=\p{Script=Han}|\()(\d+(?:\.\d+)?)\)?$/u;

/**
 * Takes a unit's cell apart: "1、张店区\n75.6 万" is 张店区 with 75.6; "市司法局(含公证)" is 市司法局 with the scope
 * 含公证; the mark of a footnote goes. `givesPopulation`: the column's header speaks of 人口, as in 部门人口数.
 */
export function parseUnitName(text: string, givesPopulation = false): UnitName {
  if (/^[\u4e00-\u9fff]+$/.test(text)) return { name: text, scope: null, population: null };
  let rest = folded(withoutMarks(text)).replace(/\s+/g, '');
  rest = rest.replace(/^(?:\(\d+\)|\d+[、.,]|\d{1,2}(?!\d|万)|\(?[一二三四五六七八九十]+[)、])(?=\p{Script=Han})/u, '');
  let population = POPULATION.exec(rest);
  if (population === null && givesPopulation) population = BARE_POPULATION.exec(rest);
  if (population !== null) rest = rest.replace(population[0], '');
  // What the population leaves behind: (), a colon before it, a comma in its bracket.
  rest = rest.replace(/([([【])[,:、;]+|(?<![,:、;])[,:、;]+([)\]】])/g, '$1$2').replace(/\(\)|\[\]|【】|\($/g, '');
  const scope = /[([【]([^()[\]【】]+)[)\]】]/.exec(rest);
  if (scope !== null) rest = rest.replace(scope[0], '');
  return {
    name: rest.replace(/^[,.、:;。]+|(?<![,.、:;。/])[,.、:;。/]+$/g, ''),
    scope: scope?.[1] ?? null,
    population: population === null ? null : Number(population[1]),
  };
}
