import { cellName } from '../../grid/address.js';
import { formulaAt } from '../../grid/grid.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import type { AuditedTable } from '../audited-table.js';
import { countIn, sumOfCounts, unitsOf } from '../counts.js';
import type { Finding, Phrase } from '../finding.js';
import { cellOf, columnTitle } from '../naming.js';
import { countSuspect, report } from '../report.js';

/** Two places that should give the same number and do not. */
export interface Discrepancy {
  readonly unit: string;
  readonly here: number;
  readonly there: number;
  /** The relative difference, 0.02 for 2 %. */
  readonly size: number;
  readonly cells: readonly string[];
}

/** A difference above it stands out: below, the places were counted at different times or by different rules. */
const GROSS = 0.1;
/** Few evaluations differ much relatively: a handful is no gross difference. */
const GROSS_COUNT = 20;

export function isGross({ size, here, there }: Discrepancy): boolean {
  return size > GROSS && Math.abs(here - there) > GROSS_COUNT;
}

/** Where so many of the places agree exactly, those that do not are mistakes, each by itself. */
const AGREEING = 0.5;
const MOST_MISTAKES = 3;

/** Tells whether two attachments agree but for a few places: then they were counted alike. */
export function agreeButForFew(different: number, compared: number): boolean {
  return compared > 0 && different <= MOST_MISTAKES && (compared - different) / compared >= AGREEING;
}

/** Tells whether a column of attachment 3 is corroborated by its total: that was typed, and is the column's sum. */
export function isCorroborated(table: AuditedTable, { id, column }: AttachmentColumn): boolean {
  const total = table.attachment.rows.find(({ kind }) => kind === 'total');
  if (total === undefined || formulaAt(table.grid, total.row, column) !== null) return false;
  return countIn(total, id) === sumOfCounts(unitsOf(table), id);
}

/** A count of attachment 1 or 2 that all of attachment 3 contradicts. */
export interface ContradictedCount {
  readonly check: string;
  readonly table: AuditedTable;
  readonly row: AttachmentRow;
  readonly volumes: AuditedTable;
}

export function contradictedFinding(
  { check, table, row, volumes }: ContradictedCount,
  { unit, here, there, size, cells }: Discrepancy,
): Finding {
  const cell = cellOf(table, row.row, 'received');
  const inVolumes = cells.filter((each) => !each.includes('!')).map((each) => `${volumes.attachment.sheet}!${each}`);
  return report({
    check,
    severity: 'warning',
    table,
    cells: [cell, ...inVolumes],
    unit,
    column: columnTitle(table, 'received'),
    found: String(there),
    expected: String(here),
    advice: 'advice-which-place',
    size,
    message: { code: 'finding-received-contradicted', parameters: { unit, here, there } },
    suspects: [
      countSuspect({ table, cell, found: there, value: here, why: { code: 'why-borne-out', parameters: {} } }),
    ],
  });
}

/** The relative difference of two counts, against the larger. */
export function relativeDifference(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), 1);
}

/**
 * Reads the counts of attachment 3 as they are meant: where its row sums have named one count and what it should be,
 * other attachments are compared with that.
 */
export function correctedCounts(
  { attachment }: AuditedTable,
  earlier: readonly Finding[],
): (row: AttachmentRow, column: AttachmentColumn) => number | null {
  const corrections = new Map<string, number>();
  for (const { check, suspects } of earlier) {
    const [first, second] = suspects;
    if (check !== 'row-sum' || first?.sheet !== attachment.sheet || second?.place === first.place) continue;
    if (typeof first.value === 'number') corrections.set(first.cell, first.value);
  }
  if (corrections.size === 0) return (row, { id }) => countIn(row, id);
  return (row, { id, column }) => corrections.get(cellName(row.row, column)) ?? countIn(row, id);
}

/** Names differences in a sentence, the largest first: a dozen of them. */
function listDiscrepancies(discrepancies: readonly Discrepancy[]): string {
  const largest = [...discrepancies].sort((a, b) => b.size - a.size).slice(0, MOST_LISTED);
  const list = largest.map(({ unit, here, there }) => `${unit} ${here}/${there}`).join('，');
  if (discrepancies.length > MOST_LISTED) return `${list} …`;
  return list;
}

const MOST_LISTED = 12;

/** Small differences, of which each alone says little, in one finding. */
export function groupedFinding(
  { check, table, code }: { readonly check: string; readonly table: AuditedTable; readonly code: Phrase['code'] },
  discrepancies: readonly Discrepancy[],
): readonly Finding[] {
  if (discrepancies.length === 0) return [];
  const size = largestSize(discrepancies);
  const parameters = {
    count: discrepancies.length,
    units: listDiscrepancies(discrepancies),
    size: percent(size),
  };
  return [
    report({
      check,
      severity: 'warning',
      table,
      cell: discrepancies[0]?.cells[0] ?? '',
      cells: discrepancies.flatMap(({ cells }) => cells),
      found: discrepancies.map(({ here }) => here).join('、'),
      expected: discrepancies.map(({ there }) => there).join('、'),
      message: { code, parameters },
      advice: 'advice-which-place',
      size,
    }),
  ];
}

export function largestSize(discrepancies: readonly Discrepancy[]): number {
  return discrepancies.reduce((largest, { size }) => Math.max(largest, size), 0);
}

export function percent(size: number): string {
  return `${(size * 100).toFixed(size < 0.1 ? 1 : 0)}%`;
}
