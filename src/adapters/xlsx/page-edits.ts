import { areaName } from '../../core/grid/address.js';
import type { PrintSetup, SheetMeasures } from '../../core/publish/print-setup.js';
import type { Edit, PageSetup, XlsxFile } from '../../xlsx/index.js';

const MILLIMETRES_AN_INCH = 25.4;
const POINTS_AN_INCH = 72;
const PIXELS_AN_INCH = 96;
const A4 = 9;

/** Returns the edits by which a sheet is set up for print. */
export function pageEdits(file: XlsxFile, sheet: string, setup: PrintSetup): readonly Edit[] {
  const { area, repeatedRows, types, measures } = setup;
  const quoted = `'${sheet.replace(/'/g, "''")}'!`;
  const printArea = quoted + areaName(area).replace(/(?<![A-Z])([A-Z]+)(\d+)/g, '$$$1$$$2');
  let titles: string | null = null;
  if (repeatedRows !== null) titles = `${quoted}$${repeatedRows.from + 1}:$${repeatedRows.to + 1}`;
  const fonts = types.map(({ row, column, style }): Edit => {
    const becomes = { name: style.font.name, size: style.size };
    return { kind: 'font', sheet, row, column, becomes };
  });
  return [
    ...(measures === null ? [] : measureEdits(file, sheet, measures)),
    ...fonts,
    { kind: 'page', sheet, becomes: pageOf(file.pageSetup(sheet), setup) },
    { kind: 'name', name: '_xlnm.Print_Area', sheet, becomes: printArea },
    { kind: 'name', name: '_xlnm.Print_Titles', sheet, becomes: titles },
  ];
}

function pageOf(present: PageSetup, { orientation, margins, footer, measures }: PrintSetup): PageSetup {
  const inches = (millimetres: number): number => Number((millimetres / MILLIMETRES_AN_INCH).toFixed(4));
  const number = `&"${footer.style.latin.name},常规"&${footer.style.size}${footer.before}&P${footer.after}`;
  const side = { left: '&L', right: '&R' } as const;
  return {
    paper: A4,
    orientation,
    scale: null,
    fit: { across: 1, down: 0 },
    centred: { across: true, down: present.centred.down },
    margins: {
      left: inches(margins.left),
      right: inches(margins.right),
      top: inches(margins.top),
      bottom: inches(margins.bottom),
      header: inches(margins.header),
      footer: inches(margins.footer),
    },
    header: { odd: null, even: null, first: null },
    footer: { odd: side[footer.odd] + number, even: side[footer.even] + number, first: null },
    rowBreaks: measures?.breaks ?? present.rowBreaks,
  };
}

function measureEdits(file: XlsxFile, sheet: string, { columns, rows }: SheetMeasures): readonly Edit[] {
  const cells = file.cellsOn(sheet);
  const types = rows.flatMap(({ row, size, wraps }): readonly Edit[] => {
    if (size === null) return [];
    return cells(row).flatMap(({ column, value }): readonly Edit[] => {
      const font: Edit = { kind: 'font', sheet, row, column, becomes: { name: null, size } };
      if (!wraps || typeof value !== 'string') return [font];
      return [font, { kind: 'wrap', sheet, row, column, becomes: true }];
    });
  });
  const heights = rows
    .filter(({ row }) => cells(row).length > 0)
    .map(({ row, height }): Edit => ({ kind: 'row', sheet, row, becomes: pointsOf(height) }));
  const { figureWidth } = file;
  const widths = columns.map(({ column, width }): Edit => {
    const becomes = figuresOf(width, figureWidth);
    return { kind: 'column', sheet, column, becomes };
  });
  return [...types, ...heights, ...widths];
}

/** Millimetres in points, to a hundredth. */
function pointsOf(millimetres: number): number {
  return Number((millimetres / (MILLIMETRES_AN_INCH / POINTS_AN_INCH)).toFixed(2));
}

/** Millimetres in figures of a font that are so many pixels wide, to a hundredth. */
function figuresOf(millimetres: number, figureWidth: number): number {
  const figures = ((millimetres / MILLIMETRES_AN_INCH) * PIXELS_AN_INCH) / figureWidth;
  return Math.round(figures * 100) / 100;
}
