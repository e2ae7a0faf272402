import type { Form, FormColumn } from '../form/form.js';
import { toWords } from '../expression/words.js';
import { areaName, cellName, columnName } from '../grid/address.js';
import { formatAt, type Area, type Grid } from '../grid/grid.js';
import { isPercentFormat } from '../grid/printed.js';
import type { Problem } from '../grid/problem.js';
import type { Attachment, AttachmentColumn, AttachmentRow, Evidence } from './attachment.js';
import { BodyReader } from './body.js';
import type { Header, UnknownColumn } from './header.js';
import { inOneLine } from './header-texts.js';
import { decideKind } from './kind.js';
import type { HeaderLexicon } from './lexicon.js';
import { normalise } from './normalise.js';
import { periodIn, periodInLines } from './period.js';
import { withRowSums } from './row-sums.js';
import { kindOfTitle } from './title.js';
import { joinTwoRowUnits } from './two-row-units.js';

/** A table that was found and is to be read. */
export interface FoundTable {
  readonly lexicon: HeaderLexicon;
  /** Its header, and repetitions of it further down. */
  readonly headers: readonly [Header, ...Header[]];
  /** Of the header's columns those of this table; another one may stand beside it. */
  readonly columns: readonly AttachmentColumn[];
  readonly unknown: readonly UnknownColumn[];
  /** The last row that may belong to it. */
  readonly end: number;
  /** What stands above it, line by line. */
  readonly title: readonly string[];
}

/** What a table was read as, and where it stands, even if it is none. */
export interface ReadTable {
  readonly attachment?: Attachment;
  readonly problems: readonly Problem[];
  readonly area: Area;
}

/** Reads a table; without units it is none, and with columns missing or doubled there are only problems. */
export function readTable(grid: Grid, table: FoundTable, forms: readonly Form[]): ReadTable {
  const {
    lexicon,
    headers: [first],
    title,
  } = table;
  const [left, right] = ends(table.columns);
  const place = areaName({ top: first.top, left, bottom: first.bottom, right });
  const say = (
    severity: Problem['severity'],
    code: string,
    parameters: Problem['parameters'],
    cell = place,
  ): Problem => ({ severity, code, sheet: grid.sheet, cell, parameters });

  const body = new BodyReader(grid, table.columns, lexicon.form);
  const rows = readRows(table, body);
  body.sayUnnumbered(rows);
  const units = rows.filter((row) => row.kind === 'unit');
  const lastHeader = table.headers[table.headers.length - 1] ?? first;
  const found: Area = {
    top: first.top,
    left,
    bottom: Math.max(lastHeader.bottom, rows[rows.length - 1]?.row ?? 0),
    right,
  };
  if (isAboutSomethingElse(table, units)) return { problems: [], area: found };
  const nearly = nearlyHeaded(table, say);
  const structural = columnProblems(table, say);
  if (units.length === 0 && (structural.length === 0 || !body.problems.some(({ code }) => code === 'row-without-unit')))
    return { problems: [], area: found };
  if (structural.length > 0) return { problems: [...nearly, ...structural], area: found };

  const decided = decide(
    table,
    forms,
    grid.sheet,
    units.map(({ name }) => name),
  );
  if (decided.form === undefined)
    return {
      problems: [say('error', decided.code, { candidates: decided.candidates.map((one) => one.title).join('、') })],
      area: found,
    };

  const { columns, unlike } = withRowSums(grid, table.columns, rows);
  const foreign = [...table.unknown.map(({ column, texts }) => ({ column, header: inOneLine(texts) })), ...unlike].sort(
    (a, b) => a.column - b.column,
  );
  const { period, because, other } = periodOf(title, columns, grid.sheet);
  const lastRow = rows[rows.length - 1]?.row ?? first.bottom;
  const [areaLeft, areaRight] = ends(columns);
  const area = { top: first.top, left: areaLeft, bottom: lastRow, right: areaRight };
  const problems = [
    ...nearly,
    ...contradictions(table, say),
    ...givenInPercent(grid, table, units, say),
    ...absentColumns(columns, lexicon.form, say),
    ...unlike.map(({ column, header }) =>
      say('warning', 'sum-column-unlike', { header, column: columnName(column) }, cellName(first.top, column)),
    ),
    ...body.problems.filter((problem) => rowOf(problem) <= lastRow + 1 || SAID_BELOW.has(problem.code)),
    ...mergedCells(grid, columns, rows, say),
    ...(period === null ? [say('notice', 'period-unknown', {})] : []),
    ...(other === null ? [] : [say('notice', 'period-differs', { period: period ?? '', other })]),
    ...hiddenParts(grid, area, columns, first.bottom, say),
  ];
  return {
    attachment: {
      sheet: grid.sheet,
      kind: decided.form.kind,
      period,
      evidence: { kind: decided.because, period: because },
      form: decided.form,
      area,
      columns,
      foreign,
      rows,
      problems,
    },
    problems: [],
    area,
  };
}

