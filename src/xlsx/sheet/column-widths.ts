import { WORKSHEET_ORDER } from '../xml/schema-order.js';
import { childOf, childrenOf, parseTree, withRootChild, type Element } from '../xml/tree.js';
import { withAttribute } from '../xml/xml.js';

/** What a column is wide where nothing says otherwise, in characters. */
const DEFAULT_WIDTH = 8.43;

/** Returns the width of a column of a worksheet; `null` where it has none of its own. */
export function columnWidth(worksheet: Element, column: number): number | null {
  const range = childrenOf(childOf(worksheet, 'cols'), 'col').find(
    ({ attributes }) => column + 1 >= Number(attributes['min']) && column + 1 <= Number(attributes['max']),
  );
  const width = range?.attributes['width'];
  return width === undefined ? null : Number(width);
}

/** Returns the widths of the first columns of a worksheet, those without one at the usual width. */
export function readColumnWidths(worksheet: Element, columns: number): readonly number[] {
  const usual = Number(childOf(worksheet, 'sheetFormatPr')?.attributes['defaultColWidth'] ?? DEFAULT_WIDTH);
  return Array.from({ length: columns }, (_, column) => columnWidth(worksheet, column) ?? usual);
}

/** Sets the widths of some columns (`null`: none of their own); what else is said of them (style, hidden, outline) stays. */
export function withColumnWidths(xml: string, part: string, widths: ReadonlyMap<number, number | null>): string {
  if (widths.size === 0) return xml;
  return withRootChild(xml, part, WORKSHEET_ORDER, 'cols', (p, present) => {
    const root = present === undefined ? undefined : parseTree(present, part);
    const columns: { readonly first: number; readonly text: string }[] = [];
    const seen = new Set<number>();
    for (const range of root?.children ?? []) {
      const text = (present as string).slice(range.start, range.end);
      const [first, last] = [Number(range.attributes['min']) - 1, Number(range.attributes['max']) - 1];
      const within = [...widths.keys()].filter((column) => column >= first && column <= last).sort((a, b) => a - b);
      // The range falls apart at each column that is to be otherwise.
      let from = first;
      for (const column of within) {
        if (column > from) columns.push({ first: from, text: placed(text, from, column - 1) });
        columns.push(...sized(placed(text, column, column), column, widths.get(column) ?? null));
        seen.add(column);
        from = column + 1;
      }
      if (from <= last) columns.push({ first: from, text: within.length === 0 ? text : placed(text, from, last) });
    }
    for (const [column, width] of widths)
      if (!seen.has(column)) columns.push(...sized(placed(`<${p}col/>`, column, column), column, width));
    if (columns.length === 0) return null;
    const tag = root === undefined ? `<${p}cols>` : (present as string).slice(0, root.openEnd).replace(/\s*\/>$/, '>');
    return `${tag}${columns
      .sort((a, b) => a.first - b.first)
      .map(({ text }) => text)
      .join('')}</${p}cols>`;
  });
}

/** The `cols` of a sheet that has none yet. */
export function columnsXml(widths: readonly number[]): string {
  return widths.length === 0
    ? ''
    : `<cols>${widths.map((width, column) => withAttribute(withAttribute(placed('<col/>', column, column), 'width', String(width)), 'customWidth', '1')).join('')}</cols>`;
}

function placed(column: string, first: number, last: number): string {
  return withAttribute(withAttribute(column, 'min', String(first + 1)), 'max', String(last + 1));
}

/** A column's element with its width; none where nothing at all is said of the column then. */
function sized(
  element: string,
  column: number,
  width: number | null,
): readonly { readonly first: number; readonly text: string }[] {
  const text = withAttribute(
    withAttribute(element, 'width', width === null ? null : String(width)),
    'customWidth',
    width === null ? null : '1',
  );
  const says = Object.keys(parseTree(text, 'col').attributes).some((name) => name !== 'min' && name !== 'max');
  return says ? [{ first: column, text }] : [];
}
