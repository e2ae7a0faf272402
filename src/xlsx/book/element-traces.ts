import type { Package } from '../package/package.js';
import { addressesIn, removeRelated } from '../package/relationships.js';
import { frameOf, setFrame } from '../sheet/sheet-frame.js';
import { parseTree, replacing, settingAttributes, type Element } from '../xml/tree.js';
import { escapeMarkup, splice, type Splice } from '../xml/xml.js';
import { isUsualName } from './usual-names.js';
import type { TraceKind } from './trace-kinds.js';

/** A trace with how it is taken away. */
interface Found {
  readonly kind: TraceKind;
  readonly text: string;
  readonly element: Element;
  /** Attributes that go or get another value; `null` instead of them: the element goes. */
  readonly becomes: Readonly<Record<string, string | null>> | null;
}

interface AttributeRule {
  readonly kind: TraceKind;
  /** Empty: any element. */
  readonly elements: readonly string[];
  readonly attributes: readonly string[];
}

/** Attributes of the schema that carry texts beside the cells. */
const ATTRIBUTE_RULES: readonly AttributeRule[] = [
  {
    kind: 'prompts',
    elements: ['dataValidation'],
    attributes: ['promptTitle', 'prompt', 'errorTitle', 'error'],
  },
  {
    kind: 'prompts',
    elements: ['hyperlink', 'hlinkClick', 'hlinkHover', 'hlinkMouseOver'],
    attributes: ['tooltip', 'display'],
  },
  { kind: 'descriptions', elements: ['cNvPr', 'docPr'], attributes: ['title', 'descr'] },
  { kind: 'descriptions', elements: ['table'], attributes: ['comment', 'altText', 'altTextSummary'] },
  { kind: 'descriptions', elements: ['pivotCacheDefinition'], attributes: ['refreshedBy'] },
  { kind: 'descriptions', elements: ['pivotTableDefinition'], attributes: ['altText', 'altTextSummary'] },
  { kind: 'descriptions', elements: ['controlPr', 'objectPr'], attributes: ['altText'] },
  {
    kind: 'descriptions',
    elements: ['definedName'],
    attributes: ['comment', 'description', 'help', 'statusBar', 'customMenu'],
  },
  { kind: 'macro-buttons', elements: [], attributes: ['macro'] },
];

/** What is nothing without the address that it names. */
const ADDRESSED = new Set(['hyperlink', 'hlinkClick', 'hlinkHover', 'hlinkMouseOver', 'externalData']);
const PAGE_LINES = /^(?:odd|even|first)(?:Header|Footer)$/;

/** Takes traces of these kinds out of a part that is XML. */
export function removeElementTraces(file: Package, part: string, kinds: ReadonlySet<TraceKind>): void {
  const xml = frameOf(file, part);
  const root = parseTree(xml, part);
  const gone = found(file, part, root).filter(({ kind }) => kinds.has(kind));
  const pageLines = kinds.has('page-codes') ? pageLineSplices(root) : [];
  const splices = [...elementSplices(xml, root, gone), ...pageLines];
  if (splices.length > 0) setFrame(file, part, splice(xml, splices));
  if (!kinds.has('hyperlinks')) return;
  for (const address of addressesIn(file, part)) removeRelated(file, part, address);
}

/** What the elements of a part that is XML say of people and places. */
export function elementTraces(file: Package, part: string): readonly Pick<Found, 'kind' | 'text'>[] {
  return found(file, part, parseTree(frameOf(file, part), part));
}

