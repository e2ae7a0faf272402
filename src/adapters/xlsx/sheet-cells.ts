import { cellName, parseAreaName, parseCellName } from '../../core/grid/address.js';
import type { Area, CellValue } from '../../core/grid/grid.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import { shiftFormula } from './formula-shift.js';
import { unescapeCell, walk, type Tag } from './xml.js';

/** How far a sheet reaches in Excel. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

/** A cell as it stands in the sheet's text. */
export interface SheetCell {
  readonly row: number;
  readonly column: number;
  readonly tag: Tag;
  /** Where the element ends. */
  readonly end: number;
  readonly style: number;
  readonly value: CellValue;
  /** With its `=`; shared ones written out. */
  readonly formula: string | null;
  readonly shared: { readonly index: string; readonly master: boolean } | null;
}

export interface SheetRow {
  readonly row: number;
  readonly tag: Tag;
  /** Where the closing tag begins, or where the tag ends for a self-closing row. */
  readonly contentEnd: number;
  readonly hidden: boolean;
  /** Style of the row's cells that are not there; `undefined` where the row has none of its own. */
  readonly style: number | undefined;
}

/** A worksheet part, read with the places of all that can be patched. */
export interface SheetCells {
  readonly cells: readonly SheetCell[];
  readonly rows: readonly SheetRow[];
  readonly sheetData: { readonly tag: Tag; readonly contentEnd: number };
  readonly merges: readonly Area[];
  readonly hiddenColumns: readonly number[];
  /** Styles of whole columns, `last` included. */
  readonly columnStyles: readonly { readonly first: number; readonly last: number; readonly style: number }[];
  /** The `dimension` tag; `undefined` where there is none. */
  readonly dimension: Tag | undefined;
  readonly protected: boolean;
  /** Areas of array formulas and data tables. */
  readonly arrays: readonly Area[];
}

