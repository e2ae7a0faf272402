import { forgetPart } from '../package/content-types.js';
import type { Package } from '../package/package.js';
import {
  reachable,
  relatedParts,
  relationshipsOf,
  removeRelated,
  type Relationship,
} from '../package/relationships.js';
import { frameOf, setFrame } from '../sheet/sheet-frame.js';
import { parseTree, replacing, settingAttributes, type Element } from '../xml/tree.js';
import { escapeMarkup, splice, type Splice } from '../xml/xml.js';
import type { WorkbookPart } from './workbook-part.js';

/** What is said of people and places beside the cells of a sheet, and what a part of the package adds to it. */
export type TraceKind = 'hyperlinks' | 'page-codes' | 'descriptions' | 'prompts' | 'macro-buttons' | 'attached-data';

/** A text that a reader of the cells does not see. */
export interface Trace {
  readonly kind: TraceKind;
  /** Empty where no sheet is meant. */
  readonly sheet: string;
  /** What it says, with the cell before it where there is one. */
  readonly text: string;
}

/** What stays on a sheet though it may tell of people: texts of printed pages, pictures, embedded objects. */
export interface Remain {
  readonly kind: 'page-text' | 'pictures' | 'objects';
  readonly sheet: string;
  readonly texts: readonly string[];
}

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
  { kind: 'macro-buttons', elements: [], attributes: ['macro'] },
];

/** What is nothing without the address that it names. */
const ADDRESSED = new Set(['hyperlink', 'hlinkClick', 'hlinkHover', 'hlinkMouseOver', 'externalData']);
const PAGE_LINES = /^(?:odd|even|first)(?:Header|Footer)$/;
const PROGRAMS_WORDS = [
  'Picture|Image|Chart|Shape|TextBox|Text Box|Rectangle|Oval|Line|Group|Button|Object',
  '图片|图像|图表|形状|文本框|矩形|椭圆|直线|组合|按钮|对象',
];
/** Names that programs give to what is drawn. */
const USUAL_NAME = new RegExp(`^(?:${PROGRAMS_WORDS.join('|')})? ?\\d*$`, 'i');
/** Relationships of the package that a workbook needs, or that are taken away by their own rules. */
const PACKAGE_RELATIONS = new Set([
  'officeDocument',
  'core-properties',
  'extended-properties',
  'custom-properties',
  'thumbnail',
  'extensibility',
  'webextensiontaskpanes',
  'origin',
  'customXml',
]);

/** Lists what the sheets and the package say of people and places beside cells, notes and properties. */
export function tracesOf(file: Package, workbook: WorkbookPart): readonly Trace[] {
  const traces: Trace[] = [];
  for (const { sheet, part } of tracedParts(file, workbook)) {
    for (const { kind, text } of foundIn(file, part)) traces.push({ kind, sheet, text });
  }
  const attached = attachedTo(file).map(({ type }) => type);
  const names = [...new Set([...attached, ...strayParts(file)])];
  return [...traces, ...names.map((text): Trace => ({ kind: 'attached-data', sheet: '', text }))];
}

/**
 * Takes traces of these kinds away. `workbook` is what `readWorkbookPart` returns for these parts. Throws an
 * `XlsxRefusal` (`file-damaged` {part}) where a part is no XML.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { removeSheetTraces, tracesOf } from './sheet-traces.js';
 *   const file = XlsxFile.open(emptyWorkbook('表')).with((parts, workbook) => {
 *     removeSheetTraces(parts, workbook, ['hyperlinks']);
 *   });
 *   file.traces // => []
 */
export function removeSheetTraces(file: Package, workbook: WorkbookPart, kinds: readonly TraceKind[]): void {
  for (const { part } of tracedParts(file, workbook)) removeFrom(file, part, new Set(kinds));
  if (!kinds.includes('attached-data')) return;
  for (const relationship of attachedTo(file)) removeRelated(file, '', relationship);
  for (const part of strayParts(file)) {
    file.remove(part);
    forgetPart(file, part);
  }
}

