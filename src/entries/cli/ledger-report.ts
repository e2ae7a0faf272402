import type { Adjusted } from '../../app/adjust.js';
import type { AdjustmentOverview, AdjustmentTable } from '../../app/adjustments.js';
import { attachmentName, UNCLASSIFIED, type LedgerEntry } from '../../core/adjustments/entry.js';
import { print, printShortest, type Rational } from '../../core/exact/rational.js';
import type { Move } from '../../core/scoring/standing.js';
import { message, type Language } from '../../messages/index.js';
import { decimal } from './json.js';
import { alignedColumns } from './table.js';
import { placeOf, textsIn, type TextOf } from './texts.js';

/** What `ledger list` prints for people. */
export function overviewReport({ tables, entries, problems }: AdjustmentOverview, language: Language): string {
  const textOf = textsIn(language);
  const lines: string[] = [];
  for (const table of tables) {
    lines.push(`${nameOf(table)} · ${table.adjustments.attachment.sheet}`, unitTable(table, language), '');
  }
  if (entries.length === 0) lines.push(message(language, 'ledger-none'), '');
  else lines.push(entryTable(entries, tables, language), '');
  for (const table of tables) {
    const key = table.unitsOwing === 0 ? 'adjustments-none-owed' : 'adjustments-owed';
    lines.push(message(language, key, { attachment: nameOf(table), units: table.unitsOwing }));
  }
  if (problems.length > 0) lines.push('', message(language, 'problems-heading'));
  for (const problem of problems) lines.push(`  ${placeOf(problem)}  ${textOf(problem.code, problem.parameters)}`);
  return lines.join('\n');
}

/** What `ledger list --json` prints. */
export function overviewDocument({ tables, ledgers, entries, problems }: AdjustmentOverview, textOf: TextOf): unknown {
  return {
    ledger: ledgers[0]?.sheet ?? null,
    units: tables.flatMap(unitDocuments),
    entries: entries.map(entryDocument),
    owed: tables.map((table) => ({ attachment: nameOf(table), units: table.unitsOwing })),
    problems: problems.map(({ sheet, cell, code, severity, parameters }) => ({
      sheet,
      cell,
      code,
      severity,
      message: textOf(code, parameters),
    })),
  };
}

/** A workbook with an adjustment added, as it was written. */
export interface AddedAdjustment extends Pick<Adjusted, 'moves' | 'problems'> {
  readonly cells: number;
  readonly output: string;
  /** Where the workbook is kept as it was before, if it was overwritten. */
  readonly backup: string | null;
}

/** What `ledger add` prints for people. */
export function addedReport({ moves, problems, cells, output, backup }: AddedAdjustment, language: Language): string {
  const textOf = textsIn(language);
  const lines = [
    ...moveLines(moves, language),
    ...problems.map(({ code, parameters }) => textOf(code, parameters)),
    message(language, 'written-to', { cells, file: output }),
  ];
  if (backup !== null) lines.push(message(language, 'backup-at', { file: backup }));
  return lines.join('\n');
}

/** What `ledger add --json` prints. */
export function addedDocument({ moves, problems, output }: AddedAdjustment, textOf: TextOf): unknown {
  return {
    written: output,
    moves: moves.map(({ sheet, unit, row, adjustment, score, rank }) => ({
      sheet,
      unit,
      row: row + 1,
      adjustment: { from: decimal(adjustment.from), to: decimal(adjustment.to) },
      score: { from: decimal(score.from), to: decimal(score.to) },
      rank,
    })),
    problems: problems.map(({ code, severity, parameters }) => ({
      code,
      severity,
      message: textOf(code, parameters),
    })),
  };
}

function nameOf({ adjustments }: AdjustmentTable): string {
  return attachmentName(adjustments.attachment.kind);
}

function unitDocuments(table: AdjustmentTable): readonly unknown[] {
  return table.units.map(({ unit, row, typed, entries, total, state, hasNoReason, score, rank }) => ({
    attachment: nameOf(table),
    unit,
    row: row.row + 1,
    base: Number(table.adjustments.component.base),
    typed,
    entries: entries.length,
    total: decimal(total),
    state,
    reasonMissing: hasNoReason,
    score: decimal(score),
    rank,
  }));
}

function entryDocument({ row, attachment, ...entry }: LedgerEntry): unknown {
  return { ...entry, row: row + 1, attachment: attachment === null ? null : attachmentName(attachment) };
}

function unitTable({ adjustments, units, places }: AdjustmentTable, language: Language): string {
  const header = ['unit', 'base', 'entries', 'adjustment', 'score', 'rank', 'remarks'] as const;
  const rows = units.map(({ unit, entries, total, typed, hasNoReason, score, rank }) => {
    const adjustment = total === null ? String(typed ?? '') : printShortest(total);
    return [
      unit,
      adjustments.component.base,
      entries.length === 0 ? '' : String(entries.length),
      adjustment,
      score === null ? '' : print(score, places),
      String(rank ?? ''),
      hasNoReason ? message(language, 'owed-reason') : '',
    ];
  });
  return alignedColumns([header.map((key) => message(language, key)), ...rows]);
}

function entryTable(entries: readonly LedgerEntry[], tables: readonly AdjustmentTable[], language: Language): string {
  const owed = new Map(
    tables.flatMap(({ owed: entriesOwing }) => entriesOwing.map(({ entry, lacks }) => [entry, lacks] as const)),
  );
  const header = [
    'unit',
    'attachment',
    'clause',
    'times',
    'points',
    'reason',
    'evidence',
    'date',
    'by',
    'remarks',
  ] as const;
  const rows = entries.map((entry) => [
    entry.unit,
    entry.attachment === null ? '' : attachmentName(entry.attachment),
    entry.clause === '' ? UNCLASSIFIED : entry.clause,
    String(entry.times ?? '?'),
    String(entry.points ?? '?'),
    entry.reason,
    entry.evidence,
    entry.date,
    entry.by,
    (owed.get(entry) ?? []).map((what) => message(language, `owed-${what}`)).join('、'),
  ]);
  return alignedColumns([header.map((key) => message(language, key)), ...rows]);
}

/** How units' adjustments, scores and ranks changed. */
function moveLines(moves: readonly Move[], language: Language): readonly string[] {
  const changed = moves.filter(({ adjustment }) => shortest(adjustment.from) !== shortest(adjustment.to));
  const lines = changed.map(({ unit, adjustment, score }) => {
    const from = shortest(adjustment.from);
    const to = shortest(adjustment.to);
    const saved = message(language, 'adjustment-saved', { unit, from, to });
    const moved = message(language, 'score-moved', { from: inHundredths(score.from), to: inHundredths(score.to) });
    return `${saved}；${moved}`;
  });
  const ranks = moves
    .filter(({ rank }) => rank.from !== rank.to)
    .map(({ unit, rank }) => message(language, 'rank-moved', { unit, from: rank.from ?? '-', to: rank.to ?? '-' }));
  if (ranks.length === 0) return [...lines, message(language, 'rank-unchanged')];
  return [...lines, message(language, 'rank-changes', { moves: ranks.join('，') })];
}

function shortest(value: Rational | null): string {
  if (value === null) return '-';
  return printShortest(value);
}

function inHundredths(value: Rational | null): string {
  if (value === null) return '-';
  return print(value, 2);
}
