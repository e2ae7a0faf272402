import { cellName, columnName } from '../../core/grid/address.js';
import type { PrintSetup, SheetMeasures } from '../../core/publish/print-setup.js';
import { readColumnWidths, withColumnWidths } from './column-widths.js';
import type { Package } from './package.js';
import { WORKBOOK_ORDER, WORKSHEET_ORDER } from './schema-order.js';
import { SheetCells } from './sheet-cells.js';
import { frameOf, setFrame } from './sheet-frame.js';
import { patchSheet } from './sheet-patch.js';
import { withoutNames } from './sheets.js';
import type { Styles } from './styles.js';
import { appended, childOf, insertChild, parseTree, withRootChild } from './tree.js';
import type { SheetEntry, WorkbookPart } from './workbook-part.js';
import { escapeXml, spliceBytes, withAttribute, type Splice } from './xml.js';

/** Tells whether somebody has set a sheet up for print: the paper, its direction, or the rows that are repeated. */
export function hasPrintSetUp(file: Package, workbook: WorkbookPart, sheet: SheetEntry): boolean {
  const page = childOf(parseTree(frameOf(file, sheet.part), sheet.part, 1), 'pageSetup');
  if (page?.attributes['orientation'] === 'landscape' || page?.attributes['paperSize'] !== undefined) return true;
  const place = String(workbook.sheets.indexOf(sheet));
  const names = childOf(parseTree(file.text(workbook.part), workbook.part), 'definedNames')?.children ?? [];
  return names.some(({ attributes }) => attributes['localSheetId'] === place && /^_xlnm\.Print_(Titles|Area)$/.test(attributes['name'] ?? ''));
}

const MILLIMETRES_AN_INCH = 25.4;
const MILLIMETRES_A_POINT = MILLIMETRES_AN_INCH / 72;
const A4 = '9';

/** Sets a sheet up for print. */
export function setUpForPrint(file: Package, workbook: WorkbookPart, sheet: SheetEntry, strings: readonly string[], styles: Styles, setup: PrintSetup): void {
  const { part } = sheet;
  const put = (name: string, write: (prefix: string, present: string | undefined) => string | null): void => setFrame(file, part, withRootChild(frameOf(file, part), part, WORKSHEET_ORDER, name, write));
  const inches = (millimetres: number): string => (millimetres / MILLIMETRES_AN_INCH).toFixed(4);
  const { margins, footer } = setup;
  put('sheetPr', (p, present) => withFitToPage(p, present));
  put('printOptions', (p, present) => withAttribute(present ?? `<${p}printOptions/>`, 'horizontalCentered', '1'));
  put('pageMargins', (p) => `<${p}pageMargins left="${inches(margins.left)}" right="${inches(margins.right)}" top="${inches(margins.top)}" bottom="${inches(margins.bottom)}" header="${inches(margins.header)}" footer="${inches(margins.footer)}"/>`);
  put('pageSetup', (p) => `<${p}pageSetup paperSize="${A4}" orientation="${setup.orientation}" fitToWidth="1" fitToHeight="0"/>`);
  const number = `&"${footer.style.latin.name},常规"&${footer.style.size}${footer.before}&P${footer.after}`;
  const side = { left: '&L', right: '&R' } as const;
  put('headerFooter', (p) => `<${p}headerFooter differentOddEven="1"><${p}oddFooter>${escapeXml(side[footer.odd] + number)}</${p}oddFooter><${p}evenFooter>${escapeXml(side[footer.even] + number)}</${p}evenFooter></${p}headerFooter>`);
  if (setup.measures !== null) {
    setMeasures(file, sheet, strings, styles, setup.measures);
    const { breaks } = setup.measures;
    const list = breaks.map((row) => `<brk id="${row}" max="16383" man="1"/>`);
    put('rowBreaks', (p) => (list.length === 0 ? null : `<${p}rowBreaks count="${list.length}" manualBreakCount="${list.length}">${list.join('').replaceAll('<brk', `<${p}brk`)}</${p}rowBreaks>`));
  }
  setTypes(file, sheet, styles, setup.types);
  setNames(file, workbook, sheet, setup);
}

