import type { PhraseCode } from '../core/audit/phrase-code.js';
import { unitsOwingReasons, type Adjustments } from '../core/adjustments/reconcile.js';
import { attachmentName } from '../core/adjustments/entry.js';
import { noteProblems } from '../core/audit/method-notes.js';
import type { Difference } from '../core/changes/fill-plan.js';
import type { SheetArea } from '../core/changes/precedents.js';
import { areaName, cellName, columnName, parseCellName } from '../core/grid/address.js';
import { formatAt, type Grid } from '../core/grid/grid.js';
import type { Problem } from '../core/grid/problem.js';
import { isPercentFormat } from '../core/grid/printed.js';
import { shownText } from '../core/grid/shown.js';
import type { Rules } from '../core/method/read-rules.js';
import type { Attachment } from '../core/recognition/attachment.js';
import {
  blankColumns,
  blankFigures,
  contentBeside,
  figuresOf,
  overwrittenFormulas,
  type Figure,
} from '../core/publish/figures.js';
import { pictureCells } from '../core/publish/objects-in-cells.js';
import { changedSinceFinal, finalRecordsOf } from '../core/publish/record.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import { computeAsItStands, type ComputeResult } from './compute.js';
import { restorePoints } from './restore.js';
import { failedResults, staleResults } from './stale-results.js';

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
  'picture',
  'since-final',
] as const;

/** What the list says beside problems and findings. */
export type ReadinessCode =
  | PhraseCode
  | 'formula-overwritten'
  | 'formulas-stale'
  | 'formulas-failed'
  | 'difference-kept'
  | 'figures-blank'
  | 'columns-blank'
  | 'content-beside-table'
  | 'content-hidden'
  | 'picture-in-cell'
  | 'differs-from-final'
  | 'published-protected'
  | 'published-decimals-differ'
  | 'published-page-text'
  | 'published-pictures'
  | 'published-objects'
  | 'restore-unfinished'
  | 'adjustments-owed';

/** Something to know before an official copy is made. */
export interface ReadinessItem {
  readonly topic: ReadinessTopic;
  /** In words by the messages; its cell is the one to go to. */
  readonly problem: Problem<ReadinessCode>;
}

/** How ready a workbook is to be published. Only errors need a decision; everything else is shown and passes. */
export interface Readiness {
  readonly items: readonly ReadinessItem[];
  /** How many errors somebody has to decide about, with one sentence for all of them. */
  readonly errors: number;
}

/** Tells the errors that an audit finds in a computed workbook and that nobody has accepted. */
export type Audit = (
  computed: ComputeResult,
  snapshot: WorkbookSnapshot,
  rules: Rules | null,
) => readonly Problem<PhraseCode>[];

export interface ReadinessRequest {
  readonly rules: Rules | null;
  /** `null`: only what computing itself finds. */
  readonly audit: Audit | null;
}

/** Lists everything to know before publishing, the gravest first. Writes nothing. */
export function readiness(
  snapshot: WorkbookSnapshot,
  { rules, audit }: ReadinessRequest,
  computed = computeAsItStands(snapshot, rules),
): Readiness {
  const { tables, differences } = computed;
  const items = [
    ...errors(computed, audit?.(computed, snapshot, rules) ?? []),
    ...stale(snapshot, computed),
    ...unfinished(snapshot),
    ...tables.flatMap(({ attachment }) => {
      const grid = gridOf(snapshot, attachment);
      if (grid === undefined) return [];
      return new TableReadiness(grid, attachment).items(
        differences,
        tables.map((table) => table.attachment),
      );
    }),
    ...tables.flatMap(({ adjustments }) => (adjustments === null ? [] : owedReasons(adjustments))),
    ...tables.flatMap(({ notes }) =>
      noteProblems(notes).map((problem): ReadinessItem => ({ topic: 'note-contradicts', problem })),
    ),
    ...snapshot.sheets
      .filter(({ sheet }) => tables.some(({ attachment }) => attachment.sheet === sheet))
      .flatMap(pictures),
    ...sinceFinal(snapshot, computed),
  ];
  // Sorting is stable: items of a topic stay in their order.
  items.sort((a, b) => TOPICS.indexOf(a.topic) - TOPICS.indexOf(b.topic));
  return { items, errors: items.filter(({ topic }) => topic === 'error').length };
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
    if (grid === undefined) return [];
    return figuresOf(grid, attachment);
  });
  return changedSinceFinal(records, now).map(({ figure: { attachment, unit, item }, from, to, sheet, cell }) =>
    warning('since-final', 'differs-from-final', { sheet, cell, parameters: { attachment, unit, item, from, to } }),
  );
}

