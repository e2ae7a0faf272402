import { XlsxRefusal } from '../refusal.js';
import { DEEPEST } from './xml.js';

/** What the reader stands on. */
export type Token = 'open' | 'close' | 'text' | 'end';

const TAB = 0x09;
const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const SPACE = 0x20;
const BANG = 0x21;
const QUOTE = 0x22;
const HASH = 0x23;
const AMPERSAND = 0x26;
const APOSTROPHE = 0x27;
const SLASH = 0x2f;
const COLON = 0x3a;
const SEMICOLON = 0x3b;
const LESS = 0x3c;
const EQUALS = 0x3d;
const GREATER = 0x3e;
const QUESTION = 0x3f;
const BRACKET = 0x5d;
const COMMENT = ascii('<!--');
const CHARACTERS = ascii('<![CDATA[');
const DOCTYPE = ascii('<!DOCTYPE');
const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Returns the bytes of a text of ASCII signs: names are compared as bytes. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

/** A stretch of bytes [from, to); the whole where nothing else is given. */
export interface ByteRange {
  readonly from?: number;
  readonly to?: number;
}

/**
 * Reads XML from its bytes, tag by tag, with the place of each, and makes strings only of what is asked for: for the
 * rows of a sheet and the shared strings, which are large. Everything else is walked with saxes (`walk`); what saxes
 * refuses is refused here, too.
 */
export class XmlBytes {
  /** Place of the present tag or text: [start, end). */
  start = 0;
  end: number;
  /** The present tag closes itself: no `Close` follows. */
  selfClosing = false;
  /** How many elements are open around the present tag or text. */
  depth = 0;
  /** Place of the value that `find` found: [valueStart, valueEnd). */
  valueStart = 0;
  valueEnd = 0;
  /** The present text means what it says: no reference, no line end to be made uniform, no CDATA. */
  plain = true;

  private nameStart = 0;
  private nameEnd = 0;
  private localStart = 0;
  /** Starts and ends of name and value, four numbers an attribute. */
  private readonly attributes: number[] = [];
  private attributeCount = 0;
  /** Starts and ends of the names of open elements. */
  private readonly open: number[] = [];
  private entered = false;
  private readonly to: number;

  constructor(
    private readonly bytes: Uint8Array,
    private readonly part: string,
    { from = 0, to = bytes.length }: ByteRange = {},
  ) {
    this.end = from;
    this.to = to;
  }

  /** Goes on to the next tag or text; comments and instructions are passed over. */
  next(): Token {
    const { bytes, to } = this;
    if (this.entered) this.depth += 1;
    this.entered = false;
    for (;;) {
      const start = this.end;
      this.start = start;
      if (start >= to) {
        if (this.depth > 0) throw this.damaged();
        return 'end';
      }
      if (bytes[start] !== LESS) return this.readText();
      const sign = bytes[start + 1];
      if (sign === SLASH) return this.readClosingTag();
      if (sign === QUESTION) this.end = this.after('?>', start + 2);
      else if (sign !== BANG) return this.readOpeningTag();
      else if (this.isAt(COMMENT, start)) {
        const end = this.after('--', start + 4);
        if (bytes[end] !== GREATER) throw this.damaged();
        this.end = end + 1;
      } else if (this.isAt(CHARACTERS, start)) {
        this.end = this.after(']]>', start + CHARACTERS.length);
        this.plain = false;
        return 'text';
      } else if (this.isAt(DOCTYPE, start)) throw new XlsxRefusal('file-has-doctype', { part: this.part });
      else throw this.damaged();
    }
  }

  /** Tells whether the present tag has this name, whatever its prefix. */
  isNamed(name: Uint8Array): boolean {
    return this.nameEnd - this.localStart === name.length && this.isAt(name, this.localStart);
  }

  /** The name of the present tag with its prefix. */
  get name(): string {
    return this.decoded(this.nameStart, this.nameEnd);
  }

  /** Looks an attribute of the present tag up; `valueStart` and `valueEnd` tell where it lies. */
  find(name: Uint8Array): boolean {
    for (let index = 0; index < this.attributeCount; index += 4) {
      const start = this.attributes[index] as number;
      if ((this.attributes[index + 1] as number) - start !== name.length || !this.isAt(name, start)) continue;
      this.valueStart = this.attributes[index + 2] as number;
      this.valueEnd = this.attributes[index + 3] as number;
      return true;
    }
    return false;
  }

  /** Returns an attribute of the present tag. */
  attribute(name: Uint8Array): string | undefined {
    if (!this.find(name)) return undefined;
    const text = this.decoded(this.valueStart, this.valueEnd);
    if (!/[&\r\n\t]/.test(text)) return text;
    return withReferencesResolved(text.replace(/\r\n|[\r\n\t]/g, ' '));
  }

  /**
   * Returns an attribute that is a whole number without a sign; `NaN` where it is something else, `undefined` where it
   * is not there.
   */
  count(name: Uint8Array): number | undefined {
    if (!this.find(name)) return undefined;
    return this.digits(this.valueStart, this.valueEnd);
  }

