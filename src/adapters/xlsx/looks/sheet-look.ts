import { parseAreaName, parseCellName } from '../../../core/grid/address.js';
import type { Area } from '../../../core/grid/grid.js';
import { MOST_COLUMNS, type CellLook, type NotShown, type SheetLook, type TextRun } from '../../../ports/appearance.js';
import { rgbOf, walk, type Palette } from '../../../xlsx/index.js';
import { RunReader } from './rich-text.js';

/** What a workbook's sheets share of their looks. */
export interface SharedLooks {
  readonly looks: readonly CellLook[];
  readonly palette: Palette;
  /** Shared strings that have runs of their own, by their number. */
  readonly richStrings: ReadonlyMap<number, readonly TextRun[]>;
}

/** Elements of a sheet that stand for what is not drawn. */
const NOT_SHOWN: Readonly<Record<string, NotShown>> = {
  conditionalFormatting: 'conditional-formats',
  drawing: 'drawings',
  legacyDrawing: 'notes',
};

/** Reads how a sheet looks. */
export function readSheetLook(
  xml: string,
  part: string,
  sheet: string,
  { looks, palette, richStrings }: SharedLooks,
): SheetLook {
  const widths: { first: number; last: number; width: number }[] = [];
  const columnLooks: { first: number; last: number; look: number }[] = [];
  const heights = new Map<number, number>();
  const rowLooks = new Map<number, number>();
  const richTexts = new Map<number, readonly TextRun[]>();
  const merges: Area[] = [];
  const notShown = new Set<NotShown>();
  const styled: [number, number][] = [];
  let view = {
    tabColour: null as string | null,
    gridLines: true,
    defaultWidth: null as number | null,
    defaultHeight: 15,
    frozen: { rows: 0, columns: 0 },
  };
  let row = -1;
  let column = -1;
  const inline = new RunReader(palette);
  let key = -1;
  let isShared = false;
  let index = '';
  let isValue = false;
  walk(xml, part, {
    open({ name, attributes }) {
      const left = NOT_SHOWN[name];
      if (left !== undefined) notShown.add(left);
      switch (name) {
        case 'tabColor':
          view = { ...view, tabColour: rgbOf(attributes, palette) };
          break;
        case 'sheetView':
          view = { ...view, gridLines: attributes['showGridLines'] !== '0' };
          break;
        case 'pane':
          if ((attributes['state'] ?? '').startsWith('frozen'))
            view = {
              ...view,
              frozen: { rows: Number(attributes['ySplit'] ?? 0), columns: Number(attributes['xSplit'] ?? 0) },
            };
          break;
        case 'sheetFormatPr':
          view = {
            ...view,
            defaultHeight: Number(attributes['defaultRowHeight'] ?? view.defaultHeight),
            defaultWidth: attributes['defaultColWidth'] === undefined ? null : Number(attributes['defaultColWidth']),
          };
          break;
        case 'col': {
          const [first, last] = [Number(attributes['min']) - 1, Math.min(MOST_COLUMNS, Number(attributes['max'])) - 1];
          if (isTrue(attributes['hidden'])) widths.push({ first, last, width: 0 });
          else if (attributes['width'] !== undefined) widths.push({ first, last, width: Number(attributes['width']) });
          if (attributes['style'] !== undefined) columnLooks.push({ first, last, look: Number(attributes['style']) });
          break;
        }
        case 'mergeCell':
          merges.push(...[parseAreaName(attributes['ref'] ?? '')].filter((area) => area !== undefined));
          break;
        case 'row':
          row = attributes['r'] === undefined ? row + 1 : Number(attributes['r']) - 1;
          column = -1;
          if (isTrue(attributes['hidden'])) heights.set(row, 0);
          else if (attributes['ht'] !== undefined) heights.set(row, Number(attributes['ht']));
          if (isTrue(attributes['customFormat']) && attributes['s'] !== undefined)
            rowLooks.set(row, Number(attributes['s']));
          break;
        case 'c': {
          column = attributes['r'] === undefined ? column + 1 : (parseCellName(attributes['r'])?.column ?? column + 1);
          key = row * MOST_COLUMNS + column;
          styled.push([key, Number(attributes['s'] ?? 0)]);
          isShared = attributes['t'] === 's' && richStrings.size > 0;
          break;
        }
        case 'v':
          isValue = isShared;
          index = '';
          break;
        default:
          inline.open(name, attributes);
      }
    },
    text(text) {
      if (isValue) index += text;
      else inline.add(text);
    },
    close(name) {
      if (name === 'v' && isValue) {
        isValue = false;
        const runs = richStrings.get(Number(index));
        if (runs !== undefined) richTexts.set(key, runs);
      } else if (name === 'is') {
        const runs = inline.take();
        if (runs !== null) richTexts.set(key, runs);
      } else inline.close(name);
    },
  });
  styled.sort(([a], [b]) => a - b);
  return {
    sheet,
    ...view,
    widths,
    heights,
    looks,
    cells: { keys: Float64Array.from(styled, ([key]) => key), looks: Uint32Array.from(styled, ([, style]) => style) },
    rowLooks,
    columnLooks,
    richTexts,
    merges,
    notShown: [...notShown],
  };
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}
