import { XlsxRefusal } from '../refusal.js';
import { DEEPEST } from './xml.js';

/** What the reader stands on. */
export type Token = 'open' | 'close' | 'text' | 'end';

const [LESS, GREATER, SLASH, AMPERSAND, EQUALS, QUOTE, APOSTROPHE, COLON, BANG, QUESTION, BRACKET, HASH, SEMICOLON] = [
  ...'<>/&="\':!?]#;',
].map((sign) => sign.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];
const COMMENT = ascii('<!--');
const CHARACTERS = ascii('<![CDATA[');
const DOCTYPE = ascii('<!DOCTYPE');
const REFERENCES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Returns the bytes of a text of ASCII signs: names are compared as bytes. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (sign) => sign.charCodeAt(0));
}

/**
 * Reads XML from its bytes, tag by tag, with the place of each, and makes strings only of what is asked for: for the rows of
 * a sheet and the shared strings, which are large, where everything else is walked with saxes (`walk`). It refuses what saxes refuses.
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

  constructor(
    private readonly bytes: Uint8Array,
    private readonly part: string,
    from = 0,
    private readonly to = bytes.length,
  ) {
    this.end = from;
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
    return /[&\r\n\t]/.test(text) ? resolved(text.replace(/\r\n|[\r\n\t]/g, ' ')) : text;
  }

  /** Returns an attribute that is a whole number without a sign; `NaN` where it is something else, `undefined` where it is not there. */
  count(name: Uint8Array): number | undefined {
    return this.find(name) ? this.digits(this.valueStart, this.valueEnd) : undefined;
  }

  /** The present text. */
  get text(): string {
    const { start, end } = this;
    if (this.plain) return this.decoded(start, end);
    return this.bytes[start] === LESS
      ? this.decoded(start + CHARACTERS.length, end - 3).replace(/\r\n?/g, '\n')
      : resolved(this.decoded(start, end));
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
      } else if (sign < 0x20) {
        if (sign === 0x0d) this.plain = false;
        else if (sign !== 0x0a && sign !== 0x09) throw this.damaged();
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
    const { bytes, to, attributes } = this;
    const nameEnd = this.nameAt(this.start + 1);
    this.takeName(this.start + 1, nameEnd);
    let at = nameEnd;
    let count = 0;
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
      if (at === begin) throw this.damaged();
      const attributeEnd = this.nameAt(at);
      const equals = this.space(attributeEnd);
      const quote = this.space(equals + 1);
      const sign = bytes[quote];
      if (bytes[equals] !== EQUALS || (sign !== QUOTE && sign !== APOSTROPHE)) throw this.damaged();
      const valueEnd = this.endOfValue(quote + 1, sign);
      for (let index = 0; index < count; index += 4)
        if (this.sameBytes(attributes[index] as number, attributes[index + 1] as number, at, attributeEnd))
          throw this.damaged();
      attributes[count] = at;
      attributes[count + 1] = attributeEnd;
      attributes[count + 2] = quote + 1;
      attributes[count + 3] = valueEnd;
      count += 4;
      at = valueEnd + 1;
    }
    this.attributeCount = count;
    if (!this.selfClosing) {
      this.entered = true;
      this.open.push(this.nameStart, this.nameEnd);
      if (this.depth >= DEEPEST) throw this.damaged();
    }
    return 'open';
  }

  private endOfValue(start: number, quote: number): number {
    const { bytes, to } = this;
    let at = start;
    for (; at < to && bytes[at] !== quote; at += 1) {
      const sign = bytes[at] as number;
      if (sign === LESS || (sign < 0x20 && sign !== 0x0a && sign !== 0x0d && sign !== 0x09)) throw this.damaged();
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

  private digits(start: number, end: number): number {
    let value = start === end || end - start > 15 ? NaN : 0;
    for (let at = start; at < end; at += 1) {
      const digit = (this.bytes[at] as number) - 0x30;
      value = digit >= 0 && digit <= 9 ? value * 10 + digit : NaN;
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
    while (at < this.to) {
      const sign = this.bytes[at];
      if (sign !== 0x20 && sign !== 0x0a && sign !== 0x0d && sign !== 0x09) break;
      at += 1;
    }
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

  private sameBytes(start: number, end: number, otherStart: number, otherEnd: number): boolean {
    if (end - start !== otherEnd - otherStart) return false;
    for (let index = 0; index < end - start; index += 1)
      if (this.bytes[start + index] !== this.bytes[otherStart + index]) return false;
    return true;
  }

  private damaged(): XlsxRefusal {
    return new XlsxRefusal('file-damaged', { part: this.part });
  }
}

const SHORT = 32;
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

function resolved(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(/&([^;]*);/g, (_, name: string) => referred(name) ?? '');
}

/** What a reference stands for; `undefined` where it is none that XML knows by itself. */
function referred(name: string): string | undefined {
  if (name.charCodeAt(0) !== HASH) return REFERENCES[name];
  const code = /^#\d+$/.test(name)
    ? Number(name.slice(1))
    : /^#x[0-9A-Fa-f]+$/.test(name)
      ? parseInt(name.slice(2), 16)
      : NaN;
  const allowed =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  return allowed ? String.fromCodePoint(code) : undefined;
}
