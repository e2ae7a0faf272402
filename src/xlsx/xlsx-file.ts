import type { SheetSettings } from '../core/changes/plan.js';
import type { CellValue, Grid } from '../core/grid/grid.js';
import { readCustomXml } from './book/custom-xml.js';
import { namesOf, type DefinedName } from './book/names.js';
import { propertiesOf, type PropertyText } from './book/properties.js';
import { isSigned } from './book/signature.js';
import { sheetSettings } from './book/sheets.js';
import { connectionsOf } from './book/traces.js';
import {
  readStyles,
  readWorkbookPart,
  type Calculation,
  type SheetEntry,
  type WorkbookPart,
} from './book/workbook-part.js';
import { runEdits } from './edit-run.js';
import type { Edit, EditOutcome, PageSetup } from './edits.js';
import { Package } from './package/package.js';
import { relationshipsOf } from './package/relationships.js';
import { XlsxRefusal } from './refusal.js';
import { columnWidth } from './sheet/column-widths.js';
import { readGrid } from './sheet/grid.js';
import { Notes } from './sheet/notes.js';
import { readPageSetup } from './sheet/page-setup.js';
import { rowHeight } from './sheet/row-heights.js';
import { readSharedStrings } from './sheet/shared-strings.js';
import { rowsOf, SheetCells } from './sheet/sheet-cells.js';
import { frameOf } from './sheet/sheet-frame.js';
import { parseTree } from './xml/tree.js';

/** How a cell looks and what hangs on it, beside its content. */
export interface CellLooks {
  /** Solid fill as RRGGBB, `pattern` for a fill of another kind, or `null`. */
  readonly fill: string | null;
  readonly font: { readonly name: string; readonly size: number };
  readonly wraps: boolean;
  readonly note: string | null;
}

/** An .xlsx or .xlsm file held as the parts of its package. */
export class XlsxFile {
  private constructor(
    /** The parts themselves, for whoever reads what this class has no word for. */
    readonly parts: Package,
    /** The shared strings; edits add none, so they hold for every copy. */
    readonly strings: readonly string[],
  ) {}

  /** Opens the bytes of a file; an `XlsxRefusal` says why one cannot be edited safely. */
  static open(bytes: Uint8Array): XlsxFile {
    const parts = Package.open(bytes);
    const { stringsPart } = readWorkbookPart(parts);
    return new XlsxFile(parts, stringsPart === undefined ? [] : readSharedStrings(parts, stringsPart));
  }

  /** The bytes of the file as it is now: what was not touched goes out as it came, and the same parts always give the same bytes. */
  bytes(): Uint8Array {
    return this.parts.bytes();
  }

  /** A file that can be changed without changing this one. */
  copy(): XlsxFile {
    return new XlsxFile(this.parts.copy(), this.strings);
  }

  /**
   * Carries out edits in their order, all of them or, where one finds something else than it says, none. Whoever made a
   * note anew is its `author`. A digital signature goes with the first edit, the calculation chain with the first that a
   * formula could depend on; the next program is asked to calculate everything then.
   */
  edit(
    edits: readonly Edit[],
    { author = '' }: { readonly author?: string } = {},
  ): { readonly outcome: EditOutcome; readonly file: XlsxFile } {
    const copy = this.copy();
    const outcome = runEdits(copy.parts, edits, this.strings, author);
    return { outcome, file: outcome.conflicts.length > 0 ? this : copy };
  }

  /** A file on whose parts some work was done that no edit has a word for; this one stays as it is. */
  with(work: (parts: Package, workbook: WorkbookPart) => void): XlsxFile {
    const copy = this.copy();
    work(copy.parts, readWorkbookPart(copy.parts));
    return copy;
  }

  /** Every sheet, chart and macro sheets among them, in the order of their tabs. */
  get sheets(): readonly SheetEntry[] {
    return readWorkbookPart(this.parts).sheets;
  }

