import {
  isBlank,
  LONGEST_TEXT,
  sameContent,
  type CellEdit as CellChange,
  type CellContent,
  type ContentChange,
  type PartChange,
  type SheetChange,
  type TableChange,
} from '../core/changes/plan.js';
import { cellName } from '../core/grid/address.js';
import { customXml, setCustomXml } from './book/custom-xml.js';
import { setName } from './book/names.js';
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
  FontEdit,
  MergeEdit,
  NameEdit,
  PageEdit,
  PropertyEdit,
  RemovalEdit,
  RowEdit,
  WrapEdit,
} from './edits.js';
import { declarePart } from './package/content-types.js';
import type { Package } from './package/package.js';
import { addRelationship } from './package/relationships.js';
import { XlsxRefusal } from './refusal.js';
import { columnWidth, withColumnWidths } from './sheet/column-widths.js';
import { mergeCells } from './sheet/merges.js';
import { Notes } from './sheet/notes.js';
import { readPageSetup, setPageSetup } from './sheet/page-setup.js';
import { rowHeight, setRowHeights } from './sheet/row-heights.js';
import { rowsOf, SheetCells } from './sheet/sheet-cells.js';
import { frameOf, setFrame } from './sheet/sheet-frame.js';
import { MOST_COLUMNS } from './sheet/sheet-rows.js';
import { patchSheet, type CellEdit } from './sheet/sheet-patch.js';
import { addTable, removeTable, resizeTable, tablesOf } from './sheet/tables.js';
import { parseTree } from './xml/tree.js';

