import type { Area } from '../grid/grid.js';
import type { Attachment } from './attachment.js';
import { bodyColumnsOf } from './body-columns.js';

/** The cells of an attachment, column by column, in which people type counts and points, down to its last row. */
export function inputAreas({ columns, rows, area }: Attachment): readonly Area[] {
  const first = rows.find(({ kind }) => kind === 'unit');
  if (first === undefined) return [];
  return bodyColumnsOf(columns)
    .figures.filter(({ isTyped }) => isTyped)
    .map(({ column }) => ({ top: first.row, left: column, bottom: area.bottom, right: column }));
}
