import type { ComputedTable, ComputeResult } from '../../app/compute.js';
import { recomputeCauses } from '../../app/recompute-causes.js';
import { compare, fromNumber, print, subtract, toNumber } from '../../core/exact/rational.js';
import { cellName, parseCellName } from '../../core/grid/address.js';
import { formatAt, valueAt, type CellValue, type Grid } from '../../core/grid/grid.js';
import { printAs, printingOf } from '../../core/grid/printed.js';
import type { Difference } from '../../core/changes/filling.js';
import { standings } from '../../core/scoring/standing.js';
import type { UnitScore } from '../../core/scoring/scorecard.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import type { AttachmentLine, DifferenceRow, Loss, Ranking, RankingRow, View } from './state.js';

/** Puts a computation into what the pane shows. `computedBefore`: whether the workbook was ever computed, so that a gap has a cause. */
export function viewOf(
  { sheets }: WorkbookSnapshot,
  result: ComputeResult,
  scoresBefore: ReadonlyMap<string, CellValue>,
  computedBefore: boolean,
): View {
  const { tables, skipped, plan } = result;
  const newest = tables[0];
  return {
    period: newest?.attachment.period ?? null,
    methodPeriod: tables.find(({ method }) => method !== null)?.method?.period ?? null,
    attachments: [
      ...tables.map((table) => attachmentLine(table, null)),
      ...skipped.map(({ attachment, because }) => attachmentLine({ attachment, scorecard: null }, because)),
    ].sort((a, b) => KIND_ORDER[a.kind] - KIND_ORDER[b.kind]),
    problems: plan.problems,
    rankings: tables.flatMap((table) => rankingOf(table, scoresBefore)),
    differences: differenceRows(sheets, result),
    toFill: result.filled,
    hasMethod:
      tables.some(({ method }) => method !== null) || plan.problems.some(({ code }) => code.startsWith('method-sheet')),
    hasAdjustments: tables.some(({ adjustments }) => adjustments !== null),
    otherSheets: sheets
      .filter(
        ({ sheet, values }) =>
          values.length > 0 && ![...tables, ...skipped].some(({ attachment }) => attachment.sheet === sheet),
      )
      .map(({ sheet }) => sheet),
    causes: computedBefore ? recomputeCauses({ plan, tables }) : [],
  };
}

const KIND_ORDER = { districts: 0, departments: 1, volumes: 2 } as const;
const INCOMPLETE = new Set<UnitScore['status']>(['incomplete', 'unreadable', 'no-adjustment']);

function attachmentLine(
  { attachment, scorecard }: Pick<ComputedTable, 'attachment' | 'scorecard'>,
  because: AttachmentLine['because'],
): AttachmentLine {
  const { sheet, kind, period, rows } = attachment;
  const incomplete = scorecard?.units.filter(({ status }) => INCOMPLETE.has(status)).length ?? 0;
  return {
    sheet,
    kind,
    period,
    units: rows.filter((row) => row.kind === 'unit').length,
    incomplete,
    ticked: because === null,
    because,
  };
}

/** The key of a unit's row in the whole workbook. */
export function unitKey(sheet: string, row: number): string {
  return `${sheet}!${row}`;
}

