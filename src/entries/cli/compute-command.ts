import { compute, type ComputeRequest } from '../../app/compute.js';
import { staleResultsAfter } from '../../app/stale-results.js';
import type { Rules } from '../../core/method/read-rules.js';
import type { Problem } from '../../core/grid/problem.js';
import type { Language } from '../../messages/index.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import { computeReport } from './compute-report.js';
import { Failure } from './failure.js';
import { backUp, applyPlan, openWorkbook, sayingProtection, sizeOf, withFile, writeAtomically } from './files.js';
import { computeDocument } from './json.js';
import { onlyFile, parseOptions } from './options.js';
import { checkOutputFile, checkOutputOptions, outputFileFor, type OutputOptions } from './output-file.js';
import { Progress } from './progress.js';
import { rulesFrom } from './rules-file.js';
import { asJson, placeOf, textsIn, type TextOf } from './texts.js';

/** The arguments of `compute`. */
interface Options extends OutputOptions, Pick<ComputeRequest, 'write' | 'keepExisting' | 'fixNumbers' | 'sheets'> {
  readonly rulesFile: string | undefined;
  readonly isExplained: boolean;
  readonly isJson: boolean;
}

/** Fills the computed columns of a workbook file and reports. Returns what to print on standard output. */
export async function computeCommand(args: readonly string[], language: Language): Promise<string> {
  const options = optionsFrom(args);
  const { input } = options;
  const textOf = textsIn(language);
  const progress = new Progress(language);

  // A file of a kilobyte takes about a millisecond to read; a cell about 20 microseconds to fill.
  progress.step('progress-reading', { file: input }, (await sizeOf(input)) / 1000);
  const workbook = await openWorkbook(input);
  const rules = await optionalRules(options.rulesFile);
  const output = await outputFileFor(options, 'scored');
  await checkOutputFile(options, output);

  const snapshot = await withFile(input, () => workbook.read());
  const rows = snapshot.sheets.reduce((sum, { values }) => sum + values.length, 0);
  progress.step('progress-computing', { sheets: snapshot.sheets.length }, rows / 20);
  const { write, keepExisting, fixNumbers, sheets } = options;
  const computed = compute(snapshot, { write, keepExisting, fixNumbers, sheets, rules });
  const result = { ...computed, plan: sayingProtection(snapshot, computed.plan) };
  const [missing] = result.notFound;
  if (missing !== undefined) throw missingSheet(missing, { snapshot, rules, input, textOf });
  if (result.tables.length === 0) throw nothingToCompute(result.plan.problems, textOf, input);

  const { changes } = result.plan;
  progress.step('progress-filling', { cells: result.filled }, changes.length / 50);
  await applyPlan(workbook, result.plan, input);
  progress.step('progress-writing', { file: output }, changes.length / 50);
  const isUntouched = options.isInPlace && changes.length === 0;
  let backup: string | null = null;
  if (options.isInPlace && !isUntouched) backup = await backUp(input);
  if (!isUntouched) await writeAtomically(output, workbook.bytes());

  const stale = staleResultsAfter(snapshot, result.plan, result.tables);
  if (options.isJson) return asJson(computeDocument({ result, stale }, textOf));
  const { isExplained } = options;
  return computeReport({ snapshot, result, stale, input, output, backup, isExplained, language });
}

function optionsFrom(args: readonly string[]): Options {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      out: { type: 'string' },
      'in-place': { type: 'boolean', default: false },
      sheet: { type: 'string', multiple: true, default: [] },
      write: { type: 'string', default: 'formulas' },
      rules: { type: 'string' },
      'keep-existing': { type: 'boolean', default: false },
      'fix-numbers': { type: 'boolean', default: false },
      explain: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  });
  const input = onlyFile(positionals);
  const { write } = values;
  if (write !== 'formulas' && write !== 'values')
    throw new Failure(2, 'argument-wrong', { argument: '--write', value: write, known: 'formulas、values' });
  const output = { out: values.out, isInPlace: values['in-place'] };
  checkOutputOptions(output);
  return {
    ...output,
    input,
    write,
    sheets: values.sheet,
    keepExisting: values['keep-existing'],
    fixNumbers: values['fix-numbers'],
    rulesFile: values.rules,
    isExplained: values.explain,
    isJson: values.json,
  };
}

async function optionalRules(file: string | undefined): Promise<Rules | null> {
  if (file === undefined) return null;
  return rulesFrom(file);
}

/** A workbook that was read, and what its failures are told with. */
interface ReadFile {
  readonly snapshot: WorkbookSnapshot;
  readonly rules: Rules | null;
  readonly input: string;
  readonly textOf: TextOf;
}

/** Why a sheet that was asked for is not computed: it is not there, is no attachment, or somebody has to decide. */
function missingSheet(missing: string, { snapshot, rules, input, textOf }: ReadFile): Failure {
  const sheets = snapshot.sheets.map(({ sheet }) => sheet);
  const all = compute(snapshot, { write: 'values', keepExisting: true, fixNumbers: false, sheets, rules });
  const known = [...new Set(all.tables.map(({ attachment }) => attachment.sheet))].join('、');
  if (!sheets.includes(missing)) return new Failure(2, 'sheet-not-found', { sheet: missing, known }, input);
  const reasons = all.plan.problems.filter(({ sheet }) => sheet === missing);
  reportProblems(reasons, textOf, input);
  if (needsDecision(reasons)) return new Failure(4, 'decision-needed', {}, input);
  return new Failure(2, 'sheet-without-attachment', { sheet: missing, known, reasons: reasons.length }, input);
}

/**
 * Where a table is there but cannot be told, somebody has to decide; otherwise there is nothing to compute. The reasons
 * go before.
 */
function nothingToCompute(problems: readonly Problem[], textOf: TextOf, input: string): Failure {
  reportProblems(problems, textOf, input);
  if (needsDecision(problems)) return new Failure(4, 'decision-needed', {}, input);
  return new Failure(3, 'nothing-recognised', {}, input);
}

function reportProblems(problems: readonly Problem[], textOf: TextOf, input: string): void {
  for (const problem of problems)
    process.stderr.write(`${placeOf(problem) || input}  ${textOf(problem.code, problem.parameters)}\n`);
}

function needsDecision(problems: readonly Problem[]): boolean {
  return problems.some(
    ({ code }) => code === 'kind-undecided' || code === 'kind-contradictory' || code === 'column-ambiguous',
  );
}
