import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import type { FileContents, TraceKind } from '../../../src/ports/official-copy.js';
import { workbookOf } from '../../support/sheets.js';

type Parts = Record<string, string>;

const SHEET = 'xl/worksheets/sheet1.xml';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const ALL: readonly TraceKind[] = ['hyperlinks', 'page-codes', 'descriptions', 'prompts', 'attached-data'];

interface Link {
  readonly from: string;
  readonly type: string;
  readonly target: string;
  readonly id?: string;
  readonly external?: boolean;
}

/** A workbook with a sheet 附件1: text behind its rows, further parts, and what leads to them. */
function workbook(behind: string, { parts = {}, links = [] }: { parts?: Parts; links?: readonly Link[] } = {}) {
  const all: Parts = { ...unpacked(workbookOf({ 附件1: [[1]] })), ...parts };
  all[SHEET] = (all[SHEET] ?? '').replace('</sheetData>', `</sheetData>${behind}`);
  all[SHEET] = all[SHEET].replace(/<worksheet\b(?![^>]*xmlns:r=)/, `<worksheet xmlns:r="${RELATIONS}"`);
  for (const { from, type, target, id = 'rId90', external = false } of links) {
    const name = from.replace(/([^/]*)$/, '_rels/$1.rels');
    const none = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
    const mode = external ? ' TargetMode="External"' : '';
    const link = `<Relationship Id="${id}" Type="${RELATIONS}/${type}" Target="${target}"${mode}/>`;
    all[name] = (all[name] ?? none).replace('</Relationships>', `${link}</Relationships>`);
  }
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, text]) => [name, strToU8(text)])));
}

function unpacked(bytes: Uint8Array): Parts {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
}

function official(bytes: Uint8Array, traces = ALL): Parts {
  return unpacked(
    openXlsx(bytes).officialCopy({
      sheets: ['附件1'],
      formulas: 'values',
      without: { notes: true, comments: true, customXml: true, names: true, properties: true, traces },
      marks: [],
      formats: [],
      printSetups: {},
    }),
  );
}

const listed = (bytes: Uint8Array): readonly string[] =>
  openXlsx(bytes)
    .contents()
    .traces.map(({ kind, sheet, text }) => `${kind} ${sheet} ${text}`);

const toSheet = { from: SHEET, external: true } as const;
const DRAWING = 'xl/drawings/drawing1.xml';
const drawn = { from: SHEET, type: 'drawing', target: '/xl/drawings/drawing1.xml', id: 'rId91' };
const drawingOf = (content: string): Parts => ({
  [DRAWING]:
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" ' +
    `xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="${RELATIONS}">${content}</xdr:wsDr>`,
});
const drawing = (content: string, links: readonly Link[] = []): Uint8Array =>
  workbook('<drawing r:id="rId91"/>', { parts: drawingOf(content), links: [drawn, ...links] });
const legacy = (shape: string, links: readonly Link[] = []): Uint8Array =>
  workbook('<legacyDrawing r:id="rId92"/>', {
    parts: {
      'xl/drawings/vmlDrawing1.vml': `<xml xmlns:v="urn:v" xmlns:x="urn:x" xmlns:o="urn:o"><br>${shape}</xml>`,
      '[Content_Types].xml': (unpacked(workbookOf({ 附件1: [[1]] }))['[Content_Types].xml'] ?? '').replace(
        '</Types>',
        '<Default Extension="vml" ContentType="application/vnd.openxmlformats-officedocument.vmlDrawing"/></Types>',
      ),
    },
    links: [{ from: SHEET, type: 'vmlDrawing', target: '/xl/drawings/vmlDrawing1.vml', id: 'rId92' }, ...links],
  });
const cellLink = (target: string): Uint8Array =>
  workbook('<hyperlinks><hyperlink ref="B5" r:id="rId90" tooltip="测算李四"/></hyperlinks>', {
    links: [{ ...toSheet, type: 'hyperlink', target }],
  });
