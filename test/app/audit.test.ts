import {
  audit,
  planMatch,
  planWithdrawal,
  planAcceptance,
  type AuditFinding,
  type AuditResult,
} from '../../src/app/audit.js';
import { planCorrections } from '../../src/app/corrections.js';
import type { Plan } from '../../src/core/changes/plan.js';
import { builtInForms } from '../../src/core/form/index.js';
import { builtInMethod } from '../../src/core/method/index.js';
import { readRules } from '../../src/core/method/read-rules.js';
import type { WorkbookSnapshot } from '../../src/ports/workbook.js';
import { auditOf, publishedSnapshot, withCells } from '../support/audits.js';
import { memoryWorkbook } from '../support/memory-workbook.js';

const BY = { reason: '原件如此，已与区里核对', by: '李四', at: '2021-07-06' };

const at = ({ findings }: AuditResult, place: string): AuditFinding => {
  const found = findings.find(({ sheet, cell }) => `${sheet}!${cell}` === place);
  if (found === undefined) throw new Error(`no finding at ${place}`);
  return found;
};

async function after(snapshot: WorkbookSnapshot, plan: Plan): Promise<WorkbookSnapshot> {
  const workbook = memoryWorkbook(snapshot.sheets);
  expect(await workbook.apply(plan)).toMatchObject({ applied: true });
  return workbook.snapshot();
}

