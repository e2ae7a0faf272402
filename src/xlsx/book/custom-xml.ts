import { declarePart } from '../package/content-types.js';
import type { Package } from '../package/package.js';
import { addRelationship, relationshipsOf, removeRelated, type Relationship } from '../package/relationships.js';
import { XML_DECLARATION } from '../xml/schema-order.js';
import { parseTree } from '../xml/tree.js';
import { escapeXml } from '../xml/xml.js';

const PROPERTIES_TYPE = 'application/vnd.openxmlformats-officedocument.customXmlProperties+xml';
const PROPERTIES_NAMESPACE = 'http://schemas.openxmlformats.org/officeDocument/2006/customXml';

/** Returns the custom XML parts whose namespace begins so, by the namespace of their root element. */
export function readCustomXml(
  file: Package,
  workbookPart: string,
  beginning: string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    itemsOf(file, workbookPart)
      .filter(({ namespace }) => namespace.startsWith(beginning))
      .map(({ namespace, text }) => [namespace, text]),
  );
}

/** Returns the custom XML part of a namespace, or `null`. */
export function customXml(file: Package, workbookPart: string, namespace: string): string | null {
  return itemsOf(file, workbookPart).find((one) => one.namespace === namespace)?.text ?? null;
}

/** Adds, replaces or (for `null`) removes the custom XML part of a namespace. */
export function setCustomXml(
  file: Package,
  workbookPart: string,
  { namespace, xml }: { readonly namespace: string; readonly xml: string | null },
): void {
  if (xml !== null && namespaceOf(xml, namespace) !== namespace)
    throw new TypeError(`The root element of this custom XML is not in the namespace ${namespace}`);
  const relationship = itemsOf(file, workbookPart).find((item) => item.namespace === namespace)?.relationship;
  if (xml === null) {
    if (relationship !== undefined) removeRelated(file, workbookPart, relationship);
    return;
  }
  if (relationship !== undefined) {
    file.setText(relationship.target, xml);
    return;
  }
  const part = file.freeName('customXml/item#.xml');
  const properties = part.replace('item', 'itemProps');
  file.setText(part, xml);
  file.setText(properties, propertiesXml(namespace));
  declarePart(file, properties, PROPERTIES_TYPE);
  addRelationship(file, workbookPart, { type: 'customXml', target: part });
  addRelationship(file, part, { type: 'customXmlProps', target: properties });
}

function propertiesXml(namespace: string): string {
  const schema = `<ds:schemaRefs><ds:schemaRef ds:uri="${escapeXml(namespace)}"/></ds:schemaRefs>`;
  const attributes = `ds:itemID="${identifier(namespace)}" xmlns:ds="${PROPERTIES_NAMESPACE}"`;
  return `${XML_DECLARATION}<ds:datastoreItem ${attributes}>${schema}</ds:datastoreItem>`;
}

interface Item {
  readonly text: string;
  readonly namespace: string;
}

/** By a part's bytes, which never change: what a computation keeps is long, and read again and again. */
const ITEMS = new WeakMap<Uint8Array, Item>();

function itemsOf(file: Package, workbookPart: string): readonly (Item & { readonly relationship: Relationship })[] {
  return relationshipsOf(file, workbookPart)
    .filter(({ type, target, external }) => type === 'customXml' && !external && file.has(target))
    .map((relationship) => ({ relationship, ...itemOf(file, relationship.target) }));
}

function itemOf(file: Package, part: string): Item {
  const bytes = file.bytesOf(part);
  const cached = ITEMS.get(bytes);
  if (cached !== undefined) return cached;
  const text = file.text(part);
  const item = { text, namespace: namespaceOf(text, part) };
  ITEMS.set(bytes, item);
  return item;
}

function namespaceOf(xml: string, part: string): string {
  const { prefix, attributes } = parseTree(xml, part, 0);
  if (prefix === '') return attributes['xmlns'] ?? '';
  return attributes[`xmlns:${prefix.slice(0, -1)}`] ?? '';
}

/**
 * The format wants an identifier of GUID form, unique in the file. It is made from the namespace, so that the same plan
 * always writes the same bytes.
 */
function identifier(namespace: string): string {
  let hex = '';
  for (let round = 0; hex.length < 32; round += 1) {
    let hash = 0x811c9dc5 ^ round;
    for (const sign of namespace) hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193) >>> 0;
    hex += hash.toString(16).padStart(8, '0');
  }
  const pieces = [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ];
  return `{${pieces.join('-').toUpperCase()}}`;
}
