import { LEDGER_COLUMNS, LEDGER_SHEET, type Ledger } from '../adjustments/ledger.js';
import type { DefinedName } from '../grid/defined-name.js';
import type { Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import { quarterName } from '../recognition/period.js';
import { LedgerEditor } from './ledger-editor.js';
import type { LedgerEdit } from './ledger-edit.js';
import { entryCells, type ClausesOf } from './ledger-row.js';
import { EMPTY_PLAN, type Change, type Plan } from './plan.js';
import { cellChanges, freeSheetName, listLook, textCell, type DraftCell } from './sheet-draft.js';

const LEDGER_HEADING = '内部资料 不随通报下发';
const TAB_COLOUR = 'C00000';
const WIDTHS = [9, 18, 26, 7, 7, 40, 26, 13, 11];
const HEADER_ROW = 2;

/** Edits of one ledger, all together. */
export interface LedgerEdits {
  /** `null`: there is none yet, and it is made. */
  readonly ledger: Ledger | null;
  /** The quarter that a new ledger is for. */
  readonly period: string | null;
  readonly edits: readonly LedgerEdit[];
  /** A table must not be called like one of these. */
  readonly definedNames: readonly DefinedName[];
  readonly clausesOf: ClausesOf;
}

/** Plans edits of a ledger. Without a ledger the sheet is made first: last, coloured, headed as internal. */
export function planLedger(sheets: readonly Grid[], request: LedgerEdits): Plan {
  const { ledger } = request;
  const grid = sheets.find(({ sheet }) => sheet === ledger?.sheet);
  if (ledger === null || grid === undefined) return newLedger(sheets, request);
  return new LedgerEditor(grid, ledger, request.clausesOf).plan(request.edits);
}

function newLedger(sheets: readonly Grid[], { period, edits, definedNames, clausesOf }: LedgerEdits): Plan {
  const header = LEDGER_COLUMNS.map(({ names }) => names[0] ?? '');
  const title = `${period === null ? '' : quarterName(period)}加减分台账`;
  const rows: (readonly (DraftCell | null)[])[] = [[textCell(LEDGER_HEADING)], [textCell(title)], header.map(textCell)];
  for (const edit of edits) {
    if (edit.kind !== 'add') continue;
    const cells = entryCells(edit.entry, clausesOf);
    rows.push(LEDGER_COLUMNS.map(({ field }) => cells[field]));
  }
  const bottom = rows.length - 1;
  if (bottom === HEADER_ROW) return EMPTY_PLAN;
  const sheet = freeSheetName(sheets, LEDGER_SHEET);
  const look = listLook({ title: 1, header: HEADER_ROW }, WIDTHS);
  const settings = { visibility: 'visible', tabColour: TAB_COLOUR, columnWidths: WIDTHS, look } as const;
  const cells = rows.flatMap((row, index) =>
    row.flatMap((cell, column) => cellChanges(undefined, { sheet, row: index, column }, cell)),
  );
  const area = { top: HEADER_ROW, left: 0, bottom, right: header.length - 1 };
  const changes: readonly Change[] = [
    { kind: 'sheet', sheet, was: null, becomes: { ...settings, position: sheets.length } },
    ...cells,
    { kind: 'table', sheet, name: freeTableName(sheets, definedNames), was: null, becomes: { area, columns: header } },
  ];
  return {
    changes,
    problems: [{ severity: 'notice', code: 'ledger-created', sheet, cell: '', parameters: { sheet } }],
  };
}

/** Excel repairs a workbook in which a table is called like another table or a defined name, whatever their case. */
function freeTableName(sheets: readonly Grid[], definedNames: readonly DefinedName[]): string {
  const tableNames = sheets.flatMap(({ tables }) => tables.map(({ name }) => name));
  const taken = new Set([...tableNames, ...definedNames.map(({ name }) => name)].map((name) => name.toLowerCase()));
  let name = LEDGER_SHEET;
  for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${LEDGER_SHEET}${count}`;
  return name;
}

/** The problem of a ledger that is for another quarter than the attachment. */
export function otherQuarter(ledger: Ledger, period: string): Problem {
  return {
    severity: 'notice',
    code: 'ledger-other-period',
    sheet: ledger.sheet,
    cell: '',
    parameters: { period: ledger.period ?? '', attachment: period },
  };
}