/** Lists what stays on the sheets and may tell of people all the same. */
export function remainsOf(file: Package, { sheets }: WorkbookPart): readonly Remain[] {
  return sheets.flatMap(({ name, part }) => {
    const parts = partsOfSheet(file, part);
    const related = parts.flatMap((each) => relationshipsOf(file, each)).filter(({ external }) => !external);
    const targets = (types: readonly string[]): readonly string[] => [
      ...new Set(related.filter(({ type }) => types.includes(type)).map(({ target }) => target.replace(/^.*\//, ''))),
    ];
    const remains: readonly Remain[] = [
      { kind: 'page-text', sheet: name, texts: pageTexts(file, part) },
      { kind: 'pictures', sheet: name, texts: targets(['image', 'hdphoto', 'video', 'audio', 'media']) },
      { kind: 'objects', sheet: name, texts: targets(['oleObject', 'package', 'control', 'webextension']) },
    ];
    return remains.filter(({ texts }) => texts.length > 0);
  });
}

/** What is typed into the headers and footers of a sheet; numbers of pages, dates and the like are none of it. */
function pageTexts(file: Package, part: string): readonly string[] {
  const texts = allElements(parseTree(frameOf(file, part), part))
    .filter(({ name }) => PAGE_LINES.test(name))
    .map(({ text }) => text.replace(/&"[^"]*"|&K(?:[0-9A-F]{6}|\d\d[+-]\d{3})|&\d+|&[A-Z]/gi, ' ').trim());
  return [...new Set(texts.filter((text) => /\p{L}/u.test(text) && !/^第\s*页(?:.*共\s*页)?$/.test(text)))];
}

interface TracedPart {
  readonly sheet: string;
  readonly part: string;
}

/** The parts of the sheets, and the pictures that WPS keeps for cells. */
function tracedParts(file: Package, workbook: WorkbookPart): readonly TracedPart[] {
  const parts = new Map<string, TracedPart>();
  for (const { name, part } of workbook.sheets) {
    for (const each of partsOfSheet(file, part)) parts.set(each, { sheet: name, part: each });
  }
  for (const { target } of relatedParts(file, workbook.part, ['cellImage'])) {
    parts.set(target, { sheet: '', part: target });
  }
  return [...parts.values()];
}

function partsOfSheet(file: Package, part: string): readonly string[] {
  const parts = new Set([part]);
  for (const name of parts) {
    for (const { type, target, external } of relationshipsOf(file, name)) {
      // Records of a pivot table's source are many and hold nothing but values.
      const isRead = !external && type !== 'pivotCacheRecords' && file.has(target);
      if (isRead) parts.add(file.nameOf(target));
    }
  }
  return [...parts].filter((name) => /\.(?:xml|vml)$/i.test(name));
}

function foundIn(file: Package, part: string): readonly Pick<Found, 'kind' | 'text'>[] {
  if (isLegacy(part)) return legacyTraces(file.text(part));
  return found(file, part, parseTree(frameOf(file, part), part));
}

function removeFrom(file: Package, part: string, kinds: ReadonlySet<TraceKind>): void {
  if (isLegacy(part)) {
    const changed = withoutLegacyTraces(file.text(part), kinds);
    if (changed !== file.text(part)) file.setText(part, changed);
    return;
  }
  const xml = frameOf(file, part);
  const root = parseTree(xml, part);
  const gone = found(file, part, root).filter(({ kind }) => kinds.has(kind));
  const pageLines = kinds.has('page-codes') ? pageLineSplices(root) : [];
  const splices = [...elementSplices(xml, root, gone), ...pageLines];
  if (splices.length > 0) setFrame(file, part, splice(xml, splices));
  if (!kinds.has('hyperlinks')) return;
  for (const address of addressesIn(file, part)) removeRelated(file, part, address);
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
    const texts = [sqref, ref, ...present.map((name) => element.attributes[name] ?? '')];
    const becomes = Object.fromEntries(present.map((name) => [name, null]));
    return [{ kind, text: texts.filter((text) => text !== '').join(' '), element, becomes }];
  });
}

/** A name that somebody gave to what is drawn; the schema wants one, so its number stands for it. */
function nameTraces(element: Element): readonly Found[] {
  const { name = '', id = '' } = element.attributes;
  if (element.name !== 'cNvPr' || USUAL_NAME.test(name)) return [];
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

/** Relationships that lead out of the file; a place in the file itself begins with #. */
function addressesIn(file: Package, part: string): readonly Relationship[] {
  return relationshipsOf(file, part).filter(({ external, target }) => external && !target.startsWith('#'));
}

function allElements(element: Element): readonly Element[] {
  const all: Element[] = [element];
  for (const each of all) for (const child of each.children) all.push(child);
  return all;
}

function isLegacy(part: string): boolean {
  return /\.vml$/i.test(part);
}

/** In legacy drawings, which need not be sound XML. */
const LEGACY: readonly { readonly kind: TraceKind; readonly pattern: RegExp }[] = [
  { kind: 'descriptions', pattern: /\s(?:alt|title|o:title)="([^"]+)"/g },
  { kind: 'hyperlinks', pattern: /\shref="([^"]+)"/g },
  { kind: 'macro-buttons', pattern: /<x:FmlaMacro>([^<]*)<\/x:FmlaMacro>/g },
];

function legacyTraces(vml: string): readonly Pick<Found, 'kind' | 'text'>[] {
  return LEGACY.flatMap(({ kind, pattern }) => [...vml.matchAll(pattern)].map(([, text = '']) => ({ kind, text })));
}

function withoutLegacyTraces(vml: string, kinds: ReadonlySet<TraceKind>): string {
  let rest = vml;
  for (const { kind, pattern } of LEGACY) if (kinds.has(kind)) rest = rest.replace(pattern, '');
  return rest;
}

/** What hangs on the package itself and is no workbook: labels of sensitivity and what programs add. */
function attachedTo(file: Package): readonly Relationship[] {
  return relationshipsOf(file, '').filter(({ type }) => !PACKAGE_RELATIONS.has(type));
}

/** Parts to which nothing leads. */
function strayParts(file: Package): readonly string[] {
  const reached = reachable(file, ['']);
  return file.names().filter((name) => {
    if (name === '[Content_Types].xml' || name.endsWith('/')) return false;
    const owner = /^(.*?)_rels\/([^/]*)\.rels$/.exec(name);
    const part = owner === null ? name : `${owner[1]}${owner[2]}`;
    return part !== '' && !reached.has(file.nameOf(part));
  });
}
