import { parseArgs } from 'node:util';
import { openXlsx } from '../../adapters/xlsx/workbook.js';
import { compute } from '../../app/compute.js';
import { readRules, RulesError, type Rules } from '../../core/method/read-rules.js';
import { isMessageKey, message, type Language, type MessageKey } from '../../messages/index.js';
import { Failure } from './failure.js';
import { backUp, beside, isSameFile, readWhole, writeAtomically } from './files.js';
import { computeDocument } from './json.js';
import { scoreTable } from './table.js';

/** Fills the computed columns of a workbook file and reports. Returns what to print on standard output. */
export async function computeCommand(args: readonly string[], language: Language): Promise<string> {
  const { values, positionals } = parseArgs({
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
      json: { type: 'boolean', default: false },
    },
  });
  const [input, ...more] = positionals;
  if (input === undefined) throw new Failure(2, 'argument-missing', { argument: 'IN.xlsx' });
  if (more[0] !== undefined) throw new Failure(2, 'argument-unknown', { argument: more[0] });
  if (values.write !== 'formulas' && values.write !== 'values') throw new Failure(2, 'argument-wrong', { argument: '--write', value: values.write });
  if (values.out !== undefined && values['in-place']) throw new Failure(2, 'argument-wrong', { argument: '--out', value: '--in-place' });

  const workbook = openXlsx(await readWhole(input));
  const rules = values.rules === undefined ? null : await rulesFrom(values.rules);
  const output = values['in-place'] ? input : (values.out ?? beside(input, 'scored'));
  if (!values['in-place'] && (await isSameFile(input, output))) throw new Failure(2, 'file-would-be-overwritten', { file: input });

  const result = compute(await workbook.read(), { write: values.write, keepExisting: values['keep-existing'], fixNumbers: values['fix-numbers'], sheets: values.sheet, rules });
  const missing = result.notFound[0];
  if (missing !== undefined) throw new Failure(2, 'sheet-not-found', { sheet: missing });
  const say = (code: string, parameters: Readonly<Record<string, string | number>>): string => (isMessageKey(code) ? message(language, code, parameters) : code);
  if (result.tables.length === 0) {
    const reasons = result.problems.map(({ sheet, cell, code, parameters }) => `${sheet} ${cell} ${say(code, parameters)}`);
    for (const reason of reasons) process.stderr.write(`${reason}\n`);
    throw new Failure(3, 'nothing-recognised');
  }

  const outcome = await workbook.apply(result.plan);
  if (!outcome.applied) throw new Failure(4, 'changed-meanwhile', { cells: outcome.conflicts.map(({ sheet, cell }) => `${sheet}!${cell}`).join(', ') });
  const backup = values['in-place'] ? await backUp(input) : null;
  await writeAtomically(output, workbook.bytes());

  if (values.json) return JSON.stringify(computeDocument(result, say), null, 2);
  const lines = result.tables.flatMap((table) => [scoreTable(table, language), '']);
  if (result.differences.length > 0) {
    const kept = result.differences.filter((one) => one.kept).length;
    lines.push(message(language, 'replaced-heading', { count: result.differences.length, kept }));
    for (const { sheet, cell, from, to, formula } of result.differences) {
      const shown = typeof from === 'object' && from !== null ? from.error : String(from);
      lines.push(`  ${sheet}!${cell}  ${shown} → ${typeof to === 'number' ? Number(to.toFixed(6)) : to}${formula === null ? '' : `  ${formula}`}`);
    }
    lines.push('');
  }
  if (result.problems.length > 0) {
    lines.push(message(language, 'problems-heading'), ...result.problems.map(({ sheet, cell, code, parameters }) => `  ${sheet}${cell && `!${cell}`}  ${say(code, parameters)}`), '');
  }
  lines.push(message(language, 'written-to', { cells: result.filled, file: output }));
  if (backup !== null) lines.push(message(language, 'backup-at', { file: backup }));
  return lines.join('\n');
}

async function rulesFrom(file: string): Promise<Rules> {
  const text = new TextDecoder().decode(await readWhole(file));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Failure(2, 'rules-unreadable', { file });
  }
  try {
    return readRules(json);
  } catch (error) {
    if (error instanceof RulesError) throw new Failure(2, `rules-${error.code}` satisfies MessageKey, { path: error.path });
    throw error;
  }
}
