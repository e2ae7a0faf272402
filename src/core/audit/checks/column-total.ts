import { cellName } from '../../grid/address.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import type { AuditedTable } from '../audited-table.js';
import { typingError } from '../blame/typing-errors.js';
import { cityElsewhere } from '../known-elsewhere.js';
import type { AuditContext, Check, CheckDescription } from '../check.js';
import { placed, type Finding, type Phrase, type Suspect } from '../finding.js';
import { columnTitle } from '../naming.js';
import { printedCell, textOf } from '../printed-cell.js';

const description: CheckDescription = {
  id: 'column-total',
  severity: 'error',
  title: '合计不符',
  formula: '汇总＝该列各单位之和',
  source: '附件3 的汇总行',
  example: '市级一列汇总 145149，各行相加是 145177：少加了教体局的 28',
};

/** Every totals row of attachment 3 against what stands above it. */
export const columnTotal: Check = {
  descriptions: [description],
  run: (context) => ({
    findings: context.tables.filter((table) => table.attachment.kind === 'volumes' && context.isOn(description.id, table)).flatMap((table) => findingsIn(table, context)),
    notChecked: [],
  }),
};

function findingsIn(table: AuditedTable, context: AuditContext): readonly Finding[] {
  const { attachment } = table;
  const counted = attachment.columns.filter(({ role }) => role === 'city' || role === 'district');
  return attachment.rows.filter(({ kind }) => kind === 'total').flatMap((total) => counted.flatMap((column) => findingFor(table, total, column, context)));
}

interface Addend {
  readonly row: AttachmentRow;
  readonly value: number;
  readonly cell: string;
}

function findingFor(table: AuditedTable, total: AttachmentRow, column: AttachmentColumn, context: AuditContext): readonly Finding[] {
  const { attachment, grid } = table;
  const printed = printedCell(grid, total.row, column.column);
  if (printed.kind !== 'number') return [];
  const above = attachment.rows.filter(({ kind, row }) => kind === 'unit' && row < total.row);
  if (above.some(({ readings }) => readings[column.id]?.kind === 'unreadable')) return [];
  const addends = above.flatMap((row): readonly Addend[] => {
    const reading = row.readings[column.id];
    return reading?.kind === 'number' ? [{ row, value: reading.value, cell: cellName(row.row, column.column) }] : [];
  });
  const sum = addends.reduce((all, { value }) => all + value, 0);
  if (sum === printed.value) return [];

  const gap = printed.value - sum;
  const city = column.role === 'city' ? cityElsewhere(context) : new Map<AttachmentRow, number>();
  const cell = cellName(total.row, column.column);
  const sheet = attachment.sheet;
  const cause = explanation(addends, gap, sum, printed.value);
  const totalCost = cause.cost - (agreesElsewhere(column, sum, context.tables) ? KNOWN_ELSEWHERE : 0);
  const counts = addends.flatMap((addend) => {
    // A live sum follows its cells: then only the formula can be wrong.
    const meant = addend.value + gap;
    const slip = meant >= 0 ? typingError(String(meant), String(addend.value)) : undefined;
    if (slip === undefined) return [];
    const said = city.get(addend.row);
    // What another attachment says of the total, and of this very cell, weighs more than how people mistype.
    const known = (agreesElsewhere(column, printed.value, context.tables) ? KNOWN_ELSEWHERE : 0) + (said === meant ? KNOWN_ELSEWHERE : said === addend.value ? -KNOWN_ELSEWHERE : 0);
    return [{ sheet, cell: addend.cell, found: String(addend.value), proposed: String(meant), value: meant, why: { code: `why-typed-${slip.kind}`, parameters: { column: addend.row.name } }, cost: -Math.log10(slip.likelihood) + MANY_CELLS + (addend.value === 0 ? ZERO : 0) - known }];
  });
  const whole = { sheet, cell, found: textOf(printed), proposed: String(sum), value: sum, why: cause.why, cost: totalCost };
  const suspects: readonly Suspect[] = placed([whole, ...counts], 0.3).slice(0, 6).map(withoutCost);
  // A crowd of cells that would each do is no better than the total itself.
  const first = suspects.filter(({ place }) => place === 1).length <= MOST_FIRST ? (suspects[0]?.cell ?? cell) : cell;
  return [{
    check: description.id, severity: 'error', sheet, cell: first, cells: [...new Set([cell, first, ...cause.cells, ...suspects.map((suspect) => suspect.cell), ...counts.map((suspect) => suspect.cell)])],
    unit: total.name, column: columnTitle(table, column.id), found: textOf(printed), expected: String(sum),
    says: { code: 'finding-total', parameters: { column: columnTitle(table, column.id), found: printed.value, expected: sum, gap: Math.abs(gap), more: gap > 0 ? 1 : 0 } },
    advice: { code: 'advice-change', parameters: {} }, suspects,
  }];
}

function withoutCost({ sheet, cell, found, proposed, value, why, place }: Suspect): Suspect {
  return { sheet, cell, found, proposed, value, why, place };
}

/** That one of thirty cells was mistyped is likelier than that the total was, but which of them is thirty times less sure. */
const MANY_CELLS = 1;
const KNOWN_ELSEWHERE = 4;
const MOST_FIRST = 2;
/** Where nothing was counted a 0 is rarely a slip. */
const ZERO = 1;

/** What was done when adding up. */
function explanation(addends: readonly Addend[], gap: number, sum: number, found: number): { readonly why: Phrase; readonly cells: readonly string[]; readonly cost: number } {
  const matching = addends.filter(({ value }) => value !== 0 && value === Math.abs(gap));
  const [only] = matching;
  // Named only where a single cell fits: small gaps fit many.
  if (only !== undefined && matching.length === 1) {
    return { why: { code: gap < 0 ? 'why-total-left-out' : 'why-total-twice', parameters: { cell: only.cell, unit: only.row.name, value: only.value } }, cells: [only.cell], cost: 0.5 };
  }
  const slip = typingError(String(sum), String(found));
  if (slip !== undefined) return { why: { code: `why-typed-${slip.kind}`, parameters: { column: '' } }, cells: [], cost: -Math.log10(slip.likelihood) };
  return { why: { code: matching.length > 1 ? (gap < 0 ? 'why-total-one-left-out' : 'why-total-one-twice') : 'why-total-wrong', parameters: { value: Math.abs(gap) } }, cells: [], cost: matching.length > 1 ? 2 : 3 };
}

/** Tells whether attachment 1 counts as many evaluations for the district. */
function agreesElsewhere(column: AttachmentColumn, total: number, tables: readonly AuditedTable[]): boolean {
  if (column.role !== 'district') return false;
  return tables.some(({ attachment }) => attachment.kind === 'districts' && attachment.rows.some(({ name, readings }) => name === column.id && readings['received']?.kind === 'number' && readings['received'].value === total));
}
