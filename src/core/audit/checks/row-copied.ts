import type { AttachmentRow } from '../../recognition/attachment.js';
import type { AuditedTable } from '../audited-table.js';
import { copiesIn, signatureOf } from '../blame/copied-rows.js';
import type { AuditContext, Check, CheckDescription } from '../check.js';
import type { Finding } from '../finding.js';
import { receivedElsewhere } from '../known-elsewhere.js';
import { cellOf } from '../naming.js';
import { report } from '../report.js';
import { COUNTS_APART } from '../row-report.js';
import { countIn, relativeDifference, unitsOf } from './apart.js';

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
        ...sameBefore(
          table,
          context.previous.find(({ attachment }) => attachment.kind === table.attachment.kind),
        ),
      ]),
    notChecked: [],
  }),
};

function sameHere(table: AuditedTable, context: AuditContext, earlier: readonly Finding[]): readonly Finding[] {
  // A row whose counts its own rates disown has said so itself.
  const told = new Set(
    earlier
      .filter(({ sheet, says }) => sheet === table.attachment.sheet && says.code === COUNTS_APART)
      .map(({ unit }) => unit),
  );
  const elsewhere = receivedElsewhere(context, table.attachment.kind === 'districts' ? 'districts' : 'departments');
  /** How far attachment 3 is from what the row received. */
  const apart = (row: AttachmentRow): number => {
    const [here, there] = [countIn(row, 'received'), elsewhere.get(row.name)];
    return here === null || there === undefined ? 0 : relativeDifference(here, there);
  };
  return copiesIn(
    table,
    unitsOf(table).filter(({ name }) => !told.has(name)),
  ).map((pair) => {
    // Nothing in the two rows tells which of them is the copy; another attachment may.
    const [copy, original] = apart(pair.row) >= apart(pair.other) ? [pair.row, pair.other] : [pair.other, pair.row];
    return report({
      check: description.id,
      severity: 'warning',
      table,
      cells: [cellOf(table, copy.row, 'unit'), cellOf(table, original.row, 'unit')],
      unit: copy.name,
      advice: 'advice-check-source',
      says: { code: 'finding-row-copied', parameters: { unit: copy.name, other: original.name } },
    });
  });
}

function sameBefore(table: AuditedTable, before: AuditedTable | undefined): readonly Finding[] {
  if (before === undefined) return [];
  // Each unit is compared with itself alone.
  const earlier = new Map(unitsOf(before).map((row) => [row.name, signatureOf(before, row, 1)]));
  const stale = unitsOf(table).filter((row) => {
    const key = signatureOf(table, row, 1);
    return key !== null && earlier.get(row.name) === key;
  });
  if (stale.length <= MOST_APART)
    return stale.map((row) =>
      report({
        check: description.id,
        severity: 'warning',
        table,
        cells: [cellOf(table, row.row, 'unit')],
        unit: row.name,
        advice: 'advice-check-source',
        says: { code: 'finding-row-stale', parameters: { unit: row.name } },
      }),
    );
  return [
    report({
      check: description.id,
      severity: 'warning',
      table,
      cells: stale.map(({ row }) => cellOf(table, row, 'unit')),
      advice: 'advice-check-source',
      says: { code: 'finding-rows-stale', parameters: { count: stale.length } },
    }),
  ];
}

/** More units than these have one cause together: the whole sheet is that of the quarter before. */
const MOST_APART = 3;
