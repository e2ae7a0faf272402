import { unitsOwingReasons } from '../core/adjustments/settle.js';
import { attachmentName } from '../core/adjustments/entry.js';
import { noteProblems } from '../core/audit/method-notes.js';
import type { Difference } from '../core/changes/filling.js';
import { columnName, parseCellName } from '../core/grid/address.js';
import { formatAt, type Grid } from '../core/grid/grid.js';
import type { Problem } from '../core/grid/problem.js';
import { isPercentFormat } from '../core/grid/printed.js';
import { shownText } from '../core/grid/shown.js';
import type { Rules } from '../core/method/read-rules.js';
import type { Attachment } from '../core/recognition/attachment.js';
import { blankColumns, blankFigures, contentBeside, figuresOf, overwrittenFormulas } from '../core/publish/figures.js';
import { changedSinceFinal, finalRecordsOf } from '../core/publish/record.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import { compute, type ComputeResult } from './compute.js';
import { restorePoints } from './restore.js';

/** What an item of the list is about; the list is shown in this order. */
export type ReadinessTopic = (typeof TOPICS)[number];

const TOPICS = [
  'error',
  'write-unfinished',
  'formula-overwritten',
  'difference-kept',
  'blank',
  'reason-owed',
  'note-contradicts',
  'beside-table',
  'hidden',
  'since-final',
] as const;

/** Something to know before an official copy is made. */
export interface ReadinessItem {
  readonly topic: ReadinessTopic;
  /** In words by the messages; its cell is the one to go to. */
  readonly problem: Problem;
}

/** How ready a workbook is to be published. Only errors need a decision; everything else is shown and passes. */
export interface Readiness {
  readonly items: readonly ReadinessItem[];
  /** How many errors somebody has to decide about, with one sentence for all of them. */
  readonly errors: number;
}

/** Tells what an audit holds against a computed workbook and nobody has waived. */
export type Audit = (computed: ComputeResult, snapshot: WorkbookSnapshot, rules: Rules | null) => readonly Problem[];

export interface ReadinessRequest {
  readonly rules: Rules | null;
  /** `null`: only what computing itself finds. */
  readonly audit: Audit | null;
}

/** Computes a workbook as it is published: what stands in its cells stays. */
export function computedAsItStands(snapshot: WorkbookSnapshot, rules: Rules | null): ComputeResult {
  return compute(snapshot, { write: 'formulas', keepExisting: true, fixNumbers: false, sheets: [], rules });
}

/** Lists everything to know before publishing, the gravest first. Writes nothing. */
export function readiness(
  snapshot: WorkbookSnapshot,
  { rules, audit }: ReadinessRequest,
  computed = computedAsItStands(snapshot, rules),
): Readiness {
  const items = [
    ...errors(computed, audit?.(computed, snapshot, rules) ?? []),
    ...unfinished(snapshot),
    ...computed.tables.flatMap(({ attachment }) => {
      const grid = gridOf(snapshot, attachment);
      const others = computed.tables.map((table) => table.attachment).filter((one) => one !== attachment);
      return grid === undefined ? [] : tableItems(grid, attachment, computed.differences, others);
    }),
    ...computed.tables.flatMap(({ adjustments }) =>
      adjustments === null
        ? []
        : owed(
            attachmentName(adjustments.attachment.kind),
            unitsOwingReasons(adjustments),
            adjustments.attachment.sheet,
          ),
    ),
    ...computed.tables.flatMap(({ notes }) =>
      noteProblems(notes).map((problem): ReadinessItem => ({ topic: 'note-contradicts', problem })),
    ),
    ...sinceFinal(snapshot, computed),
  ];
  const sorted = items
    .map((item, index) => ({ item, index }))
    .sort((a, b) => TOPICS.indexOf(a.item.topic) - TOPICS.indexOf(b.item.topic) || a.index - b.index)
    .map(({ item }) => item);
  return { items: sorted, errors: sorted.filter(({ topic }) => topic === 'error').length };
}

/** Lists the published figures that read otherwise now: 与定稿不一致, with both values. */
export function sinceFinal(
  snapshot: WorkbookSnapshot,
  computed: Pick<ComputeResult, 'tables'>,
): readonly ReadinessItem[] {
  const records = finalRecordsOf(snapshot.sheets);
  if (records === null) return [];
  const now = computed.tables.flatMap(({ attachment }) => {
    const grid = gridOf(snapshot, attachment);
    return grid === undefined ? [] : figuresOf(grid, attachment);
  });
  return changedSinceFinal(records, now).map(({ figure: { attachment, unit, item }, from, to, sheet, cell }) =>
    itemOf('since-final', 'warning', 'differs-from-final', sheet, cell, { attachment, unit, item, from, to }),
  );
}

