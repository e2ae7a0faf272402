import type { AuditedTable } from './audited-table.js';
import type { GivenMatches } from './matching/match-units.js';
import type { Finding, NotChecked, Severity, Suspect } from './finding.js';

/** What a check is, for the catalogue and docs/checks.md. In the language of the people who read findings. */
export interface CheckDescription {
  readonly id: string;
  /** The gravest it can report. */
  readonly severity: Severity;
  readonly title: string;
  /** What must hold, as a formula or in a few words. */
  readonly formula: string;
  /** Where the rule comes from. */
  readonly source: string;
  readonly example: string;
}

/** A sheet whose counts are all those that were published last, and the quarter that they were published for. */
export interface PublishedQuarter {
  readonly sheet: string;
  readonly period: string;
}

/** What checks look at. */
export interface AuditContext {
  readonly tables: readonly AuditedTable[];
  /** The tables of the quarter before; empty where none was given. */
  readonly previous: readonly AuditedTable[];
  readonly published: readonly PublishedQuarter[];
  /** Units of attachments 3 and 2 that somebody matched by hand. */
  readonly matches: GivenMatches;
  /** Tells whether a check is switched on for a table; without a table, for any. */
  isOn(check: string, table?: AuditedTable): boolean;
}

export interface CheckOutcome {
  readonly findings: readonly Finding[];
  readonly notChecked: readonly NotChecked[];
}

/** A check: adding one is adding a file, a line in the catalogue, and its codes with their texts. */
export interface Check {
  /** What it reports; several where one piece of reasoning decides between them. */
  readonly descriptions: readonly CheckDescription[];
  /** `earlier` is what the checks before it found: a difference that they explain is not reported again. */
  run(context: AuditContext, earlier: readonly Finding[]): CheckOutcome;
}

/** Tells whether an earlier finding already suspects a cell, in first place, to be this value in truth. */
export function isExplained(earlier: readonly Finding[], expected: Pick<Suspect, 'sheet' | 'cell' | 'value'>): boolean {
  return earlier.some(({ suspects }) =>
    suspects.some(
      ({ place, sheet, cell, value }) =>
        place === 1 && sheet === expected.sheet && cell === expected.cell && value === expected.value,
    ),
  );
}

export const NOTHING_FOUND: CheckOutcome = { findings: [], notChecked: [] };
