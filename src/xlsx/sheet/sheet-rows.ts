import { cellName, parseAreaName } from '../../core/grid/address.js';
import type { Area, CellValue } from '../../core/grid/grid.js';
import { XlsxRefusal } from '../refusal.js';
import { shiftFormula } from './formula-shift.js';
import { unescapeCell } from '../xml/xml.js';
import { ascii, XmlBytes } from '../xml/xml-bytes.js';

/** How far a sheet reaches in Excel. */
const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;

const [ROW, CELL, VALUE, FORMULA, INLINE, TEXT, PHONETIC] = ['row', 'c', 'v', 'f', 'is', 't', 'rPh'].map(ascii) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
  Uint8Array,
];
const [R, S, T, SI, REF, HIDDEN, CUSTOM_FORMAT, HEIGHT] = [
  'r',
  's',
  't',
  'si',
  'ref',
  'hidden',
  'customFormat',
  'ht',
].map(ascii) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];

const [ZERO, NINE, MINUS, POINT] = [0x30, 0x39, 0x2d, 0x2e];
const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;
/** 10 to the power of 0 to 15, all exact. */
const POWERS = Array.from({ length: 16 }, (_, power) => 10 ** power);

/** The master of a shared formula: its text and where it stands. */
export interface SharedMaster {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/**
 * Goes through the rows of a worksheet, cell by cell, without making anything of a cell that is not asked for. Places are
 * bytes of the part. Cells and rows without an address follow their neighbours, as the format allows.
 */
export class SheetRows {
  row = -1;
  rowStart = 0;
  rowTagEnd = 0;
  rowHidden = false;
  /** Points; `null` where the row has the usual height. */
  rowHeight: number | null = null;
  /** Style of the row's cells that are not there; -1 where the row has none of its own. */
  rowStyle = -1;
  /** Where the row's closing tag begins, or where the tag of a self-closing one ends; known at the end of the row. */
  rowContentEnd = 0;

  column = -1;
  /** The cell is [start, end), its tag [start, tagEnd). */
  start = 0;
  tagEnd = 0;
  end = 0;
  style = 0;
  /** Where the number of its style lies; 0 where the tag does not say one. */
  styleStart = 0;
  styleEnd = 0;
  /** Number of the shared formula that the cell belongs to. */
  shared: string | null = null;
  isMaster = false;
  /** Where the element of its formula lies; 0 where it has none. */
  formulaStart = 0;
  formulaEnd = 0;

  /** By number. */
  readonly masters: Map<string, SharedMaster>;
  /** Areas of array formulas and data tables. */
  readonly arrays: Area[] = [];

  private readonly xml: XmlBytes;
  private type = '';
  /** Where the text of the value lies, while it is one piece that means what it says. */
  private rawStart = 0;
  private rawEnd = 0;
  private rawText: string | null = null;
  hasValue = false;
  private formulaText: string | null = null;
  private inRow = false;

  /** `strings` may be `null` where values do not matter. */
  constructor(
    private readonly bytes: Uint8Array,
    private readonly part: string,
    from: number,
    to: number,
    private readonly strings: readonly string[] | null,
    masters: Map<string, SharedMaster> = new Map(),
  ) {
    this.xml = new XmlBytes(bytes, part, from, to);
    this.masters = masters;
  }

  /** Goes on to the next row; `false` behind the last one. */
  nextRow(): boolean {
    const { xml } = this;
    for (let token = xml.next(); token !== 'end'; token = xml.next()) {
      if (token !== 'open') continue;
      if (!xml.isNamed(ROW)) {
        xml.skip();
        continue;
      }
      const number = xml.count(R);
      const row = number === undefined ? this.row + 1 : number - 1;
      // Excel calls a file damaged whose rows or cells stand in any other order; with two of one address nobody knows which counts.
      if (!(row > this.row && row < MOST_ROWS)) throw this.damaged();
      this.row = row;
      this.rowStart = xml.start;
      this.rowTagEnd = xml.end;
      this.rowContentEnd = xml.end;
      this.rowHidden = isTrue(xml.attribute(HIDDEN));
      const height = xml.attribute(HEIGHT);
      this.rowHeight = height === undefined ? null : Number(height);
      this.rowStyle = isTrue(xml.attribute(CUSTOM_FORMAT)) ? styleOf(xml.count(S)) : -1;
      this.column = -1;
      this.inRow = !xml.selfClosing;
      return true;
    }
    return false;
  }