const tableWith = (attributes: string): Uint8Array =>
  workbook('<tableParts count="1"><tablePart r:id="rId93"/></tableParts>', {
    parts: {
      'xl/tables/table1.xml':
        '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="表1" ' +
        `displayName="表1" ref="A1:A2" ${attributes}><tableColumns count="1"><tableColumn id="1" name="1"/>` +
        '</tableColumns></table>',
    },
    links: [{ from: SHEET, type: 'table', target: '/xl/tables/table1.xml', id: 'rId93' }],
  });
/** The workbook with defined names. */
const named = (names: string): Parts => ({
  'xl/workbook.xml': (unpacked(workbookOf({ 附件1: [[1]] }))['xl/workbook.xml'] ?? '').replace(
    '</sheets>',
    `</sheets><definedNames>${names}</definedNames>`,
  ),
});
const validation = (attributes: string): string =>
  '<dataValidations count="1"><dataValidation type="whole" sqref="C5" ' +
  `${attributes}><formula1>0</formula1></dataValidation></dataValidations>`;

// Each says 李四 or a place in a file that nobody should read of; after the arrow: what the list says of it.
it.each<readonly [what: string, file: () => Uint8Array, says: string]>([
  ['a link to a share', () => cellLink('file:///\\\\10.1.2.3\\李四\\测算.xlsx'), 'hyperlinks 附件1 B5 file:///'],
  ['a link to a drive', () => cellLink('file:///D:\\李四\\测算.xlsx'), 'hyperlinks 附件1 B5 file:///D:'],
  ['a link to a neighbouring file', () => cellLink('../李四/测算.xlsx'), 'hyperlinks 附件1 B5 ../李四'],
  ['a link to a mailbox', () => cellLink('mailto:李四@example.com'), 'hyperlinks 附件1 B5 mailto:'],
  [
    'a link of a picture',
    () =>
      drawing('<xdr:cNvPr id="2" name="图片 1"><a:hlinkClick r:id="rId90" tooltip="李四"/></xdr:cNvPr>', [
        { from: DRAWING, type: 'hyperlink', target: 'file:///D:\\李四.xlsx', external: true },
      ]),
    'hyperlinks 附件1 file:///D:\\李四.xlsx 李四',
  ],
  [
    'a picture that lies elsewhere',
    () =>
      drawing('<a:blip r:link="rId90"/>', [
        { from: DRAWING, type: 'image', target: 'file:///D:\\李四.png', external: true },
      ]),
    'hyperlinks 附件1 file:///D:\\李四.png',
  ],
  [
    'a tooltip of a link inside the file',
    () => workbook('<hyperlinks><hyperlink ref="B5" location="附件1!A1" tooltip="问李四"/></hyperlinks>'),
    'prompts 附件1 B5 问李四',
  ],
  [
    'a description of a picture',
    () => drawing('<xdr:cNvPr id="2" name="图片 1" descr="C:\\Users\\李四\\章.png"/>'),
    'descriptions 附件1 C:\\Users\\李四\\章.png',
  ],
  ['a name of a picture', () => drawing('<xdr:cNvPr id="2" name="李四的章"/>'), 'descriptions 附件1 李四的章'],
  ['a remark on a table', () => tableWith('comment="李四做的"'), 'descriptions 附件1 A1:A2 李四做的'],
  [
    'a description of a picture in an old drawing',
    () => legacy('<v:shape alt="李四"><v:imagedata o:title="李四的章"/></v:shape>'),
    'descriptions 附件1 李四',
  ],
  ['a prompt', () => workbook(validation('promptTitle="填报" prompt="找李四"')), 'prompts 附件1 C5 填报 找李四'],
  ['a message for wrong figures', () => workbook(validation('error="找李四"')), 'prompts 附件1 C5 找李四'],
  [
    'a prompt of a list on another sheet',
    () =>
      workbook(
        '<extLst><ext uri="u" xmlns:x14="urn:x14"><x14:dataValidations count="1">' +
          '<x14:dataValidation prompt="找李四"/></x14:dataValidations></ext></extLst>',
      ),
    'prompts 附件1 找李四',
  ],
  [
    'a macro of a shape',
    () => drawing('<xdr:sp macro="\'D:\\李四.xlsm\'!算"><xdr:cNvPr id="2" name="按钮 1"/></xdr:sp>'),
    "macro-buttons 附件1 'D:\\李四.xlsm'!算",
  ],
  [
    'a macro of a control',
    () => workbook('<controls><control shapeId="1"><controlPr macro="[0]!李四"/></control></controls>'),
    'macro-buttons 附件1 [0]!李四',
  ],
  [
    'a macro of a button in an old drawing',
    () => legacy('<v:shape><x:ClientData><x:FmlaMacro>[0]!李四</x:FmlaMacro></x:ClientData></v:shape>'),
    'macro-buttons 附件1 [0]!李四',
  ],
  [
    'a label of sensitivity',
    () =>
      workbook('', {
        parts: { 'docMetadata/LabelInfo.xml': '<labelList label="李四"/>' },
        links: [{ from: '', type: 'classificationlabels', target: 'docMetadata/LabelInfo.xml' }],
      }),
    'attached-data  classificationlabels',
  ],
  [
    'what another program hangs on the package',
    () =>
      workbook('', {
        parts: { 'ours/trace.xml': '<by name="李四"/>' },
        links: [{ from: '', type: 'approvals', target: 'ours/trace.xml' }],
      }),
    'attached-data  approvals',
  ],
  ...(
    [
      ['the workbook', 'xl/workbook.xml'],
      ['a sheet', SHEET],
    ] as const
  ).flatMap(([owner, from]) =>
    [
      'xmlMaps',
      'volatileDependencies',
      'attachedToolbars',
      'customDataProps',
      'powerPivotData',
      'jsaProject',
      'workbookmetadata',
      'wsSortMap',
      'namedSheetView',
      'documenttask',
      'thumbnail',
    ].map((type): readonly [string, () => Uint8Array, string] => [
      `what hangs on ${owner} and is none of its cells: ${type}`,
      () =>
        workbook('', {
          parts: { 'xl/ours/trace.bin': '<by name="李四"/>' },
          links: [{ from, type, target: '/xl/ours/trace.bin' }],
        }),
      `attached-data  ${type}`,
    ]),
  ),
  [
    'a remark on a name',
    () =>
      workbook('', {
        parts: named(
          '<definedName name="_xlnm.Print_Area" localSheetId="0" comment="李四定的">附件1!$A$1</definedName>',
        ),
      }),
    'descriptions  _xlnm.Print_Area 李四定的',
  ],
  [
    'the texts of a name for menus',
    () =>
      workbook('', {
        parts: named(
          '<definedName name="_xlnm.Print_Area" localSheetId="0" help="问李四" statusBar="李四">附件1!$A$1</definedName>',
        ),
      }),
    'descriptions  _xlnm.Print_Area 问李四 李四',
  ],
  [
    'a picture of an old drawing that lies elsewhere',
    () => legacy('<v:shape><v:imagedata src="file:///D:/李四/章.png"/></v:shape>'),
    'hyperlinks 附件1 file:///D:/李四/章.png',
  ],
  [
    'a picture of an old drawing that lies elsewhere, named by a relationship',
    () =>
      legacy('<v:shape><v:imagedata o:relid="rId7" o:title=""/></v:shape>', [
        {
          from: 'xl/drawings/vmlDrawing1.vml',
          type: 'image',
          target: 'file:///D:/李四/章.png',
          id: 'rId7',
          external: true,
        },
      ]),
    'hyperlinks 附件1 file:///D:/李四/章.png',
  ],
  [
    'a part to which nothing leads',
    () => workbook('', { parts: { 'old/trace.xml': '<by name="李四"/>' } }),
    'attached-data  old/trace.xml',
  ],
])('lists %s and leaves it out', (_, file, says) => {
  const bytes = file();
  expect(listed(bytes).some((line) => line.startsWith(says))).toBe(true);
  for (const [name, text] of Object.entries(official(bytes))) {
    expect([name, text]).toEqual([name, expect.not.stringMatching(/李四|10\.1\.2\.3/)]);
  }
});

