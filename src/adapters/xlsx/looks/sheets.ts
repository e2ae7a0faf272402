import { MOST_COLUMNS, type CellLook, type SheetLook } from '../../../ports/appearance.js';
import {
  PartCache,
  readPalette,
  readWorkbookPart,
  sheetExcerpt,
  type Palette,
  type SheetEntry,
  type XlsxFile,
} from '../../../xlsx/index.js';
import { readLooks } from './style-looks.js';
import { readRichStrings } from './rich-text.js';
import { readSheetLook, type SharedLooks } from './sheet-look.js';

type Parts = XlsxFile['parts'];

interface CachedLook {
  readonly look: SheetLook;
  readonly shared: SharedLooks;
}

const sheetLooks = new PartCache<CachedLook>();
const styleLooks = new PartCache<{ readonly palette: Palette; readonly looks: readonly CellLook[] }>();
const richTexts = new PartCache<{ readonly palette: Palette; readonly richStrings: SharedLooks['richStrings'] }>();

/**
 * Reads how the worksheets of a file look, in their order; where they were read before, only the rows that were written
 * since.
 */
export function readLooksOf(file: XlsxFile): readonly SheetLook[] {
  const { parts } = file;
  const { sheets, stylesPart, stringsPart, themePart } = readWorkbookPart(parts);
  const palette = readPalette(parts, themePart, stylesPart);
  const shared: SharedLooks = {
    palette,
    looks: looksIn(parts, stylesPart, palette),
    richStrings: richStringsIn(parts, stringsPart, palette),
  };
  return sheets
    .filter(({ type }) => type === 'worksheet')
    .map((sheet) => (file.isRead(sheet) ? lookOf(parts, sheet, shared) : unreadLook(sheet, shared)));
}

function looksIn(parts: Parts, part: string | undefined, palette: Palette): readonly CellLook[] {
  if (part === undefined) return [];
  const bytes = parts.bytesOf(part);
  const cached = styleLooks.get(bytes)?.value;
  if (cached !== undefined && isSamePalette(cached.palette, palette)) return cached.looks;
  return styleLooks.set(bytes, { palette, looks: readLooks(parts.text(part), part, palette) }).looks;
}

const NO_RICH_STRINGS: SharedLooks['richStrings'] = new Map();

function richStringsIn(parts: Parts, part: string | undefined, palette: Palette): SharedLooks['richStrings'] {
  if (part === undefined) return NO_RICH_STRINGS;
  const bytes = parts.bytesOf(part);
  const cached = richTexts.get(bytes)?.value;
  if (cached !== undefined && isSamePalette(cached.palette, palette)) return cached.richStrings;
  return richTexts.set(bytes, { palette, richStrings: readRichStrings(parts.text(part), part, palette) }).richStrings;
}

function isSamePalette(a: Palette, b: Palette): boolean {
  return a.theme.join() === b.theme.join() && a.indexed.join() === b.indexed.join();
}

/** A sheet that is not read looks like an empty one. */
function unreadLook({ name, part }: SheetEntry, shared: SharedLooks): SheetLook {
  return readSheetLook({ sheet: name, part, xml: '<worksheet/>' }, shared);
}

function lookOf(parts: Parts, { name, part }: SheetEntry, shared: SharedLooks): SheetLook {
  const updated = updatedLook(parts, part, shared);
  const look = updated ?? readSheetLook({ sheet: name, part, xml: parts.text(part) }, shared);
  sheetLooks.set(parts.bytesOf(part), { look, shared });
  if (look.sheet === name && look.looks === shared.looks) return look;
  // These are said elsewhere than in the sheet's part.
  return { ...look, sheet: name, looks: shared.looks };
}

/** The cached look of a sheet with the rows that were written since; `null` where it must be read as a whole. */
function updatedLook(parts: Parts, part: string, shared: SharedLooks): SheetLook | null {
  const cached = sheetLooks.get(parts.bytesOf(part));
  if (cached === undefined) return null;
  const { value, writtenRows } = cached;
  if (value.shared.richStrings !== shared.richStrings) return null;
  if (!isSamePalette(value.shared.palette, shared.palette)) return null;
  if (writtenRows.size === 0) return value.look;
  const excerpt = sheetExcerpt(parts, part, writtenRows);
  if (excerpt === null) return null;
  const { sheet } = value.look;
  return withRows(value.look, readSheetLook({ sheet, part, xml: excerpt }, shared), writtenRows);
}

/** A look with some rows of another one; what is said of whole rows and of the sheet stays. */
function withRows(look: SheetLook, excerpt: SheetLook, rows: ReadonlySet<number>): SheetLook {
  const isKept = (key: number): boolean => !rows.has(Math.floor(key / MOST_COLUMNS));
  const keptTexts = [...look.richTexts].filter(([key]) => isKept(key));
  return {
    ...look,
    cells: merged(look.cells, excerpt.cells, isKept),
    richTexts: new Map([...keptTexts, ...excerpt.richTexts].sort(([a], [b]) => a - b)),
  };
}

/** Two ascending lists of cells in one; of the first only the cells that are kept. */
function merged(
  first: SheetLook['cells'],
  second: SheetLook['cells'],
  isKept: (key: number) => boolean,
): SheetLook['cells'] {
  const keys = new Float64Array(first.keys.length + second.keys.length);
  const looks = new Uint32Array(keys.length);
  let count = 0;
  const put = (cells: SheetLook['cells'], at: number): void => {
    keys[count] = cells.keys[at] as number;
    looks[count] = cells.looks[at] as number;
    count += 1;
  };
  let next = 0;
  for (let at = 0; at < first.keys.length; at += 1) {
    const key = first.keys[at] as number;
    if (!isKept(key)) continue;
    for (; next < second.keys.length && (second.keys[next] as number) < key; next += 1) put(second, next);
    put(first, at);
  }
  for (; next < second.keys.length; next += 1) put(second, next);
  return { keys: keys.slice(0, count), looks: looks.slice(0, count) };
}
