import type { Grid } from '../../core/grid/grid.js';
import type { SheetLook } from '../../ports/appearance.js';
import type { SheetHead, SheetRows, ThreadMessage } from './thread-messages.js';

/** What the page shows of its workbook. A sheet that has not changed is the same object as before. */
export interface Picture {
  readonly grids: readonly Grid[];
  readonly looks: readonly SheetLook[];
  /** Cells that differ from the file as it was opened: by sheet, row × 16384 + column, ascending. */
  readonly changed: ReadonlyMap<string, Float64Array>;
  readonly unsaved: boolean;
  readonly canUndo: boolean;
}

/** A grid being put together. */
interface Draft {
  readonly head: SheetHead;
  readonly values: Grid['values'][number][];
  readonly formulas: Grid['formulas'][number][];
  readonly formats: Grid['formats'][number][];
}

/** Puts the picture of a workbook together from the pieces in which it comes. */
export class PictureReceiver {
  private readonly grids = new Map<string, Grid>();
  private readonly looks = new Map<string, SheetLook>();
  private readonly drafts = new Map<string, Draft>();

  /** Takes a piece; returns the picture when it was the last one, else `null`. */
  take(message: ThreadMessage): Picture | null {
    switch (message.kind) {
      case 'head': this.begin(message.head); return null;
      case 'rows': this.fill(message.sheet, message.rows); return null;
      case 'look': this.looks.set(message.look.sheet, message.look); return null;
      case 'picture': {
        for (const [sheet, { head, values, formulas, formats }] of this.drafts) this.grids.set(sheet, { ...head, values, formulas, formats });
        this.drafts.clear();
        const { sheets, changed, unsaved, canUndo } = message;
        const both = sheets.flatMap((sheet) => {
          const [grid, look] = [this.grids.get(sheet), this.looks.get(sheet)];
          return grid === undefined || look === undefined ? [] : [{ grid, look }];
        });
        return { grids: both.map(({ grid }) => grid), looks: both.map(({ look }) => look), changed, unsaved, canUndo };
      }
      default: return null;
    }
  }

  private begin(head: SheetHead): void {
    const known = this.grids.get(head.sheet);
    const keep = <T>(rows: readonly T[] | undefined): T[] => (rows ?? []).slice(0, head.rows);
    this.drafts.set(head.sheet, { head, values: keep(known?.values), formulas: keep(known?.formulas), formats: keep(known?.formats) });
  }

  private fill(sheet: string, { at, values, formulas, codes, formats }: SheetRows): void {
    const draft = this.drafts.get(sheet);
    if (draft === undefined) return;
    at.forEach((row, index) => {
      draft.values[row] = values[index] ?? [];
      draft.formulas[row] = formulas[index] ?? [];
      draft.formats[row] = Array.from(formats[index] ?? [], (number) => codes[number] ?? 'General');
    });
  }
}
