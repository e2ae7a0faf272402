import type { Package } from '../package/package.js';
import { XlsxRefusal } from '../refusal.js';
import { cellText, longerText } from './cell-text.js';
import { ascii, XmlBytes } from '../xml/xml-bytes.js';

const ITEM = ascii('si');
const TEXT = ascii('t');
const PHONETIC = ascii('rPh');

/**
 * Reads the shared strings; the runs of rich text are joined, phonetic guides left out. Refuses a list of more than so
 * many bytes without reading it.
 */
export function readSharedStrings(file: Package, part: string, most: number): readonly string[] {
  if (file.sizeOf(part) > most) throw new XlsxRefusal('file-texts-too-large');
  const xml = new XmlBytes(file.bytesOf(part), part, { from: file.markOf(part) });
  const strings: string[] = [];
  let current = '';
  let inText = false;
  for (let token = xml.next(); token !== 'end'; token = xml.next()) {
    if (token === 'open') {
      if (xml.isNamed(PHONETIC)) xml.skip();
      else if (xml.isNamed(ITEM)) {
        current = '';
        if (xml.selfClosing) strings.push('');
      } else inText = xml.isNamed(TEXT) && !xml.selfClosing;
    } else if (token === 'text') {
      if (inText) current = longerText(current, xml.beginningOfText);
    } else {
      inText = false;
      if (xml.isNamed(ITEM)) strings.push(cellText(current));
    }
  }
  return strings;
}
