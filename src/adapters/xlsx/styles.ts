import { builtInFormat, builtInFormatId } from './number-formats.js';
import { escapeXml, splice, walk, withAttribute, type Splice } from './xml.js';

/** The style records of a workbook: reads number formats and adds records only where none equal is there. */
export class Styles {
  private xml: string;
  private records: string[] = [];
  private formatIds: number[] = [];
  private codes = new Map<number, string>();
  private afterRecords = -1;
  private recordsTag = { start: 0, end: 0 };
  private formatsTag: { readonly start: number; readonly end: number; readonly selfClosing: boolean } | undefined;
  private afterFormats = -1;
  private rootEnd = 0;
  private prefix = '';
  changed = false;

  constructor(
    xml: string,
    private readonly part: string,
  ) {
    this.xml = xml;
    this.read();
  }

  /** Returns the number format code of a cell's style. */
  format(style: number): string {
    const id = this.formatIds[style] ?? 0;
    return this.codes.get(id) ?? builtInFormat(id);
  }

  /** Returns the style that is `style` but for its number format. */
  withFormat(style: number, code: string): number {
    const base = this.records[style];
    if (base === undefined || this.format(style) === code) return style;
    const id = this.formatId(code);
    const tagEnd = base.indexOf('>') + 1;
    const tag = withAttribute(withAttribute(base.slice(0, tagEnd), 'numFmtId', String(id)), 'applyNumberFormat', '1');
    const record = tag + base.slice(tagEnd);
    const present = this.records.indexOf(record);
    if (present >= 0) return present;
    const count = this.records.length + 1;
    this.edit([
      { start: this.recordsTag.start, end: this.recordsTag.end, text: withAttribute(this.xml.slice(this.recordsTag.start, this.recordsTag.end), 'count', String(count)) },
      { start: this.afterRecords, end: this.afterRecords, text: record },
    ]);
    return count - 1;
  }

  text(): string {
    return this.xml;
  }

  private formatId(code: string): number {
    const known = builtInFormatId(code) ?? [...this.codes].find(([, present]) => present === code)?.[0];
    if (known !== undefined) return known;
    const id = Math.max(163, ...this.codes.keys()) + 1;
    const element = `<${this.prefix}numFmt numFmtId="${id}" formatCode="${escapeXml(code)}"/>`;
    const tag = this.formatsTag;
    if (tag === undefined) this.edit([{ start: this.rootEnd, end: this.rootEnd, text: `<${this.prefix}numFmts count="1">${element}</${this.prefix}numFmts>` }]);
    else if (tag.selfClosing) this.edit([{ start: tag.start, end: tag.end, text: `<${this.prefix}numFmts count="1">${element}</${this.prefix}numFmts>` }]);
    else
      this.edit([
        { start: tag.start, end: tag.end, text: withAttribute(this.xml.slice(tag.start, tag.end), 'count', String(this.codes.size + 1)) },
        { start: this.afterFormats, end: this.afterFormats, text: element },
      ]);
    return id;
  }

  private edit(splices: readonly Splice[]): void {
    this.xml = splice(this.xml, splices);
    this.changed = true;
    this.read();
  }

  private read(): void {
    this.records = [];
    this.formatIds = [];
    this.codes = new Map();
    this.formatsTag = undefined;
    let inRecords = false;
    let recordStart = 0;
    let depth = 0;
    walk(this.xml, this.part, {
      open: (tag) => {
        depth += 1;
        if (depth === 1) {
          this.rootEnd = tag.end;
          this.prefix = tag.prefix;
        }
        if (tag.name === 'numFmts') this.formatsTag = tag;
        if (tag.name === 'numFmt' && depth === 3) this.codes.set(Number(tag.attributes['numFmtId']), tag.attributes['formatCode'] ?? 'General');
        if (tag.name === 'cellXfs') {
          inRecords = true;
          this.recordsTag = { start: tag.start, end: tag.end };
        } else if (inRecords && tag.name === 'xf') {
          recordStart = tag.start;
          this.formatIds.push(Number(tag.attributes['numFmtId'] ?? 0));
        }
      },
      close: (name, start, end) => {
        depth -= 1;
        if (name === 'numFmts') this.afterFormats = start;
        if (name === 'cellXfs') {
          inRecords = false;
          this.afterRecords = start;
        } else if (inRecords && name === 'xf') this.records.push(this.xml.slice(recordStart, end));
      },
    });
  }
}
