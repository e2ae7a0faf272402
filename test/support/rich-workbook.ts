import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { NAMES, SYMBOLS, TITLE, unitRow, workbookOf } from './sheets.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const R = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';
const MS = 'http://schemas.microsoft.com/office';
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

type Relationship = readonly [id: string, type: string, target: string, external?: boolean];

function relationships(...entries: readonly Relationship[]): string {
  const elements = entries.map(([id, type, target, external]) => {
    const fullType = type.includes('/') ? type : `${R}/${type}`;
    const mode = external ? ' TargetMode="External"' : '';
    return `<Relationship Id="${id}" Type="${fullType}" Target="${target}"${mode}/>`;
  });
  return `${XML}<Relationships xmlns="${PACKAGE}">${elements.join('')}</Relationships>`;
}

/** A PNG of one dot. */
const DOT = Uint8Array.from(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);

const anchored = (inner: string, row: number): string =>
  `<xdr:twoCellAnchor><xdr:from><xdr:col>22</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>${row}</xdr:row>` +
  `<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>28</xdr:col>` +
  `<xdr:colOff>0</xdr:colOff><xdr:row>${row + 8}</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>` +
  `${inner}<xdr:clientData/></xdr:twoCellAnchor>`;
const chartFrame = (id: string): string =>
  `<xdr:graphicFrame macro=""><xdr:nvGraphicFramePr><xdr:cNvPr id="2" name="图表 1"/>` +
  `<xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm><a:off x="0" y="0"/>` +
  `<a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic>` +
  `<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/chart">` +
  `<c:chart xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" r:id="${id}"/>` +
  `</a:graphicData></a:graphic></xdr:graphicFrame>`;
const drawing = (inner: string): string =>
  `${XML}<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" ` +
  `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${R}">${inner}</xdr:wsDr>`;
const chart = (cells: string): string =>
  `${XML}<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" ` +
  `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><c:chart><c:plotArea>` +
  `<c:layout/><c:barChart><c:barDir val="col"/><c:grouping val="clustered"/>` +
  `<c:varyColors val="0"/><c:ser><c:idx val="0"/><c:order val="0"/><c:val><c:numRef><c:f>${cells}</c:f>` +
  `</c:numRef></c:val></c:ser><c:axId val="1"/><c:axId val="2"/></c:barChart><c:catAx>` +
  `<c:axId val="1"/><c:scaling><c:orientation val="minMax"/></c:scaling><c:delete val="0"/>` +
  `<c:axPos val="b"/><c:crossAx val="2"/></c:catAx><c:valAx><c:axId val="2"/><c:scaling>` +
  `<c:orientation val="minMax"/></c:scaling><c:delete val="0"/><c:axPos val="l"/>` +
  `<c:crossAx val="1"/></c:valAx></c:plotArea></c:chart></c:chartSpace>`;

/** What stands around the cells of 附件1: everything that hangs on a sheet. */
const BEFORE_CELLS =
  '<sheetPr><tabColor rgb="FF00B050"/><outlinePr summaryBelow="0"/></sheetPr><dimension ref="A1:U5"/>' +
  '<sheetViews><sheetView tabSelected="1" workbookViewId="0">' +
  '<pane ySplit="3" topLeftCell="A4" activePane="bottomLeft" state="frozen"/></sheetView>' +
  '</sheetViews>' +
  '<sheetFormatPr defaultRowHeight="14" outlineLevelRow="1" outlineLevelCol="1"/><cols>' +
  '<col min="1" max="1" width="6.5" customWidth="1"/>' +
  '<col min="22" max="22" width="9" hidden="1" outlineLevel="1"/></cols>';
