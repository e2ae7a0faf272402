/// <reference types="office-js" />
import { areaName, cellName } from '../../core/grid/address.js';
import type { Area } from '../../core/grid/grid.js';
import { sameContent, type CellContent, type Change, type ContentChange, type PartChange, type Plan, type SheetChange, type TableChange } from '../../core/changes/plan.js';
import { WorkbookRefusal, type ApplyOutcome, type Conflict } from '../../ports/workbook.js';
import type { Batch } from './batch.js';
import { blocksOf, inAnswers, keyOf, piecesOf, rowsOf, type Block } from './blocks.js';
import { enteredAs, formulaOf, isNoText, valueOf } from './cell-text.js';
import { readFills, type FillReading } from './fills.js';
import { areaOf } from './read.js';
import { hostCode, refusalOf } from './refusal.js';

/** All that a plan does to one cell, from what it was at first to what it is at last. */
interface CellEdit {
  readonly sheet: string;
  readonly row: number;
  readonly column: number;
  content?: { readonly was: CellContent; becomes: CellContent };
  format?: { readonly was: string; becomes: string };
  fill?: { readonly was: string | null; becomes: string | null };
}

/** A stretch of a plan that can be carried out sheet by sheet: the order of its cells does not matter. */
type Step =
  | { readonly kind: 'cells'; readonly sheets: ReadonlyMap<string, ReadonlyMap<string, CellEdit>> }
  | { readonly kind: 'part'; readonly change: PartChange }
  | { readonly kind: 'sheet'; readonly change: SheetChange }
  | { readonly kind: 'table'; readonly change: TableChange };

/** Something to be sent, with about how many bytes it takes. */
interface Operation {
  readonly bytes: number;
  queue(context: Excel.RequestContext): void;
}

/** A request may have 5 MB in Excel on the web; the client's wrapping and a margin are left. */
const REQUEST_LIMIT = 4 * 1024 * 1024;
/** An answer may have as much; what stands there may have become longer. */
const ANSWER_LIMIT = 3 * 1024 * 1024;
/** What a range costs beside its content. */
const RANGE_COST = 600;

/**
 * Compare-and-set in two syncs: what the plan was made from is read again, then everything is written in the order of the plan.
 * Plans whose requests would be too large take more syncs, each block whole.
 */
export async function applyPlan(batch: Batch, plan: Plan): Promise<ApplyOutcome> {
  const edits = cellEdits(plan.changes);
  const cells = [...edits.values()].reduce((sum, inSheet) => sum + inSheet.size, 0);
  if (plan.changes.length === 0) return { applied: true, cells: 0 };
  const present = await readAgain(batch, plan, edits);
  const conflicts = conflictsOf(plan, edits, present, 'was');
  if (conflicts.length > 0) return { applied: false, conflicts };
  refuseWhatIsProtected(plan, edits, present);
  let sent = 0;
  try {
    for (const request of requestsOf(operations(plan, present))) {
      batch.context.application.suspendScreenUpdatingUntilNextSync();
      for (const operation of request) operation.queue(batch.context);
      await batch.sync();
      sent += 1;
    }
  } catch (error) {
    if (sent === 0 && REFUSED_WHOLE.has(hostCode(error))) throw error;
    return await afterFailure(batch, plan, edits, cells, error);
  }
  return { applied: true, cells };
}

/** Failures by which the host says that it did nothing of a request. */
const REFUSED_WHOLE: ReadonlySet<string> = new Set(['RequestPayloadSizeLimitExceeded', 'InvalidOperationInCellEditMode', 'WriteNotSupportedWhenModalDialogOpen']);

