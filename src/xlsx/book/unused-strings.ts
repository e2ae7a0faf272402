import type { Package } from '../package/package.js';
import { rowsOf } from '../sheet/sheet-cells.js';
import { parseTree } from '../xml/tree.js';
import { splice } from '../xml/xml.js';
import type { WorkbookPart } from './workbook-part.js';

/** Texts of cells that are gone would still lie among the shared strings: each keeps its number and loses its text. */
export function forgetUnusedStrings(file: Package, { stringsPart, sheets }: WorkbookPart): void {
  if (stringsPart === undefined || !file.has(stringsPart)) return;
  const used = new Set<number>();
  for (const { part, type } of sheets) {
    if (type === 'worksheet') addStringsIn(file, part, used);
  }
  const xml = file.text(stringsPart);
  const root = parseTree(xml, stringsPart, 1);
  const unused = root.children.filter(({ name }) => name === 'si').filter((_, index) => !used.has(index));
  if (unused.length > 0)
    file.setText(
      stringsPart,
      splice(
        xml,
        unused.map(({ start, end }) => ({
          start,
          end,
          text: `<${root.prefix}si><${root.prefix}t/></${root.prefix}si>`,
        })),
      ),
    );
}

function addStringsIn(file: Package, part: string, used: Set<number>): void {
  const rows = rowsOf(file, part, null);
  while (rows.nextRow()) {
    while (rows.nextCell()) if (rows.stringIndex !== null) used.add(rows.stringIndex);
  }
}