const AFTER_CELLS = [
  '<sheetProtection algorithmName="SHA-512" hashValue="AAAA" saltValue="AAAA" spinCount="100000" ' +
    'sheet="1" objects="1" scenarios="1" formatCells="0"/><protectedRanges>' +
    '<protectedRange sqref="C4:L5" name="填报区"/></protectedRanges>',
  '<mergeCells count="1"><mergeCell ref="A1:U1"/></mergeCells><phoneticPr fontId="0"/>',
  '<conditionalFormatting sqref="U4:U5">' +
    '<cfRule type="cellIs" dxfId="0" priority="1" operator="lessThan"><formula>60</formula>' +
    '</cfRule></conditionalFormatting>',
  '<dataValidations count="1">' +
    '<dataValidation type="whole" operator="greaterThanOrEqual" allowBlank="1" sqref="C4:L5">' +
    '<formula1>0</formula1></dataValidation></dataValidations>',
  '<hyperlinks><hyperlink ref="B4" r:id="rIdLink"/></hyperlinks>',
  '<printOptions horizontalCentered="1"/>' +
    '<pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" r:id="rIdPrinter"/>',
  '<headerFooter><oddHeader>&amp;L附件1</oddHeader><oddFooter>&amp;C第 &amp;P 页</oddFooter>' +
    '</headerFooter><rowBreaks count="1" manualBreakCount="1"><brk id="4" max="16383" man="1"/>' +
    '</rowBreaks>',
  '<drawing r:id="rIdDrawing"/><legacyDrawing r:id="rIdVml"/>',
  `<extLst><ext uri="{78C0D931-6437-407d-A8EE-F0AAD7539E65}" xmlns:x14="${MS}/spreadsheetml/2009/9/main">` +
    `<x14:conditionalFormattings><x14:conditionalFormatting xmlns:xm="${MS}/excel/2006/main">` +
    `<x14:cfRule type="dataBar" id="{00000000-000E-0000-0000-000001000000}">` +
    `<x14:dataBar minLength="0" maxLength="100"><x14:cfvo type="autoMin"/>` +
    `<x14:cfvo type="autoMax"/></x14:dataBar></x14:cfRule><xm:sqref>C4:C5</xm:sqref>` +
    `</x14:conditionalFormatting></x14:conditionalFormattings></ext>` +
    `<ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" xmlns:x14="${MS}/spreadsheetml/2009/9/main">` +
    `<x14:sparklineGroups xmlns:xm="${MS}/excel/2006/main"><x14:sparklineGroup><x14:sparklines>` +
    `<x14:sparkline><xm:f>附件1!C4:F4</xm:f><xm:sqref>W4</xm:sqref></x14:sparkline>` +
    `</x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>`,
].join('');

const X14 = `${MS}/spreadsheetml/2009/9/main`;
const SLICER_LIST =
  `<extLst><ext uri="{A8765BA9-456A-4dab-B4F3-ACF838C121DE}" xmlns:x14="${X14}">` +
  `<x14:slicerList><x14:slicer r:id="rIdSlicer"/></x14:slicerList></ext></extLst>`;
const SLICER_CACHES =
  `<extLst><ext uri="{BBE1A952-AA13-448e-AADC-164F8A28A991}" xmlns:x14="${X14}">` +
  `<x14:slicerCaches><x14:slicerCache r:id="rIdSlicerCache"/></x14:slicerCaches></ext></extLst>`;
const SLICER_BOX =
  `<mc:AlternateContent ` +
  `xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:a14="${MS}/drawing/2010/main">` +
  `<mc:Choice Requires="a14"><xdr:graphicFrame macro=""><xdr:nvGraphicFramePr>` +
  `<xdr:cNvPr id="4" name="项目"/><xdr:cNvGraphicFramePr/></xdr:nvGraphicFramePr><xdr:xfrm>` +
  `<a:off x="0" y="0"/><a:ext cx="0" cy="0"/></xdr:xfrm><a:graphic><a:graphicData uri="${MS}/drawing/2010/slicer">` +
  `<sle:slicer xmlns:sle="${MS}/drawing/2010/slicer" name="项目"/></a:graphicData></a:graphic>` +
  `</xdr:graphicFrame></mc:Choice><mc:Fallback/></mc:AlternateContent>`;

