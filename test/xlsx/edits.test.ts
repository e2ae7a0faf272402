import { strFromU8, unzipSync } from 'fflate';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { invert, type Change, type Plan, type SheetSettings } from '../../src/core/changes/plan.js';
import { XlsxFile } from '../../src/xlsx/index.js';
import { richWorkbook } from '../support/rich-workbook.js';
import { looseEnds } from '../support/loose-ends.js';
import { workbookOf } from '../support/sheets.js';

const planOf = (...changes: Change[]): Plan => ({ changes, problems: [] });
const parts = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
const settings = (position: number, more: Partial<SheetSettings> = {}): SheetSettings => ({
  position,
  visibility: 'visible',
  tabColour: null,
  columnWidths: [],
  ...more,
});

/** The file after a plan, and the sheets as it lists them. */
async function after(
  bytes: Uint8Array,
  ...changes: Change[]
): Promise<{ readonly bytes: Uint8Array; readonly sheets: readonly string[]; readonly workbook: string }> {
  const workbook = openXlsx(bytes);
  expect(await workbook.apply(planOf(...changes))).toMatchObject({ applied: true });
  const written = workbook.bytes();
  // A part that nobody knows stays as it is.
  expect(looseEnds(written)).toEqual(looseEnds(bytes));
  const xml = parts(written)['xl/workbook.xml'] ?? '';
  return {
    bytes: written,
    sheets: [...xml.matchAll(/<sheet name="([^"]*)"/g)].map((match) => match[1] ?? ''),
    workbook: xml,
  };
}

describe('a sheet', () => {
  const three = workbookOf(
    { 甲: [[1]], 乙: [[2]], 丙: [[3]] },
    {
      'xl/workbook.xml':
        '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" ' +
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><bookViews>' +
        '<workbookView activeTab="1" firstSheet="0"/></bookViews><sheets><sheet name="甲" sheetId="1" ' +
        'r:id="rId1"/><sheet name="乙" sheetId="2" r:id="rId2"/><sheet name="丙" sheetId="3" ' +
        'r:id="rId3"/></sheets><definedNames><definedName name="_xlnm.Print_Area" localSheetId="2">' +
        '丙!$A$1</definedName></definedNames></workbook>',
    },
  );

  it('hidden while it is the active one makes the next visible one active', async () => {
    const { workbook } = await after(three, {
      kind: 'sheet',
      sheet: '乙',
      was: settings(1),
      becomes: settings(1, { visibility: 'hidden' }),
    });
    expect(workbook).toContain('name="乙" sheetId="2" r:id="rId2" state="hidden"');
    expect(workbook).toContain('activeTab="2"');
  });

  it('moved to the front takes its print area along, and the active sheet stays the active one', async () => {
    const { sheets, workbook } = await after(three, {
      kind: 'sheet',
      sheet: '丙',
      was: settings(2),
      becomes: settings(0),
    });
    expect(sheets).toEqual(['丙', '甲', '乙']);
    expect(workbook).toContain('localSheetId="0">丙!$A$1');
    expect(workbook).toContain('activeTab="2"');
  });

  it('added in the middle and removed again leaves the workbook as it reads before', async () => {
    const before = await openXlsx(three).read();
    const workbook = openXlsx(three);
    const plan = planOf({
      kind: 'sheet',
      sheet: '新',
      was: null,
      becomes: settings(1, { tabColour: 'C00000', columnWidths: [20, 8] }),
    });
    await workbook.apply(plan);
    expect((await workbook.read()).sheets.map(({ sheet }) => sheet)).toEqual(['甲', '新', '乙', '丙']);
    expect(looseEnds(workbook.bytes())).toEqual([]);
    await workbook.apply(invert(plan));
    expect(await workbook.read()).toEqual(before);
    expect(Object.keys(parts(workbook.bytes()))).toEqual(Object.keys(parts(three)));
    expect(looseEnds(workbook.bytes())).toEqual([]);
  });

  it('is not removed while it holds something that the plan does not know of', async () => {
    expect(
      await openXlsx(three).apply(planOf({ kind: 'sheet', sheet: '丙', was: settings(2), becomes: null })),
    ).toEqual({ applied: false, conflicts: [{ sheet: '丙', cell: 'A1' }] });
  });

  it('is not hidden where it is the last visible one', async () => {
    await expect(
      openXlsx(workbookOf({ 表: [[1]] })).apply(
        planOf({ kind: 'sheet', sheet: '表', was: settings(0), becomes: settings(0, { visibility: 'hidden' }) }),
      ),
    ).rejects.toMatchObject({ code: 'sheet-last-visible', parameters: { sheet: '表' } });
  });

  it('is not removed while a formula elsewhere refers to it', async () => {
    const bytes = workbookOf({ 表: [["='空 表'!A1"]], '空 表': [] });
    await expect(
      openXlsx(bytes).apply(planOf({ kind: 'sheet', sheet: '空 表', was: settings(1), becomes: null })),
    ).rejects.toMatchObject({ code: 'sheet-still-used', parameters: { sheet: '空 表', cell: '表!A1' } });
  });

  it.each(['', '甲:乙', 'a/b', "'甲", '一'.repeat(32)])('is not named %j', async (name) => {
    await expect(
      openXlsx(three).apply(planOf({ kind: 'sheet', sheet: name, was: null, becomes: settings(0) })),
    ).rejects.toMatchObject({ code: 'sheet-name-invalid' });
  });

  it('of other widths keeps what else its columns have', async () => {
    const { bytes } = await after(richWorkbook(), {
      kind: 'sheet',
      sheet: '附件1',
      was: settings(0, { columnWidths: [6.5, 8.43] }),
      becomes: settings(0, { columnWidths: [7, 12] }),
    });
    expect(parts(bytes)['xl/worksheets/sheet1.xml']).toContain(
      '<cols><col min="1" max="1" width="7" customWidth="1"/><col min="2" max="2" width="12" ' +
        'customWidth="1"/><col min="22" max="22" width="9" hidden="1" outlineLevel="1"/></cols>',
    );
  });

  it(
    'that goes from an official copy takes its table, pivot, comments and chart sheet along and ' +
      'leaves no loose end',
    () => {
      const copy = openXlsx(richWorkbook()).officialCopy({
        sheets: ['附件1'],
        formulas: 'values',
        without: { notes: false, comments: false, customXml: false, names: false, properties: false, traces: [] },
        marks: [],
        formats: [],
        printSetups: {},
      });
      expect(looseEnds(copy)).toEqual(looseEnds(richWorkbook()));
      const names = Object.keys(parts(copy));
      expect(
        names.filter((name) =>
          /pivot|table|slicer|threaded|chartsheet|sheet2|drawing[23]|chart2|comments2|vmlDrawing2/i.test(name),
        ),
      ).toEqual([]);
      expect(names).toEqual(
        expect.arrayContaining([
          'xl/drawings/drawing1.xml',
          'xl/charts/chart1.xml',
          'xl/media/image1.png',
          'xl/comments1.xml',
          'customXml/item1.xml',
        ]),
      );
    },
  );
});

