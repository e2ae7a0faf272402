import { parseUnitName } from '../recognition/unit-name.js';
import type { AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import type { AuditedTable } from './audited-table.js';
import type { PreviousCount } from './diagnosis/usual-share.js';
import type { AuditContext } from './check.js';
import { countIn, sumOfCounts, tableOf, unitsOf } from './counts.js';
import { matchUnits } from './matching/match-units.js';

/** What attachment 3 has for the evaluations that the units of attachment 1 or 2 received, by the unit's name. */
export function receivedInVolumes(context: AuditContext, { attachment }: AuditedTable): ReadonlyMap<string, number> {
  const volumes = tableOf(context.tables, 'volumes');
  if (volumes === undefined) return new Map();
  if (attachment.kind === 'districts') return receivedByDistricts(volumes);
  return receivedByDepartments(context, volumes);
}

function receivedByDistricts(volumes: AuditedTable): ReadonlyMap<string, number> {
  const rows = unitsOf(volumes);
  const columns = volumes.attachment.columns.filter(({ role }) => role === 'district');
  return new Map(columns.map(({ id, header }) => [parseUnitName(header).name, sumOfCounts(rows, id)]));
}

function receivedByDepartments({ tables, matches }: AuditContext, volumes: AuditedTable): ReadonlyMap<string, number> {
  const received = new Map<string, number>();
  const departments = tableOf(tables, 'departments');
  if (departments === undefined) return received;
  for (const match of matchUnits(unitsOf(volumes), unitsOf(departments), matches).matches) {
    const count = countIn(match.volume, 'city');
    const [unit, another] = match.departments;
    if (count !== null && unit !== undefined && another === undefined) received.set(unit.name, count);
  }
  return received;
}

/** The share of a table's units of which attachment 3 says the same; 0 where it says nothing. */
export function agreement(table: AuditedTable, received: ReadonlyMap<string, number>): number {
  const compared = unitsOf(table).filter(({ name }) => received.has(name));
  const agreeing = compared.filter((row) => countIn(row, 'received') === received.get(row.name));
  return agreeing.length / Math.max(1, compared.length);
}

/** What attachment 2 has for the city column of attachment 3, by the row of attachment 3. */
export function cityInDepartments({ tables, matches }: AuditContext): ReadonlyMap<AttachmentRow, number> {
  const volumes = tableOf(tables, 'volumes');
  const departments = tableOf(tables, 'departments');
  const received = new Map<AttachmentRow, number>();
  if (volumes === undefined || departments === undefined) return received;
  for (const { volume, departments: units } of matchUnits(unitsOf(volumes), unitsOf(departments), matches).matches) {
    const isComplete = units.every((row) => countIn(row, 'received') !== null);
    if (units.length > 0 && isComplete) received.set(volume, sumOfCounts(units, 'received'));
  }
  return received;
}

/** Tells whether attachment 1 has as many evaluations for the district. */
export function agreesWithDistricts(column: AttachmentColumn, total: number, tables: readonly AuditedTable[]): boolean {
  if (column.role !== 'district') return false;
  const district = parseUnitName(column.header).name;
  return tables
    .filter(({ attachment }) => attachment.kind === 'districts')
    .some(({ attachment }) =>
      attachment.rows.some((row) => row.name === district && countIn(row, 'received') === total),
    );
}

/** What the cells of attachment 3 held in the workbook of the quarter before, by the names of unit and district. */
export function previousCounts({ previous }: AuditContext): PreviousCount {
  const volumes = tableOf(previous, 'volumes');
  if (volumes === undefined) return () => null;
  const rows = new Map(unitsOf(volumes).map((row) => [row.name, row]));
  const ids = new Map(volumes.attachment.columns.map((column) => [keyOf(column), column.id]));
  return (row, column) => {
    const previousRow = rows.get(row.name);
    const id = ids.get(keyOf(column));
    if (previousRow === undefined || id === undefined) return null;
    return countIn(previousRow, id);
  };
}

/** What tells a column from one quarter to the next: the district's name. */
function keyOf({ role, header }: AttachmentColumn): string {
  if (role === 'city') return role;
  return parseUnitName(header).name;
}
