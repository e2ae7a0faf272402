import { audit, type AuditResult } from '../../src/app/audit.js';
import { compute } from '../../src/app/compute.js';
import { certainCorrections, planCorrections } from '../../src/app/corrections.js';
import type { Suspect } from '../../src/core/audit/finding.js';
import type { Plan } from '../../src/core/changes/plan.js';
import { contentAt, type CellContent } from '../../src/core/changes/plan.js';
import { cellChanges } from '../../src/core/changes/sheet-draft.js';
import { parseCellName } from '../../src/core/grid/address.js';
import { formatAt, type CellValue, type Grid } from '../../src/core/grid/grid.js';
import type { WorkbookSnapshot } from '../../src/ports/workbook.js';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { auditOf, publishedSnapshot } from '../support/audits.js';
import { memoryWorkbook } from '../support/memory-workbook.js';
import { bytesOf, INPUTS } from '../support/published.js';

async function after(snapshot: WorkbookSnapshot, plan: Plan): Promise<WorkbookSnapshot> {
  const workbook = memoryWorkbook(snapshot.sheets);
  expect(await workbook.apply(plan)).toMatchObject({ applied: true });
  return { ...snapshot, sheets: workbook.snapshot().sheets };
}

function placeOf(snapshot: WorkbookSnapshot, address: string): { grid: Grid; row: number; column: number } {
  const [sheet = '', cell = ''] = address.split('!');
  const grid = snapshot.sheets.find((candidate) => candidate.sheet === sheet);
  const place = parseCellName(cell);
  if (grid === undefined || place === undefined) throw new Error(`no cell ${address}`);
  return { grid, ...place };
}

function contentOf(snapshot: WorkbookSnapshot, address: string): CellContent {
  const { grid, row, column } = placeOf(snapshot, address);
  return contentAt(grid, { row, column });
}

/** The workbook after somebody has typed a value over a cell. */
function typedOver(snapshot: WorkbookSnapshot, address: string, value: CellValue): Promise<WorkbookSnapshot> {
  const { grid, row, column } = placeOf(snapshot, address);
  const cell = { value, format: formatAt(grid, row, column) };
  return after(snapshot, { changes: cellChanges(grid, { sheet: grid.sheet, row, column }, cell), problems: [] });
}

/** The quarter's inputs, computed as formulas. */
async function computed(): Promise<WorkbookSnapshot> {
  const inputs = await openXlsx(bytesOf(INPUTS)).read();
  const options = { write: 'formulas', keepExisting: false, fixNumbers: false, sheets: [], rules: null } as const;
  return after(inputs, compute(inputs, options).plan);
}

const suspectAt = ({ findings }: AuditResult, address: string): Suspect => {
  const suspect = findings
    .flatMap(({ suspects }) => suspects)
    .find(({ sheet, cell, proposed }) => `${sheet}!${cell}` === address && proposed !== null);
  if (suspect === undefined) throw new Error(`no suspect at ${address}`);
  return suspect;
};

describe('a correction in a column of formulas', () => {
  it.each([
    ['a score', '附件1!U12', 77.53],
    ['a rate', '附件1!O9', 0.5],
    ['a rate of the other attachment', '附件2!O8', 0.9998],
    ['a total', '附件3!C38', 145149],
  ])('is the formula that computing gives: %s', async (_, address, typed) => {
    const right = await computed();
    const wrong = await typedOver(right, address, typed);
    expect(contentOf(wrong, address)).toEqual({ value: typed, formula: null });
    const corrected = await after(wrong, planCorrections(wrong, [suspectAt(auditOf(wrong), address)]));
    const { formula } = contentOf(corrected, address);
    expect(formula).not.toBeNull();
    expect(formula).toBe(contentOf(right, address).formula);
    // And nobody is told afterwards that a number stands among formulas.
    const checks = audit(corrected, { rules: null, previous: null }).findings.map(({ check }) => check);
    expect(checks).not.toContain('formula-constant');
  });

  it('is a number where the column has none', async () => {
    const published = await publishedSnapshot();
    const plan = planCorrections(published, [suspectAt(auditOf(published), '附件1!U12')]);
    expect(contentOf(await after(published, plan), '附件1!U12')).toEqual({ value: 77.03, formula: null });
  });
});

describe('the corrections that need nobody’s judgement', () => {
  const addresses = (suspects: readonly Suspect[]): readonly string[] =>
    suspects.map(({ sheet, cell }) => `${sheet}!${cell}`);

  it('are six of the published sample: not the score that two cells can explain, not 93 or 12 → 13', async () => {
    const published = await publishedSnapshot();
    const certain = certainCorrections(published, auditOf(published).findings);
    expect(addresses(certain)).toEqual(['附件1!Q9', '附件1!U12', '附件2!O6', '附件2!O8', '附件2!O10', '附件3!C38']);
    const corrected = auditOf(await after(published, planCorrections(published, certain)));
    const errors = corrected.findings.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ sheet, cell }) => `${sheet}!${cell}`)).toEqual(['附件1!U9', '附件2!U7']);
  });

  it('are none for a count that looks as if a digit were missing: only the source can tell', async () => {
    const right = await computed();
    const { value } = contentOf(right, '附件1!C9');
    const wrong = await typedOver(right, '附件1!C9', Math.floor(Number(value) / 10));
    expect(addresses(certainCorrections(wrong, auditOf(wrong).findings))).not.toContain('附件1!C9');
  });

  it('are none of what somebody has accepted', async () => {
    const published = await publishedSnapshot();
    const findings = auditOf(published).findings.map((finding) => ({ ...finding, waived: true }));
    expect(certainCorrections(published, findings)).toEqual([]);
  });
});