  /** The present text. */
  get text(): string {
    const { start, end } = this;
    if (this.plain) return this.decoded(start, end);
    const isCharacterData = this.bytes[start] === LESS;
    if (isCharacterData) return this.decoded(start + CHARACTERS.length, end - 3).replace(/\r\n?/g, '\n');
    return withReferencesResolved(this.decoded(start, end));
  }

  /** The beginning of the present text, as `beginning` has it. */
  get beginningOfText(): string {
    const { start, end } = this;
    if (end - start <= LONG) return this.text;
    const isCharacterData = this.bytes[start] === LESS;
    if (isCharacterData) return this.beginning(start + CHARACTERS.length, end - 3);
    const text = this.beginning(start, end);
    if (this.plain) return text;
    return withReferencesResolved(text.replace(/&[^;&]{0,11}$/, ''));
  }

  /** Passes over the rest of the element whose opening tag is the present one. */
  skip(): void {
    if (this.selfClosing) return;
    const { depth } = this;
    while (this.next() !== 'close' || this.depth > depth);
  }

  private readText(): Token {
    const { bytes, to } = this;
    let at = this.start;
    this.plain = true;
    for (; at < to; at += 1) {
      const sign = bytes[at] as number;
      if (sign === LESS) break;
      if (sign === AMPERSAND) {
        this.plain = false;
        at = this.reference(at) - 1;
      } else if (sign < SPACE) {
        if (sign === CARRIAGE_RETURN) this.plain = false;
        else if (sign !== LINE_FEED && sign !== TAB) throw this.damaged();
      } else if (sign === GREATER && bytes[at - 1] === BRACKET && bytes[at - 2] === BRACKET && at - 2 >= this.start)
        throw this.damaged();
    }
    this.end = at;
    return 'text';
  }

  private readClosingTag(): Token {
    const { bytes, open } = this;
    const nameEnd = open.pop();
    const nameStart = open.pop();
    if (nameEnd === undefined || nameStart === undefined) throw this.damaged();
    let at = this.start + 2;
    for (let expected = nameStart; expected < nameEnd; expected += 1, at += 1)
      if (bytes[at] !== bytes[expected]) throw this.damaged();
    this.takeName(this.start + 2, at);
    at = this.space(at);
    if (bytes[at] !== GREATER || at >= this.to) throw this.damaged();
    this.end = at + 1;
    this.depth -= 1;
    return 'close';
  }

  private readOpeningTag(): Token {
    const { bytes, to } = this;
    const nameEnd = this.nameAt(this.start + 1);
    this.takeName(this.start + 1, nameEnd);
    this.attributeCount = 0;
    let at = nameEnd;
    for (;;) {
      const begin = at;
      at = this.space(at);
      if (at >= to) throw this.damaged();
      if (bytes[at] === GREATER) {
        this.selfClosing = false;
        this.end = at + 1;
        break;
      }
      if (bytes[at] === SLASH) {
        if (bytes[at + 1] !== GREATER) throw this.damaged();
        this.selfClosing = true;
        this.end = at + 2;
        break;
      }
      const hasSpaceBefore = at > begin;
      if (!hasSpaceBefore) throw this.damaged();
      at = this.readAttribute(at);
    }
    if (!this.selfClosing) {
      this.entered = true;
      this.open.push(this.nameStart, this.nameEnd);
      if (this.depth >= DEEPEST) throw this.damaged();
    }
    return 'open';
  }

  /** Notes where name and value of the attribute at `start` lie, and returns where it ends. */
  private readAttribute(start: number): number {
    const { bytes, attributes, attributeCount } = this;
    const nameEnd = this.nameAt(start);
    const equals = this.space(nameEnd);
    const quote = this.space(equals + 1);
    const sign = bytes[quote];
    if (bytes[equals] !== EQUALS || (sign !== QUOTE && sign !== APOSTROPHE)) throw this.damaged();
    const valueEnd = this.endOfValue(quote + 1, sign);
    if (this.hasAttribute(start, nameEnd)) throw this.damaged();
    attributes[attributeCount] = start;
    attributes[attributeCount + 1] = nameEnd;
    attributes[attributeCount + 2] = quote + 1;
    attributes[attributeCount + 3] = valueEnd;
    this.attributeCount = attributeCount + 4;
    return valueEnd + 1;
  }

  /** Tells whether the present tag has an attribute of the name at [start, end) already. */
  private hasAttribute(start: number, end: number): boolean {
    const { bytes, attributes, attributeCount } = this;
    const length = end - start;
    for (let index = 0; index < attributeCount; index += 4) {
      const other = attributes[index] as number;
      if ((attributes[index + 1] as number) - other !== length) continue;
      let same = 0;
      while (same < length && bytes[other + same] === bytes[start + same]) same += 1;
      if (same === length) return true;
    }
    return false;
  }