/** What is typed into the headers and footers of a sheet; numbers of pages, dates and the like are none of it. */
export function pageTexts(file: Package, part: string): readonly string[] {
  const texts = allElements(parseTree(frameOf(file, part), part))
    .filter(({ name }) => PAGE_LINES.test(name))
    .map(({ text }) => text.replace(/&"[^"]*"|&K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|&\d+|&[A-Z]/gi, ' ').trim());
  return [...new Set(texts.filter((text) => /\p{L}/u.test(text) && !/^第\s*页(?:.*共\s*页)?$/.test(text)))];
}

function found(file: Package, part: string, root: Element): readonly Found[] {
  const addresses = new Map(addressesIn(file, part).map(({ id, target }) => [id, target]));
  // In a part of WPS's pictures in cells, a picture is found by its name.
  const isNamed = root.name !== 'cellImages';
  return allElements(root).flatMap((element) => {
    const address = addressTrace(element, addresses);
    if (address?.becomes === null) return [address];
    return [
      ...attributeTraces(element),
      ...pageCodeTraces(element),
      ...(address === undefined ? [] : [address]),
      ...(isNamed ? nameTraces(element) : []),
    ];
  });
}

function addressTrace(element: Element, addresses: ReadonlyMap<string, string>): Found | undefined {
  for (const [attribute, value] of Object.entries(element.attributes)) {
    const target = attribute.includes(':') ? addresses.get(value) : undefined;
    if (target === undefined) continue;
    const { ref = '', tooltip = '' } = element.attributes;
    const text = [ref, target, tooltip].filter((piece) => piece !== '').join(' ');
    const becomes = ADDRESSED.has(element.name) ? null : { [attribute]: null };
    return { kind: 'hyperlinks', text, element, becomes };
  }
  return undefined;
}

function attributeTraces(element: Element): readonly Found[] {
  return ATTRIBUTE_RULES.flatMap(({ kind, elements, attributes }) => {
    if (elements.length > 0 && !elements.includes(element.name)) return [];
    const present = attributes.filter((name) => (element.attributes[name] ?? '') !== '');
    if (present.length === 0) return [];
    const { sqref = '', ref = '' } = element.attributes;
    const name = element.name === 'definedName' ? (element.attributes['name'] ?? '') : '';
    const texts = [sqref, ref, name, ...present.map((name) => element.attributes[name] ?? '')];
    const becomes = Object.fromEntries(present.map((name) => [name, null]));
    return [{ kind, text: texts.filter((text) => text !== '').join(' '), element, becomes }];
  });
}

/** A name that somebody gave to what is drawn; the schema wants one, so its number stands for it. */
function nameTraces(element: Element): readonly Found[] {
  const { name = '', id = '' } = element.attributes;
  if (element.name !== 'cNvPr' || isUsualName(name)) return [];
  return [{ kind: 'descriptions', text: name, element, becomes: { name: id } }];
}

function pageCodeTraces(element: Element): readonly Found[] {
  if (!PAGE_LINES.test(element.name) || withoutPlaces(element.text) === element.text) return [];
  return [{ kind: 'page-codes', text: element.text, element, becomes: {} }];
}

function pageLineSplices(root: Element): readonly Splice[] {
  const lines = allElements(root).filter((element) => pageCodeTraces(element).length > 0);
  return lines.map(({ openEnd, closeStart, text }) => ({
    start: openEnd,
    end: closeStart,
    text: escapeMarkup(withoutPlaces(text)),
  }));
}

/** A line of a page without the codes of the file's folder and name; two & are one that is printed. */
function withoutPlaces(line: string): string {
  return line.replace(/&&|&[ZF]/gi, (code) => (code === '&&' ? code : ''));
}

/** Changes of one element are made at once; a list of links goes with its last link. */
function elementSplices(xml: string, root: Element, gone: readonly Found[]): readonly Splice[] {
  const removed = new Set(gone.filter(({ becomes }) => becomes === null).map(({ element }) => element));
  const lists = allElements(root).filter(
    ({ name, children }) => name === 'hyperlinks' && children.every((child) => removed.has(child)),
  );
  for (const list of lists) {
    for (const link of list.children) removed.delete(link);
    removed.add(list);
  }
  const changes = new Map<Element, Record<string, string | null>>();
  for (const { element, becomes } of gone) {
    if (becomes !== null) changes.set(element, { ...changes.get(element), ...becomes });
  }
  return [
    ...[...removed].map((element) => replacing(element, '')),
    ...[...changes].map(([element, attributes]) => settingAttributes(xml, element, attributes)),
  ];
}

function allElements(element: Element): readonly Element[] {
  const all: Element[] = [element];
  for (const each of all) for (const child of each.children) all.push(child);
  return all;
}
