import { areaName, cellName, parseAreaName } from '../../core/grid/address.js';
import type { CellContent } from '../../core/changes/plan.js';
import { XlsxRefusal } from '../refusal.js';
import type { Package } from '../package/package.js';
import { liesIn } from './areas.js';
import type { SheetCell, SheetCells, SheetRow } from './sheet-cells.js';
import { frameOf, setFrame } from './sheet-frame.js';
import { childOf, parseTree } from '../xml/tree.js';
import { escapeXml, splice, spliceBytes, withAttribute, type Splice } from '../xml/xml.js';

/** What shall become of one cell; `undefined` leaves that side as it is. */
export interface CellEdit {
  readonly row: number;
  readonly column: number;
  content?: CellContent;
  /** Index of the style record. */
  style?: number;
}

/** Edits the cells of a sheet and leaves everything else to the byte. Refuses cells inside an array formula or a data table. */
export function patchSheet(
  file: Package,
  part: string,
  sheet: SheetCells,
  name: string,
  edits: readonly CellEdit[],
): void {
  const { prefix } = sheet.place;
  for (const { row, column, content } of edits) {
    if (content !== undefined && sheet.arrays.some((area) => liesIn(row, column, area))) {
      throw new XlsxRefusal('cell-in-array-formula', { sheet: name, cell: cellName(row, column) });
    }
  }
  const splices: Splice[] = [];
  const added = new Map<number, CellEdit[]>();
  const own = withOwnFormulas(sheet, edits);
  for (const edit of own) {
    const cell = sheet.cellAt(edit.row, edit.column);
    if (cell !== undefined)
      splices.push(
        edit.content === undefined ? restyled(cell, edit.style) : rewritten(sheet, cell, edit, edit.content, prefix),
      );
    else {
      const row = added.get(edit.row);
      if (row === undefined) added.set(edit.row, [edit]);
      else row.push(edit);
    }
  }
  // Put together as a list: handed over as arguments, ten thousand rows overflow the small stack of a thread.
  const all = [...splices, ...insertions(sheet, added, prefix)];
  if (all.length > 0) {
    const written = spliceBytes(file.bytesOf(part), all);
    file.setBytes(part, written);
    if ([...added.keys()].every((row) => sheet.rowAt(row) !== undefined)) {
      sheet.followed(
        written,
        all,
        new Set(own.map(({ row }) => row)),
        [...added.values()].reduce((sum, { length }) => sum + length, 0),
      );
    }
  }
  widenDimension(file, part, sheet, added);
}

/** Of a cell that only gets another style nothing but its number is touched. */
function restyled({ tagEnd, end, style, styleStart, styleEnd }: SheetCell, wanted = style): Splice {
  if (styleStart > 0) return { start: styleStart, end: styleEnd, text: String(wanted) };
  const close = tagEnd - (tagEnd === end ? '/>' : '>').length;
  return { start: close, end: close, text: ` s="${wanted}"` };
}

function rewritten(
  sheet: SheetCells,
  { start, tagEnd, end, row, column }: SheetCell,
  { style }: CellEdit,
  content: CellContent,
  prefix: string,
): Splice {
  let open = sheet.text(start, tagEnd);
  if (style !== undefined) open = withAttribute(open, 's', String(style));
  if (!/\sr\s*=/.test(open)) open = withAttribute(open, 'r', cellName(row, column));
  // Cell and value metadata (dynamic arrays, rich values) speak of the old content.
  for (const name of ['cm', 'vm']) open = withAttribute(open, name, null);
  return { start, end, text: withContent(open, content, prefix) };
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
  const text =
    typeof value === 'object'
      ? escapeXml(value.error)
      : typeof value === 'boolean'
        ? String(Number(value))
        : String(value);
  return `<${prefix}v>${text}</${prefix}v>`;
}

/** Where the master of a shared formula goes, its children would lose their text: each gets its own. */
function withOwnFormulas(sheet: SheetCells, edits: readonly CellEdit[]): readonly CellEdit[] {
  const byPlace = new Map(edits.map((edit) => [key(edit.row, edit.column), edit]));
  const isRewritten = (row: number, column: number): boolean => byPlace.get(key(row, column))?.content !== undefined;
  const lost = new Set(
    sheet.shared.filter(({ row, column, master }) => master && isRewritten(row, column)).map(({ index }) => index),
  );
  if (lost.size === 0) return edits;
  for (const { row, column } of sheet.shared.filter(
    (one) => lost.has(one.index) && !isRewritten(one.row, one.column),
  )) {
    const cell = sheet.cellAt(row, column);
    if (cell !== undefined)
      byPlace.set(key(row, column), {
        ...byPlace.get(key(row, column)),
        row,
        column,
        content: { value: cell.value, formula: cell.formula },
      });
  }
  return [...byPlace.values()];
}

