import type { Package } from './package.js';
import { relationshipsOf, removeRelated } from './relationships.js';
import { WORKSHEET_ORDER } from './schema-order.js';
import { frameOf, setFrame } from './sheet-frame.js';
import { childOf, descendantsOf, parseTree, without, withRootChild, type Element } from './tree.js';
import type { WorkbookPart } from './workbook-part.js';
import { splice, withAttribute } from './xml.js';

/** Properties that tell of people and places, by the element that holds them. */
const NAMES: Readonly<Record<string, string>> = {
  creator: '作者', lastModifiedBy: '最后修改者', description: '备注', keywords: '关键词', category: '类别', subject: '主题', contentStatus: '状态', Company: '单位', Manager: '主管', HyperlinkBase: '链接位置',
};

/** Relationships of the workbook that lead to who edited it and when. */
const EDITORS = new Set(['person', 'revisionHeaders', 'usernames']);

export interface PersonalProperty {
  readonly name: string;
  readonly value: string;
}

/** Reads the properties of a file that tell of people and places. */
export function personalProperties(file: Package): readonly PersonalProperty[] {
  const told = propertyParts(file).flatMap((part) => personalElements(file, part)).filter(({ text }) => text.trim() !== '').map(({ name, text }) => ({ name: NAMES[name] ?? name, value: text.trim() }));
  const custom = relationshipsOf(file, '').filter(({ type }) => type === 'custom-properties').flatMap(({ target }) => descendantsOf(parseTree(file.text(target), target), 'property'));
  return [...told, ...custom.map((property) => ({ name: property.attributes['name'] ?? '', value: property.children.map(({ text }) => text).join('').trim() }))];
}

/** Takes away everything that tells of people and places: properties, where the file lay, who had it open, what it looked like, on which printer it was printed. */
export function removePersonal(file: Package, { part, sheets }: WorkbookPart): void {
  for (const name of propertyParts(file)) file.setText(name, without(file.text(name), personalElements(file, name)));
  for (const relationship of relationshipsOf(file, '').filter(({ type }) => type === 'custom-properties' || type === 'thumbnail')) removeRelated(file, '', relationship);
  for (const relationship of relationshipsOf(file, part).filter(({ type }) => EDITORS.has(type))) removeRelated(file, part, relationship);
  const root = parseTree(file.text(part), part);
  const places = root.children.filter((child) => child.name === 'fileSharing' || child.name === 'customWorkbookViews' || (child.name === 'AlternateContent' && descendantsOf(child, 'absPath').length > 0));
  file.setText(part, without(file.text(part), places));
  for (const sheet of sheets) {
    if (!file.has(sheet.part)) continue;
    if (childOf(parseTree(frameOf(file, sheet.part), sheet.part, 1), 'customSheetViews') !== undefined) setFrame(file, sheet.part, withRootChild(frameOf(file, sheet.part), sheet.part, WORKSHEET_ORDER, 'customSheetViews', () => null));
    forgetPrinter(file, sheet.part);
  }
}

/** What a printer was told lies in a part of its own, with the printer's and the computer's name. */
function forgetPrinter(file: Package, part: string): void {
  for (const relationship of relationshipsOf(file, part).filter(({ type }) => type === 'printerSettings')) {
    const xml = frameOf(file, part);
    const users = descendantsOf(parseTree(xml, part, 3), 'pageSetup').filter(({ attributes }) => Object.values(attributes).includes(relationship.id));
    setFrame(file, part, splice(xml, users.map(({ start, openEnd, attributes }) => {
      const [name = ''] = Object.entries(attributes).find(([, value]) => value === relationship.id) ?? [];
      return { start, end: openEnd, text: withAttribute(xml.slice(start, openEnd), name, null) };
    })));
    removeRelated(file, part, relationship);
  }
}

function propertyParts(file: Package): readonly string[] {
  return relationshipsOf(file, '').filter(({ type, target }) => (type === 'core-properties' || type === 'extended-properties') && file.has(target)).map(({ target }) => target);
}

function personalElements(file: Package, part: string): readonly Element[] {
  return parseTree(file.text(part), part).children.filter(({ name }) => NAMES[name] !== undefined);
}
