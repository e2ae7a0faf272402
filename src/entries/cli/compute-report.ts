import { auditComputed } from '../../app/audit.js';
import type { ComputeResult } from '../../app/compute.js';
import type { SheetArea } from '../../core/changes/precedents.js';
import type { CellValue } from '../../core/grid/grid.js';
import { message, type Language } from '../../messages/index.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import { explanations } from './explanations.js';
import { staleLines } from './stale.js';
import { scoreTable } from './table.js';
import { placeOf, textsIn } from './texts.js';

/** A workbook that was computed, and where it was written. */
export interface ComputedFile {
  readonly snapshot: WorkbookSnapshot;
  readonly result: ComputeResult;
  /** Formulas of the written file whose results are older than what they read. */
  readonly stale: readonly SheetArea[];
  readonly input: string;
  readonly output: string;
  /** Where the workbook is kept as it was before, if it was overwritten. */
  readonly backup: string | null;
  /** Whether each unit's score is explained. */
  readonly isExplained: boolean;
  readonly language: Language;
}

/** What `compute` prints for people. */
export function computeReport(file: ComputedFile): string {
  const { result, stale, output, backup, language } = file;
  const lines = [...tableLines(file), ...differenceLines(result, language), ...problemLines(file), auditLine(file)];
  lines.push(message(language, 'written-to', { cells: result.filled, file: output }));
  if (backup !== null) lines.push(message(language, 'backup-at', { file: backup }));
  return [...lines, ...staleLines(stale, textsIn(language))].join('\n');
}

function tableLines({ result, isExplained, language }: ComputedFile): readonly string[] {
  const textOf = textsIn(language);
  return result.tables.flatMap((table) => {
    const lines = [scoreTable(table, language), ''];
    if (!isExplained) return lines;
    return [...lines, ...explanations(table, textOf), ''];
  });
}

/** The cells whose value was replaced, or kept though another was computed. */
function differenceLines({ differences }: ComputeResult, language: Language): readonly string[] {
  if (differences.length === 0) return [];
  const kept = differences.filter((difference) => difference.kept).length;
  const lines = differences.map(({ sheet, cell, from, to, formula }) => {
    const computed = typeof to === 'number' ? Number(to.toFixed(6)) : to;
    const line = `  ${sheet}!${cell}  ${shownValue(from, language)} → ${shownValue(computed, language)}`;
    if (formula === null) return line;
    return `${line}  ${formula}`;
  });
  return [message(language, 'replaced-heading', { count: differences.length, kept }), ...lines, ''];
}

function problemLines({ result, input, language }: ComputedFile): readonly string[] {
  const { problems } = result.plan;
  if (problems.length === 0) return [];
  const textOf = textsIn(language);
  const lines = problems.map(
    (problem) => `  ${placeOf(problem) || input}  ${textOf(problem.code, problem.parameters)}`,
  );
  return [message(language, 'problems-heading'), ...lines, ''];
}

/** How many errors and warnings an audit of the computed workbook finds. */
function auditLine({ snapshot, result, language }: ComputedFile): string {
  const found = auditComputed(snapshot, result);
  return message(language, 'audit-after-compute', {
    errors: found.filter(({ severity }) => severity === 'error').length,
    warnings: found.filter(({ severity }) => severity === 'warning').length,
  });
}

function shownValue(value: CellValue, language: Language): string {
  if (value === null || value === '') return message(language, 'pane-blank');
  if (typeof value === 'object') return value.error;
  return String(value);
}