/** A write that failed may have been carried out in part, or wholly with only the answer lost: what stands there now tells. */
async function afterFailure(batch: Batch, plan: Plan, edits: Edits, cells: number, error: unknown): Promise<ApplyOutcome> {
  const sheet = [...edits.keys()].join('、');
  const reason = refusalOf(error, [...edits.keys()]);
  if (!(reason instanceof WorkbookRefusal)) throw error;
  let now: Present;
  try {
    if (reason.code === 'excel-not-answering') throw reason;
    now = await readAgain(batch, plan, edits);
  } catch {
    throw new WorkbookRefusal('excel-write-unknown', { sheet, reason: reason.code });
  }
  // A before-image alone does no harm: there is nothing to restore.
  if (conflictsOf(plan, edits, now, 'was').every((conflict) => conflict.sheet === '')) throw reason;
  if (conflictsOf(plan, edits, now, 'becomes').every((conflict) => conflict.sheet === '')) return { applied: true, cells };
  throw new WorkbookRefusal('excel-write-incomplete', { sheet, reason: reason.code });
}

type Edits = ReadonlyMap<string, ReadonlyMap<string, CellEdit>>;

function cellEdits(changes: readonly Change[]): Map<string, Map<string, CellEdit>> {
  const edits = new Map<string, Map<string, CellEdit>>();
  for (const change of changes) {
    if (!('row' in change)) continue;
    // The client as it is shipped today cannot write notes, though its types can.
    if (change.kind === 'note') throw new WorkbookRefusal('excel-no-notes', { sheet: change.sheet, cell: cellName(change.row, change.column) });
    let inSheet = edits.get(change.sheet);
    if (inSheet === undefined) edits.set(change.sheet, (inSheet = new Map<string, CellEdit>()));
    const key = keyOf(change);
    let edit = inSheet.get(key);
    if (edit === undefined) inSheet.set(key, (edit = { sheet: change.sheet, row: change.row, column: change.column }));
    if (change.kind === 'content') edit.content = { was: edit.content?.was ?? change.was, becomes: change.becomes };
    else if (change.kind === 'format') edit.format = { was: edit.format?.was ?? change.was, becomes: change.becomes };
    else edit.fill = { was: edit.fill === undefined ? change.was : edit.fill.was, becomes: change.becomes };
  }
  return edits;
}

/** What stands in the workbook now, of all that the plan touches. */
interface Present {
  readonly sheets: ReadonlyMap<string, PresentSheet | null>;
  readonly tables: ReadonlyMap<string, Area | null>;
  readonly parts: ReadonlyMap<string, { readonly id: string; readonly xml: string } | null>;
  readonly structureProtected: boolean;
}

interface PresentSheet {
  readonly id: string;
  readonly protected: boolean;
  readonly used: Area | null;
  readonly usedValues: readonly (readonly unknown[])[];
  readonly contents: ReadonlyMap<string, CellContent>;
  readonly formats: ReadonlyMap<string, string>;
  readonly fills: ReadonlyMap<string, string | null>;
}

async function readAgain({ context, sync }: Batch, plan: Plan, edits: Edits): Promise<Present> {
  const { workbook } = context;
  const removed = new Set(plan.changes.flatMap((change) => (change.kind === 'sheet' && change.becomes === null ? [change.sheet] : [])));
  const names = new Set([...edits.keys(), ...plan.changes.flatMap((change) => (change.kind === 'sheet' || change.kind === 'table' ? [change.sheet] : []))]);
  const sheets = [...names].map((name) => {
    const sheet = workbook.worksheets.getItemOrNullObject(name);
    sheet.load('id,protection/protected');
    const inSheet = [...(edits.get(name)?.values() ?? [])];
    const asked = blocksOf(inSheet.filter(({ content, format }) => content !== undefined || format !== undefined)).flatMap((block) => piecesOf(block, ANSWER_LIMIT, answerBytes));
    const fills = blocksOf(inSheet.filter(({ fill }) => fill !== undefined)).map((block) => ({ block, reading: readFills(rangeIn(sheet, block.area)) }));
    // Only for a sheet that is to go: nothing may stand on it that the plan does not know.
    const used = removed.has(name) ? sheet.getUsedRangeOrNullObject(true).untrack().load('values,rowIndex,columnIndex,rowCount,columnCount') : null;
    const contents: { readonly block: Block<CellEdit>; readonly range: Excel.Range }[] = [];
    return { name, sheet, asked, contents, fills, used };
  });
  const tables = plan.changes.flatMap((change) => {
    if (change.kind !== 'table') return [];
    const table = workbook.tables.getItemOrNullObject(change.name);
    table.load('id');
    return [{ name: change.name, table, range: table.getRange().untrack().load('rowIndex,columnIndex,rowCount,columnCount') }];
  });
  const parts = plan.changes.flatMap((change) => {
    if (change.kind !== 'part') return [];
    const part = workbook.customXmlParts.getByNamespace(change.namespace).getOnlyItemOrNullObject();
    part.load('id');
    return [{ namespace: change.namespace, part, xml: part.getXml() }];
  });
  workbook.protection.load('protected');
  const asked = sheets.flatMap(({ sheet, asked: pieces, contents }) => pieces.map((block) => ({ block, bytes: block.bytes, sheet, contents })));
  await inAnswers(asked, ANSWER_LIMIT, ({ block, sheet, contents }) => {
    const range = rangeIn(sheet, block.area);
    range.load(needsValues(block) ? 'formulas,numberFormat,values' : 'formulas,numberFormat');
    contents.push({ block, range });
  }, sync);
  return {
    sheets: new Map(sheets.map(({ name, sheet, contents, fills, used }) => [name, sheet.isNullObject ? null : presentSheet(sheet, contents, fills, used)])),
    tables: new Map(tables.map(({ name, table, range }) => [name, table.isNullObject ? null : areaOf(range)])),
    parts: new Map(parts.map(({ namespace, part, xml }) => [namespace, part.isNullObject ? null : { id: part.id, xml: xml.value }])),
    structureProtected: workbook.protection.protected,
  };
}

