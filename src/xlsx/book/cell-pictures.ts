import type { Package } from '../package/package.js';
import { relatedParts, relationshipsOf, removeRelated } from '../package/relationships.js';
import { childrenOf, descendantsOf, parseTree, without, type Element } from '../xml/tree.js';

const DISPLAY = /DISPIMG\(\s*(?:"([^"]*)")?/gi;

/**
 * Takes away the pictures of WPS that no cell shows any more: they lie in one list for the whole workbook, those of
 * removed sheets among them.
 *
 * `formulas` are those of the workbook. Throws an `XlsxRefusal` (`file-damaged` {part}) where the list is no XML.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { removeUnusedPictures } from './cell-pictures.js';
 *   const file = XlsxFile.open(emptyWorkbook('表'));
 *   file.with((parts, { part }) => removeUnusedPictures(parts, part, [])).sheets.length // => 1
 */
export function removeUnusedPictures(file: Package, workbookPart: string, formulas: readonly string[]): void {
  const shown = formulas.flatMap((formula) => [...formula.matchAll(DISPLAY)].map(([, id]) => id));
  // A picture that is chosen by a calculation may be any of them.
  if (shown.includes(undefined)) return;
  for (const list of relatedParts(file, workbookPart, ['cellImage'])) {
    const part = file.nameOf(list.target);
    const xml = file.text(part);
    const pictures = childrenOf(parseTree(xml, part), 'cellImage');
    const unused = pictures.filter((picture) => !shown.includes(idOf(picture)));
    if (unused.length === pictures.length) removeRelated(file, workbookPart, list);
    else if (unused.length > 0) removePictures(file, part, { pictures, unused });
  }
}

function removePictures(
  file: Package,
  part: string,
  { pictures, unused }: Readonly<Record<'pictures' | 'unused', readonly Element[]>>,
): void {
  const staying = new Set(pictures.filter((picture) => !unused.includes(picture)).flatMap(relationshipsIn));
  const gone = new Set(unused.flatMap(relationshipsIn).filter((id) => !staying.has(id)));
  file.setText(part, without(file.text(part), unused));
  for (const relationship of relationshipsOf(file, part)) {
    if (gone.has(relationship.id)) removeRelated(file, part, relationship);
  }
}

function idOf(picture: Element): string | undefined {
  return descendantsOf(picture, 'cNvPr')[0]?.attributes['name'];
}

/** What the pictures' files and links are known by: attributes with the prefix of relationships. */
function relationshipsIn(picture: Element): readonly string[] {
  return ['blip', 'svgBlip', 'hlinkClick'].flatMap((name) =>
    descendantsOf(picture, name).flatMap(({ attributes }) =>
      Object.entries(attributes)
        .filter(([key]) => /:(?:embed|link|id)$/.test(key))
        .map(([, id]) => id),
    ),
  );
}
