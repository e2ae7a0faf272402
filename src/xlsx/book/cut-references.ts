import type { Package } from '../package/package.js';
import { reachable, relatedParts, relationshipsOf, removeRelated } from '../package/relationships.js';
import { frameOf, setFrame } from '../sheet/sheet-frame.js';
import { childrenOf, descendantsOf, parseTree, replacing, settingAttributes, type Element } from '../xml/tree.js';
import { splice, type Splice } from '../xml/xml.js';
import { removeUnusedCaches } from './pivot-caches.js';
import { forgetPivots } from './slicers.js';
import { readWorkbookPart, type SheetEntry } from './workbook-part.js';

/** Tells whether a reference (a formula or part of one, without `=`) leads to something that goes. */
type LeadsToGone = (reference: string) => boolean;

/**
 * Cuts what on sheets reads something that goes, before it goes: rules, drop-down lists, sparklines and links are taken
 * away, pivot tables become the cells they show, charts, text boxes and controls keep what they show and lose where it
 * came from. Formulas of cells are not changed.
 *
 * `leadsToGone` gets the text of each reference and tells whether it leads to what goes. Throws an `XlsxRefusal`
 * (`file-damaged` {part}) where a part that must be looked into is no XML.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { cutReferences } from './cut-references.js';
 *   import { refersToSheet } from './sheet-references.js';
 *   const file = XlsxFile.open(emptyWorkbook('表'));
 *   const leadsToGone = (reference) => refersToSheet(reference, '台账');
 *   const cut = file.with((parts, { sheets }) => cutReferences(parts, sheets, leadsToGone));
 *   cut.sheets.length // => 1
 */
export function cutReferences(file: Package, sheets: readonly SheetEntry[], leadsToGone: LeadsToGone): void {
  for (const sheet of sheets) {
    cutRules(file, sheet, leadsToGone);
    cutPivots(file, sheet, leadsToGone);
    for (const part of reachable(file, [sheet.part])) {
      if (/\/charts\/[^/]+\.xml$/i.test(part)) cutChart(file, part, leadsToGone);
      else if (/\/(drawings|ctrlProps)\/[^/]+\.xml$/i.test(part)) cutShapes(file, part, leadsToGone);
      else if (/\.vml$/i.test(part)) cutBoxes(file, part, leadsToGone);
    }
  }
}

/** Lists of a sheet and of its extensions with what they list; a list without any of it goes as a whole. */
const LISTS: Readonly<Record<string, string>> = {
  dataValidations: 'dataValidation',
  conditionalFormatting: 'cfRule',
  hyperlinks: 'hyperlink',
  conditionalFormattings: 'conditionalFormatting',
  sparklineGroups: 'sparklineGroup',
  sparklines: 'sparkline',
};

function cutRules(file: Package, { part }: SheetEntry, leadsToGone: LeadsToGone): void {
  const xml = frameOf(file, part);
  const cutter = new ListCutter(xml, leadsToGone);
  const splices = parseTree(xml, part).children.flatMap((child) => {
    if (child.name === 'extLst') return cutter.cutExtensions(child);
    if (child.name in LISTS) return cutter.cut(child).splices;
    return [];
  });
  if (splices.length > 0) setFrame(file, part, splice(xml, splices));
}

/** What is to be cut out of an element; `isGone`: the element as a whole. */
interface Cut {
  readonly isGone: boolean;
  readonly splices: readonly Splice[];
}

/** Cuts the members that lead to what goes out of lists. */
class ListCutter {
  constructor(
    private readonly xml: string,
    private readonly leadsToGone: LeadsToGone,
  ) {}

  /** Tells what to cut out of a list, or out of an extension, which holds lists. */
  cut(element: Element): Cut {
    if (!this.refers(element)) return { isGone: false, splices: [] };
    const whole: Cut = { isGone: true, splices: [replacing(element, '')] };
    const cuts = membersOf(element).map((member) => this.cut(member));
    // What refers is no member, but the list's own: the dates under a group of sparklines.
    if (cuts.every(({ splices }) => splices.length === 0)) return whole;
    const left = cuts.filter(({ isGone }) => !isGone).length;
    if (left === 0) return whole;
    const splices = cuts.flatMap((cut) => cut.splices);
    if (element.attributes['count'] === undefined) return { isGone: false, splices };
    const counted = settingAttributes(this.xml, element, { count: String(left) });
    return { isGone: false, splices: [counted, ...splices] };
  }

