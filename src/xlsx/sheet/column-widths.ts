import { WORKSHEET_ORDER } from '../xml/schema-order.js';
import { childOf, childrenOf, openTagOf, parseTree, textOfElement, withRootChild, type Element } from '../xml/tree.js';
import { withAttribute } from '../xml/xml.js';

/** The width of a column where nothing says otherwise, in characters. */
const DEFAULT_WIDTH = 8.43;

/** Returns the width of a column of a worksheet; `null` where it has none of its own. */
export function columnWidth(worksheet: Element, column: number): number | null {
  const range = childrenOf(childOf(worksheet, 'cols'), 'col').find(
    ({ attributes }) => column + 1 >= Number(attributes['min']) && column + 1 <= Number(attributes['max']),
  );
  const width = range?.attributes['width'];
  if (width === undefined) return null;
  return Number(width);
}

/** Returns the widths of the first columns of a worksheet, those without one at the usual width. */
export function readColumnWidths(worksheet: Element, columns: number): readonly number[] {
  const usual = Number(childOf(worksheet, 'sheetFormatPr')?.attributes['defaultColWidth'] ?? DEFAULT_WIDTH);
  return Array.from({ length: columns }, (_, column) => columnWidth(worksheet, column) ?? usual);
}

type Widths = ReadonlyMap<number, number | null>;

/** Neighbouring columns of which the same is said; the number is that of the first. */
interface ColumnRange {
  readonly first: number;
  readonly text: string;
}

/**
 * Sets the widths of some columns (`null`: none of their own); what else is said of them (style, hidden, outline)
 * stays.
 */
export function withColumnWidths(xml: string, part: string, widths: Widths): string {
  if (widths.size === 0) return xml;
  return withRootChild(xml, { part, order: WORKSHEET_ORDER, name: 'cols' }, (p, present) => {
    const root = present === undefined ? undefined : parseTree(present, part);
    let tag = `<${p}cols>`;
    let ranges: readonly ColumnRange[] = [];
    const left = new Map(widths);
    if (present !== undefined && root !== undefined) {
      tag = openTagOf(present, root);
      ranges = root.children.flatMap((range) => {
        const text = textOfElement(present, range);
        const first = Number(range.attributes['min']) - 1;
        const last = Number(range.attributes['max']) - 1;
        const within = [...widths].filter(([column]) => column >= first && column <= last);
        for (const [column] of within) left.delete(column);
        return splitRange({ first, last, text }, new Map(within));
      });
    }
    const added = [...left].flatMap(([column, width]) => columnWithWidth(`<${p}col/>`, column, width));
    const texts = [...ranges, ...added].sort((a, b) => a.first - b.first).map(({ text }) => text);
    if (texts.length === 0) return null;
    return `${tag}${texts.join('')}</${p}cols>`;
  });
}

/** The range falls apart at each column that gets a width. */
function splitRange({ first, last, text }: ColumnRange & { readonly last: number }, widths: Widths): ColumnRange[] {
  const ranges: ColumnRange[] = [];
  let from = first;
  for (const [column, width] of [...widths].sort(([a], [b]) => a - b)) {
    if (column > from) ranges.push({ first: from, text: withBounds(text, from, column - 1) });
    for (const range of columnWithWidth(text, column, width)) ranges.push(range);
    from = column + 1;
  }
  if (from <= last) ranges.push({ first: from, text: widths.size === 0 ? text : withBounds(text, from, last) });
  return ranges;
}

/** The `cols` of a sheet that has none yet; `styleOf` says which style the cells of a column begin with. */
export function columnsXml(widths: readonly number[], styleOf: (column: number) => number): string {
  if (widths.length === 0) return '';
  const columns = widths.map((width, column) => {
    const style = styleOf(column);
    return withAttribute(
      withWidth(withBounds('<col/>', column, column), width),
      'style',
      style === 0 ? null : String(style),
    );
  });
  return `<cols>${columns.join('')}</cols>`;
}

function withBounds(element: string, first: number, last: number): string {
  return withAttribute(withAttribute(element, 'min', String(first + 1)), 'max', String(last + 1));
}

function withWidth(element: string, width: number | null): string {
  if (width === null) return withAttribute(withAttribute(element, 'width', null), 'customWidth', null);
  return withAttribute(withAttribute(element, 'width', String(width)), 'customWidth', '1');
}

/** A column's element with its width; none where nothing at all is said of the column then. */
function columnWithWidth(element: string, column: number, width: number | null): readonly ColumnRange[] {
  const text = withWidth(withBounds(element, column, column), width);
  const saysMore = Object.keys(parseTree(text, 'col').attributes).some((name) => name !== 'min' && name !== 'max');
  return saysMore ? [{ first: column, text }] : [];
}
