import { cellName } from '../../core/grid/address.js';
import type { SheetSettings } from '../../core/changes/plan.js';
import { isSheetName } from '../empty-workbook.js';
import { maximum } from '../maximum.js';
import { XlsxRefusal } from '../refusal.js';
import { readColumnWidths, withColumnWidths } from '../sheet/column-widths.js';
import { declarePart } from '../package/content-types.js';
import { namesLeadingTo, refersToSheet, usesNames } from './sheet-references.js';
import type { Package } from '../package/package.js';
import { addRelationship, reachable, relationshipsOf, removeRelated } from '../package/relationships.js';
import { RELATION_NAMESPACE } from '../xml/schema-order.js';
import { setPageSetup } from '../sheet/page-setup.js';
import { rowsOf } from '../sheet/sheet-cells.js';
import { frameOf, setFrame, setFrameChild } from '../sheet/sheet-frame.js';
import { childOf, childrenOf, insertChild, parseTree, replacing, settingAttributes } from '../xml/tree.js';
import { relationId, readWorkbookPart, type SheetEntry, type WorkbookPart } from './workbook-part.js';
import { namesOf, removeNames, setName } from './names.js';
import { addedSheetXml, PAGE_OF_LOOK } from './added-sheet.js';
import type { Styles } from './styles.js';
import { removeUnusedCaches } from './pivot-caches.js';
import { moveSelection, placeAmongAll, rearrange } from './sheet-order.js';
import { forgetPivots } from './slicers.js';
import { forgetTitles } from './titles.js';
import { escapeXml, splice } from '../xml/xml.js';

const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';

/** One of a workbook's sheets. */
export interface SheetOfWorkbook {
  readonly workbook: WorkbookPart;
  readonly sheet: SheetEntry;
}

/**
 * Reads the settings of a sheet; `columns` is how many of its first columns' widths are asked for. Positions count
 * worksheets only, as snapshots do.
 */
export function sheetSettings(
  file: Package,
  { workbook: { sheets }, sheet }: SheetOfWorkbook,
  columns: number,
): SheetSettings {
  const root = parseTree(frameOf(file, sheet.part), sheet.part, 2);
  const colour = childOf(childOf(root, 'sheetPr'), 'tabColor')?.attributes['rgb'];
  return {
    position: sheets.filter(({ type }) => type === 'worksheet').indexOf(sheet),
    visibility: sheet.visibility,
    tabColour: colour?.slice(-6).toUpperCase() ?? null,
    columnWidths: readColumnWidths(root, columns),
  };
}

/** Adds a worksheet without content. */
export function addSheet(
  file: Package,
  workbook: WorkbookPart,
  { name, settings, styles }: { readonly name: string; readonly settings: SheetSettings; readonly styles: Styles },
): void {
  if (!isSheetName(name)) throw new XlsxRefusal('sheet-name-invalid', { sheet: name });
  const part = file.freeName('xl/worksheets/sheet#.xml');
  file.setText(part, addedSheetXml(settings, styles));
  if (settings.look !== undefined) setPageSetup(file, part, PAGE_OF_LOOK);
  declarePart(file, part, SHEET_TYPE);
  const relationship = addRelationship(file, workbook.part, { type: 'worksheet', target: part });
  const root = parseTree(file.text(workbook.part), workbook.part);
  const ids = childrenOf(childOf(root, 'sheets'), 'sheet').map(({ attributes }) => Number(attributes['sheetId'] ?? 0));
  const state = settings.visibility === 'visible' ? '' : ` state="${settings.visibility}"`;
  const reference = `xmlns:r="${RELATION_NAMESPACE}" r:id="${relationship}"`;
  const id = maximum(ids, 0) + 1;
  const entry = `<${root.prefix}sheet name="${escapeXml(name)}" sheetId="${id}"${state} ${reference}/>`;
  const order: (number | string)[] = [...workbook.sheets.keys()];
  order.splice(placeAmongAll(workbook.sheets, settings.position), 0, entry);
  rearrange(file, workbook.part, order);
  const printedRows = settings.look?.frozen.rows ?? 0;
  if (printedRows > 0) {
    const becomes = `'${name.replace(/'/g, "''")}'!$1:$${printedRows}`;
    setName(file, readWorkbookPart(file), { kind: 'name', name: '_xlnm.Print_Titles', sheet: name, becomes });
  }
  forgetTitles(file);
}

