import { parseUnitName } from '../recognition/unit-name.js';
import type { AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import type { AuditedTable } from './audited-table.js';
import type { Before } from './blame/usual-share.js';
import type { AuditContext } from './check.js';
import { countIn, tableOf, unitsOf } from './checks/apart.js';
import { matchUnits } from './matching/match-units.js';

/** What attachment 3 says of the evaluations that the units of attachments 1 and 2 received, by the unit's name. */
export function receivedElsewhere(
  { tables, matches }: AuditContext,
  kind: 'districts' | 'departments',
): ReadonlyMap<string, number> {
  const volumes = tableOf(tables, 'volumes');
  const known = new Map<string, number>();
  if (volumes === undefined) return known;
  if (kind === 'districts') {
    const rows = unitsOf(volumes);
    for (const column of volumes.attachment.columns) {
      if (column.role === 'district')
        known.set(
          parseUnitName(column.header).name,
          rows.reduce((sum, row) => sum + (countIn(row, column.id) ?? 0), 0),
        );
    }
    return known;
  }
  const departments = tableOf(tables, 'departments');
  if (departments === undefined) return known;
  for (const { volume, departments: units } of matchUnits(unitsOf(volumes), unitsOf(departments), matches).matches) {
    const count = countIn(volume, 'city');
    const [unit, another] = units;
    if (count !== null && unit !== undefined && another === undefined) known.set(unit.name, count);
  }
  return known;
}

/** The share of a table's units of which attachment 3 says the same; 0 where it says nothing. */
export function agreement(table: AuditedTable, received: ReadonlyMap<string, number>): number {
  const known = unitsOf(table).filter(({ name }) => received.has(name));
  return known.filter((row) => countIn(row, 'received') === received.get(row.name)).length / Math.max(1, known.length);
}

/** What attachment 2 says of the city column of attachment 3, by the row of attachment 3. */
export function cityElsewhere({ tables, matches }: AuditContext): ReadonlyMap<AttachmentRow, number> {
  const [volumes, departments] = [tableOf(tables, 'volumes'), tableOf(tables, 'departments')];
  if (volumes === undefined || departments === undefined) return new Map();
  return new Map(
    matchUnits(unitsOf(volumes), unitsOf(departments), matches).matches.flatMap(({ volume, departments: units }) => {
      const counts = units.map((row) => countIn(row, 'received'));
      return counts.length === 0 || counts.includes(null)
        ? []
        : [[volume, counts.reduce<number>((sum, count) => sum + (count ?? 0), 0)] as const];
    }),
  );
}

/** Tells whether attachment 1 counts as many evaluations for the district. */
export function agreesElsewhere(column: AttachmentColumn, total: number, tables: readonly AuditedTable[]): boolean {
  if (column.role !== 'district') return false;
  return tables.some(
    ({ attachment }) =>
      attachment.kind === 'districts' &&
      attachment.rows.some(
        ({ name, readings }) =>
          name === parseUnitName(column.header).name &&
          readings['received']?.kind === 'number' &&
          readings['received'].value === total,
      ),
  );
}

/** What the cells of attachment 3 held in the workbook of the quarter before, by the names of unit and district. */
export function countsBefore({ previous }: AuditContext): Before {
  const volumes = tableOf(previous, 'volumes');
  if (volumes === undefined) return () => null;
  const idOf = (column: AttachmentColumn): string =>
    column.role === 'city' ? column.role : parseUnitName(column.header).name;
  const rows = new Map(unitsOf(volumes).map((row) => [row.name, row]));
  const ids = new Map(volumes.attachment.columns.map((column) => [idOf(column), column.id]));
  return (row, column) => {
    const [then, id] = [rows.get(row.name), ids.get(idOf(column))];
    return then === undefined || id === undefined ? null : countIn(then, id);
  };
}
