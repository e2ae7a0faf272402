import { areaName, cellName, parseAreaName } from '../../core/grid/address.js';
import type { CellContent } from '../../core/changes/plan.js';
import type { Area } from '../../core/grid/grid.js';
import { XlsxRefusal } from '../refusal.js';
import type { Package } from '../package/package.js';
import { liesIn } from './areas.js';
import type { SheetCell, SheetCells, SheetRow } from './sheet-cells.js';
import { frameOf, setFrame } from './sheet-frame.js';
import { childOf, parseTree, settingAttributes } from '../xml/tree.js';
import { escapeXml, splice, spliceBytes, withAttribute, type Splice } from '../xml/xml.js';

/** What shall become of one cell; `undefined` leaves that side as it is. */
export interface CellPatch {
  readonly row: number;
  readonly column: number;
  content?: CellContent;
  /** Index of the style record. */
  style?: number;
}

/** A row that is not there yet, and its text. */
export interface NewRow {
  readonly row: number;
  readonly text: string;
}

type CellPatchesByRow = ReadonlyMap<number, readonly CellPatch[]>;

/**
 * Edits the cells of a sheet, whose part is `part`, and leaves everything else to the byte. Throws an `XlsxRefusal`
 * (`cell-in-array-formula` {sheet, cell}) for a cell inside an array formula or a data table; `name` is the sheet's
 * name.
 */
export function patchSheet(
  file: Package,
  { part, name, cells }: { readonly part: string; readonly name: string; readonly cells: SheetCells },
  edits: readonly CellPatch[],
): void {
  refuseArrays(cells, name, edits);
  const all = withOwnFormulas(cells, edits);
  const splices: Splice[] = [];
  const added = new Map<number, CellPatch[]>();
  for (const edit of all) {
    const cell = cells.cellAt(edit.row, edit.column);
    if (cell !== undefined) {
      splices.push(changed(cells, cell, edit));
      continue;
    }
    const row = added.get(edit.row);
    if (row === undefined) added.set(edit.row, [edit]);
    else row.push(edit);
  }
  for (const insertion of insertions(cells, added)) splices.push(insertion);
  if (splices.length > 0) {
    const patched = spliceBytes(file.bytesOf(part), splices);
    file.setBytes(part, patched);
    const hasNewRows = [...added.keys()].some((row) => cells.rowAt(row) === undefined);
    if (!hasNewRows) {
      const addedCells = [...added.values()].reduce((sum, { length }) => sum + length, 0);
      cells.carryOver(patched, { splices, rows: new Set(all.map(({ row }) => row)), addedCells });
    }
  }
  if (added.size > 0) widenDimension(file, part, { added, wasEmpty: cells.count === 0 });
}

function refuseArrays(cells: SheetCells, name: string, edits: readonly CellPatch[]): void {
  for (const { row, column, content } of edits) {
    if (content !== undefined && cells.arrays.some((area) => liesIn(row, column, area))) {
      throw new XlsxRefusal('cell-in-array-formula', { sheet: name, cell: cellName(row, column) });
    }
  }
}

function changed(cells: SheetCells, cell: SheetCell, edit: CellPatch): Splice {
  if (edit.content === undefined) return restyled(cell, edit.style);
  let tag = cells.text(cell.start, cell.tagEnd);
  if (edit.style !== undefined) tag = withAttribute(tag, 's', String(edit.style));
  if (!/\sr\s*=/.test(tag)) tag = withAttribute(tag, 'r', cellName(cell.row, cell.column));
  // Cell and value metadata (dynamic arrays, rich values) speak of the old content.
  for (const name of ['cm', 'vm']) tag = withAttribute(tag, name, null);
  return { start: cell.start, end: cell.end, text: withContent(tag, edit.content, cells.place.prefix) };
}

/** Of a cell that only gets another style nothing but its number is touched. */
function restyled({ tagEnd, end, style, styleStart, styleEnd }: SheetCell, wanted = style): Splice {
  if (styleStart > 0) return { start: styleStart, end: styleEnd, text: String(wanted) };
  const isSelfClosing = tagEnd === end;
  const close = tagEnd - (isSelfClosing ? '/>' : '>').length;
  return { start: close, end: close, text: ` s="${wanted}"` };
}

function withContent(tag: string, content: CellContent, prefix: string): string {
  const open = withAttribute(tag, 't', typeOf(content)).replace(/(?<!\s)\s*\/?>$/, '');
  const inner = formulaXml(content, prefix) + valueXml(content, prefix);
  if (inner === '') return `${open}/>`;
  return `${open}>${inner}</${prefix}c>`;
}

/** The cell's attribute `t`; numbers and blanks have none. */
function typeOf({ value, formula }: CellContent): string | null {
  if (typeof value === 'string') return formula === null ? 'inlineStr' : 'str';
  if (typeof value === 'boolean') return 'b';
  const isError = typeof value === 'object' && value !== null;
  return isError ? 'e' : null;
}

function formulaXml({ formula }: CellContent, prefix: string): string {
  if (formula === null) return '';
  return `<${prefix}f>${escapeXml(formula.slice(1))}</${prefix}f>`;
}

function valueXml({ value, formula }: CellContent, prefix: string): string {
  if (value === null) return '';
  if (typeof value === 'string' && formula === null) return inlineStringXml(value, prefix);
  return `<${prefix}v>${valueText(value)}</${prefix}v>`;
}

function inlineStringXml(value: string, prefix: string): string {
  const needsSpace = /^\s|\s$|[\n\t]| {2}/.test(value);
  const space = needsSpace ? ' xml:space="preserve"' : '';
  return `<${prefix}is><${prefix}t${space}>${escapeXml(value)}</${prefix}t></${prefix}is>`;
}

