import { formulaAt } from '../../grid/grid.js';
import { parseRelation } from '../../expression/relation.js';
import { parseHeader } from '../../expression/header-language.js';
import { columnsOf } from '../../expression/expression.js';
import type { AttachmentRow } from '../../recognition/attachment.js';
import type { AuditedTable } from '../audited-table.js';
import { typingError } from '../blame/typing-errors.js';
import type { Check, CheckDescription } from '../check.js';
import type { Finding, Suspect } from '../finding.js';
import { cellOf, columnOf, columnTitle } from '../naming.js';
import { report } from '../report.js';
import { countIn, unitsOf } from './apart.js';

const description: CheckDescription = {
  id: 'nearly-equal',
  severity: 'notice',
  title: '通常相等的两数只差一处打字',
  formula: '多数单位 M＝A（N1＝D 等）时，两数不等，且一个是另一个打错一位、颠倒、漏打或重复一位而成',
  source: '打字错误比恰好如此的实际差别更可能（贝叶斯比值大于 5）',
  example: '应评价数 904388、总评价数 90438，别的单位两数都相等：应评价数多打了一个 8',
};

/** Counts that a form's relations bound, that most units have equal, and that a slip of the hand alone keeps apart. */
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
  return form.constraints.flatMap(({ relation }): readonly Pair[] => {
    const { left, right, sign } = parseRelation(relation, idOf) ?? {};
    return sign === '<=' &&
      left?.op === 'column' &&
      right?.op === 'column' &&
      [left, right].every((side) => columns.some(({ id }) => id === side.column))
      ? [[left.column, right.column]]
      : [];
  });
}

/** One cell in so many is mistyped, about. */
const MISTYPED = 0.003;
/** How many times likelier the slip has to be: a notice that is mostly wrong is not read. */
const ODDS = 5;
/** Only where so many units have both equal are they usually so. */
const USUAL = 0.5;

function findingsIn(table: AuditedTable, [lower, upper]: Pair, earlier: readonly Finding[]): readonly Finding[] {
  const rows = unitsOf(table).flatMap((row) => {
    const [low, high] = [countIn(row, lower), countIn(row, upper)];
    return low === null || high === null || high === 0 ? [] : [{ row, low, high }];
  });
  const unequal = rows.filter(({ low, high }) => low !== high);
  if (unequal.length > (1 - USUAL) * rows.length) return [];
  return unequal.flatMap(({ row, low, high }): readonly Finding[] => {
    // The further the two are apart, the fewer units are in truth.
    const rarely = unequal.filter((one) => one.low * high <= low * one.high).length / (rows.length + 1);
    if (low > high || isBorneOut(table, row, [lower, upper])) return [];
    const [upward, downward] = [typingError(String(low), String(high)), typingError(String(high), String(low))];
    const likelihood = Math.max(upward?.likelihood ?? 0, downward?.likelihood ?? 0);
    // A real difference may be any number up to the larger one.
    if (MISTYPED * likelihood * low <= ODDS * rarely) return [];
    const cells = [cellOf(table, row.row, upper), cellOf(table, row.row, lower)];
    if (
      earlier.some(
        ({ sheet, cells: told }) => sheet === table.attachment.sheet && cells.some((cell) => told.includes(cell)),
      )
    )
      return [];
    const suspect = (
      cell: string,
      found: number,
      value: number,
      slip: typeof upward,
      id: string,
    ): readonly Suspect[] =>
      slip === undefined
        ? []
        : [
            {
              sheet: table.attachment.sheet,
              cell,
              found: String(found),
              proposed: String(value),
              value,
              why: { code: `why-typed-${slip.kind}`, parameters: { column: columnTitle(table, id) } },
              place: 1,
            },
          ];
    return [
      report({
        check: description.id,
        severity: 'notice',
        table,
        cells,
        unit: row.name,
        column: columnTitle(table, upper),
        found: String(high),
        expected: String(low),
        says: {
          code: 'finding-nearly-equal',
          parameters: { unit: row.name, upper: columnTitle(table, upper), lower: columnTitle(table, lower), high, low },
        },
        suspects: [
          ...suspect(cells[0] ?? '', high, low, upward, upper),
          ...suspect(cells[1] ?? '', low, high, downward, lower),
        ],
      }),
    ];
  });
}

/** A ratio of the two that was typed bears witness that they differ; a live formula follows whatever is typed. */
function isBorneOut({ attachment, grid }: AuditedTable, { row, readings }: AttachmentRow, pair: Pair): boolean {
  const idOf = (symbol: string): string | undefined =>
    attachment.form.columns.find((column) => column.symbol === symbol)?.id;
  return attachment.form.columns.some(({ id, expression }) => {
    const column = expression === undefined ? undefined : columnOf({ attachment }, id);
    const parsed = expression === undefined ? undefined : parseHeader(expression, idOf);
    if (column === undefined || parsed === undefined || !pair.every((one) => columnsOf(parsed).includes(one)))
      return false;
    return readings[id]?.kind === 'number' && formulaAt(grid, row, column.column) === null;
  });
}
