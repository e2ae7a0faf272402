import type { DocumentProperty, PropertyEdit } from '../edits.js';
import { declarePart } from '../package/content-types.js';
import type { Package } from '../package/package.js';
import { addRelationship, relationshipsOf, removeRelated, type Relationship } from '../package/relationships.js';
import { RELATION_NAMESPACE, XML_DECLARATION } from '../xml/schema-order.js';
import { maximum } from '../maximum.js';
import { appended, childrenOf, descendantsOf, parseTree, replacing, without, type Element } from '../xml/tree.js';
import { escapeMarkup, splice } from '../xml/xml.js';

const DUBLIN_CORE = 'http://purl.org/dc/elements/1.1/';
const CORE = 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties';
const EXTENDED = 'http://schemas.openxmlformats.org/officeDocument/2006/extended-properties';
const CUSTOM = 'http://schemas.openxmlformats.org/officeDocument/2006/custom-properties';
const VARIANTS = 'http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes';
/** What every property that somebody has named says of its kind. */
const CUSTOM_FORMAT = '{D5CDD505-2E9C-101B-9397-08002B2CF9AE}';

/** The parts that hold properties: the type of their relationship, and how one is made where there is none. */
const PARTS = {
  core: {
    relation: 'http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties',
    part: 'docProps/core#.xml',
    type: 'application/vnd.openxmlformats-package.core-properties+xml',
    root: `<cp:coreProperties xmlns:cp="${CORE}"/>`,
  },
  extended: {
    relation: `${RELATION_NAMESPACE}/extended-properties`,
    part: 'docProps/app#.xml',
    type: 'application/vnd.openxmlformats-officedocument.extended-properties+xml',
    root: `<Properties xmlns="${EXTENDED}"/>`,
  },
  custom: {
    relation: `${RELATION_NAMESPACE}/custom-properties`,
    part: 'docProps/custom#.xml',
    type: 'application/vnd.openxmlformats-officedocument.custom-properties+xml',
    root: `<Properties xmlns="${CUSTOM}"/>`,
  },
} as const;

/** Where a property lies, and the namespace of the element that holds it. */
const PLACES: Readonly<Record<DocumentProperty, readonly [part: 'core' | 'extended', namespace: string]>> = {
  title: ['core', DUBLIN_CORE],
  subject: ['core', DUBLIN_CORE],
  creator: ['core', DUBLIN_CORE],
  description: ['core', DUBLIN_CORE],
  keywords: ['core', CORE],
  lastModifiedBy: ['core', CORE],
  category: ['core', CORE],
  contentStatus: ['core', CORE],
  Company: ['extended', EXTENDED],
  Manager: ['extended', EXTENDED],
  HyperlinkBase: ['extended', EXTENDED],
  Template: ['extended', EXTENDED],
};

/** A property that has a text. */
export interface PropertyText {
  readonly property: PropertyEdit['property'];
  readonly text: string;
}

/** Reads the properties of the document. */
export function propertiesOf(file: Package): readonly PropertyText[] {
  const properties: PropertyText[] = [];
  for (const property of Object.keys(PLACES) as DocumentProperty[]) {
    const text = elementOf(file, property)?.text;
    if (text !== undefined) properties.push({ property, text });
  }
  for (const element of customElements(file)) {
    properties.push({ property: { custom: element.attributes['name'] ?? '' }, text: textOf(element) });
  }
  return properties;
}

/** Sets, changes or takes away a property; tells whether it was as the edit says. */
export function setProperty(file: Package, { property, was, becomes }: PropertyEdit): boolean {
  const element = elementOf(file, property);
  const present = element === undefined ? null : textOf(element);
  if (was !== undefined && was !== present) return false;
  if (present === becomes) return true;
  if (becomes === null) removeProperty(file, property);
  else if (typeof property === 'string') setText(file, property, becomes);
  else setCustom(file, property.custom, becomes);
  return true;
}

