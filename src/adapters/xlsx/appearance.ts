import { MOST_COLUMNS, type BorderLook, type CellLook, type FontLook, type SheetLook } from '../../ports/appearance.js';
import { parseCellName } from '../../core/grid/address.js';
import type { Area } from '../../core/grid/grid.js';
import { rgbOf, type Palette } from './colours.js';
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
export function readSheetLook(xml: string, part: string, sheet: string, looks: readonly CellLook[], merges: readonly Area[], palette: Palette): SheetLook {
  const widths: { first: number; last: number; width: number }[] = [];
  const heights = new Map<number, number>();
  const cells = new Map<number, number>();
  const columnStyles: { readonly first: number; readonly last: number; readonly style: number }[] = [];
  let look = { tabColour: null as string | null, gridLines: true, rightToLeft: false, defaultWidth: 8.43, defaultHeight: 15, frozen: { rows: 0, columns: 0 } };
  let row = -1;
  let column = -1;
  walk(xml, part, {
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
        case 'col': {
          const [first, last] = [Number(attributes['min']) - 1, Math.min(MOST_COLUMNS, Number(attributes['max'])) - 1];
          widths.push({ first, last, width: attributes['hidden'] === '1' ? 0 : Number(attributes['width'] ?? look.defaultWidth) });
          if (attributes['style'] !== undefined) columnStyles.push({ first, last, style: Number(attributes['style']) });
          break;
        }
        case 'row':
          row = attributes['r'] === undefined ? row + 1 : Number(attributes['r']) - 1;
          column = -1;
          if (attributes['hidden'] === '1' || attributes['hidden'] === 'true') heights.set(row, 0);
          else if (attributes['ht'] !== undefined) heights.set(row, Number(attributes['ht']));
          break;
        case 'c': {
          column = attributes['r'] === undefined ? column + 1 : (parseCellName(attributes['r'])?.column ?? column + 1);
          const style = Number(attributes['s'] ?? columnStyles.find(({ first, last }) => column >= first && column <= last)?.style ?? 0);
          if (style !== 0) cells.set(row * MOST_COLUMNS + column, style);
          break;
        }
      }
    },
  });
  return { sheet, ...look, widths, heights, looks, cells, merges };
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
