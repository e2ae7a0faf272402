import type { Package } from '../package/package.js';
import { relatedParts, relationshipsOf, removeRelated, removeRelations } from '../package/relationships.js';
import { childrenOf, descendantsOf, parseTree, replacing, textOfElement, without, type Element } from '../xml/tree.js';
import { splice } from '../xml/xml.js';
import type { WorkbookPart } from './workbook-part.js';

/*
 * Excel keeps a picture in a cell as a rich value (the part Rich Value Data of [MS-XLSX]): the cell has the number of a
 * record of value metadata (vm), which leads to one of future metadata, to a rich value, and by the keys of its
 * structure to an entry of one of the lists of pictures.
 */

const RICH_PARTS = [
  'richValueRel',
  'rdRichValue',
  'rdRichValueStructure',
  'rdRichValueTypes',
  'rdRichValueWebImage',
  'rdArray',
  'rdSupportingPropertyBag',
  'rdSupportingPropertyBagStructure',
  'richStyles',
];
const RICH = 'XLRICHVALUE';

/** The lists of pictures: of those stored in the file, and of those from the web. */
const PICTURE_LISTS = [
  { relation: 'richValueRel', entry: 'rel', key: /^_rvRel:/ },
  { relation: 'rdRichValueWebImage', entry: 'webImageSrd', key: /^WebImageIdentifier$/ },
];

/**
 * Takes away the pictures that Excel keeps for cells and no cell shows any more: they lie in lists for the whole
 * workbook, those of removed sheets among them. Where no cell shows a rich value, all that is said of them goes.
 *
 * `workbook` is what `readWorkbookPart` returns for these parts. Throws an `XlsxRefusal` (`file-damaged` {part}) where
 * a part is no XML.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { removeUnusedRichPictures } from './rich-pictures.js';
 *   XlsxFile.open(emptyWorkbook('表')).with(removeUnusedRichPictures).related('rdRichValue') // => 0
 */
export function removeUnusedRichPictures(file: Package, workbook: WorkbookPart): void {
  const [metadata] = relatedParts(file, workbook.part, ['sheetMetadata']);
  if (metadata === undefined) {
    removeRelations(file, workbook.part, RICH_PARTS);
    return;
  }
  const shown = metadataNumbers(file, workbook, 'vm');
  if (shown.size > 0) {
    removeUnused(file, workbook.part, richValuesOf(file, metadata.target, shown));
    return;
  }
  removeRelations(file, workbook.part, RICH_PARTS);
  if (metadataNumbers(file, workbook, 'cm').size === 0) removeRelated(file, workbook.part, metadata);
  else forgetRichValues(file, metadata.target);
}

/** The numbers that cells name in an attribute, `cm` or `vm`; they count from 1. */
function metadataNumbers(file: Package, { sheets }: WorkbookPart, attribute: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  const pattern = new RegExp(`<(?:\\w+:)?c\\s[^<>]*\\b${attribute}="(\\d+)"`, 'g');
  for (const { part } of sheets) {
    for (const [, number] of file.text(part).matchAll(pattern)) numbers.add(Number(number));
  }
  return numbers;
}

/** The places of the rich values to which these records of value metadata lead. */
function richValuesOf(file: Package, metadataPart: string, shown: ReadonlySet<number>): ReadonlySet<number> {
  const root = parseTree(file.text(metadataPart), metadataPart);
  const types = descendantsOf(root, 'metadataType').map(({ attributes }) => attributes['name']);
  const future = childrenOf(root, 'futureMetadata').find(({ attributes }) => attributes['name'] === RICH);
  const places = (future?.children ?? []).map((record) => descendantsOf(record, 'rvb')[0]?.attributes['i']);
  const records = childrenOf(root, 'valueMetadata').flatMap(({ children }) => children);
  const values = new Set<number>();
  for (const number of shown) {
    for (const { attributes } of childrenOf(records[number - 1], 'rc')) {
      if (types[Number(attributes['t']) - 1] !== RICH) continue;
      // A short file leaves the future metadata out: its record is the rich value itself.
      const place = future === undefined ? attributes['v'] : places[Number(attributes['v'])];
      if (place !== undefined) values.add(Number(place));
    }
  }
  return values;
}

function removeUnused(file: Package, workbookPart: string, shown: ReadonlySet<number>): void {
  const [values] = relatedParts(file, workbookPart, ['rdRichValue']);
  const [structures] = relatedParts(file, workbookPart, ['rdRichValueStructure']);
  if (values === undefined || structures === undefined) return;
  const keys = parseTree(file.text(structures.target), structures.target).children.map((structure) =>
    childrenOf(structure, 'k').map(({ attributes }) => attributes['n'] ?? ''),
  );
  const xml = file.text(values.target);
  const richValues = childrenOf(parseTree(xml, values.target), 'rv');
  const keysOf = ({ attributes }: Element): readonly string[] => keys[Number(attributes['s'] ?? 0)] ?? [];
  const used = richValues.filter((_, place) => shown.has(place));
  for (const { relation, entry, key } of PICTURE_LISTS) {
    const entries = new Set<number>();
    for (const value of used) {
      childrenOf(value, 'v').forEach(({ text }, index) => {
        if (key.test(keysOf(value)[index] ?? '')) entries.add(Number(text));
      });
    }
    for (const list of relatedParts(file, workbookPart, [relation])) keepEntries(file, list.target, { entry, entries });
  }
  // What a picture shows is written beside its number.
  const descriptions = richValues
    .filter((_, place) => !shown.has(place))
    .flatMap((value) => childrenOf(value, 'v').filter((_, index) => keysOf(value)[index] === 'Text'));
  const splices = descriptions.map(({ openEnd, closeStart }) => ({ start: openEnd, end: closeStart, text: '' }));
  if (splices.length > 0) file.setText(values.target, splice(xml, splices));
}

/** Entries are known by their places: one that is not used becomes another that is, and what only it led to goes. */
function keepEntries(
  file: Package,
  part: string,
  { entry, entries }: { readonly entry: string; readonly entries: ReadonlySet<number> },
): void {
  const xml = file.text(part);
  const all = childrenOf(parseTree(xml, part), entry);
  const used = all.find((_, place) => entries.has(place));
  const unused = all.filter((_, place) => !entries.has(place));
  if (unused.length === 0) return;
  const stand = used === undefined ? '' : textOfElement(xml, used);
  const changed = splice(
    xml,
    unused.map((element) => replacing(element, stand)),
  );
  file.setText(part, changed);
  const named = new Set(childrenOf(parseTree(changed, part), entry).flatMap(valuesIn));
  for (const relationship of relationshipsOf(file, part)) {
    if (!named.has(relationship.id)) removeRelated(file, part, relationship);
  }
}

function valuesIn({ attributes, children }: Element): readonly string[] {
  return [...Object.values(attributes), ...children.flatMap(valuesIn)];
}

/** Takes rich values out of the metadata, which dynamic arrays need still. */
function forgetRichValues(file: Package, part: string): void {
  const xml = file.text(part);
  const gone = parseTree(xml, part).children.filter(
    ({ name, attributes }) => name === 'valueMetadata' || (name === 'futureMetadata' && attributes['name'] === RICH),
  );
  file.setText(part, without(xml, gone));
}
