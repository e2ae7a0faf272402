import type { NoteFinding } from '../audit/note-text.js';
import type { Grid } from '../grid/grid.js';
import { contentAt, type Change } from './plan.js';

/** Plans the new wording of the notes' cells, each once; paragraphs that a person has to write are left. */
export function planNoteWording(grid: Grid, findings: readonly NoteFinding[]): readonly Change[] {
  const cells = new Map<string, Change>();
  for (const { row, column, wording } of findings) {
    if (wording === null) continue;
    const was = contentAt(grid, { row, column });
    const becomes = { value: wording, formula: null };
    cells.set(`${row},${column}`, { kind: 'content', sheet: grid.sheet, row, column, was, becomes });
  }
  return [...cells.values()];
}
