/// <reference types="office-js" />
import type { DefinedName } from '../../core/grid/defined-name.js';
import type { Area, Grid, GridTable } from '../../core/grid/grid.js';
import type { CalculationSettings, WorkbookSnapshot } from '../../ports/workbook.js';
import type { Batch } from './batch.js';
import { formulaOf, valueOf } from './cell-text.js';
import { askByLayout, type KnownLayout, type Layout, type Listing } from './layout.js';
import { rangeIn } from './ranges.js';
import { hostCode } from './refusal.js';

/** What is kept of one reading for the next. */
export interface ReadingState extends KnownLayout {
  /** The workbook is too large for one answer. */
  inPieces: boolean;
  /** Cells of one answer, when a sheet is read in pieces; halved where it was too much. */
  pieceSize: number;
  /** Names of the sheets by their ids: events come with ids. */
  readonly names: Map<string, string>;
  /** Where the used parts of sheets lay that are larger than usual, by the ids of the sheets. */
  readonly usedAreas: Map<string, Area>;
}

/** Returns the state of a workbook that was never read. */
export function initialState(): ReadingState {
  return { layout: null, inPieces: false, pieceSize: 40_000, names: new Map(), usedAreas: new Map() };
}

/**
 * Reads the whole workbook: one sync where its layout is known from before, one more where it is not or has changed,
 * and one more where a large sheet has grown. Workbooks too large for one answer are read in pieces.
 */
