import { cellName } from '../../core/grid/address.js';
import type { CellValue, Grid } from '../../core/grid/grid.js';
import type { Change, Plan } from '../../core/changes/plan.js';
import type { SheetLook } from '../../ports/appearance.js';
import type { CopyableFile, CopyInstructions, FileContents } from '../../ports/official-copy.js';
import { WorkbookRefusal, type ApplyOutcome, type CellMarks, type CellPlace, type Workbook, type WorkbookSnapshot } from '../../ports/workbook.js';
import { readLooks } from './appearance.js';
import { readPalette } from './colours.js';
import { readCustomXml } from './custom-xml.js';
import { Notes } from './notes.js';
import { contentsOf, makeOfficial } from './official-copy.js';
import { Package } from './package.js';
import { runPlan } from './plan-run.js';
import { readRichStrings } from './rich-text.js';
import { readSharedStrings } from './shared-strings.js';
import { readSheetCells, styleAt } from './sheet-cells.js';
import { readSheetLook } from './sheet-look.js';
import type { Styles } from './styles.js';
import { tablesOf } from './tables.js';
import { readStyles, readWorkbookPart, type SheetEntry } from './workbook-part.js';

/** What lies between the first and the last used cell of a sheet is read as a whole: so many cells at the most. */
const MOST_CELLS = 30_000_000;

/** A workbook held as the bytes of an .xlsx or .xlsm file. */
export interface XlsxWorkbook extends Workbook, CopyableFile {
  /** How the sheets look, in their order. */
  looks(): readonly SheetLook[];
  /** The file as it is now. */
  bytes(): Uint8Array;
}

/** Opens the bytes of an .xlsx or .xlsm file. Throws a `WorkbookRefusal` for what cannot be edited safely. */
export function openXlsx(bytes: Uint8Array): XlsxWorkbook {
  return new FileWorkbook(Package.open(bytes));
}

class FileWorkbook implements XlsxWorkbook {
  private readonly strings: readonly string[];

  constructor(private file: Package) {
    const { stringsPart } = readWorkbookPart(file);
    this.strings = stringsPart === undefined ? [] : readSharedStrings(file.text(stringsPart), stringsPart);
  }

  read(): Promise<WorkbookSnapshot> {
    return promised(() => {
      const workbook = readWorkbookPart(this.file);
      const styles = readStyles(this.file, workbook);
      const sheets = workbook.sheets.filter(({ type }) => type === 'worksheet').map((sheet) => this.grid(sheet, styles));
      return { sheets, calculation: workbook.calculation, parts: readCustomXml(this.file, workbook.part) };
    });
  }

  readMarks(cells: readonly CellPlace[]): Promise<readonly CellMarks[]> {
    return promised(() => {
      const workbook = readWorkbookPart(this.file);
      const styles = readStyles(this.file, workbook);
      const sheets = new Map<string, (place: CellPlace) => CellMarks>();
      return cells.map((place) => {
        let marks = sheets.get(place.sheet);
        if (marks === undefined) {
          const entry = workbook.sheets.find(({ name, type }) => name === place.sheet && type === 'worksheet');
          if (entry === undefined) throw new WorkbookRefusal('sheet-not-found', { sheet: place.sheet });
          marks = this.marks(entry, styles);
          sheets.set(place.sheet, marks);
        }
        return marks(place);
      });
    });
  }

  apply(plan: Plan): Promise<ApplyOutcome> {
    return promised(() => {
      // The copy takes the place of the file only when everything went well.
      const copy = this.file.copy();
      const { conflicts, cells } = runPlan(copy, plan, this.strings);
      if (conflicts.length > 0) return { applied: false, conflicts };
      this.file = copy;
      return { applied: true, cells };
    });
  }

  bytes(): Uint8Array {
    return this.file.bytes();
  }

  contents(): FileContents {
    return contentsOf(this.file);
  }

  officialCopy(instructions: CopyInstructions): Uint8Array {
    const copy = this.file.copy();
    runPlan(copy, { changes: this.unmarking(instructions.marks), problems: [] }, this.strings);
    makeOfficial(copy, this.strings, instructions);
    return copy.bytes();
  }

