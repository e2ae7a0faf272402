import { valueAt } from '../grid/grid.js';
import type { AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';
import type { CellWriter } from './cell-writer.js';

const TYPED = new Set<AttachmentColumn['role']>(['input', 'adjustment', 'city', 'district']);

/** The row's figures that are numbers typed as text: formulas over them would break. */
export function textInputs(row: AttachmentRow, columns: readonly AttachmentColumn[]): readonly AttachmentColumn[] {
  return columns.filter(({ id, role }) => {
    const reading = row.readings[id];
    return TYPED.has(role) && reading?.kind === 'number' && reading.fromText;
  });
}

/**
 * Makes numbers of the row's texts where that is asked for, and says each; returns the columns whose texts stay.
 * `instead` tells what is written as a value because of them: the row's own figures, or the sums they go into.
 */
export function settleTexts(
  writer: CellWriter,
  row: AttachmentRow,
  columns: readonly AttachmentColumn[],
  instead: 'row' | 'sums',
): readonly AttachmentColumn[] {
  const { grid, options } = writer;
  return textInputs(row, columns).filter((input) => {
    const parameters = {
      unit: row.name,
      text: String(valueAt(grid, row.row, input.column)),
      instead: options.write === 'values' ? 'nothing' : instead,
    };
    const mended = options.fixNumbers && writer.mend(row, input);
    if (mended) writer.say('notice', 'text-number-fixed', row.row, input.column, parameters);
    else writer.say('warning', 'text-number', row.row, input.column, parameters);
    return !mended;
  });
}
