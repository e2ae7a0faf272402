import type { AttachmentColumn } from '../../recognition/attachment.js';
import type { AuditContext, Check, CheckDescription } from '../check.js';
import type { AuditedTable } from '../audited-table.js';
import { countIn, tableOf, unitsOf } from '../counts.js';
import type { Finding } from '../finding.js';
import { cellOf } from '../naming.js';
import { report } from '../report.js';

const description: CheckDescription = {
  id: 'quarter-unchanged',
  severity: 'error',
  title: '整表的计数还是另一季度的',
  formula: '两个季度的计数不会全都相同',
  source: '与上次定稿、与上季度的工作簿逐行相比',
  example: '标题改成了第三季度，计数却与第二季度定稿的一个不差',
};

/** Tables whose counts are all those of another quarter: published last, or given as the quarter before. */
export const quarterUnchanged: Check = {
  descriptions: [description],
  run: (context) => ({
    findings: context.tables
      .filter((table) => context.isOn(description.id, table))
      .flatMap((table) => findingIn(table, context) ?? []),
    notChecked: [],
  }),
};

const COUNTS = new Set<AttachmentColumn['role']>(['input', 'city', 'district']);
/** With fewer digits in all, counts may be alike by chance. */
const FEWEST_DIGITS = 6;

/** The columns of a table in which counts stand. */
export function countColumns({ columns }: AuditedTable['attachment']): readonly AttachmentColumn[] {
  return columns.filter(({ role }) => COUNTS.has(role));
}

/** Tells whether rows of counts are all among earlier ones, and say enough for that to be no chance. */
export function areAllAmong(rows: readonly (readonly string[])[], earlier: readonly (readonly string[])[]): boolean {
  const filled = rows.filter((row) => row.some((text) => /\d/.test(text)));
  const known = new Set(earlier.map((row) => row.join(' ')));
  if (filled.length === 0 || !filled.every((row) => known.has(row.join(' ')))) return false;
  const different = new Set(filled.flat().filter((text) => /\d\d/.test(text)));
  return [...different].join('').length >= FEWEST_DIGITS;
}

function findingIn(table: AuditedTable, context: AuditContext): Finding | null {
  const { sheet, period } = table.attachment;
  const [first] = unitsOf(table);
  const other = otherQuarter(table, context);
  if (period === null || first === undefined || other === null) return null;
  return report({
    check: description.id,
    severity: 'error',
    table,
    cells: [cellOf(table, first.row, 'unit')],
    advice: 'advice-check-source',
    message: { code: 'finding-quarter-unchanged', parameters: { sheet, period, ...other } },
  });
}

/** The other quarter whose counts a table has, and whether that is the one published last; `null` where none is. */
function otherQuarter(
  table: AuditedTable,
  { previous, published }: AuditContext,
): { readonly before: string; readonly final: 0 | 1 } | null {
  const { sheet, period, kind } = table.attachment;
  const final = published.find((one) => one.sheet === sheet);
  if (final !== undefined && final.period !== period) return { before: final.period, final: 1 };
  const earlier = tableOf(previous, kind);
  const before = earlier?.attachment.period ?? null;
  if (earlier === undefined || before === null || before === period) return null;
  return isUnchanged(table, earlier) ? { before, final: 0 } : null;
}

function isUnchanged(table: AuditedTable, earlier: AuditedTable): boolean {
  const columns = countColumns(table.attachment);
  const rowsOf = (one: AuditedTable): readonly (readonly string[])[] =>
    unitsOf(one).map((row) => columns.map(({ id }) => String(countIn(row, id) ?? '')));
  return areAllAmong(rowsOf(table), rowsOf(earlier));
}
