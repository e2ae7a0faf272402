import type { CellValue } from '../grid/grid.js';
import type { PhraseCode } from './phrase-code.js';

/** 必须改 error: cannot be right; 请核对 warning: two places disagree; 提示 notice: please confirm. */
export type Severity = 'error' | 'warning' | 'notice';

/** Something to say, by code and parameters; the messages put it into words. */
export interface Phrase {
  readonly code: PhraseCode;
  readonly parameters: Readonly<Record<string, string | number>>;
}

/** A cell that may be to blame. */
export interface Suspect {
  readonly sheet: string;
  readonly cell: string;
  /** As the cell shows it. */
  readonly found: string;
  /** As the cell would show it; `null` where the right value cannot be told. */
  readonly proposed: string | null;
  /** What to put into the cell; `null` where it cannot be told. */
  readonly value: CellValue;
  /** The number format that the proposed value needs, where it is not the cell's own. */
  readonly format?: string;
  readonly why: Phrase;
  /** From 1. Those that are as likely as one another, or have to change together, share a place. */
  readonly place: number;
}

/** A yes or no as a parameter of a message. */
export function flag(condition: boolean): 0 | 1 {
  return condition ? 1 : 0;
}

/** What a check reports: one finding for one cause. */
export interface Finding {
  readonly check: string;
  readonly severity: Severity;
  readonly sheet: string;
  /** The cell to look at first. */
  readonly cell: string;
  /** Every cell that takes part; those of other sheets with their sheet: `附件3!C38`. */
  readonly cells: readonly string[];
  /** The unit's name, or the empty string. */
  readonly unit: string;
  /** The column's name, or the empty string. */
  readonly column: string;
  readonly found: string;
  readonly expected: string;
  readonly message: Phrase;
  readonly advice: Phrase;
  readonly suspects: readonly Suspect[];
  /** For differences judged by size: their relative size, by which a waiver holds while it stays in its band. */
  readonly size?: number;
}

/** A check that could not run, and why. */
export interface NotChecked {
  /** `*` where no check could. */
  readonly check: string;
  readonly sheet: string;
  readonly reason: Phrase;
}

const WEIGHT: Readonly<Record<Severity, number>> = { error: 0, warning: 1, notice: 2 };

/** Orders severities, the gravest first. */
export function compareSeverity(a: Severity, b: Severity): number {
  return WEIGHT[a] - WEIGHT[b];
}

/** A suspect without a place yet, with minus the decimal logarithm of how likely it is. */
export type WeighedSuspect = Omit<Suspect, 'place'> & { readonly cost: number };

/** Gives suspects their places by cost: those whose costs lie within `tolerance` of the first of a place share it. */
export function placed(candidates: readonly WeighedSuspect[], tolerance: number): readonly Suspect[] {
  const sorted = [...candidates].sort((a, b) => a.cost - b.cost);
  let place = 0;
  let first = -Infinity;
  return sorted.map(({ cost, ...suspect }) => {
    if (cost > first + tolerance) {
      place += 1;
      first = cost;
    }
    return { ...suspect, place };
  });
}
