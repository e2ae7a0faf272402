import type { Form, FormColumn } from '../form/form.js';
import { toWords } from '../expression/words.js';
import { cellName, columnName } from '../grid/address.js';
import type { Problem } from '../grid/problem.js';
import type { AttachmentColumn } from './attachment.js';
import type { FoundTable, ProblemMaker } from './found-table.js';
import type { UnknownColumn } from './header.js';
import { inOneLine } from './header-texts.js';
import { normalise } from './normalise.js';

const LONGEST_HEADER = 255;

/** A misspelt name is proposed and not taken: which column it is decides the score. */
export function misspeltHeaders(table: FoundTable, problem: ProblemMaker): readonly Problem[] {
  const {
    lexicon,
    headers: [first],
  } = table;
  const claimed = new Set(table.columns.map(({ id }) => id));
  const problems: Problem[] = [];
  for (const { column, texts } of table.unknown) {
    for (const text of texts) {
      const near = lexicon.nearlyNamed(text);
      if (near === undefined || claimed.has(near.id)) continue;
      problems.push(
        problem({
          severity: near.essential === true ? 'error' : 'warning',
          code: 'header-nearly',
          parameters: { header: inOneLine([text]), names: displayName(near) },
          cell: cellName(first.top, column),
        }),
      );
    }
  }
  return problems;
}

/** Texts over the columns that are too long to be anybody's name of one. */
export function longHeaders({ unknown, headers: [first] }: FoundTable, problem: ProblemMaker): readonly Problem[] {
  const problems: Problem[] = [];
  for (const { column, texts } of unknown) {
    const { length } = texts.join('');
    if (length <= LONGEST_HEADER) continue;
    const cell = cellName(first.top, column);
    problems.push(problem({ severity: 'warning', code: 'text-too-long', parameters: { length }, cell }));
  }
  return problems;
}

/**
 * Why a table cannot be read: columns that are missing, stand twice, or have a header that nobody knows. `proposed`:
 * ids of missing ones that are proposed elsewhere.
 */
export function columnProblems(
  table: FoundTable,
  proposed: ReadonlySet<string>,
  problem: ProblemMaker,
): readonly Problem[] {
  const {
    columns,
    lexicon: { form },
    headers: [first],
  } = table;
  const problems: Problem[] = [];
  const unnamed = unnamedUnits(table);
  if (unnamed !== undefined) {
    problems.push(
      problem({
        severity: 'error',
        code: 'unit-column-unnamed',
        parameters: { header: inOneLine(unnamed.texts), column: columnName(unnamed.column) },
        cell: cellName(first.top, unnamed.column),
      }),
    );
  }
  const missing = missingAmong(columns, form).filter(
    ({ role, id }) => (role !== 'unit' || unnamed === undefined) && !proposed.has(id),
  );
  if (missing.length > 0) {
    const names = missing.map(displayName).join('、');
    problems.push(problem({ severity: 'error', code: 'column-missing', parameters: { names } }));
  }
  for (const [index, column] of columns.entries()) {
    const first = columns.findIndex(({ id }) => id === column.id);
    const other = columns[first];
    if (first === index || other === undefined) continue;
    problems.push(
      problem({
        severity: 'error',
        code: 'column-ambiguous',
        parameters: { names: normalise(column.header) },
        cell: `${columnName(other.column)}、${columnName(column.column)}`,
      }),
    );
  }
  return problems;
}

/**
 * The one column before the figures that nobody knows, where nothing else heads the units: 责任主体. It is proposed and
 * not taken.
 */
function unnamedUnits({ columns, unknown, lexicon: { form } }: FoundTable): UnknownColumn | undefined {
  if (!missingAmong(columns, form).some(({ role }) => role === 'unit')) return undefined;
  const firstFigure = columns.find(({ role }) => role === 'input' || role === 'city')?.column ?? 0;
  const headed = unknown.filter(({ column, texts }) => column < firstFigure && texts.length > 0);
  if (headed.length > 1) return undefined;
  return headed[0];
}

/** The columns without which a sheet is no attachment of this kind, and that are not there. */
export function missingAmong(columns: readonly AttachmentColumn[], form: Form): readonly FormColumn[] {
  return form.columns.filter((column) => column.essential === true && !columns.some(({ id }) => id === column.id));
}

/** 主动评价数 above the symbol I, 总评价率 above P/A: one of the two is wrong. */
export function contradictions(table: FoundTable, problem: ProblemMaker): readonly Problem[] {
  const {
    lexicon: { form },
    headers: [first],
  } = table;
  const problems: Problem[] = [];
  for (const column of table.columns) {
    const contradiction = contradictionIn(column, table);
    if (contradiction === undefined) continue;
    problems.push(
      problem({
        severity: 'warning',
        code: 'header-contradicts',
        parameters: { name: nameOf(column.id, form), ...contradiction },
        cell: cellName(first.top, column.column),
      }),
    );
  }
  return problems;
}

/** What a header says beside its name that belongs to another column, and the other one's name. */
function contradictionIn(
  column: AttachmentColumn,
  { lexicon, headers: [first] }: FoundTable,
): { readonly symbol: string; readonly other: string } | undefined {
  if (column.because !== 'name' && column.because !== 'names') return undefined;
  const inForm = (id: string): string => nameOf(id, lexicon.form);
  const spelled = first.spelledOtherwise.get(column.column);
  if (spelled !== undefined) {
    const expression = lexicon.parse(spelled);
    if (expression !== undefined)
      return { symbol: spelled, other: lexicon.computedBy(spelled)?.names[0] ?? toWords(expression, inForm) };
  }
  if (column.role !== 'input' && column.role !== 'computed') return undefined;
  for (const part of column.header.split(' ')) {
    const other = lexicon.symbol(part);
    if (other !== undefined && other.id !== column.id) return { symbol: other.symbol ?? '', other: inForm(other.id) };
  }
  return undefined;
}

/**
 * Columns without which nothing is scored (counts that rates are made of, the adjustment) or the score stands nowhere.
 */
export function absentColumns(
  columns: readonly AttachmentColumn[],
  form: Form,
  problem: ProblemMaker,
): readonly Problem[] {
  const spelled = new Set(form.columns.flatMap(({ expression }) => expression?.match(/[A-Z]\d*/g) ?? []));
  const absent = form.columns.filter(({ id }) => !columns.some((column) => column.id === id));
  const inputs = absent.filter(
    ({ role, symbol }) => role === 'adjustment' || (role === 'input' && spelled.has(symbol ?? '')),
  );
  const problems: Problem[] = [];
  if (inputs.length > 0) {
    const names = inputs.map(displayName).join('、');
    problems.push(problem({ severity: 'warning', code: 'input-column-absent', parameters: { names } }));
  }
  for (const column of absent) {
    if (column.role !== 'score') continue;
    const name = displayName(column);
    problems.push(problem({ severity: 'warning', code: 'score-column-absent', parameters: { name } }));
  }
  return problems;
}

function nameOf(id: string, form: Form): string {
  return form.columns.find((column) => column.id === id)?.names[0] ?? id;
}

function displayName({ names, id }: FormColumn): string {
  return names[0] ?? id;
}
