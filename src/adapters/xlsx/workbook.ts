import type { Change, Plan } from '../../core/changes/plan.js';
import type { SheetLook } from '../../ports/appearance.js';
import type { CopyableFile, CopyInstructions, FileContents } from '../../ports/official-copy.js';
import { WorkbookRefusal, type ApplyOutcome, type CellMarks, type CellPlace, type Workbook, type WorkbookSnapshot } from '../../ports/workbook.js';
import { readLooks } from './appearance.js';
import { readPalette } from './colours.js';
import { readCustomXml } from './custom-xml.js';
import { readGrid } from './grid.js';
import { Notes } from './notes.js';
import { contentsOf, makeOfficial } from './official-copy.js';
import { Package } from './package.js';
import { isSigned } from './signature.js';
import { runPlan } from './plan-run.js';
import { readRichStrings } from './rich-text.js';
import { readSharedStrings } from './shared-strings.js';
import { readFrame, SheetCells } from './sheet-cells.js';
import { frameOf } from './sheet-frame.js';
import { readSheetLook } from './sheet-look.js';
import type { Styles } from './styles.js';
import { readStyles, readWorkbookPart, type SheetEntry } from './workbook-part.js';

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
    this.strings = stringsPart === undefined ? [] : readSharedStrings(file, stringsPart);
  }

  read(): Promise<WorkbookSnapshot> {
    return promised(() => {
      const workbook = readWorkbookPart(this.file);
      const styles = readStyles(this.file, workbook);
      const sheets = workbook.sheets.filter(({ type }) => type === 'worksheet').map((sheet) => readGrid(this.file, sheet, this.strings, styles));
      return { sheets, calculation: workbook.calculation, parts: readCustomXml(this.file, workbook.part), ...(isSigned(this.file) ? { signed: true } : {}) };
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
    return sheets.filter(({ type }) => type === 'worksheet').map(({ name, part }) => readSheetLook(this.file.text(part), part, name, shared, readFrame(frameOf(this.file, part), part).merges));
  }

  private marks({ name, part }: SheetEntry, styles: Styles): (place: CellPlace) => CellMarks {
    const sheet = new SheetCells(this.file, part, null);
    const notes = new Notes(this.file, name, part);
    return ({ row, column }) => ({ fill: styles.fill(sheet.styleAt(row, column)), note: notes.text(row, column) });
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
}

/** The port is asynchronous, so that what fails here fails as a rejection. */
function promised<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(work()));
}
