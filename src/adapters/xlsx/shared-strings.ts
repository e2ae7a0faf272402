import { unescapeCell, walk } from './xml.js';

/** Reads the shared strings; the runs of rich text are joined, phonetic guides left out. */
export function readSharedStrings(xml: string, part: string): readonly string[] {
  const strings: string[] = [];
  let current = '';
  let inText = false;
  let phonetic = false;
  walk(xml, part, {
    open({ name }) {
      if (name === 'si') current = '';
      if (name === 'rPh') phonetic = true;
      if (name === 't') inText = !phonetic;
    },
    close(name) {
      if (name === 't') inText = false;
      if (name === 'rPh') phonetic = false;
      if (name === 'si') strings.push(unescapeCell(current));
    },
    text(text) {
      if (inText) current += text;
    },
  });
  return strings;
}
