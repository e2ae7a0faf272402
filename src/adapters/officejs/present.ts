/// <reference types="office-js" />
import type { CellContent, Plan } from '../../core/changes/plan.js';
import type { Area } from '../../core/grid/grid.js';
import type { Batch } from './batch.js';
import { blocksOf, inAnswers, piecesOf, type Block } from './blocks.js';
import type { CellEdit, Edits } from './cell-edits.js';
import { formulaOf, valueOf } from './cell-text.js';
import { readFills, type FillReading } from './fills.js';
import { rangeIn } from './ranges.js';
import { areaOf } from './read.js';
import { bytesOf } from './requests.js';

/** An answer may have as much as a request in Excel on the web; what is there may have become longer. */
const ANSWER_LIMIT = 3 * 1024 * 1024;

/** What is in the workbook now, of all that the plan touches. */
export interface Present {
  readonly sheets: ReadonlyMap<string, PresentSheet | null>;
  readonly tables: ReadonlyMap<string, Area | null>;
  readonly parts: ReadonlyMap<string, { readonly id: string; readonly xml: string } | null>;
  readonly structureProtected: boolean;
}

export interface PresentSheet {
  readonly id: string;
  readonly protected: boolean;
  readonly used: Area | null;
  readonly usedValues: readonly (readonly unknown[])[];
  readonly contents: ReadonlyMap<string, CellContent>;
  readonly formats: ReadonlyMap<string, string>;
  readonly fills: ReadonlyMap<string, string | null>;
}

/** Reads again, in one sync unless the answer would be too large, what a plan touches. */
export async function readAgain({ context, sync }: Batch, plan: Plan, edits: Edits): Promise<Present> {
  const { workbook } = context;
  const sheets = touchedSheets(plan, edits).map((name) =>
    queueSheet(workbook, name, { edits: edits.get(name), isRemoved: isRemovedBy(plan, name) }),
  );
  const tables = queueTables(workbook, plan);
  const parts = queueParts(workbook, plan);
  workbook.protection.load('protected');
  const asked = sheets.flatMap(({ sheet, pieces, contents }) =>
    pieces.map((block) => ({ block, bytes: block.bytes, sheet, contents })),
  );
  await inAnswers(asked, ANSWER_LIMIT, {
    sync,
    queue: ({ block, sheet, contents }) => {
      const range = rangeIn(sheet, block.area);
      range.load(needsValues(block) ? 'formulas,numberFormat,values' : 'formulas,numberFormat');
      contents.push({ block, range });
    },
  });
  return {
    sheets: new Map(sheets.map((queued) => [queued.name, presentSheet(queued)])),
    tables: new Map(tables.map(({ name, table, range }) => [name, table.isNullObject ? null : areaOf(range)])),
    parts: new Map(
      parts.map(({ namespace, part, xml }) => [namespace, part.isNullObject ? null : { id: part.id, xml: xml.value }]),
    ),
    structureProtected: workbook.protection.protected,
  };
}

/** Returns the sheets whose cells are edited, and those that are changed as wholes or through their tables. */
function touchedSheets({ changes }: Plan, edits: Edits): readonly string[] {
  const names = new Set(edits.keys());
  for (const change of changes) if (change.kind === 'sheet' || change.kind === 'table') names.add(change.sheet);
  return [...names];
}

function isRemovedBy({ changes }: Plan, sheet: string): boolean {
  return changes.some((change) => change.kind === 'sheet' && change.sheet === sheet && change.becomes === null);
}

/** A sheet whose reading is queued. */
interface QueuedSheet {
  readonly name: string;
  readonly sheet: Excel.Worksheet;
  /** The cells to be read, in pieces that an answer can hold. */
  readonly pieces: readonly (Block<CellEdit> & { readonly bytes: number })[];
  /** The pieces that are queued already. */
  readonly contents: { readonly block: Block<CellEdit>; readonly range: Excel.Range }[];
  readonly fills: readonly { readonly block: Block<CellEdit>; readonly reading: FillReading }[];
  /** What is used of a sheet that is to be removed. */
  readonly used: Excel.Range | null;
}

