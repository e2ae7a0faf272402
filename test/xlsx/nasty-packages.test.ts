import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import type { CellValue } from '../../src/core/grid/grid.js';
import { XlsxFile, type Edit } from '../../src/xlsx/index.js';
import { looseEnds } from '../support/loose-ends.js';
import { refusalOf } from '../support/refusal.js';
import { workbookOf } from '../support/sheets.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SHEET = 'xl/worksheets/sheet1.xml';

type Parts = Record<string, Uint8Array>;

/** A workbook of two sheets, its parts changed by hand. */
function workbook(change: (parts: Parts) => void): Uint8Array {
  const parts = unzipSync(
    workbookOf({
      表: [
        ['标题', 1],
        [2, 3],
      ],
      另表: [[5]],
    }),
  );
  change(parts);
  return zipSync(parts);
}

const edit =
  (name: string, change: (xml: string) => string) =>
  (parts: Parts): void => {
    parts[name] = strToU8(change(strFromU8(parts[name] ?? new Uint8Array())));
  };
/** The first sheet with these rows, and what stands before and behind them. */
const sheet = (
  rows: string,
  before = '',
  behind = '',
  root = `xmlns="${MAIN}" xmlns:r="${RELATIONS}"`,
): ((parts: Parts) => void) =>
  edit(SHEET, () => `<worksheet ${root}>${before}<sheetData>${rows}</sheetData>${behind}</worksheet>`);

const set = (row: number, column: number, was: CellValue, becomes: CellValue, formula: string | null = null): Edit => ({
  kind: 'content',
  sheet: '表',
  row,
  column,
  was: { value: was, formula: null },
  becomes: { value: becomes, formula },
});

/** Values of the first sheet from A1 on; blank ones are null. */
function values(file: XlsxFile): unknown {
  const grid = file.grids()[0];
  return grid?.values.map((row) => [...new Array<null>(grid.left).fill(null), ...row]);
}

/** What comes of writing 9 into A1 (or a cell given) and reading the file anew, beside the text of the first sheet. */
function written(bytes: Uint8Array, ...edits: readonly Edit[]): { readonly file: XlsxFile; readonly xml: string } {
  const { outcome, file } = XlsxFile.open(bytes).edit(edits);
  expect(outcome.conflicts).toEqual([]);
  expect(looseEnds(file.bytes())).toEqual(looseEnds(bytes));
  return { file: XlsxFile.open(file.bytes()), xml: strFromU8(unzipSync(file.bytes())[SHEET] ?? new Uint8Array()) };
}

describe('text of cells', () => {
  it.each<[string, string, CellValue]>([
    [
      'references to signs',
      '<c r="A1" t="inlineStr"><is><t>&#x7532;&#21306;&amp;&lt;&gt;&quot;&apos;</t></is></c>',
      '甲区&<>"\'',
    ],
    ['marked as characters', '<c r="A1" t="inlineStr"><is><t><![CDATA[<甲>&amp;]]></t></is></c>', '<甲>&amp;'],
    ['interrupted by a comment and an instruction', '<c r="A1"><v>1<!-- 2 -->3<?x 4?>5</v></c>', 135],
    [
      'in runs, with a reading aid',
      '<c r="A1" t="inlineStr"><is><r><rPr><b/></rPr><t>甲</t></r><r><t>区</t></r><rPh sb="0" eb="1">' +
        '<t>jia</t></rPh></is></c>',
      '甲区',
    ],
    [
      'with control characters in Office’s notation',
      '<c r="A1" t="inlineStr"><is><t>甲_x000D_乙_x005F_x0041_</t></is></c>',
      '甲\r乙_x0041_',
    ],
    ['beyond the basic plane', '<c r="A1" t="inlineStr"><is><t>&#x20BB7;😀</t></is></c>', '𠮷😀'],
    ['of a formula', '<c r="A1" t="str"><f>"甲"&amp;"区"</f><v>甲区</v></c>', '甲区'],
    ['that is a date', '<c r="A1" t="d"><v>2021-07-05</v></c>', '2021-07-05'],
    ['in an unknown element', '<c r="A1"><x:y xmlns:x="urn:x">7</x:y><v>8</v></c>', 8],
    ['that is empty', '<c r="A1" t="inlineStr"><is><t/></is></c>', ''],
  ])('%s', (_, cell, value) => {
    expect(values(XlsxFile.open(workbook(sheet(`<row r="1">${cell}<c r="B1"><v>1</v></c></row>`))))).toEqual([
      [value, 1],
    ]);
  });

  it.each([
    ['a reference to nothing', '&unknown;'],
    ['a number of no sign', '&#0;'],
    ['half a sign', '&#xD800;'],
    ['a bare ampersand', 'a & b'],
    ['a control character', '\u0001'],
  ])('refuses %s', (_, text) => {
    expect(
      refusalOf(() =>
        XlsxFile.open(workbook(sheet(`<row r="1"><c r="A1" t="inlineStr"><is><t>${text}</t></is></c></row>`))).grids(),
      ),
    ).toEqual(['file-damaged', { part: SHEET }]);
  });
});

