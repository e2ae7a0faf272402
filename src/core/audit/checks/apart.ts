import { cellName } from '../../grid/address.js';
import { formulaAt } from '../../grid/grid.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import type { AuditedTable } from '../audited-table.js';
import type { Finding } from '../finding.js';
import { cellOf, columnTitle } from '../naming.js';
import { report } from '../report.js';

/** Two places that should give the same number and do not. */
export interface Apart {
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

export function isGross({ size, here, there }: Apart): boolean {
  return size > GROSS && Math.abs(here - there) > GROSS_COUNT;
}

/** Where so many of the places agree exactly, those that do not are mistakes, each by itself. */
const AGREEING = 0.5;
const MOST_MISTAKES = 3;

/** Tells whether two attachments agree but for a few places: then they were counted alike. */
export function agreeButForFew(apart: number, compared: number): boolean {
  return compared > 0 && apart <= MOST_MISTAKES && (compared - apart) / compared >= AGREEING;
}

/** Tells whether a column of attachment 3 bears itself out: its total was typed, and is the sum of the column. */
export function isBorneOut({ attachment, grid }: AuditedTable, column: AttachmentColumn): boolean {
  const total = attachment.rows.find(({ kind }) => kind === 'total');
  if (total === undefined || formulaAt(grid, total.row, column.column) !== null) return false;
  return (
    countIn(total, column.id) ===
    attachment.rows.filter(({ kind }) => kind === 'unit').reduce((sum, row) => sum + (countIn(row, column.id) ?? 0), 0)
  );
}

/** A finding about a count of attachment 1 or 2 that all of attachment 3 contradicts. */
export function contradicted(
  check: string,
  table: AuditedTable,
  row: AttachmentRow,
  { unit, here, there, size, cells }: Apart,
  volumes: AuditedTable,
): Finding {
  const cell = cellOf(table, row.row, 'received');
  const others = cells.filter((one) => !one.includes('!')).map((one) => `${volumes.attachment.sheet}!${one}`);
  return report({
    check,
    severity: 'warning',
    table,
    cells: [cell, ...others],
    unit,
    column: columnTitle(table, 'received'),
    found: String(there),
    expected: String(here),
    advice: 'advice-which-place',
    size,
    says: { code: 'finding-received-contradicted', parameters: { unit, here, there } },
    suspects: [
      {
        sheet: table.attachment.sheet,
        cell,
        found: String(there),
        proposed: String(here),
        value: here,
        why: { code: 'why-borne-out', parameters: {} },
        place: 1,
      },
    ],
  });
}

/** The relative difference of two counts, against the larger. */
export function relativeDifference(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), 1);
}

export function countIn({ readings }: AttachmentRow, id: string): number | null {
  const reading = readings[id];
  return reading?.kind === 'number' ? reading.value : null;
}

/** Reads the counts of attachment 3 as they are meant: where its row sums have named one count and what it should be, other attachments are compared with that. */
export function countsAsMeant(
  { attachment: { sheet } }: AuditedTable,
  earlier: readonly Finding[],
): (row: AttachmentRow, column: AttachmentColumn) => number | null {
  const meant = new Map(
    earlier.flatMap(({ check, suspects: [first, second] }) =>
      check === 'row-sum' && first?.sheet === sheet && second?.place !== first.place && typeof first.value === 'number'
        ? [[first.cell, first.value] as const]
        : [],
    ),
  );
  return (row, column) =>
    (meant.size === 0 ? undefined : meant.get(cellName(row.row, column.column))) ?? countIn(row, column.id);
}

/** The tables of a kind; one of each is audited. */
export function tableOf(
  tables: readonly AuditedTable[],
  kind: AuditedTable['attachment']['kind'],
): AuditedTable | undefined {
  return tables.find(({ attachment }) => attachment.kind === kind);
}

export function unitsOf({ attachment }: AuditedTable): readonly AttachmentRow[] {
  return attachment.rows.filter(({ kind }) => kind === 'unit');
}

/** Names differences in a sentence, the largest first: a dozen of them. */
export function listedApart(apart: readonly Apart[]): string {
  const largest = [...apart].sort((a, b) => b.size - a.size).slice(0, MOST_LISTED);
  return (
    largest.map(({ unit, here, there }) => `${unit} ${here}/${there}`).join('，') +
    (apart.length > MOST_LISTED ? ' …' : '')
  );
}

const MOST_LISTED = 12;

export function percent(size: number): string {
  return `${(size * 100).toFixed(size < 0.1 ? 1 : 0)}%`;
}
