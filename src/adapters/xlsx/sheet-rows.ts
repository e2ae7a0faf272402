import { cellName, parseAreaName } from '../../core/grid/address.js';
import type { Area, CellValue } from '../../core/grid/grid.js';
import { WorkbookRefusal } from '../../ports/workbook.js';
import { shiftFormula } from './formula-shift.js';
import { unescapeCell } from './xml.js';
import { ascii, XmlBytes } from './xml-bytes.js';

/** How far a sheet reaches in Excel. */
export const MOST_ROWS = 1_048_576;
export const MOST_COLUMNS = 16_384;

const [ROW, CELL, VALUE, FORMULA, INLINE, TEXT, PHONETIC] = ['row', 'c', 'v', 'f', 'is', 't', 'rPh'].map(ascii) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];
const [R, S, T, SI, REF, HIDDEN, CUSTOM_FORMAT, HEIGHT] = ['r', 's', 't', 'si', 'ref', 'hidden', 'customFormat', 'ht'].map(ascii) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array, Uint8Array];

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
  private type: string | undefined;
  private raw: string | null = null;
  private formulaText: string | null = null;
  private inRow = false;

  /** `strings` may be `null` where values do not matter. */
  constructor(
    bytes: Uint8Array,
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
    const { type, raw } = this;
    if (raw === null) return null;
    switch (type) {
      case 's': {
        if (this.strings === null) return '';
        const text = this.strings[Number(raw)];
        if (text === undefined) throw this.damaged(true);
        return text;
      }
      case 'inlineStr': case 'str': case 'd': return raw.includes('_x') ? unescapeCell(raw) : raw;
      case 'b': return raw.trim() === '1' || raw.trim() === 'true';
      case 'e': return { error: raw };
      default: {
        if (raw.trim() === '') return null;
        const number = Number(raw);
        if (!Number.isFinite(number)) throw this.damaged(true);
        return number;
      }
    }
  }

  /** Its formula with `=`; a shared one written out. */
  get formula(): string | null {
    if (this.formulaText === null) return null;
    if (this.shared === null) return `=${this.formulaText}`;
    const master = this.masters.get(this.shared);
    return master === undefined ? null : `=${shiftFormula(master.text, this.row - master.row, this.column - master.column)}`;
  }

  /** The number of the shared string that the cell shows. */
  get stringIndex(): number | null {
    return this.type === 's' && this.raw !== null ? Number(this.raw) : null;
  }

  get hasValue(): boolean {
    return this.raw !== null;
  }

  private readCell(): void {
    const { xml } = this;
    this.start = xml.start;
    this.tagEnd = xml.end;
    const column = this.columnOf(xml.attribute(R));
    if (column <= this.column || column >= MOST_COLUMNS) throw this.damaged();
    this.column = column;
    this.style = styleOf(xml.count(S));
    this.type = xml.attribute(T);
    this.raw = this.formulaText = this.shared = null;
    this.isMaster = false;
    this.formulaStart = this.formulaEnd = 0;
    if (!xml.selfClosing) {
      for (let token = xml.next(); token !== 'close'; token = xml.next()) {
        if (token !== 'open') continue;
        if (xml.isNamed(VALUE)) this.raw = this.content();
        else if (xml.isNamed(FORMULA)) this.readFormula();
        else if (xml.isNamed(INLINE)) this.raw = this.readInline();
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
    const text = this.content();
    this.formulaEnd = xml.end;
    if (text === '' && kind === undefined) return;
    this.formulaText = text;
    const { row, column } = this;
    if (kind === 'array' || kind === 'dataTable') this.arrays.push(ref ?? { top: row, left: column, bottom: row, right: column });
    if (kind !== 'shared' || index === undefined) return;
    this.shared = index;
    this.isMaster = text !== '';
    if (this.isMaster) this.masters.set(index, { row, column, text });
  }

  /** The text of an inline string: its runs joined, phonetic guides left out. */
  private readInline(): string | null {
    const { xml } = this;
    if (xml.selfClosing) return null;
    const { depth } = xml;
    let text: string | null = null;
    for (let token = xml.next(); token !== 'close' || xml.depth > depth; token = xml.next()) {
      if (token !== 'open') continue;
      if (xml.isNamed(PHONETIC)) xml.skip();
      else if (xml.isNamed(TEXT)) text = (text ?? '') + this.content();
    }
    return text;
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

  private columnOf(address: string | undefined): number {
    if (address === undefined) return this.column + 1;
    let column = 0;
    let at = 0;
    for (; at < address.length; at += 1) {
      // In capitals, whatever it is.
      const letter = address.charCodeAt(at) & ~0x20;
      if (letter < 65 || letter > 90) break;
      column = column * 26 + letter - 64;
    }
    // An address that is none, or of another row, would be a guess.
    if (at === 0 || at > 3 || Number(address.slice(at)) !== this.row + 1) throw this.damaged();
    return column - 1;
  }

  private damaged(atCell = false): WorkbookRefusal {
    return new WorkbookRefusal('file-damaged', { part: atCell ? `${this.part} ${cellName(this.row, this.column)}` : this.part });
  }
}

function styleOf(index: number | undefined): number {
  return index === undefined || Number.isNaN(index) ? 0 : index;
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}
