import { withoutInvisible } from '../grid/folded.js';
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

/** The cells of a row among which texts are looked for. */
interface TypedCells {
  readonly row: AttachmentRow;
  readonly columns: readonly AttachmentColumn[];
  /** What is written as a value because of texts: the row's own figures, or the sums they go into. */
  readonly writtenAsValue: 'row' | 'sums';
}

/** Makes numbers of a row's texts where that is asked for, and reports each; returns the columns whose texts stay. */
export function fixTexts(
  writer: CellWriter,
  { row, columns, writtenAsValue }: TypedCells,
): readonly AttachmentColumn[] {
  const { grid, options } = writer;
  return textInputs(row, columns).filter((input) => {
    const text = String(valueAt(grid, row.row, input.column));
    const reading = row.readings[input.id];
    const isFixed = options.fixNumbers && writer.convertText(row, input);
    writer.report(
      { row: row.row, column: input.column },
      {
        severity: isFixed ? 'notice' : 'warning',
        code: isFixed ? 'text-number-fixed' : 'text-number',
        parameters: {
          unit: row.name,
          text: withoutInvisible(text),
          hasInvisible: Number(text !== withoutInvisible(text)),
          value: reading?.kind === 'number' ? reading.value : '',
          instead: options.write === 'values' ? 'nothing' : writtenAsValue,
        },
      },
    );
    return !isFixed;
  });
}
