import type { Package } from '../package/package.js';
import { rowsOf } from '../sheet/sheet-cells.js';
import { childrenOf, parseTree, replacing } from '../xml/tree.js';
import { splice } from '../xml/xml.js';
import type { WorkbookPart } from './workbook-part.js';

/**
 * Empties the shared strings that no cell shows: the texts of cells that are gone would still lie in the file. Each
 * keeps its number. Throws an `XlsxRefusal` (`file-damaged` {part}) where cells or strings cannot be read.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { emptyUnusedStrings } from './unused-strings.js';
 *   const file = XlsxFile.open(emptyWorkbook('表')).with(emptyUnusedStrings);
 *   file.strings.length // => 0
 */
export function emptyUnusedStrings(file: Package, { stringsPart, sheets }: WorkbookPart): void {
  if (stringsPart === undefined || !file.has(stringsPart)) return;
  const used = new Set<number>();
  for (const { part, type } of sheets) {
    if (type === 'worksheet') addStringsIn(file, part, used);
  }
  const xml = file.text(stringsPart);
  const root = parseTree(xml, stringsPart, 1);
  const unused = childrenOf(root, 'si').filter((_, index) => !used.has(index));
  if (unused.length === 0) return;
  const empty = `<${root.prefix}si><${root.prefix}t/></${root.prefix}si>`;
  const splices = unused.map((item) => replacing(item, empty));
  file.setText(stringsPart, splice(xml, splices));
}

function addStringsIn(file: Package, part: string, used: Set<number>): void {
  const rows = rowsOf(file, part, null);
  while (rows.nextRow()) {
    while (rows.nextCell()) {
      if (rows.stringIndex !== null) used.add(rows.stringIndex);
    }
  }
}
