import { adjustmentOf } from '../core/adjustments/entry.js';
import { ledgerFor, ledgersOf, unreadableLedgers, type Ledger } from '../core/adjustments/ledger.js';
import { settle, withLedger, type Adjustments } from '../core/adjustments/settle.js';
import { compareNotes, noteProblems, type NoteFinding } from '../core/audit/method-notes.js';
import { fillAdjustments, keepsTyped } from '../core/changes/adjustment-cell.js';
import { fill, fillTotals, type ComputeOptions, type Difference, type Filling } from '../core/changes/compute.js';
import { otherQuarter } from '../core/changes/ledger.js';
import type { Plan } from '../core/changes/plan.js';
import type { Form } from '../core/form/form.js';
import { builtInForms } from '../core/form/index.js';
import type { Grid } from '../core/grid/grid.js';
import type { Problem } from '../core/grid/problem.js';
import { methodFor, methodSheetOf, type MethodSheet } from '../core/method/method-sheet.js';
import type { Method } from '../core/method/method.js';
import type { Rules } from '../core/method/read-rules.js';
import type { Attachment } from '../core/recognition/attachment.js';
import { recognise } from '../core/recognition/recognise.js';
import { score } from '../core/scoring/score.js';
import type { Scorecard } from '../core/scoring/scorecard.js';
import type { CalculationSettings, WorkbookSnapshot } from '../ports/workbook.js';

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

export interface ComputeResult {
  readonly plan: Plan;
  readonly tables: readonly ComputedTable[];
  readonly differences: readonly Difference[];
  readonly problems: readonly Problem[];
  readonly filled: number;
  /** Requested sheets that do not exist or hold no attachment. */
  readonly notFound: readonly string[];
  /** Attachments that were found and not computed. */
  readonly left: readonly LeftAlone[];
}

/** An attachment that is not computed: of an older quarter, a second one of its kind, or not asked for. */
export interface LeftAlone {
  readonly attachment: Attachment;
  readonly because: 'older' | 'duplicate' | 'not-asked';
}

/** Reads a workbook's attachments, scores them and plans the cells to fill. Writes nothing. */
export function compute(snapshot: WorkbookSnapshot, request: ComputeRequest): ComputeResult {
  const methodSheet = methodSheetOf(snapshot.sheets);
  const forms = Object.values(builtInForms).map((form) => formFor(form, request.rules, methodSheet));
  const isAsked = ({ sheet }: Pick<Grid, 'sheet'>): boolean => request.sheets.length === 0 || request.sheets.includes(sheet);
  const read = snapshot.sheets.map((grid) => ({ grid, ...recognise(grid, forms) }));
  const found = read.flatMap(({ grid, attachments }) => attachments.map((attachment) => ({ grid, attachment })));
  const { chosen, left } = request.sheets.length > 0 ? chosenBy(found, isAsked) : newestOfEachKind(found);

  const ledgers = ledgersOf(snapshot.sheets);
  const used = new Set<Ledger>();
  const fillings: Filling[] = [];
  const problems: Problem[] = [...calculationProblems(snapshot.calculation), ...(snapshot.signed ? [SIGNED] : []), ...(methodSheet?.problems ?? []), ...unreadableLedgers(snapshot.sheets), ...read.filter(({ grid }) => isAsked(grid)).flatMap((sheet) => sheet.problems), ...left.flatMap(leftProblem)];
  const tables: ComputedTable[] = [];
  for (const { grid, attachment } of chosen) {
    const given = request.rules !== null && request.rules.form.kind === attachment.kind ? request.rules : null;
    // Scored by other rules than the workbook's own, nobody would notice: an unreadable sheet is mended first.
    if (given === null && methodSheet?.broken.includes(attachment.kind)) continue;
    const { method, origin } = given === null ? methodFor(attachment.kind, attachment.period, methodSheet) : ({ method: given.method, origin: 'given' } as const);
    if (origin === 'workbook' && method !== null) problems.push(ownMethod(methodSheet as MethodSheet, method, attachment));
    const others = chosen.map((one) => one.attachment).filter((one) => one !== attachment && one.kind !== 'volumes');
    const component = method === null ? null : adjustmentOf(method);
    const ledger = component === null ? null : ledgerFor(ledgers, attachment.period);
    const adjustments = component === null ? null : settle(attachment, component, ledger, others);
    const adjusting = adjustments === null ? null : fillAdjustments(grid, adjustments, request);
    const read = adjustments === null ? attachment : withLedger(attachment, adjustments, keepsTyped(grid, adjustments, request));
    const scorecard = method === null ? null : score(read, method);
    const filling: Filling = scorecard === null ? fillTotals(grid, attachment, request) : fill(grid, scorecard, request);
    const notes = method === null ? [] : compareNotes(grid, attachment, method, notesEnd(found, attachment));
    const said = [...attachment.problems, ...noteProblems(notes), ...(adjustments?.problems ?? []), ...filling.problems];
    append(problems, said);
    if (ledger !== null) used.add(ledger);
    if (component !== null && ledger === null && ledgers[0] !== undefined) problems.push(otherQuarter(ledgers[0], attachment.period ?? ''));
    if (method !== null && origin === 'built-in' && attachment.period !== null && attachment.period !== method.period) problems.push(otherMethod(attachment, attachment.period, method));
    // The adjustment first: the score's formula reads it.
    if (adjusting !== null) fillings.push(adjusting);
    fillings.push(filling);
    tables.push({ attachment, method, methodOrigin: origin, scorecard, adjustments, notes });
  }
  problems.push(...[...used].flatMap((ledger) => ledger.problems));
  if (request.rules !== null && !tables.some(({ attachment }) => attachment.kind === request.rules?.form.kind)) problems.push({ severity: 'warning', code: 'rules-not-used', sheet: '', cell: '', parameters: { title: request.rules.form.title } });
  const notFound = request.sheets.filter((name) => !chosen.some(({ grid }) => grid.sheet === name));
  return {
    plan: { changes: fillings.flatMap(({ changes }) => changes), problems },
    tables,
    differences: fillings.flatMap(({ differences }) => differences),
    problems,
    filled: fillings.reduce((sum, { filled }) => sum + filled, 0),
    notFound,
    left,
  };
}

