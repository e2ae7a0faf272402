import { strFromU8, unzipSync } from 'fflate';
import { invertChange } from '../../src/core/changes/plan.js';
import { XlsxFile, type Edit, type PageSetup } from '../../src/xlsx/index.js';
import { looseEnds } from '../support/loose-ends.js';
import { refusalOf } from '../support/refusal.js';
import { richWorkbook } from '../support/rich-workbook.js';
import { workbookOf } from '../support/sheets.js';

const SHEET = workbookOf({
  表: [
    ['标题', null, null],
    [1, 2, 3],
  ],
  另表: [['=表!A2']],
});
const area = (
  top: number,
  left: number,
  bottom: number,
  right: number,
): { top: number; left: number; bottom: number; right: number } => ({ top, left, bottom, right });
const merge = (was: ReturnType<typeof area> | null, becomes: ReturnType<typeof area> | null, sheet = '表'): Edit => ({
  kind: 'merge',
  sheet,
  was,
  becomes,
});
const part = (file: XlsxFile, name: string): string => strFromU8(unzipSync(file.bytes())[name] ?? new Uint8Array());

/** The file as it is read anew after edits that all went through. */
function after(bytes: Uint8Array, ...edits: readonly Edit[]): XlsxFile {
  const { outcome, file } = XlsxFile.open(bytes).edit(edits);
  expect(outcome.conflicts).toEqual([]);
  expect(looseEnds(file.bytes())).toEqual(looseEnds(bytes));
  return XlsxFile.open(file.bytes());
}

const conflicts = (bytes: Uint8Array, ...edits: readonly Edit[]): unknown =>
  XlsxFile.open(bytes).edit(edits).outcome.conflicts;
const refusal = (bytes: Uint8Array, ...edits: readonly Edit[]): unknown =>
  refusalOf(() => XlsxFile.open(bytes).edit(edits));

describe('merged cells', () => {
  it('are made, given other bounds and parted, and the sheet is as it was', () => {
    const made = after(SHEET, merge(null, area(0, 0, 0, 2)));
    expect(made.grids()[0]?.merges).toEqual([area(0, 0, 0, 2)]);
    const other = after(made.bytes(), merge(area(0, 0, 0, 2), area(0, 0, 0, 1)));
    expect(part(other, 'xl/worksheets/sheet1.xml')).toContain(
      '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>',
    );
    expect(part(after(other.bytes(), merge(area(0, 0, 0, 1), null)), 'xl/worksheets/sheet1.xml')).toBe(
      part(XlsxFile.open(SHEET), 'xl/worksheets/sheet1.xml'),
    );
  });

  it('are a conflict where they are not as the edit says', () => {
    expect(conflicts(SHEET, merge(area(0, 0, 0, 2), null))).toEqual([{ sheet: '表', cell: '' }]);
    expect(conflicts(SHEET, merge(null, area(0, 0, 0, 2)), merge(null, area(0, 0, 0, 2)))).toEqual([
      { sheet: '表', cell: '' },
    ]);
  });

  it('are refused over others, over a table, and where they would hide a figure that formulas still count', () => {
    expect(refusal(SHEET, merge(null, area(0, 0, 0, 2)), merge(null, area(0, 1, 0, 5)))).toEqual([
      'merge-overlaps',
      { sheet: '表', cells: 'A1:C1' },
    ]);
    expect(refusal(richWorkbook(), merge(null, area(2, 1, 3, 1), '数据'))).toEqual([
      'merge-overlaps',
      { sheet: '数据', cells: 'A1:B3' },
    ]);
    expect(refusal(SHEET, merge(null, area(0, 0, 1, 0)))).toEqual(['merge-hides-cell', { sheet: '表', cell: 'A2' }]);
  });
});

