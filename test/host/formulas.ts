import { parseCellName } from '../../src/core/grid/address.js';
import type { Area, CellError, CellValue } from '../../src/core/grid/grid.js';

/** Where a formula finds the cells it refers to. */
export interface Cells {
  value(sheet: string | null, row: number, column: number): CellValue;
}

interface Reference {
  readonly areas: readonly { readonly sheet: string | null; readonly area: Area }[];
}
type Operand = CellValue | Reference;

const isError = (value: Operand): value is CellError => typeof value === 'object' && value !== null && 'error' in value;
const isReference = (value: Operand): value is Reference =>
  typeof value === 'object' && value !== null && 'areas' in value;

class Failure extends Error {
  constructor(readonly error: string) {
    super(error);
  }
}

/**
 * Computes a formula with its `=` as Excel would, for the functions the product writes and a few more; another function
 * is `#NAME?`.
 */
export function evaluate(formula: string, cells: Cells): CellValue {
  try {
    const value = new Parser(formula.slice(1), cells).whole();
    const single = isReference(value) ? only(value, cells) : value;
    return single ?? 0;
  } catch (failure) {
    if (failure instanceof Failure) return { error: failure.error };
    throw failure;
  }
}

function only(reference: Reference, cells: Cells): CellValue {
  const first = reference.areas[0];
  if (
    reference.areas.length !== 1 ||
    first === undefined ||
    first.area.top !== first.area.bottom ||
    first.area.left !== first.area.right
  )
    throw new Failure('#VALUE!');
  return cells.value(first.sheet, first.area.top, first.area.left);
}