export async function readWorkbook(batch: Batch, state: ReadingState): Promise<WorkbookSnapshot> {
  const { listing, answer } = await askByLayout(batch, state, async (layout) => {
    const queued = queue(batch.context, layout, state);
    if (!(await syncUnlessTooLarge(batch, state))) return null;
    if (state.inPieces || !queued.sheets.some(isUnanswered)) return queued;
    state.inPieces = true;
    return null;
  });
  state.names.clear();
  for (const { id, name } of listing.sheets.items) state.names.set(id, name);
  await lookBeyond(batch, state, answer.sheets);
  return await snapshotOf({ batch, state }, listing, answer);
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

interface Queued {
  readonly sheets: readonly QueuedSheet[];
  readonly parts: readonly { readonly namespace: string; readonly xml: OfficeExtension.ClientResult<string> }[];
  readonly workbook: Excel.Workbook;
  readonly application: Excel.Application;
  readonly iteration: Excel.IterativeCalculation;
}

interface QueuedSheet {
  readonly id: string;
  readonly used: Excel.Range;
  look: Look;
  readonly tables: readonly Excel.Range[];
}

/** What is merged and hidden in an area. */
interface Look {
  readonly area: Area;
  readonly merged: Excel.RangeAreas;
  readonly rows: OfficeExtension.ClientResult<Excel.RowProperties[]>;
  readonly columns: OfficeExtension.ClientResult<Excel.ColumnProperties[]>;
}

const PLACE = 'rowIndex,columnIndex,rowCount,columnCount';
const CONTENT = 'values,formulas,numberFormat';

/**
 * Where most sheets have all their cells. What is merged and hidden is asked of an area, which every sheet has: its
 * used part may be none, and nobody says what Excel answers then.
 */
const USUAL_AREA: Area = { top: 0, left: 0, bottom: 127, right: 31 };

function queue(context: Excel.RequestContext, layout: Layout, { inPieces, usedAreas }: ReadingState): Queued {
  const { workbook } = context;
  const sheets = layout.sheets.map(({ id, tables }): QueuedSheet => {
    const sheet = workbook.worksheets.getItem(id);
    const used = sheet.getUsedRangeOrNullObject(true).untrack();
    used.load(inPieces ? PLACE : `${PLACE},${CONTENT}`);
    return {
      id,
      used,
      look: queueLook(sheet, usedAreas.get(id) ?? USUAL_AREA),
      tables: tables.map((table) => sheet.tables.getItem(table.id).getRange().untrack().load(PLACE)),
    };
  });
  const parts = layout.parts.map(({ id, namespace }) => ({
    namespace,
    xml: workbook.customXmlParts.getItem(id).getXml(),
  }));
  const { application } = workbook;
  const iteration = application.iterativeCalculation;
  application.load('calculationMode');
  iteration.load('enabled');
  workbook.load('usePrecisionAsDisplayed');
  return { sheets, parts, workbook, application, iteration };
}

function queueLook(sheet: Excel.Worksheet, area: Area): Look {
  const range = rangeIn(sheet, area);
  const merged = range.getMergedAreasOrNullObject().untrack();
  merged.load('areas/rowIndex,areas/columnIndex,areas/rowCount,areas/columnCount');
  return {
    area,
    merged,
    rows: range.getRowProperties({ rowHidden: true }),
    columns: range.getColumnProperties({ columnHidden: true }),
  };
}

/** Looks again at sheets whose used part lies not wholly within what was looked at. */
async function lookBeyond(
  { context, sync }: Batch,
  state: ReadingState,
  sheets: readonly QueuedSheet[],
): Promise<void> {
  const beyond = sheets.filter(({ used, look }) => !used.isNullObject && !isWithin(areaOf(used), look.area));
  if (beyond.length === 0) return;
  for (const queued of beyond) {
    const area = areaOf(queued.used);
    state.usedAreas.set(queued.id, area);
    queued.look = queueLook(context.workbook.worksheets.getItem(queued.id), area);
  }
  await sync();
}

function isWithin(inner: Area, outer: Area): boolean {
  const hasRows = outer.top <= inner.top && inner.bottom <= outer.bottom;
  const hasColumns = outer.left <= inner.left && inner.right <= outer.right;
  return hasRows && hasColumns;
}

/** What reading in pieces takes. */
interface Reading {
  readonly batch: Batch;
  readonly state: ReadingState;
}

async function snapshotOf(reading: Reading, { sheets, names }: Listing, queued: Queued): Promise<WorkbookSnapshot> {
  const grids: Grid[] = [];
  for (const [index, sheet] of sheets.items.entries()) {
    const queuedSheet = queued.sheets[index] as QueuedSheet;
    grids.push(gridOf(sheet, queuedSheet, await contentOf(reading, sheet.id, queuedSheet)));
  }
  return {
    sheets: grids,
    calculation: calculationOf(queued),
    parts: Object.fromEntries(queued.parts.map(({ namespace, xml }) => [namespace, xml.value])),
    definedNames: [
      ...namesIn(names.items, null),
      ...sheets.items.flatMap((sheet) => namesIn(sheet.names.items, sheet.name)),
    ],
  };
}

function namesIn(items: readonly Excel.NamedItem[], sheet: string | null): readonly DefinedName[] {
  return items.map(({ name, formula }) => ({ name, sheet, refersTo: String(formula).replace(/^=/, '') }));
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
  look: { area: lookedAt, merged, rows, columns },
}: QueuedSheet): Pick<Grid, 'top' | 'left' | 'merges' | 'hiddenRows' | 'hiddenColumns'> {
  if (used.isNullObject) return { top: 0, left: 0, merges: [], hiddenRows: [], hiddenColumns: [] };
  const area = areaOf(used);
  const merges = merged.isNullObject ? [] : merged.areas.items.map(areaOf);
  const hiddenRows = hiddenFrom(lookedAt.top, rows.value, ({ rowHidden }) => rowHidden);
  const hiddenColumns = hiddenFrom(lookedAt.left, columns.value, ({ columnHidden }) => columnHidden);
  return {
    top: area.top,
    left: area.left,
    merges: merges.filter((merge) => overlaps(merge, area)),
    hiddenRows: hiddenRows.filter((row) => area.top <= row && row <= area.bottom),
    hiddenColumns: hiddenColumns.filter((column) => area.left <= column && column <= area.right),
  };
}

function overlaps(one: Area, other: Area): boolean {
  const inRows = one.top <= other.bottom && other.top <= one.bottom;
  const inColumns = one.left <= other.right && other.left <= one.right;
  return inRows && inColumns;
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
