import { adjustmentOf } from '../core/adjustments/entry.js';
import { ledgerFor, ledgersOf, unreadableLedgers, type Ledger } from '../core/adjustments/ledger.js';
import { settle, withLedger, type Adjustments } from '../core/adjustments/settle.js';
import { compareNotes, noteProblems } from '../core/audit/method-notes.js';
import type { NoteFinding } from '../core/audit/note-text.js';
import { fillAdjustments, keepsTyped } from '../core/changes/adjustment-cell.js';
import { fill } from '../core/changes/fill.js';
import { fillTotals } from '../core/changes/fill-totals.js';
import type { ComputeOptions, Difference, Filling } from '../core/changes/filling.js';
import { otherQuarter } from '../core/changes/ledger.js';
import type { Plan } from '../core/changes/plan.js';
import type { Form } from '../core/form/form.js';
import { builtInForms } from '../core/form/index.js';
import { cellName } from '../core/grid/address.js';
import type { Area } from '../core/grid/grid.js';
import type { Problem } from '../core/grid/problem.js';
import { methodFor, methodSheetOf, type MethodSheet } from '../core/method/method-sheet.js';
import type { Method } from '../core/method/method.js';
import type { Rules } from '../core/method/read-rules.js';
import type { Attachment } from '../core/recognition/attachment.js';
import { recognise } from '../core/recognition/recognise.js';
import { unitsTwice } from '../core/recognition/units-twice.js';
import { score } from '../core/scoring/score.js';
import type { Scorecard } from '../core/scoring/scorecard.js';
import type { CalculationSettings, WorkbookSnapshot } from '../ports/workbook.js';
import { chooseAttachments, leftProblem, type Choice, type Found, type LeftAlone } from './choose-attachments.js';
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

/** Reads a workbook's attachments, scores them and plans the cells to fill. Writes nothing. */
export function compute(snapshot: WorkbookSnapshot, request: ComputeRequest): ComputeResult {
  const methodSheet = methodSheetOf(snapshot.sheets);
  const forms = Object.values(builtInForms).map((form) => formFor(form, request.rules, methodSheet));
  const read = snapshot.sheets.map((grid) => ({ grid, ...recognise(grid, forms) }));
  const found = read.flatMap(({ grid, attachments }) => attachments.map((attachment) => ({ grid, attachment })));
  const areas = new Map(
    read.map(({ grid, attachments, unread }) => [grid.sheet, [...attachments.map(({ area }) => area), ...unread]]),
  );
  const { chosen, left } = chooseAttachments(found, request.sheets);
  const book: Book = { methodSheet, ledgers: ledgersOf(snapshot.sheets), areas, chosen };
  // Scored by other rules than the workbook's own, nobody would notice: an unreadable sheet is mended first.
  const scorable = chosen.filter(
    ({ attachment: { kind } }) => givenFor(request, kind) !== null || !methodSheet?.broken.includes(kind),
  );
  const computed = scorable.map((one) => computeOne(one, book, request));
  const asked = read.filter(({ grid }) => request.sheets.length === 0 || request.sheets.includes(grid.sheet));
  const problems = [
    ...calculationProblems(snapshot.calculation),
    ...signatureProblems(snapshot),
    ...(methodSheet?.problems ?? []),
    ...unreadableLedgers(snapshot.sheets),
    ...asked.flatMap((sheet) => sheet.problems),
    ...left.flatMap(leftProblem),
    ...computed.flatMap((one) => one.problems),
    ...[...new Set(computed.flatMap(({ ledger }) => ledger ?? []))].flatMap((ledger) => ledger.problems),
    ...(request.rules !== null && !computed.some(({ table }) => table.attachment.kind === request.rules?.form.kind)
      ? [rulesNotUsed(request.rules)]
      : []),
  ];
  const fillings = computed.flatMap((one) => one.fillings);
  return {
    plan: { changes: fillings.flatMap(({ changes }) => changes), problems },
    tables: computed.map(({ table }) => table),
    differences: fillings.flatMap(({ differences }) => differences),
    problems,
    filled: fillings.reduce((sum, { filled }) => sum + filled, 0),
    notFound: request.sheets.filter((name) => !chosen.some(({ grid }) => grid.sheet === name)),
    left,
  };
}

/** What computing one attachment takes from the rest of its workbook. */
interface Book extends Pick<Choice, 'chosen'> {
  readonly methodSheet: MethodSheet | null;
  readonly ledgers: readonly Ledger[];
  /** Of each sheet where its tables stand, read or not. */
  readonly areas: ReadonlyMap<string, readonly Area[]>;
}

