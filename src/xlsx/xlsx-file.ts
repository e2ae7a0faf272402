import type { SheetSettings } from '../core/changes/plan.js';
import type { CellValue, Grid } from '../core/grid/grid.js';
import { readCustomXml } from './book/custom-xml.js';
import { locksOf, type Lock } from './book/locks.js';
import { namesOf, type DefinedName } from './book/names.js';
import { propertiesOf, type PropertyText } from './book/properties.js';
import { awaitsRecalculation } from './book/recalculation.js';
import { isSigned } from './book/signature.js';
import { sheetSettings } from './book/sheets.js';
import { connectionsOf } from './book/personal-traces.js';
import { remainsOf, tracesOf, type Remain, type Trace } from './book/sheet-traces.js';
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
import { cellCount, readGrid, unreadGrid } from './sheet/grid.js';
import { partsBeyond, USUAL_LIMITS, type ReadingLimits, type SheetLimits } from './sheet/reading-limits.js';
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
  /** The size is in points. */
  readonly font: { readonly name: string; readonly size: number };
  readonly wraps: boolean;
  readonly note: string | null;
}

/** A cell of a given row; the column counts from 0. */
interface CellInRow {
  readonly column: number;
  readonly value: CellValue;
}

/**
 * An .xlsx or .xlsm file held as the parts of its package. It never changes: what edits it returns another file, which
 * shares the parts that are the same.
 *
 * Where a sheet is named that the workbook does not have as a worksheet, an `XlsxRefusal` (`sheet-not-found` {sheet})
 * is thrown; where a part is needed that is missing or no sound XML, `file-damaged` {part}.
 *
 * @example
 *   import { emptyWorkbook } from './empty-workbook.js';
 *   import { XlsxFile } from './xlsx-file.js';
 *   const file = XlsxFile.open(emptyWorkbook('附件1'));
 *   const was = { value: null, formula: null };
 *   const becomes = { value: 90448, formula: null };
 *   const { outcome, file: edited } = file.edit([
 *     { kind: 'content', sheet: '附件1', row: 4, column: 2, was, becomes },
 *   ]);
 *   outcome.conflicts.length // => 0
 *   edited.cellsOn('附件1')(4)[0]?.value // => 90448
 *   file.cellsOn('附件1')(4).length // => 0
 */
export class XlsxFile {
  private constructor(
    /** The parts themselves, for whoever reads what this class has no word for. */
    readonly parts: Package,
    /** The shared strings; edits add none, so they hold for every copy. */
    readonly strings: readonly string[],
    private readonly limits: SheetLimits,
  ) {}

  /**
   * Opens the bytes of a file. Throws an `XlsxRefusal`, whose `code` says why the file cannot be edited safely. Of
   * sheets beyond `limits` the cells are never read; they stay as they are to the byte.
   */
  static open(bytes: Uint8Array, limits: ReadingLimits = USUAL_LIMITS): XlsxFile {
    const parts = Package.open(bytes);
    const { stringsPart, sheets } = readWorkbookPart(parts);
    const tooLarge = partsBeyond(parts, { sheets, most: limits.sheetBytes });
    const strings = stringsPart === undefined ? [] : readSharedStrings(parts, stringsPart, limits.stringBytes);
    return new XlsxFile(parts, strings, { tooLarge, cells: limits.cells });
  }

  /**
   * Returns the bytes of the file. What was not touched goes out as it came, and the same parts always give the same
   * bytes.
   */
  bytes(): Uint8Array {
    return this.parts.bytes();
  }

  /** A file that can be changed without changing this one. */
  copy(): XlsxFile {
    return new XlsxFile(this.parts.copy(), this.strings, this.limits);
  }

  /**
   * Applies edits in their order, all of them or, where one finds something else than it says (`outcome.conflicts`),
   * none: then `file` is this file. `author` is named as the author of new notes. A digital signature goes with the
   * first edit, the calculation chain with the first that a formula could depend on; the next program is asked to
   * calculate everything then.
   *
   * Throws an `XlsxRefusal` for an edit that cannot be made safely; its codes are listed there.
   */
  edit(
    edits: readonly Edit[],
    { author = '' }: { readonly author?: string } = {},
  ): { readonly outcome: EditOutcome; readonly file: XlsxFile } {
    const copy = this.copy();
    const outcome = runEdits({ parts: copy.parts, strings: this.strings, author }, edits);
    const hasConflicts = outcome.conflicts.length > 0;
    return { outcome, file: hasConflicts ? this : copy };
  }

  /** Returns a file on whose parts `work` has made a change for which there is no edit; this one stays as it is. */
  with(work: (parts: Package, workbook: WorkbookPart) => void): XlsxFile {
    const copy = this.copy();
    work(copy.parts, readWorkbookPart(copy.parts));
    return copy;
  }

