import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { compute } from '../../src/app/compute.js';
import { toNumber } from '../../src/core/exact/rational.js';
import { areaName } from '../../src/core/grid/address.js';
import { valueAt, type Area, type CellValue } from '../../src/core/grid/grid.js';
import { NAMES, SYMBOLS, TITLE, unitRow, workbookOf } from '../support/sheets.js';
import { recalculate } from './libreoffice.js';

// 甲区: 0.9×40 + (1−6/900)×20 + 10 (first) + 441/450×20 − (1−3/6)÷3×100 + 10 = 78.80; 乙区: 40 + 20 + 9.5 + 20 + 8 = 97.50.
const SCORES = { 甲区: 78.8, 乙区: 97.5 };
const A: CellValue[] = unitRow(1, '甲区', [1000, 900, 450, 441, 9, 6, 3, 9, 3, 3], 10);
const B: CellValue[] = unitRow(2, '乙区', [500, 500, 100, 100, 0, 0, 0, 0, 0, 0], 8);
const numbers = Array.from({ length: 21 }, (_, index) => index + 1);
const twice = (row: readonly CellValue[]): CellValue[] => row.flatMap((value) => [value, null]);
const merged = (top: number, left: number, bottom: number, right: number): Area => ({ top, left, bottom, right });
const named = (row: readonly CellValue[], name: string): CellValue[] => [row[0] ?? null, name, ...row.slice(2)];

const LAYOUTS: Readonly<
  Record<string, { readonly rows: readonly (readonly CellValue[])[]; readonly merges?: readonly Area[] }>
> = {
  columns_numbered: { rows: [[TITLE], [...NAMES], numbers, A, [...NAMES], numbers, B] },
  from_a_pdf: {
    rows: [[TITLE], twice(NAMES), twice(SYMBOLS), twice(A), twice(B)],
    merges: [1, 2, 3, 4].flatMap((row) => NAMES.map((_, index) => merged(row, 2 * index, row, 2 * index + 1))),
  },
  averages_between: {
    rows: [
      [TITLE],
      [...NAMES],
      A,
      [null, '全市平均', ...new Array<number>(10).fill(5), 0.99, 0.99],
      B,
      [null, '全市合计', ...new Array<number>(10).fill(9), 0.5, 0.5],
    ],
  },
  contacts_beside: {
    rows: [
      [null, null, null, TITLE],
      ['部门', '电话', null, ...NAMES, '部门', '联系人'],
      ['丙区', '0533', null, ...A, '丙区', '张三'],
      [null, null, null, ...B],
    ],
  },
  pages: { rows: [[TITLE], [...NAMES], A, [`${TITLE}（续）`], [...NAMES], B, ['填表日期：', null, 44_382]] },
  footnotes: { rows: [[TITLE], NAMES.map((name) => `${name}①`), named(A, '甲区*'), named(B, '（二）乙区（95万人）')] },
  columns_turned: { rows: [[TITLE], [...NAMES].reverse(), [...A].reverse(), [...B].reverse()] },
  unscored_between: {
    rows: [
      [TITLE],
      [...NAMES],
      A,
      [
        ...unitRow(2, '丙区', [0, 0, 0, 0, 0, 0, 0, 0, 0, 0], 10).slice(0, 13),
        0.99,
        ...new Array<null>(5).fill(null),
        10,
        null,
      ],
      [3, '丁区', ...new Array<null>(11).fill(null), 0.98, null, '二季度未归集'],
      B,
    ],
  },
};

function withMerges(bytes: Uint8Array): Uint8Array {
  const files = unzipSync(bytes);
  Object.values(LAYOUTS).forEach(({ merges = [] }, index) => {
    if (merges.length === 0) return;
    const part = `xl/worksheets/sheet${index + 1}.xml`;
    const cells = merges.map((area) => `<mergeCell ref="${areaName(area)}"/>`).join('');
    files[part] = strToU8(
      strFromU8(files[part] as Uint8Array).replace(
        '</sheetData>',
        `</sheetData><mergeCells count="${merges.length}">${cells}</mergeCells>`,
      ),
    );
  });
  return zipSync(files);
}

it('odd layouts are scored like the plain one, and their formulas in place agree in LibreOffice', async () => {
  const sheets = Object.keys(LAYOUTS);
  const workbook = openXlsx(
    withMerges(workbookOf(Object.fromEntries(Object.entries(LAYOUTS).map(([sheet, { rows }]) => [sheet, rows])))),
  );
  const { plan, tables, differences } = compute(await workbook.read(), {
    write: 'formulas',
    keepExisting: false,
    fixNumbers: false,
    sheets,
    rules: null,
  });
  expect(differences).toEqual([expect.objectContaining({ sheet: 'unscored_between', cell: 'N4', to: '-' })]);
  expect(await workbook.apply(plan)).toMatchObject({ applied: true });

  const office = (await openXlsx(recalculate(workbook.bytes())).read()).sheets;
  const shown = tables.map(({ attachment, scorecard }) => {
    const score = attachment.columns.find(({ role }) => role === 'score')?.column ?? -1;
    const grid = office.find(({ sheet }) => sheet === attachment.sheet);
    const scored = (scorecard?.units ?? []).filter((unit) => unit.score !== null);
    return {
      sheet: attachment.sheet,
      engine: Object.fromEntries(scored.map((unit) => [unit.row.name, unit.score && toNumber(unit.score)])),
      office: Object.fromEntries(scored.map((unit) => [unit.row.name, grid && valueAt(grid, unit.row.row, score)])),
    };
  });
  expect(shown).toEqual(sheets.map((sheet) => ({ sheet, engine: SCORES, office: SCORES })));
});
