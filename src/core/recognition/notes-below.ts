import type { Grid } from '../grid/grid.js';
import type { AttachmentRow } from './attachment.js';
import { normalise } from './normalise.js';
import { isSignature } from './signature.js';

/** 得分构成, 注1, 备注, 填表说明, 一、评价率占 40 分: with these the notes begin. */
const NOTE =
  /得分构成|^(?:附?注|注释|备注|\p{Script=Han}{0,4}说明)(?:\d|[.、,]|$)|^[一二三四五六七八九十]+[、.].*(?:占\d|基础分)/u;
const NOTE_WITH_COLON =
  /^\s*(?:[(（*※]\s*)?(?:附?注|注释|备注|(?:\p{Script=Han}{0,4})说明)\s*(?:[\d①-⑳]{1,2}\s*)?[:：]/u;
/** What may stand in a heading, too, and in sentences. */
const LIKE_NOTE =
  /(?:计分|评分|计算|考核)(?:办法|方法|标准|公式|口径|规则)|(?:统计|数据)口径|数据来源|得分[为=]|[。;；]/;
const LONGEST_HEADING = 40;

/** A table's rows, and those below its notes that look like rows of it. */
export interface RowsAboveNotes {
  readonly rows: readonly AttachmentRow[];
  readonly strays: readonly AttachmentRow[];
}

/** Where a table stands. */
export interface TablePlace {
  readonly grid: Grid;
  /** The last column of the sheet that is the table's. */
  readonly lastColumn: number;
  /** What stands in the column of serial numbers of a row. */
  readonly serialOf: (row: number) => string;
}

/**
 * Ends a table where its notes begin: units and totals further down are drafts and copies, `foreign`, and returned as
 * strays where figures stand in them. A header again, or a unit whose serial number goes on from the last one above the
 * notes, opens the table once more: notes stand at the foot of each page, too, and below a section.
 */
export function endAtNotes(rows: readonly AttachmentRow[], place: TablePlace): RowsAboveNotes {
  const reader = new NotesReader(rows, place);
  return { rows: rows.map((row, index) => reader.next(row, index)), strays: reader.strays };
}

/** Goes through a table's rows from above and keeps where it is: in the table, or below its notes. */
class NotesReader {
  readonly strays: AttachmentRow[] = [];
  private hasUnits = false;
  private isBelowNotes = false;
  /** Below the notes: something stands between them and this row. */
  private isApart = false;
  private lastSerial = NaN;

  constructor(
    private readonly rows: readonly AttachmentRow[],
    private readonly place: TablePlace,
  ) {}

  next(row: AttachmentRow, index: number): AttachmentRow {
    if (this.isInTable(row)) {
      this.isBelowNotes = false;
      return row;
    }
    if (!this.isBelowNotes) {
      this.isBelowNotes = this.hasUnits && this.beginsNotes(row, this.rows[index + 1]);
      this.isApart = false;
      return row;
    }
    if (row.kind === 'blank') this.isApart = true;
    if (!this.looksLikeRowOfTable(row)) return row;
    this.isApart = true;
    if (row.kind === 'total' || isFilled(row)) this.strays.push(row);
    return { ...row, kind: 'foreign' };
  }

  private isInTable(row: AttachmentRow): boolean {
    if (row.kind === 'header') return true;
    if (row.kind !== 'unit') return false;
    const serial = Number(this.place.serialOf(row.row).match(/\d+/)?.[0] ?? NaN);
    const goesOn = serial === this.lastSerial + 1 && isFilled(row);
    if (this.isBelowNotes && !goesOn) return false;
    this.hasUnits = true;
    if (!Number.isNaN(serial)) this.lastSerial = serial;
    return true;
  }

  private looksLikeRowOfTable({ kind }: AttachmentRow): boolean {
    // A total right below a note still is the table's; one with something between adds up the draft.
    if (kind === 'total') return this.isApart;
    return kind === 'unit' || kind === 'continuation';
  }

  private beginsNotes(row: AttachmentRow, next: AttachmentRow | undefined): boolean {
    if (row.kind === 'total' || row.kind === 'continuation') return false;
    const text = this.firstText(row.row);
    if (text === undefined) return false;
    const headsUnit = next?.kind === 'unit' && this.place.serialOf(next.row) !== '';
    if (isSignature(text)) return !headsUnit;
    if (hasNumber(row)) return false;
    const plain = normalise(text);
    if (NOTE.test(plain) || NOTE_WITH_COLON.test(text)) return true;
    // Where a numbered unit follows it is a heading that has much to say.
    return !headsUnit && (plain.length > LONGEST_HEADING || LIKE_NOTE.test(plain));
  }

  /** The first text of a row within the table: what stands beside the table in the same row is no note of it. */
  private firstText(row: number): string | undefined {
    const { grid, lastColumn } = this.place;
    const cells = (grid.values[row - grid.top] ?? []).slice(0, lastColumn - grid.left + 1);
    return cells.find((value): value is string => typeof value === 'string' && value.trim() !== '');
  }
}

function isFilled(row: AttachmentRow): boolean {
  return row.remark !== null || hasNumber(row);
}

function hasNumber({ readings }: AttachmentRow): boolean {
  return Object.values(readings).some(({ kind }) => kind === 'number');
}
