/// <reference types="office-js" />
import type { CellContent, Plan } from '../../core/changes/plan.js';
import type { Area } from '../../core/grid/grid.js';
import type { Batch } from './batch.js';
import { blocksOf, inAnswers, piecesOf, type Block } from './blocks.js';
import type { CellEdit, Edits } from './cell-edits.js';
import { formulaOf, valueOf } from './cell-text.js';
import { readFills, type FillReading } from './fills.js';
import { askByLayout, type KnownLayout, type Layout } from './layout.js';
import { rangeIn } from './ranges.js';
import { areaOf } from './read.js';
import { bytesOf } from './requests.js';

/** An answer may have as much as a request in Excel on the web; what is there may have become longer. */
const ANSWER_LIMIT = 3 * 1024 * 1024;

/** What is in the workbook now, of all that the plan touches. */
export interface Present {
  readonly sheets: ReadonlyMap<string, PresentSheet>;
  readonly tables: ReadonlyMap<string, Area>;
  readonly parts: ReadonlyMap<string, { readonly id: string; readonly xml: string }>;
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

/** A plan, and what it does to each cell. */
export interface Write {
  readonly plan: Plan;
  readonly edits: Edits;
}

/**
 * Reads again what a plan touches: in one sync, unless the answer would be too large or the layout has changed.
 */
export async function readAgain(batch: Batch, write: Write, known: KnownLayout): Promise<Present> {
  const { workbook } = batch.context;
  const { answer } = await askByLayout(batch, known, async (layout) => {
    const sheets = queueSheets(workbook, layout, write);
    const tables = queueTables(workbook, layout, write.plan);
    const parts = queueParts(workbook, layout, write.plan);
    workbook.protection.load('protected');
    await readPieces(batch, sheets);
    return { sheets, tables, parts };
  });
  return {
    sheets: new Map(answer.sheets.map((queued) => [queued.name, presentSheet(queued)])),
    tables: new Map(answer.tables.map(({ name, range }) => [name, areaOf(range)])),
    parts: new Map(answer.parts.map(({ namespace, id, xml }) => [namespace, { id, xml: xml.value }])),
    structureProtected: workbook.protection.protected,
  };
}

function readPieces({ sync }: Batch, sheets: readonly QueuedSheet[]): Promise<void> {
  const asked = sheets.flatMap(({ sheet, pieces, contents }) =>
    pieces.map((block) => ({ block, bytes: block.bytes, sheet, contents })),
  );
  return inAnswers(asked, ANSWER_LIMIT, {
    sync,
    queue: ({ block, sheet, contents }) => {
      const range = rangeIn(sheet, block.area);
      range.load(needsValues(block) ? 'formulas,numberFormat,values' : 'formulas,numberFormat');
      contents.push({ block, range });
    },
  });
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

/** Queues the sheets that are listed; the others are not there. */
function queueSheets(workbook: Excel.Workbook, layout: Layout, { plan, edits }: Write): readonly QueuedSheet[] {
  const queued: QueuedSheet[] = [];
  for (const name of touchedSheets(plan, edits)) {
    const listed = named(layout.sheets, name);
    if (listed === undefined) continue;
    const sheet = workbook.worksheets.getItem(listed.id);
    sheet.load('id,protection/protected');
    queued.push({
      name,
      sheet,
      ...queueCells(sheet, edits.get(name)),
      // Nothing may be left on a sheet that is to be removed, except what the plan knows.
      used: isRemovedBy(plan, name) ? queueUsedRange(sheet) : null,
    });
  }
  return queued;
}

/** Names of sheets and tables are the same to Excel in capitals and small letters. */
function named<T extends { readonly name: string }>(listed: readonly T[], name: string): T | undefined {
  return listed.find((one) => one.name.toLowerCase() === name.toLowerCase());
}

function queueCells(
  sheet: Excel.Worksheet,
  edits: ReadonlyMap<string, CellEdit> | undefined,
): Pick<QueuedSheet, 'pieces' | 'contents' | 'fills'> {
  const cells = [...(edits?.values() ?? [])];
  const read = cells.filter(({ content, format }) => content !== undefined || format !== undefined);
  const filled = cells.filter(({ fill }) => fill !== undefined);
  return {
    pieces: blocksOf(read).flatMap((block) => piecesOf(block, ANSWER_LIMIT, answerBytes)),
    contents: [],
    fills: blocksOf(filled).map((block) => ({ block, reading: readFills(rangeIn(sheet, block.area)) })),
  };
}

function queueUsedRange(sheet: Excel.Worksheet): Excel.Range {
  const used = sheet.getUsedRangeOrNullObject(true).untrack();
  return used.load('values,rowIndex,columnIndex,rowCount,columnCount');
}

interface QueuedTable {
  readonly name: string;
  readonly range: Excel.Range;
}

function queueTables(workbook: Excel.Workbook, { sheets }: Layout, { changes }: Plan): readonly QueuedTable[] {
  const listed = sheets.flatMap(({ tables }) => tables);
  const queued: QueuedTable[] = [];
  for (const change of changes) {
    if (change.kind !== 'table') continue;
    const table = named(listed, change.name);
    if (table === undefined) continue;
    const range = workbook.tables.getItem(table.id).getRange().untrack();
    queued.push({ name: change.name, range: range.load('rowIndex,columnIndex,rowCount,columnCount') });
  }
  return queued;
}

interface QueuedPart {
  readonly namespace: string;
  readonly id: string;
  readonly xml: OfficeExtension.ClientResult<string>;
}

function queueParts(workbook: Excel.Workbook, layout: Layout, { changes }: Plan): readonly QueuedPart[] {
  const queued: QueuedPart[] = [];
  for (const change of changes) {
    if (change.kind !== 'part') continue;
    const { namespace } = change;
    const [part, ...others] = layout.parts.filter((listed) => listed.namespace === namespace);
    // Which of several is meant nobody can tell.
    if (part === undefined || others.length > 0) continue;
    queued.push({ namespace, id: part.id, xml: workbook.customXmlParts.getItem(part.id).getXml() });
  }
  return queued;
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

function presentSheet({ sheet, contents: blocks, fills: fillBlocks, used }: QueuedSheet): PresentSheet {
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
