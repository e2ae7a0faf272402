import { areaName } from '../grid/address.js';
import { formatAt, formulaAt, valueAt, type Grid } from '../grid/grid.js';
import {
  sameContent,
  type Change,
  type ContentChange,
  type FormatChange,
  type PartChange,
  type Plan,
  type SheetChange,
  type TableChange,
} from './plan.js';

/** What a workbook holds now, as far as a snapshot tells. */
interface Present {
  readonly sheets: readonly Grid[];
  readonly parts: Readonly<Record<string, string>>;
}

/**
 * Plans the way back from a plan that broke off: what was carried out is turned round, what was not is left alone,
 * and so is what somebody has changed since. Fills and notes, which no snapshot tells, stay as they are, and with them
 * the parts that remember them.
 */
export function rollBack({ changes }: Plan, present: Present): Plan {
  const first = new Map<string, Change>();
  const last = new Map<string, Change>();
  for (const change of changes) if (!first.has(thingOf(change))) first.set(thingOf(change), change);
  for (const change of [...changes].reverse()) if (!last.has(thingOf(change))) last.set(thingOf(change), change);
  const unseen = changes.some(({ kind }) => kind === 'fill' || kind === 'note');
  // However often a thing was changed, it goes back from its last state to its first one, in the order of the way back.
  return {
    changes: [...last]
      .filter(([, { kind }]) => !(unseen && kind === 'part'))
      .flatMap(([thing, change]) => wayBack({ ...change, was: first.get(thing)?.was ?? null } as Change, present)),
    problems: [],
  };
}

function thingOf(change: Change): string {
  switch (change.kind) {
    case 'part':
      return `part ${change.namespace}`;
    case 'sheet':
      return `sheet ${change.sheet}`;
    case 'table':
      return `table ${change.name}`;
    default:
      return `${change.kind} ${change.sheet} ${change.row},${change.column}`;
  }
}

function wayBack(change: Change, { sheets, parts }: Present): readonly Change[] {
  const grid = change.kind === 'part' ? undefined : sheets.find(({ sheet }) => sheet === change.sheet);
  switch (change.kind) {
    case 'content':
      return grid === undefined ? [] : contentBack(change, grid);
    case 'format':
      return grid === undefined ? [] : formatBack(change, grid);
    case 'sheet':
      return sheetBack(change, grid !== undefined);
    case 'table':
      return tableBack(change, grid);
    case 'part':
      return partBack(change, parts[change.namespace] ?? null);
    default:
      return [];
  }
}

function contentBack(change: ContentChange, grid: Grid): readonly Change[] {
  const now = { value: valueAt(grid, change.row, change.column), formula: formulaAt(grid, change.row, change.column) };
  return sameContent(now, change.was) || !sameContent(now, change.becomes)
    ? []
    : [{ ...change, was: now, becomes: change.was }];
}

function formatBack(change: FormatChange, grid: Grid): readonly Change[] {
  const now = formatAt(grid, change.row, change.column);
  return now === change.was || now !== change.becomes ? [] : [{ ...change, was: now, becomes: change.was }];
}

function sheetBack(change: SheetChange, isThere: boolean): readonly Change[] {
  return isThere === (change.was !== null) ? [] : [{ ...change, was: change.becomes, becomes: change.was }];
}

function tableBack(change: TableChange, grid: Grid | undefined): readonly Change[] {
  const table = grid?.tables.find(({ name }) => name === change.name);
  const now = table === undefined ? null : areaName(table.area);
  const [was, becomes] = [change.was, change.becomes].map((one) => (one === null ? null : areaName(one.area)));
  return now === was || now !== becomes ? [] : [{ ...change, was: change.becomes, becomes: change.was }];
}

function partBack(change: PartChange, now: string | null): readonly Change[] {
  return now === change.was || now !== change.becomes ? [] : [{ ...change, was: now, becomes: change.was }];
}