/** Reads a worksheet part; `strings` may be `null` where values do not matter. Cells and rows without an address follow their neighbours, as the format allows. */
export function readSheetCells(xml: string, part: string, strings: readonly string[] | null): SheetCells {
  const cells: SheetCell[] = [];
  const rows: SheetRow[] = [];
  const merges: Area[] = [];
  const hiddenColumns: number[] = [];
  const columnStyles: { first: number; last: number; style: number }[] = [];
  const arrays: Area[] = [];
  const masters = new Map<string, { readonly row: number; readonly column: number; readonly text: string }>();
  let sheetData: SheetCells['sheetData'] | undefined;
  let sheetDataTag: Tag | undefined;
  let dimension: Tag | undefined;
  let isProtected = false;
  let rowTag: Tag | undefined;
  let row = -1;
  let column = -1;
  let cell: Tag | undefined;
  let formulaTag: Tag | undefined;
  let formulaText = '';
  let raw = '';
  let inline = '';
  let hasValue = false;
  let collecting: 'value' | 'formula' | 'inline' | null = null;
  let phonetic = false;

  walk(xml, part, {
    open(tag) {
      const { name, attributes } = tag;
      if (name === 'sheetData') sheetDataTag = tag;
      else if (name === 'row') {
        rowTag = tag;
        row = attributes['r'] === undefined ? row + 1 : Number(attributes['r']) - 1;
        if (!Number.isInteger(row) || row < 0 || row >= MOST_ROWS) throw new WorkbookRefusal('file-damaged', { part });
        column = -1;
      } else if (name === 'c' && rowTag !== undefined) {
        cell = tag;
        const place = attributes['r'] === undefined ? undefined : parseCellName(attributes['r']);
        column = place?.column ?? column + 1;
        if (column >= MOST_COLUMNS) throw new WorkbookRefusal('file-damaged', { part });
        formulaTag = undefined;
        formulaText = raw = inline = '';
        hasValue = false;
      } else if (cell !== undefined && name === 'v') {
        collecting = 'value';
        hasValue = true;
      } else if (cell !== undefined && name === 'f') {
        collecting = 'formula';
        formulaTag = tag;
      } else if (cell !== undefined && name === 'rPh') phonetic = true;
      else if (cell !== undefined && name === 't' && !phonetic) {
        collecting = 'inline';
        hasValue = true;
      } else if (name === 'mergeCell') {
        const area = parseAreaName(attributes['ref'] ?? '');
        if (area !== undefined) merges.push(area);
      } else if (name === 'col') {
        const [first, last] = [Math.max(Number(attributes['min']), 1) - 1, Math.min(Number(attributes['max']), MOST_COLUMNS) - 1];
        if (isTrue(attributes['hidden'])) for (let at = first; at <= last; at += 1) hiddenColumns.push(at);
        if (attributes['style'] !== undefined) columnStyles.push({ first, last, style: Number(attributes['style']) });
      } else if (name === 'dimension') dimension = tag;
      else if (name === 'sheetProtection' && isTrue(attributes['sheet'])) isProtected = true;
    },
    text(text) {
      if (collecting === 'value') raw += text;
      else if (collecting === 'formula') formulaText += text;
      else if (collecting === 'inline') inline += text;
    },
    close(name, start, end) {
      if (name === 'v' || name === 'f' || name === 't') collecting = null;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'c' && cell !== undefined) {
        const { attributes } = cell;
        let formula: string | null = null;
        let shared: SheetCell['shared'] = null;
        if (formulaTag !== undefined) {
          const index = formulaTag.attributes['si'];
          const kind = formulaTag.attributes['t'];
          if (kind === 'array' || kind === 'dataTable') arrays.push(parseAreaName(formulaTag.attributes['ref'] ?? '') ?? { top: row, left: column, bottom: row, right: column });
          if (kind === 'shared' && index !== undefined) {
            if (formulaText !== '') masters.set(index, { row, column, text: formulaText });
            const master = masters.get(index);
            shared = { index, master: formulaText !== '' };
            if (master !== undefined) formula = `=${shiftFormula(master.text, row - master.row, column - master.column)}`;
          } else if (formulaText !== '' || kind !== undefined) formula = `=${formulaText}`;
        }
        cells.push({ row, column, tag: cell, end, style: Number(attributes['s'] ?? 0), value: valueOf(attributes['t'], raw, inline, hasValue, strings, part, cellName(row, column)), formula, shared });
        cell = undefined;
      } else if (name === 'row' && rowTag !== undefined) {
        rows.push({ row, tag: rowTag, contentEnd: start, hidden: isTrue(rowTag.attributes['hidden']), style: isTrue(rowTag.attributes['customFormat']) ? Number(rowTag.attributes['s'] ?? 0) : undefined });
        rowTag = undefined;
      } else if (name === 'sheetData' && sheetDataTag !== undefined) sheetData = { tag: sheetDataTag, contentEnd: start };
    },
  });
  if (sheetData === undefined) throw new WorkbookRefusal('file-damaged', { part });
  return { cells, rows, sheetData, merges, hiddenColumns, columnStyles, dimension, protected: isProtected, arrays };
}

/** Returns the style that a cell has, or would have if it were there: its own, its row's, its column's. */
export function styleAt(sheet: SheetCells, cell: SheetCell | undefined, row: SheetRow | undefined, column: number): number {
  return cell?.style ?? row?.style ?? sheet.columnStyles.find(({ first, last }) => column >= first && column <= last)?.style ?? 0;
}

function valueOf(type: string | undefined, raw: string, inline: string, hasValue: boolean, strings: readonly string[] | null, part: string, cell: string): CellValue {
  if (!hasValue) return null;
  switch (type) {
    case 's': {
      if (strings === null) return '';
      const text = strings[Number(raw)];
      if (text === undefined) throw new WorkbookRefusal('file-damaged', { part: `${part} ${cell}` });
      return text;
    }
    case 'inlineStr': return unescapeCell(inline);
    case 'str': case 'd': return unescapeCell(raw);
    case 'b': return raw.trim() === '1' || raw.trim() === 'true';
    case 'e': return { error: raw };
    default: {
      if (raw.trim() === '') return null;
      const number = Number(raw);
      if (!Number.isFinite(number)) throw new WorkbookRefusal('file-damaged', { part: `${part} ${cell}` });
      return number;
    }
  }
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}
