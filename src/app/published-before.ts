import type { AuditedTable } from '../core/audit/audited-table.js';
import type { PublishedQuarter } from '../core/audit/check.js';
import { areAllAmong, countColumns } from '../core/audit/checks/quarter-unchanged.js';
import { attachmentName } from '../core/adjustments/entry.js';
import type { Grid } from '../core/grid/grid.js';
import { figuresOf } from '../core/publish/figures.js';
import { finalRecordsOf, type FinalFigure } from '../core/publish/record.js';
import { periodIn } from '../core/recognition/period.js';

/** Returns the tables whose counts are all those that were published last, with the quarter they were published for. */
export function publishedBefore(sheets: readonly Grid[], tables: readonly AuditedTable[]): readonly PublishedQuarter[] {
  const final = finalRecordsOf(sheets);
  const [newest] = final?.records ?? [];
  if (final === null || newest === undefined) return [];
  const last = final.records.filter(({ at }) => at === newest.at);
  const period = last.map(({ file }) => periodIn(file)).find((found) => found !== null) ?? null;
  if (period === null) return [];
  return tables.flatMap(({ grid, attachment }) => {
    const now = figuresOf(grid, { ...attachment, columns: countColumns(attachment) });
    const items = [...new Set(now.map(({ item }) => item))];
    const name = attachmentName(attachment.kind);
    const published = final.figures.filter((figure) => figure.attachment === name);
    return areAllAmong(countsIn(now, items), countsIn(published, items)) ? [{ sheet: attachment.sheet, period }] : [];
  });
}

/** The texts of figures, by units, in the order of `items`. */
function countsIn(figures: readonly FinalFigure[], items: readonly string[]): readonly (readonly string[])[] {
  const units = new Map<string, Map<string, string>>();
  for (const { unit, item, text } of figures) {
    const texts = units.get(unit) ?? new Map<string, string>();
    texts.set(item, text.replace(/,/g, ''));
    units.set(unit, texts);
  }
  return [...units.values()].map((texts) => items.map((item) => texts.get(item) ?? ''));
}