describe('a correction', () => {
  it('puts the proposed value into the cell, and the finding is gone', async () => {
    const snapshot = await publishedSnapshot();
    const finding = at(auditOf(snapshot), '附件1!U12');
    const corrected = auditOf(await after(snapshot, planCorrections(snapshot, finding.suspects.slice(0, 1))));
    expect(corrected.findings.filter(({ cell, sheet }) => sheet === '附件1' && cell === 'U12')).toEqual([]);
  });

  it('gives “-” a format that shows the rate put in its place', async () => {
    const snapshot = await publishedSnapshot();
    const plan = planCorrections(snapshot, at(auditOf(snapshot), '附件1!Q9').suspects);
    expect(plan.changes).toMatchObject([
      { kind: 'format', becomes: '0%' },
      { kind: 'content', was: { value: '-' }, becomes: { value: 1 } },
    ]);
  });

  it('of all suspects in first place leaves no error', async () => {
    let snapshot = await publishedSnapshot();
    for (const { suspects, severity } of auditOf(snapshot).findings.filter((finding) => finding.severity === 'error')) {
      // 93 → 92 or 12 → 13: one of the two is enough.
      const alternatives = suspects.some(({ why }) => why.code === 'why-adjustment');
      for (const suspect of alternatives ? suspects.slice(0, 1) : suspects)
        snapshot = await after(snapshot, planCorrections(snapshot, [suspect]));
      expect(severity).toBe('error');
    }
    expect(auditOf(snapshot).findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});

describe('a waiver', () => {
  it('is a line in a visible sheet and is read back', async () => {
    const snapshot = await publishedSnapshot();
    const finding = at(auditOf(snapshot), '附件2!U7');
    const waived = await after(snapshot, planAcceptance(snapshot, finding, BY));
    expect(waived.sheets.map(({ sheet, visibility }) => [sheet, visibility])).toContainEqual(['核查记录', 'visible']);
    expect(at(auditOf(waived), '附件2!U7')).toMatchObject({
      waived: true,
      acceptance: { ...BY, unit: '市公安局', found: '93.00', expected: '92.00' },
    });
    expect(auditOf(waived).findings.filter((one) => one.waived)).toHaveLength(1);
  });

  it('of an error ends when the figure changes', async () => {
    const snapshot = await publishedSnapshot();
    const waived = await after(snapshot, planAcceptance(snapshot, at(auditOf(snapshot), '附件2!U7'), BY));
    expect(at(auditOf(withCells(waived, { '附件2!U7': 94 })), '附件2!U7').waived).toBe(false);
  });

  it('of small differences holds while the largest stays in its band', async () => {
    const snapshot = await publishedSnapshot();
    // 沂源 36582 against 34290, 6.3 %.
    const waived = await after(snapshot, planAcceptance(snapshot, at(auditOf(snapshot), '附件3!D38'), BY));
    expect(at(auditOf(withCells(waived, { '附件1!D12': 34000 })), '附件3!D38').waived).toBe(true);
    // 9.6 % is more than half as large again.
    expect(at(auditOf(withCells(waived, { '附件3!K5': 1350, '附件3!K38': 37932 })), '附件3!D38').waived).toBe(false);
  });

  it('is added below the others and can be taken back', async () => {
    const snapshot = await publishedSnapshot();
    const one = await after(snapshot, planAcceptance(snapshot, at(auditOf(snapshot), '附件2!U7'), BY));
    const two = await after(one, planAcceptance(one, at(auditOf(one), '附件3!C38'), BY));
    expect(
      auditOf(two)
        .findings.filter(({ waived }) => waived)
        .map(({ cell }) => cell),
    ).toEqual(['U7', 'C38']);
    const waiver = at(auditOf(two), '附件2!U7').acceptance ?? fail('not waived');
    const back = await after(two, planWithdrawal(two, waiver));
    expect(
      auditOf(back)
        .findings.filter(({ waived }) => waived)
        .map(({ cell }) => cell),
    ).toEqual(['C38']);
  });
});

it('puts units together as somebody says', async () => {
  const snapshot = await publishedSnapshot();
  const said = await after(snapshot, planMatch(snapshot, { volume: '工信局', departments: ['市应急管理局'] }, BY));
  const matched = auditOf(said).matching?.matches.find(({ volume }) => volume.name === '工信局');
  expect(matched).toMatchObject({ rule: 'given', departments: [{ name: '市应急管理局' }] });
  // 0 in attachment 3, 389 in attachment 2.
  expect(auditOf(said).findings.find(({ unit, check }) => unit === '工信局' && check === 'city-volumes')).toMatchObject(
    { found: '0', expected: '389' },
  );
});

it('tells of one mistyped count once: what differs because of it is no finding of its own', async () => {
  // 张店区 evaluated 90438; 9999 makes its rates wrong, its evaluations per head few, and attachment 3 differ by 89 %.
  const { findings } = auditOf(withCells(await publishedSnapshot(), { '附件1!D5': 9999 }));
  expect(
    findings.filter(({ cells, sheet }) => cells.some((cell) => `${sheet}!${cell}`.endsWith('附件1!D5'))),
  ).toMatchObject([
    {
      severity: 'error',
      check: 'row-relation',
      cell: 'D5',
      cells: expect.arrayContaining(['D5', '附件3!D38']),
      suspects: [{ cell: 'D5', proposed: '90438' }],
    },
  ]);
});

it('leaves out what the method switches off, and says so', async () => {
  const rules = readRules(
    JSON.parse(
      JSON.stringify({
        form: builtInForms.departments,
        method: { ...builtInMethod('departments', '2021Q2'), unchecked: ['rate-printed'] },
      }),
    ),
  );
  const { findings, notChecked } = audit(await publishedSnapshot(), { rules, previous: null });
  expect(findings.filter(({ check, sheet }) => check === 'rate-printed' && sheet === '附件2')).toEqual([]);
  expect(findings.filter(({ check, sheet }) => check === 'rate-printed' && sheet === '附件1')).toHaveLength(1);
  expect(notChecked).toContainEqual({
    check: 'rate-printed',
    sheet: '附件2',
    reason: { code: 'not-checked-off', parameters: { check: '比率与计数不符' } },
  });
});

function fail(reason: string): never {
  throw new Error(reason);
}

it('says of a sheet that looks like an attachment and cannot be read that no check has seen it', async () => {
  const { sheets } = await publishedSnapshot();
  const misspelt = sheets.map((grid) =>
    grid.sheet === '附件2'
      ? {
          ...grid,
          values: grid.values.map((row) => row.map((value) => (value === '主动好评数' ? '主动好平数' : value))),
        }
      : grid,
  );
  const symbols = misspelt.map((grid) =>
    grid.sheet === '附件2'
      ? { ...grid, values: grid.values.map((row) => row.map((value) => (value === 'I' ? null : value))) }
      : grid,
  );
  const { tables, findings, notChecked } = auditOf({ ...(await publishedSnapshot()), sheets: symbols });
  expect(tables.map(({ attachment }) => attachment.kind)).toEqual(['districts', 'volumes']);
  expect(notChecked.filter(({ check }) => check === '*').map(({ sheet, reason }) => [sheet, reason.code])).toEqual([
    ['附件2', 'header-nearly'],
    ['附件2', 'column-missing'],
  ]);
  // What is wrong there counts among what must be corrected.
  const ofSheet = findings.filter(({ sheet, severity }) => sheet === '附件2' && severity === 'error');
  expect(ofSheet.map(({ check, message }) => [check, message.code])).toEqual([
    ['not-read', 'header-nearly'],
    ['not-read', 'column-missing'],
  ]);
});
