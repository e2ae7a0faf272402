import { formatAt, usedArea, valueAt, type Area, type Grid } from '../grid/grid.js';
import { shownText } from '../grid/shown.js';
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
 * Describes attachments that shall be printed; `others` are further tables on the same sheets, where headings and notes
 * end.
 */
export function documentOf(grid: Grid, attachment: Attachment, others: readonly Attachment[] = []): AttachmentDocument {
  const { area } = attachment;
  const neighbours = others
    .filter((one) => one.sheet === attachment.sheet && one !== attachment)
    .map((one) => one.area);
  const columns = columnsOf(grid, area, neighbours);
  const above = Math.max(-1, ...neighbours.filter(({ bottom }) => bottom < area.top).map(({ bottom }) => bottom));
  const below = Math.min(Infinity, ...neighbours.filter(({ top }) => top > area.bottom).map(({ top }) => top));
  const heading = headingOf(grid, attachment, {
    firstRow: above < 0 ? -Infinity : titleRowAfter(grid, columns, above, area.top),
    ...columns,
  });
  const table = new PrintedTable(grid, attachment, columns);
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
    notes: notesBelow(
      grid,
      area,
      columns,
      below === Infinity ? Infinity : titleRowAfter(grid, columns, area.bottom, below) - 1,
    ),
  };
}

type Columns = Pick<Place, 'left' | 'right'>;

/**
 * The columns of a table with those beside it that are not another table's: what stands above and below these is its
 * own.
 */
function columnsOf(grid: Grid, area: Area, neighbours: readonly Area[]): Columns {
  const { left, right } = usedArea(grid);
  return {
    left: Math.max(left, ...neighbours.filter((one) => one.right < area.left).map((one) => one.right + 1)),
    right: Math.min(right, ...neighbours.filter((one) => one.left > area.right).map((one) => one.left - 1)),
  };
}

/**
 * Between two tables stand the notes of the upper and the heading of the lower; the heading begins at its 附件 or its
 * title.
 */
function titleRowAfter(grid: Grid, columns: Columns, from: number, to: number): number {
  for (let row = from + 1; row < to; row += 1) {
    const [first] = textsIn(grid, row, columns);
    if (first !== undefined && (/^附件\s*[\d一二三]/.test(first) || (first.length <= 60 && /表$/.test(first))))
      return row;
  }
  return to;
}

function notesBelow(grid: Grid, area: Area, columns: Columns, lastRow: number): readonly string[] {
  const { bottom } = usedArea(grid);
  const notes: string[] = [];
  for (let row = area.bottom + 1; row <= Math.min(bottom, lastRow); row += 1) {
    if (!grid.hiddenRows.includes(row))
      notes.push(...textsIn(grid, row, columns).flatMap((text) => text.split(/\r?\n/)));
  }
  return notes.map((text) => text.trim()).filter((text) => text !== '');
}