  private endOfValue(start: number, quote: number): number {
    const { bytes, to } = this;
    let at = start;
    for (; at < to && bytes[at] !== quote; at += 1) {
      const sign = bytes[at] as number;
      if (sign === LESS || (sign < SPACE && !isSpace(sign))) throw this.damaged();
      if (sign === AMPERSAND) at = this.reference(at) - 1;
    }
    if (at >= to) throw this.damaged();
    return at;
  }

  /** Checks the reference that begins at a place and returns where it ends. */
  private reference(start: number): number {
    let end = start + 1;
    while (end < this.to && end - start < 12 && this.bytes[end] !== SEMICOLON) end += 1;
    if (this.bytes[end] !== SEMICOLON || referred(this.decoded(start + 1, end)) === undefined) throw this.damaged();
    return end + 1;
  }

  /** A piece of the bytes as text. */
  decoded(start: number, end: number): string {
    const { bytes } = this;
    // Most texts are short and plain; a decoder takes longer to call than they to be put together.
    if (end - start <= SHORT) {
      let text = '';
      let at = start;
      for (; at < end && (bytes[at] as number) < 0x80; at += 1) text += String.fromCharCode(bytes[at] as number);
      if (at === end) return text;
    }
    try {
      return DECODER.decode(bytes.subarray(start, end));
    } catch {
      throw this.damaged();
    }
  }

  /** A piece of the bytes as text; of one that is far longer than any cell's only the beginning. */
  beginning(start: number, end: number): string {
    if (end - start <= LONG) return this.decoded(start, end);
    let cut = start + LONG;
    // Not within a sign.
    while (((this.bytes[cut] as number) & 0xc0) === 0x80) cut -= 1;
    return this.decoded(start, cut);
  }

  private digits(start: number, end: number): number {
    if (start === end || end - start > 15) return NaN;
    let value = 0;
    for (let at = start; at < end; at += 1) {
      const digit = (this.bytes[at] as number) - 0x30;
      if (digit < 0 || digit > 9) return NaN;
      value = value * 10 + digit;
    }
    return value;
  }

  private takeName(start: number, end: number): void {
    this.nameStart = start;
    this.nameEnd = end;
    this.localStart = start;
    for (let at = start; at < end; at += 1) if (this.bytes[at] === COLON) this.localStart = at + 1;
  }

  private nameAt(start: number): number {
    let at = start;
    while (at < this.to && isNameByte(this.bytes[at] as number)) at += 1;
    const first = this.bytes[start] as number;
    // Digits, "-" and "." may stand in a name, not begin it.
    if (at === start || (first >= 0x2d && first <= 0x39)) throw this.damaged();
    return at;
  }

  private space(start: number): number {
    let at = start;
    while (at < this.to && isSpace(this.bytes[at] as number)) at += 1;
    return at;
  }

  private after(text: string, from: number): number {
    const wanted = ascii(text);
    for (let at = from; at + wanted.length <= this.to; at += 1) if (this.isAt(wanted, at)) return at + wanted.length;
    throw this.damaged();
  }

  private isAt(wanted: Uint8Array, start: number): boolean {
    for (let index = 0; index < wanted.length; index += 1)
      if (this.bytes[start + index] !== wanted[index]) return false;
    return true;
  }

  private damaged(): XlsxRefusal {
    return new XlsxRefusal('file-damaged', { part: this.part });
  }
}

const SHORT = 32;
/** A sign takes at most 16 bytes, however it is written, and a cell holds at most 32,767. */
const LONG = 16 * 32_768;
/** A mark at the beginning of a piece of text is a sign of that text. */
const DECODER = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });

function isNameByte(sign: number): boolean {
  // Letters, digits, "-", ".", ":", "_", and whatever is not ASCII.
  return (
    (sign >= 0x61 && sign <= 0x7a) ||
    (sign >= 0x41 && sign <= 0x5a) ||
    (sign >= 0x30 && sign <= 0x3a) ||
    sign === 0x5f ||
    sign === 0x2d ||
    sign === 0x2e ||
    sign >= 0x80
  );
}

function isSpace(sign: number): boolean {
  return sign === SPACE || sign === LINE_FEED || sign === CARRIAGE_RETURN || sign === TAB;
}

function withReferencesResolved(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/&([^;&]*);/g, (_, name: string) => referred(name) ?? '');
}

/** What a reference stands for; `undefined` where it is none that XML knows by itself. */
function referred(name: string): string | undefined {
  if (name.charCodeAt(0) !== HASH) return REFERENCES[name];
  const code = codePointOf(name);
  if (!isAllowedInXml(code)) return undefined;
  return String.fromCodePoint(code);
}

/** The code point that a numeric reference names (`#20013`, `#x4E2D`); `NaN` where it names none. */
function codePointOf(reference: string): number {
  if (/^#\d+$/.test(reference)) return Number(reference.slice(1));
  if (/^#x[0-9A-Fa-f]+$/.test(reference)) return parseInt(reference.slice(2), 16);
  return NaN;
}

function isAllowedInXml(code: number): boolean {
  return (
    code === TAB ||
    code === LINE_FEED ||
    code === CARRIAGE_RETURN ||
    (code >= SPACE && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff)
  );
}
