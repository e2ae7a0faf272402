import { relationshipsOf, removeRelated, removeRelations } from '../package/relationships.js';
import type { Package } from '../package/package.js';
import { frameOf, setFrame } from '../sheet/sheet-frame.js';
import { WORKSHEET_ORDER } from '../xml/schema-order.js';
import { childOf, childrenOf, descendantsOf, parseTree, without, withRootChild } from '../xml/tree.js';
import { splice, withAttribute } from '../xml/xml.js';
import type { WorkbookPart } from './workbook-part.js';

/** Relationships of the workbook that lead to who edited it and when. */
const EDITORS = ['person', 'revisionHeaders', 'usernames'];
/** What the workbook says of whoever had it open, and of how it came to others. */
const PLACES = new Set(['fileSharing', 'customWorkbookViews', 'revisionPtr', 'webPublishObjects']);
/** What the document's properties list of links and signatures that may be no more. */
const LISTS = new Set(['HLinks', 'DigSig']);

/**
 * Takes away what a file tells of the people and machines it went through, beside its properties: where it lay, who had it
 * open and how they looked at it, what it looked like, on which printer it was printed, what add-ins remember on its sheets, scenarios
 * with the names of who made them, who may edit what.
 */
export function removeTraces(file: Package, { part, sheets }: WorkbookPart): void {
  removeRelations(file, '', ['thumbnail']);
  removeRelations(file, part, EDITORS);
  for (const { target } of relationshipsOf(file, '').filter(
    ({ type, target: name }) => type === 'extended-properties' && file.has(name),
  )) {
    file.setText(
      target,
      without(
        file.text(target),
        parseTree(file.text(target), target).children.filter(({ name }) => LISTS.has(name)),
      ),
    );
  }
  const root = parseTree(file.text(part), part);
  const places = root.children.filter(
    (child) =>
      PLACES.has(child.name) || (child.name === 'AlternateContent' && descendantsOf(child, 'absPath').length > 0),
  );
  file.setText(part, without(file.text(part), places));
  for (const sheet of sheets) {
    for (const name of ['customSheetViews', 'customProperties', 'scenarios', 'webPublishItems'])
      forgetElement(file, sheet.part, name);
    forgetEditors(file, sheet.part);
    removeRelations(file, sheet.part, ['customProperty']);
    forgetPrinter(file, sheet.part);
  }
}

/**
 * Takes away what connects a workbook with others: links to files, connections to databases with the tables they fill,
 * whose cells stay. A connection that a pivot table reads stays with it.
 */
export function removeConnections(file: Package, { part, sheets }: WorkbookPart): void {
  for (const sheet of sheets) {
    forgetQueries(file, sheet.part);
    for (const { target } of relationshipsOf(file, sheet.part).filter(
      ({ type, target: name }) => type === 'table' && file.has(name),
    ))
      forgetQueries(file, target);
  }
  const caches = relationshipsOf(file, part).filter(
    ({ type, target }) => type === 'pivotCacheDefinition' && file.has(target),
  );
  const isRead = caches.some(
    ({ target }) =>
      childOf(parseTree(file.text(target), target, 1), 'cacheSource')?.attributes['connectionId'] !== undefined,
  );
  removeRelations(file, part, ['externalLink', ...(isRead ? [] : ['connections'])]);
  const xml = file.text(part);
  file.setText(part, without(xml, childrenOf(parseTree(xml, part, 1), 'externalReferences')));
}

/** How many links to other files and connections a workbook has. */
export function connectionsOf(file: Package, { part }: WorkbookPart): number {
  return relationshipsOf(file, part).reduce((count, { type, target }) => {
    if (type === 'externalLink') return count + 1;
    return type === 'connections' && file.has(target)
      ? count + childrenOf(parseTree(file.text(target), target, 1), 'connection').length
      : count;
  }, 0);
}

function forgetQueries(file: Package, part: string): void {
  for (const query of relationshipsOf(file, part).filter(({ type }) => type === 'queryTable')) {
    removeRelated(file, part, query);
    const xml = file.text(part);
    const root = parseTree(xml, part);
    if (root.name !== 'table') continue;
    const tags = [root, ...descendantsOf(root, 'tableColumn')];
    file.setText(
      part,
      splice(
        xml,
        tags.map(({ start, openEnd }) => ({
          start,
          end: openEnd,
          text: ['tableType', 'connectionId', 'queryTableFieldId'].reduce(
            (tag, name) => withAttribute(tag, name, null),
            xml.slice(start, openEnd),
          ),
        })),
      ),
    );
  }
}

function forgetElement(file: Package, part: string, name: string): void {
  const frame = frameOf(file, part);
  if (childOf(parseTree(frame, part, 1), name) !== undefined)
    setFrame(
      file,
      part,
      withRootChild(frame, part, WORKSHEET_ORDER, name, () => null),
    );
}

/** Who may edit a protected area; the area and its password stay. */
function forgetEditors(file: Package, part: string): void {
  const xml = frameOf(file, part);
  const areas = childrenOf(childOf(parseTree(xml, part, 3), 'protectedRanges'), 'protectedRange');
  if (areas.length > 0) {
    setFrame(
      file,
      part,
      splice(
        xml,
        areas.flatMap((area) => [
          {
            start: area.start,
            end: area.openEnd,
            text: withAttribute(xml.slice(area.start, area.openEnd), 'securityDescriptor', null),
          },
          ...childrenOf(area, 'securityDescriptor').map(({ start, end }) => ({ start, end, text: '' })),
        ]),
      ),
    );
  }
}

/** What a printer was told lies in a part of its own, with the printer's and the computer's name. */
function forgetPrinter(file: Package, part: string): void {
  for (const relationship of relationshipsOf(file, part).filter(({ type }) => type === 'printerSettings')) {
    const xml = frameOf(file, part);
    const users = descendantsOf(parseTree(xml, part, 3), 'pageSetup').filter(({ attributes }) =>
      Object.values(attributes).includes(relationship.id),
    );
    setFrame(
      file,
      part,
      splice(
        xml,
        users.map(({ start, openEnd, attributes }) => {
          const [name = ''] = Object.entries(attributes).find(([, value]) => value === relationship.id) ?? [];
          return { start, end: openEnd, text: withAttribute(xml.slice(start, openEnd), name, null) };
        }),
      ),
    );
    removeRelated(file, part, relationship);
  }
}