describe('columns and rows', () => {
  it('get widths and heights of their own, and lose them without a trace', () => {
    const edits: readonly Edit[] = [
      { kind: 'column', sheet: '表', column: 2, was: null, becomes: 20.5 },
      { kind: 'row', sheet: '表', row: 1, was: null, becomes: 30 },
      { kind: 'row', sheet: '表', row: 4, becomes: 12.75 },
    ];
    const file = after(SHEET, ...edits);
    expect([
      file.columnWidth('表', 2),
      file.columnWidth('表', 1),
      file.rowHeight('表', 1),
      file.rowHeight('表', 4),
      file.rowHeight('表', 0),
    ]).toEqual([20.5, null, 30, 12.75, null]);
    expect(part(file, 'xl/worksheets/sheet1.xml')).toContain(
      '<cols><col min="3" max="3" width="20.5" customWidth="1"/></cols><sheetData>',
    );
    const back = after(
      file.bytes(),
      { kind: 'column', sheet: '表', column: 2, was: 20.5, becomes: null },
      { kind: 'row', sheet: '表', row: 1, was: 30, becomes: null },
    );
    expect(part(back, 'xl/worksheets/sheet1.xml')).not.toMatch(/cols|r="2" ht/);
  });

  it('take one column out of a range and leave the others what they were', () => {
    const wide = workbookOf(
      { 表: [[1]] },
      {
        'xl/worksheets/sheet1.xml':
          '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cols><col ' +
          'min="2" max="5" width="9" style="1" hidden="1"/><col min="7" max="16384" style="1"/></cols>' +
          '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>',
      },
    );
    const file = after(
      wide,
      { kind: 'column', sheet: '表', column: 3, becomes: 4 },
      { kind: 'column', sheet: '表', column: 0, becomes: 3 },
      { kind: 'column', sheet: '表', column: 16_383, becomes: 2 },
    );
    expect(part(file, 'xl/worksheets/sheet1.xml')).toContain(
      '<cols><col min="1" max="1" width="3" customWidth="1"/><col min="2" max="3" width="9" ' +
        'style="1" hidden="1"/><col min="4" max="4" width="4" style="1" hidden="1" customWidth="1"/>' +
        '<col min="5" max="5" width="9" style="1" hidden="1"/><col min="7" max="16383" style="1"/>' +
        '<col min="16384" max="16384" style="1" width="2" customWidth="1"/></cols>',
    );
  });

  it('are a conflict where they are not as the edit says', () => {
    expect(
      conflicts(
        SHEET,
        { kind: 'column', sheet: '表', column: 2, was: 9, becomes: 1 },
        { kind: 'row', sheet: '表', row: 1, was: 15, becomes: 1 },
        { kind: 'row', sheet: '没有', row: 0, becomes: 1 },
      ),
    ).toEqual([
      { sheet: '表', cell: 'C1' },
      { sheet: '表', cell: '2:2' },
      { sheet: '没有', cell: '1:1' },
    ]);
  });
});

it('a cell’s font and the breaking of its text are changed and changed back, in styles that are reused', () => {
  const edits: readonly Edit[] = [
    {
      kind: 'font',
      sheet: '表',
      row: 0,
      column: 0,
      was: { size: 11, name: 'Calibri' },
      becomes: { name: '黑体', size: 16 },
    },
    { kind: 'wrap', sheet: '表', row: 0, column: 0, was: false, becomes: true },
    { kind: 'font', sheet: '表', row: 1, column: 0, becomes: { name: '黑体', size: 16 } },
    { kind: 'wrap', sheet: '表', row: 1, column: 0, becomes: true },
  ];
  const file = after(SHEET, ...edits);
  expect(file.looksOn('表')(0, 0)).toEqual({ fill: null, font: { name: '黑体', size: 16 }, wraps: true, note: null });
  // The two there were, one with the font, one with the font and broken text.
  expect(part(file, 'xl/styles.xml')).toContain('<cellXfs count="4">');
  const back = after(
    file.bytes(),
    {
      kind: 'font',
      sheet: '表',
      row: 0,
      column: 0,
      was: { name: '黑体', size: 16 },
      becomes: { name: 'Calibri', size: 11 },
    },
    { kind: 'wrap', sheet: '表', row: 0, column: 0, was: true, becomes: false },
  );
  expect(back.looksOn('表')(0, 0)).toMatchObject({ font: { name: 'Calibri', size: 11 }, wraps: false });
  expect(
    conflicts(
      SHEET,
      {
        kind: 'font',
        sheet: '表',
        row: 0,
        column: 0,
        was: { name: '宋体', size: 11 },
        becomes: { name: null, size: 9 },
      },
      { kind: 'wrap', sheet: '表', row: 1, column: 0, was: true, becomes: false },
    ),
  ).toEqual([
    { sheet: '表', cell: 'A1' },
    { sheet: '表', cell: 'A2' },
  ]);
});