/** The sheet that an attachment stands on. */
export function gridOf(
  { sheets }: Pick<WorkbookSnapshot, 'sheets'>,
  { sheet }: Pick<Attachment, 'sheet'>,
): Grid | undefined {
  return sheets.find((grid) => grid.sheet === sheet);
}

function errors(computed: ComputeResult, audited: readonly Problem<PhraseCode>[]): readonly ReadinessItem[] {
  const own = computed.plan.problems.filter(({ severity }) => severity === 'error');
  // A cell that cannot be read is found by both; one sentence is enough to decide about it.
  const reported = new Set(own.map(({ sheet, cell }) => `${sheet}\n${cell}`));
  const further = audited.filter(
    ({ severity, sheet, cell }) => severity === 'error' && !reported.has(`${sheet}\n${cell}`),
  );
  return [...own, ...further].map((problem) => ({ topic: 'error', problem }));
}

/**
 * Lists the formulas on the published sheets that nobody has calculated since what they read was written, and those
 * that somebody has, in vain.
 */
function stale(snapshot: WorkbookSnapshot, { tables }: ComputeResult): readonly ReadinessItem[] {
  const published = new Set(tables.map(({ attachment }) => attachment.sheet));
  const itemOf = (code: ReadinessCode, run: SheetArea): ReadinessItem => {
    const parameters = { cells: areaName(run), count: run.bottom - run.top + 1 };
    const at = { sheet: run.sheet, cell: cellName(run.top, run.left) };
    return { topic: 'error', problem: { severity: 'error', code, ...at, parameters } };
  };
  return [
    ...staleResults(snapshot, tables).map((run) => itemOf('formulas-stale', run)),
    ...failedResults(snapshot, tables).map((run) => itemOf('formulas-failed', run)),
  ].filter(({ problem: { sheet } }) => published.has(sheet));
}

function unfinished(snapshot: WorkbookSnapshot): readonly ReadinessItem[] {
  return restorePoints(snapshot)
    .filter((point) => point.unfinished)
    .map(({ at, cells }) => warning('write-unfinished', 'restore-unfinished', { parameters: { at, cells } }));
}

function owedReasons(adjustments: Adjustments): readonly ReadinessItem[] {
  const units = unitsOwingReasons(adjustments);
  if (units === 0) return [];
  const { kind, sheet } = adjustments.attachment;
  const parameters = { attachment: attachmentName(kind), units };
  return [warning('reason-owed', 'adjustments-owed', { sheet, parameters })];
}

/** A picture in a cell is no text, and so is not in what is made of texts. */
function pictures(grid: Grid): readonly ReadinessItem[] {
  const cells = pictureCells(grid);
  const [cell] = cells;
  if (cell === undefined) return [];
  return [warning('picture', 'picture-in-cell', { sheet: grid.sheet, cell, parameters: { cells: cells.join('、') } })];
}

/** What there is to know about one table. */
class TableReadiness {
  constructor(
    private readonly grid: Grid,
    private readonly attachment: Attachment,
  ) {}