interface ComputedOne {
  readonly table: ComputedTable;
  /** The adjustments first: the scores' formulas read them. */
  readonly fillings: readonly Filling[];
  readonly problems: readonly Problem[];
  /** The ledger of its quarter. */
  readonly ledger: Ledger | null;
}

function computeOne(
  { grid, attachment }: Found,
  { methodSheet, ledgers, areas, chosen }: Book,
  request: ComputeRequest,
): ComputedOne {
  const given = givenFor(request, attachment.kind);
  const { method, origin } =
    given === null
      ? methodFor(attachment.kind, attachment.period, methodSheet)
      : ({ method: given.method, origin: 'given' } as const);
  if (method === null) {
    const filling = fillTotals(grid, attachment, request);
    const table: ComputedTable = {
      attachment,
      method,
      methodOrigin: origin,
      scorecard: null,
      adjustments: null,
      notes: [],
    };
    return {
      table,
      fillings: [filling],
      problems: [...attachment.problems, ...twiceProblems(attachment), ...filling.problems],
      ledger: null,
    };
  }
  const others = chosen.map((one) => one.attachment).filter((one) => one !== attachment && one.kind !== 'volumes');
  const component = adjustmentOf(method);
  const ledger = component === null ? null : ledgerFor(ledgers, attachment.period);
  const adjustments = component === null ? null : settle(attachment, component, ledger, others);
  const adjusting = adjustments === null ? [] : [fillAdjustments(grid, adjustments, request)];
  const scorecard = score(
    adjustments === null ? attachment : withLedger(attachment, adjustments, keepsTyped(grid, adjustments, request)),
    method,
  );
  const filling = fill(grid, scorecard, request);
  const otherAreas = areas.get(grid.sheet)?.filter((area) => area !== attachment.area);
  const notes = compareNotes({ grid, attachment, others: otherAreas }, method);
  const problems = [
    ...(origin === 'workbook' && methodSheet !== null ? [ownMethod(methodSheet, method, attachment)] : []),
    ...attachment.problems,
    ...twiceProblems(attachment),
    ...noteProblems(notes),
    ...(adjustments?.problems ?? []),
    ...filling.problems,
    ...(component !== null && ledger === null && ledgers[0] !== undefined
      ? [otherQuarter(ledgers[0], attachment.period ?? '')]
      : []),
    ...(origin === 'built-in' && attachment.period !== null && attachment.period !== method.period
      ? [otherMethod(attachment, attachment.period, method)]
      : []),
  ];
  return {
    table: { attachment, method, methodOrigin: origin, scorecard, adjustments, notes },
    fillings: [...adjusting, filling],
    problems,
    ledger,
  };
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
  return rules?.form.kind === kind ? rules : null;
}

function rulesNotUsed({ form: { title } }: Rules): Problem {
  return { severity: 'warning', code: 'rules-not-used', sheet: '', cell: '', parameters: { title } };
}

function otherMethod({ sheet }: Attachment, period: string, { title }: Method): Problem {
  return {
    severity: 'notice',
    code: 'method-of-earlier-period',
    sheet,
    cell: '',
    parameters: { attachment: period, title },
  };
}

function formFor(builtIn: Form, given: Rules | null, sheet: MethodSheet | null): Form {
  if (given?.form.kind === builtIn.kind) return given.form;
  return sheet?.rules.find(({ kind }) => kind === builtIn.kind)?.form ?? builtIn;
}

function ownMethod({ sheet }: MethodSheet, { title, period }: Method, attachment: Attachment): Problem {
  const other = attachment.period !== null && attachment.period !== period;
  return {
    severity: 'notice',
    code: other ? 'method-of-other-period' : 'method-of-workbook',
    sheet: attachment.sheet,
    cell: '',
    parameters: { title, period, sheet, attachment: attachment.period ?? '' },
  };
}

function calculationProblems({ fullPrecision, mode, iterates }: CalculationSettings): readonly Problem[] {
  const codes = [
    ...(fullPrecision ? [] : ['precision-as-displayed']),
    ...(mode === 'manual' ? ['calculation-manual'] : []),
    ...(iterates ? ['calculation-iterates'] : []),
  ];
  return codes.map((code) => ({ severity: 'warning', code, sheet: '', cell: '', parameters: {} }));
}
