import type { Form, FormColumn } from '../form/form.js';
import { columnName } from '../grid/address.js';
import { usedArea } from '../grid/grid.js';
import type { AttachmentColumn } from './attachment.js';
import { isDistrict, isOfAnotherTime, nameIn, recogniseColumn, spelledIn, type ColumnHeader } from './column-header.js';
import type { HeaderText, HeaderTexts } from './header-texts.js';
import type { HeaderLexicon } from './lexicon.js';
import { isMarginRow } from './margin-row.js';
import { normalise } from './normalise.js';
import { quarterOfGroup } from './period.js';

/** A header as it stands on the sheet: its rows, what each column of the sheet means, and the columns nobody knows. */
export interface Header {
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly AttachmentColumn[];
  readonly unknown: readonly UnknownColumn[];
  /** What a header spells that is not what its name stands for, by column of the sheet: `P/A` under 总评价率. */
  readonly spelledOtherwise: ReadonlyMap<number, string>;
}

/** A headed column that is none of the form's: 备注, 联系人, a misspelt name. */
export interface UnknownColumn {
  readonly column: number;
  readonly texts: readonly string[];
}

/** Rows that names stand in, and the columns they name. */
interface NameRows {
  readonly top: number;
  readonly bottom: number;
  readonly named: ReadonlyMap<number, FormColumn>;
}

/** The rows of a header. */
interface HeaderRows {
  readonly top: number;
  /** The last row; with those that number the columns or give their measure. */
  readonly bottom: number;
  /** The last row whose texts say what a column is. */
  readonly lastNamed: number;
}

/** Finds the header whose names begin in `row`, or in the two rows above it; `undefined` where the row is none. */
export function headerAt(texts: HeaderTexts, row: number, lexicon: HeaderLexicon): Header | undefined {
  return new HeaderReader(texts, lexicon).at(row);
}

/** Reads the headers of a sheet by the names of one form. */
class HeaderReader {
  constructor(
    private readonly texts: HeaderTexts,
    private readonly lexicon: HeaderLexicon,
  ) {}

  at(row: number): Header | undefined {
    const names = this.nameRows(row);
    if (names.named.size < 2) return undefined;
    const rows = this.headerRows(names);
    const header = this.readColumns(rows, names);
    if (!isHeader(header.columns, this.lexicon.form)) return undefined;
    return header;
  }

  /** Of the rows that begin at `row`, and then of those above, takes as many as name more columns. */
  private nameRows(row: number): NameRows {
    const { texts } = this;
    let best = this.namesBetween(row, row);
    for (let bottom = row + 1; bottom <= row + 2 && texts.textsIn(bottom) !== undefined; bottom += 1) {
      const longer = this.namesBetween(row, bottom);
      if (longer.named.size > best.named.size) best = longer;
    }
    // Most rows of a sheet are no header at all.
    if (best.named.size < 2) return best;
    for (let top = row - 1; top >= row - 2 && texts.textsIn(top) !== undefined; top -= 1) {
      const longer = this.namesBetween(top, best.bottom);
      if (longer.named.size > best.named.size) best = longer;
    }
    // A title above names nothing: it is not part of the header, unless a cell of the header is merged with it.
    while (best.top < best.bottom) {
      const shorter = this.namesBetween(best.top + 1, best.bottom);
      if (shorter.named.size < best.named.size) break;
      best = shorter;
    }
    let top = texts.topOf(best.top);
    if (hasGroupsOfTimes(texts, best.top - 1)) top = best.top - 1;
    return { ...best, top: Math.max(top, best.bottom - 3) };
  }

  private namesBetween(top: number, bottom: number): NameRows {
    const named = new Map<number, FormColumn>();
    for (const column of this.texts.columns) {
      const found = nameIn(this.texts.stack(column, top, bottom), this.lexicon)?.column;
      // 合计 heads a row of totals as well as a column: it makes no row a header.
      if (found !== undefined && found.role !== 'sum') named.set(column, found);
    }
    return { top, bottom, named };
  }

  /** The rows of names with those above and below them that are the header's, too. */
  private headerRows(names: NameRows): HeaderRows {
    const { top: firstRow, bottom: lastRow } = usedArea(this.texts.grid);
    let { top, bottom } = names;
    while (top > firstRow && this.isSymbolRow(top - 1)) top -= 1;
    const lastAdding = Math.min(lastRow, names.bottom + 2);
    while (bottom < lastAdding && (this.isSymbolRow(bottom + 1) || this.addsNames(bottom + 1))) bottom += 1;
    const lastNamed = bottom;
    const lastInMargin = Math.min(lastRow, lastNamed + 2);
    while (bottom < lastInMargin && isMarginRow(this.texts.grid, bottom + 1)) bottom += 1;
    return { top, bottom, lastNamed };
  }

