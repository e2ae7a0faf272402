import { invert, type ContentChange, type Plan } from '../../../src/core/changes/plan.js';
import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import { compute } from '../../../src/app/compute.js';
import { Book, bookOf, contentsOf } from '../../host/book.js';
import { bytesOf, INPUTS, PUBLISHED } from '../../support/published.js';
import { districtsBook, end, planFor, REQUEST, start } from './support.js';

afterEach(end);

const content = (
  sheet: string,
  row: number,
  column: number,
  was: ContentChange['was']['value'],
  becomes: ContentChange['becomes']['value'],
  formula: string | null = null,
): ContentChange => ({
  kind: 'content',
  sheet,
  row,
  column,
  was: { value: was, formula: null },
  becomes: { value: becomes, formula },
});
const planOf = (...changes: Plan['changes']): Plan => ({ changes, problems: [] });

describe('reading the workbook open in Excel', () => {
  it('gives what the file adapter reads from the same file', async () => {
    for (const file of [PUBLISHED, INPUTS]) {
      const { workbook, excel } = await start(await bookOf(bytesOf(file)));
      // Excel itself refuses two things of one name: nobody has to look at its names.
      const inFile = await openXlsx(bytesOf(file)).read();
      expect(await workbook.read()).toEqual(inFile);
      expect(excel.notSimulated).toEqual([]);
    }
  });

  it('reads the names that people defined for the workbook and for a sheet', async () => {
    const { workbook, book } = await start(districtsBook(3));
    const [sheet = null] = book.sheets;
    book.names.push(
      { name: '系数', sheet: null, formula: '=0.9' },
      { name: '加减分明细', sheet, formula: '=$T$4:$T$6' },
    );
    expect((await workbook.read()).definedNames).toEqual([
      { name: '系数', sheet: null, refersTo: '0.9' },
      { name: '加减分明细', sheet: sheet?.name, refersTo: '$T$4:$T$6' },
    ]);
  });

  it('takes two syncs the first time and one from then on, and leaves no range behind', async () => {
    const { workbook, excel } = await start(await bookOf(bytesOf(PUBLISHED)));
    await workbook.read();
    expect(excel.takeSyncs()).toHaveLength(2);
    await workbook.read();
    expect(excel.takeSyncs()).toHaveLength(1);
    expect(excel.keptReferences).toBe(0);
  });

  it('notices a sheet, a table and a part that came, and a sheet that went', async () => {
    const { workbook, book } = await start(districtsBook(3));
    await workbook.read();
    book.addSheet('台账', [
      ['单位', '加减分'],
      ['第1区', 1],
    ]);
    book.addTable(book.sheet('台账'), '台账表', 'A1:B2');
    book.addPart('<a xmlns="urn:bulletin-scores:test">一</a>');
    book.addPart('<a xmlns="urn:somebody-else">二</a>');
    const { sheets, parts } = await workbook.read();
    expect(sheets.map(({ sheet, tables }) => [sheet, tables])).toEqual([
      ['附件1', []],
      ['台账', [{ name: '台账表', area: { top: 0, left: 0, bottom: 1, right: 1 }, headerRows: 1, totalsRows: 0 }]],
    ]);
    expect(parts).toEqual({ 'urn:bulletin-scores:test': '<a xmlns="urn:bulletin-scores:test">一</a>' });
    book.sheets.splice(0, 1);
    expect((await workbook.read()).sheets.map(({ sheet }) => sheet)).toEqual(['台账']);
  });

  it('reads errors, blanks, hidden rows and columns, merged cells, protection and how it calculates', async () => {
    const book = new Book();
    const sheet = book.addSheet('数据 1', [
      ['标题', null],
      ['甲', '=1/0'],
      [true, 5],
    ]);
    sheet.merges.push({ top: 0, left: 0, bottom: 0, right: 1 });
    sheet.hiddenRows.add(1);
    sheet.hiddenColumns.add(1);
    sheet.visibility = 'veryHidden';
    sheet.protect();
    book.addSheet('空');
    book.calculationMode = 'manual';
    book.precisionAsDisplayed = true;
    book.iterates = true;
    const { workbook } = await start(book);
    const { sheets, calculation } = await workbook.read();
    expect(sheets[0]).toMatchObject({
      visibility: 'veryHidden',
      protected: true,
      merges: [{ top: 0, left: 0, bottom: 0, right: 1 }],
      hiddenRows: [1],
      hiddenColumns: [1],
    });
    expect(sheets[0]?.values).toEqual([
      ['标题', null],
      ['甲', ''],
      [true, 5],
    ]);
    expect(sheets[1]).toMatchObject({ sheet: '空', values: [], merges: [] });
    expect(calculation).toEqual({ mode: 'manual', fullPrecision: false, iterates: true });
    book.settle(true);
    expect((await workbook.read()).sheets[0]?.values[1]).toEqual(['甲', { error: '#DIV/0!' }]);
  });

  it('reads in pieces what Excel on the web would not answer at once', async () => {
    const { workbook, excel } = await start(districtsBook(3000), { payloadLimit: 600_000 });
    const { sheets } = await workbook.read();
    expect(sheets[0]?.values).toHaveLength(3003);
    expect(sheets[0]?.values[2000]?.[1]).toMatch(/^第\d+区$/);
    excel.takeSyncs();
    expect((await workbook.read()).sheets[0]?.values).toEqual(sheets[0]?.values);
    for (const { response } of excel.takeSyncs()) expect(response).toBeLessThan(600_000);
  });
});

