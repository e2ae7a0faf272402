import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { compute, type ComputeResult } from '../../src/app/compute.js';
import { print, toNumber } from '../../src/core/exact/rational.js';
import { valueAt, type CellValue, type Grid } from '../../src/core/grid/grid.js';
import { INPUTS, bytesOf } from '../support/published.js';
import { districtsSheet, unitRow, workbookOf } from '../support/sheets.js';
import { editedByHand } from './libreoffice.js';

const REQUEST = { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules: null } as const;
const SCORE = 20;

/** The workbook with its computed columns filled with formulas. */
async function filled(bytes: Uint8Array): Promise<Uint8Array> {
  const workbook = openXlsx(bytes);
  const outcome = await workbook.apply(compute(await workbook.read(), REQUEST).plan);
  expect(outcome).toMatchObject({ applied: true });
  return workbook.bytes();
}

interface Edited {
  readonly result: ComputeResult;
  /** Scores as LibreOffice shows them, by unit. */
  readonly shown: Readonly<Record<string, CellValue>>;
  /** Scores of the engine from the counts as they now stand. */
  readonly scored: Readonly<Record<string, number | null>>;
}

async function after(bytes: Uint8Array, sheet: string, basic: string, read = sheet): Promise<Edited> {
  const snapshot = await openXlsx(editedByHand(bytes, sheet, basic)).read();
  const grid = snapshot.sheets.find((one) => one.sheet === read) as Grid;
  const result = compute(snapshot, { ...REQUEST, sheets: [read] });
  const units = result.tables.flatMap((table) => table.scorecard?.units ?? []);
  return {
    result,
    shown: Object.fromEntries(
      units.filter(({ score }) => score !== null).map(({ row }) => [row.name, valueAt(grid, row.row, SCORE)]),
    ),
    scored: Object.fromEntries(
      units.filter(({ score }) => score !== null).map(({ row, score }) => [row.name, score && toNumber(score)]),
    ),
  };
}

/** LibreOffice's own figures in all computed cells are those the engine would write. */
function agrees({ result, shown, scored }: Edited): void {
  expect(shown).toEqual(scored);
  expect(result.differences).toEqual([]);
}

describe('the formulas of 附件1 of 2021 Q2, in rows 5 to 15', () => {
  let bytes: Uint8Array;
  beforeAll(async () => {
    bytes = await filled(bytesOf(INPUTS));
  });

  it('still equal the engine after sorting by score, and stand in the order of the scores', async () => {
    const edited = await after(bytes, '附件1', 'SortRows(sheet, "A5:U15", 20)');
    agrees(edited);
    expect(Object.values(edited.shown)).toEqual([100, 100, 99.5, 99.49, 98.99, 98.48, 96.78, 96, 95.49, 79.27, 77.03]);
  });

  it('still equal the engine after a unit was inserted in the middle and the formulas were copied down', async () => {
    // 新区 (1000 due and received, 400 active, all good, adjustment 10) has the highest active rate: everybody else
    // moves down one rank.
    const edited = await after(
      bytes,
      '附件1',
      `sheet.Rows.insertByIndex(9, 1)
  CopyRow(sheet, 9, 10)
  sheet.getCellByPosition(1, 9).String = "新区"
  For column = 2 To 11
    sheet.getCellByPosition(column, 9).Value = 0
  Next
  sheet.getCellByPosition(2, 9).Value = 1000
  sheet.getCellByPosition(3, 9).Value = 1000
  sheet.getCellByPosition(4, 9).Value = 400
  sheet.getCellByPosition(5, 9).Value = 400
  sheet.getCellByPosition(19, 9).Value = 10`,
    );
    agrees(edited);
    expect(edited.shown).toMatchObject({ 新区: 100, 经开区: 99.5, 文昌湖区: 99, 张店区: 98.49 });
    expect(Object.keys(edited.shown)).toHaveLength(12);
  });

  it('still equal the engine while an inserted row is blank', async () => {
    const edited = await after(bytes, '附件1', 'sheet.Rows.insertByIndex(9, 1)');
    agrees(edited);
    expect(Object.keys(edited.shown)).toHaveLength(11);
  });

  it.each([
    [5, '张店区'],
    [10, '桓台县'],
    [15, '文昌湖区'],
  ])('still equal the engine after row %i, %s, was deleted', async (row, unit) => {
    const edited = await after(bytes, '附件1', `sheet.Rows.removeByIndex(${row - 1}, 1)`);
    agrees(edited);
    expect(Object.keys(edited.shown)).toHaveLength(10);
    expect(edited.shown).not.toHaveProperty(unit);
    // Without a unit of a higher active rate 高青县 (eighth, or ninth below 桓台县 and 文昌湖区) rises by half a point.
    expect(edited.shown['高青县']).toBe(99.99);
  });

  it('still equal the engine on a copy of the sheet whose counts are changed', async () => {
    // 沂源县 receives all it was due: 40 instead of 22.06; its active rate is now 1282/62172 = 2.06 %, still the lowest.
    const edited = await after(
      bytes,
      '附件1',
      `document.Sheets.copyByName("附件1", "附件1 副本", 1)
  copy = document.Sheets.getByName("附件1 副本")
  copy.getCellRangeByName("D12").Value = copy.getCellRangeByName("C12").Value`,
      '附件1 副本',
    );
    agrees(edited);
    expect(edited.shown['沂源县']).toBe(94.97);
  });
});

