import { compare, fromDecimal } from '../exact/rational.js';
import { cellName } from '../grid/address.js';
import type { Area, Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import type { NoteExpectation } from '../method/components/component-kind.js';
import { columnsOfComponent, expectedNotes, type Component } from '../method/components/index.js';
import type { Method } from '../method/method.js';
import { componentInWords, ruleName } from '../method/method-in-words.js';
import type { Attachment } from '../recognition/attachment.js';
import { NoteText, type NoteEdit, type NoteFinding } from './note-text.js';

/** A sheet with the attachment whose notes are read. */
export interface SheetWithNotes {
  readonly grid: Grid;
  readonly attachment: Attachment;
  /** Further tables on the sheet, which have notes of their own. */
  readonly others?: readonly Area[] | undefined;
}

/**
 * Compares the notes under an attachment (各区县“好差评”得分构成 …) with the method, number by number. Only what the
 * notes say is compared; notes that are not there are nobody's mistake.
 */
export function compareNotes(
  { grid, attachment, others = [] }: SheetWithNotes,
  method: Method,
): readonly NoteFinding[] {
  const text = new NoteText(grid, attachment, others);
  const paragraphs = paragraphsOf(text.flat);
  if (paragraphs.length === 0) return [];
  const edits: (readonly NoteEdit[])[] = [];
  const found = new Set<Component>();
  for (const paragraph of paragraphs) {
    const component = componentNamed(paragraph.text, method, attachment);
    if (component === undefined) {
      edits.push(extraParagraph(paragraph, attachment));
      continue;
    }
    found.add(component);
    edits.push(compareParagraph(paragraph, component, attachment));
  }
  // Numbered sentences that name none of the components speak of something else.
  if (found.size === 0) return [];
  const missing = method.components.filter((component) => !found.has(component));
  return [
    ...text.findings(edits.flat()),
    ...missing.map((component): NoteFinding => ({
      code: 'note-clause-missing',
      sheet: grid.sheet,
      ...text.place(0),
      clause: component.clause,
      name: nameOf(component, attachment),
      found: '',
      expected: componentInWords(component, attachment.form),
      wording: null,
    })),
  ];
}

/** The findings as problems. */
export function noteProblems(findings: readonly NoteFinding[]): readonly Problem[] {
  return uniqueNotes(findings).map(({ code, sheet, row, column, clause, name, found, expected }) => ({
    severity: 'warning',
    code,
    sheet,
    cell: cellName(row, column),
    parameters: { clause, name, found, expected },
  }));
}

/** A figure that stands twice in a paragraph (占 40 分，…×40) is reported once; each place is a finding of its own. */
export function uniqueNotes(findings: readonly NoteFinding[]): readonly NoteFinding[] {
  const unique = new Map(findings.map((finding) => [JSON.stringify({ ...finding, wording: null }), finding]));
  return [...unique.values()];
}

interface Paragraph {
  readonly number: string;
  readonly start: number;
  readonly text: string;
}

const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];
const FIGURE = '(\\d+(?:\\.\\d+)?)';

/** 一、… 二、… in their order; a numeral out of order is part of a sentence. */
function paragraphsOf(flat: string): readonly Paragraph[] {
  const starts: { readonly number: string; readonly mark: number; readonly start: number }[] = [];
  for (const match of flat.matchAll(/([一二三四五六七八九十]{1,2})、/g)) {
    const number = match[1] ?? '';
    const previous = starts[starts.length - 1]?.number ?? '';
    // A paragraph may be missing, so the next numeral need not be the very next; but it never goes back.
    const isLater = NUMERALS.indexOf(number) > NUMERALS.indexOf(previous);
    const isWhole = !/[一二三四五六七八九十\d]/.test(flat[match.index - 1] ?? '');
    if (isLater && isWhole) starts.push({ number, mark: match.index, start: match.index + match[0].length });
  }
  return starts.map(({ number, start }, index) => ({
    number,
    start,
    text: flat.slice(start, starts[index + 1]?.mark ?? flat.length),
  }));
}

/** The component whose column the paragraph begins with; the longest name decides: 主动评价好评率 is not 主动评价率. */
function componentNamed(text: string, method: Method, attachment: Attachment): Component | undefined {
  let best: { readonly column: string; readonly length: number } | undefined;
  for (const { id } of attachment.form.columns) {
    for (const name of namesOf(id, attachment)) {
      const isLonger = name.length > (best?.length ?? 0);
      if (isLonger && text.startsWith(name)) best = { column: id, length: name.length };
    }
  }
  const column = best?.column;
  if (column === undefined) return undefined;
  return method.components.find((component) => columnsOfComponent(component)[0] === column);
}