  /** How a worksheet stands, with the widths of as many of its first columns as asked for. */
  settings(sheet: string, columns = 0): SheetSettings {
    return sheetSettings(this.parts, readWorkbookPart(this.parts), this.worksheet(sheet), columns);
  }

  get calculation(): Calculation {
    return readWorkbookPart(this.parts).calculation;
  }

  get isSigned(): boolean {
    return isSigned(this.parts);
  }

  get names(): readonly DefinedName[] {
    return namesOf(this.parts, readWorkbookPart(this.parts));
  }

  get properties(): readonly PropertyText[] {
    return propertiesOf(this.parts);
  }

  /** How many other files and databases the workbook is connected with. */
  get connections(): number {
    return connectionsOf(this.parts, readWorkbookPart(this.parts));
  }

  /** Custom XML parts whose namespace begins so, by their namespace. */
  customXml(beginning: string): Readonly<Record<string, string>> {
    return readCustomXml(this.parts, readWorkbookPart(this.parts).part, beginning);
  }

  /** The used part of every worksheet. */
  grids(): readonly Grid[] {
    const workbook = readWorkbookPart(this.parts);
    const styles = readStyles(this.parts, workbook);
    return workbook.sheets
      .filter(({ type }) => type === 'worksheet')
      .map((sheet) => readGrid(this.parts, sheet, this.strings, styles));
  }

  /** A reader of what lies on the cells of a worksheet. */
  looksOn(sheet: string): (row: number, column: number) => CellLooks {
    const { part } = this.worksheet(sheet);
    const styles = readStyles(this.parts, readWorkbookPart(this.parts));
    const cells = new SheetCells(this.parts, part, null);
    const notes = new Notes(this.parts, sheet, part);
    return (row, column) => {
      const style = cells.styleAt(row, column);
      return {
        fill: styles.fill(style),
        font: styles.font(style),
        wraps: styles.wraps(style),
        note: notes.text(row, column),
      };
    };
  }

  /** The cells that a row of a worksheet holds, be they only formatted. */
  cellsOn(sheet: string): (row: number) => readonly { readonly column: number; readonly value: CellValue }[] {
    const cells = new Map<number, { readonly column: number; readonly value: CellValue }[]>();
    const rows = rowsOf(this.parts, this.worksheet(sheet).part, this.strings);
    while (rows.nextRow()) {
      const inRow: { readonly column: number; readonly value: CellValue }[] = [];
      while (rows.nextCell()) inRow.push({ column: rows.column, value: rows.value });
      cells.set(rows.row, inRow);
    }
    return (row) => cells.get(row) ?? [];
  }

  pageSetup(sheet: string): PageSetup {
    return readPageSetup(this.parts, this.worksheet(sheet).part);
  }

  /** Width of a column in figures of the usual font; `null` where it has none of its own. */
  columnWidth(sheet: string, column: number): number | null {
    const { part } = this.worksheet(sheet);
    return columnWidth(parseTree(frameOf(this.parts, part), part, 2), column);
  }

  /** Height of a row in points; `null` where it has none of its own. */
  rowHeight(sheet: string, row: number): number | null {
    return rowHeight(new SheetCells(this.parts, this.worksheet(sheet).part, null), row);
  }

  /** Relationships of the workbook, or of the package itself, that have this type: `externalLink`, `vbaProject`, `customXml`. */
  related(type: string): number {
    return ['', readWorkbookPart(this.parts).part]
      .flatMap((part) => relationshipsOf(this.parts, part))
      .filter((one) => one.type === type).length;
  }

  /** How wide a figure of the workbook's usual font is, in pixels: the unit in which columns are measured. */
  get figureWidth(): number {
    return readStyles(this.parts, readWorkbookPart(this.parts)).figureWidth;
  }

  private worksheet(name: string): SheetEntry {
    const entry = this.sheets.find((sheet) => sheet.name === name && sheet.type === 'worksheet');
    if (entry === undefined) throw new XlsxRefusal('sheet-not-found', { sheet: name });
    return entry;
  }
}
