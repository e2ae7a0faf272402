import { areaName, cellName, parseAreaName } from '../../core/grid/address.js';
import type { CellContent } from '../../core/changes/plan.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import type { SheetCell, SheetCells, SheetRow } from './sheet-cells.js';
import { escapeXml, splice, withAttribute, type Splice, type Tag } from './xml.js';

/** What shall become of one cell; `undefined` leaves that side as it is. */
export interface CellEdit {
  readonly row: number;
  readonly column: number;
  readonly content?: CellContent;
  /** Index of the style record. */
  readonly style?: number;
}

/** Returns the sheet's text with the cells edited and everything else to the letter. Refuses cells inside an array formula. */
export function patchSheet(xml: string, sheet: SheetCells, name: string, edits: readonly CellEdit[]): string {
  const prefix = sheet.sheetData.tag.prefix;
  const cells = new Map(sheet.cells.map((cell) => [key(cell.row, cell.column), cell]));
  const edited = new Set(edits.filter((edit) => edit.content !== undefined).map((edit) => key(edit.row, edit.column)));
  for (const { row, column, content } of edits) {
    if (content !== undefined && sheet.arrays.some((area) => row >= area.top && row <= area.bottom && column >= area.left && column <= area.right)) {
      throw new WorkbookRefusal('cell-in-array-formula', { sheet: name, cell: cellName(row, column) });
    }
  }
  const splices: Splice[] = [];
  const added = new Map<number, CellEdit[]>();
  for (const edit of edits) {
    const cell = cells.get(key(edit.row, edit.column));
    if (cell === undefined) added.set(edit.row, [...(added.get(edit.row) ?? []), edit]);
    else splices.push({ start: cell.tag.start, end: cell.end, text: rewritten(xml, cell, edit, prefix) });
  }
  splices.push(...unsharedChildren(xml, sheet, edited, prefix));
  splices.push(...insertions(xml, sheet, added, prefix), ...widenedDimension(xml, sheet, added));
  return splice(xml, splices);
}

function rewritten(xml: string, { tag, end, row, column }: SheetCell, edit: CellEdit, prefix: string): string {
  let open = xml.slice(tag.start, tag.end);
  if (edit.style !== undefined) open = withAttribute(open, 's', String(edit.style));
  if (edit.content === undefined) return open + xml.slice(tag.end, end);
  if (tag.attributes['r'] === undefined) open = withAttribute(open, 'r', cellName(row, column));
  // Cell and value metadata (dynamic arrays, rich values) speak of the old content.
  for (const name of ['cm', 'vm']) open = withAttribute(open, name, null);
  return withContent(open, edit.content, prefix);
}

function withContent(open: string, { value, formula }: CellContent, prefix: string): string {
  const type = typeOf(value, formula);
  const tag = withAttribute(open, 't', type).replace(/\s*\/?>$/, '');
  const inner = `${formula === null ? '' : `<${prefix}f>${escapeXml(formula.slice(1))}</${prefix}f>`}${valueXml({ value, formula }, prefix)}`;
  return inner === '' ? `${tag}/>` : `${tag}>${inner}</${prefix}c>`;
}

function typeOf(value: CellContent['value'], formula: string | null): string | null {
  if (typeof value === 'string') return formula === null ? 'inlineStr' : 'str';
  if (typeof value === 'boolean') return 'b';
  return typeof value === 'object' && value !== null ? 'e' : null;
}

function valueXml({ value, formula }: CellContent, prefix: string): string {
  if (value === null) return '';
  if (typeof value === 'string') {
    const text = escapeXml(value);
    if (formula !== null) return `<${prefix}v>${text}</${prefix}v>`;
    const space = /^\s|\s$|[\n\t]| {2}/.test(value) ? ' xml:space="preserve"' : '';
    return `<${prefix}is><${prefix}t${space}>${text}</${prefix}t></${prefix}is>`;
  }
  const text = typeof value === 'object' ? escapeXml(value.error) : typeof value === 'boolean' ? String(Number(value)) : String(value);
  return `<${prefix}v>${text}</${prefix}v>`;
}

// Where the master of a shared formula goes, its children would lose their text: each gets its own.
function unsharedChildren(xml: string, sheet: SheetCells, edited: ReadonlySet<string>, prefix: string): readonly Splice[] {
  const lost = new Set(sheet.cells.filter((cell) => cell.shared?.master === true && edited.has(key(cell.row, cell.column))).map((cell) => cell.shared?.index));
  return sheet.cells
    .filter((cell) => cell.shared !== null && lost.has(cell.shared.index) && !edited.has(key(cell.row, cell.column)))
    .map((cell) => ({ start: cell.tag.start, end: cell.end, text: withContent(xml.slice(cell.tag.start, cell.tag.end), { value: cell.value, formula: cell.formula }, prefix) }));
}

