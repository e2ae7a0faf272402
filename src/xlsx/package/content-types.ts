import type { Package } from './package.js';
import { childrenOf, insertChild, parseTree, without } from '../xml/tree.js';
import { escapeXml } from '../xml/xml.js';

const PART = '[Content_Types].xml';
const ORDER = ['Default', 'Override'];

/** Adds an element to the list of content types; `attributes` is what its tag says. */
function addType(file: Package, name: 'Default' | 'Override', attributes: string): void {
  const xml = file.text(PART);
  const root = parseTree(xml, PART);
  file.setText(PART, insertChild(xml, root, { order: ORDER, name, text: `<${root.prefix}${name} ${attributes}/>` }));
}

/**
 * Gives a part its content type, in place of one it has. `part` is the part's name in the package, without a slash
 * before it. Throws an `XlsxRefusal` (`file-damaged` {part}) where the list of content types is no XML.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { declarePart } from './content-types.js';
 *   const { parts } = XlsxFile.open(emptyWorkbook('表'));
 *   declarePart(parts, 'xl/more.xml', 'application/xml');
 *   parts.text('[Content_Types].xml').includes('PartName="/xl/more.xml" ContentType="application/xml"') // => true
 */
export function declarePart(file: Package, part: string, type: string): void {
  forgetPart(file, part);
  addType(file, 'Override', `PartName="/${escapeXml(part)}" ContentType="${type}"`);
}

/** Gives an extension its content type where it has none. */
export function declareExtension(file: Package, extension: string, type: string): void {
  const declared = childrenOf(parseTree(file.text(PART), PART), 'Default');
  if (declared.some(({ attributes }) => attributes['Extension']?.toLowerCase() === extension)) return;
  addType(file, 'Default', `Extension="${extension}" ContentType="${type}"`);
}

/** Takes away the content type of a part that is no more. */
export function forgetPart(file: Package, part: string): void {
  const xml = file.text(PART);
  const gone = childrenOf(parseTree(xml, PART), 'Override').filter(({ attributes }) =>
    samePart(attributes['PartName'], part),
  );
  if (gone.length > 0) file.setText(PART, without(xml, gone));
}

function samePart(name: string | undefined, part: string): boolean {
  return name?.replace(/^\//, '').toLowerCase() === part.toLowerCase();
}
