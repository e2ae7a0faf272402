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

/** What reading one workbook has taught for the next time. */
export interface Memory {
  layout: Layout | null;
  /** The workbook is too large to be answered at once. */
  inPieces: boolean;
  /** Cells of one answer, when a sheet is read in pieces; halved where it was too much. */
  piece: number;
  /** Names of the sheets by their ids: events tell ids. */
  readonly names: Map<string, string>;
}

interface Listing {
  readonly sheets: Excel.WorksheetCollection;
  readonly parts: Excel.CustomXmlPartCollection;
}

/** What is known of a workbook that was never read. */
export function noMemory(): Memory {
  return { layout: null, inPieces: false, piece: 40_000, names: new Map() };
}

/**
 * Reads the whole workbook: one sync where its layout is known from before, one more where it is not or has changed.
 * Workbooks too large for one answer are read in pieces.
 */
export async function readWorkbook(batch: Batch, memory: Memory): Promise<WorkbookSnapshot> {
  for (let attempt = 0; attempt < 4; attempt += 1) {
    if (memory.layout === null) {
      const listing = list(batch.context);
      await batch.sync();
      memory.layout = layoutOf(listing);
    }
    const layout = memory.layout;
    const listing = list(batch.context);
    const queued = queue(batch.context, layout, memory.inPieces);
    try {
      await batch.sync();
    } catch (error) {
      if (hostCode(error) !== 'ResponsePayloadSizeLimitExceeded' || memory.inPieces) throw error;
      memory.inPieces = true;
      continue;
    }
    const found = layoutOf(listing);
    if (JSON.stringify(found) !== JSON.stringify(layout)) {
      memory.layout = found;
      continue;
    }
    // More than five million cells come back as nothing.
    if (!memory.inPieces && queued.sheets.some(({ used }) => !used.isNullObject && (used.values as unknown) === null)) {
      memory.inPieces = true;
      continue;
    }
    memory.names.clear();
    for (const { id, name } of listing.sheets.items) memory.names.set(id, name);
    return await snapshotOf(batch, listing, queued, memory);
  }
  throw new WorkbookRefusal('excel-keeps-changing');
}

function list(context: Excel.RequestContext): Listing {
  const sheets = context.workbook.worksheets;
  sheets.load(
    'items/id,items/name,items/visibility,items/tables/items/id,items/tables/items/name,items/tables/items/showHeaders,items/tables/items/showTotals,items/protection/protected',
  );
  const parts = context.workbook.customXmlParts;
  parts.load('items/id,items/namespaceUri');
  return { sheets, parts };
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

async function snapshotOf(
  batch: Batch,
  { sheets, parts }: Listing,
  queued: Queued,
  memory: Memory,
): Promise<WorkbookSnapshot> {
  const grids: Grid[] = [];
  for (const [index, sheet] of sheets.items.entries()) {
    const { used, merged, rows, columns, tables } = queued.sheets[index] as QueuedSheet;
    const content = used.isNullObject
      ? NOTHING
      : memory.inPieces
        ? await contentInPieces(batch, sheet.id, areaOf(used), memory)
        : used;
    grids.push({
      sheet: sheet.name,
      visibility:
        sheet.visibility === 'Hidden' ? 'hidden' : sheet.visibility === 'VeryHidden' ? 'veryHidden' : 'visible',
      protected: sheet.protection.protected,
      top: used.isNullObject ? 0 : used.rowIndex,
      left: used.isNullObject ? 0 : used.columnIndex,
      values: content.values.map((row, i) =>
        row.map((value: unknown, j: number) =>
          value === '' && formulaOf(content.formulas[i]?.[j], value) !== null ? '' : valueOf(value),
        ),
      ),
      formulas: content.formulas.map((row, i) =>
        row.map((formula: unknown, j: number) => formulaOf(formula, content.values[i]?.[j])),
      ),
      formats: content.numberFormat.map((row) =>
        row.map((format: unknown) => (typeof format === 'string' && format !== '' ? format : 'General')),
      ),
      merges: used.isNullObject || merged.isNullObject ? [] : merged.areas.items.map(areaOf),
      hiddenRows: used.isNullObject
        ? []
        : rows.value.flatMap(({ rowHidden }, row) => (rowHidden === true ? [used.rowIndex + row] : [])),
      hiddenColumns: used.isNullObject
        ? []
        : columns.value.flatMap(({ columnHidden }, column) =>
            columnHidden === true ? [used.columnIndex + column] : [],
          ),
      tables: sheet.tables.items.map((table, at): GridTable => ({
        name: table.name,
        area: areaOf(tables[at] as Excel.Range),
        headerRows: Number(table.showHeaders),
        totalsRows: Number(table.showTotals),
      })),
    });
  }
  const namespaces = new Map(parts.items.map(({ id, namespaceUri }) => [id, namespaceUri]));
  return {
    sheets: grids,
    calculation: calculationOf(queued),
    parts: Object.fromEntries(queued.parts.map(({ id, xml }) => [namespaces.get(id) ?? '', xml.value])),
  };
}

interface Content {
  readonly values: readonly (readonly unknown[])[];
  readonly formulas: readonly (readonly unknown[])[];
  readonly numberFormat: readonly (readonly unknown[])[];
}

const NOTHING: Content = { values: [], formulas: [], numberFormat: [] };

/** Reads a sheet's rows in as many answers as it takes. */
async function contentInPieces(
  batch: Batch,
  id: string,
  { top, left, bottom, right }: Area,
  memory: Memory,
): Promise<Content> {
  const width = right - left + 1;
  const values: (readonly unknown[])[] = [];
  const formulas: (readonly unknown[])[] = [];
  const numberFormat: (readonly unknown[])[] = [];
  for (let row = top; row <= bottom;) {
    const rows = Math.min(Math.max(1, Math.floor(memory.piece / width)), bottom - row + 1);
    const piece = batch.context.workbook.worksheets
      .getItem(id)
      .getRangeByIndexes(row, left, rows, width)
      .untrack()
      .load(CONTENT);
    try {
      await batch.sync();
    } catch (error) {
      if (hostCode(error) !== 'ResponsePayloadSizeLimitExceeded' || rows === 1) throw error;
      memory.piece = Math.floor((rows * width) / 2);
      continue;
    }
    values.push(...piece.values);
    formulas.push(...piece.formulas);
    numberFormat.push(...piece.numberFormat);
    row += rows;
  }
  return { values, formulas, numberFormat };
}

function calculationOf({ workbook, application, iteration }: Queued): CalculationSettings {
  const mode = application.calculationMode;
  return {
    fullPrecision: !workbook.usePrecisionAsDisplayed,
    mode: mode === 'Manual' ? 'manual' : mode === 'AutomaticExceptTables' ? 'automaticExceptTables' : 'automatic',
    iterates: iteration.enabled,
  };
}

export function areaOf({ rowIndex, columnIndex, rowCount, columnCount }: Excel.Range): Area {
  return { top: rowIndex, left: columnIndex, bottom: rowIndex + rowCount - 1, right: columnIndex + columnCount - 1 };
}
