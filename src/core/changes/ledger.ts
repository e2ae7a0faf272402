import { owedBy } from '../adjustments/check-entry.js';
import { serialOf } from '../adjustments/date.js';
import { attachmentName, clauseNamed, isUnclassified, UNCLASSIFIED, type EntryDraft } from '../adjustments/entry.js';
import { LEDGER_COLUMNS, LEDGER_SHEET, OWED, type Ledger, type LedgerField } from '../adjustments/ledger.js';
import { areaName, cellName } from '../grid/address.js';
import { formatAt, formulaAt, valueAt, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import type { AdjustmentClause } from '../method/components/adjustment-clause.js';
import { quarterName } from '../recognition/period.js';
import type { Change, Plan } from './plan.js';
import { cellChanges, freeSheetName, textCell, type DraftCell } from './sheet-draft.js';

const LEDGER_HEADING = '内部资料 不随通报下发';
const TAB_COLOUR = 'C00000';
const WIDTHS = [9, 18, 26, 7, 7, 40, 26, 13, 11];
const HEADER_ROW = 2;

/** An edit of the ledger; `row` is the row of the sheet (from 0) where the entry stands before all edits. */
export type LedgerEdit =
  | { readonly kind: 'add'; readonly entry: EntryDraft }
  | { readonly kind: 'change'; readonly row: number; readonly entry: EntryDraft }
  | { readonly kind: 'remove'; readonly row: number };

/** Gives the clauses of an attachment's method, so that an entry's clause is written with its label. */
export type ClausesOf = (attachment: EntryDraft['attachment']) => readonly AdjustmentClause[];

/** Plans edits of a ledger, all together. Without a ledger the sheet is made first: last, coloured, headed as internal. */
export function planLedger(
  sheets: readonly Grid[],
  ledger: Ledger | null,
  edits: readonly LedgerEdit[],
  clausesOf: ClausesOf,
  period: string | null,
): Plan {
  const grid = ledger === null ? undefined : sheets.find(({ sheet }) => sheet === ledger.sheet);
  return ledger === null || grid === undefined
    ? newLedger(sheets, edits, clausesOf, period)
    : editLedger(grid, ledger, edits, clausesOf);
}

function newLedger(
  sheets: readonly Grid[],
  edits: readonly LedgerEdit[],
  clausesOf: ClausesOf,
  period: string | null,
): Plan {
  const sheet = freeSheetName(sheets, LEDGER_SHEET);
  const rows = edits.flatMap((edit) => (edit.kind === 'add' ? [cellsOf(edit.entry, clausesOf)] : []));
  if (rows.length === 0) return { changes: [], problems: [] };
  const title = `${period === null ? '' : quarterName(period)}加减分台账`;
  const header = LEDGER_COLUMNS.map(({ names }) => names[0] ?? '');
  const lines: readonly (readonly (DraftCell | null)[])[] = [
    [textCell(LEDGER_HEADING)],
    [textCell(title)],
    header.map(textCell),
    ...rows.map((row) => LEDGER_COLUMNS.map(({ field }) => row[field])),
  ];
  const area = { top: HEADER_ROW, left: 0, bottom: lines.length - 1, right: header.length - 1 };
  return {
    changes: [
      {
        kind: 'sheet',
        sheet,
        was: null,
        becomes: { position: sheets.length, visibility: 'visible', tabColour: TAB_COLOUR, columnWidths: WIDTHS },
      },
      ...lines.flatMap((line, row) => line.flatMap((cell, column) => cellChanges(undefined, sheet, row, column, cell))),
      { kind: 'table', sheet, name: freeTableName(sheets), was: null, becomes: { area, columns: header } },
    ],
    problems: [{ severity: 'notice', code: 'ledger-created', sheet, cell: '', parameters: { sheet } }],
  };
}

type RowCells = Readonly<Record<LedgerField, DraftCell | null>>;

/** A row of the ledger on its way: as it stands, or as an entry makes it. */
type Line = { readonly from: number } | { readonly entry: RowCells; readonly from?: number };

function editLedger(grid: Grid, ledger: Ledger, edits: readonly LedgerEdit[], clausesOf: ClausesOf): Plan {
  const first = ledger.headerRow + 1;
  const present = Array.from({ length: Math.max(0, ledger.lastRow - ledger.headerRow) }, (_, index): Line => ({
    from: first + index,
  }));
  const removed = new Set(edits.flatMap((edit) => (edit.kind === 'remove' ? [edit.row] : [])));
  const changed = new Map(
    edits.flatMap((edit) => (edit.kind === 'change' ? [[edit.row, cellsOf(edit.entry, clausesOf)] as const] : [])),
  );
  // Formulas that people put below would point elsewhere if their rows moved up: then the deleted row stays as a blank one.
  const movable = !rowsHaveFormulas(grid, ledger, Math.min(...removed), ledger.lastRow);
  const lines: Line[] = present.flatMap((line): readonly Line[] => {
    const row = line.from ?? -1;
    if (removed.has(row)) return movable ? [] : [{ entry: BLANK, from: row }];
    const cells = changed.get(row);
    return [cells === undefined ? line : { entry: cells, from: row }];
  });
  while (lines.length > 0 && isBlank(grid, ledger, lines[lines.length - 1] as Line)) lines.pop();
  for (const edit of edits) if (edit.kind === 'add') lines.push({ entry: cellsOf(edit.entry, clausesOf) });

  const last = ledger.headerRow + Math.max(lines.length, ledger.table === null ? 0 : 1);
  const blocked = firstOccupied(grid, ledger, ledger.lastRow + 1, last);
  if (blocked !== null)
    return {
      changes: [],
      problems: [
        {
          severity: 'error',
          code: 'ledger-no-room',
          sheet: grid.sheet,
          cell: blocked,
          parameters: { sheet: grid.sheet },
        },
      ],
    };

  const changes: Change[] = [];
  for (let row = first; row <= Math.max(last, ledger.lastRow); row += 1)
    changes.push(...lineChanges(grid, ledger, row, lines[row - first]));
  const { table } = ledger;
  if (table !== null && last !== table.area.bottom) {
    const columns = Array.from({ length: table.area.right - table.area.left + 1 }, (_, index) =>
      String(valueAt(grid, table.area.top, table.area.left + index) ?? ''),
    );
    changes.push({
      kind: 'table',
      sheet: grid.sheet,
      name: table.name,
      was: { area: table.area, columns },
      becomes: { area: { ...table.area, bottom: last }, columns },
    });
  }
  return { changes, problems: [] };
}

const BLANK: RowCells = Object.fromEntries(LEDGER_COLUMNS.map(({ field }) => [field, null])) as RowCells;

function cellsOf(entry: EntryDraft, clausesOf: ClausesOf): RowCells {
  const clauses = clausesOf(entry.attachment);
  const clause = clauseNamed(entry.clause, clauses);
  const owed = owedBy(entry, { clauses });
  const day = serialOf(entry.date);
  return {
    attachment: textCell(attachmentName(entry.attachment)),
    unit: textCell(entry.unit),
    clause: textCell(
      isUnclassified(entry.clause)
        ? UNCLASSIFIED
        : clause === undefined
          ? entry.clause
          : `${clause.number}、${clause.label}`,
    ),
    times: { value: entry.times, format: 'General' },
    points: { value: entry.points, format: 'General' },
    reason: textCell(owed.includes('reason') ? OWED : entry.reason.trim()),
    evidence: textCell(owed.includes('evidence') ? OWED : entry.evidence.trim()),
    date: day === null ? textCell(entry.date.trim()) : { value: day, format: 'yyyy-mm-dd' },
    by: textCell(entry.by.trim()),
  };
}

function lineChanges(grid: Grid, ledger: Ledger, row: number, line: Line | undefined): readonly Change[] {
  if (line !== undefined && !('entry' in line) && line.from === row) return [];
  return columnsOf(ledger).flatMap((column) => {
    const field = LEDGER_COLUMNS.find((one) => ledger.columns[one.field] === column)?.field;
    // Columns that people added beside ours move with their row and are otherwise left alone.
    if (line !== undefined && 'entry' in line && field === undefined && line.from === row) return [];
    return cellChanges(grid, grid.sheet, row, column, wantedCell(grid, line, column, field));
  });
}

function wantedCell(
  grid: Grid,
  line: Line | undefined,
  column: number,
  field: LedgerField | undefined,
): DraftCell | null {
  if (line === undefined) return null;
  if ('entry' in line && field !== undefined) return line.entry[field];
  if (line.from === undefined) return null;
  const formula = formulaAt(grid, line.from, column);
  return {
    value: valueAt(grid, line.from, column),
    format: formatAt(grid, line.from, column),
    ...(formula === null ? {} : { formula }),
  };
}

function columnsOf({ table, columns }: Ledger): readonly number[] {
  const own = Object.values(columns);
  const [from, to] = table === null ? [Math.min(...own), Math.max(...own)] : [table.area.left, table.area.right];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

function isBlank(grid: Grid, ledger: Ledger, line: Line): boolean {
  if ('entry' in line) return line.entry === BLANK;
  return columnsOf(ledger).every(
    (column) => (valueAt(grid, line.from, column) ?? '') === '' && formulaAt(grid, line.from, column) === null,
  );
}

function rowsHaveFormulas(grid: Grid, ledger: Ledger, from: number, to: number): boolean {
  for (let row = from; row <= to; row += 1)
    if (columnsOf(ledger).some((column) => formulaAt(grid, row, column) !== null)) return true;
  return false;
}

function firstOccupied(grid: Grid, ledger: Ledger, from: number, to: number): string | null {
  for (let row = from; row <= to; row += 1) {
    for (const column of columnsOf(ledger))
      if ((valueAt(grid, row, column) ?? '') !== '' || formulaAt(grid, row, column) !== null)
        return cellName(row, column);
  }
  // A totals row ends the table: entries cannot grow over it.
  if (ledger.table !== null && ledger.table.totalsRows > 0 && to > ledger.lastRow)
    return areaName({ ...ledger.table.area, top: ledger.table.area.bottom });
  return null;
}

function freeTableName(sheets: readonly Grid[]): string {
  const taken = new Set(sheets.flatMap(({ tables }) => tables.map(({ name }) => name)));
  for (let count = 1; ; count += 1) {
    const name = count === 1 ? LEDGER_SHEET : `${LEDGER_SHEET}${count}`;
    if (!taken.has(name)) return name;
  }
}

/** Tells the problem of a ledger that is for another quarter than the attachment. */
export function otherQuarter(ledger: Ledger, period: string): Problem {
  return {
    severity: 'notice',
    code: 'ledger-other-period',
    sheet: ledger.sheet,
    cell: '',
    parameters: { period: ledger.period ?? '', attachment: period },
  };
}
