/**
 * Edits .xlsx and .xlsm files and keeps everything that no edit asks to change, to the byte: charts, images, pivots,
 * slicers, conditional formats, validations, rich text, comments, macros, parts that nobody knows. It patches the few
 * stretches of the few parts that an edit touches and packs the others as they are.
 *
 * - Edits are plain data (`edits.ts`), applied all or none. One that says what something `was` is compared with the
 *   file first.
 * - What cannot be kept or read safely is refused with an `XlsxRefusal`: encrypted, damaged and strict files, document
 *   types, bombs (512 MiB, 10,000 parts, 1,000 times the packed size), a change inside an array formula, and so on
 *   (`refusal.ts`).
 * - Rows and columns count from 0. Colours are RRGGBB. Formulas have their `=`, names have none.
 * - It needs fflate and saxes, and of this program the types of `core/grid` (addresses, grids, numbered colours) and of
 *   `core/changes/plan` (edits that every workbook can make), which import nothing else: with those it could be
 *   published by itself.
 *
 * Folders: `package` (zip archive, parts, relationships), `xml` (tokenizers that know the place of every tag), `sheet`
 * (what lies in the part of one sheet), `book` (what belongs to the workbook as a whole).
 *
 * @example
 *   import { emptyWorkbook, XlsxFile } from './index.js';
 *   const file = XlsxFile.open(emptyWorkbook('附件1'));
 *   const was = { value: null, formula: null };
 *   const becomes = { value: 90448, formula: null };
 *   const { outcome, file: edited } = file.edit([
 *     { kind: 'content', sheet: '附件1', row: 4, column: 2, was, becomes },
 *     { kind: 'merge', sheet: '附件1', was: null, becomes: { top: 0, left: 0, bottom: 0, right: 20 } },
 *   ]);
 *   outcome // => { conflicts: [], cells: 1 }
 *   XlsxFile.open(edited.bytes()).grids()[0]?.values // => [[90448]]
 */
export { XlsxFile, type CellLooks } from './xlsx-file.js';
export type { ReadingLimits } from './sheet/reading-limits.js';
export { XlsxRefusal } from './refusal.js';
export { emptyWorkbook } from './empty-workbook.js';
export type { Edit, PageSetup } from './edits.js';

// For work on the parts themselves, inside `XlsxFile.with`.
export { cutReferences } from './book/cut-references.js';
export { namesLeadingTo, refersToSheet, usesNames } from './book/sheet-references.js';
export { removeUnusedPictures } from './book/cell-pictures.js';
export { removeUnusedRichPictures } from './book/rich-pictures.js';
export { removeConnections, removeTraces } from './book/personal-traces.js';
export { removeSheetTraces } from './book/sheet-traces.js';
export { emptyUnusedStrings } from './book/unused-strings.js';
export { withoutRecalculation } from './book/recalculation.js';
export { declarePart } from './package/content-types.js';
export { removeRelations } from './package/relationships.js';
export { formulasOf, formulasToValues } from './sheet/formula-values.js';
export { notesOn, removeThreadedComments, threadedCommentsOn } from './sheet/notes.js';
export { removeTableFormulas, tableFormulasOf } from './sheet/table-formulas.js';
export { tablesOf } from './sheet/tables.js';
export { readWorkbookPart, type SheetEntry } from './book/workbook-part.js';

// For reading what the module does not read itself: how things look.
export { PartCache } from './sheet/part-cache.js';
export { sheetExcerpt } from './sheet/sheet-cells.js';
export { readPalette, rgbOf, type Palette } from './book/colours.js';
export { isTrue, unescapeCell, walk, type Attributes, type Tag, type Visitor } from './xml/xml.js';
