import type { PageLine, PageSetup } from '../edits.js';
import type { Package } from '../package/package.js';
import { WORKSHEET_ORDER } from '../xml/schema-order.js';
import { childOf, childrenOf, insertChild, parseTree, withRootChild, type Element } from '../xml/tree.js';
import { escapeXml, splice, unescapeCell, withAttribute, type Attributes } from '../xml/xml.js';
import { frameOf, setFrame } from './sheet-frame.js';

const LINES = ['odd', 'even', 'first'] as const;
const MARGINS = ['left', 'right', 'top', 'bottom', 'header', 'footer'] as const;
/** Excel's own where a sheet says nothing of one of them. */
const USUAL_MARGINS = { left: 0.7, right: 0.7, top: 0.75, bottom: 0.75, header: 0.3, footer: 0.3 };

/** Reads how a sheet is printed. */
export function readPageSetup(file: Package, part: string): PageSetup {
  const root = parseTree(frameOf(file, part), part, 3);
  const page = childOf(root, 'pageSetup')?.attributes ?? {};
  const options = childOf(root, 'printOptions')?.attributes ?? {};
  const margins = childOf(root, 'pageMargins');
  const lines = childOf(root, 'headerFooter');
  const number = (text: string | undefined): number | null => (text === undefined ? null : Number(text));
  const isFitted = isTrue(childOf(childOf(root, 'sheetPr'), 'pageSetUpPr')?.attributes['fitToPage']);
  const orientation = page['orientation'];
  return {
    paper: number(page['paperSize']),
    orientation: orientation === 'portrait' || orientation === 'landscape' ? orientation : null,
    scale: number(page['scale']),
    fit: isFitted ? { across: Number(page['fitToWidth'] ?? 1), down: Number(page['fitToHeight'] ?? 1) } : null,
    centred: { across: isTrue(options['horizontalCentered']), down: isTrue(options['verticalCentered']) },
    margins: margins === undefined ? null : marginsOf(margins.attributes),
    header: lineOf(lines, 'Header'),
    footer: lineOf(lines, 'Footer'),
    rowBreaks: childrenOf(childOf(root, 'rowBreaks'), 'brk')
      .filter(({ attributes }) => isTrue(attributes['man']))
      .map(({ attributes }) => Number(attributes['id'])),
  };
}

function marginsOf(attributes: Attributes): NonNullable<PageSetup['margins']> {
  const at = (side: (typeof MARGINS)[number]): number => Number(attributes[side] ?? USUAL_MARGINS[side]);
  return {
    left: at('left'),
    right: at('right'),
    top: at('top'),
    bottom: at('bottom'),
    header: at('header'),
    footer: at('footer'),
  };
}

/** Writes how a sheet is printed; what else the set-up says (copies, page order, black and white, the printer) stays. */
export function setPageSetup(file: Package, part: string, setup: PageSetup): void {
  const put = (name: string, write: (prefix: string, present: string | undefined) => string | null): void =>
    setFrame(file, part, withRootChild(frameOf(file, part), part, WORKSHEET_ORDER, name, write));
  put('sheetPr', (p, present) => withFitToPage(p, present, setup.fit !== null));
  put('printOptions', (p, present) =>
    withAttributes(present, `<${p}printOptions/>`, {
      horizontalCentered: setup.centred.across ? '1' : null,
      verticalCentered: setup.centred.down ? '1' : null,
    }),
  );
  const { margins, fit } = setup;
  put('pageMargins', (p) =>
    margins === null ? null : `<${p}pageMargins ${MARGINS.map((side) => `${side}="${margins[side]}"`).join(' ')}/>`,
  );
  put('pageSetup', (p, present) =>
    withAttributes(present, `<${p}pageSetup/>`, {
      paperSize: textOf(setup.paper),
      scale: textOf(setup.scale),
      orientation: setup.orientation,
      fitToWidth: textOf(fit?.across ?? null),
      fitToHeight: textOf(fit?.down ?? null),
      // A size of paper in words goes before its number.
      ...(setup.paper === null ? {} : { paperWidth: null, paperHeight: null }),
    }),
  );
  put('headerFooter', (p, present) => linesXml(p, present, setup));
  put('rowBreaks', (p) =>
    setup.rowBreaks.length === 0
      ? null
      : `<${p}rowBreaks count="${setup.rowBreaks.length}" manualBreakCount="${setup.rowBreaks.length}">${setup.rowBreaks.map((row) => `<${p}brk id="${row}" max="16383" man="1"/>`).join('')}</${p}rowBreaks>`,
  );
}

function lineOf(lines: Element | undefined, which: 'Header' | 'Footer'): PageLine {
  const [odd, even, first] = LINES.map((page) => {
    const differs =
      page === 'odd' || isTrue(lines?.attributes[page === 'even' ? 'differentOddEven' : 'differentFirst']);
    const text = differs ? childOf(lines, `${page}${which}`)?.text : undefined;
    return text === undefined ? null : unescapeCell(text);
  });
  return { odd: odd ?? null, even: even ?? null, first: first ?? null };
}

function linesXml(p: string, present: string | undefined, { header, footer }: PageSetup): string | null {
  const inner = LINES.flatMap(
    (page) =>
      [
        ['Header', header[page]],
        ['Footer', footer[page]],
      ] as const,
  )
    .map(([which, text], index) =>
      text === null
        ? ''
        : `<${p}${LINES[index >> 1] ?? 'odd'}${which}>${escapeXml(text)}</${p}${LINES[index >> 1] ?? 'odd'}${which}>`,
    )
    .join('');
  if (inner === '') return null;
  const tag =
    present === undefined
      ? `<${p}headerFooter>`
      : present.slice(0, parseTree(present, 'headerFooter', 0).openEnd).replace(/\s*\/>$/, '>');
  const differs = (page: 'even' | 'first'): string | null =>
    header[page] === null && footer[page] === null ? null : '1';
  return `${withAttribute(withAttribute(tag, 'differentOddEven', differs('even')), 'differentFirst', differs('first'))}${inner}</${p}headerFooter>`;
}

function withFitToPage(p: string, present: string | undefined, fits: boolean): string | null {
  const page = `<${p}pageSetUpPr fitToPage="1"/>`;
  if (present === undefined) return fits ? `<${p}sheetPr>${page}</${p}sheetPr>` : null;
  const root = parseTree(present, 'sheetPr');
  const old = childOf(root, 'pageSetUpPr');
  if (old === undefined)
    return fits ? insertChild(present, root, ['tabColor', 'outlinePr', 'pageSetUpPr'], 'pageSetUpPr', page) : present;
  return splice(present, [
    {
      start: old.start,
      end: old.openEnd,
      text: withAttribute(present.slice(old.start, old.openEnd), 'fitToPage', fits ? '1' : null),
    },
  ]);
}

/** An element with these attributes; none where it would say nothing. */
function withAttributes(
  present: string | undefined,
  empty: string,
  attributes: Readonly<Record<string, string | null>>,
): string | null {
  let element = present ?? empty;
  for (const [name, value] of Object.entries(attributes)) element = withAttribute(element, name, value);
  return present === undefined && element === empty ? null : element;
}

function textOf(number: number | null): string | null {
  return number === null ? null : String(number);
}

function isTrue(text: string | undefined): boolean {
  return text === '1' || text === 'true';
}
