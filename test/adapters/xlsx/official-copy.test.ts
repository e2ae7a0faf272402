import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import type { CellValue } from '../../../src/core/grid/grid.js';
import type { PrintSetup } from '../../../src/core/publish/print-setup.js';
import type { Change } from '../../../src/core/changes/plan.js';
import type { CopyInstructions, MarkedCell } from '../../../src/ports/official-copy.js';
import { refusalOf } from '../../support/refusal.js';
import { workbookOf } from '../../support/sheets.js';

const ALL: CopyInstructions['without'] = {
  notes: true,
  comments: true,
  customXml: true,
  names: true,
  properties: true,
  traces: ['hyperlinks', 'page-codes', 'descriptions', 'prompts', 'macro-buttons', 'attached-data'],
};
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

type Parts = Record<string, string>;

const partsOf = (bytes: Uint8Array): Parts =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
const packed = (parts: Parts): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));

/** A workbook of small sheets whose parts are then changed by hand. */
function workbook(
  sheets: Readonly<Record<string, readonly (readonly CellValue[])[]>>,
  change: (parts: Parts) => void = () => undefined,
): Uint8Array {
  const parts = partsOf(workbookOf(sheets));
  change(parts);
  return packed(parts);
}

function relate(parts: Parts, from: string, id: string, type: string, target: string): void {
  const name = from === '' ? '_rels/.rels' : from.replace(/([^/]+)$/, '_rels/$1.rels');
  const present =
    parts[name] ??
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  parts[name] = present.replace(
    '</Relationships>',
    `<Relationship Id="${id}" Type="${type.includes('/') ? type : `${RELATIONS}/${type}`}" ` +
      `Target="${target}"/></Relationships>`,
  );
}

function official(bytes: Uint8Array, given: Partial<CopyInstructions> = {}): Parts {
  return partsOf(
    openXlsx(bytes).officialCopy({
      sheets: ['附件1'],
      formulas: 'values',
      without: ALL,
      marks: [],
      formats: [],
      printSetups: {},
      ...given,
    }),
  );
}

async function gridAfter(
  bytes: Uint8Array,
  given: Partial<CopyInstructions> = {},
): Promise<{ readonly names: readonly string[]; readonly values: unknown; readonly formulas: unknown }> {
  const { sheets } = await openXlsx(
    openXlsx(bytes).officialCopy({
      sheets: ['附件1'],
      formulas: 'values',
      without: ALL,
      marks: [],
      formats: [],
      printSetups: {},
      ...given,
    }),
  ).read();
  return { names: sheets.map(({ sheet }) => sheet), values: sheets[0]?.values, formulas: sheets[0]?.formulas };
}

const cells =
  (xml: string) =>
  (parts: Parts): void => {
    parts['xl/worksheets/sheet1.xml'] = (parts['xl/worksheets/sheet1.xml'] ?? '').replace(
      /<sheetData>.*<\/sheetData>/,
      `<sheetData>${xml}</sheetData>`,
    );
  };

describe('formulas', () => {
  const computed = workbook(
    { 附件1: [[1]], 台账: [[5]] },
    cells(
      '<row r="1"><c r="A1"><v>2</v></c><c r="B1"><f>A1*2</f><v>4</v></c><c r="C1" t="str"><f>' +
        'IF(A1=0,"-","有")</f><v>有</v></c><c r="D1"><f>台账!A1</f><v>5</v></c></row>',
    ),
  );

  it('become the values they show', async () => {
    expect(await gridAfter(computed)).toEqual({
      names: ['附件1'],
      values: [[2, 4, '有', 5]],
      formulas: [[null, null, null, null]],
    });
  });

  it('stay where asked, but for those that read what goes', async () => {
    expect((await gridAfter(computed, { formulas: 'keep' })).formulas).toEqual([
      [null, '=A1*2', '=IF(A1=0,"-","有")', null],
    ]);
  });

  it('shared by several cells become values in all of them', async () => {
    const shared = workbook(
      { 附件1: [[1]] },
      cells(
        '<row r="1"><c r="A1"><f t="shared" ref="A1:B1" si="0">C1+1</f><v>2</v></c><c r="B1"><f ' +
          't="shared" si="0"/><v>3</v></c><c r="C1"><v>1</v></c></row>',
      ),
    );
    expect(await gridAfter(shared)).toMatchObject({ values: [[2, 3, 1]], formulas: [[null, null, null]] });
  });

  it('that were never calculated are refused by their cell', () => {
    const fresh = workbook({ 附件1: [['=1+1']] });
    expect(refusalOf(() => official(fresh))).toEqual(['formula-not-calculated', { sheet: '附件1', cell: 'A1' }]);
  });
});

