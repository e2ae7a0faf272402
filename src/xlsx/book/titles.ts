import type { Package } from '../package/package.js';
import { relationshipsOf } from '../package/relationships.js';
import { parseTree, without } from '../xml/tree.js';

/**
 * Takes away the list of titles in the document properties, which would still name a sheet or a name that is gone. It
 * is optional, and programs make it anew.
 */
export function forgetTitles(file: Package): void {
  const part = relationshipsOf(file, '').find(({ type }) => type === 'extended-properties')?.target;
  if (part === undefined || !file.has(part)) return;
  const xml = file.text(part);
  const stale = parseTree(xml, part, 1).children.filter(
    ({ name }) => name === 'HeadingPairs' || name === 'TitlesOfParts',
  );
  if (stale.length > 0) file.setText(part, without(xml, stale));
}
