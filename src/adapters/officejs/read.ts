/// <reference types="office-js" />
import type { Area, Grid, GridTable } from '../../core/grid/grid.js';
import { WorkbookRefusal, type CalculationSettings, type WorkbookSnapshot } from '../../ports/workbook.js';
import type { Batch } from './batch.js';
import { formulaOf, valueOf } from './cell-text.js';
import { hostCode } from './refusal.js';

/** Custom XML parts of this product have namespaces that begin so. */
const OUR_PARTS = 'urn:bulletin-scores:';

/** What has to be known before a workbook can be read in one go: its sheets, their tables, our parts. */
export interface Layout {
  readonly sheets: readonly { readonly id: string; readonly tables: readonly string[] }[];
  readonly parts: readonly string[];
}

/** What is kept of one reading for the next. */
export interface ReadingState {
  layout: Layout | null;
  /** The workbook is too large for one answer. */
  inPieces: boolean;
  /** Cells of one answer, when a sheet is read in pieces; halved where it was too much. */
  pieceSize: number;
  /** Names of the sheets by their ids: events come with ids. */
  readonly names: Map<string, string>;
}

interface Listing {
  readonly sheets: Excel.WorksheetCollection;
  readonly names: Excel.NamedItemCollection;
  readonly parts: Excel.CustomXmlPartCollection;
}

/** The state of a workbook that was never read. */
export function initialState(): ReadingState {
  return { layout: null, inPieces: false, pieceSize: 40_000, names: new Map() };
}

/** Sheets may come and go while they are read. */
const MOST_ATTEMPTS = 4;

/**
 * Reads the whole workbook: one sync where its layout is known from before, one more where it is not or has changed.
 * Workbooks too large for one answer are read in pieces.
 */
export async function readWorkbook(batch: Batch, state: ReadingState): Promise<WorkbookSnapshot> {
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt += 1) {
    const layout = state.layout ?? (await readLayout(batch));
    state.layout = layout;
    const listing = list(batch.context);
    const queued = queue(batch.context, layout, state.inPieces);
    if (!(await syncUnlessTooLarge(batch, state))) continue;
    const found = layoutOf(listing);
    if (JSON.stringify(found) !== JSON.stringify(layout)) {
      state.layout = found;
      continue;
    }
    if (!state.inPieces && queued.sheets.some(isUnanswered)) {
      state.inPieces = true;
      continue;
    }
    state.names.clear();
    for (const { id, name } of listing.sheets.items) state.names.set(id, name);
    return await snapshotOf({ batch, state }, listing, queued);
  }
  throw new WorkbookRefusal('excel-keeps-changing');
}

async function readLayout(batch: Batch): Promise<Layout> {
  const listing = list(batch.context);
  await batch.sync();
  return layoutOf(listing);
}

/** Returns whether Excel has answered; where the answer was too large, the next one comes in pieces. */
async function syncUnlessTooLarge(batch: Batch, state: ReadingState): Promise<boolean> {
  try {
    await batch.sync();
    return true;
  } catch (error) {
    if (hostCode(error) !== 'ResponsePayloadSizeLimitExceeded' || state.inPieces) throw error;
    state.inPieces = true;
    return false;
  }
}

/** More than five million cells come back as nothing. */
function isUnanswered({ used }: QueuedSheet): boolean {
  return !used.isNullObject && (used.values as unknown) === null;
}

const SHEET_PROPERTIES = ['id', 'name', 'visibility', 'protection/protected'];
const TABLE_PROPERTIES = ['id', 'name', 'showHeaders', 'showTotals'];

function list(context: Excel.RequestContext): Listing {
  const sheets = context.workbook.worksheets;
  sheets.load(
    [
      ...SHEET_PROPERTIES.map((name) => `items/${name}`),
      ...TABLE_PROPERTIES.map((name) => `items/tables/items/${name}`),
      'items/names/items/name',
    ].join(','),
  );
  const { names } = context.workbook;
  names.load('items/name');
  const parts = context.workbook.customXmlParts;
  parts.load('items/id,items/namespaceUri');
  return { sheets, names, parts };
}

