import { print, type Rational } from '../exact/rational.js';
import type { Printing } from '../grid/printed.js';
import type { Scorecard } from '../scoring/scorecard.js';
import type { AuditedTable } from './audited-table.js';
import { columnOf } from './naming.js';
import { printedCell } from './printed-cell.js';

const DEFAULT_PRINTING: Printing = { percent: true, places: 2 };

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
      usual = this.mostFrequent(columnOf(this.table, id)?.column ?? 0);
      this.cache.set(id, usual);
    }
    // 0 % as a whole number of per cent would hide what the rate is.
    const needsPlaces = usual.places === 0 && print(rate, 2) !== print(rate, 4).slice(0, -2);
    if (needsPlaces) return DEFAULT_PRINTING;
    return usual;
  }

  private mostFrequent(column: number): Printing {
    const counts = new Map<string, { readonly printing: Printing; count: number }>();
    for (const { row } of this.card.units) {
      const cell = printedCell(this.table.grid, row.row, column);
      if (cell.kind !== 'number') continue;
      const key = `${cell.printing.percent} ${cell.printing.places}`;
      const entry = counts.get(key) ?? { printing: cell.printing, count: 0 };
      entry.count += 1;
      counts.set(key, entry);
    }
    const [most] = [...counts.values()].sort((a, b) => b.count - a.count);
    return most?.printing ?? DEFAULT_PRINTING;
  }
}