/** Text that a spreadsheet would make a number, a date or a formula of when somebody edits the cell. */
const LOOKS_TYPED = /^[=+\-@']|^(?=.*\d)[\d.,:/%¥￥$()eE\s-]+$/;

/** Carries out edits on a package, one after the other. The package must be a copy: where there are conflicts it is left half done. */
export function runEdits(
  file: Package,
  edits: readonly Edit[],
  strings: readonly string[],
  author: string,
): EditOutcome {
  const run = new EditRun(file, strings, author);
  for (const edit of edits) {
    switch (edit.kind) {
      case 'sheet':
        run.sheet(edit);
        break;
      case 'removal':
        run.removal(edit);
        break;
      case 'table':
        run.table(edit);
        break;
      case 'part':
        run.part(edit);
        break;
      case 'merge':
        run.merge(edit);
        break;
      case 'page':
        run.page(edit);
        break;
      case 'name':
        run.name(edit);
        break;
      case 'property':
        run.property(edit);
        break;
      case 'row':
        run.row(edit);
        break;
      case 'column':
        run.column(edit);
        break;
      default:
        run.cell(edit);
    }
  }
  run.finish(edits.length > 0);
  return { conflicts: run.conflicts, cells: run.cells };
}

/** A sheet that is being edited; its part is patched once, when something else needs it. */
interface OpenSheet {
  readonly entry: SheetEntry;
  readonly sheet: SheetCells;
  /** By the cell's place. */
  readonly edits: Map<number, CellEdit>;
  /** Places of the cells that anything was said of, be it before the part was patched last. */
  readonly edited: Set<number>;
  readonly heights: Map<number, number | null>;
  readonly widths: Map<number, number | null>;
  notes: Notes | undefined;
}

class EditRun {
  readonly conflicts: EditConflict[] = [];
  private workbook: WorkbookPart;
  private readonly styles: Styles;
  private readonly open = new Map<string, OpenSheet>();
  private readonly edited = new Map<string, Set<number>>();
  private recalculate = false;

  constructor(
    private readonly file: Package,
    private readonly strings: readonly string[],
    private readonly author: string,
  ) {
    this.workbook = readWorkbookPart(file);
    this.styles = readStyles(file, this.workbook);
  }

  /** How many cells anything was said of. */
  get cells(): number {
    return [...this.edited.values()].reduce((sum, { size }) => sum + size, 0);
  }

  cell(change: CellChange | FontEdit | WrapEdit): void {
    const { sheet, row, column } = change;
    const open = this.opened(sheet);
    open?.edited.add(placeOf(row, column));
    if (open === undefined || !this.changed(open, change)) this.conflict(sheet, cellName(row, column));
  }

  /** Notes what shall become of a cell, and tells whether it is as the edit says it was. */
  private changed(open: OpenSheet, change: CellChange | FontEdit | WrapEdit): boolean {
    const { row, column } = change;
    if (change.kind === 'note') {
      open.notes ??= new Notes(this.file, change.sheet, open.entry.part, this.author);
      const same = open.notes.text(row, column) === change.was;
      open.notes.set(row, column, change.becomes);
      return same;
    }
    const place = placeOf(row, column);
    const present = open.sheet.cellAt(row, column);
    let edit = open.edits.get(place);
    if (edit === undefined) open.edits.set(place, (edit = { row, column }));
    const style = edit.style ?? open.sheet.styleAt(row, column);
    switch (change.kind) {
      case 'content': {
        const same = sameContent(
          edit.content ?? { value: present?.value ?? null, formula: present?.formula ?? null },
          change.was,
        );
        refuseUnwritable(change);
        edit.content = change.becomes;
        const wanted = this.styles.withQuote(style, this.needsQuote(change.becomes, style));
        // A new cell must say what it had from its row or column.
        if (wanted !== style || (present === undefined && style !== 0)) edit.style = wanted;
        this.recalculate = true;
        return same;
      }
      case 'format': {
        const same = this.styles.format(style) === change.was || isBlank(edit.content ?? present);
        edit.style = this.styles.withFormat(style, change.becomes);
        return same;
      }
      case 'fill': {
        const same = this.styles.fill(style) === (change.was?.toUpperCase() ?? null);
        edit.style = this.styles.withFill(style, change.becomes?.toUpperCase() ?? null);
        return same;
      }
      case 'font': {
        const same = isAsSaid(change.was, () => this.styles.font(style));
        edit.style = this.styles.withFont(style, change.becomes.name, change.becomes.size);
        return same;
      }
      case 'wrap': {
        const same = isAsSaid(change.was, () => this.styles.wraps(style));
        edit.style = this.styles.withWrap(style, change.becomes);
        return same;
      }
    }
  }

  row({ sheet: name, row, was, becomes }: RowEdit): void {
    const open = this.opened(name);
    if (
      open === undefined ||
      !isAsSaid(was, () => (open.heights.has(row) ? open.heights.get(row) : rowHeight(open.sheet, row)))
    )
      this.conflict(name, `${row + 1}:${row + 1}`);
    else open.heights.set(row, becomes);
  }

  column({ sheet: name, column, was, becomes }: ColumnEdit): void {
    const open = this.opened(name);
    const present = (part: string): number | null => columnWidth(parseTree(frameOf(this.file, part), part, 2), column);
    if (
      open === undefined ||
      !isAsSaid(was, () => (open.widths.has(column) ? open.widths.get(column) : present(open.entry.part)))
    )
      this.conflict(name, cellName(0, column));
    else open.widths.set(column, becomes);
  }

  merge(edit: MergeEdit): void {
    this.flush();
    const entry = this.worksheet(edit.sheet);
    if (entry === undefined || !mergeCells(this.file, entry.part, edit)) this.conflict(edit.sheet);
  }

  page({ sheet: name, was, becomes }: PageEdit): void {
    this.flush();
    const entry = this.worksheet(name);
    if (entry === undefined || !isAsSaid(was, () => readPageSetup(this.file, entry.part))) this.conflict(name);
    else setPageSetup(this.file, entry.part, becomes);
  }

  name(edit: NameEdit): void {
    if (setName(this.file, this.workbook, edit)) this.recalculate = true;
    else this.conflict(edit.sheet ?? '');
  }

  property(edit: PropertyEdit): void {
    if (!setProperty(this.file, edit)) this.conflict('');
  }

  sheet({ sheet: name, was, becomes }: SheetChange): void {
    this.flush();
    const entry = this.workbook.sheets.find((sheet) => sheet.name.toLowerCase() === name.toLowerCase());
    if (was === null) {
      if (entry !== undefined) this.conflict(name);
      else if (becomes !== null) addSheet(this.file, this.workbook, name, becomes);
    } else if (entry?.type !== 'worksheet') this.conflict(name);
    else if (becomes === null) this.removeEmpty(entry, was.visibility);
    else {
      const present = sheetSettings(this.file, this.workbook, entry, was.columnWidths.length);
      // Only what is to become different need be as it was.
      const same = (['position', 'visibility', 'tabColour', 'columnWidths'] as const).every(
        (key) => String(was[key]) === String(becomes[key]) || String(was[key]) === String(present[key]),
      );
      if (same) changeSheet(this.file, this.workbook, entry, was, becomes);
      else this.conflict(name);
    }
    this.recalculate = true;
    this.workbook = readWorkbookPart(this.file);
  }

  removal({ sheet: name }: RemovalEdit): void {
    this.flush();
    const entry = this.workbook.sheets.find((sheet) => sheet.name === name);
    if (entry === undefined) {
      this.conflict(name);
      return;
    }
    removeSheet(this.file, this.workbook, entry);
    this.recalculate = true;
    this.workbook = readWorkbookPart(this.file);
  }

  table({ sheet: name, name: table, was, becomes }: TableChange): void {
    this.flush();
    const parts = this.workbook.sheets.filter(({ type }) => type === 'worksheet').map(({ part }) => part);
    const entry = this.worksheet(name);
    const present = entry && tablesOf(this.file, entry.part).find((one) => one.name === table);
    const taken = parts.some(
      (part) =>
        part !== entry?.part && tablesOf(this.file, part).some((one) => one.name.toLowerCase() === table.toLowerCase()),
    );
    const same =
      was === null
        ? present === undefined && !taken
        : present !== undefined && isAsSaid<unknown>([was.area, was.columns], () => [present.area, present.columns]);
    if (entry === undefined || !same) {
      this.conflict(name);
      return;
    }
    if (becomes !== null) {
      const headers = new Map(
        new SheetCells(this.file, entry.part, this.strings)
          .cellsOf(becomes.area.top)
          .map((cell) => [cell.column, cell.value]),
      );
      const wrong = becomes.columns.findIndex((column, index) => headers.get(becomes.area.left + index) !== column);
      // A table whose header cells say something else is what Excel calls a damaged file.
      if (wrong >= 0) {
        this.conflict(name, cellName(becomes.area.top, becomes.area.left + wrong));
        return;
      }
      if (present === undefined) addTable(this.file, entry.part, parts, table, becomes);
      else resizeTable(this.file, entry.part, present, becomes);
    } else if (present !== undefined) removeTable(this.file, entry.part, present);
    this.recalculate = true;
  }

  part({ namespace, was, becomes }: PartChange): void {
    if (customXml(this.file, this.workbook.part, namespace) !== was) this.conflict('');
    else setCustomXml(this.file, this.workbook.part, namespace, becomes);
  }

  finish(changes: boolean): void {
    this.flush();
    if (this.conflicts.length > 0) return;
    if (changes) dropSignature(this.file);
    if (this.styles.changed) this.saveStyles();
    if (this.recalculate) askForRecalculation(this.file, this.workbook.part);
  }

  private conflict(sheet: string, cell = ''): void {
    this.conflicts.push({ sheet, cell });
  }

  private needsQuote({ value, formula }: CellContent, style: number): boolean {
    return (
      formula === null && typeof value === 'string' && this.styles.format(style) !== '@' && LOOKS_TYPED.test(value)
    );
  }

  // A sheet is empty when it is added, so it must be empty again when it goes: what the edit does not know of would be lost.
  private removeEmpty(entry: SheetEntry, visibility: SheetEntry['visibility']): void {
    const left = this.firstFilled(entry);
    if (entry.visibility !== visibility) this.conflict(entry.name);
    else if (left !== undefined) this.conflict(entry.name, left);
    else removeSheet(this.file, this.workbook, entry);
  }

  private firstFilled({ part }: SheetEntry): string | undefined {
    const rows = rowsOf(this.file, part, this.strings);
    while (rows.nextRow()) {
      while (rows.nextCell())
        if (rows.formula !== null || (rows.value !== null && rows.value !== '')) return cellName(rows.row, rows.column);
    }
    return undefined;
  }

  private worksheet(name: string): SheetEntry | undefined {
    return this.workbook.sheets.find((sheet) => sheet.name === name && sheet.type === 'worksheet');
  }

  private opened(name: string): OpenSheet | undefined {
    const present = this.open.get(name);
    if (present !== undefined) return present;
    const entry = this.worksheet(name);
    if (entry === undefined) return undefined;
    const edited = this.edited.get(name) ?? new Set<number>();
    this.edited.set(name, edited);
    const open: OpenSheet = {
      entry,
      sheet: new SheetCells(this.file, entry.part, this.strings),
      edits: new Map(),
      edited,
      heights: new Map(),
      widths: new Map(),
      notes: undefined,
    };
    this.open.set(name, open);
    return open;
  }

  private flush(): void {
    // With a conflict nothing will be kept; patching on could only stumble over what the edits did not expect.
    if (this.conflicts.length === 0) {
      for (const {
        entry: { name, part },
        sheet,
        edits,
        heights,
        widths,
        notes,
      } of this.open.values()) {
        if (edits.size > 0) patchSheet(this.file, part, sheet, name, [...edits.values()]);
        setRowHeights(this.file, part, heights);
        if (widths.size > 0) setFrame(this.file, part, withColumnWidths(frameOf(this.file, part), part, widths));
        notes?.save();
      }
    }
    this.open.clear();
  }

  private saveStyles(): void {
    const {
      part,
      stylesPart = this.file.has('xl/styles.xml') ? this.file.freeName('xl/styles#.xml') : 'xl/styles.xml',
    } = this.workbook;
    this.file.setText(stylesPart, this.styles.text());
    if (this.workbook.stylesPart !== undefined) return;
    declarePart(this.file, stylesPart, 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml');
    addRelationship(this.file, part, 'styles', stylesPart);
  }
}

/** Tells whether something is as an edit says it was; one that does not say takes it as it is. */
function isAsSaid<T>(was: T | undefined, present: () => T | undefined): boolean {
  return was === undefined || JSON.stringify(was, sortedKeys) === JSON.stringify(present(), sortedKeys);
}

/** Two objects that say the same may list it in different order. */
function sortedKeys(_: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}

/** A number of its own for each cell of a sheet. */
function placeOf(row: number, column: number): number {
  return row * MOST_COLUMNS + column;
}

function refuseUnwritable({ sheet, row, column, becomes: { value } }: ContentChange): void {
  if (typeof value === 'string' && value.length > LONGEST_TEXT)
    throw new XlsxRefusal('cell-text-too-long', { sheet, cell: cellName(row, column), length: LONGEST_TEXT });
}
