import { strFromU8, unzipSync } from 'fflate';
import { wordFile } from '../../../src/adapters/docx/word.js';
import type { AttachmentDocument, PrintedRow } from '../../../src/core/publish/document.js';

const cell = (
  text: string,
  column: number,
  span: { columns?: number; rows?: number } = {},
): PrintedRow['cells'][number] => ({ text, column, columns: 1, rows: 1, align: 'center', ...span });

const ATTACHMENT: AttachmentDocument = {
  sheet: '附件1',
  kind: 'districts',
  label: '附件1',
  title: '2021年第二季度各区县“好差评”评估通报表',
  name: '',
  lines: [],
  columns: 3,
  sheetColumns: [0, 1, 2],
  notes: ['一、评价率占 40 分。'],
  header: [
    {
      row: 0,
      kind: 'header',
      cells: [cell('序号', 0, { rows: 2 }), cell('总评价率', 1), cell('综合得分', 2, { rows: 2 })],
    },
    { row: 0, kind: 'header', cells: [cell('M/A', 1)] },
  ],
  rows: [
    { row: 0, kind: 'body', cells: [cell('1', 0), cell('55.15%', 1), cell('77.53', 2)] },
    { row: 0, kind: 'body', cells: [cell('2', 0), cell('未归集到 <信息>', 1, { columns: 2 })] },
  ],
};

async function partsOf(documents: readonly AttachmentDocument[]): Promise<Readonly<Record<string, string>>> {
  return Object.fromEntries(
    Object.entries(unzipSync(await wordFile(documents))).map(([name, bytes]) => [name, strFromU8(bytes)]),
  );
}

it('writes one landscape A4 section for each attachment with the margins of the layout', async () => {
  const document = (await partsOf([ATTACHMENT, { ...ATTACHMENT, label: '附件2' }]))['word/document.xml'] ?? '';
  expect(document.match(/<w:sectPr/g)).toHaveLength(2);
  // 297 mm × 210 mm; 28, 37, 26 and 35 mm in twentieths of a point.
  expect(document.match(/<w:pgSz [^>]*>/g)).toEqual(
    Array(2).fill('<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'),
  );
  expect(/<w:pgMar [^>]*>/.exec(document)?.[0]).toMatch(/w:top="1587" w:right="2098" w:bottom="1474" w:left="1984"/);
});

it.each<[string, string]>([
  ['U+FFFE', '\ufffe'],
  ['U+FFFF', '\uffff'],
  ['a control character', '\u0001'],
  ['the first half of a pair', '\ud83d'],
  ['the second half of a pair', '\ude00'],
])('leaves out %s, which XML cannot hold, wherever it stands, and keeps what can be held', async (_, sign) => {
  const text = `张${sign}店区 😀`;
  const row: PrintedRow = { row: 0, kind: 'body', cells: [cell('1', 0), cell(text, 1, { columns: 2 })] };
  const attachment = { ...ATTACHMENT, label: text, title: text, notes: [text], rows: [row] };
  const document = (await partsOf([attachment]))['word/document.xml'] ?? '';
  expect(document).not.toContain(sign === '\ud83d' || sign === '\ude00' ? '\ufffd' : sign);
  expect(document.match(/张店区 😀/g)).toHaveLength(4);
});

it('writes a table whose header rows are repeated and whose rows stay whole', async () => {
  const document = (await partsOf([ATTACHMENT]))['word/document.xml'] ?? '';
  expect(document.match(/<w:tblHeader\/>/g)).toHaveLength(2);
  expect(document.match(/<w:cantSplit\/>/g)).toHaveLength(4);
  expect(document).toContain('<w:vMerge w:val="restart"/>');
  expect(document).toContain('<w:gridSpan w:val="2"/>');
  expect(document).toContain('未归集到 &lt;信息&gt;');
});

