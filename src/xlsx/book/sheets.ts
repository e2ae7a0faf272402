import { cellName } from '../../core/grid/address.js';
import type { SheetSettings } from '../../core/changes/plan.js';
import { XlsxRefusal } from '../refusal.js';
import { columnsXml, readColumnWidths, withColumnWidths } from '../sheet/column-widths.js';
import { declarePart } from '../package/content-types.js';
import { namesLeadingTo, refersToSheet, usesNames } from './sheet-references.js';
import type { Package } from '../package/package.js';
import { addRelationship, reachable, relationshipsOf, removeRelated } from '../package/relationships.js';
import {
  MAIN_NAMESPACE,
  RELATION_NAMESPACE,
  WORKBOOK_ORDER,
  WORKSHEET_ORDER,
  XML_DECLARATION,
} from '../xml/schema-order.js';
import { rowsOf } from '../sheet/sheet-cells.js';
import { frameOf, setFrame } from '../sheet/sheet-frame.js';
import { childOf, childrenOf, insertChild, parseTree, withRootChild, without, type Element } from '../xml/tree.js';
import { relationId, readWorkbookPart, type SheetEntry, type WorkbookPart } from './workbook-part.js';
import { namesOf, removeNames } from './names.js';
import { forgetPivots } from './slicers.js';
import { forgetTitles } from './titles.js';
import { escapeXml, splice, withAttribute } from '../xml/xml.js';

const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';

/** Reads how a sheet stands; widths of as many columns as asked for. Places count worksheets only, as snapshots do. */
export function sheetSettings(
  file: Package,
  { sheets }: WorkbookPart,
  sheet: SheetEntry,
  columns: number,
): SheetSettings {
  const root = parseTree(frameOf(file, sheet.part), sheet.part, 2);
  const colour = childOf(childOf(root, 'sheetPr'), 'tabColor')?.attributes['rgb'];
  return {
    position: sheets.filter(({ type }) => type === 'worksheet').indexOf(sheet),
    visibility: sheet.visibility,
    tabColour: colour === undefined ? null : colour.slice(-6).toUpperCase(),
    columnWidths: readColumnWidths(root, columns),
  };
}

/** Adds an empty worksheet. */
export function addSheet(
  file: Package,
  workbook: WorkbookPart,
  name: string,
  { position, visibility, tabColour, columnWidths }: SheetSettings,
): void {
  if (name === '' || name.length > 31 || /[[\]:*?/\\]|^'|'$/.test(name))
    throw new XlsxRefusal('sheet-name-invalid', { sheet: name });
  const part = file.freeName('xl/worksheets/sheet#.xml');
  const colour = tabColour === null ? '' : `<sheetPr><tabColor rgb="FF${tabColour}"/></sheetPr>`;
  file.setText(
    part,
    `${XML_DECLARATION}<worksheet xmlns="${MAIN_NAMESPACE}" xmlns:r="${RELATION_NAMESPACE}">${colour}<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="15"/>${columnsXml(columnWidths)}<sheetData/></worksheet>`,
  );
  declarePart(file, part, SHEET_TYPE);
  const relationship = addRelationship(file, workbook.part, 'worksheet', part);
  const xml = file.text(workbook.part);
  const root = parseTree(xml, workbook.part);
  const ids = childrenOf(childOf(root, 'sheets'), 'sheet').map(({ attributes }) => Number(attributes['sheetId'] ?? 0));
  const state = visibility === 'visible' ? '' : ` state="${visibility}"`;
  const entry = `<${root.prefix}sheet name="${escapeXml(name)}" sheetId="${Math.max(0, ...ids) + 1}"${state} xmlns:r="${RELATION_NAMESPACE}" r:id="${relationship}"/>`;
  const order: (number | string)[] = workbook.sheets.map((_, index) => index);
  order.splice(placeAmongAll(workbook.sheets, position), 0, entry);
  rearrange(file, workbook.part, order);
  forgetTitles(file);
}

/** Removes a sheet of any kind with all that hangs on it. Refuses where it is the last visible one or where formulas elsewhere refer to it, be it by a name. */
export function removeSheet(file: Package, workbook: WorkbookPart, sheet: SheetEntry): void {
  refuseLastVisible(workbook.sheets, sheet);
  refuseReferences(file, workbook, sheet);
  const index = workbook.sheets.indexOf(sheet);
  const caches = [...reachable(file, [sheet.part])].filter((part) => /pivotCacheDefinition[^/]*$/i.test(part));
  moveSelection(file, workbook, sheet);
  rearrange(
    file,
    workbook.part,
    workbook.sheets.map((_, at) => at).filter((at) => at !== index),
  );
  const relationship = relationshipsOf(file, workbook.part).find(({ id }) => id === sheet.relationship);
  if (relationship !== undefined) removeRelated(file, workbook.part, relationship);
  removeUnusedCaches(file, workbook, caches);
  forgetPivots(file, readWorkbookPart(file), ({ sheetId }) => sheetId === sheet.id);
  removeNames(file, readWorkbookPart(file), ({ refersTo }) => refersToSheet(refersTo, sheet.name));
  forgetTitles(file);
}

