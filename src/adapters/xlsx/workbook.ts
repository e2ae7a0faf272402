import { cellName, parseAreaName } from '../../core/grid/address.js';
import type { CellValue, Grid, GridTable } from '../../core/grid/grid.js';
import { sameContent, type CellEdit as CellChange, type Plan } from '../../core/changes/plan.js';
import { WorkbookRefusal, type ApplyOutcome, type CalculationSettings, type CellMarks, type Conflict, type Workbook, type WorkbookSnapshot } from '../../ports/workbook.js';
import type { SheetLook } from '../../ports/appearance.js';
import { readLooks, readSheetLook } from './appearance.js';
import { Package } from './package.js';
import { relationshipsOf, relationshipsPart } from './relationships.js';
import { readSharedStrings } from './shared-strings.js';
import { readSheetCells, type SheetCells } from './sheet-cells.js';
import { patchSheet, type CellEdit } from './sheet-patch.js';
import { Styles } from './styles.js';
import { splice, walk, withAttribute, type Splice } from './xml.js';

/** A workbook held as the bytes of an .xlsx or .xlsm file. */
export interface XlsxWorkbook extends Workbook {
  /** How the sheets look, in their order. */
  looks(): readonly SheetLook[];
  /** The file as it is now. */
  bytes(): Uint8Array;
}

/** Opens the bytes of an .xlsx or .xlsm file. Throws a `WorkbookRefusal` for what cannot be edited safely. */
export function openXlsx(bytes: Uint8Array): XlsxWorkbook {
  const file = Package.open(bytes);
  const part = relationshipsOf(file, '').find(({ type }) => type === 'officeDocument')?.target;
  if (part === undefined) throw new WorkbookRefusal('file-damaged', { part: '_rels/.rels' });
  return new FileWorkbook(file, part);
}

interface SheetEntry {
  readonly name: string;
  readonly part: string;
  readonly visibility: Grid['visibility'];
}

const EMPTY_STYLES = '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>';

class FileWorkbook implements XlsxWorkbook {
  private readonly sheets: readonly SheetEntry[];
  private readonly calculation: CalculationSettings;
  private readonly strings: readonly string[];
  private readonly stylesPart: string | undefined;

  constructor(
    private readonly file: Package,
    private readonly part: string,
  ) {
    const xml = file.text(part);
    if (xml.includes('purl.oclc.org/ooxml')) throw new WorkbookRefusal('file-strict-ooxml');
    const relationships = relationshipsOf(file, part);
    const targets = new Map(relationships.map((relationship) => [relationship.id, relationship]));
    const sheets: SheetEntry[] = [];
    let calculation: CalculationSettings = { fullPrecision: true, mode: 'automatic', iterates: false };
    walk(xml, part, {
      open({ name, attributes }) {
        if (name === 'sheet') {
          const id = Object.entries(attributes).find(([key]) => /(^|:)id$/.test(key))?.[1] ?? '';
          const target = targets.get(id);
          if (target === undefined) throw new WorkbookRefusal('file-damaged', { part });
          if (target.type === 'worksheet') sheets.push({ name: attributes['name'] ?? '', part: target.target, visibility: visibilityOf(attributes['state']) });
        } else if (name === 'calcPr') {
          calculation = {
            fullPrecision: attributes['fullPrecision'] !== '0' && attributes['fullPrecision'] !== 'false',
            mode: attributes['calcMode'] === 'manual' ? 'manual' : attributes['calcMode'] === 'autoNoTable' ? 'automaticExceptTables' : 'automatic',
            iterates: attributes['iterate'] === '1' || attributes['iterate'] === 'true',
          };
        }
      },
    });
    this.sheets = sheets;
    this.calculation = calculation;
    const strings = relationships.find(({ type }) => type === 'sharedStrings')?.target;
    this.strings = strings === undefined ? [] : readSharedStrings(file.text(strings), strings);
    this.stylesPart = relationships.find(({ type }) => type === 'styles')?.target;
  }

  read(): Promise<WorkbookSnapshot> {
    const styles = this.styles();
    return Promise.resolve({ sheets: this.sheets.map((sheet) => this.grid(sheet, styles)), calculation: this.calculation, parts: {} });
  }

  readMarks(): Promise<readonly CellMarks[]> {
    return Promise.reject(new WorkbookRefusal('edit-not-supported'));
  }

  apply(plan: Plan): Promise<ApplyOutcome> {
    const styles = this.styles();
    const patched: { readonly part: string; readonly xml: string }[] = [];
    const conflicts: Conflict[] = [];
    const bySheet = new Map<string, CellChange[]>();
    const cellChanges = plan.changes.filter((change): change is CellChange => 'row' in change);
    for (const change of cellChanges) {
      const changes = bySheet.get(change.sheet);
      if (changes === undefined) bySheet.set(change.sheet, [change]);
      else changes.push(change);
    }
    for (const [name, changes] of bySheet) {
      const entry = this.sheets.find((sheet) => sheet.name === name);
      if (entry === undefined) {
        conflicts.push({ sheet: name, cell: '' });
        continue;
      }
      const xml = this.file.text(entry.part);
      const sheet = readSheetCells(xml, entry.part, this.strings);
      const { edits, differing } = editsOf(sheet, changes, styles);
      conflicts.push(...differing.map((cell) => ({ sheet: name, cell })));
      if (conflicts.length === 0) patched.push({ part: entry.part, xml: patchSheet(xml, sheet, name, edits) });
    }
    if (conflicts.length > 0) return Promise.resolve({ applied: false, conflicts });
    for (const { part, xml } of patched) this.file.setText(part, xml);
    if (styles.changed && this.stylesPart !== undefined) this.file.setText(this.stylesPart, styles.text());
    if (patched.length > 0) this.askForRecalculation();
    return Promise.resolve({ applied: true, cells: new Set(cellChanges.map((change) => `${change.sheet}!${cellName(change.row, change.column)}`)).size });
  }