it('formulas over blocks of rows with a total between survive a sorted block and a lost row', async () => {
  const unit = (serial: number, name: string, active: number): CellValue[] =>
    unitRow(serial, name, [1000, 1000, active, active, 0, 0, 0, 0, 0, 0], 5);
  const total: CellValue[] = ['', '合计', 6000, 6000, 9000, 9000, 0, 0, 0, 0, 0, 0, 1, 1.5];
  const rows = [
    ...districtsSheet([unit(1, '甲区', 100), unit(2, '乙区', 300), unit(3, '丙区', 200)]),
    total,
    unit(4, '丁区', 250),
    unit(5, '戊区', 150),
    unit(6, '己区', 50),
  ];
  const edited = await after(
    await filled(workbookOf({ 附件1: rows })),
    '附件1',
    `SortRows(sheet, "A4:U6", 20)
  sheet.Rows.removeByIndex(8, 1)`,
  );
  agrees(edited);
  // 40 + 20 + 20 + 5 and by active rate 300, 250, 200, 100, 50: 10, 9.5, 9, 8.5, 8.
  expect(edited.shown).toEqual({ 乙区: 95, 丙区: 94, 甲区: 93.5, 丁区: 94.5, 己区: 93 });
  expect(print(edited.result.tables[0]?.scorecard?.units[0]?.score as never, 2)).toBe('95.00');
});

/** The scores of 附件1 after a row (from 1) was deleted, which the engine agrees with. */
async function without(bytes: Uint8Array, row: number): Promise<Edited['shown']> {
  const edited = await after(bytes, '附件1', `sheet.Rows.removeByIndex(${row - 1}, 1)`);
  agrees(edited);
  return edited.shown;
}

it('formulas over sections of one unit each survive the loss of any of them', async () => {
  const unit = (serial: number, name: string, active: number): CellValue[] =>
    unitRow(serial, name, [1000, 1000, active, active, 0, 0, 0, 0, 0, 0], 5);
  const rows = [
    ...districtsSheet([unit(1, '甲区', 100)]),
    ['', '小计', 1000, 1000, 100, 100, 0, 0, 0, 0, 0, 0, 1, 0.1],
    ['', '第二组'],
    unit(2, '乙区', 300),
    ['', '小计', 1000, 1000, 300, 300, 0, 0, 0, 0, 0, 0, 1, 0.3],
    ['', '第三组'],
    unit(3, '丙区', 200),
    unit(4, '丁区', 250),
  ];
  const bytes = await filled(workbookOf({ 附件1: rows }));
  // 40 + 20 + 20 + 5 and by active rate 10, 9.5, 9 …
  expect(await without(bytes, 7)).toEqual({ 甲区: 94, 丙区: 94.5, 丁区: 95 });
  expect(await without(bytes, 4)).toEqual({ 乙区: 95, 丙区: 94, 丁区: 94.5 });
});