/** Changes what of a sheet's settings is to become different. */
export function changeSheet(
  file: Package,
  workbook: WorkbookPart,
  sheet: SheetEntry,
  was: SheetSettings,
  becomes: SheetSettings,
): void {
  if (becomes.visibility !== sheet.visibility) setVisibility(file, workbook, sheet, becomes.visibility);
  if (becomes.tabColour !== was.tabColour) {
    setFrame(
      file,
      sheet.part,
      withRootChild(frameOf(file, sheet.part), sheet.part, WORKSHEET_ORDER, 'sheetPr', (p, present) =>
        withTabColour(p, present, becomes.tabColour),
      ),
    );
  }
  if (becomes.columnWidths.join() !== was.columnWidths.join())
    setFrame(
      file,
      sheet.part,
      withColumnWidths(frameOf(file, sheet.part), sheet.part, new Map(becomes.columnWidths.entries())),
    );
  if (becomes.position !== was.position) moveSheet(file, workbook, sheet, becomes.position);
}

/** Moves a sheet to a place among the worksheets. */
function moveSheet(file: Package, workbook: WorkbookPart, sheet: SheetEntry, position: number): void {
  const index = workbook.sheets.indexOf(sheet);
  const others = workbook.sheets.filter((one) => one !== sheet);
  const order = workbook.sheets.map((_, at) => at).filter((at) => at !== index);
  order.splice(placeAmongAll(others, position), 0, index);
  rearrange(file, workbook.part, order);
}

function setVisibility(
  file: Package,
  workbook: WorkbookPart,
  sheet: SheetEntry,
  visibility: SheetSettings['visibility'],
): void {
  if (visibility !== 'visible') {
    refuseLastVisible(workbook.sheets, sheet);
    moveSelection(file, workbook, sheet);
  }
  const xml = file.text(workbook.part);
  const entry = childrenOf(childOf(parseTree(xml, workbook.part), 'sheets'), 'sheet').find(
    ({ attributes }) => relationId(attributes) === sheet.relationship,
  );
  if (entry === undefined) return;
  const state = visibility === 'visible' ? null : visibility;
  file.setText(
    workbook.part,
    splice(xml, [
      { start: entry.start, end: entry.end, text: withAttribute(xml.slice(entry.start, entry.end), 'state', state) },
    ]),
  );
}

function withTabColour(p: string, present: string | undefined, colour: string | null): string | null {
  const tag = colour === null ? '' : `<${p}tabColor rgb="FF${colour}"/>`;
  if (present === undefined) return tag === '' ? null : `<${p}sheetPr>${tag}</${p}sheetPr>`;
  // The tokenizer takes no notice of namespaces, so a stretch of a part can be read by itself.
  const root = parseTree(present, 'sheetPr');
  const old = childOf(root, 'tabColor');
  return old === undefined
    ? insertChild(present, root, ['tabColor'], 'tabColor', tag)
    : splice(present, [{ start: old.start, end: old.end, text: tag }]);
}

function placeAmongAll(sheets: readonly SheetEntry[], position: number): number {
  const worksheets = sheets.flatMap(({ type }, index) => (type === 'worksheet' ? [index] : []));
  return worksheets[position] ?? sheets.length;
}

function refuseLastVisible(sheets: readonly SheetEntry[], sheet: SheetEntry): void {
  if (!sheets.some((other) => other !== sheet && other.visibility === 'visible'))
    throw new XlsxRefusal('sheet-last-visible', { sheet: sheet.name });
}

function refuseReferences(file: Package, workbook: WorkbookPart, removed: SheetEntry): void {
  const refers = (text: string): boolean => refersToSheet(text, removed.name);
  const names = namesLeadingTo(namesOf(file, workbook), refers);
  for (const sheet of workbook.sheets) {
    if (sheet === removed || sheet.type !== 'worksheet') continue;
    const rows = rowsOf(file, sheet.part, null);
    while (rows.nextRow()) {
      while (rows.nextCell()) {
        if (rows.formula !== null && (refers(rows.formula) || usesNames(rows.formula, names)))
          throw new XlsxRefusal('sheet-still-used', {
            sheet: removed.name,
            cell: `${sheet.name}!${cellName(rows.row, rows.column)}`,
          });
      }
    }
  }
}

/**
 * Writes the sheets in a new order, each by its old place or as the text of a new one.
 * What counts sheets by place (names of one sheet, the active sheet, the first tab) is counted anew.
 */