  bytes(): Uint8Array {
    return this.file.bytes();
  }

  looks(): readonly SheetLook[] {
    const themePart = relationshipsOf(this.file, this.part).find(({ type }) => type === 'theme')?.target;
    const theme = themePart !== undefined && this.file.has(themePart) ? this.file.text(themePart) : null;
    const looks = this.stylesPart === undefined ? [] : readLooks(this.file.text(this.stylesPart), this.stylesPart, theme);
    const styles = this.styles();
    return this.sheets.map((sheet) => readSheetLook(this.file.text(sheet.part), sheet.part, sheet.name, looks, this.grid(sheet, styles).merges, theme));
  }

  private styles(): Styles {
    return this.stylesPart === undefined ? new Styles(EMPTY_STYLES, '') : new Styles(this.file.text(this.stylesPart), this.stylesPart);
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
    const block = <T>(fill: T): T[][] => Array.from({ length: height }, () => new Array<T>(width).fill(fill));
    const values = block<CellValue>(null);
    const formulas = block<string | null>(null);
    const formats = block('General');
    for (const { row, column, value, formula, style } of sheet.cells) {
      const [i, j] = [row - top, column - left];
      if (i < 0 || j < 0 || i >= height || j >= width) continue;
      (values[i] as CellValue[])[j] = value;
      (formulas[i] as (string | null)[])[j] = formula;
      (formats[i] as string[])[j] = styles.format(style);
    }
    return {
      sheet: name, visibility, protected: sheet.protected, top, left, values, formulas, formats,
      merges: sheet.merges, hiddenRows: sheet.rows.filter((row) => row.hidden).map((row) => row.row), hiddenColumns: sheet.hiddenColumns, tables: this.tables(part),
    };
  }

  private tables(part: string): readonly GridTable[] {
    return relationshipsOf(this.file, part).filter(({ type }) => type === 'table').flatMap(({ target }) => {
      const tables: GridTable[] = [];
      walk(this.file.text(target), target, {
        open({ name, attributes }) {
          const area = name === 'table' ? parseAreaName(attributes['ref'] ?? '') : undefined;
          if (area !== undefined) tables.push({ name: attributes['displayName'] ?? attributes['name'] ?? '', area, headerRows: Number(attributes['headerRowCount'] ?? 1), totalsRows: Number(attributes['totalsRowCount'] ?? 0) });
        },
      });
      return tables;
    });
  }

  /** Formulas elsewhere may depend on what was written: the next program shall calculate everything, in an order of its own. */
  private askForRecalculation(): void {
    const chain = relationshipsOf(this.file, this.part).find(({ type }) => type === 'calcChain');
    if (chain !== undefined) {
      this.file.remove(chain.target);
      const rels = relationshipsPart(this.part);
      this.file.setText(rels, withoutElement(this.file.text(rels), rels, 'Relationship', 'Id', chain.id));
      this.file.setText('[Content_Types].xml', withoutElement(this.file.text('[Content_Types].xml'), '[Content_Types].xml', 'Override', 'PartName', `/${chain.target}`));
    }
    const xml = this.file.text(this.part);
    let edit: Splice | undefined;
    let prefix = '';
    let before = 0;
    // The schema's order: calcPr follows these and comes before the rest.
    const earlier = new Set(['sheets', 'functionGroups', 'externalReferences', 'definedNames']);
    walk(xml, this.part, {
      open(tag) {
        if (tag.name === 'workbook') prefix = tag.prefix;
        if (tag.name === 'calcPr') edit = { start: tag.start, end: tag.end, text: withAttribute(xml.slice(tag.start, tag.end), 'fullCalcOnLoad', '1') };
      },
      close(name, _start, end) {
        if (earlier.has(name)) before = end;
      },
    });
    edit ??= { start: before, end: before, text: `<${prefix}calcPr fullCalcOnLoad="1"/>` };
    this.file.setText(this.part, splice(xml, [edit]));
  }
}

function editsOf(sheet: SheetCells, changes: readonly CellChange[], styles: Styles): { readonly edits: readonly CellEdit[]; readonly differing: readonly string[] } {
  const cells = new Map(sheet.cells.map((cell) => [cellName(cell.row, cell.column), cell]));
  const edits = new Map<string, CellEdit>();
  const differing: string[] = [];
  for (const change of changes) {
    const { row, column } = change;
    const name = cellName(row, column);
    const cell = cells.get(name);
    const edit = edits.get(name) ?? { row, column };
    if (change.kind === 'content') {
      const present = edit.content ?? { value: cell?.value ?? null, formula: cell?.formula ?? null };
      if (!sameContent(present, change.was)) differing.push(name);
      edits.set(name, { ...edit, content: change.becomes });
    } else if (change.kind === 'format') {
      const style = edit.style ?? cell?.style ?? 0;
      if (styles.format(style) !== change.was) differing.push(name);
      edits.set(name, { ...edit, style: styles.withFormat(style, change.becomes) });
    }
  }
  return { edits: [...edits.values()], differing };
}

function withoutElement(xml: string, part: string, element: string, attribute: string, value: string): string {
  const splices: Splice[] = [];
  walk(xml, part, {
    open({ name, attributes, start, end }) {
      if (name === element && attributes[attribute] === value) splices.push({ start, end, text: '' });
    },
  });
  return splice(xml, splices);
}

function visibilityOf(state: string | undefined): Grid['visibility'] {
  return state === 'hidden' || state === 'veryHidden' ? state : 'visible';
}
