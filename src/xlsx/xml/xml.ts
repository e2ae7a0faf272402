import { SaxesParser } from 'saxes';
import { XlsxRefusal } from '../refusal.js';

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

export interface Visitor {
  open?(tag: Tag): void;
  /** `end` is where the element ends; for a self-closing one, where its tag does. */
  close?(name: string, start: number, end: number): void;
  text?(text: string): void;
}

/** Office nests a few dozen elements; what nests deeper is made to exhaust whoever reads it. */
export const DEEPEST = 256;

/** Walks XML and gives every tag its place, so that the text can be patched where it stands. Refuses a document type declaration, and nesting without end. */
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
    visitor.open?.({ name: node.name.slice(colon + 1), prefix: node.name.slice(0, colon + 1), attributes: node.attributes, start, end, selfClosing });
  });
  parser.on('closetag', (node) => {
    depth -= 1;
    const end = parser.position;
    visitor.close?.(node.name.slice(node.name.indexOf(':') + 1), node.isSelfClosing ? end : xml.lastIndexOf('<', end - 1), end);
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

/** Carries out splices whose places are bytes; what lies between them is copied as it is. */
export function spliceBytes(bytes: Uint8Array, splices: readonly Splice[]): Uint8Array {
  const encoder = new TextEncoder();
  const pieces = inOrder(splices).map(({ start, end, text }) => ({ start, end, inserted: encoder.encode(text) }));
  const result = new Uint8Array(pieces.reduce((length, { start, end, inserted }) => length - (end - start) + inserted.length, bytes.length));
  let position = 0;
  let written = 0;
  for (const { start, end, inserted } of pieces) {
    result.set(bytes.subarray(position, start), written);
    result.set(inserted, written + start - position);
    written += start - position + inserted.length;
    position = end;
  }
  result.set(bytes.subarray(position), written);
  return result;
}

function inOrder(splices: readonly Splice[]): readonly Splice[] {
  const ordered = splices.map((one, index) => ({ ...one, index })).sort((a, b) => a.start - b.start || a.end - b.end || a.index - b.index);
  let position = 0;
  for (const { start, end } of ordered) {
    if (start < position) throw new RangeError(`edits overlap at ${start}`);
    position = end;
  }
  return ordered;
}

const FIRST_TAG = /^<(?:"[^"]*"|'[^']*'|[^'">])*>/;
/** Taken one after the other from the beginning of a tag, so that what looks like an attribute inside a value is none. */
const ATTRIBUTES = /\s+([^\s=/>]+)\s*=\s*(?:"[^"]*"|'[^']*')/g;

/** Returns an element's text with an attribute of its own tag set, added or (for `null`) taken away; the rest to the letter. */
export function withAttribute(element: string, name: string, value: string | null): string {
  const tag = FIRST_TAG.exec(element)?.[0] ?? element;
  const attribute = value === null ? '' : ` ${name}="${escapeXml(value)}"`;
  let found = false;
  const replaced = tag.replace(ATTRIBUTES, (present, other: string) => {
    if (other !== name) return present;
    found = true;
    return attribute;
  });
  const changed = found ? replaced : tag.replace(/\s*(\/?>)$/, (_, close: string) => `${attribute}${close}`);
  return changed + element.slice(tag.length);
}

/** Text as it stands in XML, which must hold no control characters. */
export function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

/** Text as it stands in the XML of a workbook, which has a notation of its own for control characters. */
export function escapeXml(text: string): string {
  return escapeMarkup(text)
    // A literal _x000D_ must not be read back as a control character; control characters themselves need that form.
    .replace(/_x(?=[0-9A-Fa-f]{4}_)/g, '_x005F_x')
    .replace(/[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`);
}

/** Undoes the _xHHHH_ notation of cell text. */
export function unescapeCell(text: string): string {
  return !text.includes('_x') ? text : text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
}
