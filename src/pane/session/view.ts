import type { ProblemCode } from '../../core/grid/problem-code.js';
import { contextsIn } from '../../app/cell-context.js';
import type { ComputedTable, ComputeResult } from '../../app/compute.js';
import type { LastComputed } from '../../app/since-last.js';
import { finalRecordsOf } from '../../core/publish/record.js';
import { changesOf, type EarlierWorkbook } from './earlier-scores.js';
import { recomputeCauses } from '../../app/recompute-causes.js';
import { compare, fromNumber, print, toNumber, type Rational } from '../../core/exact/rational.js';
import { cellName, parseCellName } from '../../core/grid/address.js';
import { formatAt, valueAt, type CellValue, type Grid } from '../../core/grid/grid.js';
import { printAs, printingOf, type Printing } from '../../core/grid/printed.js';
import { inputAreas } from '../../core/recognition/input-areas.js';
import type { Difference } from '../../core/changes/fill-plan.js';
import { methodRanking, nameInLosses } from '../../core/method/components/index.js';
import { decidingScores, standings, standingScore } from '../../core/scoring/standing.js';
import type { UnitScore } from '../../core/scoring/scorecard.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import type { AttachmentLine, DifferenceRow, Loss, Ranking, RankingRow, View } from './state.js';

/** What the view is made from. */
interface ViewSource {
  readonly snapshot: WorkbookSnapshot;
  readonly result: ComputeResult;
  /** Scores as they stood before the last computation, by `sheet!cell`. */
  readonly previousScores: ReadonlyMap<string, CellValue>;
  /** What the last computation recorded. */
  readonly lastComputed?: LastComputed | null;
  /** The workbook was computed before: only then does a blank or outdated cell need a cause. */
  readonly wasComputed: boolean;
}

/** Returns what the pane shows of a computation. */
export function viewOf({ snapshot, result, previousScores, lastComputed = null, wasComputed }: ViewSource): View {
  const { sheets } = snapshot;
  const earlier = { final: finalRecordsOf(sheets), lastComputed, previousScores };
  const { tables, skipped, plan } = result;
  const { problems } = plan;
  const newest = tables[0];
  const hasReadMethod = tables.some(({ method }) => method !== null);
  const attachmentSheets = new Set([...tables, ...skipped].map(({ attachment }) => attachment.sheet));
  return {
    period: newest?.attachment.period ?? null,
    methodPeriod: tables.find(({ method }) => method !== null)?.method?.period ?? null,
    attachments: attachmentLines(result),
    problems,
    rankings: tables.flatMap((table) => rankingOf(table, earlier)),
    differences: differenceRows(sheets, result),
    toFill: result.filled,
    hasMethod: hasReadMethod || problems.some(({ code }) => ABOUT_METHOD_SHEET.has(code)),
    hasAdjustments: tables.some(({ adjustments }) => adjustments !== null),
    otherSheets: sheets
      .filter(({ sheet, values }) => values.length > 0 && !attachmentSheets.has(sheet))
      .map(({ sheet }) => sheet),
    inputs: [...tables, ...skipped].map(({ attachment }) => ({
      sheet: attachment.sheet,
      areas: inputAreas(attachment),
    })),
    causes: wasComputed ? recomputeCauses({ plan, tables }) : [],
  };
}

/** A sheet 计分办法 that was read, or could not be: the tab is there for it. */
const ABOUT_METHOD_SHEET: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'method-sheet-edited',
  'method-sheet-newer',
  'method-sheet-newer-unreadable',
  'method-sheet-unreadable',
]);

/** So many more decimals than are printed tell two scores apart. */
const UNROUNDED_PLACES = 4;
const KIND_ORDER = { districts: 0, departments: 1, volumes: 2 } as const;
const INCOMPLETE = new Set<UnitScore['status']>(['incomplete', 'unreadable', 'no-adjustment']);