/** The kinds of tokens, each a group of its own. */
const TOKEN_PATTERNS = [
  /(\d+(?:\.\d*)?(?:[eE][+-]?\d+)?|\.\d+)/u,
  /("(?:[^"]|"")*")/u,
  /((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)/u,
  /(\$?[A-Za-z]{1,3}\$?[1-9]\d*(?![\p{L}\p{N}_(]))/u,
  /([\p{L}_][\p{L}\p{N}_.]*)/u,
  /(#[A-Z/0]+[!?]?)/u,
  /(<=|>=|<>|[-+*/^&=<>(),:%])/u,
];
const TOKEN = new RegExp(`\\s*(?:${TOKEN_PATTERNS.map(({ source }) => source).join('|')})`, 'uy');

interface Token {
  readonly kind: 'number' | 'text' | 'sheet' | 'cell' | 'name' | 'error' | 'sign' | 'end';
  readonly text: string;
}

function tokens(source: string): Token[] {
  const found: Token[] = [];
  const kinds = ['number', 'text', 'sheet', 'cell', 'name', 'error', 'sign'] as const;
  let index = 0;
  while (index < source.trimEnd().length) {
    TOKEN.lastIndex = index;
    const match = TOKEN.exec(source);
    if (match === null) throw new Failure('#NAME?');
    const group = match.slice(1).findIndex((part) => part !== undefined);
    found.push({ kind: kinds[group] as Token['kind'], text: match[group + 1] as string });
    index = TOKEN.lastIndex;
  }
  return [...found, { kind: 'end', text: '' }];
}

class Parser {
  private readonly tokens: readonly Token[];
  private position = 0;

  constructor(
    source: string,
    private readonly cells: Cells,
  ) {
    this.tokens = tokens(source);
  }

  whole(): Operand {
    const value = this.comparison();
    if (this.next.kind !== 'end') throw new Failure('#NAME?');
    return value;
  }

  private get next(): Token {
    return this.tokens[this.position] as Token;
  }

  private take(...texts: readonly string[]): string | null {
    const { kind, text } = this.next;
    if (kind !== 'sign' || !texts.includes(text)) return null;
    this.position += 1;
    return text;
  }

  private expect(text: string): void {
    if (this.take(text) === null) throw new Failure('#NAME?');
  }

  private comparison(): Operand {
    let left = this.joined();
    for (
      let sign = this.take('=', '<>', '<=', '>=', '<', '>');
      sign !== null;
      sign = this.take('=', '<>', '<=', '>=', '<', '>')
    ) {
      const order = compare(this.plain(left), this.plain(this.joined()));
      left = holds(sign, order);
    }
    return left;
  }

  private joined(): Operand {
    let left = this.sum();
    while (this.take('&') !== null) left = asText(this.plain(left)) + asText(this.plain(this.sum()));
    return left;
  }

  private sum(): Operand {
    let left = this.product();
    for (let sign = this.take('+', '-'); sign !== null; sign = this.take('+', '-')) {
      const right = this.number(this.product());
      left = nearlyZero(this.number(left), right, sign === '+' ? this.number(left) + right : this.number(left) - right);
    }
    return left;
  }

  private product(): Operand {
    let left = this.power();
    for (let sign = this.take('*', '/'); sign !== null; sign = this.take('*', '/')) {
      const right = this.number(this.power());
      if (sign === '/' && right === 0) throw new Failure('#DIV/0!');
      left = sign === '*' ? this.number(left) * right : this.number(left) / right;
    }
    return left;
  }

  private power(): Operand {
    let left = this.signed();
    while (this.take('^') !== null) left = this.number(left) ** this.number(this.signed());
    return left;
  }

  private signed(): Operand {
    if (this.take('-') !== null) return -this.number(this.signed());
    if (this.take('+') !== null) return this.signed();
    let value = this.primary();
    while (this.take('%') !== null) value = this.number(value) / 100;
    return value;
  }

  private primary(): Operand {
    const { kind, text } = this.next;
    this.position += 1;
    switch (kind) {
      case 'number':
        return Number(text);
      case 'text':
        return text.slice(1, -1).replaceAll('""', '"');
      case 'error':
        throw new Failure(text);
      case 'sheet':
        return this.range(
          text
            .slice(0, -1)
            .replace(/^'(.*)'$/s, '$1')
            .replaceAll("''", "'"),
        );
      case 'cell':
        this.position -= 1;
        return this.range(null);
      case 'name':
        return this.named(text);
      default:
        if (text !== '(') throw new Failure('#NAME?');
        return this.bracketed();
    }
  }

  /** Brackets hold an expression or a union of references. */
  private bracketed(): Operand {
    const parts = [this.comparison()];
    while (this.take(',') !== null) parts.push(this.comparison());
    this.expect(')');
    if (parts.length === 1) return parts[0] as Operand;
    return { areas: parts.flatMap((part) => (isReference(part) ? part.areas : fail('#VALUE!'))) };
  }

  private range(sheet: string | null): Reference {
    const first = this.cell();
    const last = this.take(':') === null ? first : this.cell();
    const area = {
      top: Math.min(first.row, last.row),
      bottom: Math.max(first.row, last.row),
      left: Math.min(first.column, last.column),
      right: Math.max(first.column, last.column),
    };
    return { areas: [{ sheet, area }] };
  }

  private cell(): { readonly row: number; readonly column: number } {
    const token = this.next;
    const place = token.kind === 'cell' ? parseCellName(token.text) : undefined;
    if (place === undefined) throw new Failure('#NAME?');
    this.position += 1;
    return place;
  }

  private named(name: string): Operand {
    if (/^(true|false)$/i.test(name) && this.next.text !== '(') return name.toLowerCase() === 'true';
    if (this.take('(') === null) throw new Failure('#NAME?');
    const upper = name.toUpperCase();
    if (upper === 'IF') return this.branches();
    const given: Operand[] = [];
    let failed: string | null = null;
    if (this.take(')') === null) {
      do {
        try {
          given.push(this.comparison());
        } catch (failure) {
          // IFERROR alone may see the error of an argument; its end has to be found for that.
          if (!(failure instanceof Failure)) throw failure;
          failed ??= failure.error;
          given.push({ error: failure.error });
          this.skip();
        }
      } while (this.take(',') !== null);
      this.expect(')');
    }
    if (upper === 'IFERROR') return isError(this.look(given[0] ?? null)) ? (given[1] ?? null) : (given[0] ?? null);
    if (failed !== null) throw new Failure(failed);
    return this.call(upper, given);
  }

  private branches(): Operand {
    const condition = this.plain(this.comparison());
    const results: Operand[] = [];
    while (this.take(',') !== null) {
      const taken = results.length === (truth(condition) ? 0 : 1);
      if (taken) results.push(this.comparison());
      else {
        this.skip();
        results.push(null);
      }
    }
    this.expect(')');
    return results[truth(condition) ? 0 : 1] ?? false;
  }

  /** Passes over an argument without working it out. */
  private skip(): void {
    for (let depth = 0; this.next.kind !== 'end'; this.position += 1) {
      if (depth === 0 && (this.next.text === ',' || this.next.text === ')') && this.next.kind === 'sign') return;
      if (this.next.kind === 'sign' && this.next.text === '(') depth += 1;
      if (this.next.kind === 'sign' && this.next.text === ')') depth -= 1;
    }
  }

  private call(name: string, given: readonly Operand[]): Operand {
    const numbers = (): number[] =>
      given.flatMap((operand) => (isReference(operand) ? this.numbersIn(operand) : [this.number(operand)]));
    const first = (): number => this.number(given[0] ?? null);
    switch (name) {
      case 'SUM':
        return mended(numbers().reduce((sum, value) => sum + value, 0));
      case 'MIN':
        return orZero(numbers()).reduce((least, value) => Math.min(least, value));
      case 'MAX':
        return orZero(numbers()).reduce((greatest, value) => Math.max(greatest, value));
      case 'AVERAGE': {
        const all = numbers();
        return all.length === 0 ? fail('#DIV/0!') : all.reduce((sum, value) => sum + value, 0) / all.length;
      }
      case 'COUNT':
        return given.flatMap((operand) =>
          isReference(operand) ? this.valuesIn(operand).filter((value) => typeof value === 'number') : [operand],
        ).length;
      case 'COUNTA':
        return given.flatMap((operand) =>
          isReference(operand) ? this.valuesIn(operand).filter((value) => value !== null) : [operand],
        ).length;
      case 'ABS':
        return Math.abs(first());
      case 'ROUND':
        return roundHalfAway(first(), this.number(given[1] ?? 0));
      case 'OR':
        return given.some((operand) => truth(this.plain(operand)));
      case 'AND':
        return given.every((operand) => truth(this.plain(operand)));
      case 'NOT':
        return !truth(this.plain(given[0] ?? null));
      case 'ISNUMBER':
        return typeof this.look(given[0] ?? null) === 'number';
      case 'RANK': {
        const ranked = given[1];
        if (ranked === undefined || !isReference(ranked)) return fail('#VALUE!');
        const all = this.numbersIn(ranked);
        const value = first();
        if (!all.includes(value)) return fail('#N/A');
        const descending = this.number(given[2] ?? 0) === 0;
        return 1 + all.filter((other) => (descending ? other > value : other < value)).length;
      }
      default:
        return fail('#NAME?');
    }
  }

  private valuesIn({ areas }: Reference): CellValue[] {
    const found: CellValue[] = [];
    for (const { sheet, area } of areas)
      for (let row = area.top; row <= area.bottom; row += 1)
        for (let column = area.left; column <= area.right; column += 1)
          found.push(this.cells.value(sheet, row, column));
    return found;
  }

  /** Numbers of a range: text, booleans and blanks are passed over, errors are not. */
  private numbersIn(reference: Reference): number[] {
    const found: number[] = [];
    for (const value of this.valuesIn(reference)) {
      if (isError(value)) throw new Failure(value.error);
      if (typeof value === 'number') found.push(value);
    }
    return found;
  }

  private look(operand: Operand): CellValue {
    return isReference(operand) ? only(operand, this.cells) : operand;
  }

  private plain(operand: Operand): CellValue {
    const value = this.look(operand);
    if (isError(value)) throw new Failure(value.error);
    return value;
  }

  private number(operand: Operand): number {
    const value = this.plain(operand);
    if (typeof value === 'number') return value;
    if (value === null) return 0;
    if (typeof value === 'boolean') return Number(value);
    const text = String(value).trim();
    const read = Number(text.replace(/%$/, ''));
    if (text === '' || Number.isNaN(read)) throw new Failure('#VALUE!');
    return text.endsWith('%') ? read / 100 : read;
  }
}

function fail(error: string): never {
  throw new Failure(error);
}

function orZero(numbers: number[]): number[] {
  return numbers.length === 0 ? [0] : numbers;
}

function asText(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'boolean') return String(value).toUpperCase();
  return String(value);
}

function truth(value: CellValue): boolean {
  if (typeof value === 'string') throw new Failure('#VALUE!');
  return value !== null && value !== 0 && value !== false;
}

/** Numbers come before text, text before booleans; a blank takes the kind of the other side. */
function compare(a: CellValue, b: CellValue): number {
  const left = a ?? blankLike(b);
  const right = b ?? blankLike(a);
  if (rank(left) !== rank(right)) return rank(left) - rank(right);
  if (typeof left === 'string') return left.toLowerCase().localeCompare(String(right).toLowerCase());
  return Number(left) - Number(right);
}

function rank(value: CellValue): number {
  if (typeof value === 'number') return 0;
  return typeof value === 'string' ? 1 : 2;
}

function blankLike(other: CellValue): CellValue {
  if (typeof other === 'string') return '';
  return typeof other === 'boolean' ? false : 0;
}

/** Tells whether a comparison holds between two values in this order: negative, zero or positive. */
function holds(sign: string, order: number): boolean {
  switch (sign) {
    case '=':
      return order === 0;
    case '<>':
      return order !== 0;
    case '<=':
      return order <= 0;
    case '>=':
      return order >= 0;
    case '<':
      return order < 0;
    default:
      return order > 0;
  }
}

function mended(value: number): number {
  return Number(value.toPrecision(15));
}

/** Excel takes a difference that is nothing but the dust of binary fractions for zero. */
function nearlyZero(left: number, right: number, result: number): number {
  return Math.abs(result) < Math.max(Math.abs(left), Math.abs(right)) * 1e-15 ? 0 : result;
}

function roundHalfAway(value: number, places: number): number {
  const scaled = mended(Math.abs(value) * 10 ** places);
  return (Math.sign(value) * Math.floor(scaled + 0.5)) / 10 ** places;
}
