import { adjust } from '../../app/adjust.js';
import { adjustmentOverview, type AdjustmentOverview, type AdjustmentTable } from '../../app/adjustments.js';
import { compute } from '../../app/compute.js';
import {
  attachmentName,
  attachmentNamed,
  UNCLASSIFIED,
  type EntryDraft,
  type LedgerEntry,
} from '../../core/adjustments/entry.js';
import { entriesAsCsv } from '../../core/adjustments/export.js';
import { unitsNamed } from '../../core/adjustments/named-units.js';
import { print, printShortest, type Rational } from '../../core/exact/rational.js';
import type { AttachmentKind } from '../../core/form/form.js';
import type { Problem } from '../../core/grid/problem.js';
import { readCell } from '../../core/grid/reading.js';
import type { Move } from '../../core/scoring/standing.js';
import { isMessageKey, message, type Language } from '../../messages/index.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import { joinValues } from './arguments.js';
import { Failure } from './failure.js';
import {
  backUp,
  besideAsWorkbook,
  carryOut,
  checkEnding,
  checkWritable,
  isSameFile,
  openWorkbook,
  withFile,
  writeAtomically,
} from './files.js';
import { onlyFile, parseOptions } from './options.js';
import { alignedColumns } from './table.js';

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
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false }, csv: { type: 'string' } },
  });
  const input = onlyFile(positionals);
  if (values.csv === '') throw new Failure(2, 'argument-without-value', { argument: '--csv' });
  if (values.csv !== undefined && (await isSameFile(input, values.csv)))
    throw new Failure(2, 'file-would-be-lost', { argument: '--csv', file: input });
  const workbook = await openWorkbook(input);
  if (values.csv !== undefined) await checkWritable(values.csv);
  const { tables, ledgers, entries, problems } = overviewOf(await withFile(input, () => workbook.read()), input);
  const say = sayIn(language);
  if (values.csv !== undefined) await writeAtomically(values.csv, new TextEncoder().encode(entriesAsCsv(entries)));
  if (values.json) {
    return JSON.stringify(
      {
        ledger: ledgers[0]?.sheet ?? null,
        units: tables.flatMap(unitDocuments),
        entries: entries.map(entryDocument),
        owed: tables.map((table) => ({ attachment: nameOf(table), units: table.unitsOwing })),
        problems: problems.map(({ sheet, cell, code, severity, parameters }) => ({
          sheet,
          cell,
          code,
          severity,
          message: say(code, parameters),
        })),
      },
      null,
      2,
    );
  }
  const lines = tables.flatMap((table) => [
    `${nameOf(table)} · ${table.adjustments.attachment.sheet}`,
    unitTable(table, language),
    '',
  ]);
  lines.push(
    ...(entries.length === 0 ? [message(language, 'ledger-none'), ''] : [entryTable(entries, tables, language), '']),
  );
  lines.push(
    ...tables.map((table) =>
      message(language, table.unitsOwing === 0 ? 'adjustments-none-owed' : 'adjustments-owed', {
        attachment: nameOf(table),
        units: table.unitsOwing,
      }),
    ),
  );
  if (problems.length > 0)
    lines.push(
      '',
      message(language, 'problems-heading'),
      ...problems.map(
        ({ sheet, cell, code, parameters }) => `  ${sheet}${cell && `!${cell}`}  ${say(code, parameters)}`,
      ),
    );
  if (values.csv !== undefined)
    lines.push('', message(language, 'csv-written', { entries: entries.length, file: values.csv }));
  return lines.join('\n');
}

const ENTRY_OPTIONS = ['unit', 'clause', 'points', 'times', 'reason', 'evidence', 'date', 'by', 'attachment'] as const;

