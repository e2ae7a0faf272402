import { basename } from 'node:path';
import { audit, type AuditFinding, type AuditResult } from '../../app/audit.js';
import { staleResults } from '../../app/stale-results.js';
import { unreadableRecords } from '../../app/unreadable-records.js';
import type { Phrase, Severity } from '../../core/audit/finding.js';
import type { SheetArea } from '../../core/changes/precedents.js';
import { areaName } from '../../core/grid/address.js';
import { message, type Language } from '../../messages/index.js';
import type { WorkbookSnapshot } from '../../ports/workbook.js';
import { auditReport, MOST_SHOWN } from './audit-report.js';
import { Failure } from './failure.js';
import { checkWritable, isSameFile, openWorkbook, sizeOf, withFile, writeAtomically } from './files.js';
import { onlyFile, parseOptions } from './options.js';
import { Progress } from './progress.js';
import { rulesFrom } from './rules-file.js';
import { runDocuments, staleLines } from './stale.js';
import { asJson, textsIn } from './texts.js';

/** What was found, and the formulas whose results are older than what they read: so are findings about them. */
interface Audited extends AuditResult {
  readonly stale: readonly SheetArea[];
}

/** Looks for what is wrong in a workbook file. Exit code 1 where an error is left that nobody has waived. */
export async function auditCommand(
  args: readonly string[],
  language: Language,
): Promise<{ readonly output: string; readonly exitCode: number }> {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: {
      previous: { type: 'string' },
      rules: { type: 'string' },
      report: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const input = onlyFile(positionals);
  if (values.report === '') throw new Failure(2, 'argument-without-value', { argument: '--report' });
  if (values.report !== undefined) await checkWritable(values.report);
  for (const file of [input, values.previous, values.rules]) {
    if (values.report !== undefined && file !== undefined && (await isSameFile(file, values.report)))
      throw new Failure(2, 'file-would-be-lost', { argument: '--report', file });
  }
  const progress = new Progress(language);
  const rules = values.rules === undefined ? null : await rulesFrom(values.rules);
  const snapshot = await read(input, progress);
  const previous = values.previous === undefined ? null : await read(values.previous, progress);

  for (const { code, parameters } of unreadableRecords(snapshot))
    process.stderr.write(`${input}  ${message(language, code, parameters)}\n`);
  const result = audit(snapshot, { rules, previous });
  if (result.tables.length === 0) throw new Failure(3, 'nothing-recognised', {}, input);
  if (values.report !== undefined)
    await writeAtomically(values.report, new TextEncoder().encode(auditReport(result, basename(input), language)));
  const audited: Audited = { ...result, stale: staleResults(snapshot, result.tables) };
  const exitCode = result.findings.some(({ severity, waived }) => severity === 'error' && !waived) ? 1 : 0;
  return {
    output: values.json ? asJson(auditDocument(audited, language)) : auditText(audited, language),
    exitCode,
  };
}

async function read(file: string, progress: Progress): Promise<WorkbookSnapshot> {
  progress.step('progress-reading', { file }, (await sizeOf(file)) / 1000);
  const workbook = await openWorkbook(file);
  return withFile(file, () => workbook.read());
}

function auditDocument({ tables, findings, notChecked, stale }: Audited, language: Language): unknown {
  return {
    tables: tables.map(({ attachment: { sheet, kind, period, area, rows }, method }) => ({
      sheet,
      kind,
      period,
      range: areaName(area),
      method: method?.id ?? null,
      units: rows.filter((row) => row.kind === 'unit').length,
    })),
    findings: findings.map(
      ({ check, severity, sheet, cell, cells, unit, column, found, expected, message, suspects, waived }) => ({
        check,
        severity,
        sheet,
        cell,
        cells,
        unit,
        column,
        found,
        expected,
        message: words(message, language),
        suspects: suspects.map((suspect) => ({
          sheet: suspect.sheet,
          cell: suspect.cell,
          found: suspect.found,
          proposed: suspect.proposed,
          why: words(suspect.why, language),
          place: suspect.place,
        })),
        waived,
      }),
    ),
    notChecked: notChecked.map(({ check, sheet, reason }) => ({ check, sheet, reason: words(reason, language) })),
    stale: runDocuments(stale),
  };
}

function auditText({ findings, notChecked, stale }: Audited, language: Language): string {
  const old = staleLines(stale, textsIn(language));
  const open = findings.filter(({ waived }) => !waived);
  const count = (severity: Severity): number => open.filter((finding) => finding.severity === severity).length;
  const counts = message(language, 'audit-counts', {
    errors: count('error'),
    warnings: count('warning'),
    notices: count('notice'),
    waived: findings.length - open.length,
  });
  return [
    counts,
    ...(findings.length === 0
      ? [message(language, 'audit-clean')]
      : open.flatMap((finding) => findingLines(finding, language))),
    ...(notChecked.length === 0
      ? []
      : [
          '',
          message(language, 'audit-not-checked'),
          ...notChecked.map(({ sheet, reason }) => `  ${sheet}  ${words(reason, language)}`),
        ]),
    ...(old.length === 0 ? [] : ['', ...old]),
  ].join('\n');
}

function findingLines(
  { severity, sheet, cell, message: found, suspects }: AuditFinding,
  language: Language,
): readonly string[] {
  return [
    '',
    `【${message(language, `severity-${severity}`)}】${sheet}!${cell}  ${words(found, language)}`,
    ...suspects.slice(0, MOST_SHOWN).map((suspect) => {
      const parameters = {
        place: suspect.place,
        cell: suspect.sheet === sheet ? suspect.cell : `${suspect.sheet}!${suspect.cell}`,
        found: suspect.found,
        why: words(suspect.why, language),
      };
      if (suspect.proposed === null) return `    ${message(language, 'audit-suspect-open', parameters)}`;
      return `    ${message(language, 'audit-suspect', { ...parameters, proposed: suspect.proposed })}`;
    }),
    ...(suspects.length <= MOST_SHOWN
      ? []
      : [`    ${message(language, 'audit-suspects-more', { count: suspects.length - MOST_SHOWN })}`]),
  ];
}

function words({ code, parameters }: Phrase, language: Language): string {
  return message(language, code, parameters);
}
