import { parseHeader } from '../expression/header-language.js';
import type { Form, FormColumn } from '../form/form.js';
import { normalise } from './normalise.js';

/** What offices add to a name in its own cell: R1; the symbol (季度应评价数A, 总评价率M/A, 好评率(1-T/M)%); the unit (件). */
const ADDITIONS = [/R\d$/, /[A-Z]\d?(?:\/[A-Z]\d?)?$/, /\d?%?1?-?[A-Z]\d?\/[A-Z]\d?%?$/, /(?:单位)?[件个次条分%]$/];

/** Looks names and symbols of a form up. */
export class HeaderLexicon {
  private readonly byName = new Map<string, FormColumn>();
  private readonly byStem = new Map<string, FormColumn | null>();
  private readonly bySymbol = new Map<string, FormColumn>();

  constructor(readonly form: Form) {
    for (const column of form.columns) {
      for (const name of column.names.map(normalise)) {
        if (!this.byName.has(name)) this.byName.set(name, column);
        if (column.role === 'input') this.addStem(stemOf(name), column);
      }
      if (column.symbol !== undefined) this.bySymbol.set(column.symbol, column);
    }
  }

  /** Finds a column by its name, whatever brackets, symbol, R1 or unit stand in the same cell, with or without a final 数. */
  named(text: string): FormColumn | undefined {
    if (text.length > 40) return undefined;
    const name = normalise(text);
    return this.byName.get(name) ?? this.withoutAdditions(name) ?? this.byStem.get(stemOf(name)) ?? undefined;
  }

  /** Finds the one column whose name differs from the text in one sign: 主动好平数 is nearly 主动好评数. */
  nearlyNamed(text: string): FormColumn | undefined {
    const written = normalise(text);
    if (written.length < 4 || written.length > 20) return undefined;
    const near = new Set([...this.byName].filter(([name]) => name.length >= 4 && differInOneSign(name, written)).map(([, column]) => column));
    return near.size === 1 ? [...near][0] : undefined;
  }

  symbol(text: string): FormColumn | undefined {
    return this.bySymbol.get(text.normalize('NFKC').trim());
  }

  isExpression(text: string): boolean {
    return /[-+/*÷×]/.test(text) && parseHeader(text, (symbol) => this.bySymbol.get(symbol)?.id) !== undefined;
  }

  private addStem(stem: string, column: FormColumn): void {
    const known = this.byStem.get(stem);
    // A stem of two columns, or of one sign or two, tells nothing.
    if (stem.length >= 3) this.byStem.set(stem, known === undefined || known === column ? column : null);
  }

  private withoutAdditions(name: string): FormColumn | undefined {
    for (const addition of ADDITIONS) {
      const found = this.byName.get(name.replace(addition, ''));
      // "单位：件" says what is counted; it does not head the units.
      if (found !== undefined && found.role !== 'unit') return found;
    }
    return undefined;
  }
}

function stemOf(name: string): string {
  return name.replace(/(?:总?[数量])$/, '');
}

/** One sign replaced, left out or added. */
function differInOneSign(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const [restA, restB] = [a.slice(start), b.slice(start)];
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
