import type { Area } from '../../src/core/grid/grid.js';
import type { SheetLook } from '../../src/ports/appearance.js';

/** How 附件1 looks where nobody has formatted anything. */
export function plainLook(merges: readonly Area[] = []): SheetLook {
  return {
    sheet: '附件1',
    tabColour: null,
    gridLines: true,
    defaultWidth: null,
    widths: [],
    defaultHeight: 15,
    heights: new Map(),
    frozen: { rows: 0, columns: 0 },
    looks: [],
    cells: { keys: new Float64Array(), looks: new Uint32Array() },
    rowLooks: new Map(),
    columnLooks: [],
    richTexts: new Map(),
    merges,
    notShown: [],
  };
}
