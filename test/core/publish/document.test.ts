import type { CellValue, Grid } from '../../../src/core/grid/grid.js';
import { builtInForms } from '../../../src/core/form/index.js';
import { documentOf, type AttachmentDocument } from '../../../src/core/publish/document.js';
import { recognise } from '../../../src/core/recognition/recognise.js';
import { districtsSheet, gridOf, NAMES, SYMBOLS, TITLE, unitRow } from '../../support/sheets.js';

const UNITS = [
  unitRow(1, '甲区', [100, 90, 50, 50, 0, 0, 0, 0, 0, 0], 10),
  unitRow(2, '乙区', [80, 80, 40, 40, 0, 0, 0, 0, 0, 0], 12),
];

function documentsOf(
  rows: readonly (readonly CellValue[])[],
  options: Partial<Grid> = {},
): readonly AttachmentDocument[] {
  const grid = gridOf(rows, options);
  const { attachments } = recognise(grid, Object.values(builtInForms));
  return attachments.map((attachment) => documentOf(grid, attachment, attachments));
}

const textsOf = (document: AttachmentDocument | undefined, row: number): readonly string[] =>
  document?.rows[row]?.cells.map(({ text }) => text) ?? [];

it('prints label, title, table and notes of a sheet', () => {
  const [document] = documentsOf([
    ['附件1'],
    [TITLE],
    ['单位：件'],
    [...NAMES],
    [...SYMBOLS],
    ...UNITS,
    ['各区县得分构成：'],
    ['一、评价率占 40 分。\n二、好评率占 20 分。'],
  ]);
  expect(document).toMatchObject({
    label: '附件1',
    title: TITLE,
    name: '2021年第二季度各区县“好差评”评估通报表（附件1）',
    lines: ['单位：件'],
    columns: 21,
    notes: ['各区县得分构成：', '一、评价率占 40 分。', '二、好评率占 20 分。'],
  });
  expect(document?.header).toHaveLength(2);
  expect(textsOf(document, 1).slice(0, 4)).toEqual(['2', '乙区', '80', '80']);
});

it('prints of tables beside each other each with its own label, title and notes', () => {
  const departments = '2021年第二季度市级单位“好差评”评估通报表';
  const table = (label: string, title: string, unit: string, note: string): CellValue[][] => [
    [label],
    [title],
    [...NAMES],
    [...SYMBOLS],
    unitRow(1, unit, [100, 90, 50, 50, 0, 0, 0, 0, 0, 0], 10),
    [null],
    [note],
  ];
  const [left, right] = [
    table('附件1', TITLE, '甲区', '区县的说明。'),
    table('附件2', departments, '市甲局', '市级单位的说明。'),
  ];
  const wide = left.map((row, index) => [
    ...Array.from({ length: 22 }, (_, column) => row[column] ?? null),
    ...(right[index] ?? []),
  ]);
  expect(
    documentsOf(wide, { sheet: '附件' }).map(({ label, title, lines, notes, rows }) => ({
      label,
      title,
      lines,
      notes,
      rows: rows.length,
    })),
  ).toEqual([
    { label: '附件1', title: TITLE, lines: [], notes: ['区县的说明。'], rows: 1 },
    { label: '附件2', title: departments, lines: [], notes: ['市级单位的说明。'], rows: 1 },
  ]);
});

it('prints numbers as their cells show them', () => {
  const rows = districtsSheet(UNITS);
  const formats = rows.map((row) => row.map(() => 'General'));
  rows[3] = [...(rows[3] ?? []).slice(0, 12), 0.9, ...(rows[3] ?? []).slice(13)];
  formats[3] = formats[3]?.map((_, column) => (column === 12 ? '0.00%' : '0')) ?? [];
  const [document] = documentsOf(rows, { formats });
  expect(textsOf(document, 0)[12]).toBe('90.00%');
});

it('names label and title itself where the sheet has none', () => {
  const [document] = documentsOf([[...NAMES], [...SYMBOLS], ...UNITS], { sheet: '2021Q2 附件1' });
  expect(document).toMatchObject({ label: '附件1', title: '2021年第二季度各区县“好差评”评估通报表' });
});

