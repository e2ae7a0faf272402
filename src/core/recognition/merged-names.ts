import type { Area, Grid } from '../grid/grid.js';
import type { AttachmentColumn } from './attachment.js';
import type { BodyColumns } from './body-columns.js';

/** A merged name is no higher than this; what is higher is something else. */
const HIGHEST_NAME = 9;

/** Where the cells of units' names and serial numbers are merged. */
export class MergedNames {
  /** Names merged over several rows, by the rows they cover. */
  private readonly nameAreas = new Map<number, Area>();
  /** Rows in which one cell is merged over serial number and unit. */
  private readonly rowsMergedWithSerial = new Set<number>();

  constructor(
    private readonly merges: Grid['merges'],
    private readonly columns: BodyColumns,
  ) {
    this.findNameAreas(columns.unit?.column ?? -1);
    if (columns.serial !== undefined && columns.unit !== undefined)
      this.findRowsMergedWithSerial(columns.serial.column, columns.unit.column);
  }

  /** The area of several rows that the name in a row is merged over. */
  areaOfName(row: number): Area | undefined {
    return this.nameAreas.get(row);
  }

  /** The column that holds the name of a row whose name is merged over serial number and unit. */
  columnOfMergedName(row: number): AttachmentColumn | undefined {
    if (!this.rowsMergedWithSerial.has(row)) return undefined;
    return this.columns.serial;
  }

  /** Rows down to `last` that share the serial number of a row above, because its cell is merged over them. */
  rowsSharingSerial(serial: number, last: number): ReadonlySet<number> {
    const shared = new Set<number>();
    for (const { top, left, bottom, right } of this.merges) {
      if (serial < left || right < serial) continue;
      for (let row = top + 1; row <= Math.min(bottom, last); row += 1) shared.add(row);
    }
    return shared;
  }

  private findNameAreas(names: number): void {
    for (const area of this.merges) {
      const { top, left, bottom, right } = area;
      const coversNames = left <= names && names <= right;
      if (!coversNames || top >= bottom || bottom > top + HIGHEST_NAME) continue;
      for (let row = top; row <= bottom; row += 1) this.nameAreas.set(row, area);
    }
  }

  private findRowsMergedWithSerial(serial: number, unit: number): void {
    for (const { top, left, bottom, right } of this.merges) {
      if (left !== serial || right !== unit) continue;
      for (let row = top; row <= Math.min(bottom, top + HIGHEST_NAME); row += 1) this.rowsMergedWithSerial.add(row);
    }
  }
}
