import { STYLES_ORDER } from '../xml/schema-order.js';
import { appended, childOf, insertChild, parseTree } from '../xml/tree.js';
import { isTrue, withAttribute } from '../xml/xml.js';

/** A record of `cellXfs`: what a style number means. */
export interface StyleRecord {
  readonly text: string;
  readonly formatId: number;
  readonly fillId: number;
  readonly fontId: number;
  readonly quoted: boolean;
}

/** Reads a record from its text, and from its attributes where these are read already. */
export function recordOf(text: string, attributes = attributesOf(tagOf(text))): StyleRecord {
  return {
    text,
    formatId: Number(attributes['numFmtId'] ?? 0),
    fillId: Number(attributes['fillId'] ?? 0),
    fontId: Number(attributes['fontId'] ?? 0),
    quoted: isTrue(attributes['quotePrefix']),
  };
}

/** Returns a record's text with attributes of its own tag set, or (for `null`) taken away. */
export function withTagAttributes(record: string, attributes: Readonly<Record<string, string | null>>): string {
  const tag = tagOf(record);
  let changed = tag;
  for (const [name, value] of Object.entries(attributes)) changed = withAttribute(changed, name, value);
  return changed + record.slice(tag.length);
}

/** Cell records apply their format, fill and font whether or not these attributes say so. */
const WITHOUT_MEANING = new Set(['applyNumberFormat', 'applyFill', 'applyFont']);
/** Attributes that mean the same where they are not there and where they say no. */
const OFF_BY_DEFAULT = new Set(['quotePrefix', 'pivotButton']);

/**
 * Returns a text that is the same for records that mean the same: by it the record is found that a cell had before it
 * was changed and restored.
 */
export function meaningOf(record: string): string {
  const tag = tagOf(record);
  const attributes = Object.entries(attributesOf(tag)).filter(([name, value]) => {
    if (WITHOUT_MEANING.has(name)) return false;
    const isOff = value === '0' || value === 'false';
    return !(OFF_BY_DEFAULT.has(name) && isOff);
  });
  attributes.sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(attributes) + record.slice(tag.length);
}

function tagOf(record: string): string {
  return record.slice(0, record.indexOf('>') + 1);
}

function attributesOf(tag: string): Readonly<Record<string, string>> {
  const attributes: Record<string, string> = {};
  for (const [, name = '', quoted, apostrophed] of tag.matchAll(/(?<![\w:])([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    attributes[name] = quoted ?? apostrophed ?? '';
  }
  return attributes;
}

/** A list that a styles part must have, with its least content. */
interface LeastList {
  readonly name: string;
  readonly content: (prefix: string) => string;
  readonly count: number;
}

// In this order, because records refer to the lists before them.
const LEAST_LISTS: readonly LeastList[] = [
  {
    name: 'fonts',
    content: (p) => `<${p}font><${p}sz val="11"/><${p}name val="Calibri"/></${p}font>`,
    count: 1,
  },
  {
    name: 'fills',
    content: (p) => fillXml(p, 'none') + fillXml(p, 'gray125'),
    count: 2,
  },
  {
    name: 'borders',
    content: (p) => `<${p}border><${p}left/><${p}right/><${p}top/><${p}bottom/><${p}diagonal/></${p}border>`,
    count: 1,
  },
  {
    name: 'cellStyleXfs',
    content: (p) => `<${p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`,
    count: 1,
  },
  {
    name: 'cellXfs',
    content: (p) => `<${p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`,
    count: 1,
  },
];

function fillXml(p: string, pattern: string): string {
  return `<${p}fill><${p}patternFill patternType="${pattern}"/></${p}fill>`;
}

/** Returns a styles part with every list that it must have. */
export function withLeastLists(xml: string, part: string): string {
  let result = xml;
  let root = parseTree(result, part, 2);
  const p = root.prefix;
  for (const { name, content, count } of LEAST_LISTS) {
    const present = childOf(root, name);
    if (present !== undefined && present.children.length > 0) continue;
    if (present === undefined) {
      const text = `<${p}${name} count="${count}">${content(p)}</${p}${name}>`;
      result = insertChild(result, root, { order: STYLES_ORDER, name, text });
    } else {
      result = appended(result, present, content(p));
    }
    root = parseTree(result, part, 2);
  }
  return result;
}