function rankingOf(
  { attachment, scorecard }: ComputedTable,
  scoresBefore: ReadonlyMap<string, CellValue>,
): readonly Ranking[] {
  if (scorecard === null) return [];
  const { method, units } = scorecard;
  const ranks = standings(scorecard);
  const scoreColumn = attachment.columns.find(({ role }) => role === 'score')?.column ?? 0;
  const names = new Map(
    method.components.map((component) => [component.id, componentName(component, attachment.form)]),
  );
  const rows = units.map((unit, index): RankingRow => {
    const { row, score, components } = unit;
    const losses = components
      .filter(({ lost }) => compare(lost, fromNumber(0)) > 0)
      .map(({ id, lost }): Loss => ({ id, name: names.get(id) ?? id, points: toNumber(lost), text: print(lost, 2) }));
    const cell = cellName(row.row, scoreColumn);
    const before = scoresBefore.get(`${attachment.sheet}!${cell}`);
    const change = score === null || typeof before !== 'number' ? null : subtract(score, fromNumber(before));
    const printed = change === null ? null : print(change, method.rounding.places);
    return {
      key: unitKey(attachment.sheet, row.row),
      sheet: attachment.sheet,
      row: row.row,
      cell,
      unit: row.name,
      rank: ranks[index] ?? null,
      score: score === null ? null : print(score, method.rounding.places),
      change:
        printed === null || /^-?0(\.0*)?$/.test(printed)
          ? null
          : printed.startsWith('-')
            ? printed.replace('-', '−')
            : `+${printed}`,
      losses,
      mainLoss: losses.reduce<Loss | null>(
        (most, loss) => (most === null || loss.points > most.points ? loss : most),
        null,
      ),
      remark: row.remark,
    };
  });
  rows.sort((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || a.row - b.row);
  return [{ sheet: attachment.sheet, kind: attachment.kind, title: attachment.form.title, rows }];
}

function componentName(component: ComponentOf, form: ComputedTable['attachment']['form']): string {
  if (component.kind === 'shortfall-deduction') return '差评整改';
  return form.columns.find(({ id }) => id === component.column)?.names[0] ?? component.id;
}

type ComponentOf = NonNullable<ComputedTable['method']>['components'][number];

/** The cells whose shown value would change, those that were decided to stay among them unless `change` is `written`. */
export function differenceRows(
  sheets: readonly Grid[],
  { tables, differences }: ComputeResult,
  change: 'any' | 'written' = 'any',
): readonly DifferenceRow[] {
  return differences
    .filter(({ kept }) => change === 'any' || !kept)
    .map((difference) => differenceRow(difference, sheets, tables));
}

function differenceRow(
  { sheet, cell, from, to, because, formula }: Difference,
  sheets: readonly Grid[],
  tables: readonly ComputedTable[],
): DifferenceRow {
  const place = parseCellName(cell) ?? { row: 0, column: 0 };
  const grid = sheets.find((one) => one.sheet === sheet);
  const table = tables.find(
    ({ attachment: { sheet: own, area } }) => own === sheet && place.row >= area.top && place.row <= area.bottom,
  );
  const row = table?.attachment.rows.find((one) => one.row === place.row);
  const column = table?.attachment.columns.find((one) => one.column === place.column);
  const format = grid === undefined ? 'General' : formatAt(grid, place.row, place.column);
  const isScore = column?.role === 'score';
  const numeric = typeof from === 'number' && typeof to === 'number';
  const typed = typeof from === 'number' || typeof from === 'string' ? from : '';
  const printing =
    typeof from === 'number'
      ? printingOf(format, typed)
      : { percent: column?.role === 'computed', places: column?.role === 'sum' ? 0 : 2 };
  const places = isScore ? (table?.method?.rounding.places ?? 2) : printing.places;
  const shown = (value: CellValue): string =>
    typeof value === 'number'
      ? printAs(fromNumber(value), isScore ? { percent: false, places } : printing)
      : value === null
        ? ''
        : typeof value === 'object'
          ? value.error
          : String(value);
  const gap = numeric ? Math.abs(to - from) : null;
  return {
    key: `${sheet}!${cell}`,
    sheet,
    cell,
    unit: row?.name ?? '',
    column:
      column === undefined
        ? ''
        : (table?.attachment.form.columns.find(({ id }) => id === column.id)?.names[0] ?? column.header),
    from: shown(from),
    to: shown(to),
    gap:
      gap === null
        ? null
        : printAs(fromNumber(Number(gap.toFixed(12))), isScore ? { percent: false, places } : printing),
    why:
      because === 'ledger'
        ? 'ledger'
        : isScore && gap !== null && isOneRank(gap, table)
          ? 'rank'
          : grid !== undefined && formula === null && typeof valueAt(grid, place.row, place.column) === 'object'
            ? 'formula'
            : null,
  };
}

/** Whether a gap is what one rank is worth. */
function isOneRank(gap: number, table: ComputedTable | undefined): boolean {
  const ladder = table?.method?.components.find((component) => component.kind === 'rank-ladder');
  return ladder !== undefined && Math.abs(gap - Number(ladder.step)) < 1e-9;
}
