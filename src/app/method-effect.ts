import { planMethodSheet } from '../core/changes/method-sheet.js';
import { planNoteWording } from '../core/changes/note-wording.js';
import type { Change, Plan } from '../core/changes/plan.js';
import { afterChanges } from '../core/changes/simulate.js';
import { builtInForms } from '../core/form/index.js';
import type { AttachmentKind } from '../core/form/form.js';
import type { Problem } from '../core/grid/problem.js';
import { checkMethod, newlyFound } from '../core/method/check-method.js';
import { differencesBetween, type FieldDifference } from '../core/method/fields.js';
import { builtInMethod } from '../core/method/index.js';
import { appliesTo, methodFor, methodSheetOf } from '../core/method/method-sheet.js';
import type { Method } from '../core/method/method.js';
import type { Rules } from '../core/method/read-rules.js';
import type { Move } from '../core/scoring/standing.js';
import type { WorkbookSnapshot } from '../ports/workbook.js';
import { movesOf } from './adjust.js';
import { compute, type ComputedTable } from './compute.js';

/** The rules of one kind in a workbook: what is in force, and how it differs from what is built in. */
export interface RulesInForce {
  readonly rules: Rules;
  readonly origin: 'workbook' | 'built-in';
  readonly builtIn: Rules;
  readonly drift: readonly FieldDifference[];
  /** Written by a newer program: shown, not written over. */
  readonly locked: boolean;
}

/** What other rules would do, before they are saved. */
export interface MethodEffect {
  readonly moves: readonly Move[];
  /** Probable slips that the present method does not have. */
  readonly warnings: readonly Problem[];
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
    drift: differencesBetween(builtIn, rules, form),
    locked: sheet?.newer ?? false,
  };
}

/** Shows what rules would do to scores and ranks beside the present ones. */
export function methodEffect(snapshot: WorkbookSnapshot, rules: Rules): MethodEffect {
  const options = { write: 'formulas', keepExisting: true, fixNumbers: false, sheets: [] } as const;
  const before = compute(snapshot, { ...options, rules: null });
  const { kind } = rules.form;
  const table = before.tables.find(({ attachment }) => attachment.kind === kind);
  const after = concerns(rules, table) ? compute(snapshot, { ...options, rules }) : before;
  const present = rulesInForce(snapshot, kind, table?.attachment.period ?? null).rules;
  return {
    moves: movesOf(before, after),
    warnings: newProblems(rules, present.method, ranked(table)),
    differences: differencesBetween(present, rules, rules.form),
    notes: after.tables.filter(({ attachment }) => attachment.kind === kind).flatMap(({ notes }) => notes),
  };
}

export interface MethodChange {
  readonly rules: Rules;
  readonly write: 'formulas' | 'values';
  /** Bring the notes under the tables into line with the method. */
  readonly rewordNotes: boolean;
}

/** Plans the saving of rules with all that follows: the sheet 计分办法, the notes, every score that the old rules had right. Writes nothing. */
export function changeMethod(
  snapshot: WorkbookSnapshot,
  { rules, write, rewordNotes }: MethodChange,
): { readonly plan: Plan; readonly moves: readonly Move[] } {
  const options = { write, keepExisting: true, fixNumbers: false, sheets: [], rules: null } as const;
  const before = compute(snapshot, options);
  const { kind } = rules.form;
  const table = before.tables.find(({ attachment }) => attachment.kind === kind);
  const period = table?.attachment.period ?? null;
  const saved = planMethodSheet(snapshot.sheets, { kind, period, form: rules.form, method: rules.method });
  if (saved.problems.some(({ severity }) => severity === 'error'))
    return { plan: { changes: [], problems: saved.problems }, moves: [] };
  const changes: Change[] = [...saved.changes];
  if (rewordNotes && concerns(rules, table)) {
    for (const { attachment, notes } of compute(snapshot, { ...options, rules }).tables) {
      const grid = snapshot.sheets.find(({ sheet }) => sheet === attachment.sheet);
      if (attachment.kind === kind && grid !== undefined) changes.push(...planNoteWording(grid, notes));
    }
  }
  const sheets = afterChanges(snapshot.sheets, changes);
  // What differed before stays the user's own question; what the old rules had right follows the new ones.
  const open = new Set(before.differences.map(({ sheet, cell }) => `${sheet}!${cell}`));
  const trial = compute({ ...snapshot, sheets }, options);
  const decisions = Object.fromEntries(
    trial.differences
      .map(({ sheet, cell }) => `${sheet}!${cell}`)
      .filter((cell) => !open.has(cell))
      .map((cell) => [cell, 'computed' as const]),
  );
  const after = compute({ ...snapshot, sheets }, { ...options, decisions });
  const own = new Set(
    after.tables.filter(({ attachment }) => attachment.kind === kind).map(({ attachment }) => attachment.sheet),
  );
  const follows = after.plan.changes.filter((change) => change.kind !== 'part' && own.has(change.sheet));
  return { plan: { changes: [...changes, ...follows], problems: saved.problems }, moves: movesOf(before, after) };
}

function concerns({ method }: Rules, table: ComputedTable | undefined): boolean {
  return method === null || table === undefined || appliesTo(method, table.attachment.period);
}

function newProblems(rules: Rules, present: Method | null, units: number): readonly Problem[] {
  if (rules.method === null) return [];
  const before = present === null ? [] : checkMethod(present, rules.form, units);
  return newlyFound(checkMethod(rules.method, rules.form, units), before);
}

function ranked(table: ComputedTable | undefined): number {
  return table?.scorecard?.units.filter(({ rank }) => rank !== null).length ?? 0;
}
