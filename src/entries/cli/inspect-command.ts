import { builtInForms } from '../../core/form/index.js';
import { areaName, columnName } from '../../core/grid/address.js';
import { recognise } from '../../core/recognition/recognise.js';
import { isMessageKey, message, type Language } from '../../messages/index.js';
import { Failure } from './failure.js';
import { openWorkbook, sizeOf, withFile } from './files.js';
import { onlyFile, parseOptions } from './options.js';
import { Progress } from './progress.js';

/** Tells how a workbook was read: each table's kind, period, range, columns with their headers, rows and problems. */
export async function inspectCommand(args: readonly string[], language: Language): Promise<string> {
  const { values, positionals } = parseOptions({ args: [...args], allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
  const input = onlyFile(positionals);
  new Progress(language).step('progress-reading', { file: input }, (await sizeOf(input)) / 1000);
  const workbook = await openWorkbook(input);
  const { sheets } = await withFile(input, () => workbook.read());
  const read = sheets.map((grid) => recognise(grid, Object.values(builtInForms)));
  const attachments = read.flatMap((one) => one.attachments);
  const problems = [...read.flatMap((one) => one.problems), ...attachments.flatMap((one) => one.problems)].map(({ sheet, cell, code, severity, parameters }) => ({
    sheet, cell, code, severity, message: isMessageKey(code) ? message(language, code, parameters) : code,
  }));
  const tables = attachments.map(({ sheet, kind, period, area, columns, rows }) => ({
    sheet, kind, period, range: areaName(area),
    columns: columns.map(({ id, role, column, header, because }) => ({ column: columnName(column), id, role, header, because })),
    rows: rows.map(({ row, kind: rowKind, name, remark }) => ({ row: row + 1, kind: rowKind, name, remark })),
  }));
  if (values.json) return JSON.stringify({ tables, problems }, null, 2);
  if (tables.length === 0) throw new Failure(3, 'nothing-recognised', {}, input);
  return [
    ...tables.flatMap((table) => [
      `${table.sheet} · ${table.kind} · ${table.period ?? '?'} · ${table.range}`,
      ...table.columns.map(({ column, id, header, because }) => `  ${column}  ${id}  ← ${header} (${because})`),
      ...table.rows.map(({ row, kind, name, remark }) => `  ${row}  ${kind}  ${name}${remark === null ? '' : `  ${remark}`}`),
    ]),
    ...problems.map(({ sheet, cell, message: text }) => `${sheet}${cell && `!${cell}`}  ${text}`),
  ].join('\n');
}