it(
  'says a cell over several rows in each of them, in its column, so that every row is as wide ' + 'as the table',
  async () => {
    const header: PrintedRow[] = [
      { row: 0, kind: 'header', cells: [cell('单位', 0, { rows: 3 }), cell('比率', 1, { columns: 2 })] },
      { row: 1, kind: 'header', cells: [cell('总评价率', 1), cell('好评率', 2, { rows: 2 })] },
      { row: 2, kind: 'header', cells: [cell('M/A', 1)] },
    ];
    const document = (await partsOf([{ ...ATTACHMENT, header, rows: [] }]))['word/document.xml'] ?? '';
    const rows = document
      .split('<w:tr>')
      .slice(1)
      .map((row) =>
        [...row.matchAll(/<w:tc>.*?<\/w:tc>/g)].map(([one]) =>
          (
            `${/gridSpan w:val="(\d+)"/.exec(one)?.[1] ?? '1'} ` +
            `${/vMerge w:val="(\w+)"/.exec(one)?.[1] ?? ''} ${/preserve">(.*?)</.exec(one)?.[1] ?? ''}`
          ).trim(),
        ),
      );
    expect(rows).toEqual([
      ['1 restart 单位', '2  比率'],
      ['1 continue', '1  总评价率', '1 restart 好评率'],
      ['1 continue', '1  M/A', '1 continue'],
    ]);
  },
);

it('sets label, title and figures in the faces of the layout and names others for where they are missing', async () => {
  const parts = await partsOf([ATTACHMENT]);
  const document = parts['word/document.xml'] ?? '';
  const runWith = (text: string): string =>
    new RegExp(`<w:r><w:rPr>((?:(?!<w:rPr>).)*)</w:rPr><w:t xml:space="preserve">${text}`).exec(document)?.[1] ?? '';
  expect(runWith('附件1')).toMatch(/w:eastAsia="黑体".*<w:sz w:val="32"\/>/);
  expect(runWith('2021年第二季度')).toMatch(/w:eastAsia="方正小标宋简体".*<w:sz w:val="44"\/>/);
  // The text of cells is set by one style of the table's size: three columns fit at 12 points, 24 halves.
  expect(document).toMatch(
    /<w:p><w:pPr><w:pStyle w:val="Table24"\/><\/w:pPr><w:r><w:t xml:space="preserve">77\.53<\/w:t><\/w:r><\/w:p>/,
  );
  const style = /<w:style [^>]*w:styleId="Table24".*?<\/w:style>/.exec(parts['word/styles.xml'] ?? '')?.[0] ?? '';
  expect(style).toMatch(
    /<w:jc w:val="center"\/>.*w:ascii="Times New Roman".*w:eastAsia="仿宋_GB2312".*<w:sz w:val="24"\/>/,
  );
  expect(parts['word/fontTable.xml']).toMatch(/<w:font w:name="方正小标宋简体"><w:altName w:val="[^"]*华文中宋/);
});

it('numbers pages at the right of odd pages and at the left of even ones', async () => {
  const parts = await partsOf([ATTACHMENT]);
  const footers = Object.keys(parts)
    .filter((name) => /^word\/footer\d+\.xml$/.test(name))
    .map((name) => parts[name] ?? '');
  expect(footers.map((footer) => /<w:jc w:val="(\w+)"/.exec(footer)?.[1]).sort()).toEqual(['left', 'right']);
  expect(footers.every((footer) => footer.includes('— ') && footer.includes('PAGE'))).toBe(true);
  expect(parts['word/settings.xml']).toContain('<w:evenAndOddHeaders/>');
});

it('names nobody and no time, and gives the same bytes again', async () => {
  const core = (await partsOf([ATTACHMENT]))['docProps/core.xml'] ?? '';
  expect(core).not.toMatch(/creator|lastModifiedBy|created|modified/);
  expect(await wordFile([ATTACHMENT])).toEqual(await wordFile([ATTACHMENT]));
});
