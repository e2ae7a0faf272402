import { OFFICIAL_LAYOUT, type FontChoice, type TextStyle } from '../../core/publish/layout.js';
import { LINE, NOTES_GAP, NOTES_LEADING, titleSize, TITLE_GAP, type PreviewPage } from '../../core/publish/preview.js';
import { TABLE_LEADING } from '../../core/publish/table-layout.js';
import { linesOf } from '../../core/publish/text-width.js';
import type { PreviewView } from '../session/studies.js';

const MILLIMETRES_A_POINT = 25.4 / 72;
const RULE = 0.18;

/** Draws a page as it will be printed onto a canvas, at `scale` pixels a millimetre. */
export function drawPage(
  canvas: HTMLCanvasElement,
  { layout, tables }: Pick<PreviewView, 'layout' | 'tables'>,
  page: PreviewPage,
  scale: number,
): void {
  const { page: paper, margins } = layout;
  canvas.width = Math.round(paper.width * scale);
  canvas.height = Math.round(paper.height * scale);
  const pen = canvas.getContext('2d');
  if (pen === null) return;
  pen.setTransform(scale, 0, 0, scale, 0, 0);
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, paper.width, paper.height);
  pen.fillStyle = pen.strokeStyle = '#000';
  pen.lineWidth = RULE;
  pen.textBaseline = 'middle';
  const width = paper.width - margins.left - margins.right;
  let y = margins.top + drawHeading(pen, page, width);
  const table = tables[page.attachment];
  if (table !== undefined) y += drawRows(pen, table, page.rows, margins.left, y);
  drawNotes(pen, page.notes, width, y + (page.rows.length === 0 ? 0 : NOTES_GAP));
  drawNumber(pen, page);
}

/** Returns how high the heading is. */
function drawHeading(pen: CanvasRenderingContext2D, { heading }: PreviewPage, width: number): number {
  if (heading === null) return 0;
  const { label, title, margins, notes } = OFFICIAL_LAYOUT;
  const { left, top } = margins;
  write(pen, heading.label, label, left, top + LINE / 2, 'left');
  const size = titleSize(heading.title, OFFICIAL_LAYOUT);
  let height = 2 * LINE;
  for (const line of linesOf(heading.title, width / (size * MILLIMETRES_A_POINT))) {
    write(pen, line, { ...title, size }, left + width / 2, top + height + LINE / 2, 'center');
    height += LINE;
  }
  for (const line of heading.lines) {
    write(pen, line, notes, left + width, top + height + LINE / 2, 'right');
    height += LINE;
  }
  return height + TITLE_GAP;
}

/** Returns how high the rows are together. */
function drawRows(
  pen: CanvasRenderingContext2D,
  { size, widths }: PreviewView['tables'][number],
  rows: PreviewPage['rows'],
  left: number,
  top: number,
): number {
  const { table } = OFFICIAL_LAYOUT;
  const em = size * MILLIMETRES_A_POINT;
  let y = top;
  rows.forEach(({ cells, height }, index) => {
    for (const { text, column, columns, rows: down, align } of cells) {
      const x = left + sum(widths.slice(0, column));
      const [w, h] = [
        sum(widths.slice(column, column + columns)),
        down === 1 ? height : sum(rows.slice(index, index + down).map((row) => row.height)),
      ];
      pen.strokeRect(x, y, w, h);
      const lines = linesOf(text, (w - 2 * table.padding) / em);
      lines.forEach((line, at) =>
        write(
          pen,
          line,
          { ...table, size },
          align === 'center' ? x + w / 2 : x + table.padding,
          y + h / 2 + (at - (lines.length - 1) / 2) * em * TABLE_LEADING,
          align,
        ),
      );
    }
    y += height;
  });
  return y - top;
}

function drawNotes(pen: CanvasRenderingContext2D, notes: readonly string[], width: number, top: number): void {
  const { notes: style, margins } = OFFICIAL_LAYOUT;
  const em = style.size * MILLIMETRES_A_POINT;
  notes
    .flatMap((note) => linesOf(`　　${note}`, width / em))
    .forEach((line, index) => write(pen, line, style, margins.left, top + (index + 0.5) * em * NOTES_LEADING, 'left'));
}

/** 单页居右空一字，双页居左空一字 (7.5). */
function drawNumber(pen: CanvasRenderingContext2D, { number, side }: PreviewPage): void {
  const { page, margins, pageNumber } = OFFICIAL_LAYOUT;
  const em = pageNumber.size * MILLIMETRES_A_POINT;
  const x = side === 'right' ? page.width - margins.right - em : margins.left + em;
  write(pen, `— ${number} —`, pageNumber, x, page.height - margins.bottom + pageNumber.distance + em / 2, side);
}

function write(
  pen: CanvasRenderingContext2D,
  text: string,
  { font, latin, size }: Pick<TextStyle, 'font' | 'latin' | 'size'>,
  x: number,
  y: number,
  align: CanvasTextAlign,
): void {
  pen.font = `${size * MILLIMETRES_A_POINT}px ${[latin, font]
    .flatMap(namesOf)
    .map((name) => `"${name}"`)
    .join(',')},serif`;
  pen.textAlign = align;
  pen.fillText(text, x, y);
}

function namesOf({ name, fallbacks }: FontChoice): readonly string[] {
  return [name, ...fallbacks];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
