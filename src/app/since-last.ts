import { print } from '../core/exact/rational.js';
import { cellName } from '../core/grid/address.js';
import type { Reading } from '../core/grid/reading.js';
import type { Attachment, AttachmentRow } from '../core/recognition/attachment.js';
import type { Scorecard } from '../core/scoring/scorecard.js';
import { standings, standingScore } from '../core/scoring/standing.js';
import type { ComputeResult } from './compute.js';

/** The record of a computation, by attachment and unit: small enough to travel in a workbook's settings. */
export interface LastComputed {
  readonly at: string;
  readonly tables: readonly LastTable[];
}

interface LastTable {
  readonly sheet: string;
  readonly columns: readonly string[];
  /** By the unit's name. */
  readonly units: Readonly<Record<string, UnitRecord>>;
}

/** A unit's inputs in the order of its table's columns, then its score as printed and its rank. */
type UnitRecord = readonly (number | string | null)[];

/** An input that is another one than at the last computation. */
export interface ChangedInput {
  readonly sheet: string;
  readonly cell: string;
  readonly unit: string;
  readonly column: string;
  readonly from: number | string | null;
  readonly to: number | string | null;
}

/** A unit whose score or rank is another one than at the last computation. */
export interface MovedUnit {
  readonly sheet: string;
  readonly row: number;
  readonly unit: string;
  readonly score: { readonly from: string | null; readonly to: string | null };
  readonly rank: { readonly from: number | null; readonly to: number | null };
}

export interface SinceLast {
  readonly at: string;
  readonly inputs: readonly ChangedInput[];
  readonly moved: readonly MovedUnit[];
}

/** More units than this are not recorded: settings are no database. */
const MAX_UNITS = 2000;

/** Records what was computed; `null` where there is nothing, or too much of it. */
export function recordComputed({ tables }: ComputeResult, at: string): LastComputed | null {
  const units = tables.reduce((sum, { scorecard }) => sum + (scorecard?.units.length ?? 0), 0);
  if (units === 0 || units > MAX_UNITS) return null;
  const recorded: LastTable[] = [];
  for (const { attachment, scorecard } of tables) {
    if (scorecard !== null) recorded.push(recordOf(attachment, scorecard));
  }
  return { at, tables: recorded };
}

/** Compares a computation with the last one that was recorded: which inputs changed, which scores and ranks moved. */
export function changesSince(last: LastComputed, { tables }: ComputeResult): SinceLast {
  const inputs: ChangedInput[] = [];
  const moved: MovedUnit[] = [];
  for (const { attachment, scorecard } of tables) {
    const before = last.tables.find(({ sheet }) => sheet === attachment.sheet);
    if (before === undefined || scorecard === null) continue;
    const now = recordOf(attachment, scorecard);
    for (const { row } of scorecard.units) {
      // A unit may be called `constructor`, which every object has.
      const was = Object.hasOwn(before.units, row.name) ? before.units[row.name] : undefined;
      const is = now.units[row.name];
      if (was === undefined || is === undefined) continue;
      for (const change of inputChanges({ before, now }, { was, is }, { attachment, row })) inputs.push(change);
      const standing = { sheet: now.sheet, row: row.row, unit: row.name };
      const score = { from: scoreIn(was), to: scoreIn(is) };
      const rank = { from: rankIn(was), to: rankIn(is) };
      if (score.from !== score.to || rank.from !== rank.to) moved.push({ ...standing, score, rank });
    }
  }
  return { at: last.at, inputs, moved };
}

/** Returns what a computation recorded of a sheet's units, by their names; `null` where it recorded nothing of it. */
export function recordedScores(
  { tables }: LastComputed,
  sheet: string,
): ((unit: string) => { readonly score: string | null; readonly rank: number | null } | undefined) | null {
  const table = tables.find((one) => one.sheet === sheet);
  if (table === undefined) return null;
  return (unit) => {
    // A unit may be called `constructor`, which every object has.
    const record = Object.hasOwn(table.units, unit) ? table.units[unit] : undefined;
    if (record === undefined) return undefined;
    return { score: scoreIn(record), rank: rankIn(record) };
  };
}

function inputChanges(
  { before, now }: { readonly before: LastTable; readonly now: LastTable },
  { was, is }: { readonly was: UnitRecord; readonly is: UnitRecord },
  { attachment, row }: { readonly attachment: Attachment; readonly row: AttachmentRow },
): readonly ChangedInput[] {
  const changes: ChangedInput[] = [];
  now.columns.forEach((id, index) => {
    const indexBefore = before.columns.indexOf(id);
    const from = was[indexBefore] ?? null;
    const to = is[index] ?? null;
    if (indexBefore < 0 || from === to) return;
    const column = attachment.columns.find((candidate) => candidate.id === id);
    const cell = cellName(row.row, column?.column ?? 0);
    changes.push({ sheet: now.sheet, cell, unit: row.name, column: column?.header ?? id, from, to });
  });
  return changes;
}

function scoreIn(unit: UnitRecord): string | null {
  const score = unit.at(-2);
  if (typeof score === 'string') return score;
  return null;
}

function rankIn(unit: UnitRecord): number | null {
  const rank = unit.at(-1);
  if (typeof rank === 'number') return rank;
  return null;
}

/** Reads what settings give back; anything else than a record is as if there were nothing. */
export function readLastComputed(data: unknown): LastComputed | null {
  if (!isObject(data)) return null;
  const { at, tables } = data;
  if (typeof at !== 'string' || !Array.isArray(tables) || !tables.every(isLastTable)) return null;
  return { at, tables };
}

function isLastTable(data: unknown): data is LastTable {
  if (!isObject(data)) return false;
  const { sheet, columns, units } = data;
  if (typeof sheet !== 'string' || !Array.isArray(columns) || !isObject(units)) return false;
  return columns.every((id) => typeof id === 'string') && Object.values(units).every(isUnitRecord);
}

function isUnitRecord(data: unknown): data is UnitRecord {
  if (!Array.isArray(data)) return false;
  return data.every((item) => item === null || typeof item === 'number' || typeof item === 'string');
}

function isObject(data: unknown): data is Readonly<Record<string, unknown>> {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

function recordOf(attachment: Attachment, scorecard: Scorecard): LastTable {
  const columns = attachment.columns
    .filter(({ role }) => role === 'input' || role === 'adjustment')
    .map(({ id }) => id);
  const { places } = scorecard.method.rounding;
  const ranks = standings(scorecard);
  const units: Record<string, UnitRecord> = {};
  scorecard.units.forEach((unit, index) => {
    const { row } = unit;
    const score = standingScore(scorecard, unit);
    const inputs = columns.map((id) => inputIn(row.readings[id]));
    const printed = score === null ? null : print(score, places);
    units[row.name] = [...inputs, printed, ranks[index] ?? null];
  });
  return { sheet: attachment.sheet, columns, units };
}

function inputIn(reading: Reading | undefined): number | string | null {
  if (reading === undefined || reading.kind === 'blank') return null;
  if (reading.kind === 'number') return reading.value;
  return reading.text;
}
