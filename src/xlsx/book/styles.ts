import { builtInFormat, builtInFormatId } from './number-formats.js';
import { STYLES_ORDER } from '../xml/schema-order.js';
import { rgbOf, type Palette } from './colours.js';
import { appended, childOf, childrenOf, insertChild, parseTree, type Element } from '../xml/tree.js';
import { escapeXml, splice, withAttribute } from '../xml/xml.js';

// In this order, because records refer to the lists before them.
const LEAST_LISTS: readonly (readonly [name: string, inner: (prefix: string) => string, count: number])[] = [
  ['fonts', (p) => `<${p}font><${p}sz val="11"/><${p}name val="Calibri"/></${p}font>`, 1],
  [
    'fills',
    (p) =>
      `<${p}fill><${p}patternFill patternType="none"/></${p}fill><${p}fill><${p}patternFill patternType="gray125"/></${p}fill>`,
    2,
  ],
  ['borders', (p) => `<${p}border><${p}left/><${p}right/><${p}top/><${p}bottom/><${p}diagonal/></${p}border>`, 1],
  ['cellStyleXfs', (p) => `<${p}xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>`, 1],
  ['cellXfs', (p) => `<${p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>`, 1],
];

interface StyleRecord {
  readonly text: string;
  readonly formatId: number;
  readonly fillId: number;
  readonly fontId: number;
  readonly quoted: boolean;
}

/** The style records of a workbook: answers what a style means and adds records only where none equal is there. */
export class Styles {
  private readonly prefix: string;
  private readonly records: StyleRecord[];
  private readonly codes: Map<number, string>;
  private readonly fills: (string | null)[];
  private readonly fonts: string[];
  private readonly added: {
    readonly cellXfs: string[];
    readonly fills: string[];
    readonly fonts: string[];
    readonly numFmts: string[];
  } = { cellXfs: [], fills: [], fonts: [], numFmts: [] };
  private readonly xml: string;
  /** Places of the records by what they mean; a workbook may have tens of thousands. */
  private byMeaning: Map<string, number> | undefined;
  /** A sheet has a handful of styles for thousands of cells: each is looked into once. */
  private readonly known = new Map<string, unknown>();

  constructor(
    xml: string,
    private readonly part: string,
    palette: Palette,
  ) {
    this.xml = withLeastLists(xml, part);
    const root = parseTree(this.xml, part);
    this.prefix = root.prefix;
    this.records = childrenOf(childOf(root, 'cellXfs'), 'xf').map((xf) =>
      recordOf(this.xml.slice(xf.start, xf.end), xf.attributes),
    );
    this.codes = new Map(
      childrenOf(childOf(root, 'numFmts'), 'numFmt').map(({ attributes }) => [
        Number(attributes['numFmtId']),
        attributes['formatCode'] ?? 'General',
      ]),
    );
    this.fonts = childrenOf(childOf(root, 'fonts'), 'font').map((font) => this.xml.slice(font.start, font.end));
    this.fills = childrenOf(childOf(root, 'fills'), 'fill').map((fill) => solidFill(fill, palette));
  }

  get changed(): boolean {
    return (
      this.added.cellXfs.length + this.added.fills.length + this.added.fonts.length + this.added.numFmts.length > 0
    );
  }

  /** Returns the number format code of a cell's style. */
  format(style: number): string {
    const id = this.records[style]?.formatId ?? 0;
    return this.codes.get(id) ?? builtInFormat(id);
  }

  /** Returns the solid fill of a style as RRGGBB, `pattern` for a fill of another kind; `null` where there is none. */
  fill(style: number): string | null {
    return this.fills[this.records[style]?.fillId ?? 0] ?? null;
  }

  /** Returns the style that is `style` but for its number format. */
  withFormat(style: number, code: string): number {
    return this.format(style) === code
      ? style
      : this.once(`with format ${style} ${code}`, () =>
          this.with(style, { numFmtId: String(this.formatId(code)), applyNumberFormat: '1' }),
        );
  }

  /** Returns the style that is `style` but for its fill. */
  withFill(style: number, fill: string | null): number {
    return this.fill(style) === fill
      ? style
      : this.once(`with fill ${style} ${fill}`, () =>
          this.with(style, { fillId: String(this.fillId(fill)), applyFill: '1' }),
        );
  }

  /** Returns name and size of a style's font. */
  font(style: number): { readonly name: string; readonly size: number } {
    return this.once(`font ${style}`, () => {
      const root = parseTree(this.fonts[this.records[style]?.fontId ?? 0] ?? '<font/>', 'font');
      return {
        name: childOf(root, 'name')?.attributes['val'] ?? '',
        size: Number(childOf(root, 'sz')?.attributes['val'] ?? 11),
      };
    });
  }

