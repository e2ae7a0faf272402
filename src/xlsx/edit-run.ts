import type { PartChange, SheetChange, SheetSettings, TableChange, TableSpecification } from '../core/changes/plan.js';
import { cellName } from '../core/grid/address.js';
import { customXml, setCustomXml } from './book/custom-xml.js';
import { namesOf, setName } from './book/names.js';
import { setProperty } from './book/properties.js';
import { askForRecalculation } from './book/recalculation.js';
import { addSheet, changeSheet, removeSheet, sheetSettings } from './book/sheets.js';
import { dropSignature } from './book/signature.js';
import type { Styles } from './book/styles.js';
import { readStyles, readWorkbookPart, type SheetEntry, type WorkbookPart } from './book/workbook-part.js';
import type {
  ColumnEdit,
  Edit,
  EditConflict,
  EditOutcome,
  MergeEdit,
  NameEdit,
  PageEdit,
  PropertyEdit,
  RemovalEdit,
  RowEdit,
} from './edits.js';
import { declarePart } from './package/content-types.js';
import type { Package } from './package/package.js';
import { addRelationship } from './package/relationships.js';
import { isAsExpected, placeOf, SheetEditor, type AnyCellEdit } from './sheet-editor.js';
import { mergeCells } from './sheet/merges.js';
import { readPageSetup, setPageSetup } from './sheet/page-setup.js';
import { rowsOf, SheetCells } from './sheet/sheet-cells.js';
import { addTable, freeTableId, removeTable, resizeTable, tablesOf, type SheetTable } from './sheet/tables.js';

const STYLES_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml';
const SETTINGS = ['position', 'visibility', 'tabColour', 'columnWidths'] as const;

/** The file on which edits are applied. */
export interface EditedFile {
  /** A copy: where there are conflicts, only some of the edits are made in it. */
  readonly parts: Package;
  readonly strings: readonly string[];
  /** Who is named as the author of new notes. */
  readonly author: string;
}

/** Applies edits to a file, one after the other. */
export function runEdits(file: EditedFile, edits: readonly Edit[]): EditOutcome {
  const run = new EditRun(file);
  for (const edit of edits) run.apply(edit);
  run.finish(edits.length > 0);
  return { conflicts: run.conflicts, cells: run.cells };
}

class EditRun {
  readonly conflicts: EditConflict[] = [];
  private readonly file: Package;
  private readonly styles: Styles;
  private workbook: WorkbookPart;
  /** Sheets whose edits of cells, rows and columns are not written yet. */
  private readonly editors = new Map<string, SheetEditor>();
  /** Places of the edited cells by their sheet. */
  private readonly editedCells = new Map<string, Set<number>>();
  private needsRecalculation = false;

  constructor(private readonly edited: EditedFile) {
    this.file = edited.parts;
    this.workbook = readWorkbookPart(this.file);
    this.styles = readStyles(this.file, this.workbook);
  }

  /** How many cells were edited. */
  get cells(): number {
    return [...this.editedCells.values()].reduce((sum, { size }) => sum + size, 0);
  }

  apply(edit: Edit): void {
    switch (edit.kind) {
      case 'sheet':
        return this.sheet(edit);
      case 'removal':
        return this.removal(edit);
      case 'table':
        return this.table(edit);
      case 'part':
        return this.part(edit);
      case 'merge':
        return this.merge(edit);
      case 'page':
        return this.page(edit);
      case 'name':
        return this.name(edit);
      case 'property':
        return this.property(edit);
      case 'row':
        return this.row(edit);
      case 'column':
        return this.column(edit);
      default:
        return this.cell(edit);
    }
  }

  finish(hasEdits: boolean): void {
    this.flush();
    if (this.conflicts.length > 0) return;
    if (hasEdits) dropSignature(this.file);
    if (this.styles.changed) this.saveStyles();
    if (this.needsRecalculation) askForRecalculation(this.file, this.workbook.part);
  }

  private cell(edit: AnyCellEdit): void {
    const { sheet, row, column } = edit;
    const editor = this.editorOf(sheet);
    if (editor !== undefined) this.countCell(sheet, placeOf(row, column));
    if (!editor?.cell(edit)) this.conflict(sheet, cellName(row, column));
    if (edit.kind === 'content') this.needsRecalculation = true;
  }