/** About how many bytes Excel will answer for a cell, if it still holds what it did. */
function answerBytes({ content, format }: CellEdit): number {
  return 24 + (content === undefined ? 0 : bytesOf(content.was.formula ?? content.was.value)) + (format === undefined ? 0 : format.was.length);
}

/** Content that looks like a formula and is text: only its value tells the two apart. */
function needsValues({ cells }: Block<CellEdit>): boolean {
  return [...cells.values()].some(({ content }) => [content?.was.value, content?.becomes.value].some((value) => typeof value === 'string' && value.startsWith('=')));
}

function presentSheet(
  sheet: Excel.Worksheet,
  blocks: readonly { readonly block: Block<CellEdit>; readonly range: Excel.Range }[],
  fillBlocks: readonly { readonly block: Block<CellEdit>; readonly reading: FillReading }[],
  used: Excel.Range | null,
): PresentSheet {
  const contents = new Map<string, CellContent>();
  const formats = new Map<string, string>();
  const fills = new Map<string, string | null>();
  for (const { block, range } of blocks) {
    const valuesKnown = needsValues(block);
    for (const [key, { row, column }] of block.cells) {
      const [i, j] = [row - block.area.top, column - block.area.left];
      const entered: unknown = range.formulas[i]?.[j];
      const format = String(range.numberFormat[i]?.[j] ?? 'General');
      const formula = format === '@' ? null : formulaOf(entered, valuesKnown ? range.values[i]?.[j] : undefined);
      contents.set(key, { value: formula === null ? valueOf(entered) : null, formula });
      formats.set(key, format);
    }
  }
  for (const { block, reading } of fillBlocks) {
    for (const [key, { row, column }] of block.cells) fills.set(key, reading(row - block.area.top, column - block.area.left));
  }
  const usedArea = used === null || used.isNullObject ? null : areaOf(used);
  return { id: sheet.id, protected: sheet.protection.protected, used: usedArea, usedValues: usedArea === null || used === null ? [] : used.values, contents, formats, fills };
}

