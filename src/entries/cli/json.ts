import type { ComputeResult, ComputedTable } from '../../app/compute.js';
import { printShortest, type Rational } from '../../core/exact/rational.js';
import { areaName } from '../../core/grid/address.js';
import type { Reading } from '../../core/grid/reading.js';
import type { AttachmentRow } from '../../core/recognition/attachment.js';

/** What `compute --json` prints: one document. Numbers that are exact decimals as such, others rounded to 12 places. */
export function computeDocument(result: ComputeResult, say: (code: string, parameters: Readonly<Record<string, string | number>>) => string): unknown {
  return {
    tables: result.tables.map(tableDocument),
    replaced: result.differences.filter((one) => !one.kept).map(({ sheet, cell, from, to, formula }) => ({ sheet, cell, from: typeof from === 'object' && from !== null ? from.error : from, to: typeof to === 'number' ? Number(to.toFixed(12)) : to, formula })),
    problems: result.problems.map(({ sheet, cell, code, parameters }) => ({ sheet, cell, code, message: say(code, parameters) })),
  };
}

function tableDocument({ attachment, method, scorecard }: ComputedTable): unknown {
  const inputs = attachment.columns.filter(({ role }) => role === 'input' || role === 'city' || role === 'district').map(({ id }) => id);
  const valuesOf = (row: AttachmentRow): unknown => Object.fromEntries(inputs.map((id) => [id, valueOf(row.readings[id])]));
  const units = scorecard === null
    ? attachment.rows.filter((row) => row.kind === 'unit').map((row) => ({ unit: row.name, row: row.row + 1, values: valuesOf(row), rates: {}, rank: null, components: [], adjustment: null, uncapped: null, score: null, status: 'counted', remark: row.remark }))
    : scorecard.units.map((unit) => ({
        unit: unit.row.name,
        row: unit.row.row + 1,
        values: valuesOf(unit.row),
        rates: Object.fromEntries(Object.entries(unit.rates).map(([id, rate]) => [id, decimal(rate)])),
        rank: unit.rank,
        components: unit.components.map(({ id, points, lost }) => ({ id, points: decimal(points), lost: decimal(lost) })),
        adjustment: decimal(unit.adjustment),
        uncapped: decimal(unit.uncapped),
        score: decimal(unit.score),
        status: unit.status,
        remark: unit.row.remark,
      }));
  return { sheet: attachment.sheet, kind: attachment.kind, period: attachment.period, range: areaName(attachment.area), method: method?.id ?? null, units };
}

function valueOf(reading: Reading | undefined): number | null {
  return reading?.kind === 'number' ? reading.value : null;
}

function decimal(value: Rational | null | undefined): number | null {
  return value == null ? null : Number(printShortest(value));
}
