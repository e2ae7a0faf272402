import {
  isBlank,
  LONGEST_TEXT,
  sameContent,
  type CellContent,
  type CellEdit,
  type ContentChange,
  type FillChange,
  type FormatChange,
  type NoteChange,
} from '../core/changes/plan.js';
import { cellName } from '../core/grid/address.js';
import type { Styles } from './book/styles.js';
import type { SheetEntry } from './book/workbook-part.js';
import type { ColumnEdit, FontEdit, RowEdit, WrapEdit } from './edits.js';
import type { Package } from './package/package.js';
import { XlsxRefusal } from './refusal.js';
import { columnWidth, withColumnWidths } from './sheet/column-widths.js';
import { Notes } from './sheet/notes.js';
import { rowHeight, setRowHeights } from './sheet/row-heights.js';
import { SheetCells } from './sheet/sheet-cells.js';
import { frameOf, setFrame } from './sheet/sheet-frame.js';
import { patchSheet, type CellPatch } from './sheet/sheet-patch.js';
import { MOST_COLUMNS } from './sheet/sheet-rows.js';
import { parseTree } from './xml/tree.js';

/** Edits of a single cell. */
export type AnyCellEdit = CellEdit | FontEdit | WrapEdit;

/** Text that a spreadsheet would make a number, a date or a formula of when somebody edits the cell. */
const LOOKS_TYPED = /^[=+\-@']|^(?=.*\d)[\d.,:/%¥￥$()eE\s-]+$/;

/** What editing a sheet needs of its workbook. */
export interface EditContext {
  readonly file: Package;
  readonly strings: readonly string[];
  readonly styles: Styles;
  /** Who is named as the author of new notes. */
  readonly author: string;
}

/**
 * Collects the edits of cells, rows and columns of one worksheet; `save` writes them all at once. Each edit tells
 * whether what it changes is as it says it was, by the file and the edits before.
 */
export class SheetEditor {
  private readonly cells: SheetCells;
  /** By the cell's place. */
  private readonly patches = new Map<number, CellPatch>();
  private readonly heights = new Map<number, number | null>();
  private readonly widths = new Map<number, number | null>();
  private notes: Notes | undefined;

  constructor(
    private readonly context: EditContext,
    private readonly sheet: SheetEntry,
  ) {
    this.cells = new SheetCells(context.file, sheet.part, context.strings);
  }

  cell(edit: AnyCellEdit): boolean {
    if (edit.kind === 'note') return this.note(edit);
    const patch = this.patchOf(edit);
    switch (edit.kind) {
      case 'content':
        return this.content(edit, patch);
      case 'format':
        return this.format(edit, patch);
      case 'fill':
        return this.fill(edit, patch);
      case 'font':
        return this.font(edit, patch);
      case 'wrap':
        return this.wrap(edit, patch);
    }
  }

  row({ row, was, becomes }: RowEdit): boolean {
    const isHeld = isAsExpected(was, () => this.height(row));
    if (isHeld) this.heights.set(row, becomes);
    return isHeld;
  }

  column({ column, was, becomes }: ColumnEdit): boolean {
    const isHeld = isAsExpected(was, () => this.width(column));
    if (isHeld) this.widths.set(column, becomes);
    return isHeld;
  }

  /** Writes the edits into the parts of the file. */
  save(): void {
    const { file } = this.context;
    const { part, name } = this.sheet;
    if (this.patches.size > 0) patchSheet(file, { part, name, cells: this.cells }, [...this.patches.values()]);
    setRowHeights(file, part, this.heights);
    if (this.widths.size > 0) setFrame(file, part, withColumnWidths(frameOf(file, part), part, this.widths));
    this.notes?.save();
  }

  private patchOf({ row, column }: AnyCellEdit): CellPatch {
    const place = placeOf(row, column);
    const present = this.patches.get(place);
    if (present !== undefined) return present;
    const patch: CellPatch = { row, column };
    this.patches.set(place, patch);
    return patch;
  }

  private contentOf({ row, column, content }: CellPatch): CellContent {
    if (content !== undefined) return content;
    const cell = this.cells.cellAt(row, column);
    return { value: cell?.value ?? null, formula: cell?.formula ?? null };
  }

  private styleOf({ row, column, style }: CellPatch): number {
    return style ?? this.cells.styleAt(row, column);
  }

  private content(edit: ContentChange, patch: CellPatch): boolean {
    refuseUnwritable(edit);
    const isAsExpected = sameContent(this.contentOf(patch), edit.was);
    const style = this.styleOf(patch);
    const wanted = this.context.styles.withQuote(style, this.needsQuote(edit.becomes, style));
    const isNew = this.cells.cellAt(edit.row, edit.column) === undefined;
    // A new cell must say itself what it had from its row or column.
    if (wanted !== style || (isNew && style !== 0)) patch.style = wanted;
    patch.content = edit.becomes;
    return isAsExpected;
  }

  private needsQuote({ value, formula }: CellContent, style: number): boolean {
    if (formula !== null || typeof value !== 'string') return false;
    return this.context.styles.format(style) !== '@' && LOOKS_TYPED.test(value);
  }

  private format({ was, becomes }: FormatChange, patch: CellPatch): boolean {
    const { styles } = this.context;
    const style = this.styleOf(patch);
    patch.style = styles.withFormat(style, becomes);
    return styles.format(style) === was || isBlank(this.contentOf(patch));
  }

  private fill({ was, becomes }: FillChange, patch: CellPatch): boolean {
    const { styles } = this.context;
    const style = this.styleOf(patch);
    patch.style = styles.withFill(style, becomes?.toUpperCase() ?? null);
    return styles.fill(style) === (was?.toUpperCase() ?? null);
  }

  private font({ was, becomes }: FontEdit, patch: CellPatch): boolean {
    const { styles } = this.context;
    const style = this.styleOf(patch);
    patch.style = styles.withFont(style, becomes);
    return isAsExpected(was, () => styles.font(style));
  }

  private wrap({ was, becomes }: WrapEdit, patch: CellPatch): boolean {
    const { styles } = this.context;
    const style = this.styleOf(patch);
    patch.style = styles.withWrap(style, becomes);
    return isAsExpected(was, () => styles.wraps(style));
  }

  private note({ row, column, was, becomes }: NoteChange): boolean {
    const { file, author } = this.context;
    this.notes ??= new Notes(file, this.sheet, author);
    const isAsExpected = this.notes.text(row, column) === was;
    this.notes.set(row, column, becomes);
    return isAsExpected;
  }

  private height(row: number): number | null {
    const edited = this.heights.get(row);
    if (edited !== undefined) return edited;
    return rowHeight(this.cells, row);
  }

  private width(column: number): number | null {
    const edited = this.widths.get(column);
    if (edited !== undefined) return edited;
    const { part } = this.sheet;
    return columnWidth(parseTree(frameOf(this.context.file, part), part, 2), column);
  }
}

/** Tells whether something is as an edit says it was; an edit that does not say takes it as it is. */
export function isAsExpected<T>(was: T | undefined, present: () => T | undefined): boolean {
  if (was === undefined) return true;
  return JSON.stringify(was, sortedKeys) === JSON.stringify(present(), sortedKeys);
}

/** Two objects that say the same may list it in different order. */
function sortedKeys(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A number of its own for each cell of a sheet. */
export function placeOf(row: number, column: number): number {
  return row * MOST_COLUMNS + column;
}

function refuseUnwritable({ sheet, row, column, becomes: { value } }: ContentChange): void {
  if (typeof value === 'string' && value.length > LONGEST_TEXT)
    throw new XlsxRefusal('cell-text-too-long', { sheet, cell: cellName(row, column), length: LONGEST_TEXT });
}
