import type { AttachmentRow } from '../../recognition/attachment.js';
import type { AuditedTable } from '../audited-table.js';
import type { Check, CheckDescription } from '../check.js';
import type { Finding } from '../finding.js';
import { cellOf } from '../naming.js';
import { report } from '../report.js';
import { COUNTS_APART } from '../row-report.js';
import { countIn, unitsOf } from './apart.js';

const description: CheckDescription = {
  id: 'row-copied',
  severity: 'warning',
  title: '整行与另一行相同',
  formula: '两个单位（或同一单位的两个季度）的计数不会全都相同',
  source: '数字大的几项同时相同，不会是巧合',
  example: '高青县一行与桓台县的计数一模一样',
};

/** Rows whose counts are all those of another unit, or of the quarter before. Small units may well agree by chance. */
export const rowCopied: Check = {
  descriptions: [description],
  run: ({ tables, previous, isOn }, earlier) => ({
    findings: tables.filter((table) => table.attachment.kind !== 'volumes' && isOn(description.id, table)).flatMap((table) => [...sameHere(table, earlier), ...sameBefore(table, previous.find(({ attachment }) => attachment.kind === table.attachment.kind))]),
    notChecked: [],
  }),
};

/** With fewer digits than these, and one more for every ten times as many pairs of rows, two rows may be alike by chance. */
const DIGITS = 6;

function signature(table: AuditedTable, row: AttachmentRow, rows: number): string | null {
  const counts = table.attachment.columns.filter(({ role }) => role === 'input').map(({ id }) => countIn(row, id));
  // M often equals A and I nearly P: each different number counts once.
  const digits = [...new Set(counts)].reduce<number>((sum, count) => sum + (count === null || count < 10 ? 0 : String(count).length), 0);
  return digits < DIGITS + Math.log10(Math.max(1, (rows * (rows - 1)) / 2)) ? null : counts.join(' ');
}

function sameHere(table: AuditedTable, earlier: readonly Finding[]): readonly Finding[] {
  const seen = new Map<string, AttachmentRow>();
  const units = unitsOf(table);
  // A row whose counts its own rates disown has said so itself.
  const told = new Set(earlier.filter(({ sheet, says }) => sheet === table.attachment.sheet && says.code === COUNTS_APART).map(({ unit }) => unit));
  return units.flatMap((row): readonly Finding[] => {
    const key = told.has(row.name) ? null : signature(table, row, units.length);
    if (key === null) return [];
    const other = seen.get(key);
    if (other === undefined) {
      seen.set(key, row);
      return [];
    }
    return [report({ check: description.id, severity: 'warning', table, cells: [cellOf(table, row.row, 'unit'), cellOf(table, other.row, 'unit')], unit: row.name, advice: 'advice-check-source', says: { code: 'finding-row-copied', parameters: { unit: row.name, other: other.name } } })];
  });
}

function sameBefore(table: AuditedTable, before: AuditedTable | undefined): readonly Finding[] {
  if (before === undefined) return [];
  // Each unit is compared with itself alone.
  const earlier = new Map(unitsOf(before).map((row) => [row.name, signature(before, row, 1)]));
  const stale = unitsOf(table).filter((row) => {
    const key = signature(table, row, 1);
    return key !== null && earlier.get(row.name) === key;
  });
  if (stale.length <= MOST_APART) return stale.map((row) => report({ check: description.id, severity: 'warning', table, cells: [cellOf(table, row.row, 'unit')], unit: row.name, advice: 'advice-check-source', says: { code: 'finding-row-stale', parameters: { unit: row.name } } }));
  return [report({ check: description.id, severity: 'warning', table, cells: stale.map(({ row }) => cellOf(table, row, 'unit')), advice: 'advice-check-source', says: { code: 'finding-rows-stale', parameters: { count: stale.length } } })];
}

/** More units than these have one cause together: the whole sheet is that of the quarter before. */
const MOST_APART = 3;
