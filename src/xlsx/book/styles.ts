import { builtInFormat, builtInFormatId } from './number-formats.js';
import { maximum } from '../maximum.js';
import { XlsxRefusal } from '../refusal.js';
import { STYLES_ORDER } from '../xml/schema-order.js';
import { rgbOf, type Palette } from './colours.js';
import { boldFont, faceOf, figureWidthOf, withFace, type FontFace, type WantedFace } from './fonts.js';
import { meaningOf, recordOf, withLeastLists, withTagAttributes, type StyleRecord } from './style-records.js';
import {
  appending,
  childOf,
  childrenOf,
  insertChild,
  parseTree,
  settingAttributes,
  textOfElement,
  type Element,
} from '../xml/tree.js';
import { escapeXml, isTrue, splice, withAttribute } from '../xml/xml.js';

type StyleList = 'cellXfs' | 'fills' | 'fonts' | 'numFmts';

const RECORD_ORDER = ['alignment', 'protection', 'extLst'];

/** The style records of a workbook: answers what a style means and adds records only where none equal is there. */
export class Styles {
  private readonly prefix: string;
  private readonly records: StyleRecord[];
  private readonly codes: Map<number, string>;
  private readonly fills: (string | null)[];
  private readonly fonts: string[];
  private readonly added: Readonly<Record<StyleList, string[]>> = { cellXfs: [], fills: [], fonts: [], numFmts: [] };
  private readonly xml: string;
  /** Places of the records by what they mean; a workbook may have tens of thousands. */
  private byMeaning: Map<string, number> | undefined;
  /** A sheet has a handful of styles for thousands of cells: each answer is worked out once. */
  private readonly answers = new Map<string, unknown>();

  constructor(
    xml: string,
    private readonly part: string,
    palette: Palette,
  ) {
    this.xml = withLeastLists(xml, part);
    const root = parseTree(this.xml, part);
    const listed = (list: string, item: string): readonly Element[] => childrenOf(childOf(root, list), item);
    this.prefix = root.prefix;
    this.records = listed('cellXfs', 'xf').map((xf) => recordOf(textOfElement(this.xml, xf), xf.attributes));
    this.codes = new Map(
      listed('numFmts', 'numFmt').map(({ attributes }) => [
        Number(attributes['numFmtId']),
        attributes['formatCode'] ?? 'General',
      ]),
    );
    this.fonts = listed('fonts', 'font').map((font) => textOfElement(this.xml, font));
    this.fills = listed('fills', 'fill').map((fill) => solidFill(fill, palette));
  }

  get changed(): boolean {
    return Object.values(this.added).some((elements) => elements.length > 0);
  }

  /** Returns the number format code of a cell's style. */
  format(style: number): string {
    const id = this.records[style]?.formatId ?? 0;
    return this.codes.get(id) ?? builtInFormat(id);
  }

  /** Returns the style that is `style` but for its number format. */
  withFormat(style: number, code: string): number {
    if (this.format(style) === code) return style;
    return this.once(`with format ${style} ${code}`, () =>
      this.withAttributes(style, { numFmtId: String(this.formatId(code)), applyNumberFormat: '1' }),
    );
  }

  /** Returns a style's solid fill as RRGGBB, `pattern` for a fill of another kind; `null` where there is none. */
  fill(style: number): string | null {
    return this.fills[this.records[style]?.fillId ?? 0] ?? null;
  }

  /** Returns the style that is `style` but for its fill. */
  withFill(style: number, fill: string | null): number {
    if (this.fill(style) === fill) return style;
    return this.once(`with fill ${style} ${fill}`, () =>
      this.withAttributes(style, { fillId: String(this.fillId(fill)), applyFill: '1' }),
    );
  }

  /** Returns name and size of a style's font. */
  font(style: number): FontFace {
    return this.once(`font ${style}`, () => faceOf(this.fonts[this.records[style]?.fontId ?? 0] ?? '<font/>'));
  }

  /** Returns the style that is `style` but for name and size of its font. */
  withFont(style: number, wanted: WantedFace): number {
    return this.once(`with font ${style} ${wanted.size} ${wanted.name}`, () => {
      const present = this.fonts[this.records[style]?.fontId ?? 0] ?? `<${this.prefix}font/>`;
      return this.withFontText(style, present, withFace(present, this.prefix, wanted));
    });
  }

  /** Returns the style that is `style` but bold. */
  bold(style: number): number {
    return this.once(`bold ${style}`, () => {
      const present = this.fonts[this.records[style]?.fontId ?? 0] ?? `<${this.prefix}font/>`;
      return this.withFontText(style, present, boldFont(present, this.prefix));
    });
  }

  /** Returns the style that is `style`, with its content in the middle of the cell's height. */
  inMiddle(style: number): number {
    return this.once(`in middle ${style}`, () => this.withAlignment(style, { vertical: 'center' }));
  }

  /** Tells whether a style breaks text within the column. */
  wraps(style: number): boolean {
    return this.once(`wraps ${style}`, () => {
      const record = this.recordFor(style);
      if (record === undefined) return false;
      return isTrue(childOf(parseTree(record.text, 'xf'), 'alignment')?.attributes['wrapText']);
    });
  }

  /** Returns the style that is `style`, with its text broken within the column or not. */
  withWrap(style: number, wraps: boolean): number {
    if (this.wraps(style) === wraps) return style;
    return this.once(`with wrap ${style} ${wraps}`, () => this.withAlignment(style, { wrapText: wraps ? '1' : null }));
  }

  /** Width of a figure of the workbook's usual font in pixels: the unit in which columns are measured. */
  get figureWidth(): number {
    return figureWidthOf(this.fonts[0] ?? '');
  }

