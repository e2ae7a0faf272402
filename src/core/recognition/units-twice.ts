import type { Attachment, AttachmentRow } from './attachment.js';

/** Returns the units that stand in an attachment more than once, each with its rows; 市司法局 and 市司法局（含公证） are two. */
export function unitsTwice({
  rows,
}: Pick<Attachment, 'rows'>): readonly (readonly [AttachmentRow, AttachmentRow, ...AttachmentRow[]])[] {
  const named = new Map<string, AttachmentRow[]>();
  for (const row of rows) {
    if (row.kind !== 'unit') continue;
    const key = `${row.name} ${row.scope ?? ''}`;
    const same = named.get(key);
    if (same === undefined) named.set(key, [row]);
    else same.push(row);
  }
  return [...named.values()].filter(
    (same): same is [AttachmentRow, AttachmentRow, ...AttachmentRow[]] => same.length > 1,
  );
}