describe('what goes', () => {
  it('is every other sheet, also where they read one another', async () => {
    const bytes = workbook({ 附件1: [[1]], 台账: [['事由']], 明细: [['x']] }, (parts) => {
      parts['xl/worksheets/sheet2.xml'] = (parts['xl/worksheets/sheet2.xml'] ?? '').replace(
        /<sheetData>.*<\/sheetData>/,
        '<sheetData><row r="1"><c r="A1"><f>明细!A1</f><v>1</v></c></row></sheetData>',
      );
      parts['xl/worksheets/sheet3.xml'] = (parts['xl/worksheets/sheet3.xml'] ?? '').replace(
        /<sheetData>.*<\/sheetData>/,
        '<sheetData><row r="1"><c r="A1"><f>台账!A1</f><v>1</v></c></row></sheetData>',
      );
    });
    expect((await gridAfter(bytes)).names).toEqual(['附件1']);
    expect(Object.keys(official(bytes)).filter((name) => name.startsWith('xl/worksheets'))).toEqual([
      'xl/worksheets/sheet1.xml',
    ]);
  });

  it('takes its texts along from the shared strings, and no others', async () => {
    const bytes = workbook({ 附件1: [['x']], 台账: [['x']] }, (parts) => {
      parts['xl/sharedStrings.xml'] =
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="2" ' +
        'uniqueCount="2"><si><t>推动基层办件评价</t></si><si><t>张店区</t></si></sst>';
      relate(parts, 'xl/workbook.xml', 'rIdS', 'sharedStrings', 'sharedStrings.xml');
      parts['[Content_Types].xml'] = (parts['[Content_Types].xml'] ?? '').replace(
        '</Types>',
        '<Override PartName="/xl/sharedStrings.xml" ' +
          'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>' +
          '</Types>',
      );
      for (const [sheet, index] of [
        [1, 1],
        [2, 0],
      ] as const)
        parts[`xl/worksheets/sheet${sheet}.xml`] = (parts[`xl/worksheets/sheet${sheet}.xml`] ?? '').replace(
          /<sheetData>.*<\/sheetData>/,
          `<sheetData><row r="1"><c r="A1" t="s"><v>${index}</v></c></row></sheetData>`,
        );
    });
    expect(official(bytes)['xl/sharedStrings.xml']).not.toContain('推动基层');
    expect((await gridAfter(bytes)).values).toEqual([['张店区']]);
  });

  it('is cut out of rules, drop-down lists and links of the sheets that stay', () => {
    const bytes = workbook({ 附件1: [[1]], 台账: [[1]] }, (parts) => {
      parts['xl/worksheets/sheet1.xml'] = (parts['xl/worksheets/sheet1.xml'] ?? '').replace(
        '</worksheet>',
        '<conditionalFormatting sqref="A1"><cfRule type="expression" priority="1"><formula>' +
          '台账!A1=1</formula></cfRule></conditionalFormatting><dataValidations count="2">' +
          '<dataValidation type="list" sqref="A1"><formula1>台账!$A$1:$A$9</formula1></dataValidation>' +
          '<dataValidation type="whole" sqref="B1"><formula1>1</formula1></dataValidation>' +
          '</dataValidations><hyperlinks><hyperlink ref="A1" location="台账!A1"/></hyperlinks>' +
          '</worksheet>',
      );
    });
    const sheet = official(bytes)['xl/worksheets/sheet1.xml'];
    expect(sheet).not.toMatch(/台账|conditionalFormatting|hyperlink/);
    expect(sheet).toContain('<dataValidations count="1"><dataValidation type="whole"');
  });

  it('is cut out of charts, which keep what they show', () => {
    const bytes = workbook({ 附件1: [[1]], 台账: [[1]] }, (parts) => {
      parts['xl/drawings/drawing1.xml'] =
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"/>';
      parts['xl/charts/chart1.xml'] =
        '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:numRef>' +
        '<c:f>台账!$A$1</c:f><c:v>7</c:v></c:numRef><c:numRef><c:f>附件1!$A$1</c:f></c:numRef>' +
        '</c:chartSpace>';
      relate(parts, 'xl/worksheets/sheet1.xml', 'rIdD', 'drawing', '../drawings/drawing1.xml');
      relate(parts, 'xl/drawings/drawing1.xml', 'rId1', 'chart', '../charts/chart1.xml');
    });
    expect(official(bytes)['xl/charts/chart1.xml']).toContain(
      '<c:f>#REF!</c:f><c:v>7</c:v></c:numRef><c:numRef><c:f>附件1!$A$1</c:f>',
    );
  });

  it('is cut out of pivot tables with their slicers, text boxes and controls of the sheets that stay', async () => {
    const MS = 'http://schemas.microsoft.com/office';
    const bytes = workbook({ 附件1: [[1]], 台账: [['事由'], ['推动基层']] }, (parts) => {
      parts['xl/drawings/drawing1.xml'] =
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing">' +
        '<xdr:twoCellAnchor><xdr:sp textlink="台账!$A$2"><xdr:t>照样显示</xdr:t></xdr:sp>' +
        '</xdr:twoCellAnchor><xdr:twoCellAnchor><xdr:sp textlink="附件1!$A$1"/></xdr:twoCellAnchor>' +
        '<xdr:twoCellAnchor><sle:slicer xmlns:sle="urn:sle" name="事由"/></xdr:twoCellAnchor>' +
        '</xdr:wsDr>';
      parts['xl/drawings/vmlDrawing1.vml'] =
        '<xml xmlns:v="urn:v" xmlns:x="urn:x"><v:shape><x:ClientData ObjectType="Drop"><x:FmlaRange>' +
        '台账!$A$1:$A$2</x:FmlaRange></x:ClientData></v:shape></xml>';
      parts['xl/ctrlProps/ctrlProp1.xml'] =
        '<formControlPr xmlns="urn:c" objectType="Drop" fmlaRange="台账!$A$1:$A$2" fmlaLink="附件1!$A$1"/>';
      parts['xl/pivotTables/pivotTable1.xml'] = '<pivotTableDefinition xmlns="urn:p" name="透视表1" cacheId="1"/>';
      parts['xl/pivotCache/pivotCacheDefinition1.xml'] =
        '<pivotCacheDefinition xmlns="urn:p"><cacheSource type="worksheet"><worksheetSource ' +
        'ref="A1:A2" sheet="台账"/></cacheSource><cacheFields count="1"><cacheField name="事由">' +
        '<sharedItems><s v="推动基层"/></sharedItems></cacheField></cacheFields></pivotCacheDefinition>';
      parts['xl/slicers/slicer1.xml'] = '<slicers xmlns="urn:s"><slicer name="事由" cache="切片器_事由"/></slicers>';
      parts['xl/slicerCaches/slicerCache1.xml'] =
        '<slicerCacheDefinition xmlns="urn:s" name="切片器_事由" sourceName="事由"><pivotTables><pivotTable ' +
        'tabId="1" name="透视表1"/></pivotTables></slicerCacheDefinition>';
      for (const [id, type, target] of [
        ['rIdD', 'drawing', '../drawings/drawing1.xml'],
        ['rIdV', 'vmlDrawing', '../drawings/vmlDrawing1.vml'],
        ['rIdC', 'ctrlProp', '../ctrlProps/ctrlProp1.xml'],
        ['rIdP', 'pivotTable', '../pivotTables/pivotTable1.xml'],
        ['rIdS', `${MS}/2007/relationships/slicer`, '../slicers/slicer1.xml'],
      ] as const)
        relate(parts, 'xl/worksheets/sheet1.xml', id, type, target);
      relate(
        parts,
        'xl/pivotTables/pivotTable1.xml',
        'rId1',
        'pivotCacheDefinition',
        '../pivotCache/pivotCacheDefinition1.xml',
      );
      relate(parts, 'xl/workbook.xml', 'rIdPC', 'pivotCacheDefinition', 'pivotCache/pivotCacheDefinition1.xml');
      relate(
        parts,
        'xl/workbook.xml',
        'rIdSC',
        `${MS}/2007/relationships/slicerCache`,
        'slicerCaches/slicerCache1.xml',
      );
      parts['xl/workbook.xml'] = (parts['xl/workbook.xml'] ?? '').replace(
        '</sheets>',
        '</sheets><definedNames><definedName name="切片器_事由">#N/A</definedName></definedNames>' +
          '<pivotCaches><pivotCache cacheId="1" r:id="rIdPC"/></pivotCaches><extLst><ext uri="a">' +
          '<x14:slicerCaches xmlns:x14="urn:x14"><x14:slicerCache r:id="rIdSC"/></x14:slicerCaches>' +
          '</ext></extLst>',
      );
      parts['xl/worksheets/sheet1.xml'] = (parts['xl/worksheets/sheet1.xml'] ?? '').replace(
        '</worksheet>',
        `<extLst xmlns:r="${RELATIONS}"><ext uri="b"><x14:slicerList xmlns:x14="urn:x14"><x14:slicer ` +
          'r:id="rIdS"/></x14:slicerList></ext></extLst></worksheet>',
      );
    });
    const parts = official(bytes, {
      without: { notes: false, comments: false, customXml: false, names: false, properties: false, traces: [] },
    });
    for (const [name, text] of Object.entries(parts))
      expect([name, text]).toEqual([name, expect.not.stringMatching(/台账|推动基层|透视表|切片器|slicer/)]);
    expect(Object.keys(parts).filter((name) => /pivot|slicer/i.test(name))).toEqual([]);
    expect(parts['xl/drawings/drawing1.xml']).toContain(
      '<xdr:sp><xdr:t>照样显示</xdr:t></xdr:sp></xdr:twoCellAnchor><xdr:twoCellAnchor><xdr:sp textlink="附件1!$A$1"/>',
    );
    expect(parts['xl/ctrlProps/ctrlProp1.xml']).toBe(
      '<formControlPr xmlns="urn:c" objectType="Drop" fmlaLink="附件1!$A$1"/>',
    );
    expect((await gridAfter(bytes)).values).toEqual([[1]]);
  });

  it('takes of rules and sparklines only those that read it', () => {
    const extension = (uri: string, inner: string): string =>
      `<ext uri="${uri}" xmlns:x14="urn:x14" xmlns:xm="urn:xm">${inner}</ext>`;
    const rule = (from: string): string =>
      `<x14:dataValidation type="list"><x14:formula1><xm:f>${from}</xm:f></x14:formula1></x14:dataValidation>`;
    const rules = (...inner: readonly string[]): string =>
      `<x14:dataValidations count="${inner.length}">${inner.join('')}</x14:dataValidations>`;
    const line = (from: string): string => `<x14:sparkline><xm:f>${from}</xm:f></x14:sparkline>`;
    const group = (lines: readonly string[]): string =>
      `<x14:sparklineGroup><x14:sparklines>${lines.join('')}</x14:sparklines></x14:sparklineGroup>`;
    const groups = (...inner: readonly (readonly string[])[]): string =>
      `<x14:sparklineGroups>${inner.map(group).join('')}</x14:sparklineGroups>`;
    const formats = (inner: string): string =>
      '<x14:conditionalFormattings><x14:conditionalFormatting>' +
      `${inner}</x14:conditionalFormatting></x14:conditionalFormattings>`;
    const bytes = workbook({ 附件1: [[1]], 台账: [[1]] }, (parts) => {
      parts['xl/worksheets/sheet1.xml'] = (parts['xl/worksheets/sheet1.xml'] ?? '').replace(
        '</worksheet>',
        '<extLst>' +
          extension('a', rules(rule('台账!$A$1'), rule('附件1!$A$1'))) +
          extension('b', groups([line('台账!A1:C1')], [line('附件1!A1:C1'), line('台账!A1:C1')])) +
          extension('c', formats('<x14:cfRule><xm:f>台账!A1=1</xm:f></x14:cfRule>')) +
          '</extLst></worksheet>',
      );
    });
    expect(official(bytes)['xl/worksheets/sheet1.xml']).toContain(
      '<extLst>' +
        extension('a', rules(rule('附件1!$A$1'))) +
        extension('b', groups([line('附件1!A1:C1')])) +
        '</extLst>',
    );
  });

  it('is what formulas read by a name, too, be it through another name', async () => {
    const bytes = workbook({ 附件1: [[1]], 台账: [[5]] }, (parts) => {
      cells(
        '<row r="1"><c r="A1"><f>SUM(总数)</f><v>5</v></c><c r="B1"><f>A1*2</f><v>10</v></c><c r="C1">' +
          '<f>率*2</f><v>2</v></c></row>',
      )(parts);
      parts['xl/workbook.xml'] = (parts['xl/workbook.xml'] ?? '').replace(
        '</sheets>',
        '</sheets><definedNames><definedName name="合计">台账!$A$1</definedName><definedName name="率">' +
          '附件1!$B$1</definedName><definedName name="总数">合计</definedName></definedNames>',
      );
    });
    expect((await gridAfter(bytes, { formulas: 'keep' })).formulas).toEqual([[null, '=A1*2', '=率*2']]);
    expect(official(bytes, { formulas: 'keep' })['xl/workbook.xml']).toContain(
      '<definedNames><definedName name="率">附件1!$B$1</definedName></definedNames>',
    );
  });

  it('is the connection behind a table, which stays a table', () => {
    const bytes = workbook(
      {
        附件1: [
          ['单位', '数'],
          ['甲', 1],
        ],
      },
      (parts) => {
        parts['xl/tables/table1.xml'] =
          '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="表1" ' +
          'displayName="表1" ref="A1:B2" tableType="queryTable" connectionId="1"><tableColumns ' +
          'count="2"><tableColumn id="1" name="单位" queryTableFieldId="1"/><tableColumn id="2" name="数" ' +
          'queryTableFieldId="2"/></tableColumns></table>';
        parts['xl/queryTables/queryTable1.xml'] = '<queryTable name="某库" connectionId="1"/>';
        parts['xl/connections.xml'] = '<connections><connection id="1" name="某库"/></connections>';
        relate(parts, 'xl/worksheets/sheet1.xml', 'rIdT', 'table', '../tables/table1.xml');
        relate(parts, 'xl/tables/table1.xml', 'rId1', 'queryTable', '../queryTables/queryTable1.xml');
        relate(parts, 'xl/workbook.xml', 'rIdN', 'connections', 'connections.xml');
      },
    );
    const parts = official(bytes);
    expect(Object.keys(parts).filter((name) => /quer|connection/.test(name))).toEqual([]);
    expect(parts['xl/tables/table1.xml']).toBe(
      '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="表1" ' +
        'displayName="表1" ref="A1:B2"><tableColumns count="2"><tableColumn id="1" name="单位"/>' +
        '<tableColumn id="2" name="数"/></tableColumns></table>',
    );
    expect(openXlsx(bytes).contents().links).toBe(1);
  });

  it.each([
    ['a database', '<dbPr connection="Provider=SQLOLEDB;Data Source=王五-PC" command="SELECT * FROM 王五"/>'],
    ['a text file', '<textPr sourceFile="D:\\王五\\数.txt"><textFields count="1"><textField/></textFields></textPr>'],
    ['a page', '<webPr url="http://王五.local/数"/>'],
    [
      'a file of the connection itself',
      '',
      'odcFile="D:\\王五\\库.odc" sourceFile="D:\\王五.xlsx" description="王五的"',
    ],
    ['a newer kind', '<extLst><ext uri="u"><y:oledbPr xmlns:y="urn:y" connection="Data Source=王五"/></ext></extLst>'],
  ])('leave the connection that a pivot table reads, and not where it leads: %s', (_, inside, attributes = '') => {
    const bytes = workbook({ 附件1: [[1]] }, (parts) => {
      parts['xl/connections.xml'] =
        '<connections xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
        `<connection id="1" name="某库" ${attributes}>${inside}</connection></connections>`;
      parts['xl/pivotTables/pivotTable1.xml'] = '<pivotTableDefinition xmlns="urn:p" name="透视表1" cacheId="1"/>';
      parts['xl/pivotCache/pivotCacheDefinition1.xml'] =
        '<pivotCacheDefinition xmlns="urn:p"><cacheSource type="external" connectionId="1"/></pivotCacheDefinition>';
      relate(parts, 'xl/workbook.xml', 'rIdN', 'connections', 'connections.xml');
      relate(parts, 'xl/worksheets/sheet1.xml', 'rIdP', 'pivotTable', '../pivotTables/pivotTable1.xml');
      relate(parts, 'xl/workbook.xml', 'rIdPC', 'pivotCacheDefinition', 'pivotCache/pivotCacheDefinition1.xml');
    });
    const copy = official(bytes);
    expect(copy['xl/connections.xml']).toContain('<connection id="1" name="某库"');
    expect(Object.values(copy).join('')).not.toContain('王五');
  });

  it('are the people who wrote comments, though properties stay', () => {
    const bytes = workbook({ 附件1: [[1]] }, dirty);
    expect(
      Object.keys(official(bytes, { without: { ...ALL, properties: false } })).filter((name) =>
        name.includes('person'),
      ),
    ).toEqual([]);
  });

  it('is told of before: notes, names, properties, links, macros, signatures', () => {
    const bytes = workbook({ 附件1: [[1]] }, dirty);
    expect(openXlsx(bytes).contents()).toEqual({
      otherSheets: [],
      notes: {},
      comments: {},
      customXml: 2,
      names: ['单位表'],
      links: 2,
      macros: true,
      traces: [],
      remains: [],
      signed: true,
      printSetUp: [],
      objects: [],
      properties: [
        { name: 'creator', custom: false, value: '张三' },
        { name: 'lastModifiedBy', custom: false, value: '李四' },
        { name: 'Company', custom: false, value: '某办公室' },
        { name: 'Template', custom: false, value: 'C:\\模板\\通报.xltx' },
        { name: '拟稿', custom: true, value: '王五' },
      ],
    });
  });

  it('leaves no trace of people, machines and programs in any part', () => {
    const parts = official(workbook({ 附件1: [[1]] }, dirty));
    expect(
      Object.keys(parts).filter((name) =>
        /vba|external|signature|custom|printer|thumbnail|person|connection|query|webext/i.test(name),
      ),
    ).toEqual([]);
    const people = '张三|李四|王五|某办公室';
    const others = 'externalReference|urn:bulletin-scores|macroEnabled|HP LaserJet|scenario|fullCalcOnLoad';
    const traces = new RegExp(`${people}|C:\\\\|单位表|${others}`);
    for (const [name, text] of Object.entries(parts))
      expect([name, text]).toEqual([name, expect.not.stringMatching(traces)]);
  });

  it('stays where it was called off', () => {
    const parts = official(workbook({ 附件1: [[1]] }, dirty), {
      without: { notes: false, comments: false, customXml: false, names: false, properties: false, traces: [] },
    });
    expect(parts['xl/workbook.xml']).toContain('单位表');
    expect(parts['docProps/core.xml']).toContain('张三');
    expect(Object.keys(parts)).toContain('customXml/item1.xml');
    expect(Object.keys(parts).filter((name) => /vba|external|signature/i.test(name))).toEqual([]);
  });

  it('are notes apart from threaded comments', async () => {
    const noted = openXlsx(workbookOf({ 附件1: [[1, 2]] }));
    await noted.apply({
      changes: [{ kind: 'note', sheet: '附件1', row: 0, column: 0, was: null, becomes: '王五核对过' }],
      problems: [],
    });
    expect(noted.contents().notes).toEqual({ 附件1: 1 });
    expect(Object.values(official(noted.bytes())).join('')).not.toContain('王五');
    expect(Object.values(official(noted.bytes(), { without: { ...ALL, notes: false } })).join('')).toContain(
      '王五核对过',
    );
  });
});

