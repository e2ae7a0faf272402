import type { BeforeImage } from './before-image.js';
import { readPart, writePart } from './custom-part.js';
import { deflated, inflated } from './deflated.js';
import { readImageOfRuns } from './image-of-runs.js';
import {
  cellsIn,
  packCells,
  packRows,
  readPackedCells,
  readPackedRows,
  unpackSheets,
  withoutResults,
  type PackedCells,
  type PackedRows,
} from './packed-image.js';
import type { PartChange } from './plan.js';
import { isListOf, isRecord, isString } from './stored-shapes.js';

/** The custom XML part that holds what cells were before the last computations. */
export const BEFORE_IMAGE = 'urn:bulletin-scores:before-image';
/** The part that names the computations whose writing came to its end: it is written last. */
const BEFORE_IMAGE_DONE = 'urn:bulletin-scores:before-image-done';
/** Earlier versions wrote images as runs of cells, not deflated. */
const VERSION_OF_RUNS = 1;
const VERSION = 2;

/** How many computations can be taken back, and how many characters all of them may take in the workbook. */
export const MOST_KEPT = 5;
export const MOST_KEPT_CHARACTERS = 1_500_000;
/** More cells than a computation of 100,000 units replaces: an image of more would take minutes to unpack. */
const MOST_CELLS = 4_000_000;

/** An image as it stands in a workbook; unpacking a large one takes a while, and is only needed to restore it. */
export interface StoredImage {
  readonly id: string;
  readonly at: string;
  /** How many cells it holds. */
  readonly cells: number;
  /** Its cells and how its rows are known, deflated. */
  readonly deflatedCells: string;
  readonly deflatedRows: string;
  unpacked(): BeforeImage;
  /** The same, of which the results of formulas are not kept: they take most of the room. */
  withoutResults(): StoredImage;
}

/** What a workbook's parts hold: images, the newest first, and the ids of computations that were applied to the end. */
interface Stored {
  readonly images: readonly StoredImage[];
  readonly completed: readonly string[];
}

/** Lists the images of a workbook's parts, still packed. What cannot be read is as if it were not there. */
export function storedImages(parts: Readonly<Record<string, string>>): Stored {
  return { images: readImages(parts[BEFORE_IMAGE]).images, completed: readCompleted(parts) };
}

function readCompleted(parts: Readonly<Record<string, string>>): readonly string[] {
  return readPart('before-image-done', parts[BEFORE_IMAGE_DONE]).filter(isString);
}

/** Whether a workbook's parts have something in the place of images, or of ids of computations, that is none. */
export function hasUnreadableImages(parts: Readonly<Record<string, string>>): boolean {
  const done = parts[BEFORE_IMAGE_DONE];
  const entries = readPart('before-image-done', done);
  const isDoneUnreadable = done !== undefined && (entries.length === 0 || !isListOf(entries, isString));
  return isDoneUnreadable || !readImages(parts[BEFORE_IMAGE]).isWhole;
}

/** The images of a part, and whether that is all that stands there. */
interface ReadImages {
  readonly images: readonly StoredImage[];
  readonly isWhole: boolean;
}

/** The part that was read last: a workbook is read again whenever somebody types, its images hardly ever change. */
let lastRead: { readonly xml: string; readonly read: ReadImages } | null = null;

function readImages(xml: string | undefined): ReadImages {
  if (xml === undefined) return { images: [], isWhole: true };
  if (lastRead?.xml !== xml) lastRead = { xml, read: readImagesAnew(xml) };
  return lastRead.read;
}

/** Up to the first that is no image: an older one is only restored together with those after it. */
function readImagesAnew(xml: string): ReadImages {
  const runs = readPart('before-image', xml, VERSION_OF_RUNS).slice(0, MOST_KEPT);
  if (runs.length > 0) return upToTheFirstThatIsNone(runs, readStoredRuns);
  const [rows, entries] = readPart('before-image', xml, VERSION);
  if (!isListOf(rows, isString) || !Array.isArray(entries) || entries.length === 0)
    return { images: [], isWhole: false };
  return upToTheFirstThatIsNone(entries.slice(0, MOST_KEPT), (entry) => readStored(entry, rows));
}

function upToTheFirstThatIsNone(entries: readonly unknown[], read: (entry: unknown) => StoredImage | null): ReadImages {
  const images: StoredImage[] = [];
  for (const entry of entries) {
    const image = read(entry);
    if (image === null) return { images, isWhole: false };
    images.push(image);
  }
  return { images, isWhole: true };
}

