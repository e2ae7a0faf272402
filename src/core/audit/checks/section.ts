import { folded } from '../../grid/folded.js';
import type { AuditedTable } from '../audited-table.js';
import type { Check, CheckDescription } from '../check.js';
import { countIn } from '../counts.js';
import type { Finding } from '../finding.js';
import { cellOf, columnTitle } from '../naming.js';
import { report } from '../report.js';

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
  const findings: Finding[] = [];
  let heading: Heading | null = null;
  for (const row of table.attachment.rows) {
    if (row.kind === 'section') heading = headingOf(row.name) ?? heading;
    const due = countIn(row, 'due');
    if (row.kind !== 'unit' || heading === null || due === null || belongsTo(heading, due)) continue;
    const cell = cellOf(table, row.row, 'due');
    // A count that is mistyped puts its unit into the other section only seemingly.
    const meant = correctionOf(table, cell, earlier);
    if (meant !== undefined && belongsTo(heading, meant)) continue;
    const { text, above, limit } = heading;
    const isBorderline = due === limit;
    findings.push(
      report({
        check: description.id,
        severity: isBorderline ? 'notice' : 'error',
        table,
        cells: [cell, cellOf(table, row.row, 'unit')],
        unit: row.name,
        column: columnTitle(table, 'due'),
        found: String(due),
        expected: `${above ? '>' : '<'}${limit}`,
        advice: 'advice-check-source',
        message: {
          code: isBorderline ? 'finding-section-borderline' : 'finding-section',
          parameters: { unit: row.name, due, section: text },
        },
      }),
    );
  }
  return findings;
}

function belongsTo({ above, limit }: Heading, due: number): boolean {
  return above ? due > limit : due < limit;
}

/** What an earlier finding says that a count should be. */
function correctionOf({ attachment }: AuditedTable, cell: string, earlier: readonly Finding[]): number | undefined {
  for (const { suspects } of earlier) {
    for (const suspect of suspects) {
      const isOfCell = suspect.place === 1 && suspect.sheet === attachment.sheet && suspect.cell === cell;
      if (isOfCell && typeof suspect.value === 'number') return suspect.value;
    }
  }
  return undefined;
}

function headingOf(text: string): Heading | null {
  const plain = folded(text).replace(/\s+/g, '');
  const digits = /(?<!\d)(\d+)件/.exec(plain)?.[1];
  if (digits === undefined) return null;
  const limit = Number(digits);
  if (/高于|大于|超过|以上|多于/.test(plain)) return { text, above: true, limit };
  if (/低于|小于|不足|以下|少于/.test(plain)) return { text, above: false, limit };
  return null;
}