  /** Goes on to the next cell of the row; `false` behind the last one. */
  nextCell(): boolean {
    const { xml } = this;
    while (this.inRow) {
      const token = xml.next();
      if (token === 'close') {
        this.inRow = false;
        this.rowContentEnd = xml.start;
      } else if (token === 'open') {
        if (xml.isNamed(CELL)) {
          this.readCell();
          return true;
        }
        xml.skip();
      }
    }
    return false;
  }

  /** What the cell holds. */
  get value(): CellValue {
    if (!this.hasValue) return null;
    const { type } = this;
    if (type === '') {
      const number = this.plainNumber();
      if (number !== undefined) return number;
    }
    const { raw } = this;
    switch (type) {
      case 'inlineStr':
      case 'str':
      case 'd':
        return unescapeCell(raw);
      case 'e':
        return { error: raw };
    }
    const bare = raw.trim();
    if (bare === '') return null;
    switch (type) {
      case 's': {
        if (this.strings === null) return '';
        const text = /^\d+$/.test(bare) ? this.strings[Number(bare)] : undefined;
        if (text === undefined) throw this.damaged(true);
        return text;
      }
      case 'b':
        if (!/^(?:[01]|true|false)$/.test(bare)) throw this.damaged(true);
        return bare === '1' || bare === 'true';
      default: {
        const number = NUMBER.test(bare) ? Number(bare) : NaN;
        if (!Number.isFinite(number)) throw this.damaged(true);
        return number;
      }
    }
  }

  /** Its formula with `=`; a shared one written out. */
  get formula(): string | null {
    if (this.formulaText === null) return null;
    return this.shared === null ? `=${this.formulaText}` : this.sharedFormula(this.shared, this.row, this.column);
  }

  /** The shared formula of a number as a cell has it; `null` where no master was met so far. */
  sharedFormula(index: string, row: number, column: number): string | null {
    const master = this.masters.get(index);
    return master === undefined ? null : `=${shiftFormula(master.text, row - master.row, column - master.column)}`;
  }

  /** The number of the shared string that the cell shows. */
  get stringIndex(): number | null {
    return this.type === 's' && this.hasValue ? Number(this.raw) : null;
  }

  private get raw(): string {
    return this.rawText ?? this.xml.decoded(this.rawStart, this.rawEnd);
  }

  /** A number as most stand in a file: digits, perhaps a sign and a point. Both parts of the quotient are exact, so it is the nearest double. */
  private plainNumber(): number | undefined {
    if (this.rawText !== null || this.rawEnd - this.rawStart > 16) return undefined;
    const { bytes, rawEnd } = this;
    let at = this.rawStart;
    const negative = bytes[at] === MINUS;
    if (negative) at += 1;
    let [digits, places, count] = [0, -1, 0];
    for (; at < rawEnd; at += 1) {
      const sign = bytes[at] as number;
      if (sign === POINT && places < 0) places = 0;
      else if (sign >= ZERO && sign <= NINE) {
        digits = digits * 10 + sign - ZERO;
        count += 1;
        if (places >= 0) places += 1;
      } else return undefined;
    }
    if (count === 0 || count > 15) return undefined;
    const value = places > 0 ? digits / (POWERS[places] as number) : digits;
    return negative ? -value : value;
  }

