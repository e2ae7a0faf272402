import type { Package } from '../package/package.js';
import { relatedParts, relationshipsOf, removeRelated } from '../package/relationships.js';
import { frameOf, setFrame } from '../sheet/sheet-frame.js';
import { childOf, childrenOf, descendantsOf, parseTree, without, type Element } from '../xml/tree.js';
import { removeNames } from './names.js';
import { readWorkbookPart, relationId, type WorkbookPart } from './workbook-part.js';

/** Slicers and timelines filter pivot tables and tables from a cache that belongs to the workbook. */
const CACHES = ['slicerCache', 'timelineCache'];
const PARTS = ['slicer', 'timeline'];

/** A pivot table as slicers know it: the number of its sheet and its name. */
export interface FilteredPivot {
  readonly sheetId: string;
  readonly name: string;
}

/**
 * Takes pivot tables that are gone out of the slicers; slicers that are left with nothing to filter go with their
 * caches.
 */
export function forgetPivots(file: Package, workbook: WorkbookPart, isGone: (pivot: FilteredPivot) => boolean): void {
  const empty = new Set<string>();
  for (const cache of relatedParts(file, workbook.part, CACHES)) {
    const xml = file.text(cache.target);
    const root = parseTree(xml, cache.target);
    const pivots = descendantsOf(root, 'pivotTable');
    const gone = pivots.filter(({ attributes }) =>
      isGone({ sheetId: attributes['tabId'] ?? '', name: attributes['name'] ?? '' }),
    );
    const tables = descendantsOf(root, 'tableSlicerCache').map(({ attributes }) => attributes['tableId']);
    let isEmpty = gone.length > 0 && gone.length === pivots.length;
    if (tables.length > 0) isEmpty = tables.every((id) => !hasTable(file, workbook, id));
    if (isEmpty) {
      empty.add(root.attributes['name'] ?? '');
      forgetReference(file, workbook.part, cache.id);
      removeRelated(file, workbook.part, cache);
    } else if (gone.length > 0) file.setText(cache.target, without(xml, gone));
  }
  if (empty.size === 0) return;
  // Excel keeps a name for each cache.
  removeNames(file, readWorkbookPart(file), ({ name }) => empty.has(name));
  for (const { part } of workbook.sheets) if (file.has(part)) forgetSlicers(file, part, empty);
}

function hasTable(file: Package, { sheets }: WorkbookPart, id: string | undefined): boolean {
  return sheets.some(({ part }) =>
    relatedParts(file, part, ['table']).some(
      ({ target }) => parseTree(file.text(target), target, 0).attributes['id'] === id,
    ),
  );
}

/** The slicers of a sheet whose cache is gone, with the boxes in which they were drawn. */
function forgetSlicers(file: Package, sheetPart: string, caches: ReadonlySet<string>): void {
  for (const slicers of relatedParts(file, sheetPart, PARTS)) {
    const xml = file.text(slicers.target);
    const all = parseTree(xml, slicers.target).children;
    const gone = all.filter(({ attributes }) => caches.has(attributes['cache'] ?? ''));
    if (gone.length === 0) continue;
    if (gone.length < all.length) file.setText(slicers.target, without(xml, gone));
    else {
      setFrame(file, sheetPart, withoutReference(frameOf(file, sheetPart), sheetPart, slicers.id));
      removeRelated(file, sheetPart, slicers);
    }
    removeBoxes(file, sheetPart, new Set(gone.map(({ attributes }) => attributes['name'] ?? '')));
  }
}

/** Takes the boxes of slicers with these names out of the drawings of a sheet. */
function removeBoxes(file: Package, sheetPart: string, names: ReadonlySet<string>): void {
  const isBox = ({ name, attributes }: Element): boolean =>
    (name === 'slicer' || name === 'timeslicer') && names.has(attributes['name'] ?? '');
  const holdsBox = (element: Element): boolean => isBox(element) || element.children.some(holdsBox);
  for (const { type, target } of relationshipsOf(file, sheetPart)) {
    if (type !== 'drawing') continue;
    const drawing = file.text(target);
    file.setText(target, without(drawing, parseTree(drawing, target).children.filter(holdsBox)));
  }
}

function forgetReference(file: Package, part: string, id: string): void {
  file.setText(part, withoutReference(file.text(part), part, id));
}

/**
 * Takes what names a relationship out of the extensions of a part, with the lists and extensions that hold nothing
 * else.
 */
function withoutReference(xml: string, part: string, id: string): string {
  const list = childOf(parseTree(xml, part), 'extLst');
  if (list === undefined) return xml;
  const outermost = (element: Element): readonly Element[] => {
    if (relationId(element.attributes) === id) return [element];
    const gone = element.children.flatMap(outermost);
    const holdsNothingElse = gone.length > 0 && element.children.every((child) => gone.includes(child));
    return holdsNothingElse ? [element] : gone;
  };
  const isEmptied = childrenOf(list, 'ext').every((extension) => outermost(extension).includes(extension));
  return without(xml, isEmptied ? [list] : outermost(list));
}
