import { parseHeader } from '../expression/header-language.js';
import type { Form, FormColumn } from '../form/form.js';
import { valueAt, usedArea, type Grid } from '../grid/grid.js';
import type { AttachmentColumn } from './attachment.js';
import { normalise } from './normalise.js';

/** A header as it stands on the sheet: its rows and what each column of the sheet means. */
export interface Header {
  readonly top: number;
  readonly bottom: number;
  readonly columns: readonly AttachmentColumn[];
}

/** Looks names and symbols of a form up; remembers what it has seen, since bodies repeat their texts. */
export class HeaderLexicon {
  private readonly byName = new Map<string, FormColumn>();
  private readonly bySymbol = new Map<string, FormColumn>();

  constructor(readonly form: Form) {
    for (const column of form.columns) {
      for (const name of column.names) if (!this.byName.has(normalise(name))) this.byName.set(normalise(name), column);
      if (column.symbol !== undefined) this.bySymbol.set(column.symbol, column);
    }
  }

  /** Finds a column by its name; a suffix R1, and a symbol in the same cell ("季度应评价数A"), are passed over. */
  named(text: string): FormColumn | undefined {
    if (text.length > 40) return undefined;
    const name = normalise(text);
    return this.byName.get(name) ?? this.byName.get(name.replace(/R\d$/, '')) ?? this.byName.get(name.replace(/[A-Z]\d?(?:\/[A-Z]\d?)?$/, '')) ?? this.byName.get(name.replace(/\d?%?1?-?[A-Z]\d?\/[A-Z]\d?%?$/, ''));
  }

  symbol(text: string): FormColumn | undefined {
    return this.bySymbol.get(text.normalize('NFKC').trim());
  }

  isExpression(text: string): boolean {
    return /[-+/*÷×]/.test(text) && parseHeader(text, (symbol) => this.bySymbol.get(symbol)?.id) !== undefined;
  }
}

/** Finds the header whose names begin in `row`, within the sheet's columns; `undefined` where the row is none. */
export function headerAt(grid: Grid, row: number, lexicon: HeaderLexicon): Header | undefined {
  const { left, right, bottom: lastRow } = usedArea(grid);
  const named = new Map<number, FormColumn>();
  for (let column = left; column <= right; column += 1) {
    const found = columnNamed(grid, row, column, lexicon);
    if (found !== undefined) named.set(column, found);
  }
  if (!isHeader(named, lexicon.form)) return undefined;

  let top = row;
  let bottom = row;
  while (top > grid.top && isSymbolRow(grid, top - 1, lexicon)) top -= 1;
  while (bottom < lastRow && bottom < row + 2 && (isSymbolRow(grid, bottom + 1, lexicon) || addsNames(grid, bottom + 1, lexicon))) bottom += 1;

  const columns: AttachmentColumn[] = [];
  for (let column = left; column <= right; column += 1) {
    const found = describe(grid, { top, bottom }, column, lexicon);
    if (found !== undefined) columns.push(found);
  }
  return { top, bottom, columns };
}

function isHeader(named: ReadonlyMap<number, FormColumn>, form: Form): boolean {
  const ids = new Set([...named.values()].map((column) => column.id));
  const essential = form.columns.filter((column) => column.essential);
  const inputs = essential.filter((column) => column.role === 'input');
  // A scored table is known by its counts; one of them may be misnamed and is then reported as missing.
  if (inputs.length > 0) return inputs.filter((column) => ids.has(column.id)).length >= Math.min(3, inputs.length);
  return essential.every((column) => ids.has(column.id));
}

function describe(grid: Grid, { top, bottom }: { readonly top: number; readonly bottom: number }, column: number, lexicon: HeaderLexicon): AttachmentColumn | undefined {
  const texts: string[] = [];
  for (let row = top; row <= bottom; row += 1) {
    const value = valueAt(grid, row, column);
    if (typeof value === 'string' && value.trim() !== '') texts.push(value);
  }
  const header = texts.join(' ').replace(/\s+/g, ' ');
  const byName = texts.map((text) => lexicon.named(text)).find((found) => found !== undefined) ?? lexicon.named(texts.join(''));
  // The name may stand beside an expression of its own (P/A under 主动评价率): what the header spells is what is computed.
  const spelled = texts.map((text) => text.trim()).find((text) => lexicon.isExpression(text));
  if (byName !== undefined) {
    const expression = byName.role === 'computed' ? (spelled ?? byName.expression) : undefined;
    return { id: byName.id, role: byName.role, column, header, because: 'name', ...(expression === undefined ? {} : { expression }) };
  }
  const bySymbol = texts.map((text) => lexicon.symbol(text)).find((found) => found !== undefined);
  if (bySymbol !== undefined) return { id: bySymbol.id, role: bySymbol.role, column, header, because: 'symbol' };
  if (spelled !== undefined) {
    const known = lexicon.form.columns.find((one) => one.expression !== undefined && normalise(one.expression) === normalise(spelled));
    return { id: known?.id ?? spelled, role: 'computed', column, header, because: 'expression', expression: spelled };
  }
  if (lexicon.form.kind === 'volumes' && texts[0] !== undefined && /[区县市旗]$/.test(normalise(texts[0]))) {
    return { id: normalise(texts[0]), role: 'district', column, header, because: 'position' };
  }
  return undefined;
}

function columnNamed(grid: Grid, row: number, column: number, lexicon: HeaderLexicon): FormColumn | undefined {
  const value = valueAt(grid, row, column);
  return typeof value === 'string' ? lexicon.named(value) : undefined;
}

function isSymbolRow(grid: Grid, row: number, lexicon: HeaderLexicon): boolean {
  const texts = textsIn(grid, row);
  if (texts === undefined) return false;
  if (lexicon.form.kind === 'volumes') return texts.length > 2 && texts.every((text) => /^[\d.]+万人?$/.test(normalise(text)));
  return texts.length > 2 && texts.filter((text) => lexicon.symbol(text) !== undefined || lexicon.isExpression(text)).length > texts.length / 2;
}

function addsNames(grid: Grid, row: number, lexicon: HeaderLexicon): boolean {
  const texts = textsIn(grid, row);
  const named = texts?.filter((text) => lexicon.named(text) !== undefined) ?? [];
  return texts !== undefined && named.length > 1 && named.length > texts.length / 2;
}

/** The row's texts; `undefined` where it holds a number, which no header does. */
function textsIn(grid: Grid, row: number): readonly string[] | undefined {
  const values = grid.values[row - grid.top] ?? [];
  if (values.some((value) => typeof value === 'number')) return undefined;
  return values.filter((value): value is string => typeof value === 'string' && value.trim() !== '');
}