  private countCell(sheet: string, place: number): void {
    const places = this.editedCells.get(sheet) ?? new Set();
    this.editedCells.set(sheet, places.add(place));
  }

  private row(edit: RowEdit): void {
    if (!this.editorOf(edit.sheet)?.row(edit)) this.conflict(edit.sheet, `${edit.row + 1}:${edit.row + 1}`);
  }

  private column(edit: ColumnEdit): void {
    if (!this.editorOf(edit.sheet)?.column(edit)) this.conflict(edit.sheet, cellName(0, edit.column));
  }

  private merge(edit: MergeEdit): void {
    this.flush();
    const entry = this.worksheet(edit.sheet);
    if (entry === undefined || !mergeCells(this.file, entry.part, edit)) this.conflict(edit.sheet);
  }

  private page({ sheet: name, was, becomes }: PageEdit): void {
    this.flush();
    const entry = this.worksheet(name);
    if (entry === undefined || !isAsExpected(was, () => readPageSetup(this.file, entry.part))) this.conflict(name);
    else setPageSetup(this.file, entry.part, becomes);
  }

  private name(edit: NameEdit): void {
    if (setName(this.file, this.workbook, edit)) this.needsRecalculation = true;
    else this.conflict(edit.sheet ?? '');
  }

  private property(edit: PropertyEdit): void {
    if (!setProperty(this.file, edit)) this.conflict('');
  }

  private part({ namespace, was, becomes }: PartChange): void {
    if (customXml(this.file, this.workbook.part, namespace) !== was) this.conflict('');
    else setCustomXml(this.file, this.workbook.part, { namespace, xml: becomes });
  }

  private sheet({ sheet: name, was, becomes }: SheetChange): void {
    this.flush();
    const { file, workbook } = this;
    const sheet = workbook.sheets.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
    if (was === null) {
      if (sheet !== undefined) this.conflict(name);
      else if (becomes !== null) addSheet(file, workbook, { name, settings: becomes, styles: this.styles });
    } else if (sheet?.type !== 'worksheet') this.conflict(name);
    else if (becomes === null) this.removeEmpty(sheet, was.visibility);
    else {
      const present = sheetSettings(file, { workbook, sheet }, was.columnWidths.length);
      if (canBecome(present, { was, becomes })) changeSheet(file, { workbook, sheet }, { was, becomes });
      else this.conflict(name);
    }
    this.sheetsChanged();
  }

  /** A sheet is empty when it is added and must be empty when that is undone: what else it holds would be lost. */
  private removeEmpty(sheet: SheetEntry, visibility: SheetEntry['visibility']): void {
    const filled = this.firstFilled(sheet);
    if (sheet.visibility !== visibility) this.conflict(sheet.name);
    else if (filled !== undefined) this.conflict(sheet.name, filled);
    else removeSheet(this.file, { workbook: this.workbook, sheet });
  }

  private firstFilled({ part }: SheetEntry): string | undefined {
    const rows = rowsOf(this.file, part, this.edited.strings);
    while (rows.nextRow()) {
      while (rows.nextCell()) {
        const hasValue = rows.value !== null && rows.value !== '';
        if (hasValue || rows.formula !== null) return cellName(rows.row, rows.column);
      }
    }
    return undefined;
  }

  private removal({ sheet: name }: RemovalEdit): void {
    this.flush();
    const sheet = this.workbook.sheets.find((entry) => entry.name === name);
    if (sheet === undefined) {
      this.conflict(name);
      return;
    }
    removeSheet(this.file, { workbook: this.workbook, sheet });
    this.sheetsChanged();
  }

  private sheetsChanged(): void {
    this.needsRecalculation = true;
    this.workbook = readWorkbookPart(this.file);
  }

