import type { Form } from '../form/form.js';
import { cellName, columnName } from '../grid/address.js';
import type { Area, Grid } from '../grid/grid.js';
import type { Problem } from '../grid/problem.js';
import type { Attachment, AttachmentColumn, AttachmentRow, Evidence } from './attachment.js';
import { BodyReader } from './body.js';
import { columnSpan, problemsOf, type FoundTable, type ProblemMaker } from './found-table.js';
import { absentColumns, columnProblems, contradictions, longHeaders, misspeltHeaders } from './header-problems.js';
import { inOneLine } from './header-texts.js';
import { decideKind } from './kind.js';
import { isAboutSomethingElse } from './other-subjects.js';
import { columnsInPoints, withPoints } from './percentage-points.js';
import { lostNames } from './overwritten-headers.js';
import { periodIn, periodInLines } from './period.js';
import { withRowSums, type UnlikeSum } from './row-sums.js';
import { kindOfTitle } from './title.js';
import { joinTwoRowUnits } from './two-row-units.js';
import { uncalculatedIn, uncalculatedParameters } from './uncalculated.js';
import { hiddenParts, mergedCells } from './unseen-cells.js';

/** A title stands in so many rows above the header. */
const TITLE_ROWS = 3;

/** What a table was read as, and where it stands, even if it is none. */
export interface ReadTable {
  readonly attachment?: Attachment;
  readonly problems: readonly Problem[];
  readonly area: Area;
}

/** The rows below a header, read, with what was reported of them. */
interface TableRows {
  readonly rows: readonly AttachmentRow[];
  readonly units: readonly AttachmentRow[];
  readonly problems: readonly Problem[];
}

/** Reads a table; without units it is none, and with columns missing or doubled there are only problems. */
export function readTable(grid: Grid, found: FoundTable, forms: readonly Form[]): ReadTable {
  const table = withPoints(grid, found);
  const problem = problemsOf(table, grid.sheet);
  const body = readBody(grid, table);
  const area = areaOf(table, body.rows);
  if (isAboutSomethingElse(table, body.units)) return { problems: [], area };

  const lost = lostNames(grid, table, problem);
  const missing = columnProblems(table, lost.proposed, problem);
  const isReadable = missing.length === 0 && !lost.hasLostColumn;
  const structural = isReadable ? [] : [...lost.problems, ...missing];
  const hasFiguresOfNobody = body.problems.some(({ code }) => code === 'row-without-unit');
  if (body.units.length === 0 && (structural.length === 0 || !hasFiguresOfNobody))
    return { problems: whyNoUnits(grid, table, body), area };
  const uncalculated = uncalculatedTexts(grid, table);
  if (structural.length > 0)
    return {
      problems: [...uncalculated, ...misspeltHeaders(table, problem), ...longHeaders(table, problem), ...structural],
      area,
    };

  const decided = decide(table, forms, { sheet: grid.sheet, units: body.units.map(({ name }) => name) });
  if (decided.form === undefined) {
    const candidates = decided.candidates.map(({ title }) => title).join('、');
    const undecided = problem({ severity: 'error', code: decided.code, parameters: { candidates } });
    return { problems: [...uncalculated, undecided], area };
  }
  const attachment = attachmentOf(grid, table, {
    ...body,
    problems: [...lost.problems, ...body.problems],
    decided,
  });
  return { attachment, problems: [], area: attachment.area };
}

/** Titles, headers, serial numbers and names that are formulas without results: what they say is not known. */
function uncalculatedTexts(grid: Grid, table: FoundTable): readonly Problem[] {
  const {
    headers: [{ top, bottom }],
    columns,
    end,
  } = table;
  const span = columnSpan(columns);
  const areas: Area[] = [];
  for (let row = Math.max(grid.top, top - TITLE_ROWS); row < top; row += 1) {
    const isTitle = (grid.values[row - grid.top] ?? []).every((value) => typeof value !== 'number');
    if (isTitle) areas.push({ top: row, bottom: row, ...span });
  }
  areas.push({ top, bottom, ...span });
  for (const { role, column } of columns) {
    if (role !== 'unit' && role !== 'serial') continue;
    areas.push({ top: bottom + 1, bottom: end, left: column, right: column });
  }
  const cells = areas.flatMap((area) => uncalculatedIn(grid, area));
  const [cell] = cells;
  if (cell === undefined) return [];
  const parameters = uncalculatedParameters(cells);
  return [problemsOf(table, grid.sheet)({ severity: 'warning', code: 'texts-uncalculated', cell, parameters })];
}

