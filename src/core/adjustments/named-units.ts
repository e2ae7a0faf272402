import type { AttachmentRow } from '../recognition/attachment.js';
import { parseUnitName } from '../recognition/unit-name.js';

/** Finds the units that a name means: spaces, numbering, population and scope in brackets do not count. */
export function unitsNamed(text: string, rows: readonly AttachmentRow[]): readonly AttachmentRow[] {
  const { name } = parseUnitName(text);
  if (name === '') return [];
  return rows.filter((row) => row.kind === 'unit' && row.name === name);
}

/** Returns the unit that somebody may have meant, or the empty string: 博山 is likely 博山区. */
export function likelyUnit(text: string, rows: readonly AttachmentRow[]): string {
  const { name } = parseUnitName(text);
  if (name === '') return '';
  const near = rows.filter((row) => row.kind === 'unit' && (row.name.includes(name) || name.includes(row.name)));
  const [only] = near;
  if (only === undefined || near.length > 1) return '';
  return only.name;
}