function textsIn(grid: Grid, row: number, { left, right }: Columns = usedArea(grid)): readonly string[] {
  return (grid.values[row - grid.top] ?? [])
    .slice(left - grid.left, right - grid.left + 1)
    .map((value, index) => shownText(value, formatAt(grid, row, left + index)).trim())
    .filter((text) => text !== '');
}

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
    const between = (from: number, to: number, hidden: readonly number[]): readonly number[] => {
      const unseen = new Set(hidden);
      return Array.from({ length: to - from + 1 }, (_, index) => from + index).filter((one) => !unseen.has(one));
    };
    this.columns = between(area.left, area.right, grid.hiddenColumns);
    this.kinds = new Map(rows.map(({ row, kind }) => [row, kind]));
    this.firstBodyRow = rows[0]?.row ?? area.bottom + 1;
    for (const merge of grid.merges) {
      for (let row = Math.max(merge.top, area.top); row <= Math.min(merge.bottom, area.bottom); row += 1) {
        const present = this.merges.get(row);
        if (present === undefined) this.merges.set(row, [merge]);
        else present.push(merge);
      }
    }
    this.rowNumbers = between(area.top, area.bottom, grid.hiddenRows).filter(
      (row) => this.kinds.get(row) !== 'blank' || textsIn(grid, row, own).length > 0,
    );
  }

  header(): readonly PrintedRow[] {
    return this.upTo(this.rowNumbers.filter((row) => row < this.firstBodyRow));
  }

  body(): readonly PrintedRow[] {
    const repeated = this.repeatedHeaders();
    return this.upTo(this.rowNumbers.filter((row) => row >= this.firstBodyRow && !repeated.has(row)));
  }

  /**
   * Header rows that only say once more what heads the table: whoever typed them meant them for the next page, where a
   * repeated header stands anyway.
   */
  private repeatedHeaders(): ReadonlySet<number> {
    const head = this.rowNumbers.filter((row) => row < this.firstBodyRow).map((row) => this.wording(row));
    const repeated = new Set<number>();
    this.rowNumbers.forEach((row, index) => {
      const run = this.rowNumbers.slice(index, index + head.length);
      if (run.every((one, at) => this.kinds.get(one) === 'header' && this.wording(one) === head[at]))
        run.forEach((one) => repeated.add(one));
    });
    return repeated;
  }

  private wording(row: number): string {
    return this.columns.map((column) => this.text(row, column).replace(/\s+/g, '')).join('\t');
  }

  private upTo(rows: readonly number[]): readonly PrintedRow[] {
    return rows.map((row) => {
      const kind = row < this.firstBodyRow ? 'header' : (this.kinds.get(row) ?? 'unit');
      if (kind === 'section') return { row, kind, cells: this.sectionCells(row) };
      if (kind === 'header')
        return { row, kind, cells: this.columns.flatMap((_, index) => this.headerCell(row, index, rows)) };
      return { row, kind: 'body', cells: this.columns.flatMap((_, index) => this.cell(row, index, rows)) };
    });
  }

  /**
   * A name with blanks below it, where other columns have their symbols, is printed over the whole height of the
   * header.
   */
  private headerCell(row: number, index: number, rows: readonly number[]): readonly PrintedCell[] {
    const column = this.columns[index] as number;
    const isBlankBelow = (one: number): boolean =>
      this.isHeader(one) && this.text(one, column) === '' && this.mergeAt(one, column) === undefined;
    const at = rows.indexOf(row);
    if (
      isBlankBelow(row) &&
      this.isHeader(rows[at - 1] ?? -1) &&
      this.mergeAt(rows[at - 1] ?? -1, column) === undefined
    )
      return [];
    const [cell] = this.cell(row, index, rows);
    if (cell === undefined || this.mergeAt(row, column) !== undefined) return cell === undefined ? [] : [cell];
    const below = rows.slice(at + 1).findIndex((one) => !isBlankBelow(one));
    return [{ ...cell, rows: 1 + (below < 0 ? rows.length - at - 1 : below) }];
  }

  private isHeader(row: number): boolean {
    return row >= 0 && (row < this.firstBodyRow || this.kinds.get(row) === 'header');
  }

  private cell(row: number, index: number, rows: readonly number[]): readonly PrintedCell[] {
    const column = this.columns[index] as number;
    const merge = this.mergeAt(row, column);
    if (merge === undefined)
      return [{ text: this.text(row, column), column: index, columns: 1, rows: 1, align: 'center' }];
    // A merge is printed at its first shown cell, with as much of it as is shown in this part of the table.
    const columns = this.columns.filter((one) => one >= merge.left && one <= merge.right);
    const down = rows.filter((one) => one >= merge.top && one <= merge.bottom);
    if (columns[0] !== column || down[0] !== row) return [];
    return [
      {
        text: this.text(merge.top, merge.left),
        column: index,
        columns: columns.length,
        rows: down.length,
        align: 'center',
      },
    ];
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
    return shownText(valueAt(this.grid, row, column), formatAt(this.grid, row, column))
      .replace(/\r\n?/g, '\n')
      .trim();
  }
}