describe('encodings', () => {
  const utf16 = (bytes: Uint8Array | undefined, big: boolean): Uint8Array => {
    const text = `\ufeff${strFromU8(bytes ?? new Uint8Array()).replace(/^<\?xml[^>]*\?>/, '')}`.replace(
      '\ufeff',
      '\ufeff<?xml version="1.0" encoding="UTF-16"?>',
    );
    const out = Buffer.from(text, 'utf16le');
    return Uint8Array.from(big ? out.swap16() : out);
  };

  it.each([
    ['little', false],
    ['big', true],
  ])('reads parts in UTF-16, %s end first, and leaves those untouched as they came', (_, big) => {
    const bytes = workbook((parts) => {
      for (const name of Object.keys(parts)) parts[name] = utf16(parts[name], big);
    });
    const { file, xml } = written(bytes, set(0, 0, '标题', '新标题'));
    expect(values(file)).toEqual([
      ['新标题', 1],
      [2, 3],
    ]);
    expect(xml).toMatch(/^<\?xml version="1.0" encoding="UTF-8"\?>/);
    expect(unzipSync(file.bytes())['xl/worksheets/sheet2.xml']).toEqual(unzipSync(bytes)['xl/worksheets/sheet2.xml']);
  });

  it('refuses XML in another encoding, whose names would turn into others', () => {
    expect(
      refusalOf(() => XlsxFile.open(workbook(edit(SHEET, (xml) => `<?xml version="1.0" encoding="GB2312"?>${xml}`)))),
    ).toEqual(['file-damaged', { part: SHEET }]);
  });

  it('refuses bytes that are no UTF-8, though nothing says so', () => {
    const bytes = workbook((parts) => {
      parts[SHEET] = Uint8Array.from(
        Buffer.from(strFromU8(parts[SHEET] ?? new Uint8Array()).replace('标题', '\u00d5\u00c5'), 'latin1'),
      );
    });
    expect(refusalOf(() => XlsxFile.open(bytes).grids())).toEqual(['file-damaged', { part: SHEET }]);
  });
});

