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
  type AcceptedFinding,
} from '../audit/audit-record.js';
import type { Finding } from '../audit/finding.js';
import type { Grid } from '../grid/grid.js';
import { EMPTY_PLAN, type Plan } from './plan.js';
import { cellChanges, freeSheetName, listLook, planSheet, textCell } from './sheet-draft.js';

/** Why a finding is accepted, by whom and when. */
export interface Acceptance {
  readonly reason: string;
  readonly by: string;
  /** `2021-07-05`, or whatever somebody writes. */
  readonly at: string;
}

const HEADING = '核查记录：已核实的问题和单位名称的对应。可以修改或删去整行；没有理由的不算。';
const WIDTHS = [10, 20, 12, 18, 16, 18, 18, 8, 40, 11, 13];
const SETTINGS = { tabColour: '7F7F7F', columnWidths: WIDTHS, look: listLook({ title: 0, header: 1 }, WIDTHS) };

/** Plans a line of the record that accepts a finding; the sheet is made on first use. */
export function planAcceptance(sheets: readonly Grid[], finding: Finding, acceptance: Acceptance): Plan {
  const { check, sheet, unit, column, expected, size } = finding;
  return planLine(sheets, {
    ...EMPTY_LINE,
    ...acceptance,
    kind: WAIVED,
    check,
    sheet,
    unit,
    column,
    found: foundFor(finding),
    expected,
    size: size === undefined ? '' : size.toFixed(4),
  });
}

/** A unit of attachment 3 put together with units of attachment 2; none: it belongs to none of them. */
export interface UnitMatch {
  readonly volume: string;
  readonly departments: readonly string[];
}

/** Plans a line that puts a unit of attachment 3 together with units of attachment 2. */
export function planMatch(sheets: readonly Grid[], match: UnitMatch, acceptance: Acceptance): Plan {
  return planLine(sheets, {
    ...EMPTY_LINE,
    ...acceptance,
    kind: MATCHED,
    unit: match.volume,
    expected: match.departments.join('、'),
  });
}

/** Plans a line that says in spite of what an official copy was made; the findings themselves stay open. */
export function planPublicationDecision(sheets: readonly Grid[], matter: string, acceptance: Acceptance): Plan {
  return planLine(sheets, { ...EMPTY_LINE, ...acceptance, kind: PUBLISHED_ANYWAY, found: matter });
}

/** Plans to take an acceptance back: its line is blanked, the others stay where they are. */
export function planWithdrawal(sheets: readonly Grid[], { row }: AcceptedFinding): Plan {
  const record = auditRecordOf(sheets);
  const grid = sheets.find(({ sheet }) => sheet === record?.sheet);
  if (record === null || grid === undefined) return EMPTY_PLAN;
  const { sheet } = grid;
  const changes = Object.values(record.columns).flatMap((column) => cellChanges(grid, { sheet, row, column }, null));
  return { changes, problems: [] };
}

/** A line of the record, by column. */
type Line = Readonly<Record<RecordField, string>>;

const EMPTY_LINE: Line = {
  kind: '',
  check: '',
  sheet: '',
  unit: '',
  column: '',
  found: '',
  expected: '',
  size: '',
  reason: '',
  by: '',
  at: '',
};

function planLine(sheets: readonly Grid[], line: Line): Plan {
  const record = auditRecordOf(sheets);
  if (record === null) return newRecord(sheets, line);
  return { changes: lineBelow(sheets, record, line), problems: [] };
}

function newRecord(sheets: readonly Grid[], line: Line): Plan {
  const sheet = freeSheetName(sheets, AUDIT_RECORD_SHEET);
  const rows = [
    [textCell(HEADING)],
    RECORD_COLUMNS.map(({ name }) => textCell(name)),
    RECORD_COLUMNS.map(({ field }) => textCell(line[field])),
  ];
  return {
    changes: planSheet(sheets, sheet, { ...SETTINGS, rows }),
    problems: [{ severity: 'notice', code: 'audit-record-created', sheet, cell: '', parameters: { sheet } }],
  };
}

function lineBelow(sheets: readonly Grid[], record: AuditRecord, line: Line): Plan['changes'] {
  const { sheet, columns, lastRow } = record;
  const grid = sheets.find((candidate) => candidate.sheet === sheet);
  return RECORD_COLUMNS.flatMap(({ field }) => {
    const column = columns[field];
    if (column === undefined) return [];
    return cellChanges(grid, { sheet, row: lastRow + 1, column }, textCell(line[field]));
  });
}
