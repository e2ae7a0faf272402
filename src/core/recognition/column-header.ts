import type { Form, FormColumn } from '../form/form.js';
import type { AttachmentColumn } from './attachment.js';
import { inOneLine, type HeaderText } from './header-texts.js';
import type { HeaderLexicon } from './lexicon.js';
import { normalise } from './normalise.js';
import { parseUnitName } from './unit-name.js';

/** What stands above one column of a sheet. */
export interface ColumnHeader {
  readonly column: number;
  /** All the header's texts over it, from above. */
  readonly stack: readonly HeaderText[];
  /** Those of them that stand in the rows of names. */
  readonly names: readonly HeaderText[];
}

/** A form's column with how it was found. */
interface NamedColumn {
  readonly column: FormColumn;
  /** By several texts above each other that make one name. */
  readonly together: boolean;
}

/** Tells which of the form's columns stands under a header; `undefined` where it is none of them. */
export function recogniseColumn(header: ColumnHeader, lexicon: HeaderLexicon): AttachmentColumn | undefined {
  const { column, stack } = header;
  if (isOfAnotherTime(stack)) return undefined;
  const place = { column, header: inOneLine(stack.map(({ text }) => text)) };
  const spelled = spelledIn(stack, lexicon);
  const named = nameIn(header.names, lexicon) ?? nameIn(stack, lexicon);
  if (named !== undefined) {
    const { role } = named.column;
    const because = named.together ? 'names' : 'name';
    // A table may have several, each under its own word: 小计 and 合计.
    if (role === 'sum') return { id: normalise(place.header), role, ...place, because };
    const expression = expressionOf(named.column, spelled, lexicon);
    const found: AttachmentColumn = { id: named.column.id, role, ...place, because };
    if (expression === undefined) return found;
    return { ...found, expression };
  }
  const bySymbol = columnBySymbol(stack, lexicon);
  if (bySymbol !== undefined) return { id: bySymbol.id, role: bySymbol.role, ...place, because: 'symbol' };
  if (spelled !== undefined) {
    const id = lexicon.computedBy(spelled)?.id ?? spelled;
    return { id, role: 'computed', ...place, because: 'expression', expression: spelled };
  }
  const district = districtIn(stack, lexicon.form);
  if (district === undefined) return undefined;
  return { id: normalise(district), role: 'district', ...place, because: 'position' };
}

/**
 * The expression of a computed column. Another spelling of the same (M÷A×100%) stays; where the two are at odds (P/A
 * under 总评价率) the name says what is meant.
 */
function expressionOf(
  { id, role, expression }: FormColumn,
  spelled: string | undefined,
  lexicon: HeaderLexicon,
): string | undefined {
  if (role !== 'computed') return undefined;
  if (expression === undefined) return spelled;
  const agrees = spelled !== undefined && lexicon.computedBy(spelled)?.id === id;
  return agrees ? spelled : expression;
}

/** The name a column's texts make: first together with the group above them (差评 over 总数), then each by itself. */
export function nameIn(stack: readonly HeaderText[], lexicon: HeaderLexicon): NamedColumn | undefined {
  if (isOfAnotherTime(stack)) return undefined;
  for (const text of joinedTexts(stack)) {
    const column = lexicon.named(text);
    if (column !== undefined) return { column, together: true };
  }
  for (const { text, across } of stack) {
    if (across) continue;
    const column = lexicon.named(text);
    if (column !== undefined) return { column, together: false };
  }
  return undefined;
}

function joinedTexts(stack: readonly HeaderText[]): readonly string[] {
  if (stack.length < 2) return [];
  const parts = stack.map(({ text }) => text);
  return [parts.join(''), [...parts].reverse().join(''), parts.slice(-2).join('')];
}

/** 上季度, 去年同期 over a group of columns: its names are those of the table, its figures are not. */
export function isOfAnotherTime(stack: readonly HeaderText[]): boolean {
  return stack.some(({ text, across }) => across && /上一?季|上年|去年|同期|上期|环比|同比|累计/.test(normalise(text)));
}

function columnBySymbol(stack: readonly HeaderText[], lexicon: HeaderLexicon): FormColumn | undefined {
  for (const { text } of stack) {
    const found = lexicon.symbol(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The expression that stands in a column's header, alone or behind its name. */
export function spelledIn(stack: readonly HeaderText[], lexicon: HeaderLexicon): string | undefined {
  for (const { text } of stack) {
    const spelled = lexicon.spelledIn(text);
    if (spelled !== undefined) return spelled;
  }
  return undefined;
}

/** The district that a column of attachment 3 is of. */
function districtIn(stack: readonly HeaderText[], form: Form): string | undefined {
  if (form.kind !== 'volumes') return undefined;
  return stack.find(({ text, across }) => !across && isDistrict(text, form))?.text;
}

/** Tells whether a header is a district's name. */
export function isDistrict(text: string, { totals }: Form): boolean {
  const name = parseUnitName(text).name;
  return /(?:[区县市旗园镇乡]|管委会|街道)$/.test(name) && !totals.includes(name);
}
