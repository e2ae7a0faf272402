import { compare, fromDecimal } from '../exact/rational.js';
import { cellName } from '../grid/address.js';
import { usedArea, valueAt, type Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import { clausePoints, isDeduction, type AdjustmentComponent } from '../method/components/adjustment.js';
import { columnsOfComponent, type Component } from '../method/components/index.js';
import type { Method } from '../method/method.js';
import { componentInWords, percentOf, ruleName } from '../method/words.js';
import type { Attachment } from '../recognition/attachment.js';

/** A place where the notes under a table say something else than the method in force. */
export interface NoteFinding {
  readonly code: 'note-disagrees' | 'note-clause-differs' | 'note-clause-extra' | 'note-clause-missing';
  readonly sheet: string;
  /** Row and column (from 0) of the note's cell. */
  readonly row: number;
  readonly column: number;
  /** The rules' paragraph, such as 一 or 六1. */
  readonly clause: string;
  readonly name: string;
  /** What the note says; for a missing paragraph the empty string. */
  readonly found: string;
  /** What it should say; for a paragraph that is too many the empty string. */
  readonly expected: string;
  /** The cell's whole text with every wording of its findings put right; `null` where a person has to write it. */
  readonly wording: string | null;
}

/**
 * Compares the notes under an attachment (各区县“好差评”得分构成 …) with the method, number by number. Only what the
 * notes say is compared; notes that are not there are nobody's mistake.
 */
export function compareNotes(grid: Grid, attachment: Attachment, method: Method, lastRow = Infinity): readonly NoteFinding[] {
  const text = new NoteText(grid, attachment, lastRow);
  const paragraphs = paragraphsOf(text.flat);
  if (paragraphs.length === 0) return [];
  const edits: Edit[] = [];
  const met = new Set<Component>();
  for (const paragraph of paragraphs) {
    const component = componentNamed(paragraph.text, method, attachment);
    if (component !== undefined) met.add(component);
    edits.push(...(component === undefined ? extraParagraph(paragraph, attachment) : compareParagraph(paragraph, component, attachment)));
  }
  // Numbered sentences that name none of the components speak of something else.
  if (met.size === 0) return [];
  const missing = method.components.filter((component) => !met.has(component));
  return [...text.findings(edits), ...missing.map((component): NoteFinding => ({
    code: 'note-clause-missing', sheet: grid.sheet, ...text.place(0), clause: component.clause, name: nameOf(component, attachment), found: '', expected: componentInWords(component, attachment.form), wording: null,
  }))];
}

/** The findings as problems: one for each. */
export function noteProblems(findings: readonly NoteFinding[]): readonly Problem[] {
  return findings.map(({ code, sheet, row, column, clause, name, found, expected }) => ({ severity: 'warning', code, sheet, cell: cellName(row, column), parameters: { clause, name, found, expected } }));
}

/** A stretch of the notes that should read otherwise. */
interface Edit {
  readonly code: NoteFinding['code'];
  readonly clause: string;
  readonly name: string;
  /** In the flattened text. */
  readonly start: number;
  readonly end: number;
  /** `null`: nothing to put there. */
  readonly expected: string | null;
}

interface Paragraph {
  readonly number: string;
  readonly start: number;
  readonly text: string;
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const DECIMAL = '(\\d+(?:\\.\\d+)?)';

/** The notes as one text in half-width signs without blanks, every sign knowing the cell and place it came from. */
class NoteText {
  readonly flat: string;
  private readonly cells: { readonly row: number; readonly column: number; readonly text: string }[] = [];
  private readonly origin: { readonly cell: number; readonly from: number; readonly to: number }[] = [];

  constructor(
    private readonly grid: Grid,
    attachment: Attachment,
    lastRow: number,
  ) {
    const { left, right, bottom } = usedArea(grid);
    let flat = '';
    for (let row = attachment.area.bottom + 1; row <= Math.min(bottom, lastRow); row += 1) {
      for (let column = left; column <= right; column += 1) {
        const text = valueAt(grid, row, column);
        if (typeof text !== 'string' || text.trim().length < 4) continue;
        this.cells.push({ row, column, text });
        let at = 0;
        for (const sign of text) {
          const plain = sign.normalize('NFKC').replace(/\s+/g, '');
          for (let unit = 0; unit < plain.length; unit += 1) this.origin.push({ cell: this.cells.length - 1, from: at, to: at + sign.length });
          flat += plain;
          at += sign.length;
        }
      }
    }
    this.flat = flat;
  }

  place(at: number): { readonly row: number; readonly column: number } {
    const { row, column } = this.cells[this.origin[at]?.cell ?? 0] ?? { row: 0, column: 0 };
    return { row, column };
  }

  findings(edits: readonly Edit[]): readonly NoteFinding[] {
    const wordings = new Map<number, string>();
    for (const edit of [...edits].sort((a, b) => b.start - a.start)) {
      const span = this.span(edit);
      if (span === null || edit.expected === null) continue;
      const text = wordings.get(span.cell) ?? this.cells[span.cell]?.text ?? '';
      wordings.set(span.cell, text.slice(0, span.from) + edit.expected + text.slice(span.to));
    }
    return [...edits].sort((a, b) => a.start - b.start).map((edit): NoteFinding => {
      const span = this.span(edit);
      const found = span === null ? this.flat.slice(edit.start, edit.end) : (this.cells[span.cell]?.text.slice(span.from, span.to) ?? '');
      const wording = span === null || edit.expected === null ? null : (wordings.get(span.cell) ?? null);
      return { code: edit.code, sheet: this.grid.sheet, ...this.place(edit.start), clause: edit.clause, name: edit.name, found, expected: edit.expected ?? '', wording };
    });
  }

  /** Where a stretch stands in its cell; `null` where it runs over several. */
  private span({ start, end }: Edit): { readonly cell: number; readonly from: number; readonly to: number } | null {
    const [first, last] = [this.origin[start], this.origin[end - 1]];
    return first === undefined || last === undefined || first.cell !== last.cell ? null : { cell: first.cell, from: first.from, to: last.to };
  }
}

/** 一、… 二、… in their order; a numeral out of order is part of a sentence. */
function paragraphsOf(flat: string): readonly Paragraph[] {
  const starts: { readonly number: string; readonly mark: number; readonly start: number }[] = [];
  for (const match of flat.matchAll(/([一二三四五六七八九十]{1,2})、/g)) {
    const number = match[1] ?? '';
    const previous = starts[starts.length - 1]?.number;
    // A paragraph may be missing, so the next numeral need not be the very next; but it never goes back.
    if (NUMERALS.indexOf(number) > (previous === undefined ? -1 : NUMERALS.indexOf(previous)) && /^[^一二三四五六七八九十\d]*$/.test(flat[match.index - 1] ?? '')) starts.push({ number, mark: match.index, start: match.index + match[0].length });
  }
  return starts.map(({ number, start }, index) => ({ number, start, text: flat.slice(start, starts[index + 1]?.mark ?? flat.length) }));
}

/** The component whose column the paragraph begins with; the longest name decides: 主动评价好评率 is not 主动评价率. */
function componentNamed(text: string, method: Method, attachment: Attachment): Component | undefined {
  let best: { readonly column: string; readonly length: number } | undefined;
  for (const { id } of attachment.form.columns) {
    for (const name of namesOf(id, attachment)) if (text.startsWith(name) && name.length > (best?.length ?? 0)) best = { column: id, length: name.length };
  }
  return best && method.components.find((component) => columnsOfComponent(component)[0] === best.column);
}

/** A paragraph that gives points for something the method does not score. */
function extraParagraph({ number, start, text }: Paragraph, attachment: Attachment): readonly Edit[] {
  const named = attachment.form.columns.filter(({ role }) => role === 'computed' || role === 'adjustment').find(({ id }) => namesOf(id, attachment).some((name) => text.startsWith(name)));
  const points = new RegExp(`占${DECIMAL}分|基础分${DECIMAL}`).exec(text);
  if (named === undefined || points === null) return [];
  return [{ code: 'note-clause-extra', clause: number, name: ruleName(named.id, attachment.form), start: start + points.index, end: start + points.index + points[0].length, expected: null }];
}

function compareParagraph(paragraph: Paragraph, component: Component, attachment: Attachment): readonly Edit[] {
  const { number, start, text } = paragraph;
  const name = nameOf(component, attachment);
  const edits: Edit[] = [];
  const expect = (pattern: string, expected: string, clause = number): void => {
    for (const match of text.matchAll(new RegExp(pattern, 'g'))) {
      const said = match[1] ?? '';
      const at = start + match.index + match[0].indexOf(said, match[0].search(/\d/));
      if (compare(fromDecimal(said), fromDecimal(expected)) !== 0) edits.push({ code: 'note-disagrees', clause, name, start: at, end: at + said.length, expected });
    }
  };
  switch (component.kind) {
    case 'weighted-rate': {
      if (/第一名|按排名|依次减/.test(text)) return [wholeParagraph(paragraph, component, attachment)];
      expect(`占${DECIMAL}分`, component.weight);
      expect(`满分${DECIMAL}分?`, component.weight);
      expect(`[×x*]${DECIMAL}`, component.weight);
      return edits;
    }
    case 'rank-ladder': {
      if (/该项得分为[^。]*[×x*]/.test(text)) return [wholeParagraph(paragraph, component, attachment)];
      expect(`占${DECIMAL}分`, component.first);
      expect(`(?:第一名|最高的)得(?:满分)?${DECIMAL}`, component.first);
      expect(`减${DECIMAL}分`, component.step);
      expect(`低于${DECIMAL}%`, percentOf(component.minimumRate));
      return edits;
    }
    case 'shortfall-deduction': {
      expect('(\\d+)%-', String(component.columns.length * 100));
      expect('[÷/](\\d+)[×x*]', String(component.columns.length));
      expect(`[÷/]\\d+[×x*]${DECIMAL}`, component.factor);
      return edits;
    }
    case 'adjustment': {
      expect(`基础分${DECIMAL}`, component.base);
      expect(`满分${DECIMAL}分`, component.maximum ?? component.full);
      return [...edits, ...compareClauses(paragraph, component)];
    }
  }
}

/** 1、…扣1-5分；2、…加2分: each clause's sign and points against the method's. */
function compareClauses({ number, start, text }: Paragraph, { clauses }: AdjustmentComponent): readonly Edit[] {
  const items = [...text.matchAll(/(?:^|[^\d.])(\d{1,2})、/g)].map((match) => ({ number: match[1] ?? '', from: match.index + match[0].length }));
  return items.flatMap((item, index): readonly Edit[] => {
    const clause = clauses.find((one) => one.number === item.number);
    const body = text.slice(item.from, items[index + 1]?.from ?? text.length);
    const match = new RegExp(`([扣减加])((?:\\d+(?:\\.\\d+)?)(?:[-–—~至到](?:\\d+(?:\\.\\d+)?))?)分`).exec(body);
    if (match === null) return [];
    const [, sign = '', said = ''] = match;
    const at = start + item.from + match.index;
    const where = { clause: `${number}${item.number}`, name: clause?.label ?? body.slice(0, 12) };
    if (clause === undefined) return [{ code: 'note-clause-extra', ...where, start: at, end: at + match[0].length, expected: null }];
    const expected = clausePoints(clause);
    const signRight = (sign !== '加') === isDeduction(clause);
    if (signRight && said.replace(/[–—~至到]/g, '-') === expected) return [];
    return signRight
      ? [{ code: 'note-disagrees', ...where, start: at + 1, end: at + 1 + said.length, expected }]
      : [{ code: 'note-disagrees', ...where, start: at, end: at + match[0].length, expected: `${isDeduction(clause) ? '扣' : '加'} ${expected} 分` }];
  });
}

/** By rank where the method says by rate, or the other way round: the paragraph is written anew. */
function wholeParagraph({ number, start, text }: Paragraph, component: Component, attachment: Attachment): Edit {
  return { code: 'note-clause-differs', clause: number, name: nameOf(component, attachment), start, end: start + text.length, expected: componentInWords(component, attachment.form) };
}

function nameOf(component: Component, { form }: Attachment): string {
  return ruleName(columnsOfComponent(component)[0] ?? component.id, form);
}

function namesOf(column: string, { form }: Attachment): readonly string[] {
  return [ruleName(column, form), ...(form.columns.find(({ id }) => id === column)?.names ?? [])];
}
