import { cellName } from '../../core/grid/address.js';
import type { Area } from '../../core/grid/grid.js';
import { isBlank, LONGEST_TEXT, sameContent, type CellEdit as CellChange, type CellContent, type Plan, type PartChange, type SheetChange, type TableChange } from '../../core/changes/plan.js';
import { WorkbookRefusal, type Conflict } from '../../ports/workbook.js';
import { declarePart } from './content-types.js';
import { customXml, setCustomXml } from './custom-xml.js';
import { Notes } from './notes.js';
import type { Package } from './package.js';
import { askForRecalculation } from './recalculation.js';
import { addRelationship } from './relationships.js';
import { rowsOf, SheetCells, type SheetCell } from './sheet-cells.js';
import { patchSheet, type CellEdit } from './sheet-patch.js';
import { addSheet, changeSheet, removeSheet, sheetSettings } from './sheets.js';
import type { Styles } from './styles.js';
import { addTable, removeTable, resizeTable, tablesOf } from './tables.js';
import { dropSignature } from './signature.js';
import { readStyles, readWorkbookPart, type SheetEntry, type WorkbookPart } from './workbook-part.js';

/** Text that a spreadsheet would make a number, a date or a formula of when somebody edits the cell. */
const LOOKS_TYPED = /^[=+\-@']|^(?=.*\d)[\d.,:/%¥￥$()eE\s-]+$/;

export interface RunOutcome {
  readonly conflicts: readonly Conflict[];
  /** How many cells were edited. */
  readonly cells: number;
}

/** Carries out a plan on a package, change by change. The package must be a copy: where there are conflicts it is left half done. */
export function runPlan(file: Package, plan: Plan, strings: readonly string[]): RunOutcome {
  const run = new PlanRun(file, strings, plan.changes.length);
  for (const change of plan.changes) {
    switch (change.kind) {
      case 'sheet': run.sheet(change); break;
      case 'table': run.table(change); break;
      case 'part': run.part(change); break;
      default: run.cell(change);
    }
  }
  run.finish();
  return { conflicts: run.conflicts, cells: run.edited.size };
}

/** A sheet whose cells are being edited; its text is patched once, when something else needs it. */
interface OpenSheet {
  readonly entry: SheetEntry;
  readonly sheet: SheetCells;
  readonly edits: Map<string, CellEdit>;
  notes: Notes | undefined;
}

class PlanRun {
  readonly conflicts: Conflict[] = [];
  readonly edited = new Set<string>();
  private workbook: WorkbookPart;
  private readonly styles: Styles;
  private readonly open = new Map<string, OpenSheet>();
  private recalculate = false;

  constructor(
    private readonly file: Package,
    private readonly strings: readonly string[],
    private readonly changes: number,
  ) {
    this.workbook = readWorkbookPart(file);
    this.styles = readStyles(file, this.workbook);
  }

  cell(change: CellChange): void {
    const open = this.opened(change.sheet);
    const { row, column } = change;
    const name = cellName(row, column);
    if (open === undefined) {
      this.conflicts.push({ sheet: change.sheet, cell: name });
      return;
    }
    this.edited.add(`${change.sheet}!${name}`);
    const present = open.sheet.cellAt(row, column);
    const edit = open.edits.get(name) ?? { row, column };
    const style = edit.style ?? open.sheet.styleAt(row, column);
    let same: boolean;
    switch (change.kind) {
      case 'content': {
        same = sameContent(edit.content ?? { value: present?.value ?? null, formula: present?.formula ?? null }, change.was);
        refuseUnwritable(change.sheet, name, change.becomes);
        open.edits.set(name, { ...edit, content: change.becomes, ...styleEdit(style, this.styles.withQuote(style, this.needsQuote(change.becomes, style)), present, edit) });
        this.recalculate = true;
        break;
      }
      case 'format': {
        same = this.styles.format(style) === change.was || isBlank(edit.content ?? present);
        open.edits.set(name, { ...edit, style: this.styles.withFormat(style, change.becomes) });
        break;
      }
      case 'fill': {
        same = this.styles.fill(style) === (change.was?.toUpperCase() ?? null);
        open.edits.set(name, { ...edit, style: this.styles.withFill(style, change.becomes?.toUpperCase() ?? null) });
        break;
      }
      case 'note': {
        open.notes ??= new Notes(this.file, change.sheet, open.entry.part);
        same = open.notes.text(row, column) === change.was;
        open.notes.set(row, column, change.becomes);
        break;
      }
    }
    if (!same) this.conflicts.push({ sheet: change.sheet, cell: name });
  }

  sheet({ sheet: name, was, becomes }: SheetChange): void {
    this.flush();
    const entry = this.workbook.sheets.find((sheet) => sheet.name.toLowerCase() === name.toLowerCase());
    if (was === null) {
      if (entry !== undefined) this.conflicts.push({ sheet: name, cell: '' });
      else if (becomes !== null) addSheet(this.file, this.workbook, name, becomes);
    } else if (entry?.type !== 'worksheet') this.conflicts.push({ sheet: name, cell: '' });
    else if (becomes === null) this.removeSheet(entry, was.visibility);
    else {
      const present = sheetSettings(this.file, this.workbook, entry, was.columnWidths.length);
      // Only what is to become different need be as it was.
      const same = (['position', 'visibility', 'tabColour', 'columnWidths'] as const).every((key) => String(was[key]) === String(becomes[key]) || String(was[key]) === String(present[key]));
      if (same) changeSheet(this.file, this.workbook, entry, was, becomes);
      else this.conflicts.push({ sheet: name, cell: '' });
    }
    this.recalculate = true;
    this.workbook = readWorkbookPart(this.file);
  }

  table({ sheet: name, name: table, was, becomes }: TableChange): void {
    this.flush();
    const parts = this.workbook.sheets.filter(({ type }) => type === 'worksheet').map(({ part }) => part);
    const entry = this.worksheet(name);
    const present = entry && tablesOf(this.file, entry.part).find((one) => one.name === table);
    const taken = parts.some((part) => part !== entry?.part && tablesOf(this.file, part).some((one) => one.name.toLowerCase() === table.toLowerCase()));
    const same = was === null ? present === undefined && !taken : present !== undefined && JSON.stringify([ordered(present.area), present.columns]) === JSON.stringify([ordered(was.area), was.columns]);
    if (entry === undefined || !same) {
      this.conflicts.push({ sheet: name, cell: '' });
      return;
    }
    if (becomes !== null) {
      const headers = new Map(new SheetCells(this.file, entry.part, this.strings).cellsOf(becomes.area.top).map((cell) => [cell.column, cell.value]));
      const wrong = becomes.columns.findIndex((column, index) => headers.get(becomes.area.left + index) !== column);
      // A table whose header cells say something else is what Excel calls a damaged file.
      if (wrong >= 0) {
        this.conflicts.push({ sheet: name, cell: cellName(becomes.area.top, becomes.area.left + wrong) });
        return;
      }
      if (present === undefined) addTable(this.file, entry.part, parts, table, becomes);
      else resizeTable(this.file, entry.part, present, becomes);
    } else if (present !== undefined) removeTable(this.file, entry.part, present);
    this.recalculate = true;
  }

  part({ namespace, was, becomes }: PartChange): void {
    if (customXml(this.file, this.workbook.part, namespace) !== was) this.conflicts.push({ sheet: '', cell: '' });
    else setCustomXml(this.file, this.workbook.part, namespace, becomes);
  }

  finish(): void {
    this.flush();
    if (this.conflicts.length > 0) return;
    if (this.changes > 0) dropSignature(this.file);
    if (this.styles.changed) this.saveStyles();
    if (this.recalculate) askForRecalculation(this.file, this.workbook.part);
  }

  private needsQuote({ value, formula }: CellContent, style: number): boolean {
    return formula === null && typeof value === 'string' && this.styles.format(style) !== '@' && LOOKS_TYPED.test(value);
  }

  // A sheet is empty when it is added, so it must be empty again when it goes: what the plan does not know of would be lost.
  private removeSheet(entry: SheetEntry, visibility: SheetEntry['visibility']): void {
    const left = this.firstFilled(entry);
    if (entry.visibility !== visibility) this.conflicts.push({ sheet: entry.name, cell: '' });
    else if (left !== undefined) this.conflicts.push({ sheet: entry.name, cell: left });
    else removeSheet(this.file, this.workbook, entry);
  }

  private firstFilled({ part }: SheetEntry): string | undefined {
    const rows = rowsOf(this.file, part, this.strings);
    while (rows.nextRow()) {
      while (rows.nextCell()) if (rows.formula !== null || (rows.value !== null && rows.value !== '')) return cellName(rows.row, rows.column);
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
    const open = { entry, sheet: new SheetCells(this.file, entry.part, this.strings), edits: new Map<string, CellEdit>(), notes: undefined };
    this.open.set(name, open);
    return open;
  }

  private flush(): void {
    // With a conflict nothing will be kept; patching on could only stumble over what the plan did not expect.
    if (this.conflicts.length === 0) {
      for (const { entry, sheet, edits, notes } of this.open.values()) {
        if (edits.size > 0) patchSheet(this.file, entry.part, sheet, entry.name, [...edits.values()]);
        notes?.save();
      }
    }
    this.open.clear();
  }

  private saveStyles(): void {
    const { part, stylesPart } = this.workbook;
    this.file.setText(stylesPart ?? 'xl/styles.xml', this.styles.text());
    if (stylesPart !== undefined) return;
    declarePart(this.file, 'xl/styles.xml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml');
    addRelationship(this.file, part, 'styles', 'xl/styles.xml');
  }
}

function styleEdit(present: number, wanted: number, cell: SheetCell | undefined, edit: CellEdit): { readonly style?: number } {
  if (wanted !== present) return { style: wanted };
  // A new cell must say what it had from its row or column.
  return edit.style !== undefined ? { style: edit.style } : cell === undefined && present !== 0 ? { style: present } : {};
}

function refuseUnwritable(sheet: string, cell: string, { value }: CellContent): void {
  if (typeof value === 'string' && value.length > LONGEST_TEXT) throw new WorkbookRefusal('cell-text-too-long', { sheet, cell, length: LONGEST_TEXT });
}

// Written out field by field, because two areas may list theirs in different order.
function ordered({ top, left, bottom, right }: Area): Area {
  return { top, left, bottom, right };
}