  /** Every sheet, chart and macro sheets among them, in the order of their tabs. */
  get sheets(): readonly SheetEntry[] {
    return readWorkbookPart(this.parts).sheets;
  }

  /** The settings of a worksheet, with the widths of its first `columns` columns, in characters. */
  settings(name: string, columns = 0): SheetSettings {
    const workbook = readWorkbookPart(this.parts);
    return sheetSettings(this.parts, { workbook, sheet: worksheetNamed(workbook, name) }, columns);
  }

  get calculation(): Calculation {
    return readWorkbookPart(this.parts).calculation;
  }

  /** Whether the next program is asked to calculate everything, so that results may be older than what they read. */
  get awaitsRecalculation(): boolean {
    return awaitsRecalculation(this.parts, readWorkbookPart(this.parts).part);
  }

  get isSigned(): boolean {
    return isSigned(this.parts);
  }

  /** How somebody has locked the workbook as a whole; sheets say of themselves whether they are protected. */
  get locks(): readonly Lock[] {
    return locksOf(this.parts, readWorkbookPart(this.parts).part);
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

  /** What its sheets and the package say of people and places beside cells, notes and properties. */
  get traces(): readonly Trace[] {
    return tracesOf(this.parts, readWorkbookPart(this.parts));
  }

  /** What stays on its sheets in any copy and may tell of people: pictures, embedded objects, printed lines. */
  get remains(): readonly Remain[] {
    return remainsOf(this.parts, readWorkbookPart(this.parts));
  }

  /** Custom XML parts whose namespace begins with `namespaceStart`, by their namespace. */
  customXml(namespaceStart: string): Readonly<Record<string, string>> {
    return readCustomXml(this.parts, readWorkbookPart(this.parts).part, namespaceStart);
  }

  /** The used part of every worksheet; of one that is beyond what is read, only its name. */
  grids(): readonly Grid[] {
    const { parts, strings, limits } = this;
    const workbook = readWorkbookPart(parts);
    const styles = readStyles(parts, workbook);
    let cells = limits.cells;
    return workbook.sheets
      .filter(({ type }) => type === 'worksheet')
      .map((sheet) => {
        if (!this.isRead(sheet)) return unreadGrid(parts, sheet, { because: 'size', texts: [] });
        const grid = readGrid(parts, sheet, { strings, styles, cells });
        cells -= cellCount(grid);
        return grid;
      });
  }

  /** Whether a sheet is small enough that its part is read at all. */
  isRead({ part }: SheetEntry): boolean {
    return !this.limits.tooLarge.has(part);
  }

  /** Returns a reader of how the cells of a worksheet look; rows and columns count from 0. */
  looksOn(name: string): (row: number, column: number) => CellLooks {
    const sheet = this.worksheet(name);
    const styles = readStyles(this.parts, readWorkbookPart(this.parts));
    const cells = new SheetCells(this.parts, sheet.part, null);
    const notes = new Notes(this.parts, sheet);
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

  /** Returns a reader of the cells in a row (from 0) of a worksheet, those that are only formatted among them. */
  cellsOn(name: string): (row: number) => readonly CellInRow[] {
    const cells = new Map<number, readonly CellInRow[]>();
    const rows = rowsOf(this.parts, this.worksheet(name).part, this.strings);
    while (rows.nextRow()) {
      const inRow: CellInRow[] = [];
      while (rows.nextCell()) inRow.push({ column: rows.column, value: rows.value });
      cells.set(rows.row, inRow);
    }
    return (row) => cells.get(row) ?? [];
  }

  /** How a worksheet is set up for print. */
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

  /** How many relationships of a type the package and its workbook have: `externalLink`, `vbaProject`, `customXml`. */
  related(type: string): number {
    const parts = ['', readWorkbookPart(this.parts).part];
    const relationships = parts.flatMap((part) => relationshipsOf(this.parts, part));
    return relationships.filter((relationship) => relationship.type === type).length;
  }

  /** How wide a figure of the workbook's usual font is, in pixels: the unit in which columns are measured. */
  get figureWidth(): number {
    return readStyles(this.parts, readWorkbookPart(this.parts)).figureWidth;
  }

  private worksheet(name: string): SheetEntry {
    return worksheetNamed(readWorkbookPart(this.parts), name);
  }
}

function worksheetNamed({ sheets }: WorkbookPart, name: string): SheetEntry {
  const entry = sheets.find((sheet) => sheet.name === name && sheet.type === 'worksheet');
  if (entry === undefined) throw new XlsxRefusal('sheet-not-found', { sheet: name });
  return entry;
}
