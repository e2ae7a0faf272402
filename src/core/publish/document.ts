import { textShownAt } from '../grid/cell-objects.js';
import { usedArea, type Area, type Grid } from '../grid/grid.js';
import type { AttachmentKind } from '../form/form.js';
import type { Attachment, AttachmentRow } from '../recognition/attachment.js';
import { headingOf, officialName, type Place } from './official-name.js';

/** A cell as it is printed. */
export interface PrintedCell {
  readonly text: string;
  /** First column, from 0 within the table. */
  readonly column: number;
  readonly columns: number;
  readonly rows: number;
  readonly align: 'left' | 'center';
}

/** A row of a printed table; cells that others reach into are left out. */
export interface PrintedRow {
  /** Row of the sheet, from 0. */
  readonly row: number;
  readonly kind: 'header' | 'section' | 'body';
  readonly cells: readonly PrintedCell[];
}

/** An attachment as plain text and structure: what Word, a page and the clipboard are made from. */
export interface AttachmentDocument {
  readonly sheet: string;
  readonly kind: AttachmentKind;
  readonly label: string;
  readonly title: string;
  /** File name without ending. */
  readonly name: string;
  /** Lines between title and table. */
  readonly lines: readonly string[];
  readonly columns: number;
  /** Where they stand on the sheet, from 0. */
  readonly sheetColumns: readonly number[];
  /** The rows that are repeated at the head of each page. */
  readonly header: readonly PrintedRow[];
  readonly rows: readonly PrintedRow[];
  /** The paragraphs below the table. */
  readonly notes: readonly string[];
}

/**
 * Describes an attachment as it is printed; `others` are further tables, at which its heading, columns and notes end.
 */
export function documentOf(grid: Grid, attachment: Attachment, others: readonly Attachment[] = []): AttachmentDocument {
  const neighbours = others.filter((other) => other.sheet === attachment.sheet && other !== attachment);
  const region = new TableRegion(
    grid,
    attachment.area,
    neighbours.map(({ area }) => area),
  );
  const heading = headingOf(grid, attachment, region.headingPlace());
  const table = new PrintedTable(grid, attachment, region.columns);
  return {
    sheet: grid.sheet,
    kind: attachment.kind,
    label: heading.label,
    title: heading.title,
    name: officialName(heading),
    lines: heading.lines,
    columns: table.columns.length,
    sheetColumns: table.columns,
    header: table.header(),
    rows: table.body(),
    notes: region.notes(),
  };
}

type Columns = Pick<Place, 'left' | 'right'>;

/** The part of a sheet that belongs to one table: what stands above and below it, up to the neighbouring tables. */
class TableRegion {
  /** The columns of the table with those beside it that are not another table's. */
  readonly columns: Columns;

  constructor(
    private readonly grid: Grid,
    private readonly area: Area,
    private readonly neighbours: readonly Area[],
  ) {
    let { left, right } = usedArea(grid);
    for (const neighbour of neighbours) {
      if (neighbour.right < area.left) left = Math.max(left, neighbour.right + 1);
      if (neighbour.left > area.right) right = Math.min(right, neighbour.left - 1);
    }
    this.columns = { left, right };
  }

  /** Where the table's heading is looked for. */
  headingPlace(): Place {
    let above = -1;
    for (const { bottom } of this.neighbours) if (bottom < this.area.top) above = Math.max(above, bottom);
    const firstRow = above < 0 ? -Infinity : this.titleRowBetween(above, this.area.top);
    return { firstRow, ...this.columns };
  }

  /** The paragraphs below the table. */
  notes(): readonly string[] {
    const { grid, area } = this;
    let below = Infinity;
    for (const { top } of this.neighbours) if (top > area.bottom) below = Math.min(below, top);
    const lastRow = below === Infinity ? Infinity : this.titleRowBetween(area.bottom, below) - 1;
    const hidden = new Set(grid.hiddenRows);
    const notes: string[] = [];
    for (let row = area.bottom + 1; row <= Math.min(usedArea(grid).bottom, lastRow); row += 1) {
      if (hidden.has(row)) continue;
      for (const text of textsIn(grid, row, this.columns)) {
        const paragraphs = text.split(/\r?\n/).map((paragraph) => paragraph.trim());
        for (const paragraph of paragraphs) if (paragraph !== '') notes.push(paragraph);
      }
    }
    return notes;
  }

  /**
   * Between two tables stand the notes of the upper and the heading of the lower; the heading begins at its 附件 or its
   * title.
   */
  private titleRowBetween(above: number, below: number): number {
    for (let row = above + 1; row < below; row += 1) {
      const [first] = textsIn(this.grid, row, this.columns);
      if (first !== undefined && beginsHeading(first)) return row;
    }
    return below;
  }
}

function beginsHeading(text: string): boolean {
  const isLabel = /^附件\s*[\d一二三]/.test(text);
  const isTitle = text.length <= 60 && text.endsWith('表');
  return isLabel || isTitle;
}

/** The texts of a row in these columns, as they are shown. */
function textsIn(grid: Grid, row: number, { left, right }: Columns): readonly string[] {
  const texts: string[] = [];
  for (let column = left; column <= right; column += 1) {
    const text = textShownAt(grid, row, column).trim();
    if (text !== '') texts.push(text);
  }
  return texts;
}

/** The numbers between two, both included, without the hidden ones. */
function shownBetween(from: number, to: number, hidden: readonly number[]): readonly number[] {
  const unseen = new Set(hidden);
  const shown: number[] = [];
  for (let number = from; number <= to; number += 1) if (!unseen.has(number)) shown.push(number);
  return shown;
}

