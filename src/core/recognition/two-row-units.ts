import type { AttachmentRow } from './attachment.js';
import { parseUnitName, type UnitName } from './unit-name.js';

/** What stands in brackets below a name and says what the unit includes; （续） and （接下页） do not. */
const CLARIFIES = /^(?:不?含|包括|包含|不包括|原)/;

/**
 * Joins units that are written over two rows: 75.6 万 or （含公证） below 张店区 belongs to it, and figures beside 75.6 万 are
 * those of the name above. The row that holds the figures is the unit, the other one its continuation.
 */
export function joinTwoRowUnits(
  rows: readonly AttachmentRow[],
  namesGivePopulation: boolean,
): readonly AttachmentRow[] {
  const joined = [...rows];
  rows.forEach((row, index) => {
    const above = joined[index - 1];
    if (above === undefined) return;
    if (row.kind === 'section' && above.kind === 'unit') {
      const below = parseUnitName(row.name, namesGivePopulation);
      if (!addsToName(below)) return;
      joined[index - 1] = {
        ...above,
        scope: above.scope ?? below.scope,
        population: above.population ?? below.population,
      };
      joined[index] = { ...row, kind: 'continuation' };
    }
    if (row.kind === 'unit' && row.name === '' && isBareName(above)) {
      const { name, scope, population } = parseUnitName(above.name, namesGivePopulation);
      joined[index - 1] = { ...above, kind: 'continuation' };
      joined[index] = {
        ...row,
        name,
        scope: row.scope ?? above.scope ?? scope,
        population: row.population ?? above.population ?? population,
      };
    }
  });
  return joined;
}

function addsToName({ name, scope, population }: UnitName): boolean {
  return name === '' && (population !== null || (scope !== null && CLARIFIES.test(scope)));
}

function isBareName({ kind, name, remark, readings }: AttachmentRow): boolean {
  return (
    (kind === 'unit' || kind === 'section') &&
    name !== '' &&
    remark === null &&
    Object.values(readings).every((reading) => reading.kind === 'blank')
  );
}