/** Why a header has no units below it: they were not calculated, or figures stand there without names. */
function whyNoUnits(grid: Grid, table: FoundTable, { problems }: TableRows): readonly Problem[] {
  const {
    headers: [{ bottom }],
    columns,
    end,
  } = table;
  const problem = problemsOf(table, grid.sheet);
  const cells = uncalculatedIn(grid, { top: bottom + 1, bottom: end, ...columnSpan(columns) });
  const [first] = cells;
  if (first !== undefined) {
    const parameters = uncalculatedParameters(cells);
    return [problem({ severity: 'error', code: 'table-uncalculated', cell: first, parameters })];
  }
  const without = problems.filter(({ code }) => code === 'row-without-unit');
  return [problem({ severity: without.length > 0 ? 'error' : 'notice', code: 'table-without-units', parameters: {} })];
}

function attachmentOf(
  grid: Grid,
  table: FoundTable,
  { rows, problems, decided }: TableRows & { readonly decided: Decided },
): Attachment {
  const {
    lexicon,
    headers: [first],
  } = table;
  const problem = problemsOf(table, grid.sheet);
  const { columns, unlike } = withRowSums(grid, table.columns, rows);
  const periods = periodOf(table.title, columns, grid.sheet);
  const end = rows[rows.length - 1]?.row ?? first.bottom;
  const body = { grid, columns, rows, headerEnd: first.bottom, end };
  return {
    sheet: grid.sheet,
    kind: decided.form.kind,
    period: periods.period,
    evidence: { kind: decided.because, period: periods.because },
    form: decided.form,
    area: { top: first.top, bottom: end, ...columnSpan(columns) },
    columns,
    foreign: foreignColumns(table, unlike),
    rows,
    problems: [
      ...uncalculatedTexts(grid, table),
      ...misspeltHeaders(table, problem),
      ...longHeaders(table, problem),
      ...contradictions(table, problem),
      ...columnsInPoints(table, problem),
      ...absentColumns(columns, lexicon.form, problem),
      ...unlike.map(({ column, header }) =>
        problem({
          severity: 'warning',
          code: 'sum-column-unlike',
          parameters: { header, column: columnName(column) },
          cell: cellName(first.top, column),
        }),
      ),
      ...problems.filter((found) => rowOf(found) <= end + 1 || REPORTED_BELOW.has(found.code)),
      ...mergedCells(body, problem),
      ...periodProblems(periods, problem),
      ...hiddenParts(body, problem),
    ],
  };
}

/** The headed columns that are none of the form's, from left to right. */
function foreignColumns({ unknown }: FoundTable, unlike: readonly UnlikeSum[]): Attachment['foreign'] {
  const unnamed = unknown.map(({ column, texts }) => ({ column, header: inOneLine(texts) }));
  return [...unnamed, ...unlike].sort((a, b) => a.column - b.column);
}

function readBody(grid: Grid, table: FoundTable): TableRows {
  const body = new BodyReader(grid, table.columns, table.lexicon.form);
  const rows = readRows(table, body);
  body.reportUnnumbered(rows);
  return { rows, units: rows.filter(({ kind }) => kind === 'unit'), problems: body.problems };
}