function ends(columns: readonly AttachmentColumn[]): readonly [left: number, right: number] {
  return [columns[0]?.column ?? 0, columns[columns.length - 1]?.column ?? 0];
}

type Say = (severity: Problem['severity'], code: string, parameters: Problem['parameters'], cell?: string) => Problem;

function readRows({ headers: [first, ...repeated], end }: FoundTable, body: BodyReader): readonly AttachmentRow[] {
  const headerRows = new Set(
    repeated.flatMap(({ top, bottom }) => Array.from({ length: bottom - top + 1 }, (_, index) => top + index)),
  );
  const rows: AttachmentRow[] = [];
  for (let row = first.bottom + 1; row <= end; row += 1) {
    rows.push(
      headerRows.has(row)
        ? { row, kind: 'header', name: '', scope: null, population: null, remark: null, readings: {} }
        : body.read(row),
    );
  }
  const joined = [
    ...body.withoutRowsBelowNotes(
      joinTwoRowUnits(rows, body.namesGivePopulation).map((row) =>
        row.kind === 'unit' && row.name === '' ? body.nameless(row) : row,
      ),
    ),
  ];
  // Notes and whatever else stands below belong to nobody's row.
  while (joined.length > 0 && !['unit', 'total', 'continuation'].includes(joined[joined.length - 1]?.kind ?? ''))
    joined.pop();
  return joined;
}

/** Rows right below a table, or below its notes, that somebody may take for units. */
const SAID_BELOW = new Set(['row-below-notes', 'row-comparison']);

function rowOf({ cell }: Problem): number {
  return Number(/\d+/.exec(cell)?.[0] ?? 0);
}

type Decision =
  | { readonly form: Form; readonly because: Evidence['kind'] }
  | {
      readonly form: undefined;
      readonly code: 'kind-undecided' | 'kind-contradictory';
      readonly candidates: readonly Form[];
    };

function decide(
  { lexicon, title, columns }: FoundTable,
  forms: readonly Form[],
  sheet: string,
  units: readonly string[],
): Decision {
  if (lexicon.form.kind === 'volumes') return { form: lexicon.form, because: 'columns' };
  const header = columns.find(({ role }) => role === 'unit')?.header ?? '';
  const candidates = forms.filter((form) => form.kind !== 'volumes');
  const decision = decideKind(candidates, { title: kindOfTitle(candidates, title), header, sheet, units });
  const form = candidates.find(({ kind }) => kind === decision.kind);
  if (form === undefined || decision.kind === null)
    return {
      form: undefined,
      code: decision.because === 'contradictory' ? 'kind-contradictory' : 'kind-undecided',
      candidates,
    };
  return { form, because: decision.because };
}

/** The quarter in the title, else in a header, else in the sheet's name; `other` where the sheet's name says another than the title. */
function periodOf(
  title: readonly string[],
  columns: readonly AttachmentColumn[],
  sheet: string,
): { readonly period: string | null; readonly because: Evidence['period']; readonly other: string | null } {
  const inTitle = periodInLines(title);
  const inSheet = periodIn(sheet);
  if (inTitle !== null) return { period: inTitle, because: 'title', other: inSheet === inTitle ? null : inSheet };
  const inHeader =
    columns
      .map(({ header }) => periodIn(header) ?? periodIn(`${title.join(' ')} ${header}`))
      .find((period) => period !== null) ?? null;
  if (inHeader !== null) return { period: inHeader, because: 'header', other: null };
  return { period: inSheet, because: inSheet === null ? null : 'sheet', other: null };
}