function valueText(value: NonNullable<CellContent['value']>): string {
  if (typeof value === 'string') return escapeXml(value);
  if (typeof value === 'object') return escapeXml(value.error);
  if (typeof value === 'boolean') return String(Number(value));
  return String(value);
}

/** Where the master of a shared formula goes, its children would lose their text: each gets its own. */
function withOwnFormulas(cells: SheetCells, edits: readonly CellPatch[]): readonly CellPatch[] {
  const byPlace = new Map(edits.map((edit) => [key(edit.row, edit.column), edit]));
  const isRewritten = (row: number, column: number): boolean => byPlace.get(key(row, column))?.content !== undefined;
  const lost = new Set<string>();
  for (const { row, column, index, master } of cells.shared) {
    if (master && isRewritten(row, column)) lost.add(index);
  }
  if (lost.size === 0) return edits;
  const children = cells.shared.filter(({ row, column, index }) => lost.has(index) && !isRewritten(row, column));
  for (const { row, column } of children) {
    const cell = cells.cellAt(row, column);
    if (cell === undefined) continue;
    const edit = byPlace.get(key(row, column));
    byPlace.set(key(row, column), { ...edit, row, column, content: { value: cell.value, formula: cell.formula } });
  }
  return [...byPlace.values()];
}

/** The splices that put in cells which are not there yet, with their rows where these are not there either. */
function insertions(cells: SheetCells, added: CellPatchesByRow): readonly Splice[] {
  const { prefix } = cells.place;
  const splices: Splice[] = [];
  const missing: NewRow[] = [];
  for (const [row, edits] of added) {
    const ordered = [...edits].sort((a, b) => a.column - b.column);
    const texts = ordered.map((edit) => newCell(edit, prefix));
    const present = cells.rowAt(row);
    if (present === undefined) {
      missing.push({ row, text: `<${prefix}row r="${row + 1}">${texts.join('')}</${prefix}row>` });
    } else if (present.selfClosing) {
      const { start, tagEnd } = present;
      splices.push({ start, end: tagEnd, text: filled(cells.text(start, tagEnd), `${prefix}row`, texts) });
    } else {
      ordered.forEach(({ column }, index) => {
        const at = cells.cellsOf(row).find((cell) => cell.column > column)?.start ?? present.contentEnd;
        splices.push({ start: at, end: at, text: texts[index] ?? '' });
      });
      const spans = widenedSpans(cells, present, ordered);
      if (spans !== null) splices.push(spans);
    }
  }
  return [...splices, ...insertedRows(cells, missing)];
}

/** The splices that put in rows which are not there yet, each where it belongs. */
export function insertedRows(cells: SheetCells, missing: readonly NewRow[]): readonly Splice[] {
  if (missing.length === 0) return [];
  const ordered = [...missing].sort((a, b) => a.row - b.row);
  const { start, contentStart, contentEnd, end, prefix } = cells.place;
  const isSelfClosing = contentEnd === end;
  if (isSelfClosing) {
    const texts = ordered.map(({ text }) => text);
    return [{ start, end: contentStart, text: filled(cells.text(start, contentStart), `${prefix}sheetData`, texts) }];
  }
  return ordered.map(({ row, text }) => {
    const at = cells.rowFrom(row)?.start ?? contentEnd;
    return { start: at, end: at, text };
  });
}

/** A self-closing tag as an element with content. */
function filled(tag: string, name: string, content: readonly string[]): string {
  return `${tag.replace(/(?<!\s)\s*\/>$/, '>')}${content.join('')}</${name}>`;
}

/** `spans` tells which columns a row uses; programs that trust it would pass over a cell outside. */
function widenedSpans(cells: SheetCells, { start, tagEnd }: SheetRow, edits: readonly CellPatch[]): Splice | null {
  const tag = cells.text(start, tagEnd);
  const spans = /\sspans\s*=\s*["'](\d+):(\d+)["']/.exec(tag);
  if (spans === null) return null;
  let first = Number(spans[1]);
  let last = Number(spans[2]);
  if (edits.every(({ column }) => column + 1 >= first && column + 1 <= last)) return null;
  for (const { column } of edits) {
    first = Math.min(first, column + 1);
    last = Math.max(last, column + 1);
  }
  return { start, end: tagEnd, text: withAttribute(tag, 'spans', `${first}:${last}`) };
}

function widenDimension(
  file: Package,
  part: string,
  { added, wasEmpty }: { readonly added: CellPatchesByRow; readonly wasEmpty: boolean },
): void {
  const frame = frameOf(file, part);
  const dimension = childOf(parseTree(frame, part, 1), 'dimension');
  const present = parseAreaName(dimension?.attributes['ref'] ?? '');
  if (dimension === undefined || present === undefined) return;
  // The dimension of an empty sheet is A1, which is no cell of it.
  const ref = areaName(widened(wasEmpty ? NO_CELLS : present, added));
  if (ref === dimension.attributes['ref']) return;
  setFrame(file, part, splice(frame, [settingAttributes(frame, dimension, { ref })]));
}

const NO_CELLS: Area = { top: Infinity, left: Infinity, bottom: -1, right: -1 };

function widened(area: Area, added: CellPatchesByRow): Area {
  let { top, left, bottom, right } = area;
  for (const [row, edits] of added) {
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
    for (const { column } of edits) {
      left = Math.min(left, column);
      right = Math.max(right, column);
    }
  }
  return { top, left, bottom, right };
}

function newCell({ row, column, content, style }: CellPatch, prefix: string): string {
  let tag = `<${prefix}c r="${cellName(row, column)}"/>`;
  if (style !== undefined) tag = withAttribute(tag, 's', String(style));
  return withContent(tag, content ?? { value: null, formula: null }, prefix);
}

function key(row: number, column: number): string {
  return `${row}:${column}`;
}
