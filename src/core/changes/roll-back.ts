import { areaName } from '../grid/address.js';
import { formatAt, type Area, type Grid } from '../grid/grid.js';
import {
  contentAt,
  sameContent,
  targetOf,
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
 * Plans to undo a plan that was applied only in part: what was applied is inverted, what was not is left alone, and so
 * is what somebody has changed since. Fills and notes, which no snapshot tells, stay as they are, and with them the
 * parts that remember them.
 */
export function rollBack({ changes }: Plan, present: Present): Plan {
  const hasUnseen = changes.some(({ kind }) => kind === 'fill' || kind === 'note');
  // However often a thing was changed, it goes back from its last state to its first one, the last change first.
  const firstStates = new Map<string, Change['was']>();
  for (const change of changes) {
    const key = targetOf(change);
    if (!firstStates.has(key)) firstStates.set(key, change.was);
  }
  const inverse: Change[] = [];
  const undone = new Set<string>();
  for (const change of [...changes].reverse()) {
    const key = targetOf(change);
    if (undone.has(key)) continue;
    undone.add(key);
    if (hasUnseen && change.kind === 'part') continue;
    const whole = { ...change, was: firstStates.get(key) ?? null } as Change;
    const back = inverted(whole, present);
    if (back !== null) inverse.push(back);
  }
  return { changes: inverse, problems: [] };
}

/** The change that undoes a change where that was applied; `null` where it was not, or somebody changed it since. */
function inverted(change: Change, { sheets, parts }: Present): Change | null {
  if (change.kind === 'part') return invertedPart(change, parts[change.namespace] ?? null);
  const grid = sheets.find(({ sheet }) => sheet === change.sheet);
  switch (change.kind) {
    case 'content':
      if (grid === undefined) return null;
      return invertedContent(change, grid);
    case 'format':
      if (grid === undefined) return null;
      return invertedFormat(change, grid);
    case 'sheet':
      return invertedSheet(change, grid !== undefined);
    case 'table':
      return invertedTable(change, grid);
    default:
      return null;
  }
}

function invertedContent(change: ContentChange, grid: Grid): Change | null {
  const now = contentAt(grid, change);
  if (sameContent(now, change.was) || !sameContent(now, change.becomes)) return null;
  return { ...change, was: now, becomes: change.was };
}

function invertedFormat(change: FormatChange, grid: Grid): Change | null {
  const now = formatAt(grid, change.row, change.column);
  if (now === change.was || now !== change.becomes) return null;
  return { ...change, was: now, becomes: change.was };
}

function invertedSheet(change: SheetChange, isThere: boolean): Change | null {
  const wasThere = change.was !== null;
  if (isThere === wasThere) return null;
  return { ...change, was: change.becomes, becomes: change.was };
}

function invertedTable(change: TableChange, grid: Grid | undefined): Change | null {
  const now = areaOf(grid?.tables.find(({ name }) => name === change.name));
  if (now === areaOf(change.was) || now !== areaOf(change.becomes)) return null;
  return { ...change, was: change.becomes, becomes: change.was };
}

function areaOf(table: { readonly area: Area } | null | undefined): string | null {
  if (table == null) return null;
  return areaName(table.area);
}

function invertedPart(change: PartChange, now: string | null): Change | null {
  if (now === change.was || now !== change.becomes) return null;
  return { ...change, was: now, becomes: change.was };
}
