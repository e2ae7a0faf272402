import type { PrintedCell } from '../../core/publish/document.js';
import type { LaidOutRow, LaidOutTable } from '../../core/publish/table-layout.js';
import { sum, twips } from './measures.js';

/**
 * Writes a table in Word's own XML: header rows are repeated on each page, no row is broken. `style` sets the texts of
 * its cells, `padding` is left and right of them in millimetres.
 */
export function tableXml({ widths, header, rows }: LaidOutTable, style: string, padding: number): string {
  const columns = widths.map(twips);
  const rules = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
    (side) => `<w:${side} w:val="single" w:color="000000" w:sz="4"/>`,
  );
  const margins = [
    ['top', 0],
    ['left', padding],
    ['bottom', 0],
    ['right', padding],
  ] as const;
  return [
    `<w:tbl><w:tblPr><w:tblW w:type="dxa" w:w="${sum(columns)}"/><w:jc w:val="center"/><w:tblBorders>${rules.join('')}</w:tblBorders><w:tblLayout w:type="fixed"/>`,
    `<w:tblCellMar>${margins.map(([side, width]) => `<w:${side} w:type="dxa" w:w="${twips(width)}"/>`).join('')}</w:tblCellMar></w:tblPr>`,
    `<w:tblGrid>${columns.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>`,
    ...rowsXml([...header, ...rows], style, columns),
    '</w:tbl>',
  ].join('');
}

/** A cell over several rows is said once more in each row that it reaches into. */
function rowsXml(rows: readonly LaidOutRow[], style: string, widths: readonly number[]): readonly string[] {
  let reaching: readonly PrintedCell[] = [];
  return rows.map((row) => {
    const cells = [
      ...row.cells.map((cell) => ({
        cell,
        xml: cellXml(cell, widths, cell.rows > 1 ? 'restart' : null, paragraphs(cell, style, row.kind !== 'body')),
      })),
      ...reaching.map((cell) => ({ cell, xml: cellXml(cell, widths, 'continue', '<w:p/>') })),
    ];
    if (reaching.length > 0) cells.sort((a, b) => a.cell.column - b.cell.column);
    reaching = cells.filter(({ cell }) => cell.rows > 1).map(({ cell }) => ({ ...cell, rows: cell.rows - 1 }));
    return `<w:tr><w:trPr><w:cantSplit/><w:tblHeader${row.kind === 'header' ? '' : ' w:val="off"'}/><w:trHeight w:val="${twips(row.height)}" w:hRule="atLeast"/></w:trPr>${cells.map(({ xml }) => xml).join('')}</w:tr>`;
  });
}

function cellXml(
  { column, columns }: PrintedCell,
  widths: readonly number[],
  merge: 'restart' | 'continue' | null,
  content: string,
): string {
  const span = columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : '';
  const reach = merge === null ? '' : `<w:vMerge w:val="${merge}"/>`;
  return `<w:tc><w:tcPr><w:tcW w:type="dxa" w:w="${sum(widths.slice(column, column + columns))}"/>${span}${reach}<w:vAlign w:val="center"/></w:tcPr>${content}</w:tc>`;
}

/** Within the table, a section and its header stay with the row below them. */
function paragraphs({ text, align }: PrintedCell, style: string, keepNext: boolean): string {
  const properties = `<w:pPr><w:pStyle w:val="${style}"/>${keepNext ? '<w:keepNext/>' : ''}${align === 'left' ? '<w:jc w:val="left"/>' : ''}</w:pPr>`;
  return text
    .split('\n')
    .map((line) => `<w:p>${properties}<w:r><w:t xml:space="preserve">${escaped(line.trim())}</w:t></w:r></w:p>`)
    .join('');
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Control characters have no place in XML, be they escaped. */
function escaped(text: string): string {
  return text.replace(/[&"'<>\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, (sign) => REFERENCES[sign] ?? '');
}