function setText(file: Package, property: DocumentProperty, text: string): void {
  const [kind, namespace] = PLACES[property];
  const part = partFor(file, kind);
  const xml = file.text(part);
  const root = parseTree(xml, part);
  // A prefix of its own says whose element it is, whatever prefixes the part knows.
  const written = `<p:${property} xmlns:p="${namespace}">${escapeMarkup(text)}</p:${property}>`;
  file.setText(part, withElement(xml, root, { present: childrenOf(root, property)[0], written }));
}

/** The part with an element in place of a present one, or behind all others. */
function withElement(
  xml: string,
  root: Element,
  { present, written }: { readonly present: Element | undefined; readonly written: string },
): string {
  if (present === undefined) return appended(xml, root, written);
  return splice(xml, [replacing(present, written)]);
}

function setCustom(file: Package, name: string, text: string): void {
  const part = partFor(file, 'custom');
  const xml = file.text(part);
  const root = parseTree(xml, part);
  const all = childrenOf(root, 'property');
  const present = all.find(({ attributes }) => attributes['name'] === name);
  const numbers = all.map(({ attributes }) => Number(attributes['pid']));
  const number = present?.attributes['pid'] ?? String(maximum(numbers, 1) + 1);
  const attributes = `fmtid="${CUSTOM_FORMAT}" pid="${number}" name="${escapeMarkup(name)}"`;
  const value = `<v:lpwstr xmlns:v="${VARIANTS}">${escapeMarkup(text)}</v:lpwstr>`;
  const written = `<p:property xmlns:p="${CUSTOM}" ${attributes}>${value}</p:property>`;
  file.setText(part, withElement(xml, root, { present, written }));
}

// Where a property stands twice, which is against the format, both go: the other one would still be read.
function removeProperty(file: Package, property: PropertyEdit['property']): void {
  if (typeof property !== 'string') {
    removeCustom(file, property.custom);
    return;
  }
  const part = partOf(file, PLACES[property][0]);
  if (part === undefined) return;
  const xml = file.text(part);
  file.setText(part, without(xml, childrenOf(parseTree(xml, part), property)));
}

/** With the last property that somebody has named goes the part that held them. */
function removeCustom(file: Package, name: string): void {
  const relationship = relationshipTo(file, 'custom');
  if (relationship === undefined) return;
  const all = customElements(file);
  const gone = all.filter(({ attributes }) => attributes['name'] === name);
  if (gone.length === all.length) removeRelated(file, '', relationship);
  else file.setText(relationship.target, without(file.text(relationship.target), gone));
}

function elementOf(file: Package, property: PropertyEdit['property']): Element | undefined {
  if (typeof property !== 'string')
    return customElements(file).find(({ attributes }) => attributes['name'] === property.custom);
  return elementsIn(file, PLACES[property][0], property)[0];
}

function customElements(file: Package): readonly Element[] {
  return elementsIn(file, 'custom', 'property');
}

function elementsIn(file: Package, kind: PartKind, name: string): readonly Element[] {
  const part = partOf(file, kind);
  if (part === undefined) return [];
  return childrenOf(parseTree(file.text(part), part), name);
}

/** The text of a property, whatever kind of value holds it. */
function textOf({ children, text }: Element): string {
  if (children.length === 0) return text;
  const texts = children.flatMap((child) => [child, ...descendantsOf(child, 'lpwstr')]);
  return texts.map((element) => element.text).join('');
}

type PartKind = keyof typeof PARTS;

function partOf(file: Package, kind: PartKind): string | undefined {
  return relationshipTo(file, kind)?.target;
}

function relationshipTo(file: Package, kind: PartKind): Relationship | undefined {
  const wanted = PARTS[kind].relation.replace(/^.*\//, '');
  return relationshipsOf(file, '').find(
    ({ type, external, target }) => type === wanted && !external && file.has(target),
  );
}

/** The part that holds properties of a kind, made where there is none. */
function partFor(file: Package, kind: PartKind): string {
  const present = partOf(file, kind);
  if (present !== undefined) return present;
  const { relation, part, type, root } = PARTS[kind];
  const usual = part.replace('#', '');
  const name = file.has(usual) ? file.freeName(part) : usual;
  file.setText(name, XML_DECLARATION + root);
  declarePart(file, name, type);
  addRelationship(file, '', { type: relation, target: name });
  return name;
}
