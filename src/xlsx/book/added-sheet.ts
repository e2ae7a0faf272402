import { HEADER_FILL, LOOK_FOOTER, TITLE_SIZE, type AddedLook, type SheetSettings } from '../../core/changes/plan.js';
import { cellName } from '../../core/grid/address.js';
import type { PageSetup } from '../edits.js';
import { columnsXml } from '../sheet/column-widths.js';
import { MAIN_NAMESPACE, RELATION_NAMESPACE, XML_DECLARATION } from '../xml/schema-order.js';
import type { Styles } from './styles.js';

const NO_LINE = { odd: null, even: null, first: null };

/** How a sheet with a look is printed. */
export const PAGE_OF_LOOK: PageSetup = {
  paper: 9,
  orientation: 'landscape',
  scale: null,
  fit: { across: 1, down: 0 },
  centred: { across: true, down: false },
  margins: { left: 0.5, right: 0.5, top: 0.6, bottom: 0.6, header: 0.3, footer: 0.3 },
  header: NO_LINE,
  footer: { ...NO_LINE, odd: `&C${LOOK_FOOTER}` },
  rowBreaks: [],
};

/** The part of a sheet that has no content yet: its cells have their looks before they hold anything. */
export function addedSheetXml({ tabColour, columnWidths, look }: SheetSettings, styles: Styles): string {
  const properties = tabColour === null ? '' : `<sheetPr><tabColor rgb="FF${tabColour}"/></sheetPr>`;
  const cellStyle = look === undefined ? 0 : styles.inMiddle(0);
  const columnStyle = (column: number): number =>
    look?.wrappedColumns.includes(column) ? styles.withWrap(cellStyle, true) : cellStyle;
  return (
    `${XML_DECLARATION}<worksheet xmlns="${MAIN_NAMESPACE}" xmlns:r="${RELATION_NAMESPACE}">${properties}` +
    `<sheetViews><sheetView workbookViewId="0">${paneXml(look)}</sheetView></sheetViews>` +
    `<sheetFormatPr defaultRowHeight="15"/>${columnsXml(columnWidths, columnStyle)}` +
    `<sheetData>${look === undefined ? '' : rowsXml(look, styles)}</sheetData></worksheet>`
  );
}

function paneXml(look: AddedLook | undefined): string {
  const { rows, columns } = look?.frozen ?? { rows: 0, columns: 0 };
  if (rows === 0 && columns === 0) return '';
  const xSplit = columns === 0 ? '' : ` xSplit="${columns}"`;
  const ySplit = rows === 0 ? '' : ` ySplit="${rows}"`;
  const vertical = rows === 0 ? 'top' : 'bottom';
  const horizontal = columns === 0 ? 'Left' : 'Right';
  const place = `topLeftCell="${cellName(rows, columns)}" activePane="${vertical}${horizontal}"`;
  return `<pane${xSplit}${ySplit} ${place} state="frozen"/>`;
}

/** The title rows, each with the style of all its cells, and blank cells where column names will stand. */
function rowsXml({ titleRows, headers }: AddedLook, styles: Styles): string {
  const middle = styles.inMiddle(0);
  const title = styles.bold(styles.withFont(middle, { name: null, size: TITLE_SIZE }));
  const header = styles.withFill(styles.bold(styles.withWrap(middle, true)), HEADER_FILL);
  const rows = new Map<number, string>();
  for (const row of titleRows) rows.set(row, `<row r="${row + 1}" s="${title}" customFormat="1"/>`);
  const cells = new Map<number, string>();
  for (const { top, left, bottom, right } of headers) {
    for (let row = top; row <= bottom; row += 1) {
      for (let column = left; column <= right; column += 1)
        cells.set(row, `${cells.get(row) ?? ''}<c r="${cellName(row, column)}" s="${header}"/>`);
    }
  }
  for (const [row, text] of cells) rows.set(row, `<row r="${row + 1}">${text}</row>`);
  return [...rows]
    .sort(([a], [b]) => a - b)
    .map(([, text]) => text)
    .join('');
}