function hiddenParts(
  grid: Grid,
  area: Attachment['area'],
  columns: readonly AttachmentColumn[],
  headerEnd: number,
  say: Say,
): readonly Problem[] {
  const rows = grid.hiddenRows.filter((row) => row > headerEnd && row <= area.bottom);
  const hidden = columns.filter(({ column }) => grid.hiddenColumns.includes(column));
  return [
    ...(rows.length > 0 ? [say('notice', 'rows-hidden', { rows: rows.map((row) => row + 1).join('、') })] : []),
    ...(hidden.length > 0
      ? [say('notice', 'columns-hidden', { columns: hidden.map(({ column }) => columnName(column)).join('、') })]
      : []),
  ];
}

/** An adjustment or a score merged over several units: what belongs to the lower ones is not seen, and not asked for. */
function mergedCells(
  grid: Grid,
  columns: readonly AttachmentColumn[],
  rows: readonly AttachmentRow[],
  say: Say,
): readonly Problem[] {
  const high = grid.merges.filter(({ top, bottom }) => top < bottom);
  if (high.length === 0) return [];
  const first = rows[0]?.row ?? 0;
  const within = ({ top, bottom }: Attachment['area']): readonly AttachmentRow[] =>
    rows.slice(Math.max(0, top - first), Math.max(0, bottom - first + 1));
  return columns
    .filter(({ role }) => role === 'adjustment' || role === 'score')
    .flatMap(({ column, header }) =>
      high
        .filter(({ left, right }) => left <= column && column <= right)
        .flatMap((area) => {
          const covered = within(area).filter(
            ({ row, kind, readings }) =>
              kind === 'unit' &&
              (area.top < row || area.left < column) &&
              Object.values(readings).some((reading) => reading.kind === 'number'),
          );
          const [highest] = covered;
          if (highest === undefined) return [];
          return [
            say(
              'warning',
              'cell-merged',
              {
                area: areaName(area),
                header,
                units: covered.map(({ name, row }) => `${name}（${cellName(row, column)}）`).join('、'),
              },
              cellName(highest.row, column),
            ),
          ];
        }),
    );
}

/** A misspelt name is proposed and not taken: which column it is decides the score. */
function nearlyHeaded({ lexicon, columns, unknown, headers: [first] }: FoundTable, say: Say): readonly Problem[] {
  const claimed = new Set(columns.map(({ id }) => id));
  return unknown.flatMap(({ column, texts }) =>
    texts.flatMap((text) => {
      const near = lexicon.nearlyNamed(text);
      if (near === undefined || claimed.has(near.id)) return [];
      const severity = near.essential === true ? 'error' : 'warning';
      return [
        say(
          severity,
          'header-nearly',
          { header: inOneLine([text]), names: near.names[0] ?? near.id },
          `${columnName(column)}${first.top + 1}`,
        ),
      ];
    }),
  );
}

function columnProblems(
  { columns, unknown, lexicon: { form }, headers: [first] }: FoundTable,
  say: Say,
): readonly Problem[] {
  const unnamed = unnamedUnits(columns, unknown, form);
  const missing = missingAmong(columns, form).filter(({ role }) => role !== 'unit' || unnamed === undefined);
  const twice = columns.filter((column, index) => columns.findIndex(({ id }) => id === column.id) !== index);
  return [
    ...(unnamed === undefined
      ? []
      : [
          say(
            'error',
            'unit-column-unnamed',
            { header: inOneLine(unnamed.texts), column: columnName(unnamed.column) },
            `${columnName(unnamed.column)}${first.top + 1}`,
          ),
        ]),
    ...(missing.length > 0
      ? [say('error', 'column-missing', { names: missing.map((column) => column.names[0] ?? column.id).join('、') })]
      : []),
    ...twice.map((column) => {
      const other = columns.find(({ id }) => id === column.id) as AttachmentColumn;
      return say(
        'error',
        'column-ambiguous',
        { names: normalise(column.header) },
        `${columnName(other.column)}、${columnName(column.column)}`,
      );
    }),
  ];
}

/** The one column before the figures that nobody knows, where nothing else heads the units: 责任主体. It is proposed and not taken. */
function unnamedUnits(
  columns: readonly AttachmentColumn[],
  unknown: readonly UnknownColumn[],
  form: Form,
): UnknownColumn | undefined {
  if (!missingAmong(columns, form).some(({ role }) => role === 'unit')) return undefined;
  const firstFigure = columns.find(({ role }) => role === 'input' || role === 'city')?.column ?? 0;
  const [only, another] = unknown.filter(({ column, texts }) => column < firstFigure && texts.length > 0);
  return another === undefined ? only : undefined;
}

