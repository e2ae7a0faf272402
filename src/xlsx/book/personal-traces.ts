import { relatedParts, relationshipsOf, removeRelated, removeRelations } from '../package/relationships.js';
import type { Package } from '../package/package.js';
import { frameOf, setFrame, setFrameChild } from '../sheet/sheet-frame.js';
import {
  childOf,
  childrenOf,
  descendantsOf,
  parseTree,
  replacing,
  settingAttributes,
  without,
  type Element,
} from '../xml/tree.js';
import { splice, type Splice } from '../xml/xml.js';
import type { WorkbookPart } from './workbook-part.js';

/** What the parts of a connection say of where the data lies, and how one gets there. */
const ADDRESSES: Readonly<Record<string, readonly string[]>> = {
  connection: ['sourceFile', 'odcFile', 'description', 'singleSignOnId'],
  dbPr: ['command', 'serverCommand'],
  webPr: ['url', 'post', 'editPage'],
  textPr: ['sourceFile'],
};
/** Relationships of the workbook that lead to who edited it and when. */
const EDITORS = ['person', 'revisionHeaders', 'usernames'];
/** What the workbook says of whoever had it open, and of how it came to others. */
const PLACES = new Set([
  'fileSharing',
  'customWorkbookViews',
  'revisionPtr',
  'webPublishObjects',
  'absPath',
  'fileRecoveryPr',
]);
/** What the document's properties list of links and signatures that may be no more. */
const LISTS = new Set(['HLinks', 'DigSig']);

/**
 * Takes away what a file tells of the people and machines it went through, beside its properties: where it lay, who had
 * it open and how they looked at it, what it looked like, on which printer it was printed, what add-ins remember on its
 * sheets, scenarios with the names of who made them, who may edit what.
 *
 * `workbook` is what `readWorkbookPart` returns for these parts. Throws an `XlsxRefusal` (`file-damaged` {part}) where
 * a part is no XML.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { removeTraces } from './personal-traces.js';
 *   const file = XlsxFile.open(emptyWorkbook('表')).with(removeTraces);
 *   file.related('thumbnail') // => 0
 */
export function removeTraces(file: Package, workbook: WorkbookPart): void {
  removeRelations(file, '', ['thumbnail']);
  removeRelations(file, workbook.part, EDITORS);
  for (const { target } of relatedParts(file, '', ['extended-properties'])) {
    removeChildren(file, target, ({ name }) => LISTS.has(name));
  }
  removeChildren(
    file,
    workbook.part,
    (child) =>
      PLACES.has(child.name) || (child.name === 'AlternateContent' && descendantsOf(child, 'absPath').length > 0),
  );
  for (const { part } of workbook.sheets) {
    for (const name of ['customSheetViews', 'customProperties', 'scenarios', 'webPublishItems'])
      removeElement(file, part, name);
    removeEditors(file, part);
    removeRelations(file, part, ['customProperty']);
    removePrinter(file, part);
  }
}

/**
 * Takes away what connects a workbook with others: links to files, connections to databases with the tables they fill,
 * whose cells stay. A connection that a pivot table reads stays with it, without the address of what it reads.
 *
 * `workbook` is what `readWorkbookPart` returns for these parts. Throws an `XlsxRefusal` (`file-damaged` {part}) where
 * a part is no XML.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { removeConnections } from './personal-traces.js';
 *   const file = XlsxFile.open(emptyWorkbook('表')).with(removeConnections);
 *   file.connections // => 0
 */
export function removeConnections(file: Package, workbook: WorkbookPart): void {
  for (const { part } of workbook.sheets) {
    removeQueries(file, part);
    for (const { target } of relatedParts(file, part, ['table'])) removeQueries(file, target);
  }
  const caches = relatedParts(file, workbook.part, ['pivotCacheDefinition']);
  const isRead = caches.some(({ target }) => {
    const source = childOf(parseTree(file.text(target), target, 1), 'cacheSource');
    return source?.attributes['connectionId'] !== undefined;
  });
  removeRelations(file, workbook.part, isRead ? ['externalLink'] : ['externalLink', 'connections']);
  for (const { target } of relatedParts(file, workbook.part, ['connections'])) removeAddresses(file, target);
  removeChildren(file, workbook.part, ({ name }) => name === 'externalReferences');
}

