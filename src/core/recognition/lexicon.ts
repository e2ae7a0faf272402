import { folded } from '../grid/folded.js';
import type { Expression } from '../expression/expression.js';
import { isTimesHundred, parseHeader } from '../expression/header-language.js';
import { areSame } from '../expression/same.js';
import type { Form, FormColumn } from '../form/form.js';
import { withoutMarks } from './marks.js';
import { normalise } from './normalise.js';

/** What offices add behind a name: the symbol or what is computed (数A, 率M/A, 率=(1-T/M)%); R1; the unit (件). */
const BEHIND = [
  /(?<![A-Z\d+\-−–*/×÷%=])[\d+\-−–*/×÷=]*[A-Z%][A-Z\d+\-−–*/×÷%=]*$/,
  /(?:单位)?(?:[件个次条分%]|百分点)$/,
];
/** And before it: the symbol, 其中, the quarter that the whole sheet is of. */
const BEFORE = [
  /^[A-Z]\d?[=、.]?(?=\p{Script=Han})/u,
  /^其中/,
  /^(?:20\d\d年)?第?[一二三四1-4]季度/,
  /^本(?=季度)/,
  /^本季度?/,
];
/** Words that make one count another: 差评数（有效） is not 差评数. */
const TELLING = /有效|无效|主动|好评|差评|回复|回访|整改|满意/;

/** A number typed as text, perhaps with its unit: no name of a column. */
export const FIGURE = /^[\s\d０-９.,，]+(?:[%件个次条分]\s*)?$/;

/** A workbook has some hundred texts that might be headers, and is read again after each change. */
const MOST_CACHED = 10_000;

const LEXICONS = new WeakMap<Form, HeaderLexicon>();

/** Returns the lexicon of a form: the same one for each sheet, so that a text is looked up once. */
export function lexiconOf(form: Form): HeaderLexicon {
  const known = LEXICONS.get(form);
  if (known !== undefined) return known;
  const lexicon = new HeaderLexicon(form);
  LEXICONS.set(form, lexicon);
  return lexicon;
}

/** Looks names and symbols of a form up. */
export class HeaderLexicon {
  private readonly byName = new Map<string, FormColumn>();
  private readonly byStem = new Map<string, FormColumn | null>();
  private readonly bySymbol = new Map<string, FormColumn>();
  /** Texts that were looked up before. */
  private readonly cached = new Map<string, FormColumn | undefined>();

  constructor(readonly form: Form) {
    for (const column of form.columns) {
      for (const name of column.names.map(normalise)) {
        if (!this.byName.has(name)) this.byName.set(name, column);
        if (column.role === 'input') this.addStem(stemOf(name), column);
      }
      if (column.symbol !== undefined) this.bySymbol.set(column.symbol, column);
    }
  }

  /**
   * Finds a column by its name, whatever brackets, symbol, R1, footnote mark or unit stand in the same cell, with or
   * without a final 数.
   */
  named(text: string): FormColumn | undefined {
    if (text.length > 40 || FIGURE.test(text)) return undefined;
    if (this.cached.has(text)) return this.cached.get(text);
    const found = this.lookUp(text);
    if (this.cached.size >= MOST_CACHED) this.cached.clear();
    this.cached.set(text, found);
    return found;
  }

  /** Finds the one column whose name differs from the text in one sign: 主动好平数 is nearly 主动好评数. */
  nearlyNamed(text: string): FormColumn | undefined {
    const written = normalise(text);
    if (written.length < 4 || written.length > 20) return undefined;
    const near = new Set<FormColumn>();
    for (const [name, column] of this.byName) if (name.length >= 4 && differInOneSign(name, written)) near.add(column);
    if (near.size !== 1) return undefined;
    return [...near][0];
  }

  symbol(text: string): FormColumn | undefined {
    const plain = folded(text).replace(/[\s()]+/g, '');
    return this.bySymbol.get(plain.toUpperCase());
  }