function readStoredRuns(entry: unknown): StoredImage | null {
  const image = readImageOfRuns(entry, MOST_CELLS);
  return image === null ? null : imageToStore(image);
}

function readStored(entry: unknown, allRows: readonly string[]): StoredImage | null {
  if (!isRecord(entry)) return null;
  const { id, at, cells: deflatedCells, rows: index } = entry;
  if (typeof id !== 'string' || typeof at !== 'string' || typeof deflatedCells !== 'string') return null;
  const deflatedRows = typeof index === 'number' ? allRows[index] : undefined;
  if (deflatedRows === undefined) return null;
  const cells = readPackedCells(inflatedData(deflatedCells), MOST_CELLS);
  if (cells === null) return null;
  const rows = readPackedRows(inflatedData(deflatedRows), { sheets: cells.length, mostRows: MOST_CELLS });
  if (rows === null) return null;
  return storedImage({ id, at, cells, rows, deflatedCells, deflatedRows });
}

/** `undefined` where nothing can be inflated, or no JSON. */
function inflatedData(base64: string): unknown {
  // What we store is never longer.
  const text = base64.length > MOST_KEPT_CHARACTERS ? null : inflated(base64);
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function deflatedData(data: PackedCells | PackedRows): string {
  return deflated(JSON.stringify(data));
}

/** Packs an image, so that it can be stored. */
export function imageToStore(image: BeforeImage): StoredImage {
  const { id, at } = image;
  const cells = packCells(image);
  const rows = packRows(image);
  return storedImage({
    id,
    at,
    cells,
    rows,
    deflatedCells: deflatedData(cells),
    deflatedRows: deflatedData(rows),
  });
}

interface PackedImage extends Omit<StoredImage, 'cells' | 'unpacked' | 'withoutResults'> {
  readonly cells: PackedCells;
  readonly rows: PackedRows;
}

function storedImage({ id, at, cells, rows, deflatedCells, deflatedRows }: PackedImage): StoredImage {
  return {
    id,
    at,
    cells: cellsIn(cells),
    deflatedCells,
    deflatedRows,
    unpacked: () => ({ id, at, sheets: unpackSheets(cells, rows) }),
    withoutResults: () => {
      const smaller = withoutResults(cells);
      return storedImage({ id, at, cells: smaller, rows, deflatedCells: deflatedData(smaller), deflatedRows });
    },
  };
}

/** The change that stores images, and how many of them it stores. */
interface Storing {
  readonly change: PartChange;
  readonly stored: number;
}

/**
 * Stores these images, the newest first, as far as there is room: the results of formulas that were replaced go first,
 * then whole images, the oldest first.
 */
export function storeBeforeImages(images: readonly StoredImage[], parts: Readonly<Record<string, string>>): Storing {
  let stored = images.slice(0, MOST_KEPT);
  let xml = partOf(stored);
  for (let index = stored.length - 1; index >= 0 && isTooLong(xml); index -= 1) {
    stored = stored.map((image, at) => (at === index ? image.withoutResults() : image));
    xml = partOf(stored);
  }
  while (isTooLong(xml)) {
    stored = stored.slice(0, -1);
    xml = partOf(stored);
  }
  const was = parts[BEFORE_IMAGE] ?? null;
  return { change: { kind: 'part', namespace: BEFORE_IMAGE, was, becomes: xml }, stored: stored.length };
}

function isTooLong(xml: string | null): boolean {
  return xml !== null && xml.length > MOST_KEPT_CHARACTERS;
}

function partOf(images: readonly StoredImage[]): string | null {
  if (images.length === 0) return null;
  // The same units are in the same rows from one computation to the next: that is stored once.
  const rows = [...new Set(images.map(({ deflatedRows }) => deflatedRows))];
  const entries = images.map(({ id, at, deflatedCells, deflatedRows }) => ({
    id,
    at,
    rows: rows.indexOf(deflatedRows),
    cells: deflatedCells,
  }));
  return writePart('before-image', BEFORE_IMAGE, [rows, entries], VERSION);
}

/** The change that stores the ids of the computations that were applied to the end. */
export function storeCompleted(ids: readonly string[], parts: Readonly<Record<string, string>>): PartChange {
  const xml = writePart('before-image-done', BEFORE_IMAGE_DONE, ids.slice(0, MOST_KEPT));
  const becomes = ids.length === 0 ? null : xml;
  return { kind: 'part', namespace: BEFORE_IMAGE_DONE, was: parts[BEFORE_IMAGE_DONE] ?? null, becomes };
}
