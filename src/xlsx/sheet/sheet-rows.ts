import { cellName, parseAreaName } from '../../core/grid/address.js';
import type { Area, CellValue } from '../../core/grid/grid.js';
import { XlsxRefusal } from '../refusal.js';
import { shiftFormula } from './formula-shift.js';
import { cellText, longerText } from './cell-text.js';
import { isTrue, unescapeCell } from '../xml/xml.js';
import { ascii, XmlBytes } from '../xml/xml-bytes.js';

/** How far a sheet reaches in Excel. */
const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;

// Elements.
const ROW = ascii('row');
const CELL = ascii('c');
const VALUE = ascii('v');
const FORMULA = ascii('f');
const INLINE = ascii('is');
const TEXT = ascii('t');
const PHONETIC = ascii('rPh');
// Attributes.
const ADDRESS = ascii('r');
const STYLE = ascii('s');
const TYPE = ascii('t');
const VALUE_METADATA = ascii('vm');
const SHARED_INDEX = ascii('si');
const REFERENCE = ascii('ref');
const HIDDEN = ascii('hidden');
const CUSTOM_FORMAT = ascii('customFormat');
const HEIGHT = ascii('ht');

const MINUS = 0x2d;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;
const CAPITAL_A = 0x41;
const CAPITAL_Z = 0x5a;
/** Without this bit a letter of ASCII is a capital. */
const SMALL = 0x20;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
/** 10 to the power of 0 to 15, all exact. */
const POWERS = Array.from({ length: 16 }, (_, power) => 10 ** power);

/** The master of a shared formula: its text and where it stands. */
export interface SharedMaster {
  readonly row: number;
  readonly column: number;
  readonly text: string;
}

/** The rows of a worksheet, or some of them, as bytes of its part. */
export interface RowSource {
  readonly bytes: Uint8Array;
  readonly part: string;
  /** The rows lie in [from, to). */
  readonly from: number;
  readonly to: number;
  /** The workbook's shared strings; `null` where values do not matter. */
  readonly strings: readonly string[] | null;
  /** Masters of shared formulas that stand in other rows. */
  readonly masters?: Map<string, SharedMaster>;
}