function withFitToPage(p: string, present: string | undefined): string {
  const page = `<${p}pageSetUpPr fitToPage="1"/>`;
  if (present === undefined) return `<${p}sheetPr>${page}</${p}sheetPr>`;
  const root = parseTree(present, 'sheetPr');
  const old = childOf(root, 'pageSetUpPr');
  if (old === undefined) return insertChild(present, root, ['tabColor', 'outlinePr', 'pageSetUpPr'], 'pageSetUpPr', page);
  return present.slice(0, old.start) + withAttribute(present.slice(old.start, old.openEnd), 'fitToPage', '1') + present.slice(old.openEnd);
}

function setTypes(file: Package, { name, part }: SheetEntry, styles: Styles, types: PrintSetup['types']): void {
  const sheet = new SheetCells(file, part, null);
  const edits = types.map(({ row, column, style }) => ({ row, column, style: styles.withFont(sheet.styleAt(row, column), style.font.name, style.size) }));
  patchSheet(file, part, sheet, name, edits);
}

function setMeasures(file: Package, { name, part }: SheetEntry, strings: readonly string[], styles: Styles, { columns, rows }: SheetMeasures): void {
  const sheet = new SheetCells(file, part, strings);
  const wanted = new Map(rows.map((row) => [row.row, row]));
  // A sheet has a handful of styles for thousands of cells: each is looked into once.
  const known = new Map<string, number>();
  const styled = (style: number, size: number, wraps: boolean): number => {
    const key = `${style} ${size} ${wraps}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const sized = styles.withFont(style, null, size);
    const now = wraps ? styles.withWrap(sized) : sized;
    known.set(key, now);
    return now;
  };
  const edits = rows.flatMap(({ row, size, wraps }) => (size === null ? [] : sheet.cellsOf(row).map(({ column, style, value }) => ({ row, column, style: styled(style, size, wraps && typeof value === 'string') }))));
  patchSheet(file, part, sheet, name, edits);
  setHeights(file, part, wanted);
  const frame = frameOf(file, part);
  const widths = [...readColumnWidths(parseTree(frame, part, 2), Math.max(...columns.map(({ column }) => column)) + 1)];
  for (const { column, width } of columns) widths[column] = Math.round((((width / MILLIMETRES_AN_INCH) * 96) / styles.figureWidth) * 100) / 100;
  setFrame(file, part, withColumnWidths(frame, part, widths));
}

function setHeights(file: Package, part: string, wanted: ReadonlyMap<number, SheetMeasures['rows'][number]>): void {
  const sheet = new SheetCells(file, part, null);
  const splices = [...wanted.values()].flatMap(({ row, height }): readonly Splice[] => {
    const place = sheet.rowAt(row);
    if (place === undefined) return [];
    const text = withAttribute(sheet.text(place.start, place.tagEnd), 'ht', (height / MILLIMETRES_A_POINT).toFixed(2));
    return [{ start: place.start, end: place.tagEnd, text: withAttribute(text, 'customHeight', '1') }];
  });
  file.setBytes(part, spliceBytes(file.bytesOf(part), splices));
}

function setNames(file: Package, { part, sheets }: WorkbookPart, sheet: SheetEntry, { area, repeatedRows }: PrintSetup): void {
  const place = String(sheets.indexOf(sheet));
  const own = /^_xlnm\.Print_(Titles|Area)$/;
  const cleared = withoutNames(file.text(part), part, (_, name, local) => own.test(name) && local === place);
  const quoted = `'${sheet.name.replace(/'/g, "''")}'!`;
  const corner = (row: number, column: number): string => `$${columnName(column)}$${cellName(row, column).replace(/\D+/, '')}`;
  const root = parseTree(cleared, part);
  const entry = (name: string, text: string): string => `<${root.prefix}definedName name="${name}" localSheetId="${place}">${escapeXml(quoted + text)}</${root.prefix}definedName>`;
  const entries = [
    entry('_xlnm.Print_Area', `${corner(area.top, area.left)}:${corner(area.bottom, area.right)}`),
    ...(repeatedRows === null ? [] : [entry('_xlnm.Print_Titles', `$${repeatedRows.from + 1}:$${repeatedRows.to + 1}`)]),
  ].join('');
  const list = childOf(root, 'definedNames');
  file.setText(part, list === undefined ? insertChild(cleared, root, WORKBOOK_ORDER, 'definedNames', `<${root.prefix}definedNames>${entries}</${root.prefix}definedNames>`) : appended(cleared, list, entries));
}
