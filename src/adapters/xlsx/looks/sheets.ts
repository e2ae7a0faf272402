import { MOST_COLUMNS, type CellLook, type SheetLook } from '../../../ports/appearance.js';
import {
  Reading,
  readPalette,
  readWorkbookPart,
  sheetExcerpt,
  type Palette,
  type XlsxFile,
} from '../../../xlsx/index.js';
import { readLooks } from './appearance.js';
import { readRichStrings } from './rich-text.js';
import { readSheetLook, type SharedLooks } from './sheet-look.js';

interface KnownLook {
  readonly look: SheetLook;
  readonly shared: SharedLooks;
}

const sheetLooks = new Reading<KnownLook>();
const styleLooks = new Reading<{ readonly palette: Palette; readonly looks: readonly CellLook[] }>();
const richTexts = new Reading<{ readonly palette: Palette; readonly richStrings: SharedLooks['richStrings'] }>();

/** Reads how the worksheets of a file look, in their order; where they were read before, only the rows that were written since. */
export function readLooksOf({ parts }: XlsxFile): readonly SheetLook[] {
  const { sheets, stylesPart, stringsPart, themePart } = readWorkbookPart(parts);
  const palette = readPalette(parts, themePart, stylesPart);
  const shared: SharedLooks = {
    palette,
    looks:
      stylesPart === undefined
        ? []
        : remembered(styleLooks, parts.bytesOf(stylesPart), palette, () => ({
            palette,
            looks: readLooks(parts.text(stylesPart), stylesPart, palette),
          })).looks,
    richStrings:
      stringsPart === undefined
        ? NONE
        : remembered(richTexts, parts.bytesOf(stringsPart), palette, () => ({
            palette,
            richStrings: readRichStrings(parts.text(stringsPart), stringsPart, palette),
          })).richStrings,
  };
  return sheets
    .filter(({ type }) => type === 'worksheet')
    .map(({ name, part }) => {
      const bytes = parts.bytesOf(part);
      const known = sheetLooks.of(bytes);
      const again =
        known === undefined ||
        known.value.shared.richStrings !== shared.richStrings ||
        !isSamePalette(known.value.shared.palette, palette)
          ? null
          : known.written.size === 0
            ? known.value.look
            : rowsAgain(known.value.look, known.written, sheetExcerpt(parts, part, known.written), part, shared);
      const { look } = sheetLooks.keep(bytes, {
        look: again ?? readSheetLook(parts.text(part), part, name, shared),
        shared,
      });
      // These are said elsewhere than in the sheet's part.
      return look.sheet === name && look.looks === shared.looks ? look : { ...look, sheet: name, looks: shared.looks };
    });
}

const NONE: SharedLooks['richStrings'] = new Map();

function remembered<T extends { readonly palette: Palette }>(
  reading: Reading<T>,
  bytes: Uint8Array,
  palette: Palette,
  read: () => T,
): T {
  const known = reading.of(bytes)?.value;
  return known !== undefined && isSamePalette(known.palette, palette) ? known : reading.keep(bytes, read());
}

function isSamePalette(a: Palette, b: Palette): boolean {
  return a.theme.join() === b.theme.join() && a.indexed.join() === b.indexed.join();
}

/** A look whose rows with these numbers are read anew from what stands in their excerpt; what is said of whole rows and of the sheet stays. */
function rowsAgain(
  look: SheetLook,
  rows: ReadonlySet<number>,
  excerpt: string | null,
  part: string,
  shared: SharedLooks,
): SheetLook | null {
  if (excerpt === null) return null;
  const { cells, richTexts: runs } = readSheetLook(excerpt, part, look.sheet, shared);
  const isLeft = (key: number): boolean => !rows.has(Math.floor(key / MOST_COLUMNS));
  return {
    ...look,
    cells: merged(look.cells, cells, isLeft),
    richTexts: new Map([...[...look.richTexts].filter(([key]) => isLeft(key)), ...runs].sort(([a], [b]) => a - b)),
  };
}

/** Two ascending lists in one; of the first only the cells that are left. */
function merged(
  first: SheetLook['cells'],
  second: SheetLook['cells'],
  isLeft: (key: number) => boolean,
): SheetLook['cells'] {
  const keys = new Float64Array(first.keys.length + second.keys.length);
  const looks = new Uint32Array(keys.length);
  let count = 0;
  const put = ({ keys: from, looks: numbers }: SheetLook['cells'], at: number): void => {
    keys[count] = from[at] as number;
    looks[count] = numbers[at] as number;
    count += 1;
  };
  let next = 0;
  for (let at = 0; at < first.keys.length; at += 1) {
    const key = first.keys[at] as number;
    if (!isLeft(key)) continue;
    for (; next < second.keys.length && (second.keys[next] as number) < key; next += 1) put(second, next);
    put(first, at);
  }
  for (; next < second.keys.length; next += 1) put(second, next);
  return { keys: keys.slice(0, count), looks: looks.slice(0, count) };
}