  isExpression(text: string): boolean {
    return /[-+/*÷×]/.test(text) && this.parse(text) !== undefined;
  }

  /** Reads an expression over the form's symbols. */
  parse(text: string): Expression | undefined {
    return parseHeader(text, this.idOf);
  }

  /** Tells whether what a header spells is a ratio times 100. */
  isTimesHundred(text: string): boolean {
    return isTimesHundred(text, this.idOf);
  }

  /** Finds the column that an expression computes, however it is spelled: `M÷A×100%` is M/A. */
  computedBy(text: string): FormColumn | undefined {
    const spelled = this.parse(text);
    if (spelled === undefined) return undefined;
    return this.form.columns.find(({ expression }) => {
      const own = expression === undefined ? undefined : this.parse(expression);
      return own !== undefined && areSame(own, spelled);
    });
  }

  private readonly idOf = (symbol: string): string | undefined => this.bySymbol.get(symbol)?.id;

  /** What a header cell spells to be computed, alone or behind its name: `P/A` of "主动评价率（P/A）". */
  spelledIn(text: string): string | undefined {
    const whole = text.trim();
    const behind = /(?<!\P{Script=Han})\P{Script=Han}+$/u.exec(folded(whole))?.[0] ?? '';
    const inBrackets = behind.replace(/^[\s=:]*\((.*)\)\s*$/s, '$1');
    const withoutSign = behind.replace(/^[\s=:]+/, '');
    return [whole, inBrackets, withoutSign].map((part) => part.trim()).find((part) => this.isExpression(part));
  }

  private lookUp(text: string): FormColumn | undefined {
    const asWritten = this.plainly(normalise(text));
    if (asWritten !== undefined) return asWritten;
    const unmarked = folded(withoutMarks(text));
    const found = this.plainly(normalise(unmarked));
    if (found !== undefined) return found;
    const [, outer = unmarked, inner = '', rest = ''] =
      /^([^([【]*)[([【]([^)\]】]*)[)\]】](.*)$/s.exec(unmarked) ?? [];
    // 主动评价数（不含默认） is 主动评价数; 差评数（有效） is 有效差评数 and never 差评数.
    const onlyClarifies = /^(?:不?含|包括|其中)/.test(inner) || !TELLING.test(inner);
    if (onlyClarifies) return this.plainly(normalise(outer + rest));
    return this.plainly(normalise(inner + outer + rest));
  }

  /** Finds a column by a normalised name, without what offices add before and behind it. */
  private plainly(name: string): FormColumn | undefined {
    const shorter = BEFORE.flatMap((before) => (before.test(name) ? [name.replace(before, '')] : []));
    for (const written of [name, ...shorter]) {
      const found = this.byName.get(written) ?? this.withoutAdditions(written) ?? this.byStem.get(stemOf(written));
      if (found != null) return found;
    }
    return undefined;
  }

  private addStem(stem: string, column: FormColumn): void {
    // A stem of one sign or two, or of two columns, tells nothing.
    if (stem.length < 3) return;
    const other = this.byStem.get(stem);
    const isUnique = other === undefined || other === column;
    this.byStem.set(stem, isUnique ? column : null);
  }

  private withoutAdditions(name: string): FormColumn | undefined {
    for (const addition of BEHIND) {
      const found = this.byName.get(name.replace(addition, ''));
      // "单位：件" says what is counted; it does not head the units.
      if (found !== undefined && found.role !== 'unit') return found;
    }
    return undefined;
  }
}

function stemOf(name: string): string {
  return name.replace(/(?:总|办?件)?[数量]$/, '');
}

/** One sign replaced, left out or added. */
function differInOneSign(a: string, b: string): boolean {
  if (a === b || Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  const restA = a.slice(start);
  const restB = b.slice(start);
  return restA.slice(1) === restB.slice(1) || restA.slice(1) === restB || restA === restB.slice(1);
}
