import type { Package } from '../package/package.js';
import { frameOf, setFrame } from '../sheet/sheet-frame.js';
import { WORKBOOK_ORDER } from '../xml/schema-order.js';
import {
  childOf,
  childrenOf,
  insertChild,
  parseTree,
  replacing,
  settingAttributes,
  textOfElement,
  without,
  type Element,
} from '../xml/tree.js';
import { isTrue, splice, type Splice } from '../xml/xml.js';
import type { SheetEntry, WorkbookPart } from './workbook-part.js';

/** The order in which a workbook lists its sheets, and which of them is shown when it is opened. */

/** Returns the place among all sheets at which a sheet stands at `position` among the worksheets. */
export function placeAmongAll(sheets: readonly SheetEntry[], position: number): number {
  const worksheets = [...sheets.keys()].filter((place) => sheets[place]?.type === 'worksheet');
  return worksheets[position] ?? sheets.length;
}

/**
 * Writes the sheets in a new order, each given by its old place or as the text of a new entry. What counts sheets by
 * place (names of one sheet, the active sheet, the first tab) is counted anew.
 */
export function rearrange(file: Package, part: string, order: readonly (number | string)[]): void {
  const xml = file.text(part);
  const root = parseTree(xml, part);
  const list = childOf(root, 'sheets');
  if (list === undefined) return;
  const present = childrenOf(list, 'sheet');
  const text = order.map((entry) => (typeof entry === 'string' ? entry : textAt(xml, present[entry]))).join('');
  const placeNow = (place: string): number => order.indexOf(Number(place));
  const views = childrenOf(childOf(root, 'bookViews'), 'workbookView');
  const changed = splice(xml, [
    { start: list.openEnd, end: list.closeStart, text },
    ...movingNames(xml, root, placeNow),
    ...movingTabs(xml, views, placeNow),
  ]);
  // The tab that stood first and was active by default must stay the active one.
  const active = placeNow('0');
  const [view] = views;
  const isImplicit = view !== undefined && view.attributes['activeTab'] === undefined && active > 0;
  file.setText(part, withoutEmptyNames(isImplicit ? withActiveTab(changed, part, active) : changed, part));
}

function textAt(xml: string, element: Element | undefined): string {
  if (element === undefined) return '';
  return textOfElement(xml, element);
}

/** Names of one sheet are moved with it, and go with it. */
function movingNames(xml: string, root: Element, placeNow: (place: string) => number): readonly Splice[] {
  const splices: Splice[] = [];
  for (const name of childrenOf(childOf(root, 'definedNames'), 'definedName')) {
    const local = name.attributes['localSheetId'];
    if (local === undefined) continue;
    const place = placeNow(local);
    if (place < 0) splices.push(replacing(name, ''));
    else splices.push(settingAttributes(xml, name, { localSheetId: String(place) }));
  }
  return splices;
}

function movingTabs(xml: string, views: readonly Element[], placeNow: (place: string) => number): readonly Splice[] {
  return views.map((view) => {
    const attributes: Record<string, string> = {};
    for (const name of ['activeTab', 'firstSheet']) {
      const place = view.attributes[name];
      if (place !== undefined) attributes[name] = String(Math.max(0, placeNow(place)));
    }
    return settingAttributes(xml, view, attributes);
  });
}

function withoutEmptyNames(xml: string, part: string): string {
  const list = childOf(parseTree(xml, part), 'definedNames');
  if (list === undefined || list.children.length > 0) return xml;
  return without(xml, [list]);
}

/**
 * Makes the nearest visible sheet the active one where the active sheet is about to go or to be hidden. Only it is
 * selected then: two sheets selected at once would be edited together.
 */
export function moveSelection(file: Package, workbook: WorkbookPart, leaving: SheetEntry): void {
  const xml = file.text(workbook.part);
  const view = childOf(childOf(parseTree(xml, workbook.part), 'bookViews'), 'workbookView');
  const index = workbook.sheets.indexOf(leaving);
  setSelected(file, leaving, false);
  if (Number(view?.attributes['activeTab'] ?? 0) !== index) return;
  const isCandidate = (place: number): boolean => {
    const sheet = workbook.sheets[place];
    return sheet !== leaving && sheet?.visibility === 'visible';
  };
  const visible = [...workbook.sheets.keys()].filter(isCandidate);
  const next = visible.find((place) => place > index) ?? visible[visible.length - 1] ?? 0;
  file.setText(workbook.part, withActiveTab(xml, workbook.part, next));
  const active = workbook.sheets[next];
  if (active !== undefined) setSelected(file, active, true);
}

function withActiveTab(xml: string, part: string, place: number): string {
  const root = parseTree(xml, part);
  const view = childOf(childOf(root, 'bookViews'), 'workbookView');
  if (view !== undefined) return splice(xml, [settingAttributes(xml, view, { activeTab: String(place) })]);
  const p = root.prefix;
  const text = `<${p}bookViews><${p}workbookView activeTab="${place}"/></${p}bookViews>`;
  return insertChild(xml, root, { order: WORKBOOK_ORDER, name: 'bookViews', text });
}

function setSelected(file: Package, { part }: SheetEntry, selected: boolean): void {
  const xml = frameOf(file, part);
  const view = childOf(childOf(parseTree(xml, part, 2), 'sheetViews'), 'sheetView');
  if (view === undefined || isTrue(view.attributes['tabSelected']) === selected) return;
  setFrame(file, part, splice(xml, [settingAttributes(xml, view, { tabSelected: selected ? '1' : null })]));
}