it('row sums of 附件3 follow a corrected count and take in a district that is inserted among the others', async () => {
  const rows = [
    ['2021年第二季度评价量统计表'],
    ['序号', '部门/区县', '市级', '甲区', '乙区', '合计'],
    [1, '公安局', 7, 20, 300, null],
    [2, '人社局', 1, 2, 3, null],
    [null, '汇总'],
  ];
  const bytes = await filled(workbookOf({ 附件3: rows }));
  const { result } = await after(
    bytes,
    '附件3',
    `sheet.getCellRangeByName("D3").Value = 30
  sheet.Columns.insertByIndex(4, 1)
  sheet.getCellRangeByName("E2").String = "丙区"
  sheet.getCellRangeByName("E3").Value = 5
  sheet.getCellRangeByName("E4").Value = 6`,
  );
  const grid = openXlsx(editedByHand(bytes, '附件3', 'sheet.getCellRangeByName("D3").Value = 30')).read();
  // 7 + 30 + 300, 1 + 2 + 3, and both.
  expect((await grid).sheets[0]?.values.slice(2).map((row) => row[5])).toEqual([337, 6, 343]);
  // 丙区 has no total of its own yet; everything else is as the engine would have it.
  expect([
    result.differences,
    result.plan.changes.map((change) =>
      change.kind === 'content' ? [change.row + 1, change.column, change.becomes.value] : change.kind,
    ),
  ]).toEqual([[], [[5, 4, 11]]]);
});

it('formulas over units that stand alone between totals survive the loss of any of them', async () => {
  const unit = (serial: number, name: string, active: number): CellValue[] =>
    unitRow(serial, name, [1000, 1000, active, active, 0, 0, 0, 0, 0, 0], 5);
  // The totals print rates of their own, greater than every unit's: counted among them they would move everybody down.
  const total = (): CellValue[] => ['', '小计', 1000, 1000, 900, 900, 0, 0, 0, 0, 0, 0, 1, 0.9];
  const rows = [
    ...districtsSheet([unit(1, '甲区', 100), unit(2, '乙区', 200)]),
    total(),
    unit(3, '丙区', 300),
    total(),
    unit(4, '丁区', 250),
    total(),
  ];
  const bytes = await filled(workbookOf({ 附件1: rows }));
  // 40 + 20 + 20 + 5 and by active rate 10, 9.5, 9.
  expect(await without(bytes, 7)).toEqual({ 甲区: 94, 乙区: 94.5, 丁区: 95 });
  expect(await without(bytes, 9)).toEqual({ 甲区: 94, 乙区: 94.5, 丙区: 95 });
});

it('totals of 附件3 survive the loss of the only unit of a section', async () => {
  const rows = [
    ['2021年第二季度评价量统计表'],
    ['序号', '部门/区县', '市级', '甲区'],
    [1, '公安局', 7, 20],
    [2, '人社局', 1, 2],
    [null, '小计'],
    [3, '民政局', 4, 5],
    [null, '小计'],
    [null, '汇总'],
  ];
  const bytes = await filled(workbookOf({ 附件3: rows }));
  const sums = async (basic: string): Promise<unknown> =>
    (await openXlsx(editedByHand(bytes, '附件3', basic)).read()).sheets[0]?.values.flatMap((row) =>
      ['小计', '汇总'].includes(String(row[1])) ? [row.slice(2, 4)] : [],
    );
  expect(await sums('')).toEqual([
    [8, 22],
    [4, 5],
    [12, 27],
  ]);
  expect(await sums('sheet.Rows.removeByIndex(5, 1)')).toEqual([
    [8, 22],
    [0, 0],
    [8, 22],
  ]);
});

it('a score shows nothing while its 加减分 is cleared, and comes back with it', async () => {
  const unit = (serial: number, name: string, active: number): CellValue[] =>
    unitRow(serial, name, [1000, 1000, active, active, 0, 0, 0, 0, 0, 0], 5);
  const bytes = await filled(workbookOf({ 附件1: districtsSheet([unit(1, '甲区', 100), unit(2, '乙区', 200)]) }));
  const cleared = editedByHand(bytes, '附件1', 'sheet.getCellRangeByName("T5").String = ""');
  const { result, shown, scored } = await after(cleared, '附件1', '');
  // 40 + 20 + 9.5 + 20 + 5; 乙区 keeps its rank.
  expect([
    shown,
    scored,
    result.plan.changes,
    valueAt((await openXlsx(cleared).read()).sheets[0] as Grid, 4, SCORE),
  ]).toEqual([{ 甲区: 94.5 }, { 甲区: 94.5 }, [], '']);
  expect((await after(cleared, '附件1', 'sheet.getCellRangeByName("T5").Value = 7')).shown).toEqual({
    甲区: 94.5,
    乙区: 97,
  });
});
