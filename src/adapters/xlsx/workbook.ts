import type { Change, Plan } from '../../core/changes/plan.js';
import type { SheetArea } from '../../core/changes/precedents.js';
import { readWrittenCells, WRITTEN_CELLS, writtenCellsPart } from '../../core/changes/written-cells.js';
import type { SheetLook } from '../../ports/appearance.js';
import type { CopyableFile, CopyInstructions, FileContents } from '../../ports/official-copy.js';
import {
  WorkbookRefusal,
  type ApplyOutcome,
  type CellMarks,
  type CellPlace,
  type Workbook,
  type WorkbookSnapshot,
} from '../../ports/workbook.js';
import { XlsxFile, XlsxRefusal, type ReadingLimits } from '../../xlsx/index.js';
import { readLooksOf } from './looks/sheets.js';
import { contentsOf, officialCopy } from './official-copy.js';

/** Who is named as the author of notes that this program writes. */
const AUTHOR = '通报计分';
/** Namespaces of its own custom XML begin like this: other programs' custom XML is theirs. */
const OWN_NAMESPACES = 'urn:bulletin-scores:';

/** A workbook held as the bytes of an .xlsx or .xlsm file. */
export interface XlsxWorkbook extends Workbook, CopyableFile {
  /** How the sheets look, in their order. */
  looks(): readonly SheetLook[];
  /** The file as it is now. */
  bytes(): Uint8Array;
}

/** Opens the bytes of an .xlsx or .xlsm file. Throws a `WorkbookRefusal` for what cannot be edited safely. */
export function openXlsx(bytes: Uint8Array, limits?: ReadingLimits): XlsxWorkbook {
  return new FileWorkbook(withWorkbookRefusals(() => XlsxFile.open(bytes, limits)));
}

class FileWorkbook implements XlsxWorkbook {
  constructor(private file: XlsxFile) {}

  read(): Promise<WorkbookSnapshot> {
    return asPromise(() => {
      const { file } = this;
      const { [WRITTEN_CELLS]: record, ...parts } = file.customXml(OWN_NAMESPACES);
      const uncalculated = this.uncalculated(record);
      return {
        sheets: file.grids(),
        calculation: file.calculation,
        parts,
        // Excel's own names, of printing areas and filters, cannot be those of a table.
        definedNames: file.names.filter(({ name }) => !name.startsWith('_xlnm.')),
        ...(uncalculated.length > 0 ? { uncalculated } : {}),
        ...(file.isSigned ? { signed: true } : {}),
        ...(file.locks.length > 0 ? { locks: file.locks } : {}),
      };
    });
  }

  readMarks(cells: readonly CellPlace[]): Promise<readonly CellMarks[]> {
    return asPromise(() => {
      const sheets = new Map<string, ReturnType<XlsxFile['looksOn']>>();
      return cells.map(({ sheet, row, column }) => {
        const looks = sheets.get(sheet) ?? this.file.looksOn(sheet);
        sheets.set(sheet, looks);
        const { fill, note } = looks(row, column);
        return { fill, note };
      });
    });
  }

  apply(plan: Plan): Promise<ApplyOutcome> {
    return asPromise(() => {
      const edits = [...plan.changes, ...this.recordOf(plan.changes)];
      const { outcome, file } = this.file.edit(edits, { author: AUTHOR });
      this.file = file;
      const { conflicts, cells } = outcome;
      if (conflicts.length > 0) return { applied: false, conflicts };
      return { applied: true, cells };
    });
  }

  /** What the record tells, unless a spreadsheet has calculated the file since. */
  private uncalculated(record: string | undefined): readonly SheetArea[] {
    return this.file.awaitsRecalculation ? readWrittenCells(record) : [];
  }

  /** The change that records what these changes write; without formulas nothing can become older than it. */
  private recordOf(changes: readonly Change[]): readonly Change[] {
    if (changes.length === 0 || !hasFormulas(this.file)) return [];
    const was = this.file.customXml(WRITTEN_CELLS)[WRITTEN_CELLS];
    const becomes = writtenCellsPart(this.uncalculated(was), changes);
    if (becomes === (was ?? null)) return [];
    return [{ kind: 'part', namespace: WRITTEN_CELLS, was: was ?? null, becomes }];
  }

  bytes(): Uint8Array {
    return this.file.bytes();
  }

  contents(): FileContents {
    return withWorkbookRefusals(() => contentsOf(this.file));
  }

  officialCopy(instructions: CopyInstructions): Uint8Array {
    return withWorkbookRefusals(() => officialCopy(this.file, instructions).bytes());
  }

  looks(): readonly SheetLook[] {
    return withWorkbookRefusals(() => readLooksOf(this.file));
  }
}

function hasFormulas(file: XlsxFile): boolean {
  return file.grids().some(({ formulas }) => formulas.some((row) => row.some((formula) => formula !== null)));
}

/** The port is asynchronous, so that what fails here fails as a rejection. */
function asPromise<T>(work: () => T): Promise<T> {
  return new Promise((resolve) => resolve(withWorkbookRefusals(work)));
}

/** The refusal of a file is passed on as the refusal of a workbook, which is what the port knows. */
function withWorkbookRefusals<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof XlsxRefusal) throw new WorkbookRefusal(error.code, error.parameters);
    throw error;
  }
}