  private readColumns({ top, bottom, lastNamed }: HeaderRows, names: NameRows): Header {
    const columns: AttachmentColumn[] = [];
    const unknown: UnknownColumn[] = [];
    const spelledOtherwise = new Map<number, string>();
    const headers = this.texts.columns.map((column) => ({
      column,
      stack: this.texts.stack(column, top, lastNamed),
      names: this.texts.stack(column, names.top, names.bottom),
    }));
    const older = olderQuarters(headers.map(({ stack }) => stack));
    for (const header of headers) {
      const { column, stack } = header;
      const found = this.recognise(header, older);
      if (found !== undefined) columns.push(withIdOfItsOwn(found, columns));
      else if (stack.length > 0) unknown.push({ column, texts: stack.map(({ text }) => text) });
      const spelled = spelledIn(stack, this.lexicon);
      if (found?.expression !== undefined && spelled !== undefined && found.expression !== spelled)
        spelledOtherwise.set(column, spelled);
    }
    return { top, bottom, columns, unknown, spelledOtherwise };
  }

  private recognise(header: ColumnHeader, older: ReadonlySet<string>): AttachmentColumn | undefined {
    if (header.stack.some(({ text }) => older.has(text))) return undefined;
    return recogniseColumn(header, this.lexicon);
  }

  private isSymbolRow(row: number): boolean {
    const { lexicon } = this;
    const found = this.texts.textsIn(row) ?? [];
    if (found.length <= 2) return false;
    if (lexicon.form.kind === 'volumes') return found.every((text) => /^[\d.]+万人?$/.test(normalise(text)));
    const symbols = found.filter((text) => lexicon.symbol(text) !== undefined || lexicon.isExpression(text));
    return symbols.length > found.length / 2;
  }

  private addsNames(row: number): boolean {
    const found = this.texts.textsIn(row) ?? [];
    let names = 0;
    let sums = 0;
    for (const text of found) {
      const named = this.lexicon.named(text);
      if (named?.role === 'sum') sums += 1;
      else if (named !== undefined || this.headsDistrict(text)) names += 1;
    }
    return names > 1 && names + sums > found.length / 2;
  }

  private headsDistrict(text: string): boolean {
    const { form } = this.lexicon;
    return form.kind === 'volumes' && isDistrict(text, form);
  }
}

/** A table may have several sums under the same word; each gets an id of its own. */
function withIdOfItsOwn(found: AttachmentColumn, before: readonly AttachmentColumn[]): AttachmentColumn {
  if (found.role !== 'sum' || !before.some(({ id }) => id === found.id)) return found;
  return { ...found, id: `${found.id} ${columnName(found.column)}` };
}

/**
 * 第一季度 beside 第二季度, or 本季度 beside 上季度, each over columns of its own: they name none, but tell which of
 * them are meant.
 */
function hasGroupsOfTimes(texts: HeaderTexts, row: number): boolean {
  const groups = new Set<string>();
  for (const column of texts.columns) {
    const [first] = texts.stack(column, row, row + 1);
    if (first?.across !== true) continue;
    if (quarterOfGroup(first.text) !== null || isOfAnotherTime([first])) groups.add(first.text);
  }
  return groups.size > 1;
}

function isHeader(columns: readonly AttachmentColumn[], form: Form): boolean {
  const ids = new Set(columns.map(({ id }) => id));
  const essential = form.columns.filter((column) => column.essential);
  const inputs = essential.filter((column) => column.role === 'input');
  // A scored table is known by its counts; one of them may be misnamed and is then reported as missing.
  if (inputs.length > 0) return inputs.filter((column) => ids.has(column.id)).length >= Math.min(3, inputs.length);
  return essential.every((column) => ids.has(column.id));
}

/**
 * Groups of columns for several quarters: the newest is the table, the others are to compare with. Returns the others'
 * texts.
 */
function olderQuarters(stacks: readonly (readonly HeaderText[])[]): ReadonlySet<string> {
  const quarters = new Map<string, string>();
  for (const { text, across } of stacks.flat()) {
    if (!across) continue;
    const quarter = quarterOfGroup(text);
    if (quarter !== null) quarters.set(text, quarter);
  }
  const all = [...quarters.values()].sort();
  // 第一季度 beside 2021年第二季度: nobody knows of which year the former is.
  if (all.some((quarter) => quarter.length !== all[0]?.length)) return new Set();
  const newest = all[all.length - 1];
  return new Set([...quarters].filter(([, quarter]) => quarter !== newest).map(([text]) => text));
}
