import { builtInForms } from '../../../src/core/form/index.js';
import type { CellValue } from '../../../src/core/grid/grid.js';
import { recognise, type Recognition } from '../../../src/core/recognition/recognise.js';
import { NAMES, SYMBOLS, TITLE, gridOf, unitRow } from '../../support/sheets.js';

type Rows = readonly (readonly CellValue[])[];

const read = (rows: Rows): Recognition => recognise(gridOf(rows, { sheet: 'Sheet1' }), Object.values(builtInForms));
const COUNTS = [100, 90, 50, 48, 2, 1, 1, 2, 1, 0];
const UNITS = ['甲区', '乙区', '丙区'].map((name, index) => unitRow(index + 1, name, COUNTS, 10));
const withName = (column: number, value: CellValue): CellValue[] =>
  NAMES.map((name, index) => (index === column ? value : name));
const errorsIn = ({ attachments, problems }: Recognition): unknown =>
  [...problems, ...attachments.flatMap((attachment) => attachment.problems)]
    .filter(({ severity }) => severity === 'error')
    .map(({ code, cell, parameters }) => [code, cell, parameters['names']]);

describe('a name in a header that somebody typed over', () => {
  const places = NAMES.map((name, column): [string, string, number] => {
    const cell = `${String.fromCharCode(65 + column)}2`;
    return [name, cell, column];
  });

  it.each(places)('%s (%s), a number now, is an error at its cell, and its name is proposed', (name, cell, column) => {
    const reading = read([[TITLE], withName(column, 46297), ...UNITS]);
    const proposed = name === '部门' ? '部门人口数' : name;
    expect(reading.attachments).toEqual([]);
    expect(errorsIn(reading)).toEqual([['header-overwritten', cell, proposed]]);
  });

  it.each(places)('%s (%s), an error now, is said the same way', (name, cell, column) => {
    const reading = read([[TITLE], withName(column, { error: '#N/A' }), ...UNITS]);
    const proposed = name === '部门' ? '部门人口数' : name;
    expect(errorsIn(reading)).toEqual([['header-overwritten', cell, proposed]]);
  });

  it('whose symbol stands below is read by it, and is an error all the same', () => {
    const reading = read([[TITLE], withName(2, 46297), [...SYMBOLS], ...UNITS]);
    expect(reading.attachments[0]?.columns.find(({ column }) => column === 2)?.id).toBe('due');
    expect(errorsIn(reading)).toEqual([['header-overwritten', 'C2', '季度应评价数']]);
  });

  it('shows a date as the sheet does', () => {
    const rows = [[TITLE], withName(2, 46297), ...UNITS];
    const grid = gridOf(rows);
    const formats = grid.formats.map((row, at) =>
      row.map((code, column) => (at === 1 && column === 2 ? 'm"月"d"日"' : code)),
    );
    const { problems } = recognise({ ...grid, formats }, Object.values(builtInForms));
    expect(problems.map(({ parameters }) => parameters['text'])).toEqual(['10月2日']);
  });

  it('beside another one leaves both to be named', () => {
    const names = withName(2, 1).map((name, index) => (index === 3 ? 2 : name));
    expect(errorsIn(read([[TITLE], names, ...UNITS]))).toEqual([
      ['header-overwritten', 'C2', '季度应评价数、季度总评价数'],
      ['header-overwritten', 'D2', '季度应评价数、季度总评价数'],
    ]);
  });

  it('in the row of symbols is an error, and the table is read by its names', () => {
    const symbols = SYMBOLS.map((symbol, index) => (index === 2 ? 5 : symbol));
    const reading = read([[TITLE], [...NAMES], symbols, ...UNITS]);
    expect(reading.attachments[0]?.rows.filter(({ kind }) => kind === 'unit')).toHaveLength(3);
    expect(errorsIn(reading)).toEqual([['header-overwritten', 'C3', '季度应评价数']]);
  });

  it('in 附件3 is an error', () => {
    const rows = [
      ['附件3 2021年第二季度部门政务服务“好差评”评价量统计表'],
      ['部门/区县', '市级', 7, '乙区', '丙区'],
      ['市甲局', 1, 2, 3, 4],
      ['市乙局', 1, 2, 3, 4],
    ];
    const reading = read(rows);
    expect(reading.attachments).toEqual([]);
    expect(errorsIn(reading)).toEqual([['header-overwritten', 'C2', '']]);
  });
});

describe('what is no name that was typed over', () => {
  it('is a list beside the table', () => {
    const rows = [[TITLE], [1, '甲区', null, ...NAMES], ...UNITS.map((row, at) => [at + 2, '乙区', null, ...row])];
    const reading = read(rows);
    expect(reading.attachments).toHaveLength(1);
    expect(errorsIn(reading)).toEqual([]);
  });

  it('is the row that numbers the columns', () => {
    const numbers = NAMES.map((_, index) => index + 1);
    expect(errorsIn(read([[TITLE], [...NAMES], numbers, ...UNITS]))).toEqual([]);
  });
});

describe('a name in a header that is gone, above figures', () => {
  it.each([
    ['加减分', 19, 'T2'],
    ['差评总数', 6, 'G2'],
    ['无效差评数', 8, 'I2'],
  ])('%s is an error at its cell, and is proposed', (name, column, cell) => {
    const reading = read([[TITLE], withName(column, null), ...UNITS]);
    expect(reading.attachments).toEqual([]);
    expect(errorsIn(reading)).toEqual([['header-emptied', cell, name]]);
  });
});