/** Where the workbook differs from what the plan was made from (`was`), or from what it makes (`becomes`). */
function conflictsOf(plan: Plan, edits: Edits, present: Present, side: 'was' | 'becomes'): readonly Conflict[] {
  const conflicts: Conflict[] = [];
  const added = new Set<string>();
  for (const change of oncePerThing(plan.changes, side)) {
    if (change.kind === 'sheet') {
      if (change.was === null) added.add(change.sheet);
      const sheet = present.sheets.get(change.sheet) ?? null;
      if ((sheet === null) !== (change[side] === null)) conflicts.push({ sheet: change.sheet, cell: '' });
      else if (side === 'was' && change.becomes === null && sheet !== null && !emptiedBy(sheet, edits.get(change.sheet))) conflicts.push({ sheet: change.sheet, cell: '' });
    } else if (change.kind === 'table') {
      const table = present.tables.get(change.name) ?? null;
      const wanted = change[side];
      if (table === null || wanted === null ? table !== wanted : areaName(table) !== areaName(wanted.area)) conflicts.push({ sheet: change.sheet, cell: '' });
    } else if ((present.parts.get(change.namespace)?.xml ?? null) !== change[side]) conflicts.push({ sheet: '', cell: '' });
  }
  for (const [name, inSheet] of edits) {
    const sheet = present.sheets.get(name) ?? null;
    if (sheet === null) {
      // Cells of a sheet that the plan adds are empty, those of a sheet that it removed are gone.
      if (!plan.changes.some((change) => change.kind === 'sheet' && change.sheet === name && change[side] === null)) conflicts.push({ sheet: name, cell: '' });
      continue;
    }
    if (side === 'was' && added.has(name)) continue;
    for (const [key, { row, column, content, format, fill }] of inSheet) {
      const same =
        (content === undefined || sameContent(sheet.contents.get(key) ?? BLANK, content[side])) &&
        (format === undefined || sheet.formats.get(key) === format[side]) &&
        (fill === undefined || (sheet.fills.get(key) ?? null) === fill[side]);
      if (!same) conflicts.push({ sheet: name, cell: cellName(row, column) });
    }
  }
  return conflicts;
}

/** A sheet, table or part that is changed more than once is compared with the first of its states, or the last. */
function oncePerThing(changes: readonly Change[], side: 'was' | 'becomes'): readonly (SheetChange | TableChange | PartChange)[] {
  const things = new Map<string, SheetChange | TableChange | PartChange>();
  for (const change of changes) {
    if ('row' in change) continue;
    const key = `${change.kind} ${change.kind === 'part' ? change.namespace : change.kind === 'table' ? change.name : change.sheet}`;
    if (side === 'becomes' || !things.has(key)) things.set(key, change);
  }
  return [...things.values()];
}

const BLANK: CellContent = { value: null, formula: null };

/** Tells whether nothing is left on a sheet once the plan has cleared its cells. */
function emptiedBy({ used, usedValues }: PresentSheet, inSheet: ReadonlyMap<string, CellEdit> | undefined): boolean {
  if (used === null) return true;
  return usedValues.every((row, i) => row.every((value, j) => {
    if (value === '' || value === null) return true;
    const becomes = inSheet?.get(`${used.top + i},${used.left + j}`)?.content?.becomes;
    return becomes !== undefined && becomes.value === null && becomes.formula === null;
  }));
}

function refuseWhatIsProtected(plan: Plan, edits: Edits, present: Present): void {
  const touched = new Set([...edits.keys(), ...plan.changes.flatMap((change) => (change.kind === 'table' ? [change.sheet] : []))]);
  const locked = [...touched].filter((name) => present.sheets.get(name)?.protected === true);
  if (locked.length > 0) throw new WorkbookRefusal('excel-sheet-protected', { sheet: locked.join('、') });
  const structure = plan.changes.find((change) => change.kind === 'sheet');
  if (structure?.kind === 'sheet' && present.structureProtected) throw new WorkbookRefusal('excel-workbook-protected', { sheet: structure.sheet });
}

function steps(plan: Plan): readonly Step[] {
  const all: Step[] = [];
  let cells: Change[] = [];
  const flush = (): void => {
    if (cells.length > 0) all.push({ kind: 'cells', sheets: cellEdits(cells) });
    cells = [];
  };
  for (const change of plan.changes) {
    if ('row' in change) {
      cells.push(change);
      continue;
    }
    flush();
    if (change.kind === 'part') all.push({ kind: 'part', change });
    else if (change.kind === 'sheet') all.push({ kind: 'sheet', change });
    else all.push({ kind: 'table', change });
  }
  flush();
  return all;
}