function missingAmong(columns: readonly AttachmentColumn[], form: Form): readonly FormColumn[] {
  return form.columns.filter((column) => column.essential === true && !columns.some(({ id }) => id === column.id));
}

/** Lists of people, windows or items, words that explain the columns, and statistics with half of the counts resemble an attachment. */
function isAboutSomethingElse(
  { unknown, columns, lexicon: { form }, title }: FoundTable,
  units: readonly AttachmentRow[],
): boolean {
  const firstFigure = columns.find(({ role }) => role === 'input')?.column ?? 0;
  if (
    unknown.some(
      ({ column, texts }) => column < firstFigure && texts.some((text) => ANOTHER_SUBJECT.test(normalise(text))),
    )
  )
    return true;
  const inputs = columns.filter(({ role }) => role === 'input');
  const isInWords = ({ readings }: AttachmentRow): boolean =>
    inputs.every(({ id }) => {
      const reading = readings[id];
      return reading?.kind === 'none' && /\p{Script=Han}{2}/u.test(reading.text);
    });
  if (inputs.length > 2 && units.length > 0 && units.every(isInWords)) return true;
  return (
    missingAmong(columns, form).filter(({ role }) => role === 'input').length > 1 &&
    !/评估|通报|附件/.test(title.join(' '))
  );
}

const ANOTHER_SUBJECT =
  /^(?:姓名|员工|工作人员|窗口人员|工号|事项|事项名称|办理事项|窗口|窗口名称|窗口号|大厅|月份|日期)$/;

/** 主动评价数 above the symbol I, 总评价率 above P/A: one of the two is wrong. */
function contradictions({ lexicon, columns, headers: [first] }: FoundTable, say: Say): readonly Problem[] {
  const nameOf = (id: string): string => lexicon.form.columns.find((column) => column.id === id)?.names[0] ?? id;
  return columns.flatMap((column) => {
    if (column.because !== 'name' && column.because !== 'names') return [];
    const otherwise = (symbol: string, other: string): Problem =>
      say(
        'warning',
        'header-contradicts',
        { name: nameOf(column.id), symbol, other },
        `${columnName(column.column)}${first.top + 1}`,
      );
    const spelled = first.spelledOtherwise.get(column.column);
    const expression = spelled === undefined ? undefined : lexicon.parse(spelled);
    if (spelled !== undefined && expression !== undefined)
      return [otherwise(spelled, lexicon.computedBy(spelled)?.names[0] ?? toWords(expression, nameOf))];
    const other = column.header
      .split(' ')
      .map((part) => lexicon.symbol(part))
      .find((found) => found !== undefined && found.id !== column.id);
    return other === undefined || (column.role !== 'input' && column.role !== 'computed')
      ? []
      : [otherwise(other.symbol ?? '', nameOf(other.id))];
  });
}

/** M/A×100 over cells that show no percentages: somebody may expect 80 where the ratio will stand, shown as 80.00%. */
function givenInPercent(
  grid: Grid,
  { lexicon, columns, headers: [first] }: FoundTable,
  units: readonly AttachmentRow[],
  say: Say,
): readonly Problem[] {
  return columns.flatMap(({ column, header, expression }) => {
    if (
      expression === undefined ||
      !lexicon.isTimesHundred(expression) ||
      units.every(({ row }) => isPercentFormat(formatAt(grid, row, column)))
    )
      return [];
    return [say('notice', 'rate-in-percent', { header: header }, cellName(first.top, column))];
  });
}

/** Columns without which nothing is scored (counts that rates are made of, the adjustment) or the score stands nowhere. */
function absentColumns(columns: readonly AttachmentColumn[], form: Form, say: Say): readonly Problem[] {
  const spelled = new Set(form.columns.flatMap(({ expression }) => expression?.match(/[A-Z]\d*/g) ?? []));
  const absent = form.columns.filter(({ id }) => !columns.some((column) => column.id === id));
  const inputs = absent.filter(
    ({ role, symbol }) => role === 'adjustment' || (role === 'input' && spelled.has(symbol ?? '')),
  );
  return [
    ...(inputs.length > 0
      ? [say('warning', 'input-column-absent', { names: inputs.map(({ names, id }) => names[0] ?? id).join('、') })]
      : []),
    ...absent
      .filter(({ role }) => role === 'score')
      .map(({ names, id }) => say('warning', 'score-column-absent', { name: names[0] ?? id })),
  ];
}