const OVERRIDES: Readonly<Record<string, string>> = {
  '/xl/slicers/slicer1.xml': 'application/vnd.ms-excel.slicer+xml',
  '/xl/slicerCaches/slicerCache1.xml': 'application/vnd.ms-excel.slicerCache+xml',
  '/xl/drawings/drawing3.xml': 'application/vnd.openxmlformats-officedocument.drawing+xml',
  '/xl/sharedStrings.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml',
  '/xl/drawings/drawing1.xml': 'application/vnd.openxmlformats-officedocument.drawing+xml',
  '/xl/drawings/drawing2.xml': 'application/vnd.openxmlformats-officedocument.drawing+xml',
  '/xl/charts/chart1.xml': 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
  '/xl/charts/chart2.xml': 'application/vnd.openxmlformats-officedocument.drawingml.chart+xml',
  '/xl/chartsheets/sheet1.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.chartsheet+xml',
  '/xl/comments1.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml',
  '/xl/comments2.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml',
  '/xl/threadedComments/threadedComment1.xml': 'application/vnd.ms-excel.threadedcomments+xml',
  '/xl/persons/person.xml': 'application/vnd.ms-excel.person+xml',
  '/xl/tables/table1.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.table+xml',
  '/xl/externalLinks/externalLink1.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.externalLink+xml',
  '/xl/pivotTables/pivotTable1.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.pivotTable+xml',
  '/xl/pivotCache/pivotCacheDefinition1.xml':
    'application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheDefinition+xml',
  '/xl/pivotCache/pivotCacheRecords1.xml':
    'application/vnd.openxmlformats-officedocument.spreadsheetml.pivotCacheRecords+xml',
  '/customXml/itemProps1.xml': 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml',
  '/docProps/core.xml': 'application/vnd.openxmlformats-package.core-properties+xml',
  '/xl/calcChain.xml': 'application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml',
};

/**
 * The bytes of a macro workbook with an attachment 1 (two districts) and with everything that hangs on workbooks:
 * charts, a chart
 * sheet, an image, a pivot with its cache and a slicer, outline groups, protection, x14 conditional formats,
 * validations, names, printer settings, rich text, phonetics,
 * notes, a threaded comment, custom XML, an external link, a table, sparklines, a VBA part, custom UI, a part nobody
 * knows.
 */