/**
 * Removes a sheet of any kind with all that belongs to it. Refuses where it is the last visible one, and where formulas
 * elsewhere refer to it, directly or by a name.
 */
export function removeSheet(file: Package, { workbook, sheet }: SheetOfWorkbook): void {
  refuseLastVisible(workbook.sheets, sheet);
  refuseReferences(file, workbook, sheet);
  const index = workbook.sheets.indexOf(sheet);
  const caches = [...reachable(file, [sheet.part])].filter((part) => /pivotCacheDefinition[^/]*$/i.test(part));
  moveSelection(file, workbook, sheet);
  const order = [...workbook.sheets.keys()].filter((at) => at !== index);
  rearrange(file, workbook.part, order);
  const relationship = relationshipsOf(file, workbook.part).find(({ id }) => id === sheet.relationship);
  if (relationship !== undefined) removeRelated(file, workbook.part, relationship);
  removeUnusedCaches(file, workbook, caches);
  forgetPivots(file, readWorkbookPart(file), ({ sheetId }) => sheetId === sheet.id);
  removeNames(file, readWorkbookPart(file), ({ refersTo }) => refersToSheet(refersTo, sheet.name));
  forgetTitles(file);
}

/** Changes those of a sheet's settings that are to become different. */
export function changeSheet(
  file: Package,
  { workbook, sheet }: SheetOfWorkbook,
  { was, becomes }: { readonly was: SheetSettings; readonly becomes: SheetSettings },
): void {
  const { part } = sheet;
  if (becomes.visibility !== sheet.visibility) setVisibility(file, { workbook, sheet }, becomes.visibility);
  if (becomes.tabColour !== was.tabColour) {
    setFrameChild(file, { part, name: 'sheetPr' }, (p, present) => withTabColour(p, present, becomes.tabColour));
  }
  if (becomes.columnWidths.join() !== was.columnWidths.join()) {
    setFrame(file, part, withColumnWidths(frameOf(file, part), part, new Map(becomes.columnWidths.entries())));
  }
  if (becomes.position !== was.position) moveSheet(file, { workbook, sheet }, becomes.position);
}

/** Moves a sheet to a position among the worksheets. */
function moveSheet(file: Package, { workbook, sheet }: SheetOfWorkbook, position: number): void {
  const index = workbook.sheets.indexOf(sheet);
  const others = workbook.sheets.filter((other) => other !== sheet);
  const order = [...workbook.sheets.keys()].filter((at) => at !== index);
  order.splice(placeAmongAll(others, position), 0, index);
  rearrange(file, workbook.part, order);
}

function setVisibility(
  file: Package,
  { workbook, sheet }: SheetOfWorkbook,
  visibility: SheetSettings['visibility'],
): void {
  const isVisible = visibility === 'visible';
  if (!isVisible) {
    refuseLastVisible(workbook.sheets, sheet);
    moveSelection(file, workbook, sheet);
  }
  const xml = file.text(workbook.part);
  const entry = childrenOf(childOf(parseTree(xml, workbook.part), 'sheets'), 'sheet').find(
    ({ attributes }) => relationId(attributes) === sheet.relationship,
  );
  if (entry === undefined) return;
  const state = isVisible ? null : visibility;
  file.setText(workbook.part, splice(xml, [settingAttributes(xml, entry, { state })]));
}

function withTabColour(p: string, present: string | undefined, colour: string | null): string | null {
  const tag = colour === null ? '' : `<${p}tabColor rgb="FF${colour}"/>`;
  if (present === undefined) return tag === '' ? null : `<${p}sheetPr>${tag}</${p}sheetPr>`;
  // The tokenizer takes no notice of namespaces, so a stretch of a part can be read by itself.
  const root = parseTree(present, 'sheetPr');
  const old = childOf(root, 'tabColor');
  if (old !== undefined) return splice(present, [replacing(old, tag)]);
  return insertChild(present, root, { order: ['tabColor'], name: 'tabColor', text: tag });
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
        const { formula } = rows;
        if (formula === null) continue;
        if (refers(formula) || usesNames(formula, names)) {
          const cell = `${sheet.name}!${cellName(rows.row, rows.column)}`;
          throw new XlsxRefusal('sheet-still-used', { sheet: removed.name, cell });
        }
      }
    }
  }
}