  /** Returns the style that is `style` but for the name (`null`: its own) and size of its font; bold, colour and the like stay. */
  withFont(style: number, name: string | null, size: number): number {
    return this.once(`with font ${style} ${size} ${name}`, () => {
      const present = this.fonts[this.records[style]?.fontId ?? 0] ?? `<${this.prefix}font/>`;
      const font = fontNamed(present, this.prefix, name, size);
      return font === present ? style : this.with(style, { fontId: String(this.fontId(font)), applyFont: '1' });
    });
  }

  /** Tells whether a style breaks text within the column. */
  wraps(style: number): boolean {
    return this.once(`wraps ${style}`, () => {
      const record = this.records[style] ?? this.records[0];
      const wrap =
        record === undefined ? undefined : childOf(parseTree(record.text, 'xf'), 'alignment')?.attributes['wrapText'];
      return wrap === '1' || wrap === 'true';
    });
  }

  /** Returns the style that is `style`, with its text broken within the column or not. */
  withWrap(style: number, wraps: boolean): number {
    return this.wraps(style) === wraps
      ? style
      : this.once(`with wrap ${style} ${wraps}`, () => {
          const record = this.records[style] ?? this.records[0];
          if (record === undefined) return style;
          const p = this.prefix;
          const root = parseTree(record.text, 'xf');
          const alignment = childOf(root, 'alignment');
          const text =
            alignment === undefined
              ? insertChild(
                  record.text,
                  root,
                  ['alignment', 'protection', 'extLst'],
                  'alignment',
                  `<${p}alignment wrapText="1"/>`,
                )
              : splice(record.text, [
                  {
                    start: alignment.start,
                    end: alignment.openEnd,
                    text: withAttribute(
                      record.text.slice(alignment.start, alignment.openEnd),
                      'wrapText',
                      wraps ? '1' : null,
                    ),
                  },
                ]);
          const tagEnd = text.indexOf('>') + 1;
          return this.recorded(withAttribute(text.slice(0, tagEnd), 'applyAlignment', '1') + text.slice(tagEnd));
        });
  }

