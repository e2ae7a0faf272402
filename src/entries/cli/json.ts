import type { ComputeResult, ComputedTable } from '../../app/compute.js';
import type { SheetArea } from '../../core/changes/precedents.js';
import { printShortest, type Rational } from '../../core/exact/rational.js';
import { areaName } from '../../core/grid/address.js';
import { breakdownOf } from '../../core/scoring/breakdown.js';
import type { Scorecard, UnitScore } from '../../core/scoring/scorecard.js';
import { standings, standingScore } from '../../core/scoring/standing.js';
import type { Reading } from '../../core/grid/reading.js';
import type { Attachment, AttachmentRow } from '../../core/recognition/attachment.js';
import { runDocuments } from './stale.js';
import type { TextOf } from './texts.js';

/** What `compute --json` prints: one document. Numbers that are exact decimals as such, others rounded to 12 places. */
export function computeDocument(
  { result, stale }: { readonly result: ComputeResult; readonly stale: readonly SheetArea[] },
  textOf: TextOf,
): unknown {
  return {
    tables: result.tables.map((table) => tableDocument(table, textOf)),
    replaced: result.differences
      .filter((one) => !one.kept)
      .map(({ sheet, cell, from, to, formula }) => ({
        sheet,
        cell,
        from: typeof from === 'object' && from !== null ? from.error : from,
        to: typeof to === 'number' ? Number(to.toFixed(12)) : to,
        formula,
      })),
    stale: runDocuments(stale),
    problems: result.plan.problems.map(({ sheet, cell, code, parameters }) => ({
      sheet,
      cell,
      code,
      message: textOf(code, parameters),
    })),
  };
}

function tableDocument({ attachment, method, scorecard }: ComputedTable, textOf: TextOf): unknown {
  return {
    sheet: attachment.sheet,
    kind: attachment.kind,
    period: attachment.period,
    range: areaName(attachment.area),
    method: method?.id ?? null,
    units: unitDocuments(attachment, scorecard, textOf),
  };
}

function unitDocuments(attachment: Attachment, scorecard: Scorecard | null, textOf: TextOf): readonly unknown[] {
  const inputs = attachment.columns
    .filter(({ role }) => role === 'input' || role === 'city' || role === 'district')
    .map(({ id }) => id);
  if (scorecard === null)
    return attachment.rows.filter(({ kind }) => kind === 'unit').map((row) => unscoredDocument(row, inputs));
  const ranks = standings(scorecard);
  return scorecard.units.map((unit, index) => ({
    unit: unit.row.name,
    row: unit.row.row + 1,
    values: valuesOf(unit.row, inputs),
    rates: Object.fromEntries(Object.entries(unit.rates).map(([id, rate]) => [id, decimal(rate)])),
    rank: unit.rank,
    ...componentDocuments(scorecard, unit, textOf),
    adjustment: decimal(unit.adjustment),
    uncapped: decimal(unit.uncapped),
    score: decimal(unit.score),
    standing: { score: decimal(standingScore(scorecard, unit)), rank: ranks[index] ?? null },
    status: unit.status,
    remark: unit.row.remark,
  }));
}

/** A unit of a sheet that has no scores: attachment 3. */
function unscoredDocument(row: AttachmentRow, inputs: readonly string[]): unknown {
  return {
    unit: row.name,
    row: row.row + 1,
    values: valuesOf(row, inputs),
    rates: {},
    rank: null,
    components: [],
    adjustment: null,
    uncapped: null,
    score: null,
    standing: { score: null, rank: null },
    status: 'counted',
    remark: row.remark,
  };
}

function valuesOf(row: AttachmentRow, inputs: readonly string[]): Readonly<Record<string, number | null>> {
  return Object.fromEntries(inputs.map((id) => [id, valueOf(row.readings[id])]));
}

function componentDocuments(
  scorecard: Scorecard,
  unit: UnitScore,
  textOf: TextOf,
): { readonly components: readonly unknown[]; readonly sentence: string | null } {
  const breakdown = breakdownOf(scorecard, unit);
  if (breakdown === null) return { components: [], sentence: null };
  return {
    components: breakdown.components.map(({ id, points, lost, inputs, sentence }) => ({
      id,
      points: decimal(points),
      lost: decimal(lost),
      inputs: Object.fromEntries(inputs.map(({ column, value }) => [column, decimal(value)])),
      sentence: textOf(sentence.code, sentence.parameters),
    })),
    sentence: textOf(breakdown.sentence.code, breakdown.sentence.parameters),
  };
}

function valueOf(reading: Reading | undefined): number | null {
  if (reading?.kind !== 'number') return null;
  return reading.value;
}

/** A number as JSON has it: the exact decimal, or 12 places. */
export function decimal(value: Rational | null | undefined): number | null {
  if (value === null || value === undefined) return null;
  return Number(printShortest(value));
}
