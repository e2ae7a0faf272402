import type { AttachmentColumn } from './attachment.js';

const FIGURES = new Set<AttachmentColumn['role']>([
  'input',
  'computed',
  'adjustment',
  'score',
  'city',
  'district',
  'sum',
]);
const COUNTS = new Set<AttachmentColumn['role']>(['input', 'city', 'district']);

/** A column in which figures stand. */
export interface FigureColumn extends AttachmentColumn {
  /** Its figures are counts: whole and not negative. */
  readonly isCount: boolean;
  /** People type its figures: what cannot be read in it is reported. */
  readonly isTyped: boolean;
}

/** A table's columns by what the rows below the header need them for. */
export interface BodyColumns {
  readonly figures: readonly FigureColumn[];
  readonly unit: AttachmentColumn | undefined;
  readonly serial: AttachmentColumn | undefined;
  readonly population: AttachmentColumn | undefined;
}

export function bodyColumnsOf(columns: readonly AttachmentColumn[]): BodyColumns {
  return {
    figures: columns.filter(({ role }) => FIGURES.has(role)).map(asFigureColumn),
    unit: columns.find(({ role }) => role === 'unit'),
    serial: columns.find(({ role }) => role === 'serial'),
    population: columns.find(({ role }) => role === 'population'),
  };
}

function asFigureColumn(column: AttachmentColumn): FigureColumn {
  const isCount = COUNTS.has(column.role);
  return { ...column, isCount, isTyped: isCount || column.role === 'adjustment' };
}

/** The last column of the sheet that belongs to the table's serial numbers, units and figures. */
export function lastColumnOf({ serial, unit, figures }: BodyColumns): number {
  let last = Math.max(serial?.column ?? 0, unit?.column ?? 0);
  for (const { column } of figures) last = Math.max(last, column);
  return last;
}