describe('a table', () => {
  const area = { top: 0, left: 0, bottom: 2, right: 1 };
  const sheet = workbookOf({
    表: [
      ['单位', '数'],
      ['甲', 1],
      ['乙', 2],
      ['丙', 3],
    ],
  });
  const added: Change = {
    kind: 'table',
    sheet: '表',
    name: '名单',
    was: null,
    becomes: { area, columns: ['单位', '数'] },
  };
  const tables = async (bytes: Uint8Array): Promise<unknown> => (await openXlsx(bytes).read()).sheets[0]?.tables;

  it('is added over its cells, grows, and goes without them', async () => {
    const first = await after(sheet, added);
    expect(await tables(first.bytes)).toEqual([{ name: '名单', area, headerRows: 1, totalsRows: 0 }]);
    const larger = { ...area, bottom: 3 };
    const second = await after(first.bytes, {
      kind: 'table',
      sheet: '表',
      name: '名单',
      was: { area, columns: ['单位', '数'] },
      becomes: { area: larger, columns: ['单位', '数'] },
    });
    expect(await tables(second.bytes)).toEqual([{ name: '名单', area: larger, headerRows: 1, totalsRows: 0 }]);
    const third = await after(second.bytes, {
      kind: 'table',
      sheet: '表',
      name: '名单',
      was: { area: larger, columns: ['单位', '数'] },
      becomes: null,
    });
    expect(await openXlsx(third.bytes).read()).toEqual(await openXlsx(sheet).read());
  });

  it.each<[string, string, string | null]>([
    ['of the workbook', 'List', null],
    ['of the workbook, in other case', 'LIST', null],
    ['of its sheet', 'list', '表'],
    ['of another sheet', 'LiSt', '别的'],
  ])('is a conflict where a defined name %s is called like it', async (_, name, local) => {
    const two = workbookOf({
      表: [
        ['单位', '数'],
        ['甲', 1],
        ['乙', 2],
      ],
      别的: [['一']],
    });
    const { file } = XlsxFile.open(two).edit([{ kind: 'name', name, sheet: local, becomes: '表!$B$2' }]);
    const table = { ...added, name: 'list' } as Change;
    expect(await openXlsx(file.bytes()).apply(planOf(table))).toEqual({
      applied: false,
      conflicts: [{ sheet: '表', cell: '' }],
    });
    const [kept] = (await openXlsx(file.bytes()).read()).definedNames ?? [];
    expect(kept).toEqual({ name, sheet: local, refersTo: '表!$B$2' });
  });

  it('is a conflict where its header says something else', async () => {
    expect(
      await openXlsx(sheet).apply(planOf({ ...added, becomes: { area, columns: ['单位', '件数'] } } as Change)),
    ).toEqual({ applied: false, conflicts: [{ sheet: '表', cell: 'B1' }] });
  });

  it('is refused over merged cells', async () => {
    const merged = workbookOf(
      {
        表: [
          ['单位', '数'],
          ['甲', null],
        ],
      },
      {},
      { 表: ['A2:B2'] },
    );
    await expect(openXlsx(merged).apply(planOf(added))).rejects.toMatchObject({
      code: 'table-overlaps',
      parameters: { table: '名单', cells: 'A2:B2' },
    });
  });
});