function rearrange(file: Package, part: string, order: readonly (number | string)[]): void {
  const xml = file.text(part);
  const root = parseTree(xml, part);
  const list = childOf(root, 'sheets');
  const present = childrenOf(list, 'sheet');
  if (list === undefined) return;
  const text = order.map((entry) => (typeof entry === 'string' ? entry : slice(xml, present[entry]))).join('');
  const now = (place: string): number => order.indexOf(Number(place));
  const names = childrenOf(childOf(root, 'definedNames'), 'definedName').filter(
    ({ attributes }) => attributes['localSheetId'] !== undefined,
  );
  const views = childrenOf(childOf(root, 'bookViews'), 'workbookView');
  const changed = splice(xml, [
    { start: list.openEnd, end: list.closeStart, text },
    ...names.map((name) => {
      const place = now(name.attributes['localSheetId'] ?? '');
      return {
        start: name.start,
        end: name.end,
        text: place < 0 ? '' : withAttribute(slice(xml, name), 'localSheetId', String(place)),
      };
    }),
    ...views.map((view) => ({
      start: view.start,
      end: view.end,
      text: ['activeTab', 'firstSheet'].reduce(
        (tag, name) => {
          const place = view.attributes[name];
          return place === undefined ? tag : withAttribute(tag, name, String(Math.max(0, now(place))));
        },
        slice(xml, view),
      ),
    })),
  ]);
  // The tab that stood first by default must stay the active one.
  const active = now('0');
  const implicit = views.length > 0 && views[0]?.attributes['activeTab'] === undefined && active > 0;
  file.setText(part, withoutEmptyNames(implicit ? withActiveTab(changed, part, active) : changed, part));
}

function withoutEmptyNames(xml: string, part: string): string {
  const list = childOf(parseTree(xml, part), 'definedNames');
  return list !== undefined && list.children.length === 0 ? without(xml, [list]) : xml;
}

/** Where the active sheet is about to go, the nearest visible one becomes active; two sheets selected at once would be edited together. */
function moveSelection(file: Package, workbook: WorkbookPart, leaving: SheetEntry): void {
  const xml = file.text(workbook.part);
  const view = childOf(childOf(parseTree(xml, workbook.part), 'bookViews'), 'workbookView');
  const index = workbook.sheets.indexOf(leaving);
  setSelected(file, leaving, false);
  if (Number(view?.attributes['activeTab'] ?? 0) !== index) return;
  const visible = workbook.sheets.flatMap((sheet, at) =>
    sheet !== leaving && sheet.visibility === 'visible' ? [at] : [],
  );
  const next = visible.find((at) => at > index) ?? visible[visible.length - 1] ?? 0;
  file.setText(workbook.part, withActiveTab(xml, workbook.part, next));
  const active = workbook.sheets[next];
  if (active !== undefined) setSelected(file, active, true);
}

function withActiveTab(xml: string, part: string, place: number): string {
  const root = parseTree(xml, part);
  const view = childOf(childOf(root, 'bookViews'), 'workbookView');
  if (view !== undefined)
    return splice(xml, [
      { start: view.start, end: view.end, text: withAttribute(slice(xml, view), 'activeTab', String(place)) },
    ]);
  return insertChild(
    xml,
    root,
    WORKBOOK_ORDER,
    'bookViews',
    `<${root.prefix}bookViews><${root.prefix}workbookView activeTab="${place}"/></${root.prefix}bookViews>`,
  );
}

function setSelected(file: Package, sheet: SheetEntry, selected: boolean): void {
  const xml = frameOf(file, sheet.part);
  const view = childOf(childOf(parseTree(xml, sheet.part, 2), 'sheetViews'), 'sheetView');
  const present = view?.attributes['tabSelected'] === '1' || view?.attributes['tabSelected'] === 'true';
  if (view === undefined || present === selected) return;
  setFrame(
    file,
    sheet.part,
    splice(xml, [
      {
        start: view.start,
        end: view.openEnd,
        text: withAttribute(xml.slice(view.start, view.openEnd), 'tabSelected', selected ? '1' : null),
      },
    ]),
  );
}

/** Takes away pivot caches that no pivot table reads any more. */
export function removeUnusedCaches(file: Package, workbook: WorkbookPart, caches: readonly string[]): void {
  for (const cache of caches) {
    const used = workbook.sheets.some(({ part }) => file.has(part) && reachable(file, [part]).has(cache));
    const relationship = relationshipsOf(file, workbook.part).find(({ target }) => file.nameOf(target) === cache);
    if (used || relationship === undefined) continue;
    const xml = file.text(workbook.part);
    const list = childOf(parseTree(xml, workbook.part), 'pivotCaches');
    const gone = childrenOf(list, 'pivotCache').filter(({ attributes }) => relationId(attributes) === relationship.id);
    if (list !== undefined && gone.length > 0)
      file.setText(workbook.part, without(xml, gone.length === list.children.length ? [list] : gone));
    removeRelated(file, workbook.part, relationship);
  }
}

function slice(xml: string, element: Element | undefined): string {
  return element === undefined ? '' : xml.slice(element.start, element.end);
}
