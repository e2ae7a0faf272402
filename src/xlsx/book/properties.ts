import type { DocumentProperty, PropertyEdit } from '../edits.js';
import { declarePart } from '../package/content-types.js';
import type { Package } from '../package/package.js';
import { addRelationship, relationshipsOf, removeRelated, type Relationship } from '../package/relationships.js';
import { RELATION_NAMESPACE, XML_DECLARATION } from '../xml/schema-order.js';
import { appended, childrenOf, descendantsOf, parseTree, without, type Element } from '../xml/tree.js';
import { escapeMarkup, splice } from '../xml/xml.js';

const DUBLIN_CORE = 'http://purl.org/dc/elements/1.1/';
const CORE = 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties';
const EXTENDED = 'http://schemas.openxmlformats.org/officeDocument/2006/extended-properties';
const CUSTOM = 'http://schemas.openxmlformats.org/officeDocument/2006/custom-properties';
const VARIANTS = 'http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes';
/** By this every property that somebody has named says that it is one. */
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
  const named = (Object.keys(PLACES) as DocumentProperty[]).flatMap((property) => {
    const text = elementOf(file, property)?.text;
    return text === undefined ? [] : [{ property, text }];
  });
  return [
    ...named,
    ...customElements(file).map((element) => ({
      property: { custom: element.attributes['name'] ?? '' },
      text: textOf(element),
    })),
  ];
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
  const element = childrenOf(root, property)[0];
  // A prefix of its own says whose element it is, whatever prefixes the part knows.
  const written = `<p:${property} xmlns:p="${namespace}">${escapeMarkup(text)}</p:${property}>`;
  file.setText(
    part,
    element === undefined
      ? appended(xml, root, written)
      : splice(xml, [{ start: element.start, end: element.end, text: written }]),
  );
}

function setCustom(file: Package, name: string, text: string): void {
  const part = partFor(file, 'custom');
  const xml = file.text(part);
  const root = parseTree(xml, part);
  const all = childrenOf(root, 'property');
  const element = all.find(({ attributes }) => attributes['name'] === name);
  const number =
    element?.attributes['pid'] ?? String(Math.max(1, ...all.map(({ attributes }) => Number(attributes['pid']))) + 1);
  const written = `<p:property xmlns:p="${CUSTOM}" fmtid="${CUSTOM_FORMAT}" pid="${number}" name="${escapeMarkup(name)}"><v:lpwstr xmlns:v="${VARIANTS}">${escapeMarkup(text)}</v:lpwstr></p:property>`;
  file.setText(
    part,
    element === undefined
      ? appended(xml, root, written)
      : splice(xml, [{ start: element.start, end: element.end, text: written }]),
  );
}

/** With the last property that somebody has named goes the part that held them. */
function removeProperty(file: Package, property: PropertyEdit['property']): void {
  const relationship = relationshipTo(file, typeof property === 'string' ? PLACES[property][0] : 'custom');
  if (relationship === undefined) return;
  const { target } = relationship;
  // One that stands there twice, as it must not, would still be told.
  const gone =
    typeof property === 'string'
      ? childrenOf(parseTree(file.text(target), target), property)
      : customElements(file).filter(({ attributes }) => attributes['name'] === property.custom);
  if (typeof property !== 'string' && customElements(file).length === gone.length)
    removeRelated(file, '', relationship);
  else file.setText(target, without(file.text(target), gone));
}

function elementOf(file: Package, property: PropertyEdit['property']): Element | undefined {
  if (typeof property !== 'string')
    return customElements(file).find(({ attributes }) => attributes['name'] === property.custom);
  const part = relationshipTo(file, PLACES[property][0])?.target;
  return part === undefined ? undefined : childrenOf(parseTree(file.text(part), part), property)[0];
}

function customElements(file: Package): readonly Element[] {
  const part = relationshipTo(file, 'custom')?.target;
  return part === undefined ? [] : childrenOf(parseTree(file.text(part), part), 'property');
}

/** The text of a property, whatever kind of value holds it. */
function textOf(element: Element): string {
  return element.children.length === 0
    ? element.text
    : element.children
        .map(
          (child) =>
            child.text +
            descendantsOf(child, 'lpwstr')
              .map(({ text }) => text)
              .join(''),
        )
        .join('');
}

function relationshipTo(file: Package, kind: keyof typeof PARTS): Relationship | undefined {
  const type = PARTS[kind].relation.replace(/^.*\//, '');
  return relationshipsOf(file, '').find((one) => one.type === type && !one.external && file.has(one.target));
}

function partFor(file: Package, kind: keyof typeof PARTS): string {
  const present = relationshipTo(file, kind);
  if (present !== undefined) return present.target;
  const { relation, part, type, root } = PARTS[kind];
  const usual = part.replace('#', '');
  const name = file.has(usual) ? file.freeName(part) : usual;
  file.setText(name, XML_DECLARATION + root);
  declarePart(file, name, type);
  addRelationship(file, '', relation, name);
  return name;
}
