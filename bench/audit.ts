import { readFileSync } from 'node:fs';
import { openXlsx } from '../src/adapters/xlsx/workbook.js';
import { audit, type AuditFinding } from '../src/app/audit.js';
import { compute } from '../src/app/compute.js';
import { afterChanges } from '../src/core/changes/simulate.js';
import { cellName } from '../src/core/grid/address.js';
import type { CellValue, Grid } from '../src/core/grid/grid.js';
import type { WorkbookSnapshot } from '../src/ports/workbook.js';
import { KINDS, mistyped, SLIPS, unitRows, type Corruption } from './support/corrupt.js';
import { cleanWorkbook, pick, randomFrom } from './support/generate.js';
import { writeHead, writeRow } from './support/table.js';

const EACH = 45;
const CLEAN = 200;
const MOST_EQUALS = 2;

const snapshotOf = (sheets: readonly Grid[]): WorkbookSnapshot => ({
  sheets,
  calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
  parts: {},
});
const findingsIn = (sheets: readonly Grid[]): readonly AuditFinding[] =>
  audit(snapshotOf(sheets), { rules: null, previous: null }).findings;

/** What an audit made of one corruption. */
interface Outcome {
  readonly kind: string;
  readonly detected: boolean;
  readonly cell: boolean;
  readonly value: boolean;
  /** Errors that are about other cells alone. */
  readonly astray: number;
}

/** Corrupts clean workbooks one cell at a time and measures what the audit says; then its time. */
export async function benchAudit(): Promise<void> {
  const same = measured(false);
  writeHead(['corruption', 'cases', 'detected', 'first suspect’s cell', 'first suspect’s value'], 1);
  for (const kind of new Set(same.outcomes.map((outcome) => outcome.kind)))
    line(
      kind,
      same.outcomes.filter((outcome) => outcome.kind === kind),
    );
  line('**all**', same.outcomes);
  const apart = measured(true);
  line('**all**, attachment 3 counted apart', apart.outcomes);
  const counts = Object.entries(KINDS).filter(([kind]) => /^[A-Z]\d?:/.test(kind));
  line('counts under live formulas', measured(false, counts, withFormulas).outcomes);
  line('the published workbook, corrected: counts of attachment 3', await mistypedVolumes());
  write('\n');
  writeHead(['clean workbooks', 'errors', 'warnings', 'corrupted ones with an error beside the corrupted cell’s'], 1);
  for (const [name, { errors, warnings, outcomes }] of [
    ['attachments agree', same],
    ['attachment 3 counted apart', apart],
  ] as const)
    write(`| ${CLEAN}, ${name} | ${errors} | ${warnings} | ${outcomes.filter(({ astray }) => astray > 0).length} |\n`);
  write('\n');
  write('| units | audit ms |\n| ---: | ---: |\n');
  for (const units of [100, 1000, 10_000]) write(`| ${units.toLocaleString('en')} | ${median(units).toFixed(0)} |\n`);
}

interface Measured {
  readonly outcomes: readonly Outcome[];
  /** On clean workbooks. */
  readonly errors: number;
  readonly warnings: number;
}

function measured(
  apart: boolean,
  kinds = Object.entries(KINDS),
  finish = (sheets: readonly Grid[]): readonly Grid[] => sheets,
): Measured {
  const random = randomFrom(20210705);
  const clean = Array.from({ length: CLEAN }, () => finish(cleanWorkbook(random, { apart })));
  const alarms = clean.flatMap(findingsIn);
  const outcomes: Outcome[] = [];
  for (const [kind, corrupt] of kinds) {
    const sound = Array.from({ length: EACH }, (_, index) => clean[index % CLEAN] as readonly Grid[]);
    const corruptions = sound.map((sheets) => drawn(sheets, corrupt, random));
    corruptions.forEach((corruption, index) => {
      if (corruption === null) return;
      const finished = { kind, ...corruption, sheets: finish(corruption.sheets) };
      outcomes.push(outcomeOf(finished, sound[index] as readonly Grid[]));
    });
  }
  return {
    outcomes,
    errors: alarms.filter(({ severity }) => severity === 'error').length,
    warnings: alarms.filter(({ severity }) => severity === 'warning').length,
  };
}

/** What the nine wrong cells of the published workbook should read. */
const CORRECTIONS: Readonly<Record<string, number>> = {
  '附件1!P9': 0.9998,
  '附件1!Q9': 1,
  '附件1!U9': 96,
  '附件1!U12': 77.03,
  '附件2!O6': 1,
  '附件2!O8': 1,
  '附件2!O10': 1,
  '附件2!U7': 92,
  '附件3!C38': 145177,
};
const VOLUMES = 400;

/**
 * Counts of the real attachment 3 mistyped: there departments have their usual shares of a district, as generated ones
 * have not.
 */
async function mistypedVolumes(): Promise<readonly Outcome[]> {
  const { sheets } = await openXlsx(new Uint8Array(readFileSync('test/fixtures/2021Q2-published.xlsx'))).read();
  const corrected = sheets.map((grid) => ({
    ...grid,
    values: grid.values.map((cells, row) =>
      cells.map((cell, column) => CORRECTIONS[`${grid.sheet}!${cellName(row + grid.top, column + grid.left)}`] ?? cell),
    ),
  }));
  const grid = corrected.find(({ sheet }) => sheet === '附件3');
  if (grid === undefined) throw new Error('the published workbook has no 附件3');
  const random = randomFrom(3);
  const rows = unitRows(grid);
  return Array.from({ length: VOLUMES }, () =>
    drawn(
      corrected,
      (all, chance) =>
        mistyped(
          all,
          { grid, row: pick(chance, rows), column: 2 + Math.floor(chance() * 12) },
          { slip: pick(chance, Object.values(SLIPS)), random: chance },
        ),
      random,
    ),
  )
    .filter((corruption) => corruption !== null)
    .map((corruption) => outcomeOf({ kind: 'published', ...corruption }, corrected));
}

