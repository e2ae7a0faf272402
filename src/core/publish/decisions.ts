import type { Change } from '../changes/plan.js';
import { cellChanges, freeSheetName, planSheet, textCell } from '../changes/sheet-draft.js';
import { usedArea, valueAt, type Grid } from '../grid/grid.js';

const DECISION_SHEET = '核查记录';
const HEADING = '核查记录：内部资料 不随通报下发';
const COLUMNS = ['时间', '事项', '理由', '决定人'] as const;

/** A decision to go on although something was found wrong. */
export interface Decision {
  readonly at: string;
  /** What was decided: 定稿时仍有 2 处必须改 … */
  readonly matter: string;
  readonly reason: string;
  readonly by: string;
}

/** Plans a line in 核查记录: below the decisions that stand there already, or below whatever else the sheet holds. */
export function planDecision(sheets: readonly Grid[], decision: Decision): readonly Change[] {
  const line = [decision.at, decision.matter, decision.reason, decision.by];
  const grid = sheets.find(({ sheet }) => sheet === DECISION_SHEET) ?? sheets.find((one) => headerOf(one) !== null);
  if (grid === undefined) {
    const rows = [[HEADING], COLUMNS, line].map((texts) => texts.map(textCell));
    return planSheet(sheets, freeSheetName(sheets, DECISION_SHEET), { tabColour: 'C00000', columnWidths: [18, 56, 56, 14], rows });
  }
  const header = headerOf(grid);
  const bottom = usedArea(grid).bottom;
  const lines = header === null ? [COLUMNS, line] : [line];
  const [from, column] = header === null ? [bottom + 2, 0] : [lastLine(grid, header) + 1, header.column];
  return lines.flatMap((texts, index) => texts.flatMap((text, at) => cellChanges(grid, grid.sheet, from + index, column + at, textCell(text))));
}

function headerOf(grid: Grid): { readonly row: number; readonly column: number } | null {
  const { top, bottom, left, right } = usedArea(grid);
  for (let row = top; row <= bottom; row += 1) {
    for (let column = left; column <= right; column += 1) {
      if (COLUMNS.every((name, index) => valueAt(grid, row, column + index) === name)) return { row, column };
    }
  }
  return null;
}

/** The last row of the decisions: a blank line ends them. */
function lastLine(grid: Grid, { row, column }: { readonly row: number; readonly column: number }): number {
  let last = row;
  while (COLUMNS.some((_, index) => (valueAt(grid, last + 1, column + index) ?? '') !== '')) last += 1;
  return last;
}