function readRows({ headers, unreadHeaders, end }: FoundTable, body: BodyReader): readonly AttachmentRow[] {
  const [first, ...repeated] = headers;
  const headerRows = new Set<number>();
  for (const { top, bottom } of [...repeated, ...unreadHeaders])
    for (let row = top; row <= bottom; row += 1) headerRows.add(row);
  const rows: AttachmentRow[] = [];
  for (let row = first.bottom + 1; row <= end; row += 1) {
    if (headerRows.has(row)) rows.push(headerRow(row));
    else rows.push(body.read(row));
  }
  const units = joinTwoRowUnits(rows, body.namesGivePopulation).map((row) => {
    const isNameless = row.kind === 'unit' && row.name === '';
    return isNameless ? body.readUnnamed(row) : row;
  });
  const joined = [...body.withoutRowsBelowNotes(units)];
  // Notes and whatever else stands below belong to nobody's row.
  while (joined.length > 0 && !['unit', 'total', 'continuation'].includes(joined[joined.length - 1]?.kind ?? ''))
    joined.pop();
  return joined;
}

function headerRow(row: number): AttachmentRow {
  return { row, kind: 'header', name: '', scope: null, population: null, remark: null, readings: {} };
}

/** Where a table stands: from its first header to the last of its rows and repeated headers. */
function areaOf({ headers, columns }: FoundTable, rows: readonly AttachmentRow[]): Area {
  const [first] = headers;
  const lastHeader = headers[headers.length - 1] ?? first;
  const bottom = Math.max(lastHeader.bottom, rows[rows.length - 1]?.row ?? 0);
  return { top: first.top, bottom, ...columnSpan(columns) };
}

/** Rows right below a table, or below its notes, that somebody may take for units. */
const REPORTED_BELOW = new Set(['row-below-notes', 'row-comparison']);

function rowOf({ cell }: Problem): number {
  return Number(/\d+/.exec(cell)?.[0] ?? 0);
}

interface Decided {
  readonly form: Form;
  readonly because: Evidence['kind'];
}

interface Undecided {
  readonly form: undefined;
  readonly code: 'kind-undecided' | 'kind-contradictory';
  readonly candidates: readonly Form[];
}

/** Decides which of the forms a table has. */
function decide(
  { lexicon, title, columns }: FoundTable,
  forms: readonly Form[],
  { sheet, units }: { readonly sheet: string; readonly units: readonly string[] },
): Decided | Undecided {
  if (lexicon.form.kind === 'volumes') return { form: lexicon.form, because: 'columns' };
  const header = columns.find(({ role }) => role === 'unit')?.header ?? '';
  const candidates = forms.filter((form) => form.kind !== 'volumes');
  const decision = decideKind(candidates, { title: kindOfTitle(candidates, title), header, sheet, units });
  const form = candidates.find(({ kind }) => kind === decision.kind);
  if (form !== undefined && decision.kind !== null) return { form, because: decision.because };
  const isContradictory = decision.because === 'contradictory';
  return { form: undefined, code: isContradictory ? 'kind-contradictory' : 'kind-undecided', candidates };
}

/** The quarter that a table is of, with what told it. */
interface TablePeriod {
  readonly period: string | null;
  readonly because: Evidence['period'];
  /** The quarter in the sheet's name, where it is another than the title's. */
  readonly other: string | null;
}

/** The quarter in the title, else in a header, else in the sheet's name. */
function periodOf(title: readonly string[], columns: readonly AttachmentColumn[], sheet: string): TablePeriod {
  const inTitle = periodInLines(title);
  const inSheet = periodIn(sheet);
  if (inTitle !== null) return { period: inTitle, because: 'title', other: inSheet === inTitle ? null : inSheet };
  for (const { header } of columns) {
    const inHeader = periodIn(header) ?? periodIn(`${title.join(' ')} ${header}`);
    if (inHeader !== null) return { period: inHeader, because: 'header', other: null };
  }
  return { period: inSheet, because: inSheet === null ? null : 'sheet', other: null };
}

function periodProblems({ period, other }: TablePeriod, problem: ProblemMaker): readonly Problem[] {
  if (period === null) return [problem({ severity: 'notice', code: 'period-unknown', parameters: {} })];
  if (other === null) return [];
  return [problem({ severity: 'notice', code: 'period-differs', parameters: { period, other } })];
}