describe('rows', () => {
  it('without addresses go on from those that have one', () => {
    const bytes = workbook(
      sheet(
        '<row><c><v>1</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row><row r="3"><c/><c><v>4</v>' +
          '</c></row><row><c r="B4"><v>5</v></c></row>',
      ),
    );
    expect(values(XlsxFile.open(bytes))).toEqual([
      [1, null, 2, 3],
      [null, null, null, null],
      [null, 4, null, null],
      [null, 5, null, null],
    ]);
    const { file, xml } = written(bytes, set(0, 0, 1, 9), set(0, 1, null, 8), set(1, 0, null, 7));
    expect(values(file)).toEqual([
      [9, 8, 2, 3],
      [7, null, null, null],
      [null, 4, null, null],
      [null, 5, null, null],
    ]);
    expect(xml).toContain(
      '<row><c r="A1"><v>9</v></c><c r="B1"><v>8</v></c><c r="C1"><v>2</v></c><c><v>3</v></c></row>' +
        '<row r="2"><c r="A2"><v>7</v></c></row><row r="3">',
    );
  });

  it('between comments, in prefixed elements, with single quotes and line breaks in their tags', () => {
    const bytes = workbook(
      edit(
        SHEET,
        () =>
          `<?xml version='1.0'?><!-- <sheetData> --><s:worksheet\n xmlns:s='${MAIN}'><s:sheetData\n>` +
          `<!-- <s:row r='1'/> --><s:row\n r='1' ><s:c\tr='A1' ><s:v >1</s:v ></s:c ></s:row ><s:row ` +
          `r='2'/></s:sheetData ></s:worksheet>`,
      ),
    );
    const { file, xml } = written(bytes, set(0, 0, 1, '甲'), set(1, 1, null, 2));
    expect(values(file)).toEqual([
      ['甲', null],
      [null, 2],
    ]);
    expect(xml).toContain(
      `<s:c r="A1" t="inlineStr"><s:is><s:t>甲</s:t></s:is></s:c>`.replace('<s:c r="A1"', "<s:c\tr='A1'"),
    );
    expect(xml).toContain('<s:row r=\'2\'><s:c r="B2"><s:v>2</s:v></s:c></s:row>');
  });

  it('none at all take their first cell', () => {
    for (const data of ['<sheetData/>', '<sheetData></sheetData>', '<sheetData >\n</sheetData >']) {
      const { file } = written(
        workbook(edit(SHEET, () => `<worksheet xmlns="${MAIN}"><dimension ref="A1"/>${data}</worksheet>`)),
        set(4, 2, null, 7),
      );
      expect(values(file)).toEqual([[null, null, 7]]);
    }
  });

  it('widen what a row and a sheet say of their extent', () => {
    const { xml } = written(
      workbook(sheet('<row r="2" spans="2:3"><c r="B2"><v>1</v></c></row>', '<dimension ref="B2"/>')),
      set(1, 4, null, 5),
      set(3, 0, null, 6),
    );
    expect(xml).toContain('<dimension ref="A2:E4"/>');
    expect(xml).toContain('<row r="2" spans="2:5">');
  });

  it.each([
    [
      'an end of the rows that is in a comment only',
      `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row><!-- </sheetData> --></worksheet>`,
    ],
    [
      'a second end of the rows in a comment behind them',
      `<worksheet xmlns="${MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>` +
        '<!-- </sheetData> --></worksheet>',
    ],
    ['a sheet without any place for rows', `<worksheet xmlns="${MAIN}"><dimension ref="A1"/></worksheet>`],
    [
      'rows of two lengths of the same address',
      `<worksheet xmlns="${MAIN}"><sheetData><row r="1"/><row r="01"/></sheetData></worksheet>`,
    ],
  ])('refuses %s', (_, xml) => {
    expect(refusalOf(() => XlsxFile.open(workbook(edit(SHEET, () => xml))).grids())).toEqual([
      'file-damaged',
      { part: SHEET },
    ]);
  });
});

