import type { Form, FormColumn } from '../form/form.js';
import { columnName } from '../grid/address.js';
import { usedArea } from '../grid/grid.js';
import type { AttachmentColumn } from './attachment.js';
import { inOneLine, type HeaderText, type HeaderTexts } from './header-texts.js';
import type { HeaderLexicon } from './lexicon.js';
import { isMarginRow } from './margin-row.js';
import { normalise } from './normalise.js';
import { quarterOfGroup } from './period.js';
import { parseUnitName } from './unit-name.js';

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

/** Finds the header whose names begin in `row`, or in the two rows above it; `undefined` where the row is none. */
export function headerAt(texts: HeaderTexts, row: number, lexicon: HeaderLexicon): Header | undefined {
  const names = nameRows(texts, row, lexicon);
  if (names.named.size < 2) return undefined;

  const { top: firstRow, bottom: lastRow } = usedArea(texts.grid);
  let top = names.top;
  let bottom = names.bottom;
  while (top > firstRow && isSymbolRow(texts, top - 1, lexicon)) top -= 1;
  const mayAdd = names.bottom + 2;
  while (
    bottom < lastRow &&
    bottom < mayAdd &&
    (isSymbolRow(texts, bottom + 1, lexicon) || addsNames(texts, bottom + 1, lexicon))
  )
    bottom += 1;
  const named = bottom;
  while (bottom < lastRow && bottom < named + 2 && isMarginRow(texts.grid, bottom + 1)) bottom += 1;

  const columns: AttachmentColumn[] = [];
  const unknown: UnknownColumn[] = [];
  const spelledOtherwise = new Map<number, string>();
  const stacks = texts.columns.map((column) => ({ column, stack: texts.stack(column, top, named) }));
  const older = olderQuarters(stacks.map(({ stack }) => stack));
  for (const { column, stack } of stacks) {
    const found = stack.some(({ text }) => older.has(text))
      ? undefined
      : describe(stack, texts.stack(column, names.top, names.bottom), column, lexicon);
    if (found !== undefined)
      columns.push(
        found.role === 'sum' && columns.some(({ id }) => id === found.id)
          ? { ...found, id: `${found.id} ${columnName(column)}` }
          : found,
      );
    else if (stack.length > 0) unknown.push({ column, texts: stack.map(({ text }) => text) });
    const spelled = spelledIn(stack, lexicon);
    if (found?.expression !== undefined && spelled !== undefined && found.expression !== spelled)
      spelledOtherwise.set(column, spelled);
  }
  return isHeader(columns, lexicon.form) ? { top, bottom, columns, unknown, spelledOtherwise } : undefined;
}

/** Of the rows that begin at `row`, and then of those above, takes as many as name more columns. */
function nameRows(texts: HeaderTexts, row: number, lexicon: HeaderLexicon): NameRows {
  const read = (top: number, bottom: number): NameRows => ({
    top,
    bottom,
    named: columnsNamed(texts, top, bottom, lexicon),
  });
  let best = read(row, row);
  for (let bottom = row + 1; bottom <= row + 2 && texts.textsIn(bottom) !== undefined; bottom += 1) {
    const longer = read(row, bottom);
    if (longer.named.size > best.named.size) best = longer;
  }
  // Most rows of a sheet are no header at all.
  if (best.named.size < 2) return best;
  for (let top = row - 1; top >= row - 2 && texts.textsIn(top) !== undefined; top -= 1) {
    const longer = read(top, best.bottom);
    if (longer.named.size > best.named.size) best = longer;
  }
  // A title above helps to name nothing: it is not part of the header, unless a cell of the header is merged with it.
  while (best.top < best.bottom) {
    const shorter = read(best.top + 1, best.bottom);
    if (shorter.named.size < best.named.size) break;
    best = shorter;
  }
  return {
    ...best,
    top: Math.max(hasGroupsOfTimes(texts, best.top - 1) ? best.top - 1 : texts.topOf(best.top), best.bottom - 3),
  };
}

/** 第一季度 beside 第二季度, or 本季度 beside 上季度, each over columns of its own: they name none, but tell which of them are meant. */
function hasGroupsOfTimes(texts: HeaderTexts, row: number): boolean {
  const groups = texts.columns
    .flatMap((column) => texts.stack(column, row, row + 1).slice(0, 1))
    .filter(({ text, across }) => across && (quarterOfGroup(text) !== null || isOfAnotherTime([{ text, across }])));
  return new Set(groups.map(({ text }) => text)).size > 1;
}

function columnsNamed(
  texts: HeaderTexts,
  top: number,
  bottom: number,
  lexicon: HeaderLexicon,
): ReadonlyMap<number, FormColumn> {
  const named = new Map<number, FormColumn>();
  for (const column of texts.columns) {
    const found = nameIn(texts.stack(column, top, bottom), lexicon)?.column;
    // 合计 heads a row of totals as well as a column: it makes no row a header.
    if (found !== undefined && found.role !== 'sum') named.set(column, found);
  }
  return named;
}

function isHeader(columns: readonly AttachmentColumn[], form: Form): boolean {
  const ids = new Set(columns.map(({ id }) => id));
  const essential = form.columns.filter((column) => column.essential);
  const inputs = essential.filter((column) => column.role === 'input');
  // A scored table is known by its counts; one of them may be misnamed and is then reported as missing.
  if (inputs.length > 0) return inputs.filter((column) => ids.has(column.id)).length >= Math.min(3, inputs.length);
  return essential.every((column) => ids.has(column.id));
}