/** Every attachment of the workbook in the order of the bulletin, the skipped ones among them. */
function attachmentLines({ tables, skipped }: ComputeResult): readonly AttachmentLine[] {
  const lines = [
    ...tables.map((table) => attachmentLine(table, null)),
    ...skipped.map(({ attachment, because }) => attachmentLine({ attachment, scorecard: null }, because)),
  ];
  return lines.sort((a, b) => KIND_ORDER[a.kind] - KIND_ORDER[b.kind]);
}

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

/** The ranking of an attachment as a list of one; empty where the attachment is not scored. */
function rankingOf(table: ComputedTable, earlier: EarlierWorkbook): readonly Ranking[] {
  const { attachment, scorecard } = table;
  if (scorecard === null) return [];
  const { since, changes } = changesOf({ ...table, scorecard }, earlier);
  const { sheet, kind, form } = attachment;
  const ranks = standings(scorecard);
  const deciding = decidingScores(scorecard);
  const { places } = scorecard.method.rounding;
  const scoreColumn = attachment.columns.find(({ role }) => role === 'score')?.column ?? 0;
  const nameOf = nameIn(form);
  const names = new Map(scorecard.method.components.map((one) => [one.id, nameInLosses(one, nameOf)]));
  const rows = scorecard.units.map((unit, index): RankingRow => {
    const { row } = unit;
    const score = standingScore(scorecard, unit);
    const cell = cellName(row.row, scoreColumn);
    const losses = lossesOf(unit, names);
    return {
      key: unitKey(sheet, row.row),
      sheet,
      row: row.row,
      cell,
      unit: row.name,
      rank: ranks[index] ?? null,
      ...unroundedText(deciding[index], places),
      score: scoreText(score, places),
      ...(scorecard.keptScores.has(row.row) && { computed: scoreText(unit.score, places) }),
      change: changes[index] ?? null,
      losses,
      mainLoss: largestLoss(losses),
      remark: row.remark,
    };
  });
  rows.sort(byRank);
  return [{ sheet, kind, title: form.title, since, rows }];
}

/** A score as it is shown; `null` where a unit has none. */
export function scoreText(score: Rational | null, places: number): string | null {
  if (score === null) return null;
  return print(score, places);
}

/** A score before rounding as it is shown where it decided a rank. */
export function unroundedText(score: Rational | null | undefined, places: number): Pick<RankingRow, 'unrounded'> {
  if (score == null) return {};
  return { unrounded: print(score, places + UNROUNDED_PLACES).replace(/(?:\.|(?<![.0]))0+$/, '') };
}

/** The components that cost the unit points, each under its name. */
function lossesOf({ components }: UnitScore, names: ReadonlyMap<string, string>): readonly Loss[] {
  return components
    .filter(({ lost }) => compare(lost, fromNumber(0)) > 0)
    .map(({ id, lost }) => ({ id, name: names.get(id) ?? id, points: toNumber(lost), text: lossText(lost) }));
}

/** Points lost as they are shown: with two decimals, or as many more as tell them from none. */
function lossText(lost: Rational): string {
  const text = print(lost, 2);
  if (text !== '0.00') return text;
  return print(lost, 4);
}

/** The first of the largest losses. */
function largestLoss(losses: readonly Loss[]): Loss | null {
  let largest: Loss | null = null;
  for (const loss of losses) {
    if (largest === null || loss.points > largest.points) largest = loss;
  }
  return largest;
}

/** Units without a rank come last; equal ranks stay in the order of the sheet. */
function byRank(a: RankingRow, b: RankingRow): number {
  return (a.rank ?? Infinity) - (b.rank ?? Infinity) || a.row - b.row;
}

function nameIn(form: ComputedTable['attachment']['form']): (column: string) => string {
  return (column) => form.columns.find(({ id }) => id === column)?.names[0] ?? column;
}

/**
 * The cells whose shown value would change. `any` lists also those that somebody decided to keep, `written` only those
 * that would be written.
 */
