import type { AttachmentRow } from '../../recognition/attachment.js';
import type { AuditedTable } from '../audited-table.js';
import { copiesIn, signatureOf } from '../diagnosis/copied-rows.js';
import type { AuditContext, Check, CheckDescription } from '../check.js';
import { countIn, tableOf, unitsOf } from '../counts.js';
import type { Finding } from '../finding.js';
import { receivedInVolumes } from '../cross-references.js';
import { cellOf } from '../naming.js';
import { report } from '../report.js';
import { COUNTS_INCONSISTENT } from '../row-words.js';
import { relativeDifference } from './discrepancies.js';

const description: CheckDescription = {
  id: 'row-copied',
  severity: 'warning',
  title: '整行与另一行相同',
  formula: '两个单位（或同一单位的两个季度）的计数不会全都相同',
  source: '数字大的几项同时相同，不会是巧合',
  example: '高青县一行与桓台县的计数一模一样',
};

/** Rows whose counts are all those of another unit, or of the quarter before. Small units may well agree by chance. */
export const rowCopied: Check = {
  descriptions: [description],
  run: (context, earlier) => ({
    findings: context.tables
      .filter((table) => table.attachment.kind !== 'volumes' && context.isOn(description.id, table))
      .flatMap((table) => [
        ...sameHere(table, context, earlier),
        ...sameBefore(table, isReported(table, earlier) ? undefined : tableOf(context.previous, table.attachment.kind)),
      ]),
    notChecked: [],
  }),
};

function sameHere(table: AuditedTable, context: AuditContext, earlier: readonly Finding[]): readonly Finding[] {
  // A row whose counts its own rates contradict has been reported for that.
  const reported = new Set(
    earlier
      .filter(({ sheet, message }) => sheet === table.attachment.sheet && message.code === COUNTS_INCONSISTENT)
      .map(({ unit }) => unit),
  );
  const received = receivedInVolumes(context, table);
  const rows = unitsOf(table).filter(({ name }) => !reported.has(name));
  return copiesIn(table, rows).map((pair) => {
    // Nothing in the two rows tells which of them is the copy; another attachment may.
    const isOriginalWorse = distance(pair.original, received) > distance(pair.row, received);
    const copy = isOriginalWorse ? pair.original : pair.row;
    const original = isOriginalWorse ? pair.row : pair.original;
    return report({
      check: description.id,
      severity: 'warning',
      table,
      cells: [cellOf(table, copy.row, 'unit'), cellOf(table, original.row, 'unit')],
      unit: copy.name,
      advice: 'advice-check-source',
      message: { code: 'finding-row-copied', parameters: { unit: copy.name, other: original.name } },
    });
  });
}

/** The whole table has been reported to be that of another quarter. */
function isReported({ attachment: { sheet } }: AuditedTable, earlier: readonly Finding[]): boolean {
  return earlier.some((finding) => finding.sheet === sheet && finding.message.code === 'finding-quarter-unchanged');
}

/** How far attachment 3 is from what the row received. */
function distance(row: AttachmentRow, received: ReadonlyMap<string, number>): number {
  const here = countIn(row, 'received');
  const there = received.get(row.name);
  if (here === null || there === undefined) return 0;
  return relativeDifference(here, there);
}

function sameBefore(table: AuditedTable, previous: AuditedTable | undefined): readonly Finding[] {
  if (previous === undefined) return [];
  // Each unit is compared with itself alone.
  const signatures = new Map(unitsOf(previous).map((row) => [row.name, signatureOf(previous, row, 1)]));
  const stale = unitsOf(table).filter((row) => {
    const signature = signatureOf(table, row, 1);
    return signature !== null && signatures.get(row.name) === signature;
  });
  const parts = { check: description.id, severity: 'warning', table, advice: 'advice-check-source' } as const;
  if (stale.length > MOST_SEPARATE) {
    const cells = stale.map(({ row }) => cellOf(table, row, 'unit'));
    return [report({ ...parts, cells, message: { code: 'finding-rows-stale', parameters: { count: stale.length } } })];
  }
  return stale.map(({ name, row }) =>
    report({
      ...parts,
      cells: [cellOf(table, row, 'unit')],
      unit: name,
      message: { code: 'finding-row-stale', parameters: { unit: name } },
    }),
  );
}

/** More units than these have one cause together: the whole sheet is that of the quarter before. */
const MOST_SEPARATE = 3;
