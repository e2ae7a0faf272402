import type { AuditedTable } from '../audited-table.js';
import type { AttachmentRow } from '../../recognition/attachment.js';

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

/** The relative difference of two counts, against the larger. */
export function relativeDifference(a: number, b: number): number {
  return Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), 1);
}

export function countIn({ readings }: AttachmentRow, id: string): number | null {
  const reading = readings[id];
  return reading?.kind === 'number' ? reading.value : null;
}

/** The tables of a kind; one of each is audited. */
export function tableOf(tables: readonly AuditedTable[], kind: AuditedTable['attachment']['kind']): AuditedTable | undefined {
  return tables.find(({ attachment }) => attachment.kind === kind);
}

export function unitsOf({ attachment }: AuditedTable): readonly AttachmentRow[] {
  return attachment.rows.filter(({ kind }) => kind === 'unit');
}

export function percent(size: number): string {
  return `${(size * 100).toFixed(size < 0.1 ? 1 : 0)}%`;
}
