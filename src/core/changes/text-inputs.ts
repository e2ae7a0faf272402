import type { AttachmentColumn, AttachmentRow } from '../recognition/attachment.js';

/** The row's figures that are numbers typed as text: formulas over them would break. */
export function textInputs(row: AttachmentRow, columns: readonly AttachmentColumn[]): readonly AttachmentColumn[] {
  return columns.filter(({ id, role }) => {
    const reading = row.readings[id];
    return (role === 'input' || role === 'adjustment') && reading?.kind === 'number' && reading.fromText;
  });
}