describe('pictures and links in cells', () => {
  const quoted = (formula: string): string => formula.replace(/&/g, '&amp;').replace(/"/g, '&quot;');
  /** 附件1 with a formula in B1 that shows this, beside 台账, a name for it, and the pictures of both sheets. */
  const withObject = (formula: string, cached: string): Uint8Array =>
    workbook({ 附件1: [[1]], 台账: [['证据']] }, (parts) => {
      const shown = cached.replace('<v>', `><f>${quoted(formula)}</f><v>`);
      cells(`<row r="1"><c r="A1"><v>1</v></c><c r="B1" ${shown}</c></row>`)(parts);
      parts['xl/workbook.xml'] = (parts['xl/workbook.xml'] ?? '').replace(
        '</sheets>',
        '</sheets><definedNames><definedName name="证据">台账!$A$1</definedName>' +
          '<definedName name="目录">附件1!$A$1</definedName></definedNames>',
      );
      const picture = (id: string, relation: string): string =>
        `<etc:cellImage><xdr:pic><xdr:nvPicPr><xdr:cNvPr id="1" name="${id}"/></xdr:nvPicPr><xdr:blipFill>` +
        `<a:blip r:embed="${relation}"/></xdr:blipFill></xdr:pic></etc:cellImage>`;
      parts['xl/cellimages.xml'] =
        `<etc:cellImages xmlns:etc="urn:etc" xmlns:xdr="urn:xdr" xmlns:a="urn:a" xmlns:r="${RELATIONS}">` +
        `${picture('ID_1', 'rId1')}${picture('ID_2', 'rId2')}</etc:cellImages>`;
      parts['xl/media/image1.png'] = '章';
      parts['xl/media/image2.png'] = '证据';
      relate(parts, 'xl/cellimages.xml', 'rId1', 'image', 'media/image1.png');
      relate(parts, 'xl/cellimages.xml', 'rId2', 'image', 'media/image2.png');
      relate(parts, 'xl/workbook.xml', 'rIdI', 'http://www.wps.cn/officeDocument/2020/cellImage', 'cellimages.xml');
    });
  const WPS = 't="str"<v>=DISPIMG("ID_1",1)</v>';
  const ERROR = 't="e" vm="1"<v>#VALUE!</v>';
  const LINK = 't="str"<v>看这里</v>';

  it.each([
    ['a picture of WPS', '_xlfn.DISPIMG("ID_1",1)', WPS],
    ['one as WPS writes it itself', 'DISPIMG("ID_1",1)', WPS],
    ['one that a condition chooses', 'IF(A1>0,_xlfn.DISPIMG("ID_1",1),"")', WPS],
    ['a picture from the web', '_xlfn.IMAGE("https://www.example.gov.cn/a.png","章")', ERROR],
    ['a link to the web', 'HYPERLINK("https://www.example.gov.cn/?u="&A1,"看这里")', LINK],
    ['a link to a cell', 'HYPERLINK("#附件1!A1","看这里")', LINK],
    ['a link to a name', 'HYPERLINK("#目录","看这里")', LINK],
    ['a link whose words look like a sheet that goes', 'HYPERLINK("https://a.cn","见台账")', LINK],
  ])('stay: %s', async (_, formula, cached) => {
    const bytes = withObject(formula, cached);
    expect((await gridAfter(bytes)).formulas).toEqual([[null, `=${formula}`]]);
    expect(openXlsx(bytes).contents().objects).toMatchObject([{ sheet: '附件1', cell: 'B1', leavesWorkbook: false }]);
  });

  it('keep the names to which they lead', () => {
    const workbookPart = official(withObject('HYPERLINK("#目录","看这里")', LINK))['xl/workbook.xml'];
    expect(workbookPart).toContain('目录');
    expect(workbookPart).not.toContain('证据');
  });

  it.each([
    ['a picture chosen by a sheet that goes', 'IF(台账!A1="",_xlfn.DISPIMG("ID_1",1),"")', WPS, null],
    ['a picture chosen by a name for one', 'IF(证据="",_xlfn.IMAGE("https://a.cn/a.png"),"")', ERROR, null],
    ['a picture on somebody’s disk', '_xlfn.IMAGE("C:\\图\\a.png")', ERROR, null],
    ['a link to a sheet that goes', 'HYPERLINK("#台账!A1","看这里")', LINK, '看这里'],
    ['a link to a quoted one', 'HYPERLINK("#\'台账\'!A1","看这里")', LINK, '看这里'],
    ['a link put together', 'HYPERLINK("#"&"台账!A"&A1,"看这里")', LINK, '看这里'],
    ['a link to a name for one', 'HYPERLINK("#证据","看这里")', LINK, '看这里'],
    ['a link with words from one', 'HYPERLINK("https://a.cn",台账!A1)', LINK, '看这里'],
    ['a link to a share', 'HYPERLINK("\\\\10.0.0.1\\通报\\底稿.xlsx","看这里")', LINK, '看这里'],
    ['a link to a file beside it', 'HYPERLINK("底稿.xlsx","看这里")', LINK, '看这里'],
    ['a link into a workbook by its name', 'HYPERLINK("[底稿.xlsx]附件1!A1","看这里")', LINK, '看这里'],
    ['a link to a disk that a condition chooses', 'HYPERLINK(IF(A1,"D:\\a.docx",""),"看这里")', LINK, '看这里'],
  ])('go where they lead to what goes: %s', async (_, formula, cached, value) => {
    const bytes = withObject(formula, cached);
    const copy = await gridAfter(bytes);
    expect([copy.values, copy.formulas]).toEqual(value === null ? [[[1]], [[null]]] : [[[1, value]], [[null, null]]]);
    const [object] = openXlsx(bytes).contents().objects;
    expect(object?.leavesWorkbook || object?.reads.includes('台账')).toBe(true);
    expect((await gridAfter(bytes, { formulas: 'keep' })).formulas).toEqual(copy.formulas);
  });

  it('stay where Excel has them placed in the cell, and are told from errors', async () => {
    const placed = '<c r="A1" t="e" vm="1"><v>#VALUE!</v></c>';
    const row = `${placed}<c r="B1" t="e"><v>#VALUE!</v></c><c r="C1" t="e" vm="2"><f>FIELD(A1)</f><v>#FIELD!</v></c>`;
    const bytes = workbook({ 附件1: [[1]] }, cells(`<row r="1">${row}</row>`));
    expect((await openXlsx(bytes).read()).sheets[0]?.pictures).toEqual([{ top: 0, left: 0 }]);
    expect(official(bytes)['xl/worksheets/sheet1.xml']).toContain(placed);
  });

  it.each([
    ['none but those that are shown', '_xlfn.DISPIMG("ID_1",1)', ['xl/media/image1.png'], 1],
    ['all where a calculation chooses', '_xlfn.DISPIMG(A1,1)', ['xl/media/image1.png', 'xl/media/image2.png'], 2],
    ['none where none is shown', '1+1', [], 0],
  ])('take along of the pictures of WPS %s', (_, formula, media, listed) => {
    const parts = official(withObject(formula, WPS));
    expect(Object.keys(parts).filter((name) => name.startsWith('xl/media'))).toEqual(media);
    expect(parts['xl/cellimages.xml']?.match(/<etc:cellImage>/g)?.length ?? 0).toBe(listed);
  });
});

describe('what the tables of a sheet fill their columns with', () => {
  const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  /** 附件1 with a table whose second column has this in it, beside 台账 with a table, and names that lead about. */
  const withTable = (inColumn: string, attributes = ''): Uint8Array =>
    workbook(
      {
        附件1: [
          ['单位', '数'],
          ['甲', 1],
        ],
        台账: [['事由'], [1]],
      },
      (parts) => {
        const table = (name: string, ref: string, columns: string): string =>
          `<table xmlns="${MAIN}" id="1" name="${name}" displayName="${name}" ref="${ref}">${columns}</table>`;
        parts['xl/tables/table1.xml'] = table(
          '通报表',
          'A1:B2',
          '<tableColumns count="2"><tableColumn id="1" name="单位"/>' +
            `<tableColumn id="2" name="数"${attributes}>${inColumn}</tableColumn></tableColumns>`,
        );
        parts['xl/tables/table2.xml'] = table(
          '台账表',
          'A1:A2',
          '<tableColumns count="1"><tableColumn id="1" name="事由"/></tableColumns>',
        );
        relate(parts, 'xl/worksheets/sheet1.xml', 'rIdT', 'table', '../tables/table1.xml');
        relate(parts, 'xl/worksheets/sheet2.xml', 'rIdT', 'table', '../tables/table2.xml');
        parts['xl/workbook.xml'] = (parts['xl/workbook.xml'] ?? '').replace(
          '</sheets>',
          '</sheets><definedNames><definedName name="基数">台账!$A$2</definedName>' +
            '<definedName name="倍数">附件1!$B$2</definedName></definedNames>',
        );
      },
    );
  const calculated = (formula: string): string => `<calculatedColumnFormula>${formula}</calculatedColumnFormula>`;
  const columnOf = (bytes: Uint8Array, formulas: CopyInstructions['formulas']): string | undefined =>
    /<tableColumn id="2".*?(?=<\/tableColumns>)/.exec(official(bytes, { formulas })['xl/tables/table1.xml'] ?? '')?.[0];

  it.each([
    ['a sheet', calculated('VLOOKUP(通报表[[#This Row],[单位]],台账!$A$1:$B$9,2,FALSE)')],
    ['a sheet in quotes', calculated("SUM('台账'!A:A)")],
    ['a name', calculated('基数*2')],
    ['the table of a sheet', calculated('SUM(台账表[事由])')],
    ['a whole table', calculated('ROWS(台账表)')],
    ['another file', calculated("'[1]某表'!A1")],
    ['a sheet from an array formula', '<calculatedColumnFormula array="1">SUM(台账!A1:A9)</calculatedColumnFormula>'],
    ['a sheet from the totals row', '<totalsRowFormula>SUM(台账!A1:A9)</totalsRowFormula>'],
    ['a sheet from both', `${calculated('台账!A1')}<totalsRowFormula>台账!A2</totalsRowFormula>`],
  ])('goes where it reads %s that is gone', (_, inColumn) => {
    expect(columnOf(withTable(inColumn), 'keep')).toBe('<tableColumn id="2" name="数"></tableColumn>');
  });

  it('goes with the word that the totals row has a formula of its own', () => {
    const bytes = withTable('<totalsRowFormula>台账!A1</totalsRowFormula>', ' totalsRowFunction="custom"');
    expect(columnOf(bytes, 'keep')).toBe('<tableColumn id="2" name="数"></tableColumn>');
  });

  it('goes with the formulas of the cells', () => {
    expect(columnOf(withTable(calculated('1+1')), 'values')).toBe('<tableColumn id="2" name="数"></tableColumn>');
  });

  it('stays with the formulas, and with the names that it uses', () => {
    const bytes = withTable(calculated('通报表[[#This Row],[数]]*倍数'));
    expect(columnOf(bytes, 'keep')).toContain(calculated('通报表[[#This Row],[数]]*倍数'));
    expect(official(bytes, { formulas: 'keep' })['xl/workbook.xml']).toMatch(/倍数/);
    expect(official(bytes, { formulas: 'keep' })['xl/workbook.xml']).not.toMatch(/基数/);
  });
});

it('shows an attachment that was hidden when nothing else is shown', async () => {
  const bytes = workbook({ 附件1: [[1]], 台账: [[1]] }, (parts) => {
    parts['xl/workbook.xml'] = (parts['xl/workbook.xml'] ?? '').replace('name="附件1"', 'name="附件1" state="hidden"');
  });
  const { sheets } = await openXlsx(
    openXlsx(bytes).officialCopy({
      sheets: ['附件1'],
      formulas: 'values',
      without: ALL,
      marks: [],
      formats: [],
      printSetups: {},
    }),
  ).read();
  expect(sheets.map(({ sheet, visibility }) => [sheet, visibility])).toEqual([['附件1', 'visible']]);
});

it('changes nothing in the workbook itself', () => {
  const bytes = workbook({ 附件1: [[1]], 台账: [[1]] }, dirty);
  const opened = openXlsx(bytes);
  const before = opened.bytes();
  opened.officialCopy({ sheets: ['附件1'], formulas: 'values', without: ALL, marks: [], formats: [], printSetups: {} });
  expect(opened.bytes()).toEqual(before);
});

it.each([
  ['附件1!3:4', '附件1!$3:$4'],
  ["'附件1'!A1:U40,'附件1'!W1:X2", "'附件1'!$A$1:$U$40,'附件1'!$W$1:$X$2"],
  ['附件1!$A:B,附件1!$1:4', '附件1!$A:$B,附件1!$1:$4'],
  ["'附件1'!$A$1:$U$40", "'附件1'!$A$1:$U$40"],
  ['OFFSET(附件1!$A$1,0,0,COUNTA(附件1!$B:$B),21)', 'OFFSET(附件1!$A$1,0,0,COUNTA(附件1!$B:$B),21)'],
])('fixes what is printed, %s, for programs that take it for movable', (refersTo, fixed) => {
  const bytes = workbook({ 附件1: [[1]] }, (parts) => {
    parts['xl/workbook.xml'] = (parts['xl/workbook.xml'] ?? '').replace(
      '</sheets>',
      `</sheets><definedNames><definedName name="_xlnm.Print_Titles" localSheetId="0">${refersTo}` +
        '</definedName></definedNames>',
    );
  });
  expect(official(bytes)['xl/workbook.xml']).toContain(
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">${fixed}</definedName>`,
  );
});

it('sets a sheet up for print', () => {
  const style = { font: { name: '宋体', fallbacks: [] }, latin: { name: '宋体', fallbacks: [] }, size: 14 };
  const setup: PrintSetup = {
    orientation: 'landscape',
    paper: 'A4',
    margins: { top: 25.4, right: 50.8, bottom: 25.4, left: 12.7, header: 12.7, footer: 12.7 },
    fitToWidth: true,
    area: { top: 0, left: 0, bottom: 8, right: 20 },
    repeatedRows: { from: 2, to: 3 },
    footer: { style, before: '— ', after: ' —', odd: 'right', even: 'left' },
    types: [{ row: 0, column: 0, style: { ...style, font: { name: '黑体', fallbacks: [] }, size: 16 } }],
    measures: null,
  };
  const parts = official(workbook({ 附件1: [['附件1']] }), { printSetups: { 附件1: setup } });
  const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
  expect(sheet).toContain(
    '<pageMargins left="0.5" right="2" top="1" bottom="1" header="0.5" footer="0.5"/><pageSetup ' +
      'paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>',
  );
  expect(sheet).toContain('<pageSetUpPr fitToPage="1"/>');
  expect(sheet).toContain('<oddFooter>&amp;R&amp;&quot;宋体,常规&quot;&amp;14— &amp;P —</oddFooter><evenFooter>&amp;L');
  expect(parts['xl/workbook.xml']).toMatch(
    /Print_Area" localSheetId="0">'附件1'!\$A\$1:\$U\$9<.*Print_Titles" localSheetId="0">'附件1'!\$3:\$4</,
  );
  expect(parts['xl/styles.xml']).toContain('<sz val="16"/><name val="黑体"/><charset val="134"/>');
});

it('fits widths, heights and sizes to the page where asked, and leaves other columns and rows alone', () => {
  const style = { font: { name: '宋体', fallbacks: [] }, latin: { name: '宋体', fallbacks: [] }, size: 14 };
  const setup: PrintSetup = {
    orientation: 'landscape',
    paper: 'A4',
    margins: { top: 25, right: 25, bottom: 25, left: 25, header: 10, footer: 10 },
    fitToWidth: true,
    area: { top: 0, left: 0, bottom: 1, right: 1 },
    repeatedRows: null,
    footer: { style, before: '— ', after: ' —', odd: 'right', even: 'left' },
    types: [],
    // 25.4 mm are 96 pixels, edges included; by 7 for a figure of Calibri at 11 points: 13.71.
    measures: {
      columns: [{ column: 1, width: 25.4 }],
      rows: [{ row: 0, height: 12.7, size: 9, wraps: true }],
      breaks: [4],
    },
  };
  const parts = official(
    workbook({
      附件1: [
        ['甲', 1],
        ['乙', 2],
      ],
    }),
    { printSetups: { 附件1: setup } },
  );
  const sheet = parts['xl/worksheets/sheet1.xml'] ?? '';
  expect(sheet).toMatch(/<cols><col min="2" max="2" width="13.71" customWidth="1"\/><\/cols>/);
  expect(sheet).toMatch(/<row r="1" ht="36" customHeight="1"><c r="A1" t="inlineStr" s="(\d+)">/);
  expect(sheet).toMatch(/<row r="2"><c r="A2" t="inlineStr"><is>/);
  // The page ends after the fourth row, row 4 from 0 begins the next.
  expect(sheet).toContain('<rowBreaks count="1" manualBreakCount="1"><brk id="4" max="16383" man="1"/></rowBreaks>');
  expect(parts['xl/styles.xml']).toMatch(/<sz val="9"\/><name val="Calibri"\/>/);
  expect(parts['xl/styles.xml']).toMatch(/applyAlignment="1"><alignment wrapText="1"\/>/);
});

/** Everything a working file may carry along. */
function dirty(parts: Parts): void {
  const workbookPart = 'xl/workbook.xml';
  parts[workbookPart] = (parts[workbookPart] ?? '')
    .replace(
      '<sheets>',
      '<fileSharing userName="王五"/><mc:AlternateContent ' +
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice ' +
        'Requires="x15"><x15ac:absPath url="C:\\Users\\zhangsan\\" ' +
        'xmlns:x15ac="http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac"/></mc:Choice>' +
        '</mc:AlternateContent><sheets>',
    )
    .replace(
      '</sheets>',
      '</sheets><externalReferences><externalReference r:id="rIdX"/></externalReferences>' +
        '<definedNames><definedName name="单位表">附件1!$A$1</definedName></definedNames>',
    );
  parts['docProps/core.xml'] =
    '<cp:coreProperties ' +
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ' +
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>张三</dc:creator><dc:creator>' +
    '张三丰</dc:creator><cp:lastModifiedBy>李四</cp:lastModifiedBy></cp:coreProperties>';
  parts['docProps/app.xml'] =
    '<Properties ' +
    'xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Company>' +
    '某办公室</Company><Template>C:\\模板\\通报.xltx</Template><HLinks>C:\\</HLinks><TitlesOfParts>' +
    '单位表</TitlesOfParts></Properties>';
  parts['docProps/custom.xml'] =
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">' +
    '<property name="拟稿"><vt:lpwstr xmlns:vt="urn:vt">王五</vt:lpwstr></property></Properties>';
  parts['docProps/thumbnail.jpeg'] = '张三';
  parts['_xmlsignatures/origin.sigs'] = '';
  parts['_xmlsignatures/sig1.xml'] = '<Signature>张三</Signature>';
  parts['customXml/item1.xml'] = '<before-image xmlns="urn:bulletin-scores:before-image">[]</before-image>';
  parts['xl/externalLinks/externalLink1.xml'] =
    '<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"/>';
  parts['xl/vbaProject.bin'] = '张三';
  parts['xl/persons/person.xml'] =
    '<personList xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments">' +
    '<person displayName="王五"/></personList>';
  parts['xl/printerSettings/printerSettings1.bin'] = 'HP LaserJet 王五';
  parts['xl/worksheets/sheet1.xml'] = (parts['xl/worksheets/sheet1.xml'] ?? '')
    .replace(
      '</worksheet>',
      `<customProperties xmlns:r="${RELATIONS}"><customPr name="王五" r:id="rIdCP"/>` +
        `</customProperties><pageSetup xmlns:r="${RELATIONS}" r:id="rIdP"/></worksheet>`,
    )
    .replace(
      '</sheetData>',
      '</sheetData><protectedRanges><protectedRange sqref="A1" name="填报" ' +
        'securityDescriptor="O:WDG:WDD:(A;;CC;;;王五)"/></protectedRanges><scenarios><scenario ' +
        'name="上调" user="王五" comment="王五试算"><inputCells r="A1" val="9"/></scenario></scenarios>',
    );
  parts['xl/connections.xml'] =
    '<connections xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><connection ' +
    'id="1" name="王五的库" connection="Server=C:\\库;UID=王五"/></connections>';
  parts['xl/queryTables/queryTable1.xml'] = '<queryTable name="王五的库" connectionId="1"/>';
  parts['xl/customProperty1.bin'] = '王五';
  parts['customXml/item2.xml'] = '<a xmlns="urn:bulletin-scores:b"/>';
  parts['xl/webextensions/taskpanes.xml'] = '<taskpanes xmlns="urn:w">王五</taskpanes>';
  relate(parts, '', 'rIdCU', 'custom-properties', 'docProps/custom.xml');
  relate(parts, '', 'rIdCX', 'customXml', 'customXml/item2.xml');
  relate(
    parts,
    '',
    'rIdW',
    'http://schemas.microsoft.com/office/2011/relationships/webextensiontaskpanes',
    'xl/webextensions/taskpanes.xml',
  );
  relate(parts, workbookPart, 'rIdN', 'connections', 'connections.xml');
  relate(parts, 'xl/worksheets/sheet1.xml', 'rIdQ', 'queryTable', '../queryTables/queryTable1.xml');
  relate(parts, 'xl/worksheets/sheet1.xml', 'rIdCP', 'customProperty', '../customProperty1.bin');
  relate(
    parts,
    '',
    'rIdC',
    'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
    'docProps/core.xml',
  );
  relate(parts, '', 'rIdA', 'extended-properties', 'docProps/app.xml');
  relate(
    parts,
    '',
    'rIdT',
    'http://schemas.openxmlformats.org/package/2006/relationships/metadata/thumbnail',
    'docProps/thumbnail.jpeg',
  );
  relate(
    parts,
    '',
    'rIdO',
    'http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin',
    '_xmlsignatures/origin.sigs',
  );
  relate(
    parts,
    '_xmlsignatures/origin.sigs',
    'rId1',
    'http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/signature',
    'sig1.xml',
  );
  relate(
    parts,
    workbookPart,
    'rIdV',
    'http://schemas.microsoft.com/office/2006/relationships/vbaProject',
    'vbaProject.bin',
  );
  relate(parts, workbookPart, 'rIdX', 'externalLink', 'externalLinks/externalLink1.xml');
  relate(parts, workbookPart, 'rIdU', 'customXml', '../customXml/item1.xml');
  relate(
    parts,
    workbookPart,
    'rIdE',
    'http://schemas.microsoft.com/office/2017/10/relationships/person',
    'persons/person.xml',
  );
  relate(parts, 'xl/worksheets/sheet1.xml', 'rIdP', 'printerSettings', '../printerSettings/printerSettings1.bin');
  parts['[Content_Types].xml'] = (parts['[Content_Types].xml'] ?? '')
    .replace(
      /(PartName="\/xl\/workbook\.xml" ContentType=")[^"]*/,
      '$1application/vnd.ms-excel.sheet.macroEnabled.main+xml',
    )
    .replace('</Types>', '<Default Extension="bin" ContentType="application/octet-stream"/></Types>');
}

it('takes off the colours of the audit, but not one that somebody has changed since', async () => {
  const bytes = workbook({ 附件1: [['甲', 1, 2]] }, () => undefined);
  const coloured = openXlsx(bytes);
  const fill = (column: number, becomes: string): Change => ({
    kind: 'fill',
    sheet: '附件1',
    row: 0,
    column,
    was: null,
    becomes,
  });
  expect(await coloured.apply({ changes: [fill(1, 'FFB3AB'), fill(2, '00FF00')], problems: [] })).toMatchObject({
    applied: true,
  });
  const mark = (column: number): MarkedCell => ({ sheet: '附件1', row: 0, column, fill: 'FFB3AB' });
  const copy = openXlsx(
    coloured.officialCopy({
      sheets: ['附件1'],
      formulas: 'values',
      without: ALL,
      marks: [mark(1), mark(2)],
      formats: [],
      printSetups: {},
    }),
  );
  expect((await copy.readMarks([mark(1), mark(2)])).map((marks) => marks.fill)).toEqual([null, '00FF00']);
});