function operations(plan: Plan, present: Present): readonly Operation[] {
  const ids = new Map([...present.sheets].map(([name, sheet]) => [name, sheet?.id ?? name]));
  return steps(plan).flatMap((step): readonly Operation[] => {
    switch (step.kind) {
      case 'part': return [partOperation(step.change, present.parts.get(step.change.namespace)?.id)];
      case 'sheet': return [sheetOperation(step.change, ids)];
      case 'table': return [tableOperation(step.change, ids)];
      case 'cells': return [...step.sheets].flatMap(([name, inSheet]) => cellOperations(name, ids, inSheet, present.sheets.get(name)?.formats ?? new Map<string, string>()));
    }
  });
}

/** Number formats first, for a formula that meets a cell formatted as text stays text; then content; then the formats that are text. */
function cellOperations(name: string, ids: Map<string, string>, inSheet: ReadonlyMap<string, CellEdit>, formats: ReadonlyMap<string, string>): readonly Operation[] {
  const early: Formatted[] = [];
  const late: Formatted[] = [];
  const contents: (CellEdit & { readonly content: Pick<ContentChange, 'was' | 'becomes'>; readonly by: string })[] = [];
  const fills = new Map<string | null, CellEdit[]>();
  for (const [key, edit] of inSheet) {
    const { row, column, content, format, fill } = edit;
    const present = formats.get(key) ?? 'General';
    const final = format?.becomes ?? present;
    const opened = content !== undefined && final === '@' && isNoText(content.becomes);
    if (opened) {
      if (present === '@') early.push({ row, column, format: 'General' });
      late.push({ row, column, format: '@' });
    } else if (format !== undefined && final !== present) early.push({ row, column, format: final });
    if (content !== undefined) contents.push({ ...edit, content, by: opened ? 'General' : final });
    if (fill !== undefined) fills.set(fill.becomes, [...(fills.get(fill.becomes) ?? []), edit]);
  }
  return [
    ...formatOperations(name, ids, early),
    ...blocksOf(contents).flatMap((block) => blockOperations(name, ids, block.area, rowsOf(block, ({ content, by }) => enteredAs(content.becomes, by)), (range, rows) => {
      range.formulas = rows;
    })),
    ...formatOperations(name, ids, late),
    ...[...fills].flatMap(([colour, edits]) => blocksOfExactly(edits).map((area): Operation => ({
      bytes: RANGE_COST,
      queue(context) {
        const { fill } = sheetIn(context, name, ids).getRangeByIndexes(area.top, area.left, area.bottom - area.top + 1, area.right - area.left + 1).untrack().format;
        if (colour === null) fill.clear();
        else fill.color = `#${colour}`;
      },
    }))),
  ];
}

interface Formatted {
  readonly row: number;
  readonly column: number;
  readonly format: string;
}

function formatOperations(name: string, ids: Map<string, string>, cells: readonly Formatted[]): readonly Operation[] {
  return blocksOf(cells).flatMap((block) => blockOperations(name, ids, block.area, rowsOf(block, ({ format }) => format), (range, rows) => {
    range.numberFormat = rows;
  }));
}

/** Blocks without bridges: what is set for a whole range must not reach cells that are not meant. */
function blocksOfExactly(cells: readonly CellEdit[]): readonly Area[] {
  return blocksOf(cells).flatMap(({ area, cells: meant }) => {
    const whole = (area.bottom - area.top + 1) * (area.right - area.left + 1) === meant.size;
    if (whole) return [area];
    const rows = [...new Set([...meant.values()].map(({ row }) => row))];
    return rows.map((row) => ({ ...area, top: row, bottom: row }));
  });
}

type Rows = (string | number | boolean | null)[][];