/** Takes out of the connections of a workbook where the data lies. */
function removeAddresses(file: Package, part: string): void {
  const xml = file.text(part);
  const splices: Splice[] = [];
  const visit = (element: Element): void => {
    const gone = ADDRESSES[element.name] ?? [];
    const changes: Record<string, string | null> = Object.fromEntries(gone.map((name) => [name, null]));
    // The schema wants the text by which a database is reached: empty, it leads nowhere.
    if (element.attributes['connection'] !== undefined) changes['connection'] = '';
    if (Object.keys(changes).some((name) => element.attributes[name] !== undefined))
      splices.push(settingAttributes(xml, element, changes));
    element.children.forEach(visit);
  };
  visit(parseTree(xml, part));
  if (splices.length > 0) file.setText(part, splice(xml, splices));
}

/** How many links to other files and connections a workbook has. */
export function connectionsOf(file: Package, { part }: WorkbookPart): number {
  const links = relationshipsOf(file, part).filter(({ type }) => type === 'externalLink');
  const connections = relatedParts(file, part, ['connections']).flatMap(({ target }) =>
    childrenOf(parseTree(file.text(target), target, 1), 'connection'),
  );
  return links.length + connections.length;
}

/** Takes children of a part's root away. */
function removeChildren(file: Package, part: string, isGone: (child: Element) => boolean): void {
  const xml = file.text(part);
  file.setText(part, without(xml, parseTree(xml, part).children.filter(isGone)));
}

const OF_QUERIES = { tableType: null, connectionId: null, queryTableFieldId: null };

function removeQueries(file: Package, part: string): void {
  for (const query of relationshipsOf(file, part)) {
    if (query.type !== 'queryTable') continue;
    removeRelated(file, part, query);
    const xml = file.text(part);
    const root = parseTree(xml, part);
    if (root.name !== 'table') continue;
    const elements = [root, ...descendantsOf(root, 'tableColumn')];
    file.setText(
      part,
      splice(
        xml,
        elements.map((element) => settingAttributes(xml, element, OF_QUERIES)),
      ),
    );
  }
}

/** Takes a child of a sheet's root away; a sheet without it is not written anew. */
function removeElement(file: Package, part: string, name: string): void {
  if (childOf(parseTree(frameOf(file, part), part, 1), name) === undefined) return;
  setFrameChild(file, { part, name }, () => null);
}

/** Who may edit a protected area; the area and its password stay. */
function removeEditors(file: Package, part: string): void {
  const xml = frameOf(file, part);
  const areas = childrenOf(childOf(parseTree(xml, part, 3), 'protectedRanges'), 'protectedRange');
  if (areas.length === 0) return;
  const splices = areas.flatMap((area) => [
    settingAttributes(xml, area, { securityDescriptor: null }),
    ...childrenOf(area, 'securityDescriptor').map((element) => replacing(element, '')),
  ]);
  setFrame(file, part, splice(xml, splices));
}

/** The settings of a printer lie in a part of their own, with the printer's and the computer's name. */
function removePrinter(file: Package, part: string): void {
  for (const relationship of relationshipsOf(file, part)) {
    if (relationship.type !== 'printerSettings') continue;
    const xml = frameOf(file, part);
    const splices = descendantsOf(parseTree(xml, part, 3), 'pageSetup').flatMap((setup) => {
      const reference = Object.entries(setup.attributes).find(([, value]) => value === relationship.id);
      if (reference === undefined) return [];
      return [settingAttributes(xml, setup, { [reference[0]]: null })];
    });
    setFrame(file, part, splice(xml, splices));
    removeRelated(file, part, relationship);
  }
}
