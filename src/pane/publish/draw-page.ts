import type { FontChoice, Layout, TextStyle } from '../../core/publish/layout.js';
import { LINE, NOTES_GAP, NOTES_LEADING, titleSize, TITLE_GAP, type PreviewPage } from '../../core/publish/preview.js';
import { TABLE_LEADING } from '../../core/publish/table-layout.js';
import { linesOf } from '../../core/publish/text-width.js';
import type { PreviewView } from '../session/tasks.js';

const MILLIMETRES_A_POINT = 25.4 / 72;
/** How wide the lines of a table are, in millimetres. */
const RULE_WIDTH = 0.18;

export interface PageDrawing {
  readonly preview: Pick<PreviewView, 'layout' | 'tables'>;
  readonly page: PreviewPage;
  /** Pixels per millimetre. */
  readonly scale: number;
}

/** Draws a page onto a canvas as it will be printed. */
export function drawPage(canvas: HTMLCanvasElement, { preview, page, scale }: PageDrawing): void {
  const { page: paper } = preview.layout;
  canvas.width = Math.round(paper.width * scale);
  canvas.height = Math.round(paper.height * scale);
  const context = canvas.getContext('2d');
  if (context === null) return;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  context.fillStyle = '#fff';
  context.fillRect(0, 0, paper.width, paper.height);
  context.fillStyle = '#000';
  context.strokeStyle = '#000';
  context.lineWidth = RULE_WIDTH;
  context.textBaseline = 'middle';
  const table = preview.tables[page.attachment];
  new PagePainter(context, preview.layout).draw(page, table);
}

/** A text and where it stands, in millimetres; `y` is the middle of its line. */
interface PlacedText {
  readonly text: string;
  readonly style: Pick<TextStyle, 'font' | 'latin' | 'size'>;
  readonly x: number;
  readonly y: number;
  readonly align: CanvasTextAlign;
}

type TableSizes = PreviewView['tables'][number];
type Row = PreviewPage['rows'][number];
type Cell = Row['cells'][number];

/** A cell's box in millimetres. */
interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Draws the parts of one page. All lengths are millimetres. */
class PagePainter {
  /** Between the margins. */
  private readonly width: number;

  constructor(
    private readonly context: CanvasRenderingContext2D,
    private readonly layout: Layout,
  ) {
    const { page, margins } = layout;
    this.width = page.width - margins.left - margins.right;
  }

  draw(page: PreviewPage, table: TableSizes | undefined): void {
    const { left, top } = this.layout.margins;
    let y = top + this.drawHeading(page);
    if (table !== undefined) y += this.drawRows(page.rows, table, { left, top: y });
    const gap = page.rows.length === 0 ? 0 : NOTES_GAP;
    this.drawNotes(page.notes, y + gap);
    this.drawPageNumber(page);
  }

  /** Returns how high the heading is. */
  private drawHeading({ heading }: PreviewPage): number {
    if (heading === null) return 0;
    const { label, title, margins, notes } = this.layout;
    const { left, top } = margins;
    this.write({ text: heading.label, style: label, x: left, y: top + LINE / 2, align: 'left' });
    const size = titleSize(heading.title, this.layout);
    const style = { ...title, size };
    let height = 2 * LINE;
    for (const text of linesOf(heading.title, this.width / (size * MILLIMETRES_A_POINT))) {
      this.write({ text, style, x: left + this.width / 2, y: top + height + LINE / 2, align: 'center' });
      height += LINE;
    }
    for (const text of heading.lines) {
      this.write({ text, style: notes, x: left + this.width, y: top + height + LINE / 2, align: 'right' });
      height += LINE;
    }
    return height + TITLE_GAP;
  }

  /** Returns how high the rows are together. */
  private drawRows(
    rows: readonly Row[],
    { size, widths }: TableSizes,
    corner: { readonly left: number; readonly top: number },
  ): number {
    let y = corner.top;
    for (const [index, row] of rows.entries()) {
      for (const cell of row.cells) {
        const spannedRows = rows.slice(index, index + cell.rows);
        const box = {
          x: corner.left + sum(widths.slice(0, cell.column)),
          y,
          width: sum(widths.slice(cell.column, cell.column + cell.columns)),
          height: sum(spannedRows.map(({ height }) => height)),
        };
        this.drawCell(cell, box, size);
      }
      y += row.height;
    }
    return y - corner.top;
  }

  private drawCell({ text, align }: Cell, { x, y, width, height }: Box, size: number): void {
    const { table } = this.layout;
    const em = size * MILLIMETRES_A_POINT;
    this.context.strokeRect(x, y, width, height);
    const lines = linesOf(text, (width - 2 * table.padding) / em);
    const middleLine = (lines.length - 1) / 2;
    for (const [index, line] of lines.entries()) {
      this.write({
        text: line,
        style: { ...table, size },
        x: align === 'center' ? x + width / 2 : x + table.padding,
        y: y + height / 2 + (index - middleLine) * em * TABLE_LEADING,
        align,
      });
    }
  }

  private drawNotes(notes: readonly string[], top: number): void {
    const { notes: style, margins } = this.layout;
    const em = style.size * MILLIMETRES_A_POINT;
    const lines = notes.flatMap((note) => linesOf(`　　${note}`, this.width / em));
    for (const [index, text] of lines.entries()) {
      this.write({ text, style, x: margins.left, y: top + (index + 0.5) * em * NOTES_LEADING, align: 'left' });
    }
  }

  /** 单页居右空一字，双页居左空一字 (7.5). */
  private drawPageNumber({ number, side }: PreviewPage): void {
    const { page, margins, pageNumber } = this.layout;
    const em = pageNumber.size * MILLIMETRES_A_POINT;
    const x = side === 'right' ? page.width - margins.right - em : margins.left + em;
    const y = page.height - margins.bottom + pageNumber.distance + em / 2;
    this.write({ text: `— ${number} —`, style: pageNumber, x, y, align: side });
  }

  private write({ text, style, x, y, align }: PlacedText): void {
    const { font, latin, size } = style;
    const names = [...namesOf(latin), ...namesOf(font)].map((name) => `"${name}"`);
    this.context.font = `${size * MILLIMETRES_A_POINT}px ${names.join(',')},serif`;
    this.context.textAlign = align;
    this.context.fillText(text, x, y);
  }
}

function namesOf({ name, fallbacks }: FontChoice): readonly string[] {
  return [name, ...fallbacks];
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
