import { ledgerFor, ledgersOf, unreadableLedgers, type Ledger } from '../core/adjustments/ledger.js';
import { reconcile, withLedger, type Adjustments } from '../core/adjustments/reconcile.js';
import { compareNotes, noteProblems } from '../core/audit/method-notes.js';
import type { NoteFinding } from '../core/audit/note-text.js';
import { fillAdjustments, keepsTyped } from '../core/changes/adjustment-cell.js';
import { circlesOf } from '../core/changes/circles.js';
import { fill } from '../core/changes/fill.js';
import { fillTotals } from '../core/changes/fill-totals.js';
import { keptScores } from '../core/changes/kept-scores.js';
import type { ComputeOptions, Difference, FillPlan } from '../core/changes/fill-plan.js';
import { otherQuarter } from '../core/changes/ledger.js';
import type { Plan } from '../core/changes/plan.js';
import type { Form } from '../core/form/form.js';
import { builtInForms } from '../core/form/index.js';
import { cellName } from '../core/grid/address.js';
import type { Area, Grid } from '../core/grid/grid.js';
import type { Problem } from '../core/grid/problem.js';
import { adjustmentOf } from '../core/method/components/index.js';
import { methodFor, methodSheetOf, type MethodSheet } from '../core/method/method-sheet.js';
import type { Method } from '../core/method/method.js';
import type { Rules } from '../core/method/read-rules.js';
import type { Attachment } from '../core/recognition/attachment.js';
import { leftUnread } from '../core/recognition/left-unread.js';
import { recognise } from '../core/recognition/recognise.js';
import { unitsTwice } from '../core/recognition/units-twice.js';
import { score } from '../core/scoring/score.js';
import type { Scorecard } from '../core/scoring/scorecard.js';
import type { CalculationSettings, WorkbookSnapshot } from '../ports/workbook.js';
import {
  chooseAttachments,
  skippedProblem,
  type Choice,
  type Found,
  type SkippedAttachment,
} from './choose-attachments.js';
import { signatureProblems } from './signature.js';

export interface ComputeRequest extends ComputeOptions {
  /** Only these sheets; empty: the newest period of each kind. */
  readonly sheets: readonly string[];
  /** Rules that replace the built-in ones of their kind. */
  readonly rules: Rules | null;
}

/** One attachment that was computed. */
export interface ComputedTable {
  readonly attachment: Attachment;
  readonly method: Method | null;
  /** Where the method comes from: given with the request, the workbook's own, or built in. */
  readonly methodOrigin: 'given' | 'workbook' | 'built-in';
  readonly scorecard: Scorecard | null;
  /** Where the method has adjustments: each unit's, with the ledger's entries. */
  readonly adjustments: Adjustments | null;
  /** Where the notes under the table say something else than the method. */
  readonly notes: readonly NoteFinding[];
}

/** What a computation found and plans. */
export interface ComputeResult {
  /** The cells to fill, with all problems that were found. */
  readonly plan: Plan;
  readonly tables: readonly ComputedTable[];
  readonly differences: readonly Difference[];
  readonly filled: number;
  /** Requested sheets that do not exist or hold no attachment. */
  readonly notFound: readonly string[];
  /** Attachments that were found and not computed. */
  readonly skipped: readonly SkippedAttachment[];
}

/** A computation that leaves what stands in cells as it is and only fills what is blank. */
const CAREFUL = { write: 'formulas', keepExisting: true, fixNumbers: false, sheets: [] } as const;

/** Computes a workbook as it is published: what stands in its cells stays. */
export function computeAsItStands(snapshot: WorkbookSnapshot, rules: Rules | null): ComputeResult {
  return compute(snapshot, { ...CAREFUL, rules });
}

/**
 * Reads a workbook's attachments, scores them and plans the cells to fill. Writes nothing. No formula is planned that
 * would come back to its own cell.
 */
export function compute(snapshot: WorkbookSnapshot, request: ComputeRequest): ComputeResult {
  const result = computeOnce(snapshot, request);
  const circles = circlesOf(snapshot, result.plan.changes);
  if (circles.size === 0) return result;
  return computeOnce(snapshot, { ...request, circles });
}

