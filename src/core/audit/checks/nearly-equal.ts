import { formulaAt } from '../../grid/grid.js';
import { parseRelation } from '../../expression/relation.js';
import { parseHeader } from '../../expression/header-language.js';
import { columnsOf } from '../../expression/expression.js';
import type { AttachmentColumn, AttachmentRow } from '../../recognition/attachment.js';
import type { AuditedTable } from '../audited-table.js';
import { typingError, typingErrorPhrase } from '../diagnosis/typing-errors.js';
import type { Check, CheckDescription } from '../check.js';
import { countIn, unitsOf } from '../counts.js';
import type { Finding, Suspect } from '../finding.js';
import { cellOf, columnOf, columnTitle } from '../naming.js';
import { countSuspect, report, type WrongCount } from '../report.js';

const description: CheckDescription = {
  id: 'nearly-equal',
  severity: 'notice',
  title: '通常相等的两数只差一处打字',
  formula: '多数单位 M＝A（N1＝D 等）时，两数不等，且一个是另一个打错一位、颠倒、漏打或重复一位而成',
  source: '打字错误比恰好如此的实际差别更可能（贝叶斯比值大于 5）',
  example: '应评价数 904388、总评价数 90438，别的单位两数都相等：应评价数多打了一个 8',
};

/** Counts that a form's relations bound, that most units have equal, and that differ by a typing error alone. */
export const nearlyEqual: Check = {
  descriptions: [description],
  run: ({ tables, isOn }, earlier) => ({
    findings: tables
      .filter((table) => isOn(description.id, table))
      .flatMap((table) => pairsIn(table).flatMap((pair) => findingsIn(table, pair, earlier))),
    notChecked: [],
  }),
};

/** The ids of two counts of which the first is at most the second. */
type Pair = readonly [lower: string, upper: string];

function pairsIn({ attachment: { form, columns } }: AuditedTable): readonly Pair[] {
  const idOf = (symbol: string): string | undefined => form.columns.find((column) => column.symbol === symbol)?.id;
  const present = new Set(columns.map(({ id }) => id));
  const pairs: Pair[] = [];
  for (const constraint of form.constraints) {
    const relation = parseRelation(constraint.relation, idOf);
    if (relation?.sign !== '<=') continue;
    const { left, right } = relation;
    if (left.op !== 'column' || right.op !== 'column') continue;
    if (present.has(left.column) && present.has(right.column)) pairs.push([left.column, right.column]);
  }
  return pairs;
}

/** One cell in so many is mistyped, about. */
const MISTYPED = 0.003;
/** How many times likelier the slip has to be: a notice that is mostly wrong is not read. */
const ODDS = 5;
/** Only where so many units have both equal are they usually so. */
const USUAL = 0.5;

/** A unit with its two counts. */
interface PairOfCounts {
  readonly row: AttachmentRow;
  readonly low: number;
  readonly high: number;
}

function findingsIn(table: AuditedTable, pair: Pair, earlier: readonly Finding[]): readonly Finding[] {
  const counts = countsOf(table, pair);
  const unequal = counts.filter(({ low, high }) => low !== high);
  if (unequal.length > (1 - USUAL) * counts.length) return [];
  const reported = new Set(
    earlier.filter(({ sheet }) => sheet === table.attachment.sheet).flatMap(({ cells }) => cells),
  );
  return unequal
    .filter((unit) => {
      if (unit.low > unit.high || isCorroborated(table, unit.row, pair)) return false;
      // The further the two are apart, the fewer units are in truth.
      const asFarApart = unequal.filter(({ low, high }) => low * unit.high <= unit.low * high);
      return isLikelySlip(unit, asFarApart.length / (counts.length + 1));
    })
    .filter(({ row }) => !pair.some((id) => reported.has(cellOf(table, row.row, id))))
    .map((unit) => findingOf(table, unit, pair));
}

function countsOf(table: AuditedTable, [lower, upper]: Pair): readonly PairOfCounts[] {
  const counts: PairOfCounts[] = [];
  for (const row of unitsOf(table)) {
    const low = countIn(row, lower);
    const high = countIn(row, upper);
    if (low !== null && high !== null && high !== 0) counts.push({ row, low, high });
  }
  return counts;
}

/** Tells whether a typing error is likelier than a real difference, which may be any number up to the larger one. */
function isLikelySlip({ low, high }: PairOfCounts, shareOfDifferences: number): boolean {
  const upward = typingError(String(low), String(high))?.likelihood ?? 0;
  const downward = typingError(String(high), String(low))?.likelihood ?? 0;
  return MISTYPED * Math.max(upward, downward) * low > ODDS * shareOfDifferences;
}

function findingOf(table: AuditedTable, { row, low, high }: PairOfCounts, [lower, upper]: Pair): Finding {
  const upperTitle = columnTitle(table, upper);
  const lowerTitle = columnTitle(table, lower);
  const upperCell = cellOf(table, row.row, upper);
  const lowerCell = cellOf(table, row.row, lower);
  return report({
    check: description.id,
    severity: 'notice',
    table,
    cells: [upperCell, lowerCell],
    unit: row.name,
    column: upperTitle,
    found: String(high),
    expected: String(low),
    message: {
      code: 'finding-nearly-equal',
      parameters: { unit: row.name, upper: upperTitle, lower: lowerTitle, high, low },
    },
    suspects: [
      ...suspectFor({ table, cell: upperCell, found: high, value: low }, upperTitle),
      ...suspectFor({ table, cell: lowerCell, found: low, value: high }, lowerTitle),
    ],
  });
}

function suspectFor(count: Omit<WrongCount, 'why'>, title: string): readonly Suspect[] {
  const slip = typingError(String(count.value), String(count.found));
  if (slip === undefined) return [];
  return [countSuspect({ ...count, why: typingErrorPhrase(slip, title) })];
}

/** A ratio of the two that was typed confirms that they differ; a live formula follows whatever is typed. */
function isCorroborated(table: AuditedTable, { row, readings }: AttachmentRow, pair: Pair): boolean {
  return ratiosOf(table, pair).some(({ id, column }) => {
    return readings[id]?.kind === 'number' && formulaAt(table.grid, row, column) === null;
  });
}

/** The computed columns that both counts enter. */
function ratiosOf({ attachment }: AuditedTable, pair: Pair): readonly AttachmentColumn[] {
  const { columns } = attachment.form;
  const idOf = (symbol: string): string | undefined => columns.find((column) => column.symbol === symbol)?.id;
  return columns.flatMap(({ id, expression }) => {
    if (expression === undefined) return [];
    const parsed = parseHeader(expression, idOf);
    if (parsed === undefined) return [];
    const used = columnsOf(parsed);
    if (!pair.every((count) => used.includes(count))) return [];
    return columnOf({ attachment }, id) ?? [];
  });
}