describe('formulas', () => {
  const formulas = (file: XlsxFile): unknown => file.grids()[0]?.formulas;

  it('that are shared are read where their first cell comes behind, and lose nothing when it is overwritten', () => {
    const bytes = workbook(
      sheet(
        '<row r="1"><c r="A1"><f t="shared" si="0"/><v>1</v></c></row><row r="2"><c r="A2"><f ' +
          't="shared" ref="A1:A3" si="0">B2*$C$1+SUM(B$1:B2)</f><v>2</v></c></row><row r="3"><c r="A3">' +
          '<f t="shared" si="0"/><v>3</v></c></row>',
      ),
    );
    expect(formulas(XlsxFile.open(bytes))).toEqual([
      ['=B1*$C$1+SUM(B$1:B1)'],
      ['=B2*$C$1+SUM(B$1:B2)'],
      ['=B3*$C$1+SUM(B$1:B3)'],
    ]);
    const { file } = written(bytes, {
      kind: 'content',
      sheet: '表',
      row: 1,
      column: 0,
      was: { value: 2, formula: '=B2*$C$1+SUM(B$1:B2)' },
      becomes: { value: 5, formula: null },
    });
    expect(formulas(file)).toEqual([['=B1*$C$1+SUM(B$1:B1)'], [null], ['=B3*$C$1+SUM(B$1:B3)']]);
  });

  it('that are shared keep their own where the first cell is overwritten and another only gets another look', () => {
    const bytes = workbook(
      sheet(
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">B1+1</f><v>1</v></c></row><row r="2">' +
          '<c r="A2"><f t="shared" si="0"/><v>2</v></c></row>',
      ),
    );
    const { file } = written(
      bytes,
      {
        kind: 'content',
        sheet: '表',
        row: 0,
        column: 0,
        was: { value: 1, formula: '=B1+1' },
        becomes: { value: 5, formula: null },
      },
      { kind: 'format', sheet: '表', row: 1, column: 0, was: 'General', becomes: '0.00' },
    );
    expect([formulas(file), values(file), file.grids()[0]?.formats]).toEqual([
      [[null], ['=B2+1']],
      [[5], [2]],
      [['General'], ['0.00']],
    ]);
  });

  it('that are shared with nobody are the values they show', () => {
    const bytes = workbook(
      sheet('<row r="1"><c r="A1"><f t="shared" si="7"/><v>1</v></c><c r="B1"><f/><v>2</v></c></row>'),
    );
    expect([values(XlsxFile.open(bytes)), formulas(XlsxFile.open(bytes))]).toEqual([[[1, 2]], [[null, null]]]);
    expect(written(bytes, set(0, 0, 1, 4)).xml).toContain('<c r="A1"><v>4</v></c>');
  });

  it('shared two at a time, whose cells lie among one another, part when one first cell goes', () => {
    const bytes = workbook(
      sheet(
        '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">C1+1</f><v>1</v></c><c r="B1"><f ' +
          't="shared" ref="B1:B2" si="1">C1+2</f><v>2</v></c></row><row r="2"><c r="A2"><f t="shared" ' +
          'si="0"/><v>3</v></c><c r="B2"><f t="shared" si="1"/><v>4</v></c></row>',
      ),
    );
    const { file, xml } = written(bytes, {
      kind: 'content',
      sheet: '表',
      row: 0,
      column: 0,
      was: { value: 1, formula: '=C1+1' },
      becomes: { value: null, formula: null },
    });
    expect(formulas(file)).toEqual([
      [null, '=C1+2'],
      ['=C2+1', '=C2+2'],
    ]);
    expect(xml).toContain('<c r="B2"><f t="shared" si="1"/><v>4</v></c>');
  });

  it(
    'with references in texts, sheet names, structured references and functions that look like ' +
      'cells are moved only where they are cells',
    () => {
      const bytes = workbook(
        sheet(
          '<row r="1"><c r="A1"><f t="shared" ref="A1:A2" si="0">"B1"&amp;' +
            '\'B1\'!B1+表1[B1]+LOG10(B1)+B1:B1+$B1+B$1+甲1+B1_x</f><v>1</v></c></row><row r="2"><c r="A2">' +
            '<f t="shared" si="0"/><v>1</v></c></row>',
        ),
      );
      expect(XlsxFile.open(bytes).grids()[0]?.formulas[1]).toEqual([
        '="B1"&\'B1\'!B2+表1[B1]+LOG10(B2)+B2:B2+$B2+B$1+甲1+B1_x',
      ]);
    },
  );

  it('of the kind that spills keep what they say of it until they go', () => {
    const bytes = workbook(
      sheet(
        '<row r="1"><c r="A1" cm="1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row><row r="2">' +
          '<c r="A2"><v>2</v></c><c r="B2" vm="1"><v>5</v></c></row>',
      ),
    );
    expect(refusalOf(() => XlsxFile.open(bytes).edit([set(1, 0, 2, 3)]))).toEqual([
      'cell-in-array-formula',
      { sheet: '表', cell: 'A2' },
    ]);
    expect(written(bytes, set(1, 1, 5, 6)).xml).toContain(
      '<c r="A1" cm="1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c></row><row r="2"><c r="A2">' +
        '<v>2</v></c><c r="B2"><v>6</v></c>',
    );
  });
});

