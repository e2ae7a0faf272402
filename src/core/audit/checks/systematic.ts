import { cellName } from '../../grid/address.js';
import { builtInMethods } from '../../method/index.js';
import { score } from '../../scoring/score.js';
import type { AuditedTable } from '../audited-table.js';
import { isScore } from '../diagnosis/diagnose-rows.js';
import type { Statement } from '../diagnosis/row-model.js';
import type { Finding, Phrase } from '../finding.js';
import { cellOf, columnTitle } from '../naming.js';
import { printedCell, shows } from '../printed-cell.js';
import { report } from '../report.js';

/** Reports statements that most rows violate: their columns follow another rule. One finding, not one for each row. */
export function systematicFindings(table: AuditedTable, statements: readonly Statement[]): readonly Finding[] {
  const [head] = statements;
  if (head === undefined) return [];
  const isError = statements.some(({ severity }) => severity === 'error');
  const columns = columnsInWords(table, statements);
  return [
    report({
      check: head.check,
      severity: isError ? 'error' : 'warning',
      table,
      cells: [...new Set(statements.flatMap((statement) => cellsOf(table, statement)))],
      column: columns,
      expected: expectedOf(statements),
      message: inWords(table, statements, columns),
      advice: 'advice-method',
    }),
  ];
}

function columnsInWords(table: AuditedTable, statements: readonly Statement[]): string {
  const ids = statements.flatMap((statement) => {
    return statement.kind === 'computed' ? [statement.column.id] : statement.columns;
  });
  return [...new Set(ids)].map((id) => columnTitle(table, id)).join('、');
}

/** Every cell of a computed column that is not blank; of a relation only the first row's. */
function cellsOf(table: AuditedTable, statement: Statement): readonly string[] {
  const rows = (table.scorecard?.units ?? []).map(({ row }) => row.row);
  if (statement.kind === 'relation')
    return rows.slice(0, 1).flatMap((row) => statement.columns.map((id) => cellOf(table, row, id)));
  const { column } = statement;
  return rows
    .filter((row) => printedCell(table.grid, row, column).kind !== 'blank')
    .map((row) => cellName(row, column.column));
}

function expectedOf([statement, another]: readonly Statement[]): string {
  if (another !== undefined || statement?.kind !== 'relation') return '';
  return statement.text;
}

function inWords(table: AuditedTable, [statement, another]: readonly Statement[], columns: string): Phrase {
  if (statement === undefined || another !== undefined) return phrase('finding-columns-throughout', { columns });
  if (statement.kind === 'relation')
    return phrase('finding-relation-throughout', { relation: statement.text, columns });
  const method = table.method?.title ?? '';
  if (!isScore(statement)) return phrase('finding-rates-throughout', { column: columns, method });
  const other = otherMethodFor(table);
  if (other === null) return phrase('finding-scores-throughout', { column: columns, method });
  const { title, count, all } = other;
  return phrase('finding-scores-other-method', { method, other: title, count, all });
}

function phrase(code: Phrase['code'], parameters: Phrase['parameters']): Phrase {
  return { code, parameters };
}

/** Most of the scores that another method gives are enough to name it. */
const MOST_BY_METHOD = 0.8;

interface OtherMethod {
  readonly title: string;
  /** How many of the printed scores it gives. */
  readonly count: number;
  readonly all: number;
}

/** Another built-in method that gives most of the printed scores: that of last quarter. */
function otherMethodFor({ attachment, method, grid }: AuditedTable): OtherMethod | null {
  const column = attachment.columns.find(({ role }) => role === 'score');
  if (column === undefined) return null;
  for (const other of builtInMethods(attachment.kind)) {
    if (other.id === method?.id) continue;
    let count = 0;
    let all = 0;
    for (const { row, score: exact } of score(attachment, other).units) {
      const cell = printedCell(grid, row.row, column);
      if (exact === null || cell.kind !== 'number') continue;
      all += 1;
      if (shows(cell, exact)) count += 1;
    }
    if (all > 0 && count >= MOST_BY_METHOD * all) return { title: other.title, count, all };
  }
  return null;
}