  private table({ sheet, name, was, becomes }: TableChange): void {
    this.flush();
    const entry = this.worksheet(sheet);
    const present = entry && tablesOf(this.file, entry.part).find((table) => table.name === name);
    if (entry === undefined || !this.isTableAsSaid(entry, name, { was, present })) {
      this.conflict(sheet);
      return;
    }
    if (becomes === null) {
      if (present !== undefined) removeTable(this.file, entry.part, present);
      this.needsRecalculation = true;
      return;
    }
    const wrongHeader = this.wrongHeader(entry, becomes);
    if (wrongHeader !== undefined) {
      this.conflict(sheet, wrongHeader);
      return;
    }
    if (present === undefined) {
      const id = freeTableId(this.file, this.worksheetParts());
      addTable(this.file, entry.part, { ...becomes, name, id });
    } else resizeTable(this.file, entry.part, { present, becomes });
    this.needsRecalculation = true;
  }

  private isTableAsSaid(
    entry: SheetEntry,
    name: string,
    { was, present }: { readonly was: TableSpecification | null; readonly present: SheetTable | undefined },
  ): boolean {
    if (was === null) return present === undefined && !this.isNameTaken(entry, name);
    if (present === undefined) return false;
    return isAsExpected<unknown>([was.area, was.columns], () => [present.area, present.columns]);
  }

  private isNameTaken(entry: SheetEntry, name: string): boolean {
    const names = namesOf(this.file, this.workbook);
    if (names.some((defined) => defined.name.toLowerCase() === name.toLowerCase())) return true;
    const others = this.worksheetParts().filter((part) => part !== entry.part);
    const isNamed = (table: SheetTable): boolean => table.name.toLowerCase() === name.toLowerCase();
    return others.some((part) => tablesOf(this.file, part).some(isNamed));
  }

  /** A table whose header cells say something else is what Excel calls a damaged file. */
  private wrongHeader({ part }: SheetEntry, { area, columns }: TableSpecification): string | undefined {
    const cells = new SheetCells(this.file, part, this.edited.strings).cellsOf(area.top);
    const headers = new Map(cells.map(({ column, value }) => [column, value]));
    const wrong = columns.findIndex((column, index) => headers.get(area.left + index) !== column);
    if (wrong < 0) return undefined;
    return cellName(area.top, area.left + wrong);
  }

  private worksheetParts(): readonly string[] {
    return this.workbook.sheets.filter(({ type }) => type === 'worksheet').map(({ part }) => part);
  }

  private worksheet(name: string): SheetEntry | undefined {
    return this.workbook.sheets.find((sheet) => sheet.name === name && sheet.type === 'worksheet');
  }

  private conflict(sheet: string, cell = ''): void {
    this.conflicts.push({ sheet, cell });
  }

  private editorOf(name: string): SheetEditor | undefined {
    const present = this.editors.get(name);
    if (present !== undefined) return present;
    const entry = this.worksheet(name);
    if (entry === undefined) return undefined;
    const { file, styles } = this;
    const { strings, author } = this.edited;
    const editor = new SheetEditor({ file, strings, styles, author }, entry);
    this.editors.set(name, editor);
    return editor;
  }

  /** Writes what was collected, as what comes next reads or changes the parts themselves. */
  private flush(): void {
    // With a conflict nothing will be kept; patching on could only stumble over what the edits did not expect.
    if (this.conflicts.length === 0) {
      for (const editor of this.editors.values()) editor.save();
    }
    this.editors.clear();
  }

  private saveStyles(): void {
    const { file, workbook } = this;
    if (workbook.stylesPart !== undefined) {
      file.setText(workbook.stylesPart, this.styles.text());
      return;
    }
    const usual = 'xl/styles.xml';
    const part = file.has(usual) ? file.freeName('xl/styles#.xml') : usual;
    file.setText(part, this.styles.text());
    declarePart(file, part, STYLES_TYPE);
    addRelationship(file, workbook.part, { type: 'styles', target: part });
  }
}

/** Tells whether a sheet's settings can be changed: those that are to become different must be as the edit says. */
function canBecome(
  present: SheetSettings,
  { was, becomes }: { readonly was: SheetSettings; readonly becomes: SheetSettings },
): boolean {
  return SETTINGS.every((name) => {
    const expected = String(was[name]);
    return expected === String(becomes[name]) || expected === String(present[name]);
  });
}