describe('applying a plan in Excel', () => {
  it('computes in three syncs, and the fourth verifies that Excel comes to the same results', async () => {
    const { workbook, excel } = await start(await bookOf(bytesOf(PUBLISHED)));
    await workbook.read();
    excel.takeSyncs();
    const { plan } = await planFor(workbook);
    expect(await workbook.apply(plan)).toMatchObject({ applied: true });
    expect(excel.takeSyncs()).toHaveLength(3);
    expect(await workbook.verify(plan)).toEqual([]);
    expect(excel.takeSyncs()).toHaveLength(1);
    expect((await planFor(workbook)).plan.changes).toEqual([]);
    expect([excel.keptReferences, excel.notSimulated]).toEqual([0, []]);
  });

  it('leaves the workbook as the file adapter does', async () => {
    for (const file of [PUBLISHED, INPUTS]) {
      const { workbook } = await start(await bookOf(bytesOf(file)));
      const written = openXlsx(bytesOf(file));
      await written.apply(compute(await written.read(), REQUEST).plan);
      await workbook.apply((await planFor(workbook)).plan);
      const shape = (snapshot: Awaited<ReturnType<typeof workbook.read>>): unknown =>
        snapshot.sheets.map(({ sheet, formulas, formats }) => ({ sheet, formulas, formats }));
      expect(shape(await workbook.read())).toEqual(shape(await written.read()));
    }
  });

  it('asks Excel to hold the screen and to wait for a cell being edited', async () => {
    const { workbook, excel } = await start(districtsBook(3));
    await workbook.apply((await planFor(workbook)).plan);
    const last = excel.syncs.at(-1);
    expect(last?.actions[0]).toBe('Application.SuspendScreenUpdatingUntilNextSync()');
    expect(excel.syncs.every(({ flags }) => (flags & 64) !== 0)).toBe(true);
  });

  it('touches only the cells of the plan', async () => {
    const { workbook, book } = await start(districtsBook(5));
    const before = contentsOf(book);
    const { plan } = await planFor(workbook);
    const touched = new Set(
      plan.changes.flatMap((change) => ('row' in change ? [`${change.row},${change.column}`] : [])),
    );
    await workbook.apply(plan);
    const after = contentsOf(book);
    const changed = Object.keys(after).filter((name) => before[name] !== after[name]);
    expect(changed.length).toBe(touched.size);
  });

  it('writes nothing where a cell has changed meanwhile, and names it', async () => {
    const { workbook, book } = await start(districtsBook(3));
    const { plan } = await planFor(workbook);
    book.sheet('附件1').type('M4', 0.5);
    const before = contentsOf(book);
    expect(await workbook.apply(plan)).toEqual({ applied: false, conflicts: [{ sheet: '附件1', cell: 'M4' }] });
    expect(contentsOf(book)).toEqual(before);
  });

  it('says that a sheet is gone that was renamed or deleted meanwhile', async () => {
    const { workbook, book } = await start(districtsBook(3));
    const { plan } = await planFor(workbook);
    book.sheet('附件1').name = '附件一';
    expect(await workbook.apply(plan)).toEqual({ applied: false, conflicts: [{ sheet: '附件1', cell: '' }] });
  });

  it('keeps text as text that looks like a number, a date or a formula', async () => {
    const texts = [
      '15.12%',
      '001',
      '1-2',
      '2021年6月30日',
      '１２３',
      '=A1',
      '-5',
      '+1',
      'TRUE',
      "'引",
      '3 1/2',
      '1E5',
      '-',
      '12件',
      '2021年第二季度通报',
      '12:30',
    ];
    const { workbook, book } = await start(districtsBook(1));
    await workbook.read();
    const plan = planOf(...texts.map((text, column) => content('附件1', 40, column, null, text)));
    expect(await workbook.apply(plan)).toEqual({ applied: true, cells: texts.length });
    const kept = texts.map((_, column) => book.sheet('附件1').at(40, column));
    expect(kept.map((cell) => [cell?.value, cell?.formula, cell?.format])).toEqual(
      texts.map((text) => [text, null, 'General']),
    );
    // Compared again as text: the plan fits nowhere any more, its inverse does.
    expect(await workbook.apply(plan)).toMatchObject({ applied: false });
    expect(await workbook.apply(invert(plan))).toMatchObject({ applied: true });
    expect(book.sheet('附件1').at(40, 1)?.value).toBeNull();
  });

  it('gives a text cell its new format before the formula, and a number its text format after it', async () => {
    const { workbook, book } = await start(districtsBook(1));
    Object.assign(book.sheet('附件1').cell(30, 0), { format: '@' });
    Object.assign(book.sheet('附件1').cell(30, 1), { format: '@', value: 'x' });
    await workbook.read();
    await workbook.apply(
      planOf(
        {
          kind: 'content',
          sheet: '附件1',
          row: 30,
          column: 0,
          was: { value: null, formula: null },
          becomes: { value: 2, formula: '=1+1' },
        },
        { kind: 'format', sheet: '附件1', row: 30, column: 0, was: '@', becomes: '0.00' },
        content('附件1', 30, 1, 'x', 7),
      ),
    );
    expect(book.sheet('附件1').valueAt('A31')).toBe(2);
    expect(book.sheet('附件1').at(30, 1)).toMatchObject({ value: 7, format: '@' });
  });

  it('fills cells, reads the fills back and takes them away', async () => {
    const { workbook, book } = await start(districtsBook(3));
    await workbook.read();
    const places = [3, 4, 6].map((row) => ({ sheet: '附件1', row, column: 1 }));
    const plan = planOf(...places.map((place) => ({ kind: 'fill' as const, ...place, was: null, becomes: 'FFC7CE' })));
    await workbook.apply(plan);
    expect(await workbook.readMarks(places)).toEqual(places.map(() => ({ fill: 'FFC7CE', note: null })));
    expect(book.sheet('附件1').at(5, 1)?.fill ?? null).toBeNull();
    expect(await workbook.apply(invert(plan))).toMatchObject({ applied: true });
    expect(await workbook.readMarks(places)).toEqual(places.map(() => ({ fill: null, note: null })));
  });

  it('adds a sheet with a table, cells and a part, and removes all of it unless somebody wrote there', async () => {
    const { workbook, book } = await start(districtsBook(3));
    await workbook.read();
    const plan = planOf(
      {
        kind: 'part',
        namespace: 'urn:bulletin-scores:test',
        was: null,
        becomes: '<t xmlns="urn:bulletin-scores:test"/>',
      },
      {
        kind: 'sheet',
        sheet: '台账',
        was: null,
        becomes: {
          position: 0,
          visibility: 'visible',
          tabColour: 'FF0000',
          columnWidths: [20, 10],
          look: {
            titleRows: [4],
            headers: [{ top: 0, left: 0, bottom: 0, right: 1 }],
            wrappedColumns: [0],
            frozen: { rows: 1, columns: 0 },
          },
        },
      },
      content('台账', 0, 0, null, '单位'),
      content('台账', 0, 1, null, '加减分'),
      content('台账', 1, 0, null, '第1区'),
      {
        kind: 'table',
        sheet: '台账',
        name: '台账表',
        was: null,
        becomes: { area: { top: 0, left: 0, bottom: 1, right: 1 }, columns: ['单位', '加减分'] },
      },
    );
    expect(await workbook.apply(plan)).toEqual({ applied: true, cells: 3 });
    expect(book.sheets.map(({ name, tabColor }) => [name, tabColor])).toEqual([
      ['台账', '#FF0000'],
      ['附件1', ''],
    ]);
    expect([...book.sheet('台账').looks]).toEqual([
      ['A:B vertical alignment', 'Center'],
      ['A:A wrap text', true],
      ['A5:B5 wrap text', false],
      ['A5:B5 bold', true],
      ['A5:B5 size', 14],
      ['A1:B1 wrap text', true],
      ['A1:B1 bold', true],
    ]);
    expect([book.sheet('台账').at(0, 1)?.fill, book.sheet('台账').frozen]).toEqual(['E7E6E6', '1:1']);
    expect((await workbook.read()).sheets[0]?.tables).toHaveLength(1);
    book.sheet('台账').type('C9', '别人的');
    expect(await workbook.apply(invert(plan))).toEqual({ applied: false, conflicts: [{ sheet: '台账', cell: '' }] });
    book.sheet('台账').type('C9', '');
    expect(await workbook.apply(invert(plan))).toMatchObject({ applied: true });
    expect([book.sheets.map(({ name }) => name), book.parts]).toEqual([['附件1'], []]);
  });
});
