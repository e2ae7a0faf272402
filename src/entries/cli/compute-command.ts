import { auditComputed } from '../../app/audit.js';
import { compute, type ComputeResult } from '../../app/compute.js';
import type { CellValue } from '../../core/grid/grid.js';
import type { Problem } from '../../core/grid/problem.js';
import { isMessageKey, message, type Language } from '../../messages/index.js';
import { Failure } from './failure.js';
import {
  backUp,
  besideAsWorkbook,
  carryOut,
  checkEnding,
  checkWritable,
  isSameFile,
  openWorkbook,
  sizeOf,
  withFile,
  writeAtomically,
} from './files.js';
import { computeDocument } from './json.js';
import { onlyFile, parseOptions } from './options.js';
import { Progress } from './progress.js';
import { rulesFrom } from './rules-file.js';
import { scoreTable } from './table.js';
import { explanations } from './explanations.js';

type Say = (code: string, parameters: Readonly<Record<string, string | number>>) => string;

/** Fills the computed columns of a workbook file and reports. Returns what to print on standard output. */
export async function computeCommand(args: readonly string[], language: Language): Promise<string> {
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
  if (values.write !== 'formulas' && values.write !== 'values')
    throw new Failure(2, 'argument-wrong', { argument: '--write', value: values.write, known: 'formulas、values' });
  if (values.out !== undefined && values['in-place'])
    throw new Failure(2, 'arguments-exclude', { one: '--out', other: '--in-place' });
  if (values.out === '') throw new Failure(2, 'argument-without-value', { argument: '--out' });

  const progress = new Progress(language);
  // A file of a kilobyte takes about a millisecond to read; a cell about 20 microseconds to fill.
  progress.step('progress-reading', { file: input }, (await sizeOf(input)) / 1000);
  const workbook = await openWorkbook(input);
  const rules = values.rules === undefined ? null : await rulesFrom(values.rules);
  const output = values['in-place'] ? input : (values.out ?? besideAsWorkbook(input, 'scored'));
  if (!values['in-place'] && (await isSameFile(input, output)))
    throw new Failure(2, 'file-would-be-overwritten', { file: input });
  if (values.out !== undefined) checkEnding(input, output);
  await checkWritable(output);

  const snapshot = await withFile(input, () => workbook.read());
  progress.step(
    'progress-computing',
    { sheets: snapshot.sheets.length },
    snapshot.sheets.reduce((rows, { values: cells }) => rows + cells.length, 0) / 20,
  );
  const result = compute(snapshot, {
    write: values.write,
    keepExisting: values['keep-existing'],
    fixNumbers: values['fix-numbers'],
    sheets: values.sheet,
    rules,
  });
  const say: Say = (code, parameters) => (isMessageKey(code) ? message(language, code, parameters) : code);
  const missing = result.notFound[0];
  if (missing !== undefined) {
    const all = compute(snapshot, {
      write: 'values',
      keepExisting: true,
      fixNumbers: false,
      sheets: snapshot.sheets.map(({ sheet }) => sheet),
      rules,
    });
    const known = [...new Set(all.tables.map(({ attachment }) => attachment.sheet))].join('、');
    if (!snapshot.sheets.some(({ sheet }) => sheet === missing))
      throw new Failure(2, 'sheet-not-found', { sheet: missing, known }, input);
    const reasons = all.plan.problems.filter(({ sheet }) => sheet === missing);
    sayReasons(reasons, say, input);
    throw isUndecided(reasons)
      ? new Failure(4, 'decision-needed', {}, input)
      : new Failure(2, 'sheet-without-attachment', { sheet: missing, known, reasons: reasons.length }, input);
  }
  if (result.tables.length === 0) throw nothingToCompute(result, say, input);

  progress.step('progress-filling', { cells: result.filled }, result.plan.changes.length / 50);
  await carryOut(workbook, result.plan, input);
  progress.step('progress-writing', { file: output }, result.plan.changes.length / 50);
  const untouched = values['in-place'] && result.plan.changes.length === 0;
  // Computing again with nothing to change must not put today's file over the backup of the original.
  const backup = values['in-place'] ? await backUp(input, { replace: !untouched }) : null;
  if (!untouched) await writeAtomically(output, workbook.bytes());

  if (values.json) return JSON.stringify(computeDocument(result, say), null, 2);
  const lines = result.tables.flatMap((table) => [
    scoreTable(table, language),
    '',
    ...(values.explain ? [...explanations(table, say), ''] : []),
  ]);
  if (result.differences.length > 0) {
    const kept = result.differences.filter((one) => one.kept).length;
    lines.push(message(language, 'replaced-heading', { count: result.differences.length, kept }));
    for (const { sheet, cell, from, to, formula } of result.differences) {
      lines.push(
        `  ${sheet}!${cell}  ${shown(from, language)} → ${shown(typeof to === 'number' ? Number(to.toFixed(6)) : to, language)}${formula === null ? '' : `  ${formula}`}`,
      );
    }
    lines.push('');
  }
  if (result.plan.problems.length > 0) {
    lines.push(message(language, 'problems-heading'));
    for (const { sheet, cell, code, parameters } of result.plan.problems)
      lines.push(`  ${[sheet, cell].filter(Boolean).join('!') || input}  ${say(code, parameters)}`);
    lines.push('');
  }
  const found = auditComputed(snapshot, result).filter(({ severity }) => severity !== 'notice');
  lines.push(
    message(language, 'audit-after-compute', {
      errors: found.filter(({ severity }) => severity === 'error').length,
      warnings: found.filter(({ severity }) => severity === 'warning').length,
    }),
  );
  lines.push(message(language, 'written-to', { cells: result.filled, file: output }));
  if (backup !== null) lines.push(message(language, 'backup-at', { file: backup }));
  return lines.join('\n');
}

function shown(value: CellValue, language: Language): string {
  if (value === null || value === '') return message(language, 'pane-blank');
  return typeof value === 'object' ? value.error : String(value);
}

/** Where a table is there but cannot be told, somebody has to decide; otherwise there is nothing to compute. The reasons go before. */
function nothingToCompute({ plan: { problems } }: ComputeResult, say: Say, input: string): Failure {
  sayReasons(problems, say, input);
  return isUndecided(problems)
    ? new Failure(4, 'decision-needed', {}, input)
    : new Failure(3, 'nothing-recognised', {}, input);
}

function sayReasons(problems: readonly Problem[], say: Say, input: string): void {
  for (const { sheet, cell, code, parameters } of problems)
    process.stderr.write(`${[sheet, cell].filter(Boolean).join('!') || input}  ${say(code, parameters)}\n`);
}

function isUndecided(problems: readonly Problem[]): boolean {
  return problems.some(
    ({ code }) => code === 'kind-undecided' || code === 'kind-contradictory' || code === 'column-ambiguous',
  );
}