/**
 * Goes through the rows of a worksheet, cell by cell, and reads of a cell only what is asked for. Places are bytes of
 * the part. Cells and rows without an address follow their neighbours, as the format allows.
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
  /** Excel's picture placed in a cell: an error to older programs, with a rich value that newer ones show. */
  isPicture = false;
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

  private readonly bytes: Uint8Array;
  private readonly part: string;
  private readonly strings: readonly string[] | null;
  private readonly xml: XmlBytes;
  private type = '';
  /** Where the text of the value lies, as long as it is one piece without references. */
  private rawStart = 0;
  private rawEnd = 0;
  private rawText: string | null = null;
  hasValue = false;
  private formulaText: string | null = null;
  private inRow = false;

  constructor({ bytes, part, from, to, strings, masters = new Map() }: RowSource) {
    this.bytes = bytes;
    this.part = part;
    this.strings = strings;
    this.xml = new XmlBytes(bytes, part, { from, to });
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
      const number = xml.count(ADDRESS);
      const row = number === undefined ? this.row + 1 : number - 1;
      // Excel calls a file damaged whose rows or cells stand in any other order; with two of one address nobody knows
      // which counts.
      if (!(row > this.row && row < MOST_ROWS)) throw this.damaged();
      this.row = row;
      this.rowStart = xml.start;
      this.rowTagEnd = xml.end;
      this.rowContentEnd = xml.end;
      this.rowHidden = isTrue(xml.attribute(HIDDEN));
      const height = xml.attribute(HEIGHT);
      this.rowHeight = height === undefined ? null : Number(height);
      this.rowStyle = isTrue(xml.attribute(CUSTOM_FORMAT)) ? styleOf(xml.count(STYLE)) : -1;
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
        return cellText(raw);
      case 'e':
        return { error: raw };
    }
    const bare = raw.trim();
    if (bare === '') return null;
    if (type === 's') return this.sharedString(bare);
    if (type === 'b') return this.booleanOf(bare);
    return this.numberOf(bare);
  }

  private sharedString(index: string): string {
    if (this.strings === null) return '';
    if (!/^\d+$/.test(index)) throw this.damagedCell();
    const text = this.strings[Number(index)];
    if (text === undefined) throw this.damagedCell();
    return text;
  }

  private booleanOf(text: string): boolean {
    if (!/^(?:[01]|true|false)$/.test(text)) throw this.damagedCell();
    return isTrue(text);
  }

  private numberOf(text: string): number {
    const number = Number(text);
    if (!NUMBER.test(text) || !Number.isFinite(number)) throw this.damagedCell();
    return number;
  }

  /** Whether it has a formula, its own or one that it shares. */
  get isFormula(): boolean {
    return this.formulaText !== null;
  }

  /** Its formula with `=`; a shared one written out. */
  get formula(): string | null {
    if (this.formulaText === null) return null;
    if (this.shared === null) return `=${this.formulaText}`;
    return this.sharedFormula(this.shared, this.row, this.column);
  }

  /** The shared formula of a number as a cell has it; `null` where no master was met so far. */
  sharedFormula(index: string, row: number, column: number): string | null {
    const master = this.masters.get(index);
    if (master === undefined) return null;
    return `=${shiftFormula(master.text, row - master.row, column - master.column)}`;
  }

  /** The number of the shared string that the cell shows. */
  get stringIndex(): number | null {
    if (this.type !== 's' || !this.hasValue) return null;
    return Number(this.raw);
  }

  private get raw(): string {
    return this.rawText ?? this.xml.beginning(this.rawStart, this.rawEnd);
  }

  /**
   * A number as most stand in a file: digits, perhaps a sign and a point; `undefined` where it is written otherwise.
   * The digits and the power of ten are exact, so their quotient is the nearest double.
   */
  private plainNumber(): number | undefined {
    if (this.rawText !== null || this.rawEnd - this.rawStart > 16) return undefined;
    const { bytes, rawEnd } = this;
    let at = this.rawStart;
    const isNegative = bytes[at] === MINUS;
    if (isNegative) at += 1;
    let value = 0;
    let count = 0;
    let places = -1;
    for (; at < rawEnd; at += 1) {
      const sign = bytes[at] as number;
      if (sign === POINT && places < 0) places = 0;
      else if (sign >= ZERO && sign <= NINE) {
        value = value * 10 + sign - ZERO;
        count += 1;
        if (places >= 0) places += 1;
      } else return undefined;
    }
    if (count === 0 || count > 15) return undefined;
    if (places > 0) value /= POWERS[places] as number;
    if (isNegative) return -value;
    return value;
  }

  private readCell(): void {
    const { xml } = this;
    this.start = xml.start;
    this.tagEnd = xml.end;
    const column = this.columnOf();
    if (column <= this.column || column >= MOST_COLUMNS) throw this.damaged();
    this.column = column;
    const style = xml.count(STYLE);
    this.style = styleOf(style);
    this.styleStart = 0;
    this.styleEnd = 0;
    if (style !== undefined) {
      this.styleStart = xml.valueStart;
      this.styleEnd = xml.valueEnd;
    }
    this.type = xml.attribute(TYPE) ?? '';
    if (this.type === 'n') this.type = '';
    this.isPicture = this.type === 'e' && xml.attribute(VALUE_METADATA) !== undefined;
    this.rawText = null;
    this.formulaText = null;
    this.shared = null;
    this.hasValue = false;
    this.isMaster = false;
    this.formulaStart = 0;
    this.formulaEnd = 0;
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
    // Where a formula is, its error may have such a value too, which tells more of the error.
    if (this.formulaStart > 0) this.isPicture = false;
  }

  private readFormula(): void {
    const { xml } = this;
    this.formulaStart = xml.start;
    const kind = xml.attribute(TYPE);
    const index = xml.attribute(SHARED_INDEX);
    const ref = parseAreaName(xml.attribute(REFERENCE) ?? '');
    const text = unescapeCell(this.content());
    this.formulaEnd = xml.end;
    if (text === '' && kind === undefined) return;
    this.formulaText = text;
    const { row, column } = this;
    if (kind === 'array' || kind === 'dataTable') {
      this.arrays.push(ref ?? { top: row, left: column, bottom: row, right: column });
    }
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
        const before = pieces === 0 ? '' : this.raw;
        this.rawText = longerText(before, xml.beginningOfText);
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
      else if (xml.isNamed(TEXT)) text = longerText(text ?? '', this.content());
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
      if (token === 'text') text = longerText(text, xml.beginningOfText);
      else xml.skip();
    }
    return text;
  }

  private columnOf(): number {
    const { xml, bytes } = this;
    if (!xml.find(ADDRESS)) return this.column + 1;
    let column = 0;
    let row = 0;
    let at = xml.valueStart;
    for (; at < xml.valueEnd; at += 1) {
      const letter = (bytes[at] as number) & ~SMALL;
      if (letter < CAPITAL_A || letter > CAPITAL_Z) break;
      column = column * 26 + letter - CAPITAL_A + 1;
    }
    for (let digit = at; digit < xml.valueEnd; digit += 1) row = row * 10 + (bytes[digit] as number) - ZERO;
    // Where the address is none, or of another row, any column would be a guess.
    const letters = at - xml.valueStart;
    const isAddress = letters > 0 && letters <= 3 && row === this.row + 1 && bytes[at] !== ZERO;
    if (!isAddress) throw this.damaged();
    return column - 1;
  }

  private damaged(): XlsxRefusal {
    return new XlsxRefusal('file-damaged', { part: this.part });
  }

  private damagedCell(): XlsxRefusal {
    return new XlsxRefusal('file-damaged', { part: `${this.part} ${cellName(this.row, this.column)}` });
  }
}

function styleOf(index: number | undefined): number {
  if (index === undefined || Number.isNaN(index)) return 0;
  return index;
}
