import { folded } from '../grid/folded.js';
import type { AttachmentKind, Form } from '../form/form.js';
import { usedArea, valueAt, type Grid } from '../grid/grid.js';
import { kindSaidBy } from './kind.js';
import { normalise } from './normalise.js';
import { periodIn } from './period.js';
import { isSignature } from './signature.js';

/** A longer text is a note. */
const LONGEST = 80;
/** Titles stand close above; a long sheet above is another table's notes. */
const ROWS_ABOVE = 10;

/** The texts of the rows close above the end, one line a row that has any; long texts are left out. */
export function textBetween(grid: Grid, from: number, to: number): readonly string[] {
  return linesBetween(grid, from, to)
    .map(({ text }) => text)
    .filter((text) => text !== '');
}

/**
 * The title of a table that stands below another: its lines and its label 附件N, without what belongs to the table above
 * (its rows, its notes, who made it).
 */
export function titleBelowTable(grid: Grid, from: number, to: number): readonly string[] {
  const title: string[] = [];
  let isTitled = false;
  let below = to + 1;
  for (const { row, text, isNote, hasFigures } of [...linesBetween(grid, from, to)].reverse()) {
    if (isNote || (hasFigures && !isHeading(text))) break;
    if (isSignature(text)) {
      if (isTitled) break;
      continue;
    }
    // What stands apart above the title is not its own, but for the label.
    if (isTitled && row < below - 1 && !isLabel(text)) break;
    title.unshift(text);
    isTitled ||= looksLikeTitle(text) && !isLabel(text);
    below = row;
  }
  return title;
}

/**
 * Tells whether lines are a table's title: by their words, their quarter or the kind they speak of. A label 附件N alone
 * is none.
 */
export function isTitle(lines: readonly string[], forms: readonly Form[]): boolean {
  return lines.some((line) => {
    if (isLabel(line)) return false;
    return looksLikeTitle(line) || periodIn(line) !== null || kindSaidBy(forms, line) !== undefined;
  });
}

/**
 * The kind that a title speaks of: all of its lines, or, where they are at odds, the one nearest to the table that
 * reads like a title.
 */
export function kindOfTitle(forms: readonly Form[], lines: readonly string[]): AttachmentKind | undefined {
  const ofAllLines = kindSaidBy(forms, lines.join(' '));
  if (ofAllLines !== undefined) return ofAllLines;
  return lines
    .filter((line) => looksLikeTitle(line) && !readsLikeNote(line))
    .map((line) => kindSaidBy(forms, line))
    .filter((kind) => kind !== undefined)
    .pop();
}

interface Line {
  readonly row: number;
  readonly text: string;
  readonly isNote: boolean;
  readonly hasFigures: boolean;
}

function linesBetween(grid: Grid, from: number, to: number): readonly Line[] {
  const lines: Line[] = [];
  for (let row = Math.max(from, to - ROWS_ABOVE + 1); row <= to; row += 1) {
    const line = lineIn(grid, row);
    if (line !== undefined) lines.push(line);
  }
  return lines;
}

/** What a row says; `undefined` where it has neither text nor figures. */
function lineIn(grid: Grid, row: number): Line | undefined {
  const { left, right } = usedArea(grid);
  const texts: string[] = [];
  let hasLongText = false;
  let hasFigures = false;
  for (let column = left; column <= right; column += 1) {
    const value = valueAt(grid, row, column);
    hasFigures ||= typeof value === 'number';
    if (typeof value !== 'string' || value === '') continue;
    if (value.length <= LONGEST) texts.push(value);
    else hasLongText = true;
  }
  const text = texts.join(' ');
  if (text !== '') return { row, text, isNote: readsLikeNote(text), hasFigures };
  if (hasLongText || hasFigures) return { row, text, isNote: hasLongText, hasFigures };
  return undefined;
}

function looksLikeTitle(text: string): boolean {
  return /附[件表]|通报|评估|评价|统计|情况|表$/.test(normalise(text));
}

/** 附件 2, alone. */
function isLabel(text: string): boolean {
  return /^附[件表][\d一二三四五六七八九十]*$/.test(normalise(text));
}

/** 二、市级单位评估通报表（满分100分） heads a table, whatever else it says. */
function isHeading(text: string): boolean {
  return /表(?:续|续表|满分\d+分)?$|^附[件表]/.test(normalise(text));
}

/** 得分构成：, 注：…, 说明：…, a sentence, 1、…扣1-5分. */
function readsLikeNote(text: string): boolean {
  const plain = folded(text).replace(/\s+/g, '');
  if (/[。;]$|^(?:注|备注|附注|说明)\d*:/.test(plain)) return true;
  return (
    !isHeading(text) &&
    /得分构成|[评计]分[办方]法|^\(?(?:[一二三四五六七八九十]+|\d+)[)、.].*(?:[,。;]|\d分|得分)/.test(plain)
  );
}
