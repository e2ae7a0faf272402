import { usedArea, valueAt, type Area, type Grid } from '../grid/grid.js';
import type { Attachment } from '../recognition/attachment.js';
import type { Layout, TextStyle } from './layout.js';
import { titleSize } from './preview.js';

/** How a sheet is printed, in words that every program with pages has. */
export interface PrintSetup {
  readonly orientation: 'landscape';
  readonly paper: 'A4';
  /** In millimetres; `footer` is from the lower edge of the page. */
  readonly margins: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number; readonly header: number; readonly footer: number };
  /** Columns fit on one page, rows run over as many as they need. */
  readonly fitToWidth: true;
  readonly area: Area;
  /** Rows repeated at the head of each page, from 0; `null` where the sheet holds several tables. */
  readonly repeatedRows: { readonly from: number; readonly to: number } | null;
  readonly footer: { readonly style: TextStyle; readonly before: string; readonly after: string; readonly odd: 'right'; readonly even: 'left' };
  /** Cells whose type is set after the standard: the label and the title. */
  readonly types: readonly { readonly row: number; readonly column: number; readonly style: TextStyle; readonly align: 'left' | 'center' }[];
}

const MILLIMETRES_A_POINT = 25.4 / 72;

/** Describes how a sheet with attachments is printed after the official layout. */
export function printSetupOf(grid: Grid, attachments: readonly Attachment[], layout: Layout, heading: { readonly label: string; readonly title: string }): PrintSetup {
  const { margins, pageNumber } = layout;
  const [first] = attachments;
  const used = usedArea(grid);
  const below = Math.max(...attachments.map(({ area }) => area.bottom));
  const headerEnd = (first?.rows[0]?.row ?? (first?.area.top ?? 0) + 1) - 1;
  return {
    orientation: 'landscape', paper: 'A4',
    margins: { ...margins, header: 15, footer: margins.bottom - pageNumber.distance - pageNumber.size * MILLIMETRES_A_POINT },
    fitToWidth: true,
    area: { top: used.top, bottom: Math.max(used.bottom, below), left: Math.min(...attachments.map(({ area }) => area.left)), right: Math.max(...attachments.map(({ area }) => area.right)) },
    repeatedRows: attachments.length === 1 && first !== undefined ? { from: first.area.top, to: headerEnd } : null,
    footer: { style: pageNumber, before: '— ', after: ' —', odd: 'right', even: 'left' },
    types: typesOf(grid, first, layout, heading),
  };
}

function typesOf(grid: Grid, first: Attachment | undefined, layout: Layout, { label, title }: { readonly label: string; readonly title: string }): PrintSetup['types'] {
  const plain = (text: string): string => text.replace(/\s+/g, '');
  const types: { row: number; column: number; style: TextStyle; align: 'left' | 'center' }[] = [];
  for (let row = grid.top; row < (first?.area.top ?? grid.top); row += 1) {
    (grid.values[row - grid.top] ?? []).forEach((_, index) => {
      const value = valueAt(grid, row, grid.left + index);
      if (typeof value !== 'string') return;
      if (plain(value) === plain(label)) types.push({ row, column: grid.left + index, style: layout.label, align: 'left' });
      if (plain(value) === plain(title)) types.push({ row, column: grid.left + index, style: { ...layout.title, size: titleSize(title, layout) }, align: 'center' });
    });
  }
  return types;
}
