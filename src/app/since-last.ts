import { print } from '../core/exact/rational.js';
import { cellName } from '../core/grid/address.js';
import { standings } from '../core/scoring/standing.js';
import type { ComputeResult, ComputedTable } from './compute.js';

/** What is remembered of a computation, small enough to travel in a workbook's settings: by attachment and unit. */
export interface LastComputed {
  readonly at: string;
  readonly tables: readonly LastTable[];
}

interface LastTable {
  readonly sheet: string;
  readonly columns: readonly string[];
  /** Inputs in the order of `columns`, score as printed, rank. */
  readonly units: Readonly<Record<string, readonly (number | string | null)[]>>;
}

/** An input that is another one than at the last computation. */
export interface InputChange {
  readonly sheet: string;
  readonly cell: string;
  readonly unit: string;
  readonly column: string;
  readonly from: number | string | null;
  readonly to: number | string | null;
}

/** A unit whose score or rank is another one than at the last computation. */
export interface Moved {
  readonly sheet: string;
  readonly row: number;
  readonly unit: string;
  readonly score: { readonly from: string | null; readonly to: string | null };
  readonly rank: { readonly from: number | null; readonly to: number | null };
}

export interface SinceLast {
  readonly at: string;
  readonly inputs: readonly InputChange[];
  readonly moved: readonly Moved[];
}

/** More units than this are not remembered: settings are no database. */
const MAX_UNITS = 2000;

/** Takes down what was computed; `null` where there is nothing, or too much of it. */
export function rememberComputed({ tables }: ComputeResult, at: string): LastComputed | null {
  const units = tables.reduce((sum, { scorecard }) => sum + (scorecard?.units.length ?? 0), 0);
  return units === 0 || units > MAX_UNITS
    ? null
    : { at, tables: tables.flatMap((table) => (table.scorecard === null ? [] : [lastTable(table)])) };
}

/** Compares a computation with the last one that was remembered: which inputs changed, which scores and ranks moved. */
export function changesSince(last: LastComputed, result: ComputeResult): SinceLast {
  const inputs: InputChange[] = [];
  const moved: Moved[] = [];
  for (const table of result.tables) {
    const before = last.tables.find(({ sheet }) => sheet === table.attachment.sheet);
    if (before === undefined || table.scorecard === null) continue;
    const now = lastTable(table);
    for (const { row } of table.scorecard.units) {
      const [was, is] = [before.units[row.name], now.units[row.name]];
      if (was === undefined || is === undefined) continue;
      now.columns.forEach((id, index) => {
        const at = before.columns.indexOf(id);
        const [from, to] = [was[at] ?? null, is[index] ?? null];
        if (at < 0 || from === to) return;
        const column = table.attachment.columns.find((one) => one.id === id);
        inputs.push({
          sheet: now.sheet,
          cell: cellName(row.row, column?.column ?? 0),
          unit: row.name,
          column: column?.header ?? id,
          from,
          to,
        });
      });
      const [score, rank] = [
        { from: was.at(-2) ?? null, to: is.at(-2) ?? null },
        { from: was.at(-1) ?? null, to: is.at(-1) ?? null },
      ] as [Moved['score'], Moved['rank']];
      if (score.from !== score.to || rank.from !== rank.to)
        moved.push({ sheet: now.sheet, row: row.row, unit: row.name, score, rank });
    }
  }
  return { at: last.at, inputs, moved };
}

/** Reads what settings give back; anything else than what was taken down is as if there were nothing. */
export function readLastComputed(data: unknown): LastComputed | null {
  const last = data as LastComputed | null | undefined;
  return typeof last === 'object' && last !== null && typeof last.at === 'string' && Array.isArray(last.tables)
    ? last
    : null;
}

function lastTable({ attachment, scorecard }: ComputedTable): LastTable {
  const columns = attachment.columns
    .filter(({ role }) => role === 'input' || role === 'adjustment')
    .map(({ id }) => id);
  const ranks = scorecard === null ? [] : standings(scorecard);
  const units = (scorecard?.units ?? []).map(({ row, score }, index) => {
    const inputs = columns.map((id) => {
      const reading = row.readings[id];
      return reading === undefined || reading.kind === 'blank'
        ? null
        : reading.kind === 'number'
          ? reading.value
          : reading.text;
    });
    return [
      row.name,
      [...inputs, score === null ? null : print(score, scorecard?.method.rounding.places ?? 2), ranks[index] ?? null],
    ] as const;
  });
  return { sheet: attachment.sheet, columns, units: Object.fromEntries(units) };
}
