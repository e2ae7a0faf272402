import { fromDecimal, signOf, subtract, ZERO, type Rational } from '../exact/rational.js';
import { RationalColumn } from '../exact/rational-column.js';
import { fullPointsOf } from '../method/components/index.js';
import type { Method } from '../method/method.js';
import type { AttachmentRow } from '../recognition/attachment.js';
import { hasRates, type ComponentScore, type UnitScore, type UnitStatus } from './scorecard.js';

/**
 * What was computed of all units, column by column: a hundred thousand units kept as objects would mostly be memory to
 * clean up.
 */
export class ScoreColumns {
  readonly rates: ReadonlyMap<string, RationalColumn>;
  readonly points: readonly { readonly id: string; readonly full: Rational; readonly column: RationalColumn }[];
  readonly adjustment: RationalColumn;
  readonly uncapped: RationalColumn;
  readonly score: RationalColumn;
  ranks: readonly (number | null)[] = [];

  constructor(units: number, rates: Iterable<string>, method: Method) {
    const column = (): RationalColumn => new RationalColumn(units);
    this.rates = new Map([...rates].map((id) => [id, column()]));
    this.points = method.components.map((component) => ({
      id: component.id,
      full: fromDecimal(fullPointsOf(component)),
      column: column(),
    }));
    this.adjustment = column();
    this.uncapped = column();
    this.score = column();
  }
}

/** One unit's line of the columns; what it holds is put together when somebody reads it. */
export class ScoredUnit implements UnitScore {
  // eslint-disable-next-line max-params -- bundled, they would be one more object for each of 100,000 units
  constructor(
    readonly row: AttachmentRow,
    readonly status: UnitStatus,
    private readonly place: number,
    private readonly columns: ScoreColumns,
  ) {}

  get rates(): Readonly<Record<string, Rational | undefined>> {
    const rates: Record<string, Rational | undefined> = {};
    if (!hasRates(this)) return rates;
    for (const [id, column] of this.columns.rates) rates[id] = column.at(this.place);
    return rates;
  }

  get rank(): number | null {
    return this.columns.ranks[this.place] ?? null;
  }

  get components(): readonly ComponentScore[] {
    if (this.status !== 'scored') return [];
    return this.columns.points.map(({ id, full, column }) => componentScore(id, column.at(this.place) ?? ZERO, full));
  }

  get adjustment(): Rational | null {
    return this.columns.adjustment.at(this.place) ?? null;
  }

  get uncapped(): Rational | null {
    return this.columns.uncapped.at(this.place) ?? null;
  }

  get score(): Rational | null {
    return this.columns.score.at(this.place) ?? null;
  }
}

function componentScore(id: string, points: Rational, full: Rational): ComponentScore {
  const lost = subtract(full, points);
  const isGain = signOf(lost) < 0;
  return { id, points, lost: isGain ? ZERO : lost };
}
