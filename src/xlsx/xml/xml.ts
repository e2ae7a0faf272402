import { SaxesParser } from 'saxes';
import { XlsxRefusal } from '../refusal.js';

/** The attributes of an element by their names, prefixes included; references in the values are resolved. */
export type Attributes = Readonly<Record<string, string>>;

/** An element's tag with its place in the text: [start, end). */
export interface Tag {
  /** Name without prefix. */
  readonly name: string;
  /** Prefix with its colon, or the empty string. */
  readonly prefix: string;
  readonly attributes: Attributes;
  readonly start: number;
  readonly end: number;
  readonly selfClosing: boolean;
}

/** What is called while a text is walked; what is not of interest can be left out. */
export interface Visitor {
  open?(tag: Tag): void;
  /** Called for self-closing elements, too. `name` has no prefix; the closing tag lies in [start, end). */
  close?(name: string, start: number, end: number): void;
  /** Called for each piece of text between tags, with its references resolved. */
  text?(text: string): void;
}

/** Office nests a few dozen elements; what nests deeper is made to exhaust whoever reads it. */
export const DEEPEST = 256;

/**
 * Walks XML and gives every tag its place, so that the text can be patched where it stands.
 *
 * `part` names the text in refusals. Throws an `XlsxRefusal`: `file-damaged` {part} for what is no sound XML or nests
 * more than 256 elements, `file-has-doctype` {part} for a document type declaration.
 *
 * @example
 *   import { walk } from './xml.js';
 *   const places = [];
 *   walk('<a><b/></a>', 'part', { open: ({ name, start, end }) => places.push([name, start, end]) });
 *   places // => [['a', 0, 3], ['b', 3, 7]]
 */
export function walk(xml: string, part: string, visitor: Visitor): void {
  const parser = new SaxesParser();
  parser.on('error', () => {
    throw new XlsxRefusal('file-damaged', { part });
  });
  parser.on('doctype', () => {
    throw new XlsxRefusal('file-has-doctype', { part });
  });
  let selfClosing = false;
  let depth = 0;
  parser.on('opentag', (node) => {
    depth += 1;
    if (depth > DEEPEST) throw new XlsxRefusal('file-damaged', { part });
    const end = parser.position;
    // "<" cannot stand inside a tag, so the nearest one before its end begins it.
    const start = xml.lastIndexOf('<', end - 1);
    selfClosing = node.isSelfClosing;
    const colon = node.name.indexOf(':');
    visitor.open?.({
      name: node.name.slice(colon + 1),
      prefix: node.name.slice(0, colon + 1),
      attributes: node.attributes,
      start,
      end,
      selfClosing,
    });
  });
  parser.on('closetag', (node) => {
    depth -= 1;
    const end = parser.position;
    let start = end;
    if (!node.isSelfClosing) start = xml.lastIndexOf('<', end - 1);
    visitor.close?.(node.name.slice(node.name.indexOf(':') + 1), start, end);
  });
  if (visitor.text !== undefined) {
    parser.on('text', (text) => visitor.text?.(text));
    parser.on('cdata', (text) => visitor.text?.(text));
  }
  parser.write(xml).close();
}

/** Replaces the text in [start, end). */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Carries out splices that do not overlap. At one place insertions come before a replacement, and keep their order. */
export function splice(text: string, splices: readonly Splice[]): string {
  let result = '';
  let position = 0;
  for (const { start, end, text: replacement } of inOrder(splices)) {
    result += text.slice(position, start) + replacement;
    position = end;
  }
  return result + text.slice(position);
}

const ENCODER = new TextEncoder();

/** Carries out splices whose places are bytes; what lies between them is copied as it is. */
export function spliceBytes(bytes: Uint8Array, splices: readonly Splice[]): Uint8Array {
  const ordered = inOrder(splices);
  const result = new Uint8Array(ordered.reduce((length, one) => length + growthOf(one), bytes.length));
  let position = 0;
  let written = 0;
  for (const { start, end, text } of ordered) {
    result.set(bytes.subarray(position, start), written);
    written = writeText(text, result, written + start - position);
    position = end;
  }
  result.set(bytes.subarray(position), written);
  return result;
}

/** By how many bytes a splice makes the part longer. */
export function growthOf({ start, end, text }: Splice): number {
  return lengthInBytes(text) - (end - start);
}

/** How long a text is in UTF-8; half of a pair becomes U+FFFD. */
function lengthInBytes(text: string): number {
  let length = text.length;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.codePointAt(index) as number;
    if (code < 0x80) continue;
    // Two units of a pair take four bytes, of which its length counts two.
    if (code > 0xffff) index += 1;
    length += code < 0x800 ? 1 : 2;
  }
  return length;
}

/** Writes a text at a place and returns where it ends. */
function writeText(text: string, into: Uint8Array, at: number): number {
  // Most texts are short and plain; an encoder takes longer to call than they to be written.
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code >= 0x80) return at + index + ENCODER.encodeInto(text.slice(index), into.subarray(at + index)).written;
    into[at + index] = code;
  }
  return at + text.length;
}

function inOrder(splices: readonly Splice[]): readonly Splice[] {
  const ordered = [...splices].sort((a, b) => a.start - b.start || a.end - b.end);
  let position = 0;
  for (const { start, end } of ordered) {
    if (start < position) throw new RangeError(`edits overlap at ${start}`);
    position = end;
  }
  return ordered;
}

const FIRST_TAG = /^<(?:"[^"]*"|'[^']*'|[^'">])*>/;
/** Matched one after the other from the beginning of a tag: what looks like an attribute inside a value is none. */
const ATTRIBUTES = /(?<!\s)\s+([^\s=/>]+)\s*=\s*(?:"[^"]*"|'[^']*')/g;

/**
 * Returns an element's text with an attribute of its own tag set, added or (for `null`) taken away; the rest stays to
 * the letter.
 */
export function withAttribute(element: string, name: string, value: string | null): string {
  // Most cells have none of what is taken off them.
  if (value === null && !element.includes(name)) return element;
  const tag = FIRST_TAG.exec(element)?.[0] ?? element;
  let attribute = '';
  if (value !== null) attribute = ` ${name}="${escapeXml(value)}"`;
  let found = false;
  const replaced = tag.replace(ATTRIBUTES, (present, other: string) => {
    if (other !== name) return present;
    found = true;
    return attribute;
  });
  const rest = element.slice(tag.length);
  if (found) return replaced + rest;
  return tag.replace(/(?<!\s)\s*(\/?>)$/, (_, close: string) => `${attribute}${close}`) + rest;
}

/**
 * Tells whether an attribute says yes; one that is not there does not.
 *
 * @example
 *   import { isTrue } from './xml.js';
 *   isTrue('true') // => true
 *   isTrue(undefined) // => false
 */
export function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}

/** Text as it stands in XML, which must hold no control characters. */
export function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** Text as it stands in the XML of a workbook, which has a notation of its own for control characters. */
export function escapeXml(text: string): string {
  // A literal _x000D_ must not be read back as a control character; control characters themselves need that form.
  const literal = escapeMarkup(text).replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x');
  return literal
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]/g, hexNotation)
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, hexNotation);
}

function hexNotation(sign: string): string {
  return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
}

/**
 * Undoes the notation `_xHHHH_` in which texts of a workbook hold characters that XML does not allow.
 *
 * @example
 *   import { unescapeCell } from './xml.js';
 *   unescapeCell('第一行_x000A_第二行') // => '第一行\n第二行'
 */
export function unescapeCell(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