describe('how a sheet is printed', () => {
  const setup: PageSetup = {
    paper: 8,
    orientation: 'landscape',
    scale: null,
    fit: { across: 1, down: 0 },
    centred: { across: true, down: false },
    margins: { left: 0.5, right: 2, top: 1, bottom: 1.25, header: 0.3, footer: 0.3 },
    header: { odd: '&L附件1 & <甲>', even: null, first: null },
    footer: { odd: '&R— &P —', even: '&L— &P —', first: null },
    rowBreaks: [4, 9],
  };

  it('is set and reads back the same, on a plain sheet and on one with a set-up of its own', () => {
    for (const [bytes, sheet] of [
      [SHEET, '表'],
      [richWorkbook(), '附件1'],
    ] as const) {
      const before = XlsxFile.open(bytes).pageSetup(sheet);
      const file = after(bytes, { kind: 'page', sheet, was: before, becomes: setup });
      expect(file.pageSetup(sheet)).toEqual(setup);
      expect(after(file.bytes(), { kind: 'page', sheet, was: setup, becomes: before }).pageSetup(sheet)).toEqual(
        before,
      );
    }
  });

  it('keeps what the edit has no word for: the printer, the copies, the order of pages', () => {
    const file = after(richWorkbook(), { kind: 'page', sheet: '附件1', becomes: setup });
    expect(part(file, 'xl/worksheets/sheet1.xml')).toContain(
      '<pageSetup paperSize="8" orientation="landscape" r:id="rIdPrinter" fitToWidth="1" fitToHeight="0"/>',
    );
  });

  it('is a conflict where it is not as the edit says', () => {
    expect(conflicts(SHEET, { kind: 'page', sheet: '表', was: setup, becomes: setup })).toEqual([
      { sheet: '表', cell: '' },
    ]);
  });
});

describe('names', () => {
  const name = (becomes: string | null, more: Partial<Extract<Edit, { kind: 'name' }>> = {}): Edit => ({
    kind: 'name',
    name: '单位表',
    sheet: null,
    becomes,
    ...more,
  });

  it('are set for the workbook and for one sheet, changed, and taken away with their list', () => {
    const file = after(
      SHEET,
      name("'表'!$A$1:$A$2", { was: null }),
      name('另表!$A$1', { sheet: '另表' }),
      name('"甲" & "乙"', { name: '_文.1' }),
    );
    expect(file.names).toEqual([
      { name: '单位表', sheet: null, refersTo: "'表'!$A$1:$A$2" },
      { name: '单位表', sheet: '另表', refersTo: '另表!$A$1' },
      { name: '_文.1', sheet: null, refersTo: '"甲" & "乙"' },
    ]);
    const changed = after(
      file.bytes(),
      name('表!$A$1', { was: "'表'!$A$1:$A$2" }),
      name(null, { sheet: '另表', was: '另表!$A$1' }),
      name(null, { name: '_文.1' }),
    );
    expect(changed.names).toEqual([{ name: '单位表', sheet: null, refersTo: '表!$A$1' }]);
    expect(part(after(changed.bytes(), name(null)), 'xl/workbook.xml')).not.toContain('definedName');
  });

  it('keep what else is said of them, and their place beside sheets that move', () => {
    const file = after(
      richWorkbook(),
      name("'附件1'!$1:$4", { name: '_xlnm.Print_Titles', sheet: '附件1', was: '附件1!$1:$3' }),
      {
        kind: 'sheet',
        sheet: '附件1',
        was: { position: 0, visibility: 'visible', tabColour: '00B050', columnWidths: [] },
        becomes: { position: 1, visibility: 'visible', tabColour: '00B050', columnWidths: [] },
      },
    );
    expect(file.names[0]).toEqual({ name: '_xlnm.Print_Titles', sheet: '附件1', refersTo: "'附件1'!$1:$4" });
  });

  it('are a conflict where they are not as the edit says, or their sheet is not there', () => {
    expect(conflicts(SHEET, name('表!$A$1', { was: '表!$B$1' }), name('表!$A$1', { sheet: '没有' }))).toEqual([
      { sheet: '', cell: '' },
      { sheet: '没有', cell: '' },
    ]);
  });

  it.each(['', '1月', 'A1', 'R1C1', 'r', '两 字', 'a-b', '甲!乙', 'x'.repeat(256)])('are not called %j', (wrong) => {
    expect(refusal(SHEET, name('表!$A$1', { name: wrong }))).toEqual(['name-invalid', { name: wrong }]);
  });
});

describe('properties of the document', () => {
  const property = (
    which: Extract<Edit, { kind: 'property' }>['property'],
    becomes: string | null,
    was?: string | null,
  ): Edit => ({ kind: 'property', property: which, becomes, ...(was === undefined ? {} : { was }) });

  it('are made with their parts where there are none, changed, and taken away', () => {
    const file = after(
      SHEET,
      property('creator', '张三 & <李四>', null),
      property('Company', '某办公室'),
      property({ custom: '文号' }, '淄政办〔2021〕1号'),
      property({ custom: '密级' }, '内部'),
    );
    expect(file.properties).toEqual([
      { property: 'creator', text: '张三 & <李四>' },
      { property: 'Company', text: '某办公室' },
      { property: { custom: '文号' }, text: '淄政办〔2021〕1号' },
      { property: { custom: '密级' }, text: '内部' },
    ]);
    const changed = after(
      file.bytes(),
      property('creator', '王五', '张三 & <李四>'),
      property('Company', null),
      property({ custom: '文号' }, '二号'),
      property({ custom: '密级' }, null),
    );
    expect(changed.properties).toEqual([
      { property: 'creator', text: '王五' },
      { property: { custom: '文号' }, text: '二号' },
    ]);
    expect(Object.keys(unzipSync(after(changed.bytes(), property({ custom: '文号' }, null)).bytes()))).not.toContain(
      'docProps/custom.xml',
    );
  });

  it('stand beside those that are there', () => {
    const file = after(richWorkbook(), property('creator', '赵六', '王五'), property('title', '通报'));
    expect(file.properties).toEqual([
      { property: 'title', text: '通报' },
      { property: 'creator', text: '赵六' },
    ]);
  });

  it('are a conflict where they are not as the edit says', () => {
    expect(conflicts(richWorkbook(), property('creator', '赵六', '张三'))).toEqual([{ sheet: '', cell: '' }]);
  });
});