  looks(): readonly SheetLook[] {
    const { sheets, stylesPart, stringsPart, themePart } = readWorkbookPart(this.file);
    const palette = readPalette(this.file, themePart, stylesPart);
    const looks = stylesPart === undefined ? [] : readLooks(this.file.text(stylesPart), stylesPart, palette);
    const shared = { looks, palette, richStrings: stringsPart === undefined ? new Map() : readRichStrings(this.file.text(stringsPart), stringsPart, palette) };
    return sheets.filter(({ type }) => type === 'worksheet').map(({ name, part }) => readSheetLook(this.file.text(part), part, name, shared, readSheetCells(this.file.text(part), part, null).merges));
  }

  private marks({ name, part }: SheetEntry, styles: Styles): (place: CellPlace) => CellMarks {
    const sheet = readSheetCells(this.file.text(part), part, this.strings);
    const cells = new Map(sheet.cells.map((cell) => [cellName(cell.row, cell.column), cell]));
    const rows = new Map(sheet.rows.map((row) => [row.row, row]));
    const notes = new Notes(this.file, name, part);
    return ({ row, column }) => ({ fill: styles.fill(styleAt(sheet, cells.get(cellName(row, column)), rows.get(row), column)), note: notes.text(row, column) });
  }

  /** Takes off the marks that are still as they were set. */
  private unmarking(marks: CopyInstructions['marks']): readonly Change[] {
    const workbook = readWorkbookPart(this.file);
    const styles = readStyles(this.file, workbook);
    return workbook.sheets.filter(({ name, type }) => type === 'worksheet' && marks.some(({ sheet }) => sheet === name)).flatMap((entry) => {
      const present = this.marks(entry, styles);
      return marks.filter((mark) => mark.sheet === entry.name && present(mark).fill === mark.fill).map(({ sheet, row, column, fill }): Change => ({ kind: 'fill', sheet, row, column, was: fill, becomes: null }));
    });
  }

  private grid({ name, part, visibility }: SheetEntry, styles: Styles): Grid {
    const sheet = readSheetCells(this.file.text(part), part, this.strings);
    const filled = sheet.cells.filter((cell) => cell.value !== null || cell.formula !== null);
    let [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
    for (const { row, column } of filled) {
      top = Math.min(top, row);
      left = Math.min(left, column);
      bottom = Math.max(bottom, row);
      right = Math.max(right, column);
    }
    if (filled.length === 0) [top, left, bottom, right] = [0, 0, -1, -1];
    const height = bottom - top + 1;
    const width = right - left + 1;
    if (height * width > MOST_CELLS) throw new WorkbookRefusal('sheet-too-large', { sheet: name, cell: cellName(bottom, right) });
    const rows = new Map(sheet.rows.map((row) => [row.row, row]));
    const used = new Set(sheet.cells.map(({ row }) => row));
    // Rows without any cell share one: a stray word a million rows down costs nothing then.
    const block = <T>(fill: T): T[][] => {
      const empty = new Array<T>(width).fill(fill);
      return Array.from({ length: height }, (_, row) => (used.has(top + row) ? [...empty] : empty));
    };
    const values = block<CellValue>(null);
    const formulas = block<string | null>(null);
    const bare = Array.from({ length: width }, (_, column) => styles.format(styleAt(sheet, undefined, undefined, left + column)));
    const formats = Array.from({ length: height }, (_, row) => {
      const style = rows.get(top + row)?.style;
      if (style !== undefined) return new Array<string>(width).fill(styles.format(style));
      return used.has(top + row) ? [...bare] : bare;
    });
    for (const { row, column, value, formula, style } of sheet.cells) {
      const [i, j] = [row - top, column - left];
      if (i < 0 || j < 0 || i >= height || j >= width) continue;
      (values[i] as CellValue[])[j] = value;
      (formulas[i] as (string | null)[])[j] = formula;
      (formats[i] as string[])[j] = styles.format(style);
    }
    const tables = tablesOf(this.file, part).map(({ name: table, area, headerRows, totalsRows }) => ({ name: table, area, headerRows, totalsRows }));
    return {
      sheet: name, visibility, protected: sheet.protected, top, left, values, formulas, formats,
      merges: sheet.merges, hiddenRows: sheet.rows.filter((row) => row.hidden).map((row) => row.row), hiddenColumns: sheet.hiddenColumns, tables,
    };
  }
}

/** The port is asynchronous, so that what fails here fails as a rejection. */
function promised<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}
