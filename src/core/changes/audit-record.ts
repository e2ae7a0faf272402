import {
  AUDIT_RECORD_SHEET,
  auditRecordOf,
  foundFor,
  MATCHED,
  PUBLISHED_ANYWAY,
  RECORD_COLUMNS,
  WAIVED,
  type AuditRecord,
  type RecordField,
  type Waiver,
} from '../audit/audit-record.js';
import type { Finding } from '../audit/finding.js';
import type { Grid } from '../grid/grid.js';
import type { Plan } from './plan.js';
import { cellChanges, freeSheetName, planSheet, textCell, type DraftCell } from './sheet-draft.js';

/** Why a finding is accepted, by whom and when. */
export interface Acceptance {
  readonly reason: string;
  readonly by: string;
  /** `2021-07-05`, or whatever somebody writes. */
  readonly at: string;
}

const HEADING = '核查记录：已核实的问题和单位名称的对应。可以修改或删去整行；没有理由的不算。';
const TAB_COLOUR = '7F7F7F';
const WIDTHS = [10, 20, 12, 18, 16, 18, 18, 8, 40, 11, 13];

/** Plans a line of the record that accepts a finding; the sheet is made on first use. */
export function planAcceptance(sheets: readonly Grid[], finding: Finding, { reason, by, at }: Acceptance): Plan {
  const { check, sheet, unit, column, expected, size } = finding;
  return planLine(sheets, {
    kind: WAIVED,
    check,
    sheet,
    unit,
    column,
    found: foundFor(finding),
    expected,
    size: size === undefined ? '' : size.toFixed(4),
    reason,
    by,
    at,
  });
}

/** Plans a line that puts a unit of attachment 3 together with units of attachment 2; none: it belongs to none of them. */
export function planMatch(
  sheets: readonly Grid[],
  volume: string,
  departments: readonly string[],
  { reason, by, at }: Acceptance,
): Plan {
  return planLine(sheets, {
    kind: MATCHED,
    check: '',
    sheet: '',
    unit: volume,
    column: '',
    found: '',
    expected: departments.join('、'),
    size: '',
    reason,
    by,
    at,
  });
}

/** Plans a line that says in spite of what an official copy was made; the findings themselves stay open. */
export function planPublicationDecision(sheets: readonly Grid[], matter: string, { reason, by, at }: Acceptance): Plan {
  return planLine(sheets, {
    kind: PUBLISHED_ANYWAY,
    check: '',
    sheet: '',
    unit: '',
    column: '',
    found: matter,
    expected: '',
    size: '',
    reason,
    by,
    at,
  });
}

/** Plans to take an acceptance back: its line is blanked, the others stay where they are. */
export function planWithdrawal(sheets: readonly Grid[], { row }: Waiver): Plan {
  const record = auditRecordOf(sheets);
  const grid = sheets.find(({ sheet }) => sheet === record?.sheet);
  if (record === null || grid === undefined) return { changes: [], problems: [] };
  return {
    changes: Object.values(record.columns).flatMap((column) => cellChanges(grid, grid.sheet, row, column, null)),
    problems: [],
  };
}

function planLine(sheets: readonly Grid[], texts: Readonly<Record<RecordField, string>>): Plan {
  const record = auditRecordOf(sheets);
  const cells = RECORD_COLUMNS.map(({ field }) => textCell(texts[field]));
  return record === null ? newRecord(sheets, cells) : { changes: appended(sheets, record, cells), problems: [] };
}

function newRecord(sheets: readonly Grid[], line: readonly (DraftCell | null)[]): Plan {
  const sheet = freeSheetName(sheets, AUDIT_RECORD_SHEET);
  const rows = [[textCell(HEADING)], RECORD_COLUMNS.map(({ name }) => textCell(name)), line];
  return {
    changes: planSheet(sheets, sheet, { tabColour: TAB_COLOUR, columnWidths: WIDTHS, rows }),
    problems: [{ severity: 'notice', code: 'audit-record-created', sheet, cell: '', parameters: { sheet } }],
  };
}

function appended(
  sheets: readonly Grid[],
  { sheet, columns, lastRow }: AuditRecord,
  line: readonly (DraftCell | null)[],
): Plan['changes'] {
  const grid = sheets.find((one) => one.sheet === sheet);
  return RECORD_COLUMNS.flatMap(({ field }, index) => {
    const column = columns[field];
    return column === undefined ? [] : cellChanges(grid, sheet, lastRow + 1, column, line[index] ?? null);
  });
}
