import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import { workbookOf } from '../../support/sheets.js';

type Parts = Record<string, string>;

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const RICH = 'http://schemas.microsoft.com/office/2017/06/relationships';
const RICH_DATA = 'http://schemas.microsoft.com/office/spreadsheetml/2017/richdata';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

function unpacked(bytes: Uint8Array): Parts {
  return Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]));
}

function relate(parts: Parts, from: string, [id, type, target, mode = '']: readonly string[]): void {
  const name = from.replace(/([^/]*)$/, '_rels/$1.rels');
  parts[name] ??=
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>';
  const relationship = `<Relationship Id="${id}" Type="${type}" Target="${target}"${mode}/>`;
  parts[name] = parts[name].replace('</Relationships>', `${relationship}</Relationships>`);
}

/**
 * 附件1, 附件2 and 台账 as Excel keeps pictures placed in their cells: each cell's number of value metadata is given. The
 * rich values 0, 1, 2 are the stored pictures 章, 图 and 证据 (entries 0, 1, 2), 3 is one from the web.
 */
function withPictures(cells: Readonly<Record<string, string>>): Uint8Array {
  const names = Object.keys(cells);
  const parts = unpacked(workbookOf(Object.fromEntries(names.map((name) => [name, [[1]]]))));
  names.forEach((name, index) => {
    const part = `xl/worksheets/sheet${index + 1}.xml`;
    parts[part] = (parts[part] ?? '').replace('</row>', `${cells[name]}</row>`);
  });
  const numbers = [0, 1, 2, 3];
  const future = numbers.map((n) => `<bk><extLst><ext uri="u"><x:rvb i="${n}"/></ext></extLst></bk>`).join('');
  // The third cell's record leads to the last picture: the order of metadata is not that of the pictures.
  const records = [0, 1, 2, 3].map((n) => `<bk><rc t="2" v="${n}"/></bk>`).join('');
  parts['xl/metadata.xml'] =
    `<metadata xmlns="${MAIN}" xmlns:x="${RICH_DATA}"><metadataTypes count="2"><metadataType name="XLDAPR"/>` +
    '<metadataType name="XLRICHVALUE"/></metadataTypes><futureMetadata name="XLDAPR" count="1"><bk/></futureMetadata>' +
    `<futureMetadata name="XLRICHVALUE" count="4">${future}</futureMetadata>` +
    '<cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata>' +
    `<valueMetadata count="4">${records}</valueMetadata></metadata>`;
  parts['xl/richData/rdrichvaluestructure.xml'] =
    `<rvStructures xmlns="${RICH_DATA}" count="2"><s t="_localImage"><k n="CalcOrigin" t="i"/>` +
    '<k n="_rvRel:LocalImageIdentifier" t="i"/><k n="Text" t="s"/></s>' +
    '<s t="_webimage"><k n="WebImageIdentifier" t="i"/><k n="Text" t="s"/></s></rvStructures>';
  parts['xl/richData/rdrichvalue.xml'] =
    `<rvData xmlns="${RICH_DATA}" count="4"><rv s="0"><v>5</v><v>0</v><v>章的说明</v></rv>` +
    '<rv s="0"><v>5</v><v>1</v><v>图的说明</v></rv><rv s="0"><v>5</v><v>2</v><v>证据的说明</v></rv>' +
    '<rv s="1"><v>0</v><v>网图的说明</v></rv></rvData>';
  parts['xl/richData/richValueRel.xml'] =
    `<richValueRels xmlns="urn:rel" xmlns:r="${RELATIONS}"><rel r:id="rId1"/><rel r:id="rId2"/><rel r:id="rId3"/>` +
    '</richValueRels>';
  parts['xl/richData/rdRichValueWebImage.xml'] =
    `<webImagesSrd xmlns="urn:web" xmlns:r="${RELATIONS}"><webImageSrd><address r:id="rId1"/><blip r:id="rId2"/>` +
    '</webImageSrd></webImagesSrd>';
  const media = { image1: '章', image2: '图', image3: '证据', image4: '网图' };
  for (const [name, content] of Object.entries(media)) parts[`xl/media/${name}.png`] = content;
  for (const n of [1, 2, 3]) {
    relate(parts, 'xl/richData/richValueRel.xml', [`rId${n}`, `${RELATIONS}/image`, `../media/image${n}.png`]);
  }
  const web = 'xl/richData/rdRichValueWebImage.xml';
  relate(parts, web, ['rId1', `${RELATIONS}/hyperlink`, 'https://内网/李四.png', ' TargetMode="External"']);
  relate(parts, web, ['rId2', `${RELATIONS}/image`, '../media/image4.png']);
  for (const relationship of [
    ['rIdM', `${RELATIONS}/sheetMetadata`, 'metadata.xml'],
    ['rIdV', `${RICH}/rdRichValue`, 'richData/rdrichvalue.xml'],
    ['rIdS', `${RICH}/rdRichValueStructure`, 'richData/rdrichvaluestructure.xml'],
    ['rIdR', 'http://schemas.microsoft.com/office/2022/10/relationships/richValueRel', 'richData/richValueRel.xml'],
    ['rIdW', 'http://schemas.microsoft.com/office/2020/07/relationships/rdRichValueWebImage', web.slice(3)],
  ]) {
    relate(parts, 'xl/workbook.xml', relationship);
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

function official(bytes: Uint8Array, sheets: readonly string[], formulas: 'values' | 'keep' = 'values'): Parts {
  return unpacked(
    openXlsx(bytes).officialCopy({
      sheets,
      formulas,
      without: { notes: true, comments: true, customXml: true, names: true, properties: true, traces: [] },
      marks: [],
      formats: [],
      printSetups: {},
    }),
  );
}

const placed = (number: number): string => `<c r="B1" t="e" vm="${number}"><v>#VALUE!</v></c>`;
const web = '<c r="B1" t="e" vm="4"><f>_xlfn.IMAGE("https://内网/李四.png")</f><v>#VALUE!</v></c>';
const book = withPictures({ 附件1: placed(1), 附件2: placed(2), 台账: placed(3), 网图: web });

it.each<readonly [sheets: readonly string[], pictures: readonly string[]]>([
  [['附件1'], ['章']],
  [['附件2'], ['图']],
  [
    ['附件1', '附件2'],
    ['章', '图'],
  ],
  [['台账'], ['证据']],
  [
    ['附件1', '台账'],
    ['章', '证据'],
  ],
  [['网图'], ['网图']],
])('the copy of %j holds no picture in cells but %j, and says nothing of the others', (sheets, pictures) => {
  const parts = official(book, sheets);
  const media = Object.keys(parts).filter((name) => name.startsWith('xl/media'));
  expect(media.map((name) => parts[name])).toEqual(pictures);
  const values = parts['xl/richData/rdrichvalue.xml'] ?? '';
  expect([...values.matchAll(/<v>([^<\d]+)的说明<\/v>/g)].map(([, name]) => name)).toEqual(pictures);
  const leadsToWeb = Object.values(parts).some((text) => text.includes('李四'));
  expect(leadsToWeb).toBe(sheets.includes('网图'));
});

it('pictures keep their places in the lists: by them the values of cells know them', () => {
  const parts = official(book, ['台账']);
  const [, , third] = [...(parts['xl/richData/richValueRel.xml'] ?? '').matchAll(/r:id="([^"]*)"/g)];
  const links = parts['xl/richData/_rels/richValueRel.xml.rels'] ?? '';
  expect(links.match(/<Relationship /g)).toHaveLength(1);
  expect(links).toContain(`Id="${third?.[1] ?? ''}"`);
  expect(links).toContain('image3.png');
});

it('where no cell shows a picture, nothing is left of any', () => {
  const parts = official(withPictures({ 附件1: '', 台账: placed(3) }), ['附件1']);
  expect(Object.keys(parts).filter((name) => /richData|media|metadata/.test(name))).toEqual([]);
});

it('metadata stays that dynamic arrays need', () => {
  const array = '<c r="B1" cm="1"><f t="array" ref="B1">_xlfn.UNIQUE(A1)</f><v>1</v></c>';
  const parts = official(withPictures({ 附件1: array, 台账: placed(3) }), ['附件1'], 'keep');
  expect(parts['xl/metadata.xml']).toContain('<cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata>');
  expect(parts['xl/metadata.xml']).toContain('<metadataType name="XLDAPR"/>');
  expect(parts['xl/metadata.xml']).not.toMatch(/rvb|valueMetadata/);
  expect(Object.keys(parts).filter((name) => /richData|media/.test(name))).toEqual([]);
});
