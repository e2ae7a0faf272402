import type { SheetLook } from '../../../ports/appearance.js';
import { readPalette, readWorkbookPart, type XlsxFile } from '../../../xlsx/index.js';
import { readLooks } from './appearance.js';
import { readRichStrings } from './rich-text.js';
import { readSheetLook } from './sheet-look.js';

/** Reads how the worksheets of a file look, in their order. */
export function readLooksOf({ parts }: XlsxFile): readonly SheetLook[] {
  const { sheets, stylesPart, stringsPart, themePart } = readWorkbookPart(parts);
  const palette = readPalette(parts, themePart, stylesPart);
  const looks = stylesPart === undefined ? [] : readLooks(parts.text(stylesPart), stylesPart, palette);
  const shared = { looks, palette, richStrings: stringsPart === undefined ? new Map() : readRichStrings(parts.text(stringsPart), stringsPart, palette) };
  return sheets.filter(({ type }) => type === 'worksheet').map(({ name, part }) => readSheetLook(parts.text(part), part, name, shared));
}