export function richWorkbook(): Uint8Array {
  const rows = [
    [TITLE],
    [...NAMES],
    [...SYMBOLS],
    unitRow(1, '甲区', [100, 90, 50, 48, 2, 1, 1, 2, 1, 0], 10),
    unitRow(2, '乙区', [200, 150, 3, 3, 0, 0, 0, 0, 0, 0], 12),
  ];
  const base = Object.fromEntries(
    Object.entries(
      unzipSync(
        workbookOf({
          附件1: rows,
          数据: [
            ['项目', '数'],
            ['甲', 1],
            ['乙', 2],
          ],
        }),
      ),
    ).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
  const edit = (name: string, change: (xml: string) => string): void => {
    base[name] = change(base[name] ?? '');
  };
  edit('xl/worksheets/sheet1.xml', (xml) =>
    xml
      .replace('<sheetData>', `${BEFORE_CELLS}<sheetData>`)
      .replace('<worksheet ', `<worksheet xmlns:r="${R}" `)
      // A rich and a phonetic text, by shared string.
      .replace(/<c r="B4"[^>]*>.*?<\/c>/, '<c r="B4" t="s"><v>0</v></c>')
      .replace(/<c r="B5"[^>]*>.*?<\/c>/, '<c r="B5" t="s"><v>1</v></c>')
      .replace('<row r="5">', '<row r="5" outlineLevel="1">')
      .replace('</sheetData>', `</sheetData>${AFTER_CELLS}`),
  );
  edit('xl/worksheets/sheet2.xml', (xml) =>
    xml
      .replace('<worksheet ', `<worksheet xmlns:r="${R}" `)
      .replace(
        '</sheetData>',
        '<row r="20"><c r="A20"><f t="array" ref="A20:A21">B2:B3*2</f><v>2</v></c></row><row r="21">' +
          '<c r="A21"><v>4</v></c></row></sheetData><drawing r:id="rIdDrawing"/>' +
          '<legacyDrawing r:id="rIdVml"/><tableParts count="1"><tablePart r:id="rIdTable"/></tableParts>' +
          SLICER_LIST,
      ),
  );
  edit('xl/styles.xml', (xml) =>
    xml.replace('</styleSheet>', '<dxfs count="1"><dxf><font><color rgb="FFFF0000"/></font></dxf></dxfs></styleSheet>'),
  );
  edit('xl/workbook.xml', (xml) =>
    xml
      .replace('<sheets>', '<workbookPr codeName="ThisWorkbook"/><bookViews><workbookView/></bookViews><sheets>')
      .replace(
        '</sheets>',
        '<sheet name="图" sheetId="9" r:id="rIdChartSheet"/></sheets><externalReferences>' +
          '<externalReference r:id="rIdExternal"/></externalReferences><definedNames>' +
          '<definedName name="_xlnm.Print_Titles" localSheetId="0">附件1!$1:$3</definedName>' +
          '<definedName name="切片器_项目">#N/A</definedName>' +
          '<definedName name="总数">数据!$B$2:$B$3</definedName></definedNames><calcPr calcId="191029"/>' +
          '<pivotCaches><pivotCache cacheId="1" r:id="rIdPivotCache"/></pivotCaches>' +
          SLICER_CACHES,
      ),
  );
  edit('xl/_rels/workbook.xml.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      [
        ['rIdStrings', `${R}/sharedStrings`, 'sharedStrings.xml'],
        ['rIdChartSheet', `${R}/chartsheet`, 'chartsheets/sheet1.xml'],
        ['rIdExternal', `${R}/externalLink`, 'externalLinks/externalLink1.xml'],
        ['rIdPivotCache', `${R}/pivotCacheDefinition`, 'pivotCache/pivotCacheDefinition1.xml'],
        ['rIdVba', `${MS}/2006/relationships/vbaProject`, 'vbaProject.bin'],
        ['rIdPersons', `${MS}/2017/10/relationships/person`, 'persons/person.xml'],
        ['rIdCustom', `${R}/customXml`, '../customXml/item1.xml'],
        ['rIdCalc', `${R}/calcChain`, 'calcChain.xml'],
        ['rIdSlicerCache', `${MS}/2007/relationships/slicerCache`, 'slicerCaches/slicerCache1.xml'],
      ]
        .map(([id, type, target]) => `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`)
        .join('') + '</Relationships>',
    ),
  );
  edit('_rels/.rels', (xml) =>
    xml.replace(
      '</Relationships>',
      `<Relationship Id="rIdCore" ` +
        `Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" ` +
        `Target="docProps/core.xml"/><Relationship Id="rIdUi" Type="${MS}/2006/relationships/ui/extensibility" ` +
        `Target="customUI/customUI.xml"/></Relationships>`,
    ),
  );
  edit('[Content_Types].xml', (xml) =>
    xml
      .replace(
        'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml',
        'application/vnd.ms-excel.sheet.macroEnabled.main+xml',
      )
      .replace(
        '</Types>',
        `<Default Extension="png" ContentType="image/png"/>` +
          `<Default Extension="bin" ` +
          `ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings"/>` +
          `<Default Extension="vml" ` +
          `ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/>` +
          `<Override PartName="/xl/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"/>${Object.entries(
            OVERRIDES,
          )
            .map(([part, type]) => `<Override PartName="${part}" ContentType="${type}"/>`)
            .join('')}</Types>`,
      ),
  );
  const vml =
    `<xml xmlns:v="urn:schemas-microsoft-com:vml" ` +
    `xmlns:o="urn:schemas-microsoft-com:office:office" ` +
    `xmlns:x="urn:schemas-microsoft-com:office:excel">` +
    `<v:shape id="_x0000_s1025" type="#_x0000_t202" style="visibility:hidden">` +
    `<x:ClientData ObjectType="Note"><x:Row>3</x:Row><x:Column>2</x:Column></x:ClientData>` +
    `</v:shape></xml>`;
  const parts: Record<string, string | Uint8Array> = {
    ...base,
    'xl/sharedStrings.xml':
      `${XML}<sst xmlns="${MAIN}" count="2" uniqueCount="2"><si><r><rPr><b/>` +
      `<sz val="11"/></rPr><t>甲</t></r><r><t>区</t></r></si><si><t>乙区</t><rPh sb="0" eb="1">` +
      `<t>yi</t></rPh><phoneticPr fontId="0"/></si></sst>`,
    'xl/worksheets/_rels/sheet1.xml.rels': relationships(
      ['rIdDrawing', 'drawing', '../drawings/drawing1.xml'],
      ['rIdVml', 'vmlDrawing', '../drawings/vmlDrawing1.vml'],
      ['rIdComments', 'comments', '../comments1.xml'],
      ['rIdPrinter', 'printerSettings', '../printerSettings/printerSettings1.bin'],
      ['rIdLink', 'hyperlink', 'https://example.invalid/', true],
    ),
    'xl/worksheets/_rels/sheet2.xml.rels': relationships(
      ['rIdDrawing', 'drawing', '../drawings/drawing3.xml'],
      ['rIdSlicer', `${MS}/2007/relationships/slicer`, '../slicers/slicer1.xml'],
      ['rIdTable', 'table', '../tables/table1.xml'],
      ['rIdPivot', 'pivotTable', '../pivotTables/pivotTable1.xml'],
      ['rIdVml', 'vmlDrawing', '../drawings/vmlDrawing2.vml'],
      ['rIdComments', 'comments', '../comments2.xml'],
      ['rIdThread', `${MS}/2017/10/relationships/threadedComment`, '../threadedComments/threadedComment1.xml'],
    ),
    'xl/drawings/drawing1.xml': drawing(
      anchored(chartFrame('rId1'), 1) +
        anchored(
          '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="图片 1"/><xdr:cNvPicPr/></xdr:nvPicPr>' +
            '<xdr:blipFill><a:blip r:embed="rId2"/><a:stretch><a:fillRect/></a:stretch></xdr:blipFill>' +
            '<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>',
          12,
        ),
    ),
    'xl/drawings/_rels/drawing1.xml.rels': relationships(
      ['rId1', 'chart', '../charts/chart1.xml'],
      ['rId2', 'image', '../media/image1.png'],
    ),
    'xl/drawings/drawing2.xml': drawing(
      `<xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="9000000" cy="6000000"/>` +
        `${chartFrame('rId1')}<xdr:clientData/></xdr:absoluteAnchor>`,
    ),
    'xl/drawings/_rels/drawing2.xml.rels': relationships(['rId1', 'chart', '../charts/chart2.xml']),
    'xl/drawings/drawing3.xml': drawing(anchored(SLICER_BOX, 6)),
    'xl/slicers/slicer1.xml':
      `${XML}<slicers xmlns="${X14}">` +
      `<slicer name="项目" cache="切片器_项目" caption="项目" rowHeight="241300"/></slicers>`,
    'xl/slicerCaches/slicerCache1.xml':
      `${XML}<slicerCacheDefinition xmlns="${X14}" name="切片器_项目" ` +
      `sourceName="项目"><pivotTables><pivotTable tabId="2" name="透视表1"/></pivotTables><data>` +
      `<tabular pivotCacheId="1"><items count="2"><i x="0" s="1"/><i x="1" s="1"/></items>` +
      `</tabular></data></slicerCacheDefinition>`,
    'xl/drawings/vmlDrawing1.vml': vml,
    'xl/drawings/vmlDrawing2.vml': vml,
    'xl/charts/chart1.xml': chart('附件1!$U$4:$U$5'),
    'xl/charts/chart2.xml': chart('数据!$B$2:$B$3'),
    'xl/chartsheets/sheet1.xml':
      `${XML}<chartsheet xmlns="${MAIN}" xmlns:r="${R}"><sheetViews>` +
      `<sheetView workbookViewId="0"/></sheetViews><drawing r:id="rId1"/></chartsheet>`,
    'xl/chartsheets/_rels/sheet1.xml.rels': relationships(['rId1', 'drawing', '../drawings/drawing2.xml']),
    'xl/media/image1.png': DOT,
    'xl/printerSettings/printerSettings1.bin': Uint8Array.from({ length: 220 }, (_, index) => (index * 37) % 256),
    'xl/comments1.xml':
      `${XML}<comments xmlns="${MAIN}"><authors><author>王五</author></authors>` +
      `<commentList><comment ref="C4" authorId="0"><text><t>核对过</t></text></comment>` +
      `</commentList></comments>`,
    'xl/comments2.xml':
      `${XML}<comments xmlns="${MAIN}"><authors>` +
      `<author>tc={00000000-0000-0000-0000-000000000001}</author></authors><commentList>` +
      `<comment ref="C4" authorId="0"><text><t>[Threaded comment]</t></text></comment>` +
      `</commentList></comments>`,
    'xl/threadedComments/threadedComment1.xml':
      `${XML}<ThreadedComments xmlns="${MS}/spreadsheetml/2018/threadedcomments">` +
      `<threadedComment ref="C4" dT="2021-07-05T09:30:00.00" ` +
      `personId="{00000000-0000-0000-0000-000000000002}" ` +
      `id="{00000000-0000-0000-0000-000000000001}"><text>对吗</text></threadedComment>` +
      `</ThreadedComments>`,
    'xl/persons/person.xml':
      `${XML}<personList xmlns="${MS}/spreadsheetml/2018/threadedcomments">` +
      `<person displayName="王五" id="{00000000-0000-0000-0000-000000000002}" userId="w" ` +
      `providerId="None"/></personList>`,
    'xl/tables/table1.xml':
      `${XML}<table xmlns="${MAIN}" id="1" name="表1" displayName="表1" ref="A1:B3" ` +
      `totalsRowShown="0"><autoFilter ref="A1:B3"/><tableColumns count="2">` +
      `<tableColumn id="1" name="项目"/><tableColumn id="2" name="数"/></tableColumns></table>`,
    'xl/externalLinks/externalLink1.xml':
      `${XML}<externalLink xmlns="${MAIN}"><externalBook xmlns:r="${R}" r:id="rId1"><sheetNames>` +
      `<sheetName val="Sheet1"/></sheetNames></externalBook></externalLink>`,
    'xl/externalLinks/_rels/externalLink1.xml.rels': relationships(['rId1', 'externalLinkPath', '上季度.xlsx', true]),
    'xl/pivotTables/pivotTable1.xml':
      `${XML}<pivotTableDefinition xmlns="${MAIN}" name="透视表1" cacheId="1" ` +
      `dataCaption="值">` +
      `<location ref="E1:F4" firstHeaderRow="1" firstDataRow="1" firstDataCol="1"/>` +
      `<pivotFields count="2"><pivotField axis="axisRow" showAll="0"><items count="3">` +
      `<item x="0"/><item x="1"/><item t="default"/></items></pivotField>` +
      `<pivotField dataField="1" showAll="0"/></pivotFields><rowFields count="1"><field x="0"/>` +
      `</rowFields><dataFields count="1"><dataField name="求和项:数" fld="1"/></dataFields>` +
      `</pivotTableDefinition>`,
    'xl/pivotTables/_rels/pivotTable1.xml.rels': relationships([
      'rId1',
      'pivotCacheDefinition',
      '../pivotCache/pivotCacheDefinition1.xml',
    ]),
    'xl/pivotCache/pivotCacheDefinition1.xml':
      `${XML}<pivotCacheDefinition xmlns="${MAIN}" xmlns:r="${R}" r:id="rId1" recordCount="2">` +
      `<cacheSource type="worksheet"><worksheetSource ref="A1:B3" sheet="数据"/></cacheSource>` +
      `<cacheFields count="2"><cacheField name="项目"><sharedItems count="2"><s v="甲"/><s v="乙"/>` +
      `</sharedItems></cacheField><cacheField name="数">` +
      `<sharedItems containsSemiMixedTypes="0" containsString="0" containsNumber="1" ` +
      `containsInteger="1" minValue="1" maxValue="2"/></cacheField></cacheFields>` +
      `</pivotCacheDefinition>`,
    'xl/pivotCache/_rels/pivotCacheDefinition1.xml.rels': relationships([
      'rId1',
      'pivotCacheRecords',
      'pivotCacheRecords1.xml',
    ]),
    'xl/pivotCache/pivotCacheRecords1.xml':
      `${XML}<pivotCacheRecords xmlns="${MAIN}" count="2"><r><x v="0"/><n v="1"/></r><r><x v="1"/>` +
      `<n v="2"/></r></pivotCacheRecords>`,
    'xl/vbaProject.bin': Uint8Array.from({ length: 600 }, (_, index) => (index * 101) % 256),
    'customUI/customUI.xml': `${XML}<customUI xmlns="${MS}/2006/01/customui"><ribbon/></customUI>`,
    'customXml/item1.xml': `${XML}<own xmlns="urn:of:somebody:else">不动</own>`,
    'customXml/_rels/item1.xml.rels': relationships(['rId1', 'customXmlProps', 'itemProps1.xml']),
    'customXml/itemProps1.xml':
      `${XML}<ds:datastoreItem ` +
      `ds:itemID="{00000000-0000-0000-0000-000000000003}" ` +
      `xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"/>`,
    'docProps/core.xml':
      `${XML}<cp:coreProperties ` +
      `xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" ` +
      `xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>王五</dc:creator></cp:coreProperties>`,
    'xl/calcChain.xml': `${XML}<calcChain xmlns="${MAIN}"><c r="A20" i="2"/></calcChain>`,
    'xl/unknown/part.dat': Uint8Array.from([1, 2, 3]),
  };
  const files: Zippable = {};
  for (const [name, content] of Object.entries(parts))
    files[name] = typeof content === 'string' ? strToU8(content) : content;
  return zipSync(files);
}
