import { WORKSHEET_ORDER } from './schema-order.js';
import { childOf, childrenOf, parseTree, withRootChild, type Element } from './tree.js';
import { withAttribute } from './xml.js';

/** What a column is wide where nothing says otherwise, in characters. */
const DEFAULT_WIDTH = 8.43;

/** Returns the widths of the first columns of a worksheet. */
export function readColumnWidths(worksheet: Element, columns: number): readonly number[] {
  const usual = Number(childOf(worksheet, 'sheetFormatPr')?.attributes['defaultColWidth'] ?? DEFAULT_WIDTH);
  const ranges = childrenOf(childOf(worksheet, 'cols'), 'col').map(({ attributes }) => ({ first: Number(attributes['min']), last: Number(attributes['max']), width: Number(attributes['width'] ?? usual) }));
  return Array.from({ length: columns }, (_, index) => ranges.find(({ first, last }) => index + 1 >= first && index + 1 <= last)?.width ?? usual);
}

/** Sets the widths of the first columns; what else is said of them (style, hidden, outline) stays. */
export function withColumnWidths(xml: string, part: string, widths: readonly number[]): string {
  if (widths.length === 0) return xml;
  return withRootChild(xml, part, WORKSHEET_ORDER, 'cols', (p, present) => {
    if (present === undefined) return columnsXml(p, widths);
    const root = parseTree(present, part);
    const columns: string[] = [];
    const seen = new Set<number>();
    const rest: string[] = [];
    for (const range of root.children) {
      const text = present.slice(range.start, range.end);
      const [first, last] = [Number(range.attributes['min']), Number(range.attributes['max'])];
      for (let column = first; column <= Math.min(last, widths.length); column += 1) {
        seen.add(column);
        columns[column] = sized(placed(text, column, column), widths[column - 1] ?? DEFAULT_WIDTH);
      }
      if (last > widths.length) rest.push(placed(text, Math.max(first, widths.length + 1), last));
    }
    widths.forEach((width, index) => {
      if (!seen.has(index + 1)) columns[index + 1] = sized(`<${p}col min="${index + 1}" max="${index + 1}"/>`, width);
    });
    return `${present.slice(0, root.openEnd).replace(/\s*\/>$/, '>')}${columns.join('')}${rest.join('')}</${p}cols>`;
  });
}

/** The `cols` of a sheet that has none yet. */
export function columnsXml(p: string, widths: readonly number[]): string {
  return widths.length === 0 ? '' : `<${p}cols>${widths.map((width, index) => sized(`<${p}col min="${index + 1}" max="${index + 1}"/>`, width)).join('')}</${p}cols>`;
}

function placed(column: string, first: number, last: number): string {
  return withAttribute(withAttribute(column, 'min', String(first)), 'max', String(last));
}

function sized(column: string, width: number): string {
  return withAttribute(withAttribute(column, 'width', String(width)), 'customWidth', '1');
}