export function differenceRows(
  sheets: readonly Grid[],
  { tables, differences }: ComputeResult,
  which: 'any' | 'written' = 'any',
): readonly DifferenceRow[] {
  const contextOf = contextsIn(tables);
  return differences
    .filter(({ kept }) => which === 'any' || !kept)
    .map((difference) => differenceRow(difference, differingCell(difference, sheets, contextOf)));
}

function differenceRow(difference: Difference, context: DifferingCell): DifferenceRow {
  const { sheet, cell, from, to } = difference;
  const printing = printingIn(context, from);
  const gap = gapBetween(from, to);
  return {
    key: `${sheet}!${cell}`,
    sheet,
    cell,
    unit: context.row?.name ?? '',
    column: columnName(context),
    from: shownValue(from, printing),
    to: shownValue(to, printing),
    gap: gapText(gap, printing),
    why: reasonFor(difference, context, gap),
  };
}

/** Where a differing cell stands. */
interface DifferingCell {
  readonly place: { readonly row: number; readonly column: number };
  readonly grid: Grid | undefined;
  readonly table: ComputedTable | undefined;
  readonly row: ComputedTable['attachment']['rows'][number] | undefined;
  readonly column: ComputedTable['attachment']['columns'][number] | undefined;
}

function differingCell(
  { sheet, cell }: Difference,
  sheets: readonly Grid[],
  contextOf: ReturnType<typeof contextsIn>,
): DifferingCell {
  const place = parseCellName(cell) ?? { row: 0, column: 0 };
  const context = contextOf({ sheet, ...place });
  return {
    place,
    grid: sheets.find((grid) => grid.sheet === sheet),
    table: context?.table,
    row: context?.row,
    column: context?.table.attachment.columns.find(({ column }) => column === place.column),
  };
}

/** Scores are shown as the method rounds them, other numbers as the cell shows the one that stands there. */
function printingIn({ place, grid, table, column }: DifferingCell, from: CellValue): Printing {
  if (column?.role === 'score') return { percent: false, places: table?.method?.rounding.places ?? 2 };
  const isRatio = column?.role === 'computed' && column.isInPoints !== true;
  if (typeof from !== 'number') return { percent: isRatio, places: column?.role === 'sum' ? 0 : 2 };
  const format = grid === undefined ? 'General' : formatAt(grid, place.row, place.column);
  return printingOf(format, from);
}

function shownValue(value: CellValue, printing: Printing): string {
  if (value === null) return '';
  if (typeof value === 'number') return printAs(fromNumber(value), printing);
  if (typeof value === 'object') return value.error;
  return String(value);
}

function gapBetween(from: CellValue, to: CellValue): number | null {
  if (typeof from !== 'number' || typeof to !== 'number') return null;
  return Math.abs(to - from);
}

function gapText(gap: number | null, printing: Printing): string | null {
  if (gap === null) return null;
  // Subtracting doubles leaves digits that neither number has.
  return printAs(fromNumber(Number(gap.toFixed(12))), printing);
}

function columnName({ table, column }: DifferingCell): string {
  if (column === undefined) return '';
  return table?.attachment.form.columns.find(({ id }) => id === column.id)?.names[0] ?? column.header;
}

/** Why a cell differs, as far as that is known without the audit. */
function reasonFor(
  { because, formula }: Difference,
  { place, grid, table, column }: DifferingCell,
  gap: number | null,
): DifferenceRow['why'] {
  if (because === 'ledger') return 'ledger';
  if (column?.role === 'score' && gap !== null && isOneRank(gap, table)) return 'rank';
  if (grid === undefined || formula !== null) return null;
  const value = valueAt(grid, place.row, place.column);
  const isBlankOrError = typeof value === 'object';
  if (isBlankOrError) return 'formula';
  return null;
}

/** Whether a gap is what one rank is worth. */
function isOneRank(gap: number, table: ComputedTable | undefined): boolean {
  const ranking = table?.method ? methodRanking(table.method) : null;
  return ranking !== null && Math.abs(gap - Number(ranking.step)) < 1e-9;
}
