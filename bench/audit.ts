import { audit, type AuditFinding } from '../src/app/audit.js';
import type { CellValue, Grid } from '../src/core/grid/grid.js';
import type { WorkbookSnapshot } from '../src/ports/workbook.js';
import { KINDS, type Corruption } from './support/corrupt.js';
import { cleanWorkbook, randomFrom } from './support/generate.js';

const EACH = 40;
const CLEAN = 200;
const MOST_EQUALS = 2;

const snapshotOf = (sheets: readonly Grid[]): WorkbookSnapshot => ({ sheets, calculation: { fullPrecision: true, mode: 'automatic', iterates: false }, parts: {} });
const findingsIn = (sheets: readonly Grid[]): readonly AuditFinding[] => audit(snapshotOf(sheets), { rules: null, previous: null }).findings;

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
export function benchAudit(): void {
  const random = randomFrom(20210705);
  const clean = Array.from({ length: CLEAN }, () => cleanWorkbook(random));
  const alarms = clean.map((sheets) => findingsIn(sheets).filter(({ severity }) => severity !== 'notice'));
  const outcomes = Object.entries(KINDS).flatMap(([kind, corrupt]) => Array.from({ length: EACH }, (_, index) => drawn(clean[index % CLEAN] as readonly Grid[], corrupt, random)).flatMap((corruption) => (corruption === null ? [] : [outcomeOf({ kind, ...corruption })])));

  write('| corruption | cases | detected | first suspect’s cell | first suspect’s value |\n| --- | ---: | ---: | ---: | ---: |\n');
  const groups = [...new Set(outcomes.map(({ kind }) => kind))];
  for (const group of groups) line(group, outcomes.filter(({ kind }) => kind === group));
  line('**all**', outcomes);
  write(`\nClean workbooks: ${CLEAN}; errors on them: ${alarms.flat().filter(({ severity }) => severity === 'error').length}; warnings: ${alarms.flat().filter(({ severity }) => severity === 'warning').length}. Corrupted workbooks with an error beside the corrupted cell's: ${outcomes.filter(({ astray }) => astray > 0).length}.\n\n`);
  write('| units | audit ms |\n| ---: | ---: |\n');
  for (const units of [100, 1000, 10_000]) write(`| ${units.toLocaleString('en')} | ${median(units).toFixed(0)} |\n`);
}

function drawn(sheets: readonly Grid[], corrupt: (typeof KINDS)[string], random: () => number): Omit<Corruption, 'kind'> | null {
  for (let attempt = 0; attempt < 1000; attempt += 1) {
    const corruption = corrupt(sheets, random);
    if (corruption !== null) return corruption;
  }
  // Counts of a single digit have no digits to swap.
  return null;
}

function outcomeOf({ kind, sheets, sheet, cell, was, becomes }: Corruption): Outcome {
  const findings = findingsIn(sheets).filter(({ severity }) => severity !== 'notice' || becomes === null);
  const name = (finding: AuditFinding): boolean => (finding.sheet === sheet && (finding.cell === cell || finding.cells.includes(cell))) || finding.cells.includes(`${sheet}!${cell}`);
  const about = findings.filter(name);
  const detected = about.length > 0 || findings.some(({ severity }) => severity === 'error');
  const [best] = about;
  const top = (best?.suspects ?? []).filter(({ place }) => place === 1);
  // Equals share a place; a crowd in the first one is no answer.
  const suspect = top.length > MOST_EQUALS ? undefined : top.find((one) => one.cell === cell && one.sheet === sheet);
  const blamed = becomes === null ? best?.cell === cell : suspect !== undefined;
  const astray = findings.filter((finding) => finding.severity === 'error' && !name(finding)).length;
  if (process.env['BENCH_SHOW'] !== undefined && (kind.startsWith(process.env['BENCH_SHOW']) || process.env['BENCH_SHOW'] === 'all') && (!detected || !blamed || !sameValue(suspect?.value ?? null, was))) {
    write(`${kind} ${sheet}!${cell} ${String(was)}→${String(becomes)} row ${JSON.stringify(rowOf(sheets, sheet, cell))}\n${findings.map((one) => `   ${one.severity} ${one.check} ${one.cell} ${one.suspects.map((s) => `${s.place} ${s.cell} ${s.found}→${s.proposed ?? '?'} ${s.why.code}`).join(' | ')}`).join('\n')}\n`);
  }
  return { kind, detected, cell: blamed, value: becomes === null ? blamed : suspect !== undefined && sameValue(suspect.value, was), astray };
}

function rowOf(sheets: readonly Grid[], sheet: string, cell: string): unknown {
  return sheets.find((one) => one.sheet === sheet)?.values[Number(/\d+/.exec(cell)?.[0]) - 1];
}

function sameValue(a: CellValue, b: CellValue): boolean {
  return a === b || (typeof a === 'number' && typeof b === 'number' && Math.abs(a - b) < 1e-9);
}

function line(name: string, outcomes: readonly Outcome[]): void {
  const share = (of: (outcome: Outcome) => boolean): string => `${((100 * outcomes.filter(of).length) / outcomes.length).toFixed(1)} %`;
  write(`| ${name} | ${outcomes.length} | ${share((one) => one.detected)} | ${share((one) => one.cell)} | ${share((one) => one.value)} |\n`);
}

function median(units: number): number {
  const sheets = cleanWorkbook(randomFrom(7), units, 24);
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