function computeOnce(snapshot: WorkbookSnapshot, request: ComputeRequest): ComputeResult {
  const { sheets } = snapshot;
  const methodSheet = methodSheetOf(sheets);
  const forms = Object.values(builtInForms).map((form) => formFor(form, request.rules, methodSheet));
  const recognised = sheets.map((grid) => ({ grid, ...recognisedIn(grid, forms) }));
  const found = recognised.flatMap(({ grid, attachments }) => attachments.map((attachment) => ({ grid, attachment })));
  const { chosen, skipped } = chooseAttachments(found, request.sheets);
  const context: Context = {
    request,
    methodSheet,
    ledgers: ledgersOf(sheets),
    chosen,
    areas: new Map(
      recognised.map(({ grid, attachments, unread }) => [
        grid.sheet,
        [...attachments.map(({ area }) => area), ...unread],
      ]),
    ),
  };
  // Scored by other rules than the workbook's own, nobody would notice: an unreadable sheet has to be corrected first.
  const scorable = chosen.filter(
    ({ attachment: { kind } }) => givenFor(request, kind) !== null || !methodSheet?.unreadable.includes(kind),
  );
  const computed = scorable.map((one) => computeAttachment(one, context));
  const requested = recognised.filter(({ grid }) => isRequested(request, grid.sheet));
  const problems = [
    ...calculationProblems(snapshot.calculation),
    ...signatureProblems(snapshot),
    ...(methodSheet?.problems ?? []),
    ...unreadableLedgers(sheets),
    ...sheets.flatMap((grid) => leftUnread(grid, forms)),
    ...requested.flatMap((sheet) => sheet.problems),
    ...skipped.flatMap(skippedProblem),
    ...computed.flatMap((one) => one.problems),
    ...ledgerProblems(computed),
    ...unusedRulesProblems(request.rules, computed),
  ];
  const fillPlans = computed.flatMap((one) => one.fillPlans);
  return {
    plan: { changes: fillPlans.flatMap(({ changes }) => changes), problems },
    tables: computed.map(({ table }) => table),
    differences: fillPlans.flatMap(({ differences }) => differences),
    filled: fillPlans.reduce((sum, { filled }) => sum + filled, 0),
    notFound: request.sheets.filter((name) => !chosen.some(({ grid }) => grid.sheet === name)),
    skipped,
  };
}

/** What was recognised in a sheet, by what forms. */
interface Recognised {
  readonly forms: readonly Form[];
  readonly recognition: ReturnType<typeof recognise>;
}

/** An edit changes few sheets: in the others is recognised again what was recognised before. */
const RECOGNISED = new WeakMap<Grid, Recognised>();

function recognisedIn(grid: Grid, forms: readonly Form[]): Recognised['recognition'] {
  const known = RECOGNISED.get(grid);
  if (known !== undefined && forms.every((form, index) => form === known.forms[index])) return known.recognition;
  const recognition = recognise(grid, forms);
  RECOGNISED.set(grid, { forms, recognition });
  return recognition;
}

function isRequested({ sheets }: ComputeRequest, sheet: string): boolean {
  return sheets.length === 0 || sheets.includes(sheet);
}

/** What computing one attachment takes from its request and the rest of its workbook. */
interface Context extends Pick<Choice, 'chosen'> {
  readonly request: ComputeRequest;
  readonly methodSheet: MethodSheet | null;
  readonly ledgers: readonly Ledger[];
  /** Of each sheet where its tables stand, read or not. */
  readonly areas: ReadonlyMap<string, readonly Area[]>;
}

/** One attachment with what is planned for it. */
interface ComputedAttachment {
  readonly table: ComputedTable;
  /** The adjustments first: the scores' formulas read them. */
  readonly fillPlans: readonly FillPlan[];
  readonly problems: readonly Problem[];
}

type MethodOrigin = ComputedTable['methodOrigin'];

function computeAttachment(found: Found, context: Context): ComputedAttachment {
  const { kind, period } = found.attachment;
  const given = givenFor(context.request, kind);
  const { method, origin }: { readonly method: Method | null; readonly origin: MethodOrigin } =
    given === null ? methodFor(kind, period, context.methodSheet) : { method: given.method, origin: 'given' };
  if (method === null) return computeTotals(found, origin, context);
  return computeScores(found, { method, origin }, context);
}

function computeTotals(
  { grid, attachment }: Found,
  methodOrigin: MethodOrigin,
  { request }: Context,
): ComputedAttachment {
  const fillPlan = fillTotals(grid, attachment, request);
  return {
    table: { attachment, method: null, methodOrigin, scorecard: null, adjustments: null, notes: [] },
    fillPlans: [fillPlan],
    problems: [...attachment.problems, ...twiceProblems(attachment), ...fillPlan.problems],
  };
}

function computeScores(
  { grid, attachment }: Found,
  { method, origin }: { readonly method: Method; readonly origin: MethodOrigin },
  context: Context,
): ComputedAttachment {
  const { request, methodSheet, areas } = context;
  const adjustments = adjustmentsOf(attachment, method, context);
  const adjusted = adjustments && withLedger(attachment, adjustments, keepsTyped(grid, adjustments, request));
  const computed = score(adjusted ?? attachment, method);
  const filling = fill(grid, computed, request);
  const fillPlans = [filling];
  const scorecard = { ...computed, keptScores: keptScores(attachment, filling.differences, request) };
  const otherAreas = areas.get(grid.sheet)?.filter((area) => area !== attachment.area);
  const notes = compareNotes({ grid, attachment, others: otherAreas }, method);
  const problems = [
    ...methodProblems(attachment, { method, origin, methodSheet }),
    ...attachment.problems,
    ...twiceProblems(attachment),
    ...noteProblems(notes),
    ...(adjustments?.problems ?? []),
    ...fillPlans.flatMap((plan) => plan.problems),
    ...otherLedgerProblems(attachment, adjustments, context),
    ...periodProblems(attachment, method, origin),
  ];
  if (adjustments !== null) fillPlans.unshift(fillAdjustments(grid, adjustments, request));
  return {
    table: { attachment, method, methodOrigin: origin, scorecard, adjustments, notes },
    fillPlans,
    problems,
  };
}

