import type { AuditedTable } from './audited-table.js';
import type { Finding, Phrase, Severity, Suspect } from './finding.js';

/** What a simple check has to say; the rest of a finding follows from it. */
interface Told {
  readonly check: string;
  readonly severity: Severity;
  readonly table: AuditedTable;
  readonly cells: readonly string[];
  readonly says: Phrase;
  readonly unit?: string;
  readonly column?: string;
  readonly found?: string;
  readonly expected?: string;
  readonly suspects?: readonly Suspect[];
  readonly advice?: string;
  readonly size?: number;
}

/** Makes a finding of what a check has to say; its first cell is the one to look at. */
export function report({
  check,
  severity,
  table,
  cells,
  says,
  unit = '',
  column = '',
  found = '',
  expected = '',
  suspects = [],
  advice = 'advice-confirm',
  size,
}: Told): Finding {
  return {
    check,
    severity,
    sheet: table.attachment.sheet,
    cell: cells[0] ?? '',
    cells,
    unit,
    column,
    found,
    expected,
    says,
    advice: { code: advice, parameters: {} },
    suspects,
    ...(size === undefined ? {} : { size }),
  };
}

/** Names cells in a sentence: the first few, and how many there are. */
export function listed(cells: readonly string[], most = 8): string {
  return cells.length <= most ? cells.join('、') : `${cells.slice(0, most).join('、')} …（${cells.length}）`;
}
