import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import { compute } from '../../../src/app/compute.js';
import { explain } from '../../../src/app/explain.js';
import { planPublicationDecision } from '../../../src/core/changes/audit-record.js';
import { planLedger } from '../../../src/core/changes/ledger.js';
import { planMethodSheet } from '../../../src/core/changes/method-sheet.js';
import { invert, type Plan } from '../../../src/core/changes/plan.js';
import type { Grid } from '../../../src/core/grid/grid.js';
import { builtInMethod } from '../../../src/core/method/index.js';
import type { Method } from '../../../src/core/method/method.js';
import { planFinalRecord } from '../../../src/core/publish/record.js';
import type { CellLook, SheetLook } from '../../../src/ports/appearance.js';
import type { WorkbookSnapshot } from '../../../src/ports/workbook.js';
import { lookAt } from '../../../src/viewer/look-at.js';
import { XlsxFile } from '../../../src/xlsx/index.js';
import { districtsSheet, unitRow, workbookOf } from '../../support/sheets.js';

const ATTACHMENT = workbookOf({
  附件1: districtsSheet([
    unitRow(1, '甲区', [1000, 500, 200, 190, 8, 6, 2, 8, 6, 5], 10),
    unitRow(2, '乙区', [1000, 400, 200, 190, 8, 6, 2, 8, 6, 5], 10),
  ]),
});
const REQUEST = { sheets: [], rules: null, write: 'formulas', keepExisting: false, fixNumbers: false } as const;

const method = builtInMethod('districts', '2021Q2') as Method;
const ENTRY = {
  attachment: 'districts',
  unit: '甲区',
  clause: '3',
  times: 1,
  points: 1,
  reason: '在全市好差评工作会议上作经验交流发言',
  evidence: '',
  date: '2021-07-05',
  by: '张三',
} as const;

const withChanges = (changes: Plan['changes']): Plan => ({ changes, problems: [] });
const ledger = (sheets: readonly Grid[]): Plan =>
  planLedger(sheets, {
    ledger: null,
    period: '2021Q2',
    edits: [{ kind: 'add', entry: ENTRY }],
    definedNames: [],
    clausesOf: () => [],
  });
const finalRecord = (sheets: readonly Grid[]): Plan =>
  withChanges(
    planFinalRecord(
      sheets,
      [{ at: '2021-07-05', file: '附件1.xlsx', fingerprint: 'a1', by: '张三', remark: '' }],
      [{ attachment: '附件1', unit: '甲区', item: '综合得分', text: '92.00' }],
    ),
  );

/** A helper sheet, what plans it, and where its title, its first column name and a long text stand. */
type Case = readonly [name: string, plan: (snapshot: WorkbookSnapshot) => Plan, title: number, header: number];

describe.each<Case>([
  ['加减分台账', ({ sheets }) => ledger(sheets), 1, 2],
  ['核查记录', ({ sheets }) => planPublicationDecision(sheets, '合计不符', { reason: '已核实', by: '', at: '' }), 0, 1],
  ['定稿记录', ({ sheets }) => finalRecord(sheets), 0, 1],
  [
    '计分办法',
    ({ sheets }) => {
      const changed = { ...method, title: '新的办法' };
      return planMethodSheet(sheets, { kind: 'districts', period: '2021Q2', form: null, method: changed });
    },
    0,
    2,
  ],
])('%s', (name, plan, title, header) => {
  const written = async (): Promise<{ look: SheetLook; xml: XlsxFile; at: (r: number, c: number) => CellLook }> => {
    const workbook = openXlsx(ATTACHMENT);
    expect(await workbook.apply(plan(await workbook.read()))).toMatchObject({ applied: true });
    const look = workbook.looks().find(({ sheet }) => sheet === name) as SheetLook;
    return {
      look,
      xml: XlsxFile.open(workbook.bytes()),
      at: (row, column) => lookAt(look, row, column) as CellLook,
    };
  };

  it('has its title in large letters and its column names bold on grey, in sight while one scrolls', async () => {
    const { look, at } = await written();
    expect([at(title, 0).font.bold, at(title, 0).font.size]).toEqual([true, 14]);
    const { font, fill, wrap } = at(header, 0);
    expect([font.bold, fill, wrap]).toEqual([true, 'E7E6E6', true]);
    expect(look.frozen).toEqual({ rows: header + 1, columns: 0 });
  });

  it('breaks long texts below the column names, which are not bold', async () => {
    const { look, at } = await written();
    const wide = look.widths.find(({ width }) => width >= 40)?.first ?? -1;
    expect(at(header + 1, wide)).toMatchObject({ wrap: true, vertical: 'center', fill: null });
    expect(at(header + 1, wide).font.bold).toBe(false);
    // Whoever writes on below finds the same.
    expect(at(header + 50, wide).wrap).toBe(true);
  });

  it('is printed one page wide on A4, its column names on every page', async () => {
    const { xml } = await written();
    expect(xml.pageSetup(name)).toMatchObject({
      paper: 9,
      orientation: 'landscape',
      fit: { across: 1, down: 0 },
      footer: { odd: '&C第 &P 页，共 &N 页' },
    });
    expect(xml.names).toContainEqual({
      name: '_xlnm.Print_Titles',
      sheet: name,
      refersTo: `'${name}'!$1:$${header + 1}`,
    });
  });

  it('goes without a trace where it is taken back', async () => {
    const workbook = openXlsx(ATTACHMENT);
    const before = await workbook.read();
    const made = plan(before);
    await workbook.apply(made);
    expect(await workbook.apply(invert(made))).toMatchObject({ applied: true });
    expect(await workbook.read()).toEqual(before);
    expect(XlsxFile.open(workbook.bytes()).names).toEqual([]);
  });
});

it('得分明细 keeps the units in sight and has the column names of each attachment bold', async () => {
  const workbook = openXlsx(ATTACHMENT);
  await workbook.apply(compute(await workbook.read(), REQUEST).plan);
  await workbook.apply(explain(await workbook.read(), null));
  const look = workbook.looks().find(({ sheet }) => sheet === '得分明细') as SheetLook;
  const grid = (await workbook.read()).sheets.find(({ sheet }) => sheet === '得分明细') as Grid;
  const header = grid.values.findIndex(([first]) => first === '单位');
  const last = (grid.values[header]?.length ?? 0) - 1;
  expect(look.frozen).toEqual({ rows: 0, columns: 1 });
  expect([0, last].map((column) => lookAt(look, header, column)?.font.bold)).toEqual([true, true]);
  expect([0, last].map((column) => lookAt(look, header + 1, column)?.font.bold)).toEqual([false, false]);
  expect(lookAt(look, header, last + 1)?.fill).toBeNull();
});