/** Rates and scores as formulas: they follow a mistyped count, so that only relations and other sheets disagree. */
function withFormulas(sheets: readonly Grid[]): readonly Grid[] {
  return afterChanges(
    sheets,
    compute(snapshotOf(sheets), {
      write: 'formulas',
      keepExisting: false,
      fixNumbers: false,
      sheets: ['附件1', '附件2'],
      rules: null,
    }).plan.changes,
  );
}

function drawn(
  sheets: readonly Grid[],
  corrupt: (typeof KINDS)[string],
  random: () => number,
): Omit<Corruption, 'kind'> | null {
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const corruption = corrupt(sheets, random);
    if (corruption !== null) return corruption;
  }
  // Counts of a single digit have no digits to swap.
  return null;
}

function outcomeOf(corruption: Corruption, clean: readonly Grid[]): Outcome {
  const { kind, sheets, sheet, cell, was, becomes } = corruption;
  const before = findingsIn(clean);
  // A notice counts where it proposes a value: then it takes the cell for mistyped.
  const findings = findingsIn(sheets).filter(
    ({ severity, suspects }) => severity !== 'notice' || becomes === null || suspects.length > 0,
  );
  const isAbout = (finding: AuditFinding): boolean => names(finding, sheet, cell);
  const about = findings.filter(isAbout);
  const wasSilent = !before.some(isAbout);
  // A warning that stands on the clean workbook too, because attachment 3 was counted apart, detects nothing.
  const detected = about.some(({ severity, check }) => severity === 'error' || check === 'row-likely' || wasSilent);
  const [best] = about;
  const suspect = firstSuspect(best, sheet, cell);
  const hasRightValue = suspect !== undefined && sameValue(suspect.value, was);
  const isNamedFirst = best?.cell === cell;
  const outcome: Outcome = {
    kind,
    detected,
    cell: becomes === null ? isNamedFirst : suspect !== undefined,
    value: becomes === null ? isNamedFirst : hasRightValue,
    astray: findings.filter((finding) => finding.severity === 'error' && !isAbout(finding)).length,
  };
  if (isWanted(outcome)) show(corruption, findings);
  return outcome;
}

function names(finding: AuditFinding, sheet: string, cell: string): boolean {
  const isInOwnSheet = finding.sheet === sheet && (finding.cell === cell || finding.cells.includes(cell));
  return isInOwnSheet || finding.cells.includes(`${sheet}!${cell}`);
}

/** Returns the cell among the first suspects. Equals share a place; a crowd in the first one is no answer. */
function firstSuspect(
  finding: AuditFinding | undefined,
  sheet: string,
  cell: string,
): AuditFinding['suspects'][number] | undefined {
  const first = (finding?.suspects ?? []).filter(({ place }) => place === 1);
  if (first.length > MOST_EQUALS) return undefined;
  return first.find((suspect) => suspect.cell === cell && suspect.sheet === sheet);
}

/** BENCH_SHOW names the kinds of corruption, or `all`, whose failures are to be shown. */
function isWanted({ kind, detected, cell, astray }: Outcome): boolean {
  const wanted = process.env['BENCH_SHOW'];
  if (wanted === undefined || (detected && cell && astray === 0)) return false;
  return wanted === 'all' || kind.startsWith(wanted);
}

function show({ kind, sheets, sheet, cell, was, becomes }: Corruption, findings: readonly AuditFinding[]): void {
  const row = sheets.find((grid) => grid.sheet === sheet)?.values[Number(/\d+/.exec(cell)?.[0]) - 1];
  write(`${kind} ${sheet}!${cell} ${String(was)}→${String(becomes)} row ${JSON.stringify(row)}\n`);
  for (const { severity, check, cell: place, suspects } of findings) {
    const listed = suspects.map((s) => `${s.place} ${s.cell} ${s.found}→${s.proposed ?? '?'} ${s.why.code}`);
    write(`   ${severity} ${check} ${place} ${listed.join(' | ')}\n`);
  }
}

function sameValue(a: CellValue, b: CellValue): boolean {
  return a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) < 1e-9);
}

function line(name: string, outcomes: readonly Outcome[]): void {
  const share = (of: (outcome: Outcome) => boolean): string =>
    `${((100 * outcomes.filter(of).length) / outcomes.length).toFixed(1)} %`;
  writeRow([
    name,
    String(outcomes.length),
    share(({ detected }) => detected),
    share(({ cell }) => cell),
    share(({ value }) => value),
  ]);
}

function median(units: number): number {
  const sheets = cleanWorkbook(randomFrom(7), { districts: units });
  const times = Array.from({ length: units > 5000 ? 3 : 5 }, () => {
    const start = performance.now();
    findingsIn(sheets);
    return performance.now() - start;
  });
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function write(text: string): void {
  process.stdout.write(text);
}
