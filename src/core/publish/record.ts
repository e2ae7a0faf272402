import type { Change, AddedLook } from '../changes/plan.js';
import { freeSheetName, listLook, planSheet, textCell, type DraftCell } from '../changes/sheet-draft.js';
import { formatAt, usedArea, valueAt, type Grid } from '../grid/grid.js';
import { shownText } from '../grid/shown.js';
import type { Figure } from './figures.js';

const RECORD_SHEET = '定稿记录';
const HEADING = '定稿记录：内部资料 不随通报下发。由程序记录，请勿修改';
const RECORD_COLUMNS = ['时间', '文件名', '指纹（SHA-256）', '定稿人', '说明'] as const;
const FIGURE_COLUMNS = ['附件', '单位', '项目', '定稿值'] as const;
const WIDTHS = [18, 56, 24, 14, 40, 4, 8, 20, 20, 14];
const FIRST_FIGURE_COLUMN = RECORD_COLUMNS.length + 1;
/** Two lists beside each other, a blank column between them. */
const LOOK: AddedLook = {
  ...listLook({ title: 0, header: 1 }, WIDTHS),
  headers: [
    { top: 1, left: 0, bottom: 1, right: RECORD_COLUMNS.length - 1 },
    { top: 1, left: FIRST_FIGURE_COLUMN, bottom: 1, right: WIDTHS.length - 1 },
  ],
};
const SETTINGS = { tabColour: 'C00000', columnWidths: WIDTHS, look: LOOK };

/**
 * About a thousand units; more than that would make the record larger than what it is about, and only the files are
 * kept.
 */
const MAX_FIGURES = 20_000;

/** One official copy that was made. */
export interface FinalRecord {
  readonly at: string;
  readonly file: string;
  readonly fingerprint: string;
  readonly by: string;
  /** The reason for which errors were accepted, or whatever else there is to say. */
  readonly remark: string;
}

/** A figure as it was published last. */
export type FinalFigure = Pick<Figure, 'attachment' | 'unit' | 'item' | 'text'>;

/** The sheet 定稿记录 as it was read. */
export interface FinalRecords {
  readonly sheet: string;
  /** The newest first. */
  readonly records: readonly FinalRecord[];
  readonly figures: readonly FinalFigure[];
}

/** Reads the record of a workbook, known by its column names; `null` where there is none. */
export function finalRecordsOf(sheets: readonly Grid[]): FinalRecords | null {
  for (const grid of sheets) {
    const header = headerCell(grid, RECORD_COLUMNS.slice(0, 3));
    if (header === null) continue;
    const figureHeader = headerCell(grid, FIGURE_COLUMNS);
    const figureLines = figureHeader === null ? [] : linesBelow(grid, figureHeader, FIGURE_COLUMNS.length);
    return {
      sheet: grid.sheet,
      records: linesBelow(grid, header, RECORD_COLUMNS.length).map(recordIn),
      figures: figureLines.map(figureIn),
    };
  }
  return null;
}

function recordIn(line: readonly string[]): FinalRecord {
  const [at = '', file = '', fingerprint = '', by = '', remark = ''] = line;
  return { at, file, fingerprint, by, remark };
}

function figureIn(line: readonly string[]): FinalFigure {
  const [attachment = '', unit = '', item = '', text = ''] = line;
  return { attachment, unit, item, text };
}

/** Plans the record of new official copies, the newest first, with the figures that were published. */
export function planFinalRecord(
  sheets: readonly Grid[],
  made: readonly FinalRecord[],
  figures: readonly FinalFigure[],
): readonly Change[] {
  const present = finalRecordsOf(sheets);
  const records = [...made, ...(present?.records ?? [])];
  const kept = figures.length > MAX_FIGURES ? [] : figures;
  const rows = [[textCell(HEADING)], sheetRow(RECORD_COLUMNS, FIGURE_COLUMNS)];
  for (let index = 0; index < Math.max(records.length, kept.length); index += 1)
    rows.push(sheetRow(lineOf(records[index]), lineOfFigure(kept[index])));
  return planSheet(sheets, present?.sheet ?? freeSheetName(sheets, RECORD_SHEET), { ...SETTINGS, rows });
}

/** Copies at the left, figures at the right, a blank column between them. */
function sheetRow(record: readonly string[], figure: readonly string[]): (DraftCell | null)[] {
  return [...record.map(textCell), null, ...figure.map(textCell)];
}

/** A published figure that reads otherwise now; an empty text is a figure that was not there, or is no more. */
export interface ChangedFigure {
  readonly figure: FinalFigure;
  readonly from: string;
  readonly to: string;
  /** Where it stands now; empty where it is no more. */
  readonly sheet: string;
  readonly cell: string;
}

/**
 * Compares the figures as they are now with those that were published last; attachments that were not published are
 * passed over.
 */
export function changedSinceFinal({ figures }: FinalRecords, now: readonly Figure[]): readonly ChangedFigure[] {
  const published = new Map(figures.map((figure) => [keyOf(figure), figure]));
  const attachments = new Set(figures.map(({ attachment }) => attachment));
  const present = new Map(now.map((figure) => [keyOf(figure), figure]));
  const changed: ChangedFigure[] = [];
  for (const [key, figure] of present) {
    const from = published.get(key)?.text ?? '';
    if (!attachments.has(figure.attachment) || from === figure.text) continue;
    changed.push({ figure, from, to: figure.text, sheet: figure.sheet, cell: figure.cell });
  }
  for (const figure of figures) {
    if (figure.text === '' || present.has(keyOf(figure))) continue;
    changed.push({ figure, from: figure.text, to: '', sheet: '', cell: '' });
  }
  return changed;
}

function keyOf({ attachment, unit, item }: FinalFigure): string {
  return `${attachment}\n${unit}\n${item}`;
}

function lineOf(record: FinalRecord | undefined): readonly string[] {
  if (record === undefined) return RECORD_COLUMNS.map(() => '');
  return [record.at, record.file, record.fingerprint, record.by, record.remark];
}

function lineOfFigure(figure: FinalFigure | undefined): readonly string[] {
  if (figure === undefined) return [];
  return [figure.attachment, figure.unit, figure.item, figure.text];
}

interface HeaderCell {
  readonly row: number;
  readonly column: number;
}

/** Where these column names stand beside one another. */
function headerCell(grid: Grid, names: readonly string[]): HeaderCell | null {
  const { top, bottom, left, right } = usedArea(grid);
  // Long sheets are passed over quickly: the record has its headers at its top.
  for (let row = top; row <= Math.min(top + 9, bottom); row += 1) {
    for (let column = left; column <= right; column += 1) {
      if (names.every((name, index) => valueAt(grid, row, column + index) === name)) return { row, column };
    }
  }
  return null;
}

/** The lines below a header that hold something, so many columns of each. */
function linesBelow(grid: Grid, header: HeaderCell, width: number): readonly (readonly string[])[] {
  const { bottom } = usedArea(grid);
  const lines: string[][] = [];
  for (let row = header.row + 1; row <= bottom; row += 1) {
    const line: string[] = [];
    for (let column = header.column; column < header.column + width; column += 1)
      line.push(shownText(valueAt(grid, row, column), formatAt(grid, row, column)));
    if (line.some((text) => text !== '')) lines.push(line);
  }
  return lines;
}
