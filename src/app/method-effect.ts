import type { Difference } from '../core/changes/fill-plan.js';
import { planMethodSheet } from '../core/changes/method-sheet.js';
import { planNoteWording } from '../core/changes/note-wording.js';
import type { Change, Plan } from '../core/changes/plan.js';
import { afterChanges } from '../core/changes/simulate.js';
import { builtInForms } from '../core/form/index.js';
import type { AttachmentKind } from '../core/form/form.js';
import { checkMethod, newlyFound, type MethodProblem } from '../core/method/check-method.js';
import { differencesBetween, type FieldDifference } from '../core/method/fields.js';
import { builtInMethod } from '../core/method/index.js';
import { appliesTo, methodFor, methodSheetOf } from '../core/method/method-sheet.js';
import type { Method } from '../core/method/method.js';
import type { Rules } from '../core/method/read-rules.js';
import type { Move } from '../core/scoring/standing.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import { movesOf } from './adjust.js';
import { compute, computeAsItStands, type ComputedTable, type ComputeRequest, type ComputeResult } from './compute.js';

/** The rules of one kind in a workbook: what is in force, and how it differs from what is built in. */
export interface RulesInForce {
  readonly rules: Rules;
  readonly origin: 'workbook' | 'built-in';
  readonly builtIn: Rules;
  readonly differencesFromBuiltIn: readonly FieldDifference[];
  /** Written by a newer program: shown, not written over. */
  readonly isLocked: boolean;
}

/** What other rules would do, before they are saved. */
export interface MethodEffect {
  readonly moves: readonly Move[];
  /** Probable slips that the present method does not have. */
  readonly warnings: readonly MethodProblem[];
  readonly differences: readonly FieldDifference[];
  /** Notes under the tables that would contradict the method, as problems of the computation name them. */
  readonly notes: ComputedTable['notes'];
}

/** Tells which rules of a kind are in force for a quarter, and their drift from the built-in ones. */
export function rulesInForce(snapshot: WorkbookSnapshot, kind: AttachmentKind, period: string | null): RulesInForce {
  const sheet = methodSheetOf(snapshot.sheets);
  const { method, origin } = methodFor(kind, period, sheet);
  const form = sheet?.rules.find((one) => one.kind === kind)?.form ?? builtInForms[kind];
  const builtIn = { form: builtInForms[kind], method: builtInMethod(kind, period) };
  const rules = { form, method };
  return {
    rules,
    origin: form === builtIn.form ? origin : 'workbook',
    builtIn,
    differencesFromBuiltIn: differencesBetween(builtIn, rules, form),
    isLocked: sheet?.isNewer ?? false,
  };
}

/** Shows what rules would do to scores and ranks beside the present ones. */
export function methodEffect(snapshot: WorkbookSnapshot, rules: Rules): MethodEffect {
  const before = computeAsItStands(snapshot, null);
  const { kind } = rules.form;
  const table = before.tables.find(({ attachment }) => attachment.kind === kind);
  const after = isInForceFor(table, rules) ? withFollowing(computeAsItStands(snapshot, rules), before) : before;
  const present = rulesInForce(snapshot, kind, table?.attachment.period ?? null).rules;
  return {
    moves: movesOf(before, after),
    warnings: newWarnings(rules, present.method, rankedUnits(table)),
    differences: differencesBetween(present, rules, rules.form),
    notes: after.tables.filter(({ attachment }) => attachment.kind === kind).flatMap(({ notes }) => notes),
  };
}

/** Lets the scores that the present rules have right follow other rules; what somebody keeps stays. */
function withFollowing(after: ComputeResult, before: ComputeResult): ComputeResult {
  const tables = after.tables.map((table, index): ComputedTable => {
    const { scorecard } = table;
    if (scorecard === null) return table;
    const keptBefore = before.tables[index]?.scorecard?.keptScores;
    const kept = [...scorecard.keptScores].filter(([row]) => keptBefore?.has(row) === true);
    return { ...table, scorecard: { ...scorecard, keptScores: new Map(kept) } };
  });
  return { ...after, tables };
}

export interface MethodChange {
  readonly rules: Rules;
  readonly write: 'formulas' | 'values';
  /** Bring the notes under the tables into line with the method. */
  readonly rewordNotes: boolean;
}

/**
 * Plans the saving of rules with all that follows: the sheet 计分办法, the notes, every score that the old rules had right.
 * Writes nothing.
 */
export function changeMethod(
  snapshot: WorkbookSnapshot,
  { rules, write, rewordNotes }: MethodChange,
): { readonly plan: Plan; readonly moves: readonly Move[] } {
  const options: ComputeRequest = { write, keepExisting: true, fixNumbers: false, sheets: [], rules: null };
  const before = compute(snapshot, options);
  const { kind } = rules.form;
  const table = before.tables.find(({ attachment }) => attachment.kind === kind);
  const period = table?.attachment.period ?? null;
  const { changes, problems } = planMethodSheet(snapshot.sheets, {
    kind,
    period,
    form: rules.form,
    method: rules.method,
  });
  if (problems.some(({ severity }) => severity === 'error')) return { plan: { changes: [], problems }, moves: [] };
  const rewords = rewordNotes && isInForceFor(table, rules);
  const saved = rewords ? [...changes, ...noteChanges(snapshot, rules, options)] : changes;
  const after = computeAfter({ ...snapshot, sheets: afterChanges(snapshot.sheets, saved) }, options, before);
  const sheets = new Set(
    after.tables.filter(({ attachment }) => attachment.kind === kind).map(({ attachment }) => attachment.sheet),
  );
  const follows = after.plan.changes.filter((change) => change.kind !== 'part' && sheets.has(change.sheet));
  return { plan: { changes: [...saved, ...follows], problems }, moves: movesOf(before, after) };
}

/** Brings the notes under the tables of the rules' kind into line with them. */
function noteChanges(snapshot: WorkbookSnapshot, rules: Rules, options: ComputeRequest): readonly Change[] {
  return compute(snapshot, { ...options, rules }).tables.flatMap(({ attachment, notes }) => {
    const grid = snapshot.sheets.find(({ sheet }) => sheet === attachment.sheet);
    if (attachment.kind !== rules.form.kind || grid === undefined) return [];
    return planNoteWording(grid, notes);
  });
}

/**
 * Computes a workbook with new rules: what the old rules had right follows the new ones; what differed before stays the
 * user's own decision.
 */
function computeAfter(snapshot: WorkbookSnapshot, options: ComputeRequest, before: ComputeResult): ComputeResult {
  const open = new Set(before.differences.map(cellOf));
  const decisions: Record<string, 'computed'> = {};
  for (const difference of compute(snapshot, options).differences) {
    const cell = cellOf(difference);
    if (!open.has(cell)) decisions[cell] = 'computed';
  }
  return compute(snapshot, { ...options, decisions });
}

function cellOf({ sheet, cell }: Difference): string {
  return `${sheet}!${cell}`;
}

/** Tells whether rules are in force for a computed table; where there is none, they may be. */
function isInForceFor(table: ComputedTable | undefined, { method }: Rules): boolean {
  return method === null || table === undefined || appliesTo(method, table.attachment.period);
}

/** Probable slips of new rules that the present method does not have. */
function newWarnings(rules: Rules, present: Method | null, units: number): readonly MethodProblem[] {
  if (rules.method === null) return [];
  const before = present === null ? [] : checkMethod(present, rules.form, units);
  return newlyFound(checkMethod(rules.method, rules.form, units), before);
}

function rankedUnits(table: ComputedTable | undefined): number {
  return table?.scorecard?.units.filter(({ rank }) => rank !== null).length ?? 0;
}
