import type { AttachmentDocument, PrintedRow } from '../../../src/core/publish/document.js';
import { clipboardHtml, printableHtml } from '../../../src/core/publish/html.js';
import { OFFICIAL_LAYOUT } from '../../../src/core/publish/layout.js';
import { layOutTables, previewOf } from '../../../src/core/publish/preview.js';

function row(texts: readonly string[], kind: PrintedRow['kind'] = 'body'): PrintedRow {
  return { row: 0, kind, cells: texts.map((text, column) => ({ text, column, columns: 1, rows: 1, align: 'center' })) };
}

function attachment(bodyRows: number, given: Partial<AttachmentDocument> = {}): AttachmentDocument {
  return {
    sheet: '附件1',
    kind: 'districts',
    label: '附件1',
    title: '某表',
    name: '某表（附件1）',
    lines: [],
    columns: 3,
    sheetColumns: [0, 1, 2],
    notes: [],
    header: [row(['序号', '单位', '得分'], 'header')],
    rows: Array.from({ length: bodyRows }, (_, index) => row([String(index + 1), '甲区', '95.49'])),
    ...given,
  };
}

it('fills the text area of 225 mm', () => {
  const [table] = layOutTables([attachment(3)], OFFICIAL_LAYOUT);
  expect(table?.widths.reduce((sum, width) => sum + width, 0)).toBeCloseTo(225, 6);
});

it('takes the largest type at which no figure is broken, for each table its own', () => {
  const figures = row(Array.from({ length: 21 }, () => '898769'));
  const wide = attachment(0, { columns: 21, header: [], rows: [figures] });
  // 21 × (6 figures × 0.5 em + 0.12 em) = 65.52 em.
  // The text area without paddings is 199.8 mm: 62.9 em at 9 points, 75.5 em at 7.5.
  expect(layOutTables([wide, attachment(3)], OFFICIAL_LAYOUT).map(({ size }) => size)).toEqual([7.5, 12]);
});

it('breaks a name into lines of like length and puts its scope on a line of its own', () => {
  // At 9 points 62.9 em: 14 × 3.12 + 5 × 2.62 + 1 for the figures leave 5.1 em for the name.
  const figures = [...Array.from({ length: 14 }, () => '898769'), ...Array.from({ length: 5 }, () => '89876'), '8'];
  const names = (name: string): string | undefined =>
    layOutTables([attachment(0, { columns: 21, header: [], rows: [row([name, ...figures])] })], OFFICIAL_LAYOUT)[0]
      ?.rows[0]?.cells[0]?.text;
  expect(names('市应急管理局')).toBe('市应急\n管理局');
  expect(names('市商务局 (含贸促会)')).toMatch(/^市商务局\n\(含/);
});

it('begins each attachment on a page of its own, repeats the header and breaks no row', () => {
  // 156 mm less 3 lines of 10.23 mm and 3 mm below the title: 122.3 mm, one header and 16 rows of 7 mm.
  // The other 4 stand below a second header.
  const { pages } = previewOf([attachment(20), attachment(2)]);
  expect(pages.map(({ attachment: of, rows, heading }) => [of, rows.length, heading?.label ?? null])).toEqual([
    [0, 17, '附件1'],
    [0, 5, null],
    [1, 3, '附件1'],
  ]);
  expect(pages.map(({ rows }) => rows[0]?.kind)).toEqual(['header', 'header', 'header']);
});

it('leaves no section behind at the foot of a page', () => {
  const rows = Array.from({ length: 22 }, (_, index) =>
    index === 15 ? row(['低于 100 件'], 'section') : row([String(index), '甲区', '1']),
  );
  const { pages } = previewOf([attachment(0, { rows })]);
  expect(pages.map((page) => page.rows.map(({ kind }) => kind).filter((kind) => kind !== 'body'))).toEqual([
    ['header'],
    ['header', 'section'],
  ]);
});

it('numbers pages through and puts the number right on odd pages, left on even ones', () => {
  const { pages } = previewOf([attachment(20), attachment(2)]);
  expect(pages.map(({ number, side }) => [number, side])).toEqual([
    [1, 'right'],
    [2, 'left'],
    [3, 'right'],
  ]);
});

it('turns the page for notes that do not fit below the table', () => {
  const { pages } = previewOf([attachment(15, { notes: Array.from({ length: 12 }, () => '一、评价率占 40 分。') })]);
  expect(pages.map(({ rows, notes }) => [rows.length, notes.length])).toEqual([
    [16, 1],
    [0, 11],
  ]);
});

it('sets rows closer where that saves a page, and not where it saves none', () => {
  // 12 points by 1.25 and 0.7 mm: 5.99 mm a row, 20 of them on 122 mm.
  expect(previewOf([attachment(19)]).pages.map(({ rows }) => rows.length)).toEqual([20]);
  expect(previewOf([attachment(20)]).tables[0]?.rows[0]?.height).toBe(7);
});

it('sets a long title smaller rather than on two lines', () => {
  const long = '2021年第二季度淄博市及各区县部门政务服务“好差评”评价量统计表';
  expect(printableHtml([attachment(1, { title: long })])).toMatch(/font-size:18pt[^>]*>2021年/);
  expect(printableHtml([attachment(1)])).toMatch(/font-size:22pt[^>]*>某表/);
});

it('gives the clipboard a real table with header rows, spans and no style sheet', () => {
  const merged: PrintedRow = {
    row: 0,
    kind: 'body',
    cells: [
      { text: '1', column: 0, columns: 1, rows: 1, align: 'center' },
      { text: '未归集 <&>', column: 1, columns: 2, rows: 1, align: 'center' },
    ],
  };
  const html = clipboardHtml([attachment(1, { rows: [merged] })]);
  expect(html).toMatch(/<thead><tr.*<\/tr><\/thead><tbody>/);
  expect(html).toMatch(/<td colspan="2"[^>]*>未归集 &lt;&amp;&gt;<\/td>/);
  expect(html).not.toContain('<style');
});

it('prints a landscape A4 page with the margins of the layout', () => {
  expect(printableHtml([attachment(1)])).toContain('@page{size:297mm 210mm;margin:28mm 37mm 26mm 35mm}');
});
