import { adjust } from '../../app/adjust.js';
import { adjustmentOverview, type AdjustmentOverview, type AdjustmentTable } from '../../app/adjustments.js';
import { compute } from '../../app/compute.js';
import { attachmentName, attachmentNamed, type EntryDraft } from '../../core/adjustments/entry.js';
import { entriesAsCsv } from '../../core/adjustments/export.js';
import { unitsNamed } from '../../core/adjustments/named-units.js';
import type { AttachmentKind } from '../../core/form/form.js';
import type { Problem } from '../../core/grid/problem.js';
import { readCell } from '../../core/grid/reading.js';
import { message, type Language } from '../../messages/index.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import { joinValues } from './arguments.js';
import { Failure } from './failure.js';
import {
  backUp,
  applyPlan,
  checkWritable,
  isSameFile,
  openWorkbook,
  sayingProtection,
  withFile,
  writeAtomically,
} from './files.js';
import { addedDocument, addedReport, overviewDocument, overviewReport } from './ledger-report.js';
import { onlyFile, parseOptions } from './options.js';
import { checkOutputFile, checkOutputOptions, outputFileFor, type OutputOptions } from './output-file.js';
import { asJson, textsIn } from './texts.js';

/** Lists or adds adjustments. Returns what to print on standard output. */
export async function ledgerCommand([action, ...args]: readonly string[], language: Language): Promise<string> {
  switch (action) {
    case 'list':
      return list(args, language);
    case 'add':
      return add(args, language);
    case undefined:
      throw new Failure(2, 'argument-missing', { argument: 'ledger list | ledger add' });
    default:
      throw new Failure(2, 'argument-unknown', { argument: action });
  }
}

async function list(args: readonly string[], language: Language): Promise<string> {
  const { input, csv, isJson } = await listOptionsFrom(args);
  const workbook = await openWorkbook(input);
  if (csv !== undefined) await checkWritable(csv);
  const overview = overviewOf(await withFile(input, () => workbook.read()), input);
  const { entries } = overview;
  if (csv !== undefined) await writeAtomically(csv, new TextEncoder().encode(entriesAsCsv(entries)));
  if (isJson) return asJson(overviewDocument(overview, textsIn(language)));
  const report = overviewReport(overview, language);
  if (csv === undefined) return report;
  return `${report}\n\n${message(language, 'csv-written', { entries: entries.length, file: csv })}`;
}

interface ListOptions {
  readonly input: string;
  readonly csv: string | undefined;
  readonly isJson: boolean;
}

async function listOptionsFrom(args: readonly string[]): Promise<ListOptions> {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, csv: { type: 'string' } },
  });
  const input = onlyFile(positionals);
  const { csv, json } = values;
  if (csv === '') throw new Failure(2, 'argument-without-value', { argument: '--csv' });
  if (csv !== undefined && (await isSameFile(input, csv)))
    throw new Failure(2, 'file-would-be-lost', { argument: '--csv', file: input });
  return { input, csv, isJson: json };
}

async function add(args: readonly string[], language: Language): Promise<string> {
  const { values, ...options } = addOptionsFrom(args);
  const { input, isInPlace } = options;
  const output = await outputFileFor(options, 'ledger');
  const unit = given(values.unit, '--unit');
  const points = numberIn(given(values.points, '--points'), '--points');

  const workbook = await openWorkbook(input);
  await checkOutputFile(options, output);
  const snapshot = await withFile(input, () => workbook.read());
  const entry: EntryDraft = {
    attachment: attachmentFor(unit, values.attachment, overviewOf(snapshot, input).tables),
    unit,
    clause: given(values.clause, '--clause'),
    times: numberIn(values.times, '--times'),
    points,
    reason: values.reason ?? '',
    evidence: values.evidence ?? '',
    date: values.date ?? '',
    by: values.by ?? '',
  };
  const adjusted = adjust(snapshot, { edits: [{ kind: 'add', entry }], write: 'formulas', rules: null });
  const [refusal] = adjusted.refused;
  if (refusal !== undefined) throw refusalOf(refusal, input);
  const { changes, problems } = sayingProtection(snapshot, { ...adjusted.plan, problems: adjusted.problems });
  const cells = await applyPlan(workbook, { changes, problems }, input);
  const backup = isInPlace ? await backUp(input) : null;
  await writeAtomically(output, workbook.bytes());

  const added = { moves: adjusted.moves, problems, cells, output, backup };
  if (values.json) return asJson(addedDocument(added, textsIn(language)));
  return addedReport(added, language);
}

const ENTRY_OPTIONS = ['unit', 'clause', 'points', 'times', 'reason', 'evidence', 'date', 'by', 'attachment'] as const;

/** The entry as it was typed. */
interface AddValues extends Readonly<Partial<Record<(typeof ENTRY_OPTIONS)[number], string>>> {
  readonly times: string;
  readonly json: boolean;
}

function addOptionsFrom(args: readonly string[]): OutputOptions & { readonly values: AddValues } {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseOptions({
    args: [...joinValues(args, ENTRY_OPTIONS)],
    allowPositionals: true,
    options: {
      unit: text,
      clause: text,
      points: text,
      times: { ...text, default: '1' },
      reason: text,
      evidence: text,
      date: text,
      by: text,
      attachment: text,
      out: text,
      'in-place': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const input = onlyFile(positionals);
  const output = { out: values.out, isInPlace: values['in-place'] };
  checkOutputOptions(output);
  return { ...output, input, values };
}

function refusalOf({ code, parameters }: Problem, input: string): Error {
  return new Failure(2, code, parameters, input);
}

function overviewOf(snapshot: WorkbookSnapshot, input: string): AdjustmentOverview {
  const computed = compute(snapshot, {
    write: 'formulas',
    keepExisting: false,
    fixNumbers: false,
    sheets: [],
    rules: null,
  });
  const overview = adjustmentOverview(computed);
  if (overview.tables.length > 0) return overview;
  const [scored] = computed.tables.filter(({ method }) => method !== null);
  if (scored === undefined) throw new Failure(3, 'nothing-recognised', {}, input);
  const attachment = attachmentName(scored.attachment.kind);
  throw new Failure(2, 'adjustment-not-in-method', { attachment }, input);
}

/** The attachment named, or the only one in which the unit stands. */
function attachmentFor(unit: string, named: string | undefined, tables: readonly AdjustmentTable[]): AttachmentKind {
  if (named !== undefined) {
    const kind = attachmentNamed(named);
    if (kind === null) throw new Failure(2, 'argument-wrong', { argument: '--attachment', value: named });
    return kind;
  }
  const attachments = tables.map(({ adjustments }) => adjustments.attachment);
  const homes = attachments.filter(({ rows }) => unitsNamed(unit, rows).length > 0);
  if (homes.length > 1) throw new Failure(2, 'attachment-unclear', { unit });
  // A unit that stands nowhere is refused by name where it would most likely have stood.
  const likely = attachments.find(({ kind }) => (kind === 'departments') === unit.startsWith('市'));
  const home = homes[0] ?? likely ?? attachments[0];
  return home?.kind ?? 'districts';
}

function given(value: string | undefined, argument: string): string {
  if (value === undefined || value.trim() === '') throw new Failure(2, 'argument-missing', { argument });
  return value;
}

function numberIn(text: string, argument: string): number {
  const reading = readCell(text, 'General');
  if (reading.kind !== 'number') throw new Failure(2, 'argument-wrong', { argument, value: text });
  return reading.value;
}
