import type { ComputeResult, ComputedTable } from '../../app/compute.js';
import { printShortest, type Rational } from '../../core/exact/rational.js';
import { areaName } from '../../core/grid/address.js';
import { breakdownOf } from '../../core/scoring/breakdown.js';
import type { Scorecard, UnitScore } from '../../core/scoring/scorecard.js';
import type { Reading } from '../../core/grid/reading.js';
import type { AttachmentRow } from '../../core/recognition/attachment.js';

type Say = (code: string, parameters: Readonly<Record<string, string | number>>) => string;

/** What `compute --json` prints: one document. Numbers that are exact decimals as such, others rounded to 12 places. */
export function computeDocument(result: ComputeResult, say: Say): unknown {
  return {
    tables: result.tables.map((table) => tableDocument(table, say)),
    replaced: result.differences
      .filter((one) => !one.kept)
      .map(({ sheet, cell, from, to, formula }) => ({
        sheet,
        cell,
        from: typeof from === 'object' && from !== null ? from.error : from,
        to: typeof to === 'number' ? Number(to.toFixed(12)) : to,
        formula,
      })),
    problems: result.plan.problems.map(({ sheet, cell, code, parameters }) => ({
      sheet,
      cell,
      code,
      message: say(code, parameters),
    })),
  };
}

function tableDocument({ attachment, method, scorecard }: ComputedTable, say: Say): unknown {
  const inputs = attachment.columns
    .filter(({ role }) => role === 'input' || role === 'city' || role === 'district')
    .map(({ id }) => id);
  const valuesOf = (row: AttachmentRow): unknown =>
    Object.fromEntries(inputs.map((id) => [id, valueOf(row.readings[id])]));
  const units =
    scorecard === null
      ? attachment.rows
          .filter((row) => row.kind === 'unit')
          .map((row) => ({
            unit: row.name,
            row: row.row + 1,
            values: valuesOf(row),
            rates: {},
            rank: null,
            components: [],
            adjustment: null,
            uncapped: null,
            score: null,
            status: 'counted',
            remark: row.remark,
          }))
      : scorecard.units.map((unit) => ({
          unit: unit.row.name,
          row: unit.row.row + 1,
          values: valuesOf(unit.row),
          rates: Object.fromEntries(Object.entries(unit.rates).map(([id, rate]) => [id, decimal(rate)])),
          rank: unit.rank,
          ...componentDocuments(scorecard, unit, say),
          adjustment: decimal(unit.adjustment),
          uncapped: decimal(unit.uncapped),
          score: decimal(unit.score),
          status: unit.status,
          remark: unit.row.remark,
        }));
  return {
    sheet: attachment.sheet,
    kind: attachment.kind,
    period: attachment.period,
    range: areaName(attachment.area),
    method: method?.id ?? null,
    units,
  };
}

function componentDocuments(
  scorecard: Scorecard,
  unit: UnitScore,
  say: Say,
): { readonly components: readonly unknown[]; readonly sentence: string | null } {
  const breakdown = breakdownOf(scorecard, unit);
  if (breakdown === null) return { components: [], sentence: null };
  return {
    components: breakdown.components.map(({ id, points, lost, inputs, sentence }) => ({
      id,
      points: decimal(points),
      lost: decimal(lost),
      inputs: Object.fromEntries(inputs.map(({ column, value }) => [column, decimal(value)])),
      sentence: say(sentence.code, sentence.parameters),
    })),
    sentence: say(breakdown.sentence.code, breakdown.sentence.parameters),
  };
}

function valueOf(reading: Reading | undefined): number | null {
  return reading?.kind === 'number' ? reading.value : null;
}

function decimal(value: Rational | null | undefined): number | null {
  return value == null ? null : Number(printShortest(value));
}