describe('a sheet taken away with all that hangs on it', () => {
  it('goes with its table, pivot, slicer and comments, and with the names that led to it', () => {
    const file = after(richWorkbook(), { kind: 'removal', sheet: '图' }, { kind: 'removal', sheet: '数据' });
    expect(file.sheets.map(({ name }) => name)).toEqual(['附件1']);
    expect(file.names.map(({ name }) => name)).toEqual(['_xlnm.Print_Titles']);
    expect(
      Object.keys(unzipSync(file.bytes())).filter((name) =>
        /pivot|slicer|table|threaded|chartsheet|sheet2|drawing2|chart2|comments2/i.test(name),
      ),
    ).toEqual([]);
    expect(part(file, 'xl/workbook.xml')).not.toMatch(/slicer|pivotCache/);
  });

  it('is refused while a formula elsewhere refers to it, be it by a name', () => {
    expect(refusal(SHEET, { kind: 'removal', sheet: '表' })).toEqual([
      'sheet-still-used',
      { sheet: '表', cell: '另表!A1' },
    ]);
    const named = workbookOf(
      { 表: [[1]], 另表: [['=SUM(总数)']] },
      {
        'xl/workbook.xml': part(XlsxFile.open(SHEET), 'xl/workbook.xml').replace(
          '</sheets>',
          '</sheets><definedNames><definedName name="总数">合</definedName><definedName name="合">' +
            '表!$A$1</definedName></definedNames>',
        ),
      },
    );
    expect(refusal(named, { kind: 'removal', sheet: '表' })).toEqual([
      'sheet-still-used',
      { sheet: '表', cell: '另表!A1' },
    ]);
  });

  it('is a conflict where it is not there', () => {
    expect(conflicts(SHEET, { kind: 'removal', sheet: '没有' })).toEqual([{ sheet: '没有', cell: '' }]);
  });
});

it('edits of all kinds turned round leave the file as it reads before', () => {
  const page = XlsxFile.open(SHEET).pageSetup('表');
  const edits: readonly Exclude<Edit, { kind: 'removal' }>[] = [
    {
      kind: 'content',
      sheet: '表',
      row: 1,
      column: 2,
      was: { value: 3, formula: null },
      becomes: { value: '丙', formula: null },
    },
    { kind: 'column', sheet: '表', column: 1, was: null, becomes: 12 },
    { kind: 'row', sheet: '表', row: 0, was: null, becomes: 40 },
    { kind: 'merge', sheet: '表', was: null, becomes: area(0, 0, 0, 2) },
    { kind: 'page', sheet: '表', was: page, becomes: { ...page, orientation: 'landscape', paper: 9 } },
    { kind: 'name', name: '数', sheet: null, was: null, becomes: '表!$A$2' },
    { kind: 'property', property: 'title', was: null, becomes: '通报' },
  ];
  const read = (file: XlsxFile): unknown => [
    file.grids(),
    file.names,
    file.properties,
    file.pageSetup('表'),
    file.columnWidth('表', 1),
    file.rowHeight('表', 0),
  ];
  const file = after(SHEET, ...edits);
  expect(read(file)).not.toEqual(read(XlsxFile.open(SHEET)));
  expect(read(after(file.bytes(), ...[...edits].reverse().map(invertChange)))).toEqual(read(XlsxFile.open(SHEET)));
});

it('edits nothing at all where one of the edits meets a conflict', () => {
  const file = XlsxFile.open(SHEET);
  const { outcome, file: same } = file.edit([
    merge(null, area(0, 0, 0, 2)),
    { kind: 'property', property: 'title', was: '别的', becomes: '通报' },
  ]);
  expect([outcome.conflicts, same]).toEqual([[{ sheet: '', cell: '' }], file]);
  expect(file.bytes()).toEqual(XlsxFile.open(SHEET).bytes());
});
