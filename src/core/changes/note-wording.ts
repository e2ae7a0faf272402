import type { NoteFinding } from '../audit/note-text.js';
import { formulaAt, valueAt, type Grid } from '../grid/grid.js';
import type { Change } from './plan.js';

/** Plans the new wording of the notes' cells, each once; paragraphs that a person has to write are left. */
export function planNoteWording(grid: Grid, findings: readonly NoteFinding[]): readonly Change[] {
  const cells = new Map(
    findings.flatMap((one) =>
      one.wording === null ? [] : [[`${one.row},${one.column}`, { ...one, wording: one.wording }] as const],
    ),
  );
  return [...cells.values()].map(({ row, column, wording }) => ({
    kind: 'content',
    sheet: grid.sheet,
    row,
    column,
    was: { value: valueAt(grid, row, column), formula: formulaAt(grid, row, column) },
    becomes: { value: wording, formula: null },
  }));
}