  /**
   * Returns the style that is `style` but for the mark that says "typed with a leading apostrophe": what the cell holds
   * is text, whatever it looks like.
   */
  withQuote(style: number, quoted: boolean): number {
    if ((this.records[style]?.quoted ?? false) === quoted) return style;
    return this.once(`with quote ${style} ${quoted}`, () =>
      this.withAttributes(style, { quotePrefix: quoted ? '1' : null }),
    );
  }

  /** Returns the text of the styles part with what was added. */
  text(): string {
    let xml = this.xml;
    for (const [list, elements] of Object.entries(this.added)) {
      if (elements.length > 0) xml = this.withElements(xml, list, elements);
    }
    return xml;
  }

  private withElements(xml: string, list: string, elements: readonly string[]): string {
    const root = parseTree(xml, this.part, 2);
    const present = childOf(root, list);
    const inner = elements.join('');
    if (present === undefined) {
      const name = this.prefix + list;
      const text = `<${name} count="${elements.length}">${inner}</${name}>`;
      return insertChild(xml, root, { order: STYLES_ORDER, name: list, text });
    }
    const count = String(present.children.length + elements.length);
    return splice(xml, appending(xml, present, { attributes: { count }, text: inner }));
  }

  private once<T>(key: string, answer: () => T): T {
    if (!this.answers.has(key)) this.answers.set(key, answer());
    return this.answers.get(key) as T;
  }

  /** A style without a record looks like the first one. */
  private recordFor(style: number): StyleRecord | undefined {
    return this.records[style] ?? this.records[0];
  }

  private withAttributes(style: number, attributes: Readonly<Record<string, string | null>>): number {
    const base = this.recordFor(style);
    if (base === undefined) return style;
    return this.styleOf(withTagAttributes(base.text, attributes));
  }

  private withFontText(style: number, present: string, font: string): number {
    if (font === present) return style;
    return this.withAttributes(style, { fontId: String(this.fontId(font)), applyFont: '1' });
  }

  private withAlignment(style: number, attributes: Readonly<Record<string, string | null>>): number {
    const record = this.recordFor(style);
    if (record === undefined) return style;
    const text = this.alignedRecord(record.text, attributes);
    return this.styleOf(withTagAttributes(text, { applyAlignment: '1' }));
  }

  private alignedRecord(record: string, attributes: Readonly<Record<string, string | null>>): string {
    const root = parseTree(record, 'xf');
    const present = childOf(root, 'alignment');
    if (present !== undefined) return splice(record, [settingAttributes(record, present, attributes)]);
    let text = `<${this.prefix}alignment/>`;
    for (const [name, value] of Object.entries(attributes)) text = withAttribute(text, name, value);
    return insertChild(record, root, { order: RECORD_ORDER, name: 'alignment', text });
  }

  /** Returns the style of a record, which is added where none means the same. */
  private styleOf(text: string): number {
    // Of records that mean the same the first counts.
    this.byMeaning ??= new Map(
      [...this.records.entries()].reverse().map(([index, record]) => [meaningOf(record.text), index]),
    );
    const meaning = meaningOf(text);
    const present = this.byMeaning.get(meaning);
    if (present !== undefined) return present;
    if (this.records.length >= MOST_STYLES) throw new XlsxRefusal('styles-full', { count: MOST_STYLES });
    this.added.cellXfs.push(text);
    this.records.push(recordOf(text));
    this.byMeaning.set(meaning, this.records.length - 1);
    return this.records.length - 1;
  }

  private formatId(code: string): number {
    const present = builtInFormatId(code) ?? [...this.codes].find(([, other]) => other === code)?.[0];
    if (present !== undefined) return present;
    if (this.codes.size >= MOST_FORMATS) throw new XlsxRefusal('number-formats-full', { count: MOST_FORMATS });
    const id = maximum(this.codes.keys(), LAST_RESERVED_FORMAT) + 1;
    this.codes.set(id, code);
    this.added.numFmts.push(`<${this.prefix}numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`);
    return id;
  }

  private fontId(font: string): number {
    const present = this.fonts.indexOf(font);
    if (present >= 0) return present;
    if (this.fonts.length >= MOST_FONTS) throw new XlsxRefusal('fonts-full', { count: MOST_FONTS });
    this.fonts.push(font);
    this.added.fonts.push(font);
    return this.fonts.length - 1;
  }

  private fillId(fill: string | null): number {
    // The first fill is by rule the one that fills nothing.
    if (fill === null) return 0;
    const present = this.fills.indexOf(fill);
    if (present >= 0) return present;
    const p = this.prefix;
    const colours = `<${p}fgColor rgb="FF${fill}"/><${p}bgColor indexed="64"/>`;
    this.fills.push(fill);
    this.added.fills.push(`<${p}fill><${p}patternFill patternType="solid">${colours}</${p}patternFill></${p}fill>`);
    return this.fills.length - 1;
  }
}

/*
 * What Excel holds ("Excel specifications and limits"); it repairs a workbook with more. Of number formats it holds 200
 * to 250, by its language.
 */
const MOST_STYLES = 65_490;
const MOST_FONTS = 1_024;
const MOST_FORMATS = 250;
/** Numbers up to this one are for built-in number formats. */
const LAST_RESERVED_FORMAT = 163;
const OTHER_FILL = 'pattern';

function solidFill(fill: Element, palette: Palette): string | null {
  const pattern = childOf(fill, 'patternFill');
  const colour = childOf(pattern, 'fgColor');
  const type = pattern?.attributes['patternType'] ?? 'none';
  if (type === 'none' && childOf(fill, 'gradientFill') === undefined) return null;
  if (type !== 'solid' || colour === undefined) return OTHER_FILL;
  return rgbOf(colour.attributes, palette) ?? OTHER_FILL;
}