/** The units' adjustments with the entries of the quarter's ledger; `null` where the method has none. */
function adjustmentsOf(attachment: Attachment, method: Method, { ledgers, chosen }: Context): Adjustments | null {
  const component = adjustmentOf(method);
  if (component === null) return null;
  const others = chosen
    .map((found) => found.attachment)
    .filter((other) => other !== attachment && other.kind !== 'volumes');
  const ledger = ledgerFor(ledgers, attachment.period);
  return reconcile({ attachment, component, ledger, others });
}

/** The problems of the ledgers that were used, each ledger once. */
function ledgerProblems(computed: readonly ComputedAttachment[]): readonly Problem[] {
  const ledgers = new Set(computed.flatMap(({ table }) => table.adjustments?.ledger ?? []));
  return [...ledgers].flatMap((ledger) => ledger.problems);
}

/** Where only another quarter has a ledger, that is reported. */
function otherLedgerProblems(
  { period }: Attachment,
  adjustments: Adjustments | null,
  { ledgers: [first] }: Context,
): readonly Problem[] {
  if (adjustments === null || adjustments.ledger !== null || first === undefined) return [];
  return [otherQuarter(first, period ?? '')];
}

/** A unit that stands there twice is counted twice, and moves the others' ranks. */
function twiceProblems(attachment: Attachment): readonly Problem[] {
  const column = attachment.columns.find(({ role }) => role === 'unit')?.column ?? attachment.area.left;
  return unitsTwice(attachment).map((same) => ({
    severity: 'warning',
    code: 'unit-twice',
    sheet: attachment.sheet,
    cell: cellName(same[1].row, column),
    parameters: { unit: same[0].name, count: same.length, rows: same.map(({ row }) => row + 1).join('、') },
  }));
}

/** The rules given with the request, where they are for this kind. */
function givenFor({ rules }: ComputeRequest, kind: Attachment['kind']): Rules | null {
  if (rules?.form.kind === kind) return rules;
  return null;
}

function formFor(builtIn: Form, given: Rules | null, sheet: MethodSheet | null): Form {
  if (given?.form.kind === builtIn.kind) return given.form;
  return sheet?.rules.find(({ kind }) => kind === builtIn.kind)?.form ?? builtIn;
}

function unusedRulesProblems(rules: Rules | null, computed: readonly ComputedAttachment[]): readonly Problem[] {
  if (rules === null) return [];
  const { kind, title } = rules.form;
  if (computed.some(({ table }) => table.attachment.kind === kind)) return [];
  return [{ severity: 'warning', code: 'rules-not-used', sheet: '', cell: '', parameters: { title } }];
}

/** Names the workbook's own method where that is used. */
function methodProblems(
  { sheet, period }: Attachment,
  used: { readonly method: Method; readonly origin: MethodOrigin; readonly methodSheet: MethodSheet | null },
): readonly Problem[] {
  const { method, origin, methodSheet } = used;
  if (origin !== 'workbook' || methodSheet === null) return [];
  const isOfOtherPeriod = period !== null && period !== method.period;
  const code = isOfOtherPeriod ? 'method-of-other-period' : 'method-of-workbook';
  const parameters = {
    title: method.title,
    period: method.period,
    sheet: methodSheet.sheet,
    attachment: period ?? '',
  };
  return [{ severity: 'notice', code, sheet, cell: '', parameters }];
}

/** Where a built-in method of another quarter is used, that is reported. */
function periodProblems(
  { sheet, period }: Attachment,
  { period: methodPeriod, title }: Method,
  origin: MethodOrigin,
): readonly Problem[] {
  if (origin !== 'built-in' || period === null || period === methodPeriod) return [];
  const parameters = { attachment: period, title };
  return [{ severity: 'notice', code: 'method-of-earlier-period', sheet, cell: '', parameters }];
}

function calculationProblems({ fullPrecision, mode, iterates }: CalculationSettings): readonly Problem[] {
  const codes: Problem['code'][] = [];
  if (!fullPrecision) codes.push('precision-as-displayed');
  if (mode === 'manual') codes.push('calculation-manual');
  if (iterates) codes.push('calculation-iterates');
  return codes.map((code) => ({ severity: 'warning', code, sheet: '', cell: '', parameters: {} }));
}