  /** `differences` and `attachments` are those of the whole workbook. */
  items(differences: readonly Difference[], attachments: readonly Attachment[]): readonly ReadinessItem[] {
    const { grid, attachment } = this;
    const figures = new Map(figuresOf(grid, attachment).map((figure) => [figure.cell, figure]));
    const own = differences.filter(({ sheet, cell }) => sheet === grid.sheet && figures.has(cell));
    const differing = new Set(own.map(({ cell }) => cell));
    return [
      ...this.overwritten(differing),
      ...own.map((difference) => this.difference(difference, figures.get(difference.cell))),
      ...this.blanks(),
      ...this.beside(attachments.filter((other) => other !== attachment)),
      ...this.hidden(),
    ];
  }

  private overwritten(differing: ReadonlySet<string>): readonly ReadinessItem[] {
    const { sheet } = this.grid;
    return overwrittenFormulas(this.grid, this.attachment)
      .filter(({ cell }) => !differing.has(cell))
      .map(({ unit, item, cell, text }) =>
        warning('formula-overwritten', 'formula-overwritten', { sheet, cell, parameters: { unit, item, text } }),
      );
  }

  private difference({ cell, to }: Difference, figure: Figure | undefined): ReadinessItem {
    const parameters = {
      unit: figure?.unit ?? '',
      item: figure?.item ?? '',
      from: figure?.text ?? '',
      to: this.shownAt(cell, to),
    };
    return warning('difference-kept', 'difference-kept', { sheet: this.grid.sheet, cell, parameters });
  }

  private blanks(): readonly ReadinessItem[] {
    const { sheet } = this.grid;
    const items: ReadinessItem[] = [];
    const columns = blankColumns(this.attachment);
    if (columns !== null) {
      const parameters = { items: columns.items.join('、'), units: columns.units };
      items.push(warning('blank', 'columns-blank', { sheet, cell: columns.cell, parameters }));
    }
    for (const { unit, items: names, cells } of blankFigures(this.attachment)) {
      const parameters = { unit, items: names.join('、'), count: names.length };
      items.push(warning('blank', 'figures-blank', { sheet, cell: cells[0] ?? '', parameters }));
    }
    return items;
  }

  private beside(others: readonly Attachment[]): readonly ReadinessItem[] {
    const { sheet } = this.grid;
    const cells = contentBeside(this.grid, this.attachment, others);
    const [cell] = cells;
    if (cell === undefined) return [];
    const parameters = { cells: cells.join('、') };
    return [warning('beside-table', 'content-beside-table', { sheet, cell, parameters })];
  }

  private hidden(): readonly ReadinessItem[] {
    const { sheet, hiddenRows, hiddenColumns } = this.grid;
    const { top, left, bottom, right } = this.attachment.area;
    const rows = hiddenRows.filter((row) => row >= top && row <= bottom).map((row) => row + 1);
    const columns = hiddenColumns.filter((column) => column >= left && column <= right).map(columnName);
    if (rows.length + columns.length === 0) return [];
    const parameters = { rows: rows.join('、'), columns: columns.join('、') };
    return [warning('hidden', 'content-hidden', { sheet, parameters })];
  }

  /** Shows a computed value as its cell would; a cell with a dash need not have the format of a rate. */
  private shownAt(cell: string, value: number | string): string {
    const { row, column } = parseCellName(cell) ?? { row: 0, column: 0 };
    const format = formatAt(this.grid, row, column);
    const isRate = this.attachment.columns.some(
      (one) => one.column === column && one.role === 'computed' && one.isInPoints !== true,
    );
    return shownText(value, isRate && !isPercentFormat(format) ? '0.00%' : format);
  }
}

function warning(
  topic: ReadinessTopic,
  code: ReadinessCode,
  at: Pick<Problem, 'parameters'> & Partial<Pick<Problem, 'sheet' | 'cell'>>,
): ReadinessItem {
  return { topic, problem: { severity: 'warning', code, sheet: '', cell: '', ...at } };
}
