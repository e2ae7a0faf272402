import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';

/** What one row's slip adds to the totals: for each column, the printed total less the sum. */
export type Gaps = ReadonlyMap<AttachmentColumn, number>;

/** One slip in one row that explains every wrong total. */
export interface RowSlip {
  readonly kind: 'left-out' | 'twice' | 'exchanged' | 'moved';
  readonly row: AttachmentRow;
  /** What the row's cells should hold, where they are to blame; empty where the totals are. */
  readonly cells: readonly { readonly column: AttachmentColumn; readonly value: number }[];
}

/** Columns with a gap that have to agree for a slip to be believed. */
const FEWEST = 2;

/**
 * Looks for the one row that explains every gap: the totals leave it out or count it twice; two of its cells stand in each
 * other's place; its cells stand a column too far. `null` where none does, or where several rows would do.
 */
export function rowSlipOf(
  columns: readonly AttachmentColumn[],
  rows: readonly AttachmentRow[],
  gaps: Gaps,
  countIn: (row: AttachmentRow, id: string) => number | null,
): RowSlip | null {
  const wrong = columns.filter((column) => gaps.has(column));
  if (wrong.length < FEWEST) return null;
  const slips = rows.flatMap((row): readonly RowSlip[] => {
    const value = (column: AttachmentColumn): number => countIn(row, column.id) ?? 0;
    const gap = (column: AttachmentColumn): number => gaps.get(column) ?? 0;
    if (columns.every((column) => gap(column) === -value(column))) return [{ kind: 'left-out', row, cells: [] }];
    if (columns.every((column) => gap(column) === value(column))) return [{ kind: 'twice', row, cells: [] }];
    const [one, other, more] = wrong;
    if (
      one !== undefined &&
      other !== undefined &&
      more === undefined &&
      gap(one) === -gap(other) &&
      value(other) - value(one) === gap(one)
    ) {
      return [
        {
          kind: 'exchanged',
          row,
          cells: [
            { column: one, value: value(other) },
            { column: other, value: value(one) },
          ],
        },
      ];
    }
    return movedIn(row, columns, wrong, value, gap);
  });
  const last = slips.at(-1);
  // A row that stands there twice fits twice: the later one is too many.
  return last !== undefined &&
    slips.every(({ kind, row }) => kind === last.kind && (slips.length === 1 || row.name === last.row.name))
    ? last
    : null;
}

/** A run of cells that stand one column too far to the right or to the left; what was pushed out at its end follows from its total. */
function movedIn(
  row: AttachmentRow,
  columns: readonly AttachmentColumn[],
  wrong: readonly AttachmentColumn[],
  value: (column: AttachmentColumn) => number,
  gap: (column: AttachmentColumn) => number,
): readonly RowSlip[] {
  const [first, last] = [
    columns.indexOf(wrong[0] as AttachmentColumn),
    columns.indexOf(wrong[wrong.length - 1] as AttachmentColumn),
  ];
  if (last - first < FEWEST) return [];
  return [1, -1].flatMap((step): readonly RowSlip[] => {
    const run = columns.slice(first, last + 1);
    const meant = run.map((column, index) => {
      const from = run[index + step];
      return from === undefined ? value(column) + gap(column) : value(from);
    });
    return run.every((column, index) => meant[index] === value(column) + gap(column)) && meant.every((one) => one >= 0)
      ? [
          {
            kind: 'moved',
            row,
            cells: run.flatMap((column, index) =>
              meant[index] === value(column) ? [] : [{ column, value: meant[index] as number }],
            ),
          },
        ]
      : [];
  });
}
