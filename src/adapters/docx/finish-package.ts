import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import type { FontChoice } from '../../core/publish/layout.js';

const DOCUMENT = 'word/document.xml';
const FONT_TABLE = 'word/fontTable.xml';
const CORE_PROPERTIES = 'docProps/core.xml';

const WORD_NAMESPACE = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

/** An empty element where a table shall stand. */
export const TABLE_PLACE = 'w:tbl';

/**
 * Puts the tables in their places, in their order: the library makes a dozen objects of every cell, which takes seconds
 * for two thousand rows. Adds what it has no word for: what to use where a font is not installed. Takes away the time
 * of making, so that the same document gives the same bytes.
 */
export function finishPackage(bytes: Uint8Array, tables: readonly string[], fonts: readonly FontChoice[]): Uint8Array {
  const parts = unzipSync(bytes);
  const rewrite = (name: string, change: (text: string) => string): void => {
    const part = parts[name] ?? new Uint8Array();
    parts[name] = strToU8(change(strFromU8(part)));
  };
  rewrite(DOCUMENT, (xml) => withTables(xml, tables));
  rewrite(FONT_TABLE, (xml) => fontTable(xml, fonts));
  rewrite(CORE_PROPERTIES, (xml) => xml.replace(/<dcterms:(created|modified)\b[^>]*>[^<]*<\/dcterms:\1>/g, ''));
  const files: Zippable = {};
  for (const [name, content] of Object.entries(parts)) {
    files[name] = [content, { mtime: '1980-01-01T00:00:00', level: 6 }];
  }
  return zipSync(files);
}

function withTables(xml: string, tables: readonly string[]): string {
  // No text of the document can look like a place, as its signs are escaped.
  const [first = '', ...rest] = xml.split(`<${TABLE_PLACE}/>`);
  return first + rest.map((between, index) => (tables[index] ?? '') + between).join('');
}

/** The library writes a font table without fonts. */
function fontTable(present: string, fonts: readonly FontChoice[]): string {
  const opening = /<w:fonts\b[^>]*?(?=\/?>)/.exec(present)?.[0] ?? `<w:fonts xmlns:w="${WORD_NAMESPACE}"`;
  const named = [...new Map(fonts.map((font) => [font.name, font])).values()];
  const entries = named.map(
    ({ name, fallbacks }) => `<w:font w:name="${name}"><w:altName w:val="${fallbacks.join(',')}"/></w:font>`,
  );
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${opening}>${entries.join('')}</w:fonts>`;
}