function insertions(
  sheet: SheetCells,
  added: ReadonlyMap<number, readonly CellEdit[]>,
  prefix: string,
): readonly Splice[] {
  const splices: Splice[] = [];
  const missing: { readonly row: number; readonly text: string }[] = [];
  for (const [row, edits] of added) {
    const ordered = [...edits].sort((a, b) => a.column - b.column);
    const present = sheet.rowAt(row);
    const cells = ordered.map((edit) => newCell(edit, prefix));
    if (present === undefined)
      missing.push({ row, text: `<${prefix}row r="${row + 1}">${cells.join('')}</${prefix}row>` });
    else if (present.selfClosing)
      splices.push(opened(sheet, present.start, present.tagEnd, 'row', cells.join(''), prefix));
    else {
      ordered.forEach(({ column }, index) => {
        const at = sheet.cellsOf(row).find((cell) => cell.column > column)?.start ?? present.contentEnd;
        splices.push({ start: at, end: at, text: cells[index] ?? '' });
      });
      splices.push(...widenedSpans(sheet, present, ordered));
    }
  }
  return missing.length === 0
    ? splices
    : [
        ...splices,
        ...insertedRows(
          sheet,
          missing.sort((a, b) => a.row - b.row),
          prefix,
        ),
      ];
}

/** Rows that are not there, in their order, put where they belong. */
export function insertedRows(
  sheet: SheetCells,
  missing: readonly { readonly row: number; readonly text: string }[],
  prefix: string,
): readonly Splice[] {
  const { start, contentStart, contentEnd, end } = sheet.place;
  // One that closes itself has no content and no closing tag.
  if (contentEnd === end)
    return [opened(sheet, start, contentStart, 'sheetData', missing.map(({ text }) => text).join(''), prefix)];
  return missing.map(({ row, text }) => {
    const at = sheet.rowFrom(row)?.start ?? contentEnd;
    return { start: at, end: at, text };
  });
}

function opened(sheet: SheetCells, start: number, end: number, name: string, inner: string, prefix: string): Splice {
  return { start, end, text: `${sheet.text(start, end).replace(/\s*\/>$/, '>')}${inner}</${prefix}${name}>` };
}

// `spans` tells which columns a row uses; programs that trust it would pass over a cell outside.
function widenedSpans(sheet: SheetCells, { start, tagEnd }: SheetRow, edits: readonly CellEdit[]): readonly Splice[] {
  const tag = sheet.text(start, tagEnd);
  const span = /\sspans\s*=\s*["'](\d+):(\d+)["']/.exec(tag);
  if (span === null) return [];
  const first = Math.min(Number(span[1]), ...edits.map(({ column }) => column + 1));
  const last = Math.max(Number(span[2]), ...edits.map(({ column }) => column + 1));
  return first === Number(span[1]) && last === Number(span[2])
    ? []
    : [{ start, end: tagEnd, text: withAttribute(tag, 'spans', `${first}:${last}`) }];
}

function widenDimension(
  file: Package,
  part: string,
  { count }: SheetCells,
  added: ReadonlyMap<number, readonly CellEdit[]>,
): void {
  if (added.size === 0) return;
  const frame = frameOf(file, part);
  const dimension = childOf(parseTree(frame, part, 1), 'dimension');
  const present = parseAreaName(dimension?.attributes['ref'] ?? '');
  if (dimension === undefined || present === undefined) return;
  let { top, left, bottom, right } = present;
  // The dimension of an empty sheet is A1, which is no cell of it.
  if (count === 0) [top, left, bottom, right] = [Infinity, Infinity, -1, -1];
  for (const [row, edits] of added) {
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
    for (const { column } of edits) {
      left = Math.min(left, column);
      right = Math.max(right, column);
    }
  }
  const ref = areaName({ top, left, bottom, right });
  if (ref === dimension.attributes['ref']) return;
  setFrame(
    file,
    part,
    splice(frame, [
      {
        start: dimension.start,
        end: dimension.openEnd,
        text: withAttribute(frame.slice(dimension.start, dimension.openEnd), 'ref', ref),
      },
    ]),
  );
}

function newCell({ row, column, content, style }: CellEdit, prefix: string): string {
  const open = `<${prefix}c r="${cellName(row, column)}"${style === undefined ? '' : ` s="${style}"`}/>`;
  return withContent(open, content ?? { value: null, formula: null }, prefix);
}

function key(row: number, column: number): string {
  return `${row}:${column}`;
}