function queueSheet(
  workbook: Excel.Workbook,
  name: string,
  { edits, isRemoved }: { readonly edits: ReadonlyMap<string, CellEdit> | undefined; readonly isRemoved: boolean },
): QueuedSheet {
  const sheet = workbook.worksheets.getItemOrNullObject(name);
  sheet.load('id,protection/protected');
  const cells = [...(edits?.values() ?? [])];
  const read = cells.filter(({ content, format }) => content !== undefined || format !== undefined);
  const filled = cells.filter(({ fill }) => fill !== undefined);
  return {
    name,
    sheet,
    pieces: blocksOf(read).flatMap((block) => piecesOf(block, ANSWER_LIMIT, answerBytes)),
    contents: [],
    fills: blocksOf(filled).map((block) => ({ block, reading: readFills(rangeIn(sheet, block.area)) })),
    // Nothing may be left on a sheet that is to be removed, except what the plan knows.
    used: isRemoved ? queueUsedRange(sheet) : null,
  };
}

function queueUsedRange(sheet: Excel.Worksheet): Excel.Range {
  const used = sheet.getUsedRangeOrNullObject(true).untrack();
  return used.load('values,rowIndex,columnIndex,rowCount,columnCount');
}

interface QueuedTable {
  readonly name: string;
  readonly table: Excel.Table;
  readonly range: Excel.Range;
}

function queueTables(workbook: Excel.Workbook, { changes }: Plan): readonly QueuedTable[] {
  return changes
    .filter((change) => change.kind === 'table')
    .map(({ name }) => {
      const table = workbook.tables.getItemOrNullObject(name);
      table.load('id');
      const range = table.getRange().untrack().load('rowIndex,columnIndex,rowCount,columnCount');
      return { name, table, range };
    });
}

interface QueuedPart {
  readonly namespace: string;
  readonly part: Excel.CustomXmlPart;
  readonly xml: OfficeExtension.ClientResult<string>;
}

function queueParts(workbook: Excel.Workbook, { changes }: Plan): readonly QueuedPart[] {
  return changes
    .filter((change) => change.kind === 'part')
    .map(({ namespace }) => {
      const part = workbook.customXmlParts.getByNamespace(namespace).getOnlyItemOrNullObject();
      part.load('id');
      return { namespace, part, xml: part.getXml() };
    });
}

/** Returns about how many bytes Excel will answer for a cell, if it still holds what it did. */
function answerBytes({ content, format }: CellEdit): number {
  let bytes = 24;
  if (content !== undefined) bytes += bytesOf(content.was.formula ?? content.was.value);
  if (format !== undefined) bytes += format.was.length;
  return bytes;
}

/** Content that looks like a formula and is text: only its value tells the two apart. */
function needsValues({ cells }: Block<CellEdit>): boolean {
  return [...cells.values()].some(({ content }) =>
    [content?.was.value, content?.becomes.value].some((value) => typeof value === 'string' && value.startsWith('=')),
  );
}

function presentSheet({ sheet, contents: blocks, fills: fillBlocks, used }: QueuedSheet): PresentSheet | null {
  if (sheet.isNullObject) return null;
  const contents = new Map<string, CellContent>();
  const formats = new Map<string, string>();
  const fills = new Map<string, string | null>();
  for (const { block, range } of blocks) {
    const hasValues = needsValues(block);
    for (const [key, cell] of block.cells) {
      const { content, format } = presentCell(range, hasValues, placeIn(block, cell));
      contents.set(key, content);
      formats.set(key, format);
    }
  }
  for (const { block, reading } of fillBlocks) {
    for (const [key, cell] of block.cells) {
      const { i, j } = placeIn(block, cell);
      fills.set(key, reading(i, j));
    }
  }
  const cells = { id: sheet.id, protected: sheet.protection.protected, contents, formats, fills };
  if (used === null || used.isNullObject) return { ...cells, used: null, usedValues: [] };
  return { ...cells, used: areaOf(used), usedValues: used.values };
}

/** Row and column within a range, from 0. */
interface PlaceInRange {
  readonly i: number;
  readonly j: number;
}

function placeIn({ area }: Block<CellEdit>, { row, column }: CellEdit): PlaceInRange {
  return { i: row - area.top, j: column - area.left };
}

function presentCell(
  range: Excel.Range,
  hasValues: boolean,
  { i, j }: PlaceInRange,
): { readonly content: CellContent; readonly format: string } {
  const entered: unknown = range.formulas[i]?.[j];
  const format = String(range.numberFormat[i]?.[j] ?? 'General');
  if (format === '@') return { content: { value: valueOf(entered), formula: null }, format };
  const value: unknown = hasValues ? range.values[i]?.[j] : undefined;
  const formula = formulaOf(entered, value);
  if (formula !== null) return { content: { value: null, formula }, format };
  return { content: { value: valueOf(entered), formula: null }, format };
}
