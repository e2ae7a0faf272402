import { folded } from '../grid/folded.js';
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
export interface NoteEdit {
  readonly code: NoteFinding['code'];
  readonly clause: string;
  readonly name: string;
  /** In the flattened text. */
  readonly start: number;
  readonly end: number;
  /** `null`: nothing to put there. */
  readonly expected: string | null;
}

/** A shorter text under a table is no note. */
const SHORTEST_NOTE = 4;

/** The stretch of a cell's text that a stretch of the flattened text came from. */
interface Span {
  readonly cell: number;
  readonly from: number;
  readonly to: number;
}

/** The notes as one text in half-width characters without blanks; every character knows where it came from. */
export class NoteText {
  readonly flat: string;
  private readonly cells: { readonly row: number; readonly column: number; readonly text: string }[] = [];
  private readonly origin: Span[] = [];

  constructor(
    private readonly grid: Grid,
    { area }: Attachment,
    others: readonly Area[],
  ) {
    const { left, right, bottom } = usedArea(grid);
    const beside = others.filter((other) => other.left > area.right || other.right < area.left);
    const below = others.filter((other) => !beside.includes(other) && other.top > area.bottom);
    // Notes end where the title of the next table may begin.
    const lastRow = below.reduce((last, { top }) => Math.min(last, top - 2), bottom);
    let flat = '';
    for (let row = area.bottom + 1; row <= lastRow; row += 1) {
      for (let column = left; column <= right; column += 1) {
        if (beside.some((other) => other.left <= column && column <= other.right)) continue;
        const text = valueAt(grid, row, column);
        if (typeof text !== 'string' || text.trim().length < SHORTEST_NOTE) continue;
        flat += this.addCell(row, column, text);
      }
    }
    this.flat = flat;
  }

  /** Takes a cell in, and returns its text in half-width characters without blanks. */
  private addCell(row: number, column: number, text: string): string {
    const cell = this.cells.length;
    this.cells.push({ row, column, text });
    let flat = '';
    let at = 0;
    for (const character of text) {
      const plain = folded(character).replace(/\s+/g, '');
      const to = at + character.length;
      for (let unit = 0; unit < plain.length; unit += 1) this.origin.push({ cell, from: at, to });
      flat += plain;
      at = to;
    }
    return flat;
  }

  place(at: number): { readonly row: number; readonly column: number } {
    const { row, column } = this.cells[this.origin[at]?.cell ?? 0] ?? { row: 0, column: 0 };
    return { row, column };
  }

  /** The edits as findings, in the order in which they stand in the notes. */
  findings(edits: readonly NoteEdit[]): readonly NoteFinding[] {
    const wordings = this.wordingsWith(edits);
    return [...edits]
      .sort((a, b) => a.start - b.start)
      .map((edit) => {
        const span = this.span(edit);
        const isReplaced = span !== null && edit.expected !== null;
        return {
          code: edit.code,
          sheet: this.grid.sheet,
          ...this.place(edit.start),
          clause: edit.clause,
          name: edit.name,
          found: this.textAt(edit, span),
          expected: edit.expected ?? '',
          wording: isReplaced ? (wordings.get(span.cell) ?? null) : null,
        };
      });
  }

  /** Every cell's text with its edits carried out, from the last to the first so that the places stay. */
  private wordingsWith(edits: readonly NoteEdit[]): ReadonlyMap<number, string> {
    const wordings = new Map<number, string>();
    for (const edit of [...edits].sort((a, b) => b.start - a.start)) {
      const span = this.span(edit);
      if (span === null || edit.expected === null) continue;
      const text = wordings.get(span.cell) ?? this.cells[span.cell]?.text ?? '';
      wordings.set(span.cell, text.slice(0, span.from) + edit.expected + text.slice(span.to));
    }
    return wordings;
  }

  private textAt({ start, end }: NoteEdit, span: Span | null): string {
    if (span === null) return this.flat.slice(start, end);
    return this.cells[span.cell]?.text.slice(span.from, span.to) ?? '';
  }

  /** Where a stretch stands in its cell; `null` where it runs over several. */
  private span({ start, end }: NoteEdit): Span | null {
    const first = this.origin[start];
    const last = this.origin[end - 1];
    if (first === undefined || last === undefined || first.cell !== last.cell) return null;
    return { cell: first.cell, from: first.from, to: last.to };
  }
}
