import { adjust, type AdjustmentEdit } from '../../app/adjust.js';
import { adjustmentOverview, type AdjustmentOverview } from '../../app/adjustments.js';
import { planAcceptance, planMatch, planWithdrawal } from '../../app/audit.js';
import { planCorrections } from '../../app/corrections.js';
import type { ComputeResult } from '../../app/compute.js';
import { explain } from '../../app/explain.js';
import { changeMethod, rulesInForce, type RulesInForce } from '../../app/method-effect.js';
import { planRecord, publishedFigures, type OfficialCopy, type PublicationStamp } from '../../app/publish.js';
import type { AcceptedFinding } from '../../core/audit/audit-record.js';
import type { Finding, Suspect } from '../../core/audit/finding.js';
import type { Acceptance } from '../../core/changes/audit-record.js';
import type { Plan } from '../../core/changes/plan.js';
import type { AttachmentKind } from '../../core/form/form.js';
import type { Problem } from '../../core/grid/problem.js';
import { isForProgram } from '../../core/method/field-names.js';
import type { RuleField } from '../../core/method/fields.js';
import { methodSheetOf, type MethodSheet } from '../../core/method/method-sheet.js';
import { rankBy, type RankBy } from '../../core/method/method.js';
import type { Rules } from '../../core/method/read-rules.js';
import { methodInWords } from '../../core/method/method-in-words.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import { adjustmentReport } from './adjustment-report.js';
import { explanationOf, type Explanation } from './explanation.js';
import type { UndoOffer } from './state.js';

/** What queries and commands work from: the workbook as it was last read and computed. */
export interface QueryContext {
  readonly snapshot: WorkbookSnapshot;
  readonly result: ComputeResult;
  /** The workbook from which the last official copies were made; somebody may have gone on typing since. */
  readonly published: WorkbookSnapshot | null;
}

/** The method of one attachment, in words and as rules. */
export interface MethodView {
  readonly sheet: string;
  readonly kind: AttachmentKind;
  readonly title: string;
  readonly words: readonly string[];
  readonly source: string;
  readonly cap: string | null;
  readonly places: number;
  readonly rankBy: RankBy;
  readonly inForce: RulesInForce;
}

/** Rules in the sheet 计分办法 that cannot be used: what stands there, and why. */
export interface UnreadableRules {
  readonly kind: AttachmentKind;
  readonly sheet: string;
  readonly problems: readonly Problem[];
  readonly fields: readonly RuleField[];
}

export interface MethodsView {
  readonly methods: readonly MethodView[];
  readonly unreadable: readonly UnreadableRules[];
}

/** Units of attachments 3 and 2 that somebody takes for the same. */
export interface MatchChoice {
  /** A unit of attachment 3. */
  readonly volume: string;
  /** Units of attachment 2; none: it has no counterpart. */
  readonly departments: readonly string[];
  readonly acceptance: Acceptance;
}

/**
 * What the pane asks about the workbook that was read and computed; no query takes long. Arguments and answers are
 * plain data, so that pane and session can run in different threads.
 */
export const queries = {
  explanation: ({ result }: QueryContext, unit: string): Explanation | null => explanationOf(result, unit),
  adjustments: ({ result }: QueryContext): AdjustmentOverview => adjustmentOverview(result),
  methods: ({ snapshot, result }: QueryContext): MethodsView => ({
    methods: methodViews(snapshot, result),
    unreadable: unreadableRules(methodSheetOf(snapshot.sheets)),
  }),
};

/** What a command would write. */
export interface PlannedCommand {
  /** `null` where nothing can be written, for the reason in `refused`. */
  readonly plan: Plan | null;
  readonly refused?: Pick<Problem, 'code' | 'parameters'>;
  /** What is reported once it is written, where only the plan can tell. */
  readonly report?: UndoOffer;
}

/** What the pane can have written. Each command is planned from the workbook as it is when its turn has come. */
export const commands = {
  correct: ({ snapshot }: QueryContext, suspects: readonly Suspect[]): PlannedCommand => ({
    plan: planCorrections(snapshot, suspects),
  }),
  accept: ({ snapshot }: QueryContext, finding: Finding, acceptance: Acceptance): PlannedCommand => ({
    plan: planAcceptance(snapshot, finding, acceptance),
  }),
  withdraw: ({ snapshot }: QueryContext, waiver: AcceptedFinding): PlannedCommand => ({
    plan: planWithdrawal(snapshot, waiver),
  }),
  match: ({ snapshot }: QueryContext, { volume, departments, acceptance }: MatchChoice): PlannedCommand => ({
    plan: planMatch(snapshot, { volume, departments }, acceptance),
  }),
  adjust: ({ snapshot }: QueryContext, edits: readonly AdjustmentEdit[]): PlannedCommand => {
    const adjusted = adjust(snapshot, { edits, write: 'formulas', rules: null });
    const [refused] = adjusted.refused;
    if (refused !== undefined) return { plan: null, refused };
    return { plan: adjusted.plan, report: adjustmentReport(adjusted) };
  },
  changeMethod: ({ snapshot }: QueryContext, rules: Rules, rewordNotes: boolean): PlannedCommand => ({
    plan: changeMethod(snapshot, { rules, write: 'formulas', rewordNotes }).plan,
  }),
  explain: ({ snapshot }: QueryContext): PlannedCommand => ({ plan: explain(snapshot, null) }),
  record: (
    { snapshot, published }: QueryContext,
    copies: readonly Pick<OfficialCopy, 'name' | 'fingerprint'>[],
    stamp: PublicationStamp,
  ): PlannedCommand => ({
    plan: planRecord(snapshot, { figures: publishedFigures(published ?? snapshot, null), copies }, stamp),
  }),
};

function methodViews(snapshot: WorkbookSnapshot, { tables }: ComputeResult): readonly MethodView[] {
  const views: MethodView[] = [];
  for (const { attachment, method } of tables) {
    if (method === null) continue;
    const { sheet, kind, period, form } = attachment;
    views.push({
      sheet,
      kind,
      title: method.title,
      words: methodInWords(method, form),
      source: method.source,
      cap: method.cap ?? null,
      places: method.rounding.places,
      rankBy: rankBy(method),
      inForce: rulesInForce(snapshot, kind, period),
    });
  }
  return views;
}

function unreadableRules(sheet: MethodSheet | null): readonly UnreadableRules[] {
  if (sheet === null) return [];
  const problems = sheet.problems.filter(({ severity }) => severity === 'error');
  return sheet.unreadable.map((kind) => ({
    kind,
    sheet: sheet.sheet,
    problems,
    fields: sheet.fields.filter(({ path }) => path.startsWith(`${kind}.`) && !isForProgram(path)),
  }));
}

type WithoutContext<F> = F extends (context: QueryContext, ...rest: infer R) => unknown ? R : never;

export type Query = keyof typeof queries;
export type QueryArguments<Q extends Query> = WithoutContext<(typeof queries)[Q]>;
export type Answer<Q extends Query> = ReturnType<(typeof queries)[Q]>;
export type Command = keyof typeof commands;
export type CommandArguments<D extends Command> = WithoutContext<(typeof commands)[D]>;