async function add(args: readonly string[], language: Language): Promise<string> {
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
  if (values.out !== undefined && values['in-place'])
    throw new Failure(2, 'arguments-exclude', { one: '--out', other: '--in-place' });
  if (values.out === '') throw new Failure(2, 'argument-without-value', { argument: '--out' });
  const output = values['in-place'] ? input : (values.out ?? besideAsWorkbook(input, 'ledger'));
  if (!values['in-place'] && (await isSameFile(input, output)))
    throw new Failure(2, 'file-would-be-overwritten', { file: input });
  const unit = given(values.unit, '--unit');
  const points = numberIn(given(values.points, '--points'), '--points');

  const workbook = await openWorkbook(input);
  if (values.out !== undefined) checkEnding(input, output);
  await checkWritable(output);
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
  if (refusal !== undefined)
    throw isMessageKey(refusal.code)
      ? new Failure(2, refusal.code, refusal.parameters, input)
      : new Error(refusal.code);
  const cells = await carryOut(workbook, adjusted.plan, input);
  const backup = values['in-place'] ? await backUp(input, { replace: true }) : null;
  await writeAtomically(output, workbook.bytes());

  const say = sayIn(language);
  if (values.json) {
    return JSON.stringify(
      {
        written: output,
        moves: adjusted.moves.map(({ sheet, unit: name, row, adjustment, score, rank }) => ({
          sheet,
          unit: name,
          row: row + 1,
          adjustment: { from: decimal(adjustment.from), to: decimal(adjustment.to) },
          score: { from: decimal(score.from), to: decimal(score.to) },
          rank,
        })),
        problems: adjusted.problems.map(({ code, severity, parameters }) => ({
          code,
          severity,
          message: say(code, parameters),
        })),
      },
      null,
      2,
    );
  }
  return [
    ...moveLines(adjusted.moves, language),
    ...adjusted.problems.map(({ code, parameters }) => say(code, parameters)),
    message(language, 'written-to', { cells, file: output }),
    ...(backup === null ? [] : [message(language, 'backup-at', { file: backup })]),
  ].join('\n');
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
  throw scored === undefined
    ? new Failure(3, 'nothing-recognised', {}, input)
    : new Failure(2, 'adjustment-not-in-method', { attachment: attachmentName(scored.attachment.kind) }, input);
}

function nameOf({ adjustments }: AdjustmentTable): string {
  return attachmentName(adjustments.attachment.kind);
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
  const [home = attachments.find(({ kind }) => (kind === 'departments') === unit.startsWith('市')) ?? attachments[0]] =
    homes;
  return home?.kind ?? 'districts';
}

function unitDocuments(table: AdjustmentTable): readonly unknown[] {
  return table.units.map(({ unit, row, typed, entries, total, state, bare, score, rank }) => ({
    attachment: nameOf(table),
    unit,
    row: row.row + 1,
    base: Number(table.adjustments.component.base),
    typed,
    entries: entries.length,
    total: decimal(total),
    state,
    reasonMissing: bare,
    score: decimal(score),
    rank,
  }));
}

function entryDocument({ row, attachment, ...entry }: LedgerEntry): unknown {
  return { ...entry, row: row + 1, attachment: attachment === null ? null : attachmentName(attachment) };
}

function unitTable({ adjustments, units, places }: AdjustmentTable, language: Language): string {
  const header = ['unit', 'base', 'entries', 'adjustment', 'score', 'rank', 'remarks'] as const;
  const rows = units.map(({ unit, entries, total, typed, bare, score, rank }) => {
    const shown = total === null ? (typed === null ? '' : String(typed)) : printShortest(total);
    return [
      unit,
      adjustments.component.base,
      entries.length === 0 ? '' : String(entries.length),
      shown,
      score === null ? '' : print(score, places),
      String(rank ?? ''),
      bare ? message(language, 'owed-reason') : '',
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

function moveLines(moves: readonly Move[], language: Language): readonly string[] {
  const shown = (value: Rational | null): string => (value === null ? '-' : printShortest(value));
  const own = moves
    .filter(({ adjustment }) => shown(adjustment.from) !== shown(adjustment.to))
    .map(
      ({ unit, adjustment, score }) =>
        `${message(language, 'adjustment-saved', { unit, from: shown(adjustment.from), to: shown(adjustment.to) })}；${message(language, 'score-moved', { from: score.from === null ? '-' : print(score.from, 2), to: score.to === null ? '-' : print(score.to, 2) })}`,
    );
  const ranks = moves
    .filter(({ rank }) => rank.from !== rank.to)
    .map(({ unit, rank }) => message(language, 'rank-moved', { unit, from: rank.from ?? '-', to: rank.to ?? '-' }));
  return [
    ...own,
    ranks.length === 0
      ? message(language, 'rank-unchanged')
      : message(language, 'rank-changes', { moves: ranks.join('，') }),
  ];
}

function sayIn(language: Language): (code: string, parameters: Problem['parameters']) => string {
  return (code, parameters) => (isMessageKey(code) ? message(language, code, parameters) : code);
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

function decimal(value: Rational | null): number | null {
  return value === null ? null : Number(printShortest(value));
}