it('leaves blanks between figures and characters out of the title', () => {
  const [document] = documentsOf([
    ['附件 1'],
    ['2021 年第二季度 各区县 “好差评”评估通报表'],
    [...NAMES],
    [...SYMBOLS],
    ...UNITS,
  ]);
  expect(document?.title).toBe(TITLE);
  expect(document?.name).toBe(`${TITLE}（附件1）`);
});

it('prints a header name over the rows in which its column has no symbol', () => {
  const [document] = documentsOf(districtsSheet(UNITS));
  expect(document?.header[0]?.cells.find(({ text }) => text === '序号')).toMatchObject({ column: 0, rows: 2 });
  expect(document?.header[0]?.cells.find(({ column }) => column === 2)).toMatchObject({ rows: 1 });
  expect(document?.header[1]?.cells.map(({ text }) => text)).toEqual(SYMBOLS.filter((symbol) => symbol !== null));
});

it('prints a merged area once, as wide as it is shown', () => {
  const remark = [3, '丙区', ...new Array<null>(14).fill(null), '本季度未归集到办件评价信息', null, null, null, null];
  const merges = [{ top: 5, left: 16, bottom: 5, right: 20 }];
  const [document] = documentsOf(districtsSheet([...UNITS, remark]), { merges, hiddenColumns: [18] });
  const last = document?.rows[2]?.cells.at(-1);
  expect(last).toMatchObject({ text: '本季度未归集到办件评价信息', column: 16, columns: 4 });
  expect(document?.columns).toBe(20);
});

it('runs the text of a section over the whole row', () => {
  const [document] = documentsOf([[TITLE], [...NAMES], [...SYMBOLS], ['季度应评价数高于 100 件单位'], ...UNITS]);
  expect(document?.rows[0]).toEqual({
    row: 3,
    kind: 'section',
    cells: [{ text: '季度应评价数高于 100 件单位', column: 0, columns: 21, rows: 1, align: 'left' }],
  });
});

it('leaves out header rows that were typed again for the next page, and keeps those that say something else', () => {
  const again = [...NAMES].map((name) => (name === '整改满意数' ? '差评整改满意数' : name));
  const [repeated] = documentsOf([
    [TITLE],
    [...NAMES],
    [...SYMBOLS],
    UNITS[0] ?? [],
    [...NAMES],
    [...SYMBOLS],
    UNITS[1] ?? [],
  ]);
  const [other] = documentsOf([[TITLE], [...NAMES], [...SYMBOLS], UNITS[0] ?? [], again, [...SYMBOLS], UNITS[1] ?? []]);
  expect(repeated?.rows.map(({ kind }) => kind)).toEqual(['body', 'body']);
  expect(other?.rows.map(({ kind }) => kind)).toEqual(['body', 'header', 'header', 'body']);
});

it('leaves hidden rows and columns out', () => {
  const [document] = documentsOf(districtsSheet(UNITS), { hiddenRows: [3], hiddenColumns: [0] });
  expect(document?.rows).toHaveLength(1);
  expect(textsOf(document, 0)[0]).toBe('乙区');
});

it('ends the notes of the upper table where the heading of the lower one begins', () => {
  const second = TITLE.replace('各区县', '市级单位');
  const documents = documentsOf([
    ['附件1'],
    [TITLE],
    [...NAMES],
    [...SYMBOLS],
    ...UNITS,
    ['一、评价率占 40 分。'],
    ['附件2'],
    [second],
    [...NAMES],
    [...SYMBOLS],
    unitRow(1, '市公安局', [1, 1, 1, 1, 0, 0, 0, 0, 0, 0], 10),
  ]);
  expect(documents.map(({ label, title, notes }) => ({ label, title, notes }))).toEqual([
    { label: '附件1', title: TITLE, notes: ['一、评价率占 40 分。'] },
    { label: '附件2', title: second, notes: [] },
  ]);
});