function insertions(xml: string, sheet: SheetCells, added: ReadonlyMap<number, readonly CellEdit[]>, prefix: string): readonly Splice[] {
  const splices: Splice[] = [];
  const rows = new Map(sheet.rows.map((row) => [row.row, row]));
  const cellsOf = new Map<number, SheetCell[]>();
  for (const row of added.keys()) cellsOf.set(row, []);
  for (const cell of sheet.cells) cellsOf.get(cell.row)?.push(cell);
  const missing: { readonly row: number; readonly text: string }[] = [];
  for (const [row, edits] of added) {
    const ordered = [...edits].sort((a, b) => a.column - b.column);
    const present = rows.get(row);
    if (present === undefined) missing.push({ row, text: `<${prefix}row r="${row + 1}">${ordered.map((edit) => newCell(edit, prefix)).join('')}</${prefix}row>` });
    else if (present.tag.selfClosing) splices.push(opened(xml, present.tag, 'row', ordered.map((edit) => newCell(edit, prefix)).join(''), prefix));
    else {
      for (const edit of ordered) splices.push(insertedCell(present, cellsOf.get(row) ?? [], edit, prefix));
      splices.push(...widenedSpans(xml, present, ordered));
    }
  }
  if (missing.length > 0) splices.push(...insertedRows(xml, sheet, missing.sort((a, b) => a.row - b.row), prefix));
  return splices;
}

function insertedCell(row: SheetRow, cells: readonly SheetCell[], edit: CellEdit, prefix: string): Splice {
  const next = cells.find((cell) => cell.column > edit.column);
  const at = next?.tag.start ?? row.contentEnd;
  return { start: at, end: at, text: newCell(edit, prefix) };
}

function insertedRows(xml: string, { rows, sheetData }: SheetCells, missing: readonly { readonly row: number; readonly text: string }[], prefix: string): readonly Splice[] {
  if (sheetData.tag.selfClosing) return [opened(xml, sheetData.tag, 'sheetData', missing.map(({ text }) => text).join(''), prefix)];
  return missing.map(({ row, text }) => {
    const at = rows.find((present) => present.row > row)?.tag.start ?? sheetData.contentEnd;
    return { start: at, end: at, text };
  });
}

function opened(xml: string, tag: Tag, name: string, inner: string, prefix: string): Splice {
  return { start: tag.start, end: tag.end, text: `${xml.slice(tag.start, tag.end).replace(/\s*\/>$/, '>')}${inner}</${prefix}${name}>` };
}

// `spans` tells which columns a row uses; programs that trust it would pass over a cell outside.
function widenedSpans(xml: string, { tag }: SheetRow, edits: readonly CellEdit[]): readonly Splice[] {
  const span = /^(\d+):(\d+)$/.exec(tag.attributes['spans'] ?? '');
  if (span === null) return [];
  const first = Math.min(Number(span[1]), ...edits.map(({ column }) => column + 1));
  const last = Math.max(Number(span[2]), ...edits.map(({ column }) => column + 1));
  return `${first}:${last}` === span[0] ? [] : [{ start: tag.start, end: tag.end, text: withAttribute(xml.slice(tag.start, tag.end), 'spans', `${first}:${last}`) }];
}

function widenedDimension(xml: string, { dimension, cells }: SheetCells, added: ReadonlyMap<number, readonly CellEdit[]>): readonly Splice[] {
  const present = parseAreaName(dimension?.attributes['ref'] ?? '');
  if (dimension === undefined || present === undefined || added.size === 0) return [];
  let { top, left, bottom, right } = present;
  // The dimension of an empty sheet is A1, which is no cell of it.
  if (cells.length === 0) [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  for (const [row, edits] of added) {
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
    for (const { column } of edits) {
      left = Math.min(left, column);
      right = Math.max(right, column);
    }
  }
  const ref = areaName({ top, left, bottom, right });
  return ref === dimension.attributes['ref'] ? [] : [{ start: dimension.start, end: dimension.end, text: withAttribute(xml.slice(dimension.start, dimension.end), 'ref', ref) }];
}

function newCell({ row, column, content, style }: CellEdit, prefix: string): string {
  const open = `<${prefix}c r="${cellName(row, column)}"${style === undefined ? '' : ` s="${style}"`}/>`;
  return withContent(open, content ?? { value: null, formula: null }, prefix);
}

function key(row: number, column: number): string {
  return `${row}:${column}`;
}