/** One block of a sheet; in several pieces of whole rows only where it alone would be too much for a request. */
function blockOperations(name: string, ids: Map<string, string>, area: Area, rows: Rows, set: (range: Excel.Range, rows: Rows) => void): readonly Operation[] {
  const pieces: Operation[] = [];
  for (let first = 0; first < rows.length; ) {
    let bytes = RANGE_COST;
    let end = first;
    while (end < rows.length && (end === first || bytes < REQUEST_LIMIT / 2)) {
      bytes += bytesOf(rows[end] as Rows[number]);
      end += 1;
    }
    const [from, piece] = [first, rows.slice(first, end)];
    // The client sends more than 1,500 cells in blocks of its own, each with its range.
    const wrapping = Math.ceil((piece.length * (area.right - area.left + 1)) / 1500) * 3 * RANGE_COST;
    pieces.push({ bytes: bytes + wrapping, queue: (context) => set(rangeIn(sheetIn(context, name, ids), { ...area, top: area.top + from, bottom: area.top + from + piece.length - 1 }), piece) });
    first = end;
  }
  return pieces;
}

function partOperation({ becomes, namespace }: PartChange, id: string | undefined): Operation {
  return {
    bytes: RANGE_COST + (becomes === null ? 0 : bytesOf(becomes)),
    queue({ workbook }) {
      const part = id === undefined ? workbook.customXmlParts.getByNamespace(namespace).getOnlyItemOrNullObject() : workbook.customXmlParts.getItem(id);
      if (becomes === null) part.delete();
      else if (id === undefined) workbook.customXmlParts.add(becomes);
      else part.setXml(becomes);
    },
  };
}

/** A character of the standard font in points, and the points a column has beside its characters. */
const [POINTS_PER_CHARACTER, POINTS_BESIDE] = [5.25, 3.75];

function sheetOperation({ sheet: name, becomes }: SheetChange, ids: Map<string, string>): Operation {
  return {
    bytes: RANGE_COST * (2 + (becomes?.columnWidths.length ?? 0)),
    queue(context) {
      if (becomes === null) {
        sheetIn(context, name, ids).delete();
        return;
      }
      const sheet = context.workbook.worksheets.add(name);
      sheet.position = becomes.position;
      if (becomes.tabColour !== null) sheet.tabColor = `#${becomes.tabColour}`;
      becomes.columnWidths.forEach((characters, column) => {
        sheet.getRangeByIndexes(0, column, 1, 1).untrack().format.columnWidth = characters * POINTS_PER_CHARACTER + POINTS_BESIDE;
      });
      if (becomes.visibility !== 'visible') sheet.visibility = becomes.visibility === 'hidden' ? 'Hidden' : 'VeryHidden';
    },
  };
}

function tableOperation({ sheet: on, name, was, becomes }: TableChange, ids: Map<string, string>): Operation {
  return {
    bytes: RANGE_COST,
    queue(context) {
      const sheet = sheetIn(context, on, ids);
      if (was === null && becomes !== null) {
        sheet.tables.add(areaName(becomes.area), true).name = name;
        return;
      }
      const table = sheet.tables.getItem(name);
      // The cells stay: what they hold are changes of their own.
      if (becomes === null) table.convertToRange().untrack();
      else table.resize(rangeIn(sheet, becomes.area));
    },
  };
}

/** A sheet that is there is meant by its id, so that renaming does not lead astray; one that the plan adds by its name. */
function sheetIn(context: Excel.RequestContext, name: string, ids: ReadonlyMap<string, string>): Excel.Worksheet {
  return context.workbook.worksheets.getItem(ids.get(name) ?? name);
}

function rangeIn(sheet: Excel.Worksheet, { top, left, bottom, right }: Area): Excel.Range {
  return sheet.getRangeByIndexes(top, left, bottom - top + 1, right - left + 1).untrack();
}

const encoder = new TextEncoder();

function bytesOf(value: unknown): number {
  // The batch is JSON inside JSON-like wrapping of the host; each quote is escaped once more on its way.
  return encoder.encode(JSON.stringify(value)).length + 1;
}

/** As few requests as possible, in the order given. */
function requestsOf(all: readonly Operation[]): readonly (readonly Operation[])[] {
  const requests: Operation[][] = [];
  let room = 0;
  for (const operation of all) {
    if (requests.length === 0 || operation.bytes > room) {
      requests.push([]);
      room = REQUEST_LIMIT;
    }
    requests.at(-1)?.push(operation);
    room -= operation.bytes;
  }
  return requests;
}
