import type { PageLine, PageSetup } from '../edits.js';
import type { Package } from '../package/package.js';
import {
  childOf,
  childrenOf,
  insertChild,
  openTagOf,
  parseTree,
  settingAttributes,
  type Element,
  type WriteChild,
} from '../xml/tree.js';
import { escapeXml, isTrue, splice, unescapeCell, withAttribute, type Attributes } from '../xml/xml.js';
import { frameOf, setFrameChild } from './sheet-frame.js';

const PAGES = ['odd', 'even', 'first'] as const;
const MARGINS = ['left', 'right', 'top', 'bottom', 'header', 'footer'] as const;
/** Excel's own where a sheet says nothing of one of them. */
const USUAL_MARGINS = { left: 0.7, right: 0.7, top: 0.75, bottom: 0.75, header: 0.3, footer: 0.3 };

/** Reads how a sheet is printed. */
export function readPageSetup(file: Package, part: string): PageSetup {
  const root = parseTree(frameOf(file, part), part, 3);
  const page = childOf(root, 'pageSetup')?.attributes ?? {};
  const options = childOf(root, 'printOptions')?.attributes ?? {};
  const lines = childOf(root, 'headerFooter');
  const isFitted = isTrue(childOf(childOf(root, 'sheetPr'), 'pageSetUpPr')?.attributes['fitToPage']);
  return {
    paper: numberOf(page['paperSize']),
    orientation: orientationOf(page['orientation']),
    scale: numberOf(page['scale']),
    fit: isFitted ? { across: Number(page['fitToWidth'] ?? 1), down: Number(page['fitToHeight'] ?? 1) } : null,
    centred: { across: isTrue(options['horizontalCentered']), down: isTrue(options['verticalCentered']) },
    margins: marginsOf(childOf(root, 'pageMargins')?.attributes),
    header: lineOf(lines, 'Header'),
    footer: lineOf(lines, 'Footer'),
    rowBreaks: childrenOf(childOf(root, 'rowBreaks'), 'brk')
      .filter(({ attributes }) => isTrue(attributes['man']))
      .map(({ attributes }) => Number(attributes['id'])),
  };
}

function numberOf(text: string | undefined): number | null {
  if (text === undefined) return null;
  return Number(text);
}

function orientationOf(text: string | undefined): PageSetup['orientation'] {
  if (text === 'portrait' || text === 'landscape') return text;
  return null;
}

function marginsOf(attributes: Attributes | undefined): PageSetup['margins'] {
  if (attributes === undefined) return null;
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

/**
 * Writes how a sheet is printed; what else the set-up says (copies, page order, black and white, the printer) stays.
 */
export function setPageSetup(file: Package, part: string, setup: PageSetup): void {
  const set = (name: string, write: WriteChild): void => setFrameChild(file, { part, name }, write);
  const { centred, fit, margins, paper, rowBreaks } = setup;
  set('sheetPr', (p, present) => withFitToPage(p, present, fit !== null));
  set('printOptions', (p, present) =>
    withAttributes(present, `<${p}printOptions/>`, {
      horizontalCentered: flagText(centred.across),
      verticalCentered: flagText(centred.down),
    }),
  );
  set('pageMargins', (p) => marginsXml(p, margins));
  const attributes: Record<string, string | null> = {
    paperSize: numberText(paper),
    scale: numberText(setup.scale),
    orientation: setup.orientation,
    fitToWidth: numberText(fit?.across ?? null),
    fitToHeight: numberText(fit?.down ?? null),
  };
  // A size of paper in words would count before its number.
  if (paper !== null) Object.assign(attributes, { paperWidth: null, paperHeight: null });
  set('pageSetup', (p, present) => withAttributes(present, `<${p}pageSetup/>`, attributes));
  set('headerFooter', (p, present) => headerFooterXml(p, present, setup));
  set('rowBreaks', (p) => rowBreaksXml(p, rowBreaks));
}

function marginsXml(p: string, margins: PageSetup['margins']): string | null {
  if (margins === null) return null;
  return `<${p}pageMargins ${MARGINS.map((side) => `${side}="${margins[side]}"`).join(' ')}/>`;
}

function rowBreaksXml(p: string, rows: readonly number[]): string | null {
  if (rows.length === 0) return null;
  const breaks = rows.map((row) => `<${p}brk id="${row}" max="16383" man="1"/>`);
  const tag = `<${p}rowBreaks count="${rows.length}" manualBreakCount="${rows.length}">`;
  return `${tag}${breaks.join('')}</${p}rowBreaks>`;
}

/** The attribute by which a sheet says that such pages differ from the others. */
const DIFFERS = { even: 'differentOddEven', first: 'differentFirst' } as const;

function lineOf(lines: Element | undefined, kind: 'Header' | 'Footer'): PageLine {
  const textOn = (page: (typeof PAGES)[number]): string | null => {
    if (page !== 'odd' && !isTrue(lines?.attributes[DIFFERS[page]])) return null;
    const text = childOf(lines, `${page}${kind}`)?.text;
    if (text === undefined) return null;
    return unescapeCell(text);
  };
  return { odd: textOn('odd'), even: textOn('even'), first: textOn('first') };
}

function headerFooterXml(p: string, present: string | undefined, { header, footer }: PageSetup): string | null {
  const lines = PAGES.flatMap((page) => [
    lineXml(`${p}${page}Header`, header[page]),
    lineXml(`${p}${page}Footer`, footer[page]),
  ]);
  const inner = lines.join('');
  if (inner === '') return null;
  let tag = `<${p}headerFooter>`;
  if (present !== undefined) tag = openTagOf(present, parseTree(present, 'headerFooter', 0));
  for (const page of ['even', 'first'] as const) {
    const differs = header[page] !== null || footer[page] !== null;
    tag = withAttribute(tag, DIFFERS[page], flagText(differs));
  }
  return `${tag}${inner}</${p}headerFooter>`;
}

function lineXml(name: string, text: string | null): string {
  if (text === null) return '';
  return `<${name}>${escapeXml(text)}</${name}>`;
}

const SHEET_PROPERTIES_ORDER = ['tabColor', 'outlinePr', 'pageSetUpPr'];

function withFitToPage(p: string, present: string | undefined, fits: boolean): string | null {
  const page = `<${p}pageSetUpPr fitToPage="1"/>`;
  if (present === undefined) return fits ? `<${p}sheetPr>${page}</${p}sheetPr>` : null;
  const root = parseTree(present, 'sheetPr');
  const old = childOf(root, 'pageSetUpPr');
  if (old !== undefined) return splice(present, [settingAttributes(present, old, { fitToPage: flagText(fits) })]);
  if (!fits) return present;
  return insertChild(present, root, { order: SHEET_PROPERTIES_ORDER, name: 'pageSetUpPr', text: page });
}

/** An element with these attributes; none where it would say nothing. */
function withAttributes(
  present: string | undefined,
  empty: string,
  attributes: Readonly<Record<string, string | null>>,
): string | null {
  let element = present ?? empty;
  for (const [name, value] of Object.entries(attributes)) element = withAttribute(element, name, value);
  const saysNothing = present === undefined && element === empty;
  return saysNothing ? null : element;
}

function numberText(number: number | null): string | null {
  if (number === null) return null;
  return String(number);
}

function flagText(flag: boolean): string | null {
  return flag ? '1' : null;
}
