import type { Package } from '../package/package.js';
import { relatedParts, relationshipsOf } from '../package/relationships.js';
import { attachedData, removeAttachedData } from './attached-data.js';
import { elementTraces, pageTexts, removeElementTraces } from './element-traces.js';
import { isLegacy, legacyTraces, removeLegacyTraces } from './legacy-traces.js';
import type { TraceKind } from './trace-kinds.js';
import type { WorkbookPart } from './workbook-part.js';

/** A text that a reader of the cells does not see. */
export interface Trace {
  readonly kind: TraceKind;
  /** Empty where no sheet is meant. */
  readonly sheet: string;
  /** What it says, with the cell before it where there is one. */
  readonly text: string;
}

/** What stays on a sheet though it may tell of people: texts of printed pages, pictures, embedded objects. */
export interface Remain {
  readonly kind: 'page-text' | 'pictures' | 'objects';
  readonly sheet: string;
  readonly texts: readonly string[];
}

/** Lists what the sheets and the package say of people and places beside cells, notes and properties. */
export function tracesOf(file: Package, workbook: WorkbookPart): readonly Trace[] {
  const traces: Trace[] = [];
  for (const { sheet, part } of tracedParts(file, workbook)) {
    const found = isLegacy(part) ? legacyTraces(file, part) : elementTraces(file, part);
    for (const { kind, text } of found) traces.push({ kind, sheet, text });
  }
  const attached = attachedData(file, workbook);
  return [...traces, ...attached.map((text): Trace => ({ kind: 'attached-data', sheet: '', text }))];
}

/**
 * Takes traces of these kinds away. `workbook` is what `readWorkbookPart` returns for these parts. Throws an
 * `XlsxRefusal` (`file-damaged` {part}) where a part is no XML.
 *
 * @example
 *   import { emptyWorkbook } from '../empty-workbook.js';
 *   import { XlsxFile } from '../xlsx-file.js';
 *   import { removeSheetTraces, tracesOf } from './sheet-traces.js';
 *   const file = XlsxFile.open(emptyWorkbook('表')).with((parts, workbook) => {
 *     removeSheetTraces(parts, workbook, ['hyperlinks']);
 *   });
 *   file.traces // => []
 */
export function removeSheetTraces(file: Package, workbook: WorkbookPart, kinds: readonly TraceKind[]): void {
  const wanted = new Set(kinds);
  for (const { part } of tracedParts(file, workbook)) {
    if (isLegacy(part)) removeLegacyTraces(file, part, wanted);
    else removeElementTraces(file, part, wanted);
  }
  if (wanted.has('attached-data')) removeAttachedData(file, workbook);
}

/** Lists what stays on the sheets and may tell of people all the same. */
export function remainsOf(file: Package, { sheets }: WorkbookPart): readonly Remain[] {
  return sheets.flatMap(({ name, part }) => {
    const parts = partsOfSheet(file, part);
    const related = parts.flatMap((each) => relationshipsOf(file, each)).filter(({ external }) => !external);
    const targets = (types: readonly string[]): readonly string[] => [
      ...new Set(related.filter(({ type }) => types.includes(type)).map(({ target }) => target.replace(/^.*\//, ''))),
    ];
    const remains: readonly Remain[] = [
      { kind: 'page-text', sheet: name, texts: pageTexts(file, part) },
      { kind: 'pictures', sheet: name, texts: targets(['image', 'hdphoto', 'video', 'audio', 'media']) },
      { kind: 'objects', sheet: name, texts: targets(['oleObject', 'package', 'control', 'webextension']) },
    ];
    return remains.filter(({ texts }) => texts.length > 0);
  });
}

interface TracedPart {
  readonly sheet: string;
  readonly part: string;
}

/** The parts of the sheets, what the workbook says of its names, and the pictures that WPS keeps for cells. */
function tracedParts(file: Package, workbook: WorkbookPart): readonly TracedPart[] {
  const parts = new Map<string, TracedPart>();
  for (const { name, part } of workbook.sheets) {
    for (const each of partsOfSheet(file, part)) parts.set(each, { sheet: name, part: each });
  }
  parts.set(workbook.part, { sheet: '', part: workbook.part });
  for (const { target } of relatedParts(file, workbook.part, ['cellImage'])) {
    parts.set(target, { sheet: '', part: target });
  }
  return [...parts.values()];
}

function partsOfSheet(file: Package, part: string): readonly string[] {
  const parts = new Set([part]);
  for (const name of parts) {
    for (const { type, target, external } of relationshipsOf(file, name)) {
      // Records of a pivot table's source are many and hold nothing but values.
      const isRead = !external && type !== 'pivotCacheRecords' && file.has(target);
      if (isRead) parts.add(file.nameOf(target));
    }
  }
  return [...parts].filter((name) => /\.(?:xml|vml)$/i.test(name));
}