  private readCell(): void {
    const { xml } = this;
    this.start = xml.start;
    this.tagEnd = xml.end;
    const column = this.columnOf();
    if (column <= this.column || column >= MOST_COLUMNS) throw this.damaged();
    this.column = column;
    const style = xml.count(S);
    this.style = styleOf(style);
    this.styleStart = style === undefined ? 0 : xml.valueStart;
    this.styleEnd = style === undefined ? 0 : xml.valueEnd;
    this.type = xml.attribute(T) ?? '';
    if (this.type === 'n') this.type = '';
    this.rawText = this.formulaText = this.shared = null;
    this.hasValue = false;
    this.isMaster = false;
    this.formulaStart = this.formulaEnd = 0;
    if (!xml.selfClosing) {
      for (let token = xml.next(); token !== 'close'; token = xml.next()) {
        if (token !== 'open') continue;
        if (xml.isNamed(VALUE)) this.readValue();
        else if (xml.isNamed(FORMULA)) this.readFormula();
        else if (xml.isNamed(INLINE)) this.readInline();
        else xml.skip();
      }
    }
    this.end = xml.end;
  }

  private readFormula(): void {
    const { xml } = this;
    this.formulaStart = xml.start;
    const kind = xml.attribute(T);
    const index = xml.attribute(SI);
    const ref = parseAreaName(xml.attribute(REF) ?? '');
    const text = unescapeCell(this.content());
    this.formulaEnd = xml.end;
    if (text === '' && kind === undefined) return;
    this.formulaText = text;
    const { row, column } = this;
    if (kind === 'array' || kind === 'dataTable')
      this.arrays.push(ref ?? { top: row, left: column, bottom: row, right: column });
    if (kind !== 'shared' || index === undefined) return;
    this.shared = index;
    this.isMaster = text !== '';
    if (this.isMaster) this.masters.set(index, { row, column, text });
  }

  private readValue(): void {
    const { xml } = this;
    this.hasValue = true;
    this.rawText = '';
    if (xml.selfClosing) return;
    for (let token = xml.next(), pieces = 0; token !== 'close'; token = xml.next()) {
      if (token !== 'text') xml.skip();
      else if (pieces === 0 && xml.plain) {
        this.rawText = null;
        this.rawStart = xml.start;
        this.rawEnd = xml.end;
        pieces = 1;
      } else {
        this.rawText = (pieces === 0 ? '' : this.raw) + xml.text;
        pieces += 1;
      }
    }
  }

  /** The text of an inline string: its runs joined, phonetic guides left out. */
  private readInline(): void {
    const { xml } = this;
    if (xml.selfClosing) return;
    const { depth } = xml;
    let text: string | null = null;
    for (let token = xml.next(); token !== 'close' || xml.depth > depth; token = xml.next()) {
      if (token !== 'open') continue;
      if (xml.isNamed(PHONETIC)) xml.skip();
      else if (xml.isNamed(TEXT)) text = (text ?? '') + this.content();
    }
    this.hasValue = text !== null;
    this.rawText = text ?? '';
  }

  /** The text of the element whose opening tag is the present one. */
  private content(): string {
    const { xml } = this;
    if (xml.selfClosing) return '';
    let text = '';
    for (let token = xml.next(); token !== 'close'; token = xml.next()) {
      if (token === 'text') text += xml.text;
      else xml.skip();
    }
    return text;
  }

  private columnOf(): number {
    const { xml, bytes } = this;
    if (!xml.find(R)) return this.column + 1;
    let [column, row] = [0, 0];
    let at = xml.valueStart;
    // Letters in capitals, whatever they are.
    for (; at < xml.valueEnd; at += 1) {
      const letter = (bytes[at] as number) & ~0x20;
      if (letter < 0x41 || letter > 0x5a) break;
      column = column * 26 + letter - 0x40;
    }
    for (let digit = at; digit < xml.valueEnd; digit += 1) row = row * 10 + (bytes[digit] as number) - ZERO;
    // An address that is none, or of another row, would be a guess.
    if (at === xml.valueStart || at > xml.valueStart + 3 || row !== this.row + 1 || bytes[at] === ZERO)
      throw this.damaged();
    return column - 1;
  }

  private damaged(atCell = false): XlsxRefusal {
    return new XlsxRefusal('file-damaged', {
      part: atCell ? `${this.part} ${cellName(this.row, this.column)}` : this.part,
    });
  }
}

function styleOf(index: number | undefined): number {
  return index === undefined || Number.isNaN(index) ? 0 : index;
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}
