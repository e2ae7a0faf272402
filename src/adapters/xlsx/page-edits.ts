import { areaName } from '../../core/grid/address.js';
import type { PrintSetup, SheetMeasures } from '../../core/publish/print-setup.js';
import type { Edit, PageSetup, XlsxFile } from '../../xlsx/index.js';

const MILLIMETRES_AN_INCH = 25.4;
const MILLIMETRES_A_POINT = MILLIMETRES_AN_INCH / 72;
const A4 = 9;

/** The edits by which a sheet is set up for print. */
export function pageEdits(file: XlsxFile, sheet: string, setup: PrintSetup): readonly Edit[] {
  const { area, repeatedRows, types, measures } = setup;
  const quoted = `'${sheet.replace(/'/g, "''")}'!`;
  const name = (which: string, refersTo: string | null): Edit => ({
    kind: 'name',
    name: `_xlnm.${which}`,
    sheet,
    becomes: refersTo,
  });
  return [
    ...(measures === null ? [] : measureEdits(file, sheet, measures)),
    ...types.map(({ row, column, style }): Edit => ({
      kind: 'font',
      sheet,
      row,
      column,
      becomes: { name: style.font.name, size: style.size },
    })),
    { kind: 'page', sheet, becomes: pageOf(file.pageSetup(sheet), setup) },
    name('Print_Area', quoted + areaName(area).replace(/([A-Z]+)(\d+)/g, '$$$1$$$2')),
    name('Print_Titles', repeatedRows === null ? null : `${quoted}$${repeatedRows.from + 1}:$${repeatedRows.to + 1}`),
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
    rowBreaks: measures === null ? present.rowBreaks : measures.breaks,
  };
}

function measureEdits(file: XlsxFile, sheet: string, { columns, rows }: SheetMeasures): readonly Edit[] {
  const cells = file.cellsOn(sheet);
  return [
    ...rows.flatMap(({ row, size, wraps }) =>
      size === null
        ? []
        : cells(row).flatMap(({ column, value }): readonly Edit[] => [
            { kind: 'font', sheet, row, column, becomes: { name: null, size } },
            ...(wraps && typeof value === 'string'
              ? [{ kind: 'wrap', sheet, row, column, becomes: true } as const]
              : []),
          ]),
    ),
    ...rows
      .filter(({ row }) => cells(row).length > 0)
      .map(({ row, height }): Edit => ({
        kind: 'row',
        sheet,
        row,
        becomes: Number((height / MILLIMETRES_A_POINT).toFixed(2)),
      })),
    ...columns.map(({ column, width }): Edit => ({
      kind: 'column',
      sheet,
      column,
      becomes: Math.round((((width / MILLIMETRES_AN_INCH) * 96) / file.figureWidth) * 100) / 100,
    })),
  ];
}