function layoutOf({ sheets, parts }: Listing): Layout {
  return {
    sheets: sheets.items.map(({ id, tables }) => ({ id, tables: tables.items.map((table) => table.id) })),
    parts: parts.items.filter(({ namespaceUri }) => namespaceUri.startsWith(OUR_PARTS)).map(({ id }) => id),
  };
}

interface Queued {
  readonly sheets: readonly QueuedSheet[];
  readonly parts: readonly { readonly id: string; readonly xml: OfficeExtension.ClientResult<string> }[];
  readonly workbook: Excel.Workbook;
  readonly application: Excel.Application;
  readonly iteration: Excel.IterativeCalculation;
}

interface QueuedSheet {
  readonly used: Excel.Range;
  readonly merged: Excel.RangeAreas;
  readonly rows: OfficeExtension.ClientResult<Excel.RowProperties[]>;
  readonly columns: OfficeExtension.ClientResult<Excel.ColumnProperties[]>;
  readonly tables: readonly Excel.Range[];
}

const PLACE = 'rowIndex,columnIndex,rowCount,columnCount';
const CONTENT = 'values,formulas,numberFormat';

function queue(context: Excel.RequestContext, layout: Layout, inPieces: boolean): Queued {
  const { workbook } = context;
  const sheets = layout.sheets.map(({ id, tables }): QueuedSheet => {
    const used = workbook.worksheets.getItemOrNullObject(id).getUsedRangeOrNullObject(true).untrack();
    used.load(inPieces ? PLACE : `${PLACE},${CONTENT}`);
    const merged = used.getMergedAreasOrNullObject().untrack();
    merged.load('areas/rowIndex,areas/columnIndex,areas/rowCount,areas/columnCount');
    return {
      used,
      merged,
      rows: used.getRowProperties({ rowHidden: true }),
      columns: used.getColumnProperties({ columnHidden: true }),
      tables: tables.map((table) => workbook.tables.getItemOrNullObject(table).getRange().untrack().load(PLACE)),
    };
  });
  const parts = layout.parts.map((id) => ({ id, xml: workbook.customXmlParts.getItemOrNullObject(id).getXml() }));
  const { application } = workbook;
  const iteration = application.iterativeCalculation;
  application.load('calculationMode');
  iteration.load('enabled');
  workbook.load('usePrecisionAsDisplayed');
  return { sheets, parts, workbook, application, iteration };
}

/** What reading in pieces takes. */
interface Reading {
  readonly batch: Batch;
  readonly state: ReadingState;
}

async function snapshotOf(reading: Reading, listing: Listing, queued: Queued): Promise<WorkbookSnapshot> {
  const { sheets, names, parts } = listing;
  const grids: Grid[] = [];
  for (const [index, sheet] of sheets.items.entries()) {
    const queuedSheet = queued.sheets[index] as QueuedSheet;
    grids.push(gridOf(sheet, queuedSheet, await contentOf(reading, sheet.id, queuedSheet)));
  }
  const namespaces = new Map(parts.items.map(({ id, namespaceUri }) => [id, namespaceUri]));
  return {
    sheets: grids,
    calculation: calculationOf(queued),
    parts: Object.fromEntries(queued.parts.map(({ id, xml }) => [namespaces.get(id) ?? '', xml.value])),
    definedNames: [names, ...sheets.items.map((sheet) => sheet.names)].flatMap(({ items }) => namesIn(items)),
  };
}

function namesIn(items: readonly Excel.NamedItem[]): readonly string[] {
  return items.map(({ name }) => name);
}

const VISIBILITY: ReadonlyMap<string, Grid['visibility']> = new Map([
  ['Hidden', 'hidden'],
  ['VeryHidden', 'veryHidden'],
]);

function gridOf(sheet: Excel.Worksheet, queued: QueuedSheet, content: Content): Grid {
  return {
    sheet: sheet.name,
    visibility: VISIBILITY.get(sheet.visibility) ?? 'visible',
    protected: sheet.protection.protected,
    ...cellsOf(content),
    ...usedPartOf(queued),
    tables: sheet.tables.items.map((table, index): GridTable => ({
      name: table.name,
      area: areaOf(queued.tables[index] as Excel.Range),
      headerRows: Number(table.showHeaders),
      totalsRows: Number(table.showTotals),
    })),
  };
}

