import { MOST_COLUMNS, type BorderLook, type CellLook, type FontLook, type SheetLook } from '../../ports/appearance.js';
import { rgbOf, type Palette } from './colours.js';
import type { Package } from './package.js';
import { readFrame, rowsOf } from './sheet-cells.js';
import { frameOf } from './sheet-frame.js';
import { walk, type Attributes } from './xml.js';

const PLAIN_FONT: FontLook = { name: '宋体', size: 11, bold: false, italic: false, underline: false, strike: false, colour: null };

/** Reads how the cells of each style look, in the order of the style records. */
export function readLooks(stylesXml: string, part: string, palette: Palette): readonly CellLook[] {
  const fonts: FontLook[] = [];
  const fills: (string | null)[] = [];
  const borders: Pick<CellLook, 'top' | 'right' | 'bottom' | 'left'>[] = [];
  const looks: CellLook[] = [];
  const path: string[] = [];
  let font: { -readonly [K in keyof FontLook]: FontLook[K] } = { ...PLAIN_FONT };
  let border: { -readonly [K in 'top' | 'right' | 'bottom' | 'left']: BorderLook | null } = { top: null, right: null, bottom: null, left: null };
  let side: { -readonly [K in keyof BorderLook]: BorderLook[K] } | null = null;
  let record: { -readonly [K in keyof CellLook]: CellLook[K] } | null = null;

  walk(stylesXml, part, {
    open({ name, attributes }) {
      const parent = path[path.length - 1];
      const group = path[1];
      path.push(name);
      if (group === 'fonts') {
        if (name === 'font') font = { ...PLAIN_FONT };
        else if (name === 'name') font.name = attributes['val'] ?? font.name;
        else if (name === 'sz') font.size = Number(attributes['val'] ?? font.size);
        else if (name === 'b') font.bold = isOn(attributes);
        else if (name === 'i') font.italic = isOn(attributes);
        else if (name === 'u') font.underline = attributes['val'] !== 'none';
        else if (name === 'strike') font.strike = isOn(attributes);
        else if (name === 'color') font.colour = rgbOf(attributes, palette);
      } else if (group === 'fills') {
        if (name === 'fill') fills.push(null);
        else if (name === 'patternFill' && (attributes['patternType'] ?? 'none') === 'none') fills[fills.length - 1] = null;
        else if (name === 'fgColor' && parent === 'patternFill') fills[fills.length - 1] = rgbOf(attributes, palette);
      } else if (group === 'borders') {
        if (name === 'border') border = { top: null, right: null, bottom: null, left: null };
        else if (parent === 'border') side = lineOf(attributes['style']);
        else if (name === 'color' && side !== null) side.colour = rgbOf(attributes, palette);
      } else if (group === 'cellXfs') {
        if (name === 'xf') {
          const index = (attribute: string): number => Number(attributes[attribute] ?? 0);
          record = { font: fonts[index('fontId')] ?? PLAIN_FONT, fill: fills[index('fillId')] ?? null, ...(borders[index('borderId')] ?? border), horizontal: 'general', vertical: 'bottom', wrap: false, indent: 0 };
        } else if (name === 'alignment' && record !== null) {
          record.horizontal = (attributes['horizontal'] ?? 'general') as CellLook['horizontal'];
          const vertical = attributes['vertical'];
          record.vertical = vertical === 'top' ? 'top' : vertical === 'center' || vertical === 'justify' || vertical === 'distributed' ? 'center' : 'bottom';
          record.wrap = attributes['wrapText'] === '1' || attributes['wrapText'] === 'true';
          record.indent = Number(attributes['indent'] ?? 0);
        }
      }
    },
    close(name) {
      path.pop();
      const group = path[1];
      if (group === 'fonts' && name === 'font') fonts.push(font);
      if (group === 'borders') {
        if (name === 'border') borders.push(border);
        else if (path[path.length - 1] === 'border') {
          const to = ({ left: 'left', start: 'left', right: 'right', end: 'right', top: 'top', bottom: 'bottom' } as const)[name];
          if (to !== undefined) border[to] = side;
          side = null;
        }
      }
      if (group === 'cellXfs' && name === 'xf' && record !== null) looks.push(record);
    },
  });
  return looks;
}

/** Reads how a sheet looks. */
export function readSheetLook(file: Package, part: string, sheet: string, looks: readonly CellLook[], palette: Palette): SheetLook {
  const frame = frameOf(file, part);
  const widths: { first: number; last: number; width: number }[] = [];
  let look = { tabColour: null as string | null, gridLines: true, rightToLeft: false, defaultWidth: 8.43, defaultHeight: 15, frozen: { rows: 0, columns: 0 } };
  walk(frame, part, {
    open({ name, attributes }) {
      switch (name) {
        case 'tabColor': look = { ...look, tabColour: rgbOf(attributes, palette) }; break;
        case 'sheetView': look = { ...look, gridLines: attributes['showGridLines'] !== '0', rightToLeft: attributes['rightToLeft'] === '1' }; break;
        case 'pane':
          if ((attributes['state'] ?? '').startsWith('frozen')) look = { ...look, frozen: { rows: Number(attributes['ySplit'] ?? 0), columns: Number(attributes['xSplit'] ?? 0) } };
          break;
        case 'sheetFormatPr':
          look = { ...look, defaultHeight: Number(attributes['defaultRowHeight'] ?? look.defaultHeight), defaultWidth: Number(attributes['defaultColWidth'] ?? (attributes['baseColWidth'] === undefined ? look.defaultWidth : Number(attributes['baseColWidth']) + 0.71)) };
          break;
        case 'col':
          widths.push({ first: Number(attributes['min']) - 1, last: Math.min(MOST_COLUMNS, Number(attributes['max'])) - 1, width: attributes['hidden'] === '1' ? 0 : Number(attributes['width'] ?? look.defaultWidth) });
          break;
      }
    },
  });
  return { sheet, ...look, widths, looks, merges: readFrame(frame, part).merges, ...rowLooks(file, part) };
}

function rowLooks(file: Package, part: string): Pick<SheetLook, 'heights' | 'cells'> {
  const heights = new Map<number, number>();
  const cells = new Map<number, number>();
  const rows = rowsOf(file, part, null);
  while (rows.nextRow()) {
    if (rows.rowHidden) heights.set(rows.row, 0);
    else if (rows.rowHeight !== null) heights.set(rows.row, rows.rowHeight);
    while (rows.nextCell()) if (rows.style !== 0) cells.set(rows.row * MOST_COLUMNS + rows.column, rows.style);
  }
  return { heights, cells };
}

function isOn(attributes: Attributes): boolean {
  return attributes['val'] !== '0' && attributes['val'] !== 'false';
}

/** Line styles of OOXML, as the lines a browser can draw. */
function lineOf(style: string | undefined): { style: BorderLook['style']; colour: string | null } | null {
  switch (style) {
    case undefined: case 'none': return null;
    case 'hair': case 'thin': case 'medium': case 'thick': case 'double': case 'dotted': case 'dashed': return { style, colour: null };
    default: return { style: style.startsWith('medium') ? 'medium' : 'dashed', colour: null };
  }
}
