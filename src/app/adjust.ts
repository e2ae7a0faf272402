import type { Plan } from '../core/changes/plan.js';
import { afterChanges } from '../core/changes/simulate.js';
import { cellName } from '../core/grid/address.js';
import { formulaAt, type Grid } from '../core/grid/grid.js';
import type { Problem } from '../core/grid/problem.js';
import type { Rules } from '../core/method/read-rules.js';
import { movesBetween, type Move } from '../core/scoring/standing.js';
import type { ApplyOutcome, Workbook, WorkbookSnapshot } from '../ports/workbook.js';
import { AdjustmentDraft, type AdjustmentEdit, type Touched } from './adjustment-draft.js';
import { compute, type ComputeResult } from './compute.js';
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

/** Plans edits of adjustments with all that follows: the ledger, the units' 加减分 cells, the scores that depend on them. Writes nothing. */
export function adjust(snapshot: WorkbookSnapshot, { edits, write, rules }: AdjustRequest): Adjusted {
  const options = { write, keepExisting: true, fixNumbers: false, sheets: [], rules } as const;
  const before = compute(snapshot, options);
  const draft = new AdjustmentDraft(snapshot.sheets, before);
  for (const edit of edits) draft.add(edit);
  if (draft.refused.length > 0) return { plan: NOTHING, moves: [], refused: draft.refused, problems: [] };

  const made = draft.changes();
  if (made.refused.length > 0) return { plan: NOTHING, moves: [], refused: made.refused, problems: [] };
  const sheets = afterChanges(snapshot.sheets, made.changes);
  const after = compute(
    { ...snapshot, sheets },
    { ...options, decisions: decisionsFor(draft.touched, before, snapshot.sheets) },
  );
  const touchedSheets = new Set(draft.touched.map(({ table }) => table.attachment.sheet));
  const follows = after.plan.changes.filter((change) => change.kind !== 'part' && touchedSheets.has(change.sheet));
  const problems = [...signatureProblems(snapshot), ...draft.problems, ...made.problems];
  return {
    plan: { changes: [...made.changes, ...follows], problems },
    moves: movesOf(before, after),
    refused: [],
    problems,
  };
}

/** Plans and writes edits in one go; what is refused is told and nothing is written. */
export async function applyAdjustments(
  workbook: Workbook,
  request: AdjustRequest,
): Promise<{ readonly adjusted: Adjusted; readonly outcome: ApplyOutcome | null }> {
  const adjusted = adjust(await workbook.read(), request);
  return { adjusted, outcome: adjusted.refused.length > 0 ? null : await workbook.apply(adjusted.plan) };
}

/** Compares two computations of the same workbook, attachment by attachment. */
export function movesOf(before: ComputeResult, after: ComputeResult): readonly Move[] {
  return after.tables.flatMap(({ attachment, scorecard }) => {
    const was = before.tables.find(
      (table) =>
        table.attachment.sheet === attachment.sheet &&
        table.attachment.area.top === attachment.area.top &&
        table.attachment.area.left === attachment.area.left,
    );
    return scorecard === null || was?.scorecard == null ? [] : movesBetween(was.scorecard, scorecard);
  });
}

const NOTHING: Plan = { changes: [], problems: [] };

/**
 * The touched units' scores follow, whatever stood there; other differences are not this edit's to settle. Somebody's own
 * formula that showed the right score before reads the 加减分 cell itself and is left to do so; ours is refreshed anyway.
 */
function decisionsFor(
  touched: readonly Touched[],
  before: ComputeResult,
  sheets: readonly Grid[],
): Readonly<Record<string, 'computed' | 'keep'>> {
  const decisions: Record<string, 'computed' | 'keep'> = {};
  for (const {
    table: { attachment, adjustments },
    unit,
  } of touched) {
    for (const { id, role, column } of attachment.columns) {
      if (role !== 'score' && id !== adjustments.component.column) continue;
      const cell = cellName(unit.row.row, column);
      const grid = sheets.find(({ sheet }) => sheet === attachment.sheet);
      const planned = before.plan.changes.some(
        (change) =>
          change.kind === 'content' &&
          change.sheet === attachment.sheet &&
          change.row === unit.row.row &&
          change.column === column,
      );
      const differed = before.differences.some((one) => one.sheet === attachment.sheet && one.cell === cell);
      const right = grid !== undefined && formulaAt(grid, unit.row.row, column) !== null && !planned && !differed;
      decisions[`${attachment.sheet}!${cell}`] = role === 'score' && right ? 'keep' : 'computed';
    }
  }
  return decisions;
}
