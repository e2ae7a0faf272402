import type { Change } from '../changes/plan.js';
import { freeSheetName, planSheet, textCell, type DraftCell } from '../changes/sheet-draft.js';
import { formatAt, usedArea, valueAt, type Grid } from '../grid/grid.js';
import { shownText } from '../grid/shown.js';
import type { Figure } from './figures.js';

const RECORD_SHEET = '定稿记录';
const HEADING = '定稿记录：内部资料 不随通报下发。由程序记录，请勿修改';
const RECORD_COLUMNS = ['时间', '文件名', '指纹（SHA-256）', '定稿人', '说明'] as const;
const FIGURE_COLUMNS = ['附件', '单位', '项目', '定稿值'] as const;
const SETTINGS = { tabColour: 'C00000', columnWidths: [18, 56, 24, 14, 40, 4, 8, 20, 20, 14] };

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
    const header = headerRow(grid, [...RECORD_COLUMNS.slice(0, 3)]);
    if (header === null) continue;
    const records = linesBelow(grid, header.row, header.column, RECORD_COLUMNS.length).map(
      ([at = '', file = '', fingerprint = '', by = '', remark = '']) => ({ at, file, fingerprint, by, remark }),
    );
    const second = headerRow(grid, [...FIGURE_COLUMNS]);
    const figures =
      second === null
        ? []
        : linesBelow(grid, second.row, second.column, FIGURE_COLUMNS.length).map(
            ([attachment = '', unit = '', item = '', text = '']) => ({ attachment, unit, item, text }),
          );
    return { sheet: grid.sheet, records, figures };
  }
  return null;
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
  const rows = Array.from(
    { length: 2 + Math.max(records.length, kept.length) },
    (_, row): readonly (DraftCell | null)[] => {
      if (row === 0) return [textCell(HEADING)];
      const left = row === 1 ? RECORD_COLUMNS : lineOf(records[row - 2]);
      const right = row === 1 ? FIGURE_COLUMNS : lineOfFigure(kept[row - 2]);
      return [...left.map(textCell), null, ...right.map(textCell)];
    },
  );
  return planSheet(sheets, present?.sheet ?? freeSheetName(sheets, RECORD_SHEET), { ...SETTINGS, rows });
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
  const key = ({ attachment, unit, item }: FinalFigure): string => `${attachment}\n${unit}\n${item}`;
  const published = new Map(figures.map((figure) => [key(figure), figure]));
  const attachments = new Set(figures.map(({ attachment }) => attachment));
  const present = new Map(now.map((figure) => [key(figure), figure]));
  const changed = [...present].flatMap(([name, figure]): readonly ChangedFigure[] => {
    const from = published.get(name)?.text ?? '';
    return !attachments.has(figure.attachment) || from === figure.text
      ? []
      : [{ figure, from, to: figure.text, sheet: figure.sheet, cell: figure.cell }];
  });
  const gone = figures
    .filter((figure) => figure.text !== '' && !present.has(key(figure)))
    .map((figure) => ({ figure, from: figure.text, to: '', sheet: '', cell: '' }));
  return [...changed, ...gone];
}

function lineOf(record: FinalRecord | undefined): readonly string[] {
  return record === undefined
    ? RECORD_COLUMNS.map(() => '')
    : [record.at, record.file, record.fingerprint, record.by, record.remark];
}

function lineOfFigure(figure: FinalFigure | undefined): readonly string[] {
  return figure === undefined ? [] : [figure.attachment, figure.unit, figure.item, figure.text];
}

function headerRow(grid: Grid, names: readonly string[]): { readonly row: number; readonly column: number } | null {
  const { top, left, right } = usedArea(grid);
  // Long sheets are passed over quickly: the record has its headers at its top.
  for (let row = top; row < Math.min(top + 10, top + grid.values.length); row += 1) {
    for (let column = left; column <= right; column += 1) {
      if (names.every((name, index) => valueAt(grid, row, column + index) === name)) return { row, column };
    }
  }
  return null;
}

function linesBelow(grid: Grid, header: number, column: number, width: number): readonly (readonly string[])[] {
  const lines: string[][] = [];
  for (let row = header + 1; row <= usedArea(grid).bottom; row += 1) {
    const line = Array.from({ length: width }, (_, index) =>
      shownText(valueAt(grid, row, column + index), formatAt(grid, row, column + index)),
    );
    if (line.some((text) => text !== '')) lines.push(line);
  }
  return lines;
}