/** Returns where the used part of a sheet lies, and what of it is merged and hidden. */
function usedPartOf({
  used,
  merged,
  rows,
  columns,
}: QueuedSheet): Pick<Grid, 'top' | 'left' | 'merges' | 'hiddenRows' | 'hiddenColumns'> {
  if (used.isNullObject) return { top: 0, left: 0, merges: [], hiddenRows: [], hiddenColumns: [] };
  return {
    top: used.rowIndex,
    left: used.columnIndex,
    merges: merged.isNullObject ? [] : merged.areas.items.map(areaOf),
    hiddenRows: hiddenFrom(used.rowIndex, rows.value, ({ rowHidden }) => rowHidden),
    hiddenColumns: hiddenFrom(used.columnIndex, columns.value, ({ columnHidden }) => columnHidden),
  };
}

function hiddenFrom<T>(first: number, items: readonly T[], isHidden: (item: T) => boolean | undefined): number[] {
  const hidden: number[] = [];
  items.forEach((item, index) => {
    if (isHidden(item) === true) hidden.push(first + index);
  });
  return hidden;
}

interface Content {
  readonly values: readonly (readonly unknown[])[];
  readonly formulas: readonly (readonly unknown[])[];
  readonly numberFormat: readonly (readonly unknown[])[];
}

const NOTHING: Content = { values: [], formulas: [], numberFormat: [] };

function cellsOf({ values, formulas, numberFormat }: Content): Pick<Grid, 'values' | 'formulas' | 'formats'> {
  return {
    values: values.map((row, i) =>
      row.map((value, j) => {
        // A formula's empty text is reported like a blank.
        const isEmptyText = value === '' && formulaOf(formulas[i]?.[j], value) !== null;
        return isEmptyText ? '' : valueOf(value);
      }),
    ),
    formulas: formulas.map((row, i) => row.map((formula, j) => formulaOf(formula, values[i]?.[j]))),
    formats: numberFormat.map((row) => row.map(formatOf)),
  };
}

function formatOf(reported: unknown): string {
  if (typeof reported !== 'string' || reported === '') return 'General';
  return reported;
}

function contentOf(reading: Reading, id: string, { used }: QueuedSheet): Content | Promise<Content> {
  if (used.isNullObject) return NOTHING;
  if (!reading.state.inPieces) return used;
  return contentInPieces(reading, id, areaOf(used));
}

/** Reads a sheet's rows in as many answers as it takes. */
async function contentInPieces({ batch, state }: Reading, id: string, area: Area): Promise<Content> {
  const { left } = area;
  const width = area.right - left + 1;
  const pieces: Content[] = [];
  for (let row = area.top; row <= area.bottom;) {
    const rows = Math.min(Math.max(1, Math.floor(state.pieceSize / width)), area.bottom - row + 1);
    const sheet = batch.context.workbook.worksheets.getItem(id);
    const piece = sheet.getRangeByIndexes(row, left, rows, width).untrack().load(CONTENT);
    try {
      await batch.sync();
    } catch (error) {
      if (hostCode(error) !== 'ResponsePayloadSizeLimitExceeded' || rows === 1) throw error;
      state.pieceSize = Math.floor((rows * width) / 2);
      continue;
    }
    pieces.push({ values: piece.values, formulas: piece.formulas, numberFormat: piece.numberFormat });
    row += rows;
  }
  return {
    values: pieces.flatMap(({ values }) => values),
    formulas: pieces.flatMap(({ formulas }) => formulas),
    numberFormat: pieces.flatMap(({ numberFormat }) => numberFormat),
  };
}

const CALCULATION_MODES: ReadonlyMap<string, CalculationSettings['mode']> = new Map([
  ['Manual', 'manual'],
  ['AutomaticExceptTables', 'automaticExceptTables'],
]);

function calculationOf({ workbook, application, iteration }: Queued): CalculationSettings {
  return {
    fullPrecision: !workbook.usePrecisionAsDisplayed,
    mode: CALCULATION_MODES.get(application.calculationMode) ?? 'automatic',
    iterates: iteration.enabled,
  };
}

export function areaOf({ rowIndex, columnIndex, rowCount, columnCount }: Excel.Range): Area {
  return { top: rowIndex, left: columnIndex, bottom: rowIndex + rowCount - 1, right: columnIndex + columnCount - 1 };
}