/** Spreading a hundred thousand changes as arguments overflows the stack. */
function append<T>(list: T[], more: readonly T[]): void {
  for (const one of more) list.push(one);
}

function otherMethod({ sheet }: Attachment, period: string, { title }: Method): Problem {
  return { severity: 'notice', code: 'method-of-earlier-period', sheet, cell: '', parameters: { attachment: period, title } };
}

interface Found {
  readonly grid: Grid;
  readonly attachment: Attachment;
}

function formFor(builtIn: Form, given: Rules | null, sheet: MethodSheet | null): Form {
  if (given?.form.kind === builtIn.kind) return given.form;
  return sheet?.rules.find(({ kind }) => kind === builtIn.kind)?.form ?? builtIn;
}

function ownMethod({ sheet }: MethodSheet, { title, period }: Method, attachment: Attachment): Problem {
  const other = attachment.period !== null && attachment.period !== period;
  return { severity: 'notice', code: other ? 'method-of-other-period' : 'method-of-workbook', sheet: attachment.sheet, cell: '', parameters: { title, period, sheet, attachment: attachment.period ?? '' } };
}

/** Notes belong to the table above them: they end where the next table's title may begin. */
function notesEnd(found: readonly Found[], { sheet, area }: Attachment): number {
  const below = found.filter((one) => one.attachment.sheet === sheet && one.attachment.area.top > area.bottom).map((one) => one.attachment.area.top - 2);
  return Math.min(Infinity, ...below);
}

interface Choice {
  readonly chosen: readonly Found[];
  readonly left: readonly LeftAlone[];
}

function chosenBy(found: readonly Found[], isAsked: (grid: Grid) => boolean): Choice {
  return { chosen: found.filter(({ grid }) => isAsked(grid)), left: found.filter(({ grid }) => !isAsked(grid)).map(({ attachment }) => ({ attachment, because: 'not-asked' })) };
}

function newestOfEachKind(found: readonly Found[]): Choice {
  const chosen: Found[] = [];
  const left: LeftAlone[] = [];
  for (const candidate of found) {
    const { kind, period } = candidate.attachment;
    const sameKind = found.filter((other) => other.attachment.kind === kind);
    const newest = sameKind.reduce((best, other) => (goesBefore(other, best) ? other : best));
    if (newest === candidate) chosen.push(candidate);
    else left.push({ attachment: candidate.attachment, because: period === newest.attachment.period ? 'duplicate' : 'older' });
  }
  return { chosen, left };
}

/** The newer quarter; of the same quarter a sheet that is shown before one that is hidden, else the first. */
function goesBefore(one: Found, best: Found): boolean {
  const [period, than] = [one.attachment.period ?? '', best.attachment.period ?? ''];
  return period > than || (period === than && one.grid.visibility === 'visible' && best.grid.visibility !== 'visible');
}

function leftProblem({ attachment: { sheet, period }, because }: LeftAlone): readonly Problem[] {
  return because === 'not-asked' ? [] : [{ severity: 'notice', code: `${because}-left-alone`, sheet, cell: '', parameters: { period: period ?? '' } }];
}

const SIGNED: Problem = { severity: 'notice', code: 'signature-dropped', sheet: '', cell: '', parameters: {} };

function calculationProblems({ fullPrecision, mode, iterates }: CalculationSettings): readonly Problem[] {
  const codes = [...(fullPrecision ? [] : ['precision-as-displayed']), ...(mode === 'manual' ? ['calculation-manual'] : []), ...(iterates ? ['calculation-iterates'] : [])];
  return codes.map((code) => ({ severity: 'warning', code, sheet: '', cell: '', parameters: {} }));
}
