import { builtInForms } from '../../core/form/index.js';
import { areaName, columnName } from '../../core/grid/address.js';
import type { Problem } from '../../core/grid/problem.js';
import type { Attachment, AttachmentColumn } from '../../core/recognition/attachment.js';
import { addendsIn } from '../../core/recognition/row-sums.js';
import { recognise } from '../../core/recognition/recognise.js';
import { message, type Language } from '../../messages/index.js';
import { Failure } from './failure.js';
import { unreadableRecords } from '../../app/unreadable-records.js';
import { openWorkbook, sizeOf, withFile } from './files.js';
import { onlyFile, parseOptions } from './options.js';
import { Progress } from './progress.js';

/**
 * Tells how a workbook was read: each table's kind, period, range and what told them, its columns, rows and problems.
 */
export async function inspectCommand(
  args: readonly string[],
  language: Language,
): Promise<string | { readonly output: string; readonly exitCode: number }> {
  const { values, positionals } = parseOptions({
    args: [...args],
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const input = onlyFile(positionals);
  new Progress(language).step('progress-reading', { file: input }, (await sizeOf(input)) / 1000);
  const workbook = await openWorkbook(input);
  const { sheets, parts } = await withFile(input, () => workbook.read());
  const read = sheets.map((grid) => ({ sheet: grid.sheet, ...recognise(grid, Object.values(builtInForms)) }));
  const attachments = read.flatMap((one) => one.attachments);
  const problems = [
    ...read.flatMap((one) => one.problems),
    ...attachments.flatMap((one) => one.problems),
    ...unreadableRecords({ parts }),
  ].map((problem) => ({ ...problem, message: wording(problem, language) }));
  const sheetsWithoutTable = read.filter((one) => one.attachments.length === 0).map(({ sheet }) => sheet);
  if (values.json) {
    const listed = problems.map(({ sheet, cell, code, severity, message: text }) => ({
      sheet,
      cell,
      code,
      severity,
      message: text,
    }));
    return {
      output: JSON.stringify({ tables: attachments.map(tableDocument), sheetsWithoutTable, problems: listed }, null, 2),
      exitCode: attachments.length === 0 ? 3 : 0,
    };
  }
  const said = problems.map(({ sheet, cell, message: text }) => `${sheet || input}${cell && `!${cell}`}  ${text}`);
  if (attachments.length === 0) {
    for (const line of said) process.stderr.write(`${line}\n`);
    throw new Failure(3, 'nothing-recognised', {}, input);
  }
  return [
    ...attachments.flatMap((attachment) => tableLines(attachment, language)),
    ...sheetsWithoutTable.map((sheet) => message(language, 'inspect-no-table', { sheet })),
    ...said,
  ].join('\n');
}

function wording({ code, parameters }: Problem, language: Language): string {
  return message(language, code, parameters);
}

function tableDocument({ sheet, kind, period, evidence, area, columns, foreign, rows }: Attachment): object {
  return {
    sheet,
    kind,
    period,
    range: areaName(area),
    because: evidence,
    columns: columns.map((one) => ({
      column: columnName(one.column),
      id: one.id,
      role: one.role,
      header: one.header,
      because: one.because,
      ...(one.role === 'sum' ? { adds: addedLetters(columns, one) } : {}),
    })),
    foreign: foreign.map(({ column, header }) => ({ column: columnName(column), header })),
    rows: rows.map(({ row, kind: rowKind, name, scope, population, remark }) => ({
      row: row + 1,
      kind: rowKind,
      name,
      scope,
      population,
      remark,
    })),
  };
}

function tableLines(
  { sheet, form, period, evidence, area, columns, foreign, rows }: Attachment,
  language: Language,
): readonly string[] {
  const nameOf = (id: string): string => form.columns.find((column) => column.id === id)?.names[0] ?? id;
  return [
    message(language, 'inspect-table', {
      sheet,
      range: areaName(area),
      title: form.title,
      kindBecause: evidence.kind,
      period: period ?? '',
      periodBecause: evidence.period ?? '',
    }),
    ...columns.map((one) =>
      message(language, one.role === 'sum' ? 'inspect-sum-column' : 'inspect-column', {
        column: columnName(one.column),
        name: nameOf(one.id),
        header: one.header,
        because: one.because,
        adds: addedLetters(columns, one).join('、'),
      }),
    ),
    ...foreign.map(({ column, header }) =>
      message(language, 'inspect-foreign-column', { column: columnName(column), header }),
    ),
    ...rows.map(({ row, kind, name, remark }) =>
      message(language, 'inspect-row', { row: row + 1, kind, name, remark: remark ?? '' }),
    ),
  ];
}

/** The columns that a row sum adds up, by their letters. */
function addedLetters(columns: Attachment['columns'], sum: AttachmentColumn): readonly string[] {
  return addendsIn({ columns }, sum).map(({ column }) => columnName(column));
}