/** A paragraph that gives points for something the method does not score. */
function extraParagraph({ number, start, text }: Paragraph, attachment: Attachment): readonly NoteEdit[] {
  const named = attachment.form.columns
    .filter(({ role }) => role === 'computed' || role === 'adjustment')
    .find(({ id }) => namesOf(id, attachment).some((name) => text.startsWith(name)));
  const points = new RegExp(`占${FIGURE}分|基础分${FIGURE}`).exec(text);
  if (named === undefined || points === null) return [];
  return [
    {
      code: 'note-clause-extra',
      clause: number,
      name: ruleName(named.id, attachment.form),
      start: start + points.index,
      end: start + points.index + points[0].length,
      expected: null,
    },
  ];
}

function compareParagraph(paragraph: Paragraph, component: Component, attachment: Attachment): readonly NoteEdit[] {
  const { number, start, text } = paragraph;
  const name = nameOf(component, attachment);
  const { figures, otherKindPattern, items } = expectedNotes(component);
  if (otherKindPattern?.test(text) === true) return [wholeParagraph(paragraph, component, attachment)];
  const edits: NoteEdit[] = [];
  for (const [pattern, expected] of figures) {
    for (const match of text.matchAll(new RegExp(pattern.replace('#', FIGURE), 'dg'))) {
      if (compare(fromDecimal(match[1] ?? ''), fromDecimal(expected)) === 0) continue;
      const [from, to] = match.indices?.[1] ?? [0, 0];
      edits.push({ code: 'note-disagrees', clause: number, name, start: start + from, end: start + to, expected });
    }
  }
  if (items === undefined) return edits;
  return [...edits, ...compareItems(paragraph, items)];
}

/** 1、…扣1-5分；2、…加2分: each item's sign and points against the method's. */
function compareItems(paragraph: Paragraph, expected: NonNullable<NoteExpectation['items']>): readonly NoteEdit[] {
  const edits: NoteEdit[] = [];
  for (const { number, start, text } of itemsOf(paragraph)) {
    const match = /([扣减加])(\d+(?:\.\d+)?(?:[-–—~至到]\d+(?:\.\d+)?)?)分/.exec(text);
    if (match === null) continue;
    const [whole, sign = '', points = ''] = match;
    const item = expected.find((each) => each.number === number);
    const clause = `${paragraph.number}${number}`;
    const from = start + match.index;
    const all = { clause, start: from, end: from + whole.length };
    if (item === undefined) {
      edits.push({ code: 'note-clause-extra', ...all, name: text.slice(0, 12), expected: null });
      continue;
    }
    const { label: name } = item;
    const isSignRight = (sign === '加') === (item.sign === '加');
    const arePointsRight = points.replace(/[–—~至到]/g, '-') === item.points;
    if (!isSignRight) {
      edits.push({ code: 'note-disagrees', ...all, name, expected: `${item.sign} ${item.points} 分` });
    } else if (!arePointsRight) {
      const end = from + 1 + points.length;
      edits.push({ code: 'note-disagrees', clause, name, start: from + 1, end, expected: item.points });
    }
  }
  return edits;
}

/** The numbered items of a paragraph. */
function itemsOf({ start, text }: Paragraph): readonly Paragraph[] {
  const items = [...text.matchAll(/(?:^|[^\d.])(\d{1,2})、/g)].map((match) => ({
    number: match[1] ?? '',
    from: match.index + match[0].length,
  }));
  return items.map(({ number, from }, index) => ({
    number,
    start: start + from,
    text: text.slice(from, items[index + 1]?.from ?? text.length),
  }));
}

/** By rank where the method says by rate, or the other way round: the paragraph is written anew. */
function wholeParagraph({ number, start, text }: Paragraph, component: Component, attachment: Attachment): NoteEdit {
  return {
    code: 'note-clause-differs',
    clause: number,
    name: nameOf(component, attachment),
    start,
    end: start + text.length,
    expected: componentInWords(component, attachment.form),
  };
}

function nameOf(component: Component, { form }: Attachment): string {
  return ruleName(columnsOfComponent(component)[0] ?? component.id, form);
}

function namesOf(column: string, { form }: Attachment): readonly string[] {
  return [ruleName(column, form), ...(form.columns.find(({ id }) => id === column)?.names ?? [])];
}
