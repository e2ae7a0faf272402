import { XlsxFile, type Edit } from '../../src/xlsx/index.js';
import { richWorkbook } from '../support/rich-workbook.js';
import { workbookOf } from '../support/sheets.js';
import { recalculate } from './libreoffice.js';
import { newComplaints } from './validator.js';

const area = (
  top: number,
  left: number,
  bottom: number,
  right: number,
): { top: number; left: number; bottom: number; right: number } => ({ top, left, bottom, right });

/**
 * Something of every kind of edit that there is, on a sheet whose first row holds one text and whose third holds
 * nothing.
 */
const onSheet = (sheet: string, page: ReturnType<XlsxFile['pageSetup']>): readonly Edit[] => [
  { kind: 'font', sheet, row: 0, column: 0, becomes: { name: '黑体', size: 16 } },
  { kind: 'wrap', sheet, row: 0, column: 0, becomes: true },
  { kind: 'format', sheet, row: 30, column: 2, was: 'General', becomes: '0.00%' },
  { kind: 'fill', sheet, row: 30, column: 2, was: null, becomes: 'FFC7CE' },
  {
    kind: 'content',
    sheet,
    row: 30,
    column: 2,
    was: { value: null, formula: null },
    becomes: { value: 0.5, formula: '=1/2' },
  },
  {
    kind: 'content',
    sheet,
    row: 30,
    column: 3,
    was: { value: null, formula: null },
    becomes: { value: '=1+1', formula: null },
  },
  { kind: 'note', sheet, row: 30, column: 3, was: null, becomes: '核对' },
  { kind: 'row', sheet, row: 30, becomes: 30.5 },
  { kind: 'row', sheet, row: 40, becomes: 12 },
  { kind: 'column', sheet, column: 2, becomes: 17.25 },
  { kind: 'column', sheet, column: 21, becomes: 3 },
  { kind: 'merge', sheet, was: null, becomes: area(31, 2, 32, 5) },
  {
    kind: 'page',
    sheet,
    becomes: {
      ...page,
      paper: 8,
      orientation: 'landscape',
      fit: { across: 1, down: 0 },
      centred: { across: true, down: true },
      margins: { left: 0.5, right: 0.5, top: 1, bottom: 1, header: 0.3, footer: 0.3 },
      header: { odd: '&L附件1', even: '&R附件1', first: null },
      footer: { odd: '&R— &P —', even: '&L— &P —', first: '&C首页' },
      rowBreaks: [4, 20],
    },
  },
  { kind: 'name', name: '_xlnm.Print_Area', sheet, becomes: `'${sheet}'!$A$1:$U$40` },
  { kind: 'name', name: '_xlnm.Print_Titles', sheet, becomes: `'${sheet}'!$1:$3` },
  { kind: 'name', name: '半', sheet: null, becomes: `'${sheet}'!$C$31` },
  { kind: 'property', property: 'title', becomes: '通报' },
  { kind: 'property', property: 'creator', becomes: '张三 & 李四' },
  { kind: 'property', property: 'keywords', becomes: '好差评' },
  { kind: 'property', property: 'Company', becomes: '某办公室' },
  { kind: 'property', property: { custom: '文号' }, becomes: '淄政办〔2021〕1号' },
  { kind: 'part', namespace: 'urn:test', was: null, becomes: '<test xmlns="urn:test">甲</test>' },
  {
    kind: 'sheet',
    sheet: '新表',
    was: null,
    becomes: {
      position: 0,
      visibility: 'visible',
      tabColour: 'C00000',
      columnWidths: [12, 30],
      look: { titleRows: [2], headers: [area(0, 0, 0, 1)], wrappedColumns: [1], frozen: { rows: 1, columns: 1 } },
    },
  },
  {
    kind: 'content',
    sheet: '新表',
    row: 0,
    column: 0,
    was: { value: null, formula: null },
    becomes: { value: '单位', formula: null },
  },
  {
    kind: 'content',
    sheet: '新表',
    row: 1,
    column: 0,
    was: { value: null, formula: null },
    becomes: { value: '甲区', formula: null },
  },
  { kind: 'table', sheet: '新表', name: '名单', was: null, becomes: { area: area(0, 0, 1, 0), columns: ['单位'] } },
];

describe.each<[string, Uint8Array, string, readonly Edit[]]>([
  ['a plain workbook', workbookOf({ 表: [['标题'], [1, 2]] }), '表', []],
  [
    'a workbook with everything',
    richWorkbook(),
    '附件1',
    [
      { kind: 'removal', sheet: '图' },
      { kind: 'removal', sheet: '数据' },
    ],
  ],
])('every kind of edit on %s', (_, bytes, sheet, removals) => {
  const { outcome, file } = XlsxFile.open(bytes).edit(
    [...onSheet(sheet, XlsxFile.open(bytes).pageSetup(sheet)), ...removals],
    { author: '张三' },
  );

  it('goes through', () => {
    expect(outcome.conflicts).toEqual([]);
  });

  it('gives Microsoft’s validator nothing new to complain of', () => {
    expect(newComplaints(file.bytes(), bytes)).toEqual([]);
  });

  it('is read by LibreOffice as it was meant', () => {
    const opened = XlsxFile.open(recalculate(file.bytes()));
    expect(opened.sheets.map(({ name }) => name)).toEqual(['新表', sheet]);
    const grid = opened.grids()[1];
    expect(grid?.merges).toEqual(expect.arrayContaining([area(31, 2, 32, 5)]));
    expect([grid?.formulas[30]?.[2], grid?.values[30]?.[2], grid?.values[30]?.[3], grid?.formats[30]?.[2]]).toEqual([
      '=1/2',
      0.5,
      '=1+1',
      '0.00%',
    ]);
    expect(opened.looksOn(sheet)(30, 3).note).toBe('核对');
    // It saves the font that stands in for one it has not.
    expect(opened.looksOn(sheet)(0, 0)).toMatchObject({ font: { size: 16 }, wraps: true });
    expect(opened.rowHeight(sheet, 30)).toBeCloseTo(30.5, 0);
    expect(opened.pageSetup(sheet)).toMatchObject({
      paper: 8,
      orientation: 'landscape',
      fit: { across: 1, down: 0 },
      centred: { across: true, down: true },
      rowBreaks: [4, 20],
    });
    expect(opened.names.map(({ name, refersTo }) => [name, refersTo.replace(/'/g, '')])).toEqual(
      expect.arrayContaining([
        ['_xlnm.Print_Area', `${sheet}!$A$1:$U$40`],
        ['_xlnm.Print_Titles', `${sheet}!$1:$3`],
        ['半', `${sheet}!$C$31`],
      ]),
    );
    expect(opened.properties).toEqual(
      expect.arrayContaining([
        { property: 'title', text: '通报' },
        { property: 'creator', text: '张三 & 李四' },
        { property: { custom: '文号' }, text: '淄政办〔2021〕1号' },
      ]),
    );
  });
});