/** The cells of a table as they are printed. */
class PrintedTable {
  /** Columns of the sheet that are shown. */
  readonly columns: readonly number[];
  private readonly rowNumbers: readonly number[];
  private readonly kinds: ReadonlyMap<number, AttachmentRow['kind']>;
  private readonly firstBodyRow: number;
  /** By the row of the sheet, in the sheet's order. */
  private readonly merges = new Map<number, Area[]>();

  constructor(
    private readonly grid: Grid,
    { area, rows }: Attachment,
    own: Columns,
  ) {
    this.columns = shownBetween(area.left, area.right, grid.hiddenColumns);
    this.kinds = new Map(rows.map(({ row, kind }) => [row, kind]));
    this.firstBodyRow = rows[0]?.row ?? area.bottom + 1;
    for (const merge of grid.merges) {
      for (let row = Math.max(merge.top, area.top); row <= Math.min(merge.bottom, area.bottom); row += 1) {
        const present = this.merges.get(row);
        if (present === undefined) this.merges.set(row, [merge]);
        else present.push(merge);
      }
    }
    const shownRows = shownBetween(area.top, area.bottom, grid.hiddenRows);
    this.rowNumbers = shownRows.filter((row) => this.kinds.get(row) !== 'blank' || textsIn(grid, row, own).length > 0);
  }

  header(): readonly PrintedRow[] {
    return this.printed(this.headerRows());
  }

  body(): readonly PrintedRow[] {
    const repeated = this.repeatedHeaders();
    return this.printed(this.rowNumbers.filter((row) => row >= this.firstBodyRow && !repeated.has(row)));
  }

  private headerRows(): readonly number[] {
    return this.rowNumbers.filter((row) => row < this.firstBodyRow);
  }

  /**
   * Header rows that only say once more what heads the table: whoever typed them meant them for the next page, where a
   * repeated header stands anyway.
   */
  private repeatedHeaders(): ReadonlySet<number> {
    const header = this.headerRows().map((row) => this.wording(row));
    const repeated = new Set<number>();
    this.rowNumbers.forEach((_, index) => {
      const rows = this.rowNumbers.slice(index, index + header.length);
      const isRepetition = rows.every(
        (row, at) => this.kinds.get(row) === 'header' && this.wording(row) === header[at],
      );
      if (isRepetition) for (const row of rows) repeated.add(row);
    });
    return repeated;
  }

  private wording(row: number): string {
    return this.columns.map((column) => this.text(row, column).replace(/\s+/g, '')).join('\t');
  }

  /** Prints rows that belong together: cells are merged within them only. */
  private printed(rows: readonly number[]): readonly PrintedRow[] {
    return rows.map((row) => {
      const kind = this.printedKind(row);
      if (kind === 'section') return { row, kind, cells: this.sectionCells(row) };
      const cells: PrintedCell[] = [];
      this.columns.forEach((_, index) => {
        const cell = kind === 'header' ? this.headerCell(row, index, rows) : this.cell(row, index, rows);
        if (cell !== null) cells.push(cell);
      });
      return { row, kind, cells };
    });
  }

  private printedKind(row: number): PrintedRow['kind'] {
    if (row < this.firstBodyRow) return 'header';
    const kind = this.kinds.get(row);
    if (kind === 'section' || kind === 'header') return kind;
    return 'body';
  }

  /** A name with blanks below it, where other columns have their symbols, is printed over the height of the header. */
  private headerCell(row: number, index: number, rows: readonly number[]): PrintedCell | null {
    const column = this.columns[index] as number;
    const isMerged = (one: number): boolean => this.mergeAt(one, column) !== undefined;
    const isBlankBelow = (one: number): boolean =>
      this.isHeader(one) && this.text(one, column) === '' && !isMerged(one);
    const at = rows.indexOf(row);
    const above = rows[at - 1] ?? -1;
    if (isBlankBelow(row) && this.isHeader(above) && !isMerged(above)) return null;
    const cell = this.cell(row, index, rows);
    if (cell === null || isMerged(row)) return cell;
    let height = 1;
    while (at + height < rows.length && isBlankBelow(rows[at + height] as number)) height += 1;
    return { ...cell, rows: height };
  }

  private isHeader(row: number): boolean {
    return row >= 0 && (row < this.firstBodyRow || this.kinds.get(row) === 'header');
  }

  /** A merge is printed at its first shown cell, with as much of it as is shown among the rows; `null` elsewhere. */
  private cell(row: number, index: number, rows: readonly number[]): PrintedCell | null {
    const column = this.columns[index] as number;
    const merge = this.mergeAt(row, column);
    if (merge === undefined)
      return { text: this.text(row, column), column: index, columns: 1, rows: 1, align: 'center' };
    const across = this.columns.filter((one) => one >= merge.left && one <= merge.right);
    const down = rows.filter((one) => one >= merge.top && one <= merge.bottom);
    if (across[0] !== column || down[0] !== row) return null;
    const text = this.text(merge.top, merge.left);
    return { text, column: index, columns: across.length, rows: down.length, align: 'center' };
  }

  /** A section's text runs over the blank cells right of it, merged or not. */
  private sectionCells(row: number): readonly PrintedCell[] {
    const cells: PrintedCell[] = [];
    for (let index = 0; index < this.columns.length;) {
      const text = this.text(row, this.columns[index] as number);
      let end = index + 1;
      while (text !== '' && end < this.columns.length && this.text(row, this.columns[end] as number) === '') end += 1;
      cells.push({ text, column: index, columns: end - index, rows: 1, align: 'left' });
      index = end;
    }
    return cells;
  }

  private mergeAt(row: number, column: number): Area | undefined {
    return this.merges.get(row)?.find(({ left, right }) => column >= left && column <= right);
  }

  private text(row: number, column: number): string {
    return textShownAt(this.grid, row, column).replace(/\r\n?/g, '\n').trim();
  }
}