export function gridOf({ sheets }: WorkbookSnapshot, { sheet }: Pick<Attachment, 'sheet'>): Grid | undefined {
  return sheets.find((grid) => grid.sheet === sheet);
}

function errors(computed: ComputeResult, found: readonly Problem[]): readonly ReadinessItem[] {
  const own = computed.problems.filter(({ severity }) => severity === 'error');
  // A cell that cannot be read is found by both; one sentence is enough to decide about it.
  const told = new Set(own.map(({ sheet, cell }) => `${sheet}\n${cell}`));
  const further = found.filter(({ severity, sheet, cell }) => severity === 'error' && !told.has(`${sheet}\n${cell}`));
  return [...own, ...further].map((problem) => ({ topic: 'error', problem }));
}

function unfinished(snapshot: WorkbookSnapshot): readonly ReadinessItem[] {
  return restorePoints(snapshot)
    .filter((point) => point.unfinished)
    .map(({ at, cells }) => itemOf('write-unfinished', 'warning', 'restore-unfinished', '', '', { at, cells }));
}

function tableItems(
  grid: Grid,
  attachment: Attachment,
  differences: readonly Difference[],
  others: readonly Attachment[],
): readonly ReadinessItem[] {
  const { sheet } = grid;
  const named = new Map(figuresOf(grid, attachment).map((figure) => [figure.cell, figure]));
  const differing = differences.filter((one) => one.sheet === sheet && named.has(one.cell));
  const overwritten = overwrittenFormulas(grid, attachment).filter(
    ({ cell }) => !differing.some((one) => one.cell === cell),
  );
  const notComputed = blankColumns(attachment);
  const beside = contentBeside(grid, attachment, others);
  return [
    ...overwritten.map(({ unit, item, cell, text }) =>
      itemOf('formula-overwritten', 'warning', 'formula-overwritten', sheet, cell, { unit, item, text }),
    ),
    ...differing.map(({ cell, to }) => {
      const figure = named.get(cell);
      return itemOf('difference-kept', 'warning', 'difference-kept', sheet, cell, {
        unit: figure?.unit ?? '',
        item: figure?.item ?? '',
        from: figure?.text ?? '',
        to: shownAsIn(grid, attachment, cell, to),
      });
    }),
    ...(notComputed === null
      ? []
      : [
          itemOf('blank', 'warning', 'columns-blank', sheet, notComputed.cell, {
            items: notComputed.items.join('、'),
            units: notComputed.units,
          }),
        ]),
    ...blankFigures(attachment).map(({ unit, items, cells }) =>
      itemOf('blank', 'warning', 'figures-blank', sheet, cells[0] ?? '', {
        unit,
        items: items.join('、'),
        count: items.length,
      }),
    ),
    ...(beside.length === 0
      ? []
      : [
          itemOf('beside-table', 'warning', 'content-beside-table', sheet, beside[0] ?? '', {
            cells: beside.join('、'),
          }),
        ]),
    ...hidden(grid, attachment),
  ];
}

/** Shows a computed value as its cell would; a cell with a dash need not have the format of a rate. */
function shownAsIn(grid: Grid, attachment: Attachment, cell: string, value: number | string): string {
  const { row, column } = parseCellName(cell) ?? { row: 0, column: 0 };
  const format = formatAt(grid, row, column);
  const isRate = attachment.columns.some((one) => one.column === column && one.role === 'computed');
  return shownText(value, isRate && !isPercentFormat(format) ? '0.00%' : format);
}

function hidden({ sheet, hiddenRows, hiddenColumns }: Grid, { area }: Attachment): readonly ReadinessItem[] {
  const rows = hiddenRows.filter((row) => row >= area.top && row <= area.bottom).map((row) => row + 1);
  const columns = hiddenColumns.filter((column) => column >= area.left && column <= area.right).map(columnName);
  return rows.length + columns.length === 0
    ? []
    : [
        itemOf('hidden', 'warning', 'content-hidden', sheet, '', {
          rows: rows.join('、'),
          columns: columns.join('、'),
        }),
      ];
}

function owed(attachment: string, units: number, sheet: string): readonly ReadinessItem[] {
  return units === 0 ? [] : [itemOf('reason-owed', 'warning', 'adjustments-owed', sheet, '', { attachment, units })];
}

function itemOf(
  topic: ReadinessTopic,
  severity: Problem['severity'],
  code: string,
  sheet: string,
  cell: string,
  parameters: Problem['parameters'],
): ReadinessItem {
  return { topic, problem: { severity, code, sheet, cell, parameters } };
}