  /** Tells what to cut out of a list of extensions. */
  cutExtensions(list: Element): readonly Splice[] {
    const cuts = childrenOf(list, 'ext').map((extension) => this.cut(extension));
    const isEmptied = cuts.length > 0 && cuts.every(({ isGone }) => isGone);
    if (isEmptied) return [replacing(list, '')];
    return cuts.flatMap(({ splices }) => splices);
  }

  private refers({ text, attributes, children }: Element): boolean {
    if (this.leadsToGone(text) || this.leadsToGone(attributes['location'] ?? '')) return true;
    return children.some((child) => this.refers(child));
  }
}

/** An extension holds lists, a group of sparklines holds one beside its colours. */
function membersOf({ name, children }: Element): readonly Element[] {
  const member = LISTS[name];
  if (member === undefined) return children.filter((child) => child.name in LISTS);
  return children.filter((child) => child.name === member);
}

/** Where a chart's figures came from reads as a spreadsheet writes it when their sheet is deleted. */
function cutChart(file: Package, chart: string, leadsToGone: LeadsToGone): void {
  const xml = file.text(chart);
  const cut = descendantsOf(parseTree(xml, chart), 'f').filter(({ text }) => leadsToGone(text));
  if (cut.length === 0) return;
  const splices = cut.map(({ openEnd, closeStart }) => ({ start: openEnd, end: closeStart, text: '#REF!' }));
  file.setText(chart, splice(xml, splices));
}

/** What a text box, a linked picture or a control shows comes from the cells that these attributes name. */
const LINKS = ['textlink', 'cellRange', 'fmlaLink', 'fmlaRange', 'fmlaGroup', 'fmlaPict', 'fmlaTxbx'];

function cutShapes(file: Package, part: string, leadsToGone: LeadsToGone): void {
  const xml = file.text(part);
  const splices: Splice[] = [];
  const cut = (element: Element): void => {
    const links = LINKS.filter((name) => leadsToGone(element.attributes[name] ?? ''));
    const without = Object.fromEntries(links.map((name) => [name, null]));
    if (links.length > 0) splices.push(settingAttributes(xml, element, without));
    element.children.forEach(cut);
  };
  cut(parseTree(xml, part));
  if (splices.length > 0) file.setText(part, splice(xml, splices));
}

/** Legacy drawings are not always XML, and so are changed as text. */
function cutBoxes(file: Package, part: string, leadsToGone: LeadsToGone): void {
  const vml = file.text(part);
  const cut = vml.replace(/<x:(Fmla(?:Link|Range|Group|Pict|Txbx))>([^<]*)<\/x:\1>/g, (element, _, text: string) => {
    const isGone = leadsToGone(text.replace(/&apos;|&#39;/g, "'"));
    return isGone ? '' : element;
  });
  if (cut !== vml) file.setText(part, cut);
}

/** A pivot table holds all that it was made from in its cache, whether it shows it or not. */
function cutPivots(file: Package, { part, id }: SheetEntry, leadsToGone: LeadsToGone): void {
  const readsGone = (cache: string): boolean =>
    descendantsOf(parseTree(file.text(cache), cache), 'worksheetSource').some(({ attributes }) =>
      leadsToGone(sourceOf(attributes)),
    );
  for (const pivot of relationshipsOf(file, part)) {
    if (pivot.type !== 'pivotTable') continue;
    const caches = relatedParts(file, pivot.target, ['pivotCacheDefinition']).map(({ target }) => file.nameOf(target));
    if (!caches.some(readsGone)) continue;
    const { name = '' } = parseTree(file.text(pivot.target), pivot.target, 0).attributes;
    removeRelated(file, part, pivot);
    removeUnusedCaches(file, readWorkbookPart(file), caches);
    forgetPivots(file, readWorkbookPart(file), (filtered) => filtered.sheetId === id && filtered.name === name);
  }
}

/** The source of a pivot table as a formula would name it: cells of a sheet, a table's, a name's, another file's. */
function sourceOf({ sheet, name, ref, ...more }: Element['attributes']): string {
  if (Object.keys(more).some((key) => key.endsWith(':id'))) return `[0]${sheet ?? ''}!${name ?? ref ?? ''}`;
  if (sheet !== undefined) return `'${sheet.replace(/'/g, "''")}'!${ref ?? name ?? ''}`;
  return `${name ?? ''}[]`;
}
