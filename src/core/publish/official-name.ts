import { folded } from '../grid/folded.js';
import { attachmentName } from '../adjustments/entry.js';
import { showsPicture } from '../grid/cell-objects.js';
import { usedArea, valueAt, type Grid } from '../grid/grid.js';
import type { Attachment } from '../recognition/attachment.js';
import { periodIn, quarterName } from '../recognition/period.js';

/** What stands above an attachment's table. */
export interface Heading {
  /** 附件1, as the sheet writes it; by the attachment's kind where it does not. */
  readonly label: string;
  /** 2021年第二季度各区县“好差评”评估通报表; made of quarter and form where the sheet has none. */
  readonly title: string;
  /** Further lines between title and table: 单位：件. */
  readonly lines: readonly string[];
}

/**
 * Where a table's own texts stand: the rows from which on its heading is looked for, and its columns with those of
 * nobody.
 */
export interface Place {
  readonly firstRow: number;
  readonly left: number;
  readonly right: number;
}

const LABEL = /^附件\s*(?:[\d一二三四五六七八九十]+\s*)?[:：]?$/;

/** Reads what stands above a table, from `firstRow` on, in the columns that are not another table's. */
export function headingOf(
  grid: Grid,
  { area, kind, form, period }: Attachment,
  { firstRow, left, right }: Place,
): Heading {
  const { top } = usedArea(grid);
  let label: string | null = null;
  let title: string | null = null;
  const lines: string[] = [];
  for (let row = Math.max(top, firstRow); row < area.top; row += 1) {
    for (let column = left; column <= right; column += 1) {
      const text = textAt(grid, row, column);
      if (text === '') continue;
      if (label === null && LABEL.test(folded(text))) label = text.replace(/[:：]$/, '');
      else if (title === null && isTitle(text)) title = withoutBlanks(text);
      else lines.push(text);
    }
  }
  return { label: label ?? attachmentName(kind), title: title ?? quarterOf(period) + form.title, lines };
}

function textAt(grid: Grid, row: number, column: number): string {
  const value = valueAt(grid, row, column);
  if (typeof value !== 'string' || showsPicture(value, null)) return '';
  return value.trim().replace(/\s+/g, ' ');
}

function quarterOf(period: string | null): string {
  if (period === null) return '';
  return quarterName(period);
}

function isTitle(text: string): boolean {
  return periodIn(text) !== null || /[表况报]$/.test(text);
}

/** A blank between figures and characters is the typist's: “2021 年” is 2021年 in the bulletin's list of attachments. */
function withoutBlanks(text: string): string {
  return text.replace(/(?<=[\p{Script=Han}“”]) +|(?<! ) +(?=[\p{Script=Han}“”])/gu, '');
}

/** Returns an attachment's file name as the bulletin names it: 2021年第二季度各区县“好差评”评估通报表（附件1）. */
export function officialName({ title, label }: Pick<Heading, 'title' | 'label'>): string {
  return fileName(`${title}（${label.replace(/\s+/g, '')}）`);
}

/** Returns the name of one file that holds several attachments. */
export function officialNameOfAll(headings: readonly Heading[], period: string | null): string {
  const [only] = headings;
  if (headings.length === 1 && only !== undefined) return officialName(only);
  const labels = headings.map(({ label }) => label.replace(/\s+/g, ''));
  return fileName(`${quarterOf(period)}政务服务“好差评”情况通报附件（${labels.join('、')}）`);
}

/** No file system minds what is left: signs that Windows forbids become their full-width fellows. */
function fileName(text: string): string {
  const wide: Readonly<Record<string, string>> = {
    '\\': '＼',
    '/': '／',
    ':': '：',
    '*': '＊',
    '?': '？',
    '"': '”',
    '<': '＜',
    '>': '＞',
    '|': '｜',
  };
  return text
    .replace(/[\\/:*?"<>|]/g, (sign) => wide[sign] ?? '')
    .replace(/[\u0000-\u001f]/g, '')
    .replace(/(?<![. ])[. ]+$/, '');
}
