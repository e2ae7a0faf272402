import { areaName, parseAreaName } from '../grid/address.js';
import { readPart, writePart } from './custom-part.js';
import type { Change } from './plan.js';
import type { SheetArea } from './precedents.js';

/** The custom XML part that remembers which cells were written since a spreadsheet last calculated the file. */
export const WRITTEN_CELLS = 'urn:bulletin-scores:written-cells';

/** Reads which cells were written: runs of cells within a column. What is no such run is passed over. */
export function readWrittenCells(xml: string | undefined): readonly SheetArea[] {
  const runs: SheetArea[] = [];
  for (const entry of readPart('written-cells', xml)) {
    const [sheet, cells] = Array.isArray(entry) ? (entry as readonly unknown[]) : [];
    if (typeof sheet !== 'string' || typeof cells !== 'string') continue;
    const area = parseAreaName(cells);
    if (area !== undefined && area.left === area.right) runs.push({ sheet, ...area });
  }
  return runs;
}

/** The runs once the contents of more cells are written. */
export function writtenCells(written: readonly SheetArea[], changes: readonly Change[]): readonly SheetArea[] {
  const more = changes.flatMap((change): readonly SheetArea[] => {
    if (change.kind !== 'content') return [];
    const { sheet, row, column } = change;
    return [{ sheet, top: row, left: column, bottom: row, right: column }];
  });
  return columnRuns([...written, ...more]);
}

/** The part once the contents of more cells are written; `null` where none are. */
export function writtenCellsPart(written: readonly SheetArea[], changes: readonly Change[]): string | null {
  const runs = writtenCells(written, changes);
  if (runs.length === 0) return null;
  return writePart(
    'written-cells',
    WRITTEN_CELLS,
    runs.map((run) => [run.sheet, areaName(run)]),
  );
}

/** Joins cells of a column that lie below one another; every area is within one column. */
export function columnRuns(areas: readonly SheetArea[]): readonly SheetArea[] {
  const columns = new Map<string, SheetArea[]>();
  for (const area of areas) {
    const key = `${area.sheet}!${area.left}`;
    const inColumn = columns.get(key);
    if (inColumn === undefined) columns.set(key, [area]);
    else inColumn.push(area);
  }
  return [...columns.values()].flatMap(joined);
}

function joined(areas: readonly SheetArea[]): readonly SheetArea[] {
  const runs: SheetArea[] = [];
  for (const area of [...areas].sort((a, b) => a.top - b.top)) {
    const last = runs.at(-1);
    if (last === undefined || area.top > last.bottom + 1) runs.push(area);
    else runs[runs.length - 1] = { ...last, bottom: Math.max(last.bottom, area.bottom) };
  }
  return runs;
}
