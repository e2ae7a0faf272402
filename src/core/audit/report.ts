import type { AuditedTable } from './audited-table.js';
import type { Finding, Phrase, Severity, Suspect } from './finding.js';

/** What a check says; the rest of a finding follows from it. */
export interface FindingParts {
  readonly check: string;
  readonly severity: Severity;
  readonly table: AuditedTable;
  readonly cell?: string;
  readonly cells: readonly string[];
  readonly message: Phrase;
  readonly unit?: string;
  readonly column?: string;
  readonly found?: string;
  readonly expected?: string;
  readonly suspects?: readonly Suspect[];
  readonly advice?: Phrase['code'];
  readonly size?: number;
}

/** Makes a finding of what a check says; unless `cell` is given the first of its cells is the one to look at. */
export function report({
  check,
  severity,
  table,
  cells,
  cell = cells[0] ?? '',
  message,
  unit = '',
  column = '',
  found = '',
  expected = '',
  suspects = [],
  advice = 'advice-confirm',
  size,
}: FindingParts): Finding {
  return {
    check,
    severity,
    sheet: table.attachment.sheet,
    cell,
    cells,
    unit,
    column,
    found,
    expected,
    message,
    advice: { code: advice, parameters: {} },
    suspects,
    ...(size === undefined ? {} : { size }),
  };
}

/** Names cells in a sentence: the first few, and how many there are. */
export function listed(cells: readonly string[], most = 8): string {
  if (cells.length <= most) return cells.join('、');
  return `${cells.slice(0, most).join('、')} …（${cells.length}）`;
}

/** A cell that holds one count and should hold another. */
export interface WrongCount {
  readonly table: AuditedTable;
  readonly cell: string;
  readonly found: number;
  readonly value: number;
  readonly why: Phrase;
}

/** A suspect in first place, with the count that it should be. */
export function countSuspect({ table, cell, found, value, why }: WrongCount): Suspect {
  return {
    sheet: table.attachment.sheet,
    cell,
    found: String(found),
    proposed: String(value),
    value,
    why,
    place: 1,
  };
}