it('takes the codes of folder and file name out of headers and footers, and nothing else', () => {
  const bytes = workbook(
    '<headerFooter differentFirst="1"><oddHeader>&amp;C&amp;&amp;Z局&amp;F</oddHeader>' +
      '<oddFooter>&amp;L&amp;Z&amp;F&amp;R第 &amp;P 页</oddFooter><firstFooter>&amp;z&amp;D</firstFooter></headerFooter>',
  );
  expect(listed(bytes)).toEqual([
    'page-codes 附件1 &C&&Z局&F',
    'page-codes 附件1 &L&Z&F&R第 &P 页',
    'page-codes 附件1 &z&D',
  ]);
  expect(official(bytes)[SHEET]).toContain(
    '<oddHeader>&amp;C&amp;&amp;Z局</oddHeader><oddFooter>&amp;L&amp;R第 &amp;P 页</oddFooter>' +
      '<firstFooter>&amp;D</firstFooter>',
  );
});

it('keeps what was called off, but no macro', () => {
  const link = official(cellLink('https://example.com/'), []);
  expect(link[SHEET]).toContain('tooltip="测算李四"');
  expect(Object.values(link).join('')).toContain('https://example.com/');
  const macro = official(drawing('<xdr:sp macro="[0]!算"><xdr:cNvPr id="2" name="甲章"/></xdr:sp>'), []);
  expect(macro[DRAWING]).toContain('<xdr:sp><xdr:cNvPr id="2" name="甲章"/>');
});