/** The name a column's texts make: first together with the group above them (差评 over 总数), then each by itself. */
function nameIn(
  stack: readonly HeaderText[],
  lexicon: HeaderLexicon,
): { readonly column: FormColumn; readonly together: boolean } | undefined {
  if (isOfAnotherTime(stack)) return undefined;
  const parts = stack.map(({ text }) => text);
  const together = parts.length < 2 ? [] : [parts.join(''), [...parts].reverse().join(''), parts.slice(-2).join('')];
  for (const text of together) {
    const column = lexicon.named(text);
    if (column !== undefined) return { column, together: true };
  }
  for (const { text, across } of stack) {
    const column = across ? undefined : lexicon.named(text);
    if (column !== undefined) return { column, together: false };
  }
  return undefined;
}

/** 上季度, 去年同期 over a group of columns: its names are those of the table, its figures are not. */
function isOfAnotherTime(stack: readonly HeaderText[]): boolean {
  return stack.some(({ text, across }) => across && /上一?季|上年|去年|同期|上期|环比|同比|累计/.test(normalise(text)));
}

/** Groups of columns for several quarters: the newest is the table, the others are to compare with. Returns the others' texts. */
function olderQuarters(stacks: readonly (readonly HeaderText[])[]): ReadonlySet<string> {
  const quarters = new Map(
    stacks.flat().flatMap(({ text, across }) => {
      const quarter = across ? quarterOfGroup(text) : null;
      return quarter === null ? [] : [[text, quarter] as const];
    }),
  );
  const all = [...quarters.values()].sort();
  // 第一季度 beside 2021年第二季度: nobody knows of which year the former is.
  if (all.some((quarter) => quarter.length !== all[0]?.length)) return new Set();
  return new Set([...quarters].filter(([, quarter]) => quarter !== all[all.length - 1]).map(([text]) => text));
}

function describe(
  stack: readonly HeaderText[],
  names: readonly HeaderText[],
  column: number,
  lexicon: HeaderLexicon,
): AttachmentColumn | undefined {
  if (isOfAnotherTime(stack)) return undefined;
  const texts = stack.map(({ text }) => text);
  const header = inOneLine(texts);
  const byName = nameIn(names, lexicon) ?? nameIn(stack, lexicon);
  const spelled = spelledIn(stack, lexicon);
  if (byName !== undefined) {
    const { id, role } = byName.column;
    // A table may have several, each under its own word: 小计 and 合计.
    if (role === 'sum')
      return { id: normalise(header), role, column, header, because: byName.together ? 'names' : 'name' };
    // Another spelling of the same (M÷A×100%) stays; where the two are at odds (P/A under 总评价率) the name says what is meant.
    const agrees =
      spelled !== undefined && (byName.column.expression === undefined || lexicon.computedBy(spelled)?.id === id);
    const expression = role === 'computed' ? (agrees ? spelled : byName.column.expression) : undefined;
    return {
      id,
      role,
      column,
      header,
      because: byName.together ? 'names' : 'name',
      ...(expression === undefined ? {} : { expression }),
    };
  }
  const bySymbol = texts.map((text) => lexicon.symbol(text)).find((found) => found !== undefined);
  if (bySymbol !== undefined) return { id: bySymbol.id, role: bySymbol.role, column, header, because: 'symbol' };
  if (spelled !== undefined) {
    return {
      id: lexicon.computedBy(spelled)?.id ?? spelled,
      role: 'computed',
      column,
      header,
      because: 'expression',
      expression: spelled,
    };
  }
  const district =
    lexicon.form.kind === 'volumes'
      ? stack.find(({ text, across }) => !across && isDistrict(text, lexicon.form))
      : undefined;
  return district === undefined
    ? undefined
    : { id: normalise(district.text), role: 'district', column, header, because: 'position' };
}

/** The expression that stands in a column's header, alone or behind its name. */
function spelledIn(stack: readonly HeaderText[], lexicon: HeaderLexicon): string | undefined {
  return stack.map(({ text }) => lexicon.spelledIn(text)).find((text) => text !== undefined);
}

function isDistrict(text: string, { totals }: Form): boolean {
  const name = parseUnitName(text).name;
  return /(?:[区县市旗园镇乡]|管委会|街道)$/.test(name) && !totals.includes(name);
}

function isSymbolRow(texts: HeaderTexts, row: number, lexicon: HeaderLexicon): boolean {
  const found = texts.textsIn(row) ?? [];
  if (found.length <= 2) return false;
  if (lexicon.form.kind === 'volumes') return found.every((text) => /^[\d.]+万人?$/.test(normalise(text)));
  return (
    found.filter((text) => lexicon.symbol(text) !== undefined || lexicon.isExpression(text)).length > found.length / 2
  );
}

function addsNames(texts: HeaderTexts, row: number, lexicon: HeaderLexicon): boolean {
  const found = texts.textsIn(row) ?? [];
  const isSum = (text: string): boolean => lexicon.named(text)?.role === 'sum';
  const adding = found.filter(
    (text) =>
      !isSum(text) &&
      (lexicon.named(text) !== undefined || (lexicon.form.kind === 'volumes' && isDistrict(text, lexicon.form))),
  );
  return adding.length > 1 && adding.length + found.filter(isSum).length > found.length / 2;
}