describe('what stands around the rows', () => {
  it('alternatives for other programs stay, and new elements find their place beside them', () => {
    const alternative =
      '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">' +
      '<mc:Choice Requires="x14"><controls/></mc:Choice></mc:AlternateContent>';
    const { xml } = written(
      workbook(
        sheet(
          '<row r="1"><c r="A1"><v>1</v></c></row>',
          '',
          `<pageMargins left="1" right="1" top="1" bottom="1" header="0" footer="0"/>${alternative}` +
            '<extLst><ext uri="x"><y/></ext></extLst>',
        ),
      ),
      { kind: 'merge', sheet: '表', was: null, becomes: { top: 2, left: 0, bottom: 2, right: 1 } },
      { kind: 'note', sheet: '表', row: 0, column: 0, was: null, becomes: '注' },
    );
    expect(xml).toContain('</sheetData><mergeCells count="1"><mergeCell ref="A3:B3"/></mergeCells><pageMargins ');
    expect(xml).toMatch(
      /<pageMargins [^>]*\/><legacyDrawing [^>]*\/><mc:AlternateContent .*<\/mc:AlternateContent><extLst>/,
    );
  });

  it('attributes that look like others inside a value are left alone', () => {
    const name = `甲 state='hidden' sheetId="7`;
    const bytes = workbook(
      edit('xl/workbook.xml', (xml) => xml.replace('name="表"', `name="甲 state='hidden' sheetId=&quot;7"`)),
    );
    const { file } = written(bytes, {
      kind: 'sheet',
      sheet: name,
      was: { position: 0, visibility: 'visible', tabColour: null, columnWidths: [] },
      becomes: { position: 0, visibility: 'hidden', tabColour: null, columnWidths: [] },
    });
    expect(file.sheets.map((one) => [one.name, one.visibility])).toEqual([
      [name, 'hidden'],
      ['另表', 'visible'],
    ]);
  });

  it.each(["O'Neil 的表", '甲 & <乙>', '甲!乙', '甲,乙', '_x0041_', 'A1', '=表', '😀'])(
    'a sheet called %j is added, referred to by a name, found again and taken away',
    (name) => {
      const quoted = `'${name.replace(/'/g, "''")}'!$1:$3`;
      const { file } = written(
        workbook(() => undefined),
        {
          kind: 'sheet',
          sheet: name,
          was: null,
          becomes: { position: 0, visibility: 'visible', tabColour: null, columnWidths: [] },
        },
        { kind: 'name', name: '_xlnm.Print_Titles', sheet: name, becomes: quoted },
        {
          kind: 'content',
          sheet: name,
          row: 0,
          column: 0,
          was: { value: null, formula: null },
          becomes: { value: 1, formula: null },
        },
      );
      expect([file.sheets.map((one) => one.name), file.names]).toEqual([
        [name, '表', '另表'],
        [{ name: '_xlnm.Print_Titles', sheet: name, refersTo: quoted }],
      ]);
      expect(written(file.bytes(), { kind: 'removal', sheet: name }).file.names).toEqual([]);
      const used = written(file.bytes(), set(0, 0, '标题', 2, `=${quoted.replace('$1:$3', 'A1')}`)).file;
      expect(refusalOf(() => used.edit([{ kind: 'removal', sheet: name }]))).toEqual([
        'sheet-still-used',
        { sheet: name, cell: '表!A1' },
      ]);
    },
  );

  it('a table of twenty thousand styles is searched once, not for every cell', () => {
    const styles = Array.from(
      { length: 20_000 },
      (_, index) =>
        `<xf numFmtId="${index % 50}" fontId="0" fillId="0" borderId="0" xfId="0"><alignment indent="` +
        `${index % 200}"/></xf>`,
    ).join('');
    const bytes = workbook((parts) => {
      edit('xl/styles.xml', (xml) => xml.replace('</cellXfs>', `${styles}</cellXfs>`))(parts);
      sheet(
        Array.from(
          { length: 2_000 },
          (_, row) => `<row r="${row + 1}"><c r="A${row + 1}" s="${row + 2}"><v>1</v></c></row>`,
        ).join(''),
      )(parts);
    });
    const started = performance.now();
    const edits = Array.from({ length: 2_000 }, (_, row): Edit => ({
      kind: 'fill',
      sheet: '表',
      row,
      column: 0,
      was: null,
      becomes: 'FFC7CE',
    }));
    const { file } = written(bytes, ...edits);
    expect(file.looksOn('表')(1_999, 0).fill).toBe('FFC7CE');
    expect(performance.now() - started).toBeLessThan(20_000);
  });
});

