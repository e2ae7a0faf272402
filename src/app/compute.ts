import { fill, fillTotals, type ComputeOptions, type Difference, type Filling } from '../core/changes/compute.js';
import type { Change, Plan } from '../core/changes/plan.js';
import { builtInForms } from '../core/form/index.js';
import type { Grid } from '../core/grid/grid.js';
import type { Problem } from '../core/grid/problem.js';
import { builtInMethod } from '../core/method/index.js';
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
  readonly scorecard: Scorecard | null;
}

export interface ComputeResult {
  readonly plan: Plan;
  readonly tables: readonly ComputedTable[];
  readonly differences: readonly Difference[];
  readonly problems: readonly Problem[];
  readonly filled: number;
  /** Requested sheets that do not exist or hold no attachment. */
  readonly notFound: readonly string[];
}

/** Reads a workbook's attachments, scores them and plans the cells to fill. Writes nothing. */
export function compute(snapshot: WorkbookSnapshot, request: ComputeRequest): ComputeResult {
  const forms = Object.values(builtInForms).map((form) => (request.rules?.form.kind === form.kind ? request.rules.form : form));
  const read = snapshot.sheets.filter((grid) => request.sheets.length === 0 || request.sheets.includes(grid.sheet)).map((grid) => ({ grid, ...recognise(grid, forms) }));
  const found = read.flatMap(({ grid, attachments }) => attachments.map((attachment) => ({ grid, attachment })));
  const { chosen, left } = request.sheets.length > 0 ? { chosen: found, left: [] } : newestOfEachKind(found);

  const changes: Change[] = [];
  const differences: Difference[] = [];
  const problems: Problem[] = [...calculationProblems(snapshot.calculation), ...read.flatMap((sheet) => sheet.problems), ...left];
  const tables: ComputedTable[] = [];
  let filled = 0;
  for (const { grid, attachment } of chosen) {
    const given = request.rules !== null && request.rules.form.kind === attachment.kind ? request.rules : null;
    const method = given === null ? builtInMethod(attachment.kind, attachment.period) : given.method;
    const scorecard = method === null ? null : score(attachment, method);
    const filling: Filling = scorecard === null ? fillTotals(grid, attachment, request) : fill(grid, scorecard, request);
    append(problems, attachment.problems);
    if (method !== null && given === null && attachment.period !== null && attachment.period !== method.period) problems.push(otherMethod(attachment, attachment.period, method));
    append(problems, filling.problems);
    append(changes, filling.changes);
    append(differences, filling.differences);
    filled += filling.filled;
    tables.push({ attachment, method, scorecard });
  }
  if (request.rules !== null && !tables.some(({ attachment }) => attachment.kind === request.rules?.form.kind)) problems.push({ severity: 'warning', code: 'rules-not-used', sheet: '', cell: '', parameters: { title: request.rules.form.title } });
  const notFound = request.sheets.filter((name) => !found.some(({ grid }) => grid.sheet === name));
  return { plan: { changes, problems }, tables, differences, problems, filled, notFound };
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

function newestOfEachKind(found: readonly Found[]): { readonly chosen: readonly Found[]; readonly left: readonly Problem[] } {
  const chosen: Found[] = [];
  const left: Problem[] = [];
  for (const candidate of found) {
    const { kind, period } = candidate.attachment;
    const sameKind = found.filter((other) => other.attachment.kind === kind);
    const newest = sameKind.reduce((best, other) => ((other.attachment.period ?? '') > (best.attachment.period ?? '') ? other : best));
    if (newest === candidate) chosen.push(candidate);
    else {
      const older = period !== newest.attachment.period;
      left.push({ severity: 'notice', code: older ? 'older-left-alone' : 'duplicate-left-alone', sheet: candidate.grid.sheet, cell: '', parameters: { period: period ?? '' } });
    }
  }
  return { chosen, left };
}

function calculationProblems({ fullPrecision, mode, iterates }: CalculationSettings): readonly Problem[] {
  const codes = [...(fullPrecision ? [] : ['precision-as-displayed']), ...(mode === 'manual' ? ['calculation-manual'] : []), ...(iterates ? ['calculation-iterates'] : [])];
  return codes.map((code) => ({ severity: 'warning', code, sheet: '', cell: '', parameters: {} }));
}