  /** How wide a figure of the workbook's usual font is, in pixels: the unit in which columns are measured, edges included. */
  get figureWidth(): number {
    const [usual = ''] = this.fonts;
    const size = /<(?:\w+:)?sz\b[^>]*\sval="([\d.]+)"/.exec(usual)?.[1] ?? '11';
    const pixels = (Number(size) * 96) / 72;
    // Chinese faces set figures half as wide as high, in whole pixels; Calibri a hair wider, most Latin ones wider still.
    if (/name\b[^>]*val="[^"]*\p{Script=Han}/u.test(usual)) return Math.ceil(Math.round(pixels) / 2);
    return Math.round(pixels * (/val="Calibri/i.test(usual) || usual === '' ? 0.507 : 0.556));
  }

  /** Returns the style that is `style` but for the mark that says "typed with a leading apostrophe: text whatever it looks like". */
  withQuote(style: number, quoted: boolean): number {
    return (this.records[style]?.quoted ?? false) === quoted
      ? style
      : this.once(`with quote ${style} ${quoted}`, () => this.with(style, { quotePrefix: quoted ? '1' : null }));
  }

  text(): string {
    let xml = this.xml;
    for (const [list, elements] of Object.entries(this.added)) {
      if (elements.length === 0) continue;
      const root = parseTree(xml, this.part, 2);
      const present = childOf(root, list);
      if (present === undefined) {
        xml = insertChild(
          xml,
          root,
          STYLES_ORDER,
          list,
          `<${this.prefix}${list} count="${elements.length}">${elements.join('')}</${this.prefix}${list}>`,
        );
      } else {
        const tag = withAttribute(
          xml.slice(present.start, present.openEnd),
          'count',
          String(present.children.length + elements.length),
        );
        xml = appended(
          splice(xml, [{ start: present.start, end: present.openEnd, text: tag }]),
          shifted(present, tag.length - (present.openEnd - present.start)),
          elements.join(''),
        );
      }
    }
    return xml;
  }

  private once<T>(question: string, answer: () => T): T {
    if (!this.known.has(question)) this.known.set(question, answer());
    return this.known.get(question) as T;
  }

  private with(style: number, attributes: Readonly<{ [name: string]: string | null }>): number {
    const base = this.records[style] ?? this.records[0];
    if (base === undefined) return style;
    const tagEnd = base.text.indexOf('>') + 1;
    let tag = base.text.slice(0, tagEnd);
    for (const [name, value] of Object.entries(attributes)) tag = withAttribute(tag, name, value);
    return this.recorded(tag + base.text.slice(tagEnd));
  }

  /** Returns the style of a record, which is added where none means the same. */
  private recorded(text: string): number {
    // Of records that mean the same the first counts.
    this.byMeaning ??= new Map(
      [...this.records.entries()].reverse().map(([index, record]) => [meaningOf(record.text), index]),
    );
    const key = meaningOf(text);
    const present = this.byMeaning.get(key);
    if (present !== undefined) return present;
    this.added.cellXfs.push(text);
    this.records.push(recordOf(text, attributesOf(text.slice(0, text.indexOf('>') + 1))));
    this.byMeaning.set(key, this.records.length - 1);
    return this.records.length - 1;
  }

  private formatId(code: string): number {
    const known = builtInFormatId(code) ?? [...this.codes].find(([, present]) => present === code)?.[0];
    if (known !== undefined) return known;
    const id = Math.max(163, ...this.codes.keys()) + 1;
    this.codes.set(id, code);
    this.added.numFmts.push(`<${this.prefix}numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`);
    return id;
  }

  private fontId(font: string): number {
    const present = this.fonts.indexOf(font);
    if (present >= 0) return present;
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
    this.fills.push(fill);
    this.added.fills.push(
      `<${p}fill><${p}patternFill patternType="solid"><${p}fgColor rgb="FF${fill}"/><${p}bgColor indexed="64"/></${p}patternFill></${p}fill>`,
    );
    return this.fills.length - 1;
  }
}

const FONT_ORDER = [
  'b',
  'i',
  'strike',
  'condense',
  'extend',
  'outline',
  'shadow',
  'u',
  'vertAlign',
  'sz',
  'color',
  'name',
  'family',
  'charset',
  'scheme',
];

/** A font bound to the theme (`scheme`) would take its name from there. */
function fontNamed(font: string, p: string, wanted: string | null, size: number): string {
  const root = parseTree(font, 'font');
  const name = wanted ?? childOf(root, 'name')?.attributes['val'] ?? '宋体';
  const own = { sz: childOf(root, 'sz')?.attributes['val'], name: childOf(root, 'name')?.attributes['val'] };
  if (own.sz === String(size) && (wanted === null || (own.name === name && childOf(root, 'scheme') === undefined)))
    return font;
  const ours: Readonly<Record<string, string>> = {
    sz: `<${p}sz val="${size}"/>`,
    name: `<${p}name val="${escapeXml(name)}"/>`,
    charset: `<${p}charset val="134"/>`,
    family: '',
    scheme: '',
  };
  const stays = (element: string): string =>
    root.children
      .filter((child) => child.name === element)
      .map(({ start, end }) => font.slice(start, end))
      .join('');
  return `<${p}font>${FONT_ORDER.map((element) => ours[element] ?? stays(element)).join('')}</${p}font>`;
}

// Cell records apply their format, fill and font whether or not these attributes say so; comparing without them finds the record a cell had before.
function meaningOf(record: string): string {
  const tagEnd = record.indexOf('>') + 1;
  const meant = Object.entries(attributesOf(record.slice(0, tagEnd))).filter(
    ([name]) => !['applyNumberFormat', 'applyFill', 'applyFont'].includes(name),
  );
  const defaults = meant.filter(
    ([name, value]) => !((name === 'quotePrefix' || name === 'pivotButton') && (value === '0' || value === 'false')),
  );
  return JSON.stringify(defaults.sort(([a], [b]) => (a < b ? -1 : 1))) + record.slice(tagEnd);
}

function attributesOf(tag: string): { [name: string]: string } {
  return Object.fromEntries(
    [...tag.matchAll(/([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)].map((match) => [
      match[1] ?? '',
      match[2] ?? match[3] ?? '',
    ]),
  );
}

function recordOf(text: string, attributes: Readonly<{ [name: string]: string }>): StyleRecord {
  return {
    text,
    formatId: Number(attributes['numFmtId'] ?? 0),
    fillId: Number(attributes['fillId'] ?? 0),
    fontId: Number(attributes['fontId'] ?? 0),
    quoted: attributes['quotePrefix'] === '1' || attributes['quotePrefix'] === 'true',
  };
}

const OTHER_FILL = 'pattern';

function solidFill(fill: Element, palette: Palette): string | null {
  const pattern = childOf(fill, 'patternFill');
  const colour = childOf(pattern, 'fgColor');
  const type = pattern?.attributes['patternType'] ?? 'none';
  if (type === 'none' && childOf(fill, 'gradientFill') === undefined) return null;
  return (type === 'solid' && colour !== undefined ? rgbOf(colour.attributes, palette) : null) ?? OTHER_FILL;
}

function withLeastLists(xml: string, part: string): string {
  let result = xml;
  let root = parseTree(result, part, 2);
  for (const [name, inner, count] of LEAST_LISTS) {
    const present = childOf(root, name);
    if (present !== undefined && present.children.length > 0) continue;
    if (present === undefined)
      result = insertChild(
        result,
        root,
        STYLES_ORDER,
        name,
        `<${root.prefix}${name} count="${count}">${inner(root.prefix)}</${root.prefix}${name}>`,
      );
    else result = appended(result, present, inner(root.prefix));
    root = parseTree(result, part, 2);
  }
  return result;
}

function shifted(element: Element, by: number): Element {
  return { ...element, openEnd: element.openEnd + by, closeStart: element.closeStart + by, end: element.end + by };
}
