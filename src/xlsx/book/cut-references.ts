import type { Package } from '../package/package.js';
import { reachable, relationshipsOf, removeRelated } from '../package/relationships.js';
import { frameOf, setFrame } from '../sheet/sheet-frame.js';
import { childrenOf, descendantsOf, parseTree, type Element } from '../xml/tree.js';
import { splice, withAttribute, type Splice } from '../xml/xml.js';
import { removeUnusedCaches } from './sheets.js';
import { forgetPivots } from './slicers.js';
import type { SheetEntry, WorkbookPart } from './workbook-part.js';

type Goes = (text: string) => boolean;

/**
 * Cuts what on a sheet reads something that goes, before it goes: rules, drop-down lists, sparklines and links are taken
 * away, pivot tables become the cells they show, charts, text boxes and controls keep what they show and lose where it came
 * from. Formulas are not looked at.
 */
export function cutReferences(file: Package, workbook: WorkbookPart, sheet: SheetEntry, goes: Goes): void {
  cutRules(file, sheet, goes);
  cutPivots(file, workbook, sheet, goes);
  for (const part of reachable(file, [sheet.part])) {
    if (/\/charts\/[^/]+\.xml$/i.test(part)) cutChart(file, part, goes);
    else if (/\/(drawings|ctrlProps)\/[^/]+\.xml$/i.test(part)) cutShapes(file, part, goes);
    else if (/\.vml$/i.test(part)) cutBoxes(file, part, goes);
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

function cutRules(file: Package, { part }: SheetEntry, goes: Goes): void {
  const xml = frameOf(file, part);
  const refers = (element: Element): boolean =>
    goes(element.text) || goes(element.attributes['location'] ?? '') || element.children.some(refers);
  /** Tells what is left of an element: nothing where all that it holds goes. */
  const cut = (element: Element): { readonly gone: boolean; readonly splices: readonly Splice[] } => {
    const whole = { gone: true, splices: [{ start: element.start, end: element.end, text: '' }] };
    if (!refers(element)) return { gone: false, splices: [] };
    const member = LISTS[element.name];
    // An extension holds lists, a group of sparklines holds one beside its colours.
    const holds = element.children.filter(({ name }) => (member === undefined ? name in LISTS : name === member));
    if (holds.length === 0) return whole;
    const parts = holds.map(cut);
    // What refers is no member, but the list's own: the dates under a group of sparklines.
    if (parts.every(({ splices }) => splices.length === 0)) return whole;
    const left = parts.filter(({ gone }) => !gone).length;
    if (left === 0) return whole;
    const counted =
      element.attributes['count'] === undefined
        ? []
        : [
            {
              start: element.start,
              end: element.openEnd,
              text: withAttribute(xml.slice(element.start, element.openEnd), 'count', String(left)),
            },
          ];
    return { gone: false, splices: [...counted, ...parts.flatMap(({ splices }) => splices)] };
  };
  const root = parseTree(xml, part);
  const lists = root.children.flatMap((child) =>
    child.name === 'extLst' ? [child, ...childrenOf(child, 'ext')] : child.name in LISTS ? [child] : [],
  );
  const extensions = lists.filter(({ name }) => name === 'ext').map(cut);
  const list = lists.find(({ name }) => name === 'extLst');
  const emptied = list !== undefined && extensions.length > 0 && extensions.every(({ gone }) => gone);
  const splices = [
    ...lists.filter(({ name }) => name !== 'ext' && name !== 'extLst').flatMap((one) => cut(one).splices),
    ...(emptied ? [{ start: list.start, end: list.end, text: '' }] : extensions.flatMap((one) => one.splices)),
  ];
  if (splices.length > 0) setFrame(file, part, splice(xml, splices));
}

/** Where a chart's figures came from reads as a spreadsheet writes it when their sheet is deleted. */
function cutChart(file: Package, chart: string, goes: Goes): void {
  const xml = file.text(chart);
  const cut = descendantsOf(parseTree(xml, chart), 'f').filter(({ text }) => goes(text));
  if (cut.length > 0)
    file.setText(
      chart,
      splice(
        xml,
        cut.map(({ openEnd, closeStart }) => ({ start: openEnd, end: closeStart, text: '#REF!' })),
      ),
    );
}

/** What a text box, a linked picture or a control shows comes from the cells that these attributes name. */
const LINKS = ['textlink', 'cellRange', 'fmlaLink', 'fmlaRange', 'fmlaGroup', 'fmlaPict', 'fmlaTxbx'];

function cutShapes(file: Package, part: string, goes: Goes): void {
  const xml = file.text(part);
  const tags = (element: Element): readonly Element[] => [element, ...element.children.flatMap(tags)];
  const splices = tags(parseTree(xml, part)).flatMap(({ start, openEnd, attributes }): readonly Splice[] => {
    const cut = LINKS.filter((name) => goes(attributes[name] ?? ''));
    return cut.length === 0
      ? []
      : [
          {
            start,
            end: openEnd,
            text: cut.reduce((tag, name) => withAttribute(tag, name, null), xml.slice(start, openEnd)),
          },
        ];
  });
  if (splices.length > 0) file.setText(part, splice(xml, splices));
}

/** Legacy drawings are not always XML, and so are changed as text. */
function cutBoxes(file: Package, part: string, goes: Goes): void {
  const vml = file.text(part);
  const cut = vml.replace(/<x:(Fmla(?:Link|Range|Group|Pict|Txbx))>([^<]*)<\/x:\1>/g, (element, _, text: string) =>
    goes(text.replace(/&apos;|&#39;/g, "'")) ? '' : element,
  );
  if (cut !== vml) file.setText(part, cut);
}

/** A pivot table holds all that it was made from in its cache, whether it shows it or not. */
function cutPivots(file: Package, workbook: WorkbookPart, { part, id }: SheetEntry, goes: Goes): void {
  for (const pivot of relationshipsOf(file, part).filter(({ type }) => type === 'pivotTable')) {
    const caches = relationshipsOf(file, pivot.target)
      .filter(({ type, target }) => type === 'pivotCacheDefinition' && file.has(target))
      .map(({ target }) => file.nameOf(target));
    const reads = caches.some((cache) =>
      descendantsOf(parseTree(file.text(cache), cache), 'worksheetSource').some(({ attributes }) =>
        goes(sourceOf(attributes)),
      ),
    );
    if (!reads) continue;
    const { name = '' } = parseTree(file.text(pivot.target), pivot.target, 0).attributes;
    removeRelated(file, part, pivot);
    removeUnusedCaches(file, workbook, caches);
    forgetPivots(file, workbook, (filtered) => filtered.sheetId === id && filtered.name === name);
  }
}

/** The source of a pivot table as a formula would name it: cells of a sheet, a table's, a name's, another file's. */
function sourceOf({ sheet, name, ref, ...more }: Element['attributes']): string {
  if (Object.keys(more).some((key) => key.endsWith(':id'))) return `[0]${sheet ?? ''}!${name ?? ref ?? ''}`;
  if (sheet !== undefined) return `'${sheet.replace(/'/g, "''")}'!${ref ?? name ?? ''}`;
  return `${name ?? ''}[]`;
}
