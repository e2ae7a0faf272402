import type { AuditedTable } from '../audited-table.js';
import type { Check, CheckDescription } from '../check.js';
import type { Finding } from '../finding.js';
import { cellOf, columnTitle } from '../naming.js';
import { report } from '../report.js';
import { countIn } from './apart.js';

const description: CheckDescription = {
  id: 'section',
  severity: 'error',
  title: '分段不对',
  formula: '“高于 100 件”一段里 A＞100，“低于 100 件”一段里 A＜100；恰为 100 时提示',
  source: '附件2 的分段标题',
  example: '应评价 183 件的单位列在“低于 100 件”一段',
};

/** Units in a section whose heading says otherwise. */
export const section: Check = {
  descriptions: [description],
  run: ({ tables, isOn }, earlier) => ({
    findings: tables.filter((table) => isOn(description.id, table)).flatMap((table) => findingsIn(table, earlier)),
    notChecked: [],
  }),
};

interface Heading {
  readonly text: string;
  readonly above: boolean;
  readonly limit: number;
}

function findingsIn(table: AuditedTable, earlier: readonly Finding[]): readonly Finding[] {
  let heading: Heading | null = null;
  return table.attachment.rows.flatMap((row): readonly Finding[] => {
    if (row.kind === 'section') heading = headingOf(row.name) ?? heading;
    const due = countIn(row, 'due');
    if (row.kind !== 'unit' || heading === null || due === null) return [];
    const { text, above, limit } = heading;
    const right = above ? due > limit : due < limit;
    const cell = cellOf(table, row.row, 'due');
    // A count that is mistyped puts its unit into the other section only seemingly.
    const meant = earlier
      .flatMap(({ suspects }) => suspects)
      .find(
        (suspect) =>
          suspect.place === 1 &&
          suspect.sheet === table.attachment.sheet &&
          suspect.cell === cell &&
          typeof suspect.value === 'number',
      )?.value;
    if (right || (typeof meant === 'number' && (above ? meant > limit : meant < limit))) return [];
    const borderline = due === limit;
    return [
      report({
        check: description.id,
        severity: borderline ? 'notice' : 'error',
        table,
        cells: [cell, cellOf(table, row.row, 'unit')],
        unit: row.name,
        column: columnTitle(table, 'due'),
        found: String(due),
        expected: `${above ? '>' : '<'}${limit}`,
        advice: 'advice-check-source',
        says: {
          code: borderline ? 'finding-section-borderline' : 'finding-section',
          parameters: { unit: row.name, due, section: text },
        },
      }),
    ];
  });
}

function headingOf(text: string): Heading | null {
  const plain = text.normalize('NFKC').replace(/\s+/g, '');
  const limit = Number(/(\d+)件/.exec(plain)?.[1] ?? NaN);
  if (Number.isNaN(limit)) return null;
  if (/高于|大于|超过|以上|多于/.test(plain)) return { text, above: true, limit };
  return /低于|小于|不足|以下|少于/.test(plain) ? { text, above: false, limit } : null;
}
