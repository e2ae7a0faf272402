import { usedArea, valueAt, type Area, type Grid } from '../grid/grid.js';
import type { Attachment } from '../recognition/attachment.js';

/** A place where the notes under a table say something else than the method in force. */
export interface NoteFinding {
  readonly code: 'note-disagrees' | 'note-clause-differs' | 'note-clause-extra' | 'note-clause-missing';
  readonly sheet: string;
  /** Row and column (from 0) of the note's cell. */
  readonly row: number;
  readonly column: number;
  /** The rules' paragraph, such as 一 or 六1. */
  readonly clause: string;
  readonly name: string;
  /** What the note says; for a missing paragraph the empty string. */
  readonly found: string;
  /** What it should say; for a paragraph that is too many the empty string. */
  readonly expected: string;
  /** The cell's whole text with every wording of its findings put right; `null` where a person has to write it. */
  readonly wording: string | null;
}

/** A stretch of the notes that should read otherwise. */
export interface Edit {
  readonly code: NoteFinding['code'];
  readonly clause: string;
  readonly name: string;
  /** In the flattened text. */
  readonly start: number;
  readonly end: number;
  /** `null`: nothing to put there. */
  readonly expected: string | null;
}

/** The notes as one text in half-width signs without blanks, every sign knowing the cell and place it came from. */
export class NoteText {
  readonly flat: string;
  private readonly cells: { readonly row: number; readonly column: number; readonly text: string }[] = [];
  private readonly origin: { readonly cell: number; readonly from: number; readonly to: number }[] = [];

  constructor(
    private readonly grid: Grid,
    { area }: Attachment,
    others: readonly Area[],
  ) {
    const { left, right, bottom } = usedArea(grid);
    const beside = others.filter((other) => other.left > area.right || other.right < area.left);
    // Notes end where the title of the next table may begin.
    const lastRow = Math.min(
      bottom,
      ...others.filter((other) => !beside.includes(other) && other.top > area.bottom).map(({ top }) => top - 2),
    );
    let flat = '';
    for (let row = area.bottom + 1; row <= lastRow; row += 1) {
      for (let column = left; column <= right; column += 1) {
        if (beside.some((other) => other.left <= column && column <= other.right)) continue;
        const text = valueAt(grid, row, column);
        if (typeof text !== 'string' || text.trim().length < 4) continue;
        this.cells.push({ row, column, text });
        let at = 0;
        for (const sign of text) {
          const plain = sign.normalize('NFKC').replace(/\s+/g, '');
          for (let unit = 0; unit < plain.length; unit += 1)
            this.origin.push({ cell: this.cells.length - 1, from: at, to: at + sign.length });
          flat += plain;
          at += sign.length;
        }
      }
    }
    this.flat = flat;
  }

  place(at: number): { readonly row: number; readonly column: number } {
    const { row, column } = this.cells[this.origin[at]?.cell ?? 0] ?? { row: 0, column: 0 };
    return { row, column };
  }

  findings(edits: readonly Edit[]): readonly NoteFinding[] {
    const wordings = new Map<number, string>();
    for (const edit of [...edits].sort((a, b) => b.start - a.start)) {
      const span = this.span(edit);
      if (span === null || edit.expected === null) continue;
      const text = wordings.get(span.cell) ?? this.cells[span.cell]?.text ?? '';
      wordings.set(span.cell, text.slice(0, span.from) + edit.expected + text.slice(span.to));
    }
    return [...edits]
      .sort((a, b) => a.start - b.start)
      .map((edit): NoteFinding => {
        const span = this.span(edit);
        const found =
          span === null
            ? this.flat.slice(edit.start, edit.end)
            : (this.cells[span.cell]?.text.slice(span.from, span.to) ?? '');
        const wording = span === null || edit.expected === null ? null : (wordings.get(span.cell) ?? null);
        return {
          code: edit.code,
          sheet: this.grid.sheet,
          ...this.place(edit.start),
          clause: edit.clause,
          name: edit.name,
          found,
          expected: edit.expected ?? '',
          wording,
        };
      });
  }

  /** Where a stretch stands in its cell; `null` where it runs over several. */
  private span({ start, end }: Edit): { readonly cell: number; readonly from: number; readonly to: number } | null {
    const [first, last] = [this.origin[start], this.origin[end - 1]];
    return first === undefined || last === undefined || first.cell !== last.cell
      ? null
      : { cell: first.cell, from: first.from, to: last.to };
  }
}
