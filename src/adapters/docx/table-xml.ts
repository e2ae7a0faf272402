import type { PrintedCell } from '../../core/publish/document.js';
import type { LaidOutRow, LaidOutTable } from '../../core/publish/table-layout.js';
import { sum, twips } from './measures.js';
import { xmlText } from './xml-text.js';

/**
 * Writes a table in Word's own XML: header rows are repeated on each page, no row is broken. `style` is the id of the
 * paragraph style of its cells, `padding` is left and right of their texts in millimetres.
 */
export function tableXml({ widths, header, rows }: LaidOutTable, style: string, padding: number): string {
  const columns = widths.map(twips);
  const grid = columns.map((width) => `<w:gridCol w:w="${width}"/>`).join('');
  const properties =
    `<w:tblW w:type="dxa" w:w="${sum(columns)}"/><w:jc w:val="center"/>${bordersXml()}` +
    `<w:tblLayout w:type="fixed"/>${marginsXml(padding)}`;
  const content = new RowsWriter(columns, style).write([...header, ...rows]);
  return `<w:tbl><w:tblPr>${properties}</w:tblPr><w:tblGrid>${grid}</w:tblGrid>${content}</w:tbl>`;
}

function bordersXml(): string {
  const borders = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
    (side) => `<w:${side} w:val="single" w:color="000000" w:sz="4"/>`,
  );
  return `<w:tblBorders>${borders.join('')}</w:tblBorders>`;
}

function marginsXml(padding: number): string {
  const margins = Object.entries({ top: 0, left: padding, bottom: 0, right: padding }).map(
    ([side, width]) => `<w:${side} w:type="dxa" w:w="${twips(width)}"/>`,
  );
  return `<w:tblCellMar>${margins.join('')}</w:tblCellMar>`;
}

/** A cell of a row, with its XML there: a cell over several rows stands again in each row that it reaches into. */
interface WrittenCell {
  readonly cell: PrintedCell;
  readonly xml: string;
}

/** Writes the rows of a table, from the top. */
class RowsWriter {
  /** Cells of the rows above that reach into the next one; `rows` is how many they still take. */
  private reaching: readonly PrintedCell[] = [];

  constructor(
    private readonly widths: readonly number[],
    private readonly style: string,
  ) {}

  write(rows: readonly LaidOutRow[]): string {
    return rows.map((row) => this.rowXml(row)).join('');
  }

  private rowXml(row: LaidOutRow): string {
    const cells: WrittenCell[] = row.cells.map((cell) => ({ cell, xml: this.cellXml(cell, row) }));
    for (const cell of this.reaching) cells.push({ cell, xml: this.continuedXml(cell) });
    if (this.reaching.length > 0) cells.sort((a, b) => a.cell.column - b.cell.column);
    this.reaching = cells.filter(({ cell }) => cell.rows > 1).map(({ cell }) => ({ ...cell, rows: cell.rows - 1 }));
    let header = '<w:tblHeader/>';
    if (row.kind !== 'header') header = '<w:tblHeader w:val="off"/>';
    const height = `<w:trHeight w:val="${twips(row.height)}" w:hRule="atLeast"/>`;
    const properties = `<w:cantSplit/>${header}${height}`;
    return `<w:tr><w:trPr>${properties}</w:trPr>${cells.map(({ xml }) => xml).join('')}</w:tr>`;
  }

  private cellXml(cell: PrintedCell, { kind }: LaidOutRow): string {
    const merge = cell.rows > 1 ? '<w:vMerge w:val="restart"/>' : '';
    // Within the table, a section and its header stay with the row below them.
    const keepNext = kind !== 'body';
    return this.elementXml(cell, merge, paragraphsXml(cell, this.style, keepNext));
  }

  private continuedXml(cell: PrintedCell): string {
    return this.elementXml(cell, '<w:vMerge w:val="continue"/>', '<w:p/>');
  }

  private elementXml({ column, columns }: PrintedCell, merge: string, content: string): string {
    const width = sum(this.widths.slice(column, column + columns));
    const span = columns > 1 ? `<w:gridSpan w:val="${columns}"/>` : '';
    const properties = `<w:tcW w:type="dxa" w:w="${width}"/>${span}${merge}<w:vAlign w:val="center"/>`;
    return `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
  }
}

function paragraphsXml({ text, align }: PrintedCell, style: string, keepNext: boolean): string {
  let properties = `<w:pStyle w:val="${style}"/>`;
  if (keepNext) properties += '<w:keepNext/>';
  if (align === 'left') properties += '<w:jc w:val="left"/>';
  const paragraphs = text.split('\n').map((line) => {
    const run = `<w:r><w:t xml:space="preserve">${escaped(line.trim())}</w:t></w:r>`;
    return `<w:p><w:pPr>${properties}</w:pPr>${run}</w:p>`;
  });
  return paragraphs.join('');
}

const REFERENCES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escaped(text: string): string {
  return xmlText(text).replace(/[&"'<>]/g, (sign) => REFERENCES[sign] ?? sign);
}