it('leaves links within the file, names that programs give and empty macros alone', () => {
  const bytes = drawing(
    '<xdr:sp macro=""><xdr:cNvPr id="2" name="图片 1"><a:hlinkClick r:id="rId90"/></xdr:cNvPr></xdr:sp>',
    [{ from: DRAWING, type: 'hyperlink', target: "#'附件1'!A1", external: true }],
  );
  expect(listed(bytes)).toEqual([]);
  expect(official(bytes)[DRAWING]).toBe(unpacked(bytes)[DRAWING]);
});

// As Excel and WPS, in Chinese and English, and LibreOffice name what is drawn.
it.each([
  ['圆角矩形 1', '图片 2', 'Rectangle 3', '文本框 4', '直接箭头连接符 5', '流程图: 过程 6', '椭圆 7', '肘形连接符 8'],
  [
    'Rounded Rectangle 1',
    'Picture 2',
    'TextBox 3',
    'Straight Arrow Connector 4',
    'Flowchart: Process 5',
    'Drop Down 6',
  ],
  [
    '形状 1',
    '图像 2',
    '等腰三角形 3',
    '按钮 4',
    '五角星 5',
    '上箭头 6',
    '组合 7',
    '图表 8',
    'Text Box 9',
    'Check Box 10',
  ],
])('lists no name that a program has given: %s, %s, …', (...names) => {
  const pictures = names.map((name, index) => `<xdr:cNvPr id="${index + 2}" name="${name}"/>`);
  expect(listed(drawing(pictures.join('')))).toEqual([]);
});

it.each(['李四 1', '图片李四', 'Nora 2', '市局公章', '图片 2（老王改）', 'Picture of Li'])(
  'lists a name that somebody has given: %s',
  (name) => {
    expect(listed(drawing(`<xdr:cNvPr id="2" name="${name}"/>`))).toEqual([`descriptions 附件1 ${name}`]);
  },
);

it('takes what names an attached part in the workbook with it, and extensions that hold nothing else', () => {
  const extension =
    '<extLst><ext uri="GoogleSheetsCustomDataVersion2">' +
    '<go:sheetsCustomData xmlns:go="urn:go" r:id="rId77"/></ext></extLst>';
  const present = unpacked(workbookOf({ 附件1: [[1]] }))['xl/workbook.xml'] ?? '';
  const bytes = workbook('', {
    parts: {
      'xl/workbook.xml': present
        .replace('</workbook>', `${extension}</workbook>`)
        .replace(/<workbook\b(?![^>]*xmlns:r=)/, `<workbook xmlns:r="${RELATIONS}"`),
      'xl/metadata': '李四',
    },
    links: [{ from: 'xl/workbook.xml', type: 'workbookmetadata', target: 'metadata', id: 'rId77' }],
  });
  const copy = official(bytes);
  expect(copy['xl/workbook.xml']).not.toContain('ext');
  expect(copy['xl/metadata']).toBeUndefined();
});

