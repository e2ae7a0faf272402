import type { Package } from '../package/package.js';
import { reachable, relationshipsOf, removeRelated } from '../package/relationships.js';
import { childOf, childrenOf, parseTree, withoutItems } from '../xml/tree.js';
import { relationId, type WorkbookPart } from './workbook-part.js';

/** Takes away those of these pivot caches, named by their parts, that no pivot table reads any more. */
export function removeUnusedCaches(file: Package, workbook: WorkbookPart, caches: readonly string[]): void {
  for (const cache of caches) {
    const isUsed = workbook.sheets.some(({ part }) => file.has(part) && reachable(file, [part]).has(cache));
    const relationship = relationshipsOf(file, workbook.part).find(({ target }) => file.nameOf(target) === cache);
    if (isUsed || relationship === undefined) continue;
    const xml = file.text(workbook.part);
    const list = childOf(parseTree(xml, workbook.part), 'pivotCaches');
    const gone = childrenOf(list, 'pivotCache').filter(({ attributes }) => relationId(attributes) === relationship.id);
    if (list !== undefined && gone.length > 0) file.setText(workbook.part, withoutItems(xml, list, gone));
    removeRelated(file, workbook.part, relationship);
  }
}