describe('how parts hang together', () => {
  it.each<[string, (parts: Parts) => void]>([
    [
      'targets from the root of the package',
      edit('xl/_rels/workbook.xml.rels', (xml) => xml.replace(/Target="/g, 'Target="/xl/')),
    ],
    [
      'targets with dots, doubled and backward slashes',
      edit('xl/_rels/workbook.xml.rels', (xml) =>
        xml.replace('Target="worksheets/sheet1', 'Target="..//xl/./worksheets\\sheet1'),
      ),
    ],
    [
      'targets in percent signs',
      edit('xl/_rels/workbook.xml.rels', (xml) => xml.replace('sheet1.xml', 'sheet%31.xml')),
    ],
    [
      'relationships in prefixed elements',
      edit('xl/_rels/workbook.xml.rels', (xml) =>
        xml.replace(/<(\/?)Relationship/g, '<$1p:Relationship').replace('xmlns=', 'xmlns:p='),
      ),
    ],
    [
      'another prefix for relationships',
      edit('xl/workbook.xml', (xml) => xml.replace('xmlns:r=', 'xmlns:rel=').replace(/r:id=/g, 'rel:id=')),
    ],
    [
      'folders as entries of their own',
      (parts) => Object.assign(parts, { 'xl/': new Uint8Array(), 'xl/worksheets/': new Uint8Array() }),
    ],
    [
      'a content type for an extension in capitals',
      edit('[Content_Types].xml', (xml) => xml.replace('Extension="xml"', 'Extension="XML"')),
    ],
    [
      'a part that nothing leads to',
      (parts) => {
        parts['xl/orphan.xml'] = strToU8('<a/>');
      },
    ],
    [
      'a relationship to a part that is not there',
      edit('xl/_rels/workbook.xml.rels', (xml) =>
        xml.replace(
          '</Relationships>',
          `<Relationship Id="rIdX" Type="${RELATIONS}/externalLink" ` +
            'Target="externalLinks/externalLink9.xml"/></Relationships>',
        ),
      ),
    ],
  ])('%s: the file is read, edited and read again', (_, change) => {
    const { file } = written(
      workbook(change),
      set(0, 0, '标题', '新'),
      {
        kind: 'sheet',
        sheet: '新表',
        was: null,
        becomes: { position: 1, visibility: 'visible', tabColour: null, columnWidths: [] },
      },
      { kind: 'note', sheet: '表', row: 0, column: 0, was: null, becomes: '注' },
    );
    expect(values(file)).toEqual([
      ['新', 1],
      [2, 3],
    ]);
    expect(file.sheets.map(({ name }) => name)).toEqual(['表', '新表', '另表']);
    expect(file.looksOn('表')(0, 0).note).toBe('注');
  });

  it.each<[string, (parts: Parts) => void, string]>([
    [
      'a sheet whose relationship is not there',
      edit('xl/workbook.xml', (xml) => xml.replace('r:id="rId1"', 'r:id="rId99"')),
      'xl/workbook.xml',
    ],
    [
      'a sheet whose part is not there',
      (parts) => {
        Reflect.deleteProperty(parts, SHEET);
      },
      SHEET,
    ],
    [
      'a workbook without sheets',
      edit('xl/workbook.xml', (xml) => xml.replace(/<sheets>.*<\/sheets>/, '<sheets/>')),
      'xl/workbook.xml',
    ],
    ['a workbook that is no XML', edit('xl/workbook.xml', () => 'workbook'), 'xl/workbook.xml'],
  ])('refuses %s, and names the part', (_, change, part) => {
    expect(refusalOf(() => XlsxFile.open(workbook(change)))).toEqual(['file-damaged', { part }]);
  });

  it('a file whose comment looks like the end of an archive is read to its true end', () => {
    const bytes = workbook(() => undefined);
    const comment = Uint8Array.from([0x50, 0x4b, 5, 6, ...new Array<number>(20).fill(0)]);
    const commented = Uint8Array.from([...bytes, ...comment]);
    new DataView(commented.buffer).setUint16(bytes.length - 2, comment.length, true);
    expect(values(XlsxFile.open(commented))).toEqual([
      ['标题', 1],
      [2, 3],
    ]);
  });

  it('names of parts in another encoding than the format’s are refused: they would come out as others', () => {
    const bytes = workbook((parts) => {
      parts['xl/ab.bin'] = new Uint8Array(1);
    });
    // 甲 in GB 2312.
    const renamed = Uint8Array.from(
      Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll('xl/ab.bin', 'xl/\u00bc\u00d7.bin'), 'latin1'),
    );
    expect(refusalOf(() => XlsxFile.open(renamed))).toEqual(['file-damaged', { part: '' }]);
  });
});
