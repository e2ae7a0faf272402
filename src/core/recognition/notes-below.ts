import type { Grid } from '../grid/grid.js';
import type { AttachmentRow } from './attachment.js';
import { normalise } from './normalise.js';
import { isSignature } from './signature.js';

/** 得分构成, 注1, 备注, 填表说明, 一、评价率占 40 分: with these the notes begin. */
const NOTE =
  /得分构成|^(?:附?注|注释|备注|\p{Script=Han}{0,4}说明)(?:\d|[.、,]|$)|^[一二三四五六七八九十]+[、.].*(?:占\d|基础分)/u;
const NOTE_WITH_COLON = /^\s*[(（*※]?\s*(?:附?注|注释|备注|(?:\p{Script=Han}{0,4})说明)\s*[\d①-⑳]{0,2}\s*[:：]/u;
/** What may stand in a heading, too, and in sentences. */
const LIKE_NOTE =
  /(?:计分|评分|计算|考核)(?:办法|方法|标准|公式|口径|规则)|(?:统计|数据)口径|数据来源|得分[为=]|[。;；]/;
const LONGEST_HEADING = 40;

/** A table's rows, and those below its notes that look like rows of it. */
export interface RowsAboveNotes {
  readonly rows: readonly AttachmentRow[];
  readonly strays: readonly AttachmentRow[];
}

/**
 * Ends a table where its notes begin: units and totals further down are drafts and copies, `foreign`, and returned as
 * strays where figures stand in them. A header again, or a unit whose serial number goes on from the last one above the
 * notes, opens the table once more: notes stand at the foot of each page, too, and below a section.
 */
export function endAtNotes(
  grid: Grid,
  rows: readonly AttachmentRow[],
  right: number,
  serialOf: (row: number) => string,
): RowsAboveNotes {
  const strays: AttachmentRow[] = [];
  let [hasUnits, below, apart] = [false, false, false];
  let last = NaN;
  const kept = rows.map((row, index): AttachmentRow => {
    const number = Number(serialOf(row.row).match(/\d+/)?.[0] ?? NaN);
    if (row.kind === 'header' || (row.kind === 'unit' && (!below || (number === last + 1 && isFilled(row))))) {
      below = false;
      if (row.kind === 'unit') [hasUnits, last] = [true, Number.isNaN(number) ? last : number];
      return row;
    }
    if (!below) {
      const next = rows[index + 1];
      below = hasUnits && beginsNotes(grid, row, right, next?.kind === 'unit' && serialOf(next.row) !== '');
      apart = false;
      return row;
    }
    apart ||= row.kind === 'blank';
    // A total right below a note still is the table's; one with something between adds up the draft.
    if (row.kind === 'total' ? !apart : row.kind !== 'unit' && row.kind !== 'continuation') return row;
    apart = true;
    if (row.kind === 'total' || isFilled(row)) strays.push(row);
    return { ...row, kind: 'foreign' };
  });
  return { rows: kept, strays };
}

function isFilled({ readings, remark }: AttachmentRow): boolean {
  return remark !== null || Object.values(readings).some(({ kind }) => kind === 'number');
}

/** What stands beside the table in the same row is no note of it. */
function beginsNotes(grid: Grid, { row, kind, readings }: AttachmentRow, right: number, headsUnit: boolean): boolean {
  if (kind === 'total' || kind === 'continuation') return false;
  const cells = (grid.values[row - grid.top] ?? []).slice(0, right - grid.left + 1);
  const text = cells.find((value) => typeof value === 'string' && value.trim() !== '');
  if (typeof text !== 'string') return false;
  if (isSignature(text)) return !headsUnit;
  if (Object.values(readings).some((reading) => reading.kind === 'number')) return false;
  const plain = normalise(text);
  if (NOTE.test(plain) || NOTE_WITH_COLON.test(text)) return true;
  // Where a numbered unit follows it is a heading that has much to say.
  return !headsUnit && (plain.length > LONGEST_HEADING || LIKE_NOTE.test(plain));
}
