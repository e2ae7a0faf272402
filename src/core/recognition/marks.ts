/** Signs that point at a note below: *, ※, ①, ². Not digits of a figure, though NFKC would make them some. */
const MARKS = /[*＊※★☆▲△◆●#＃①-⑳⑴-⒇⓪²³¹⁰⁴-⁹]/g;

/** Returns a text without the marks of footnotes: `张店区*`, `季度应评价数①`, `好评率（注1）`, `部门[2]`. */
export function withoutMarks(text: string): string {
  return text
    .replace(MARKS, '')
    .replace(/[([（［【]\s*(?:注\s*(?:[\d１-９一二三]\s*)?|[\d１-９]\s*|见注\s*(?:\d\s*)?)[)\]）］】]/g, '');
}
