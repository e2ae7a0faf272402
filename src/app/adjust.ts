import type { Decision } from '../core/changes/fill-plan.js';
import { EMPTY_PLAN, type Change, type Plan, type SheetCell } from '../core/changes/plan.js';
import { afterChanges } from '../core/changes/simulate.js';
import { cellName } from '../core/grid/address.js';
import { formulaAt, type Grid } from '../core/grid/grid.js';
import type { Problem } from '../core/grid/problem.js';
import type { Rules } from '../core/method/read-rules.js';
import type { Attachment } from '../core/recognition/attachment.js';
import { movesBetween, type Move } from '../core/scoring/standing.js';
import type { ApplyOutcome, Workbook, WorkbookSnapshot } from '../ports/workbook.js';
import { AdjustmentDraft, type AdjustmentEdit, type TouchedUnit } from './adjustment-draft.js';
import { compute, type ComputeRequest, type ComputeResult } from './compute.js';
import { signatureProblems } from './signature.js';

export type { AdjustmentEdit } from './adjustment-draft.js';

export interface AdjustRequest {
  readonly edits: readonly AdjustmentEdit[];
  readonly write: 'formulas' | 'values';
  readonly rules: Rules | null;
}

/** What edits will do, before anything is written. */
export interface Adjusted {
  /** Empty where something is refused. */
  readonly plan: Plan;
  /** Every unit whose adjustment, score or rank moves. */
  readonly moves: readonly Move[];
  /** Why nothing can be written; empty where all is well. */
  readonly refused: readonly Problem[];
  readonly problems: readonly Problem[];
}

/**
 * Plans edits of adjustments with all that follows: the ledger, the units' 加减分 cells, the scores that depend on them.
 * Writes nothing.
 */
export function adjust(snapshot: WorkbookSnapshot, request: AdjustRequest): Adjusted {
  return adjustComputed(snapshot, request, computedBefore(snapshot, request));
}

/** The computation of a workbook that edits start from: for several edits of one workbook, made once. */
export function computedBefore(
  snapshot: WorkbookSnapshot,
  { write, rules }: Pick<AdjustRequest, 'write' | 'rules'>,
): ComputeResult {
  return compute(snapshot, optionsFor({ write, rules }));
}

/** As `adjust`, from the workbook's computation by `computedBefore`. */
export function adjustComputed(
  snapshot: WorkbookSnapshot,
  { edits, write, rules }: AdjustRequest,
  before: ComputeResult,
): Adjusted {
  const options = optionsFor({ write, rules });
  const draft = new AdjustmentDraft(snapshot, before);
  for (const edit of edits) draft.add(edit);
  if (draft.refused.length > 0) return refusal(draft.refused);
  const drafted = draft.changes();
  if (drafted.refused.length > 0) return refusal(drafted.refused);

  const sheets = afterChanges(snapshot.sheets, drafted.changes);
  const decisions = decisionsFor(draft.touched, { before, sheets: snapshot.sheets, changes: drafted.changes });
  const after = compute({ ...snapshot, sheets }, { ...options, decisions });
  const touchedSheets = new Set(draft.touched.map(({ table }) => table.attachment.sheet));
  const follows = after.plan.changes.filter((change) => change.kind !== 'part' && touchedSheets.has(change.sheet));
  const problems = [...signatureProblems(snapshot), ...draft.problems, ...drafted.problems];
  return {
    plan: { changes: [...drafted.changes, ...follows], problems },
    moves: movesOf(before, after),
    refused: [],
    problems,
  };
}

function optionsFor({ write, rules }: Pick<AdjustRequest, 'write' | 'rules'>): ComputeRequest {
  return { write, keepExisting: true, fixNumbers: false, sheets: [], rules };
}

function refusal(refused: readonly Problem[]): Adjusted {
  return { plan: EMPTY_PLAN, moves: [], refused, problems: [] };
}

/** Plans and writes edits in one go; where something is refused nothing is written and `outcome` is `null`. */
export async function applyAdjustments(
  workbook: Workbook,
  request: AdjustRequest,
): Promise<{ readonly adjusted: Adjusted; readonly outcome: ApplyOutcome | null }> {
  const adjusted = adjust(await workbook.read(), request);
  if (adjusted.refused.length > 0) return { adjusted, outcome: null };
  return { adjusted, outcome: await workbook.apply(adjusted.plan) };
}

/** Compares two computations of the same workbook, attachment by attachment. */
export function movesOf(before: ComputeResult, after: ComputeResult): readonly Move[] {
  return after.tables.flatMap(({ attachment, scorecard }) => {
    const was = before.tables.find((table) => isSameTable(table.attachment, attachment))?.scorecard;
    if (scorecard === null || was == null) return [];
    return movesBetween(was, scorecard);
  });
}

function isSameTable(one: Attachment, other: Attachment): boolean {
  return one.sheet === other.sheet && one.area.top === other.area.top && one.area.left === other.area.left;
}

/** A workbook before edits, and what they change besides the scores. */
interface EditedWorkbook {
  readonly before: ComputeResult;
  readonly sheets: readonly Grid[];
  readonly changes: readonly Change[];
}

/**
 * The touched units' scores follow where their adjustment becomes another, whatever stood there; other differences are
 * not decided by this edit: a reason given for an adjustment as it was leaves a score that somebody keeps. Somebody's
 * own formula that showed the right score before reads the 加减分 cell itself and is left to do so; ours is refreshed
 * anyway.
 */
function decisionsFor(
  touched: readonly TouchedUnit[],
  { before, sheets, changes }: EditedWorkbook,
): Readonly<Record<string, Decision>> {
  const decisions: Record<string, Decision> = {};
  for (const { table, unit } of touched) {
    const { attachment, adjustments } = table;
    const { sheet } = attachment;
    const isSameNumber = !isAdjusted({ table, unit }, changes);
    const grid = sheets.find((candidate) => candidate.sheet === sheet);
    for (const { id, role, column } of attachment.columns) {
      if (role !== 'score' && id !== adjustments.component.column) continue;
      const { row } = unit.row;
      const hasFormula = grid !== undefined && formulaAt(grid, row, column) !== null;
      const isRightFormula = hasFormula && !isChangedBy(before, { sheet, row, column });
      const keepsScore = role === 'score' && (isRightFormula || isSameNumber);
      decisions[`${sheet}!${cellName(row, column)}`] = keepsScore ? 'keep' : 'computed';
    }
  }
  return decisions;
}

/** Tells whether edits put another number into a unit's 加减分 cell than stood there. */
function isAdjusted({ table, unit }: TouchedUnit, changes: readonly Change[]): boolean {
  const { attachment, adjustments } = table;
  const column = attachment.columns.find(({ id }) => id === adjustments.component.column)?.column;
  return changes.some(
    (change) =>
      change.kind === 'content' &&
      change.sheet === attachment.sheet &&
      change.row === unit.row.row &&
      change.column === column &&
      change.becomes.value !== unit.typed,
  );
}

/** Tells whether a computation would change a cell's content or found it to differ. */
function isChangedBy({ plan, differences }: ComputeResult, { sheet, row, column }: SheetCell): boolean {
  const cell = cellName(row, column);
  if (differences.some((difference) => difference.sheet === sheet && difference.cell === cell)) return true;
  return plan.changes.some(
    (change) => change.kind === 'content' && change.sheet === sheet && change.row === row && change.column === column,
  );
}
