import { adjust, type AdjustmentEdit } from '../../app/adjust.js';
import { adjustmentOverview, type AdjustmentOverview } from '../../app/adjustments.js';
import { planAcceptance, planCorrection, planMatch, planWithdrawal } from '../../app/audit.js';
import type { ComputeResult } from '../../app/compute.js';
import { explain } from '../../app/explain.js';
import { changeMethod, rulesInForce, type RulesInForce } from '../../app/method-effect.js';
import { planRecord, publishedFigures, type OfficialCopy, type PublicationStamp } from '../../app/publish.js';
import type { Waiver } from '../../core/audit/audit-record.js';
import type { Finding, Suspect } from '../../core/audit/finding.js';
import type { Acceptance } from '../../core/changes/audit-record.js';
import type { Plan } from '../../core/changes/plan.js';
import type { AttachmentKind } from '../../core/form/form.js';
import type { Problem } from '../../core/grid/problem.js';
import type { RuleField } from '../../core/method/fields.js';
import { methodSheetOf, type MethodSheet } from '../../core/method/method-sheet.js';
import type { Rules } from '../../core/method/read-rules.js';
import { methodInWords } from '../../core/method/words.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import { adjustmentTold } from './adjustment-told.js';
import { explanationOf, type Explanation } from './explanation.js';
import type { Undoable } from './state.js';

/** What answers and plans are made from: the workbook as it was last read and computed. */
export interface Known {
  readonly snapshot: WorkbookSnapshot;
  readonly result: ComputeResult;
  /** The workbook as the last official copies were made from it: somebody may have gone on typing since. */
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

/**
 * What the pane asks of what was read and computed; no answer takes long. Question and answer are plain data, so that the
 * pane may stand in another thread than the session.
 */
export const questions = {
  explanation: ({ result }: Known, unit: string): Explanation | null => explanationOf(result, unit),
  adjustments: ({ result }: Known): AdjustmentOverview => adjustmentOverview(result),
  methods: ({ snapshot, result }: Known): MethodsView => ({
    methods: result.tables.flatMap(({ attachment: { sheet, kind, period, form }, method }) =>
      method === null
        ? []
        : [
            {
              sheet,
              kind,
              title: method.title,
              words: methodInWords(method, form),
              source: method.source,
              cap: method.cap ?? null,
              places: method.rounding.places,
              inForce: rulesInForce(snapshot, kind, period),
            },
          ],
    ),
    unreadable: unreadableRules(methodSheetOf(snapshot.sheets)),
  }),
};

/** A deed thought out. */
export interface Planned {
  /** `null` where nothing can be written, for the reason told. */
  readonly plan: Plan | null;
  readonly refused?: Pick<Problem, 'code' | 'parameters'>;
  /** What is said of it, where that cannot be known before. */
  readonly told?: Undoable;
}

/** What the pane has written: each deed is a plan of its own, made from the workbook as it is when its turn has come. */
export const deeds = {
  correct: ({ snapshot }: Known, suspect: Suspect): Planned => ({ plan: planCorrection(snapshot, suspect) }),
  accept: ({ snapshot }: Known, finding: Finding, acceptance: Acceptance): Planned => ({
    plan: planAcceptance(snapshot, finding, acceptance),
  }),
  withdraw: ({ snapshot }: Known, waiver: Waiver): Planned => ({ plan: planWithdrawal(snapshot, waiver) }),
  match: ({ snapshot }: Known, volume: string, departments: readonly string[], acceptance: Acceptance): Planned => ({
    plan: planMatch(snapshot, { volume, departments }, acceptance),
  }),
  adjust: ({ snapshot }: Known, edits: readonly AdjustmentEdit[]): Planned => {
    const adjusted = adjust(snapshot, { edits, write: 'formulas', rules: null });
    const [refused] = adjusted.refused;
    return refused === undefined ? { plan: adjusted.plan, told: adjustmentTold(adjusted) } : { plan: null, refused };
  },
  changeMethod: ({ snapshot }: Known, rules: Rules, rewordNotes: boolean): Planned => ({
    plan: changeMethod(snapshot, { rules, write: 'formulas', rewordNotes }).plan,
  }),
  explain: ({ snapshot }: Known): Planned => ({ plan: explain(snapshot, null) }),
  record: (
    { snapshot, published }: Known,
    copies: readonly Pick<OfficialCopy, 'name' | 'fingerprint'>[],
    stamp: PublicationStamp,
  ): Planned => ({
    plan: planRecord(snapshot, { figures: publishedFigures(published ?? snapshot, null), copies }, stamp),
  }),
};

function unreadableRules(sheet: MethodSheet | null): readonly UnreadableRules[] {
  if (sheet === null) return [];
  const problems = sheet.problems.filter(({ severity }) => severity === 'error');
  return sheet.broken.map((kind) => ({
    kind,
    sheet: sheet.sheet,
    problems,
    fields: sheet.fields.filter(({ path, label }) => path.startsWith(`${kind}.`) && !label.includes('程序用')),
  }));
}

type WithoutKnown<F> = F extends (known: Known, ...rest: infer R) => unknown ? R : never;

export type Question = keyof typeof questions;
export type QuestionArguments<Q extends Question> = WithoutKnown<(typeof questions)[Q]>;
export type Answer<Q extends Question> = ReturnType<(typeof questions)[Q]>;
export type Deed = keyof typeof deeds;
export type DeedArguments<D extends Deed> = WithoutKnown<(typeof deeds)[D]>;
