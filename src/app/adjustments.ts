import type { LedgerEntry } from '../core/adjustments/entry.js';
import { unitsOwingReasons, type Adjustments, type UnitAdjustment } from '../core/adjustments/reconcile.js';
import type { OwedEntry } from '../core/adjustments/reconciliation-request.js';
import type { Ledger } from '../core/adjustments/ledger.js';
import { printShortest, type Rational } from '../core/exact/rational.js';
import { cellName } from '../core/grid/address.js';
import type { Problem } from '../core/grid/problem.js';
import { standings, standingScore } from '../core/scoring/standing.js';
import type { ComputeResult } from './compute.js';

/** A unit's line in 加减分: its adjustment with the score that stands in the sheet and its rank. */
export interface UnitLine extends UnitAdjustment {
  readonly score: Rational | null;
  /** Somebody keeps the score that stands there: what is computed instead, `null` where nothing is. */
  readonly computed?: Rational | null;
  readonly rank: number | null;
}

/** An attachment's adjustments, ready to be shown. */
export interface AdjustmentTable {
  readonly adjustments: Adjustments;
  readonly units: readonly UnitLine[];
  /** Units that still owe a reason. */
  readonly unitsOwing: number;
  readonly owed: readonly OwedEntry[];
  /** Decimals of the scores. */
  readonly places: number;
}

/** All adjustments of a computed workbook. */
export interface AdjustmentOverview {
  readonly tables: readonly AdjustmentTable[];
  readonly ledgers: readonly Ledger[];
  readonly entries: readonly LedgerEntry[];
  readonly problems: readonly Problem[];
}

/** Gathers the adjustments of a computation. */
export function adjustmentOverview({ tables }: Pick<ComputeResult, 'tables'>): AdjustmentOverview {
  const shown = tables.flatMap(({ adjustments, scorecard }): readonly AdjustmentTable[] => {
    if (adjustments === null || scorecard === null) return [];
    const ranks = standings(scorecard);
    const units = adjustments.units.map((unit, index) => {
      const scored = scorecard.units[index];
      return {
        ...unit,
        score: scored === undefined ? null : standingScore(scorecard, scored),
        ...(scorecard.keptScores.has(unit.row.row) && { computed: scored?.score ?? null }),
        rank: ranks[index] ?? null,
      };
    });
    return [
      {
        adjustments,
        units,
        unitsOwing: unitsOwingReasons(adjustments),
        owed: adjustments.owed,
        places: scorecard.method.rounding.places,
      },
    ];
  });
  const ledgers = [...new Set(shown.flatMap(({ adjustments }) => adjustments.ledger ?? []))];
  const problems = [
    ...ledgers.flatMap((ledger) => ledger.problems),
    ...shown.flatMap(({ adjustments }) => [...adjustments.problems, ...disagreements(adjustments)]),
  ];
  return { tables: shown, ledgers, entries: ledgers.flatMap((ledger) => ledger.entries), problems };
}

function disagreements({ attachment, component, units }: Adjustments): readonly Problem[] {
  const column = attachment.columns.find(({ id }) => id === component.column)?.column ?? 0;
  return units
    .filter(({ state }) => state === 'disagrees')
    .map(({ row, unit, typed, total }) => ({
      severity: 'warning',
      code: 'adjustment-disagrees',
      sheet: attachment.sheet,
      cell: cellName(row.row, column),
      parameters: { unit, typed: typed ?? '', sum: total === null ? '' : printShortest(total) },
    }));
}
