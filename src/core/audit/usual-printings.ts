import { print, type Rational } from '../exact/rational.js';
import { formatFor, type Printing } from '../grid/printed.js';
import type { AttachmentColumn } from '../recognition/attachment.js';
import type { Scorecard } from '../scoring/scorecard.js';
import type { AuditedTable } from './audited-table.js';
import { columnOf } from './naming.js';
import { printedCell } from './printed-cell.js';

const DEFAULT_PRINTING: Printing = { percent: true, places: 2 };

function defaultFor(column: AttachmentColumn | undefined): Printing {
  return column?.isInPoints === true ? { ...DEFAULT_PRINTING, inPoints: true } : DEFAULT_PRINTING;
}

/** How each column of a table prints its rates most often: so a rate is proposed where none stands. */
export class UsualPrintings {
  private readonly cache = new Map<string, Printing>();

  constructor(
    private readonly table: AuditedTable,
    private readonly card: Scorecard,
  ) {}

  /** How to print a rate in a column. */
  forRate(id: string, rate: Rational): Printing {
    let usual = this.cache.get(id);
    if (usual === undefined) {
      usual = this.mostFrequent(columnOf(this.table, id));
      this.cache.set(id, usual);
    }
    // 0 % as a whole number of per cent would hide what the rate is.
    const needsPlaces = usual.places === 0 && print(rate, 2) !== print(rate, 4).slice(0, -2);
    return needsPlaces ? defaultFor(columnOf(this.table, id)) : usual;
  }

  private mostFrequent(column: AttachmentColumn | undefined): Printing {
    if (column === undefined) return DEFAULT_PRINTING;
    const counts = new Map<string, { readonly printing: Printing; count: number }>();
    for (const { row } of this.card.units) {
      const cell = printedCell(this.table.grid, row.row, column);
      if (cell.kind !== 'number') continue;
      const key = formatFor(cell.printing);
      const entry = counts.get(key) ?? { printing: cell.printing, count: 0 };
      entry.count += 1;
      counts.set(key, entry);
    }
    const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
    return most?.printing ?? defaultFor(column);
  }
}