describe('a note', () => {
  const note = (row: number, was: string | null, becomes: string | null): Change => ({
    kind: 'note',
    sheet: '表',
    row,
    column: 1,
    was,
    becomes,
  });
  const marks = async (bytes: Uint8Array, row: number): Promise<unknown> =>
    (await openXlsx(bytes).readMarks([{ sheet: '表', row, column: 1 }]))[0]?.note;

  it('is written with its box, changed, and goes with its parts when it was the last', async () => {
    const plain = workbookOf({ 表: [[1]] });
    const first = await after(plain, note(0, null, '核对\n<过>'), note(3, null, '另一条'));
    expect([await marks(first.bytes, 0), await marks(first.bytes, 3), await marks(first.bytes, 1)]).toEqual([
      '核对\n<过>',
      '另一条',
      null,
    ]);
    const second = await after(first.bytes, note(0, '核对\n<过>', '改了'), note(3, '另一条', null));
    expect([await marks(second.bytes, 0), await marks(second.bytes, 3)]).toEqual(['改了', null]);
    const third = await after(second.bytes, note(0, '改了', null));
    expect(Object.keys(parts(third.bytes)).filter((name) => /comments|vml|_rels\/sheet/.test(name))).toEqual([]);
  });

  it('stands beside the notes of other people, whose words and boxes stay', async () => {
    const workbook = openXlsx(richWorkbook());
    await workbook.apply(planOf({ kind: 'note', sheet: '附件1', row: 4, column: 2, was: null, becomes: '我们的' }));
    const written = parts(workbook.bytes());
    expect(written['xl/comments1.xml']).toContain(
      '<comment ref="C4" authorId="0"><text><t>核对过</t></text></comment>',
    );
    expect((written['xl/drawings/vmlDrawing1.vml'] ?? '').match(/<v:shape /g)).toHaveLength(2);
  });
});

it('a signature goes, as it would no longer hold, and the workbook says beforehand that it has one', async () => {
  const relations =
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
    '<Relationship Id="rId1" ' +
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" ' +
    'Target="xl/workbook.xml"/><Relationship Id="rId2" ' +
    'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin" ' +
    'Target="_xmlsignatures/origin.sigs"/></Relationships>';
  const signed = workbookOf(
    { 表: [[1]] },
    {
      '_rels/.rels': relations,
      '_xmlsignatures/origin.sigs': '',
      '_xmlsignatures/_rels/origin.sigs.rels':
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' +
        '<Relationship Id="rId1" ' +
        'Type="http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature" ' +
        'Target="sig1.xml"/></Relationships>',
      '_xmlsignatures/sig1.xml': '<Signature/>',
    },
  );
  expect(await openXlsx(signed).read()).toMatchObject({ signed: true });
  const { bytes } = await after(signed, {
    kind: 'content',
    sheet: '表',
    row: 0,
    column: 0,
    was: { value: 1, formula: null },
    becomes: { value: 2, formula: null },
  });
  expect(Object.keys(parts(bytes)).filter((name) => name.includes('xmlsignatures'))).toEqual([]);
  expect(await openXlsx(bytes).read()).not.toHaveProperty('signed');
});