it('leaves columns that were filled from XML as plain columns when the mapping goes', () => {
  const bytes = workbook('<tableParts count="1"><tablePart r:id="rId93"/></tableParts>', {
    parts: {
      'xl/xmlMaps.xml': '<MapInfo><Map ID="1"><DataBinding FileBinding="true" href="D:/李四.xml"/></Map></MapInfo>',
      'xl/tables/table1.xml':
        '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="表1" displayName="表1" ' +
        'ref="A1:A2" tableType="xml"><tableColumns count="1"><tableColumn id="1" uniqueName="a" name="1">' +
        '<xmlColumnPr mapId="1" xpath="/a" xmlDataType="string"/></tableColumn></tableColumns></table>',
    },
    links: [
      { from: SHEET, type: 'table', target: '/xl/tables/table1.xml', id: 'rId93' },
      { from: 'xl/workbook.xml', type: 'xmlMaps', target: 'xmlMaps.xml', id: 'rId94' },
    ],
  });
  const copy = official(bytes);
  expect(copy['xl/xmlMaps.xml']).toBeUndefined();
  expect(copy['xl/tables/table1.xml']).not.toMatch(/xml(?:ColumnPr|Type)|tableType|uniqueName/);
  expect(copy['xl/tables/table1.xml']).toContain('<tableColumn id="1" name="1">');
});

it('keeps the names by which WPS finds its pictures in cells, and takes their descriptions', () => {
  const images =
    '<etc:cellImages xmlns:etc="urn:wps" xmlns:xdr="urn:x"><etc:cellImage>' +
    '<xdr:cNvPr id="2" name="ID_1" descr="李四"/></etc:cellImage></etc:cellImages>';
  const shown = '<c r="B1" t="str"><f>DISPIMG("ID_1",1)</f><v>图片</v></c></row>';
  const sheet = unpacked(workbookOf({ 附件1: [[1]] }))[SHEET]?.replace('</row>', shown) ?? '';
  const bytes = workbook('', {
    parts: { 'xl/cellimages.xml': images, [SHEET]: sheet },
    links: [{ from: 'xl/workbook.xml', type: 'cellImage', target: 'cellimages.xml', id: 'rId95' }],
  });
  expect(listed(bytes)).toEqual(['descriptions  李四']);
  expect(official(bytes)['xl/cellimages.xml']).toContain('<xdr:cNvPr id="2" name="ID_1"/>');
});

it('tells what goes out all the same: words of printed lines, pictures, embedded files', () => {
  const bytes = workbook(
    '<headerFooter><oddFooter>&amp;L&amp;"宋体,常规"&amp;10制表：李四&amp;R第 &amp;P 页</oddFooter></headerFooter>' +
      '<drawing r:id="rId91"/>',
    {
      parts: { ...drawingOf(''), 'xl/media/image1.jpeg': '', 'xl/embeddings/book.xlsx': '' },
      links: [
        drawn,
        { from: DRAWING, type: 'image', target: '../media/image1.jpeg' },
        { from: SHEET, type: 'package', target: '../embeddings/book.xlsx', id: 'rId96' },
      ],
    },
  );
  const { remains }: FileContents = openXlsx(bytes).contents();
  expect(remains.map(({ kind, texts }) => [kind, texts.length])).toEqual([
    ['page-text', 1],
    ['pictures', 1],
    ['objects', 1],
  ]);
  expect(remains[0]?.texts[0]).toContain('制表：李四');
});

it('says nothing of a footer that only numbers pages', () => {
  const bytes = workbook('<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>');
  expect(openXlsx(bytes).contents().remains).toEqual([]);
});
