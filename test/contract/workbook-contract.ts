import fc from 'fast-check';
import { invert, type Change, type Plan } from '../../src/core/changes/plan.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import { WorkbookRefusal, type Workbook } from '../../src/ports/workbook.js';

/** Opens a workbook that holds these sheets, with these areas of them merged; texts beginning with "=" are formulas. */
export type OpenWorkbook = (
  sheets: Readonly<Record<string, readonly (readonly CellValue[])[]>>,
  merges?: Readonly<Record<string, readonly string[]>>,
) => Promise<Workbook>;

const planOf = (...changes: Change[]): Plan => ({ changes, problems: [] });
const set = (
  row: number,
  column: number,
  was: CellValue,
  becomes: CellValue,
  formula: string | null = null,
): Change => ({
  kind: 'content',
  sheet: '表',
  row,
  column,
  was: { value: was, formula: null },
  becomes: { value: becomes, formula },
});
const format = (row: number, column: number, was: string, becomes: string): Change => ({
  kind: 'format',
  sheet: '表',
  row,
  column,
  was,
  becomes,
});
const sheetOf = async (workbook: Workbook, name = '表'): Promise<Grid> => {
  const found = (await workbook.read()).sheets.find(({ sheet }) => sheet === name);
  if (found === undefined) throw new Error(`no sheet ${name}`);
  return found;
};
const cellOf = async (workbook: Workbook, row: number, column: number): Promise<CellValue> => {
  const grid = await sheetOf(workbook);
  return grid.values[row - grid.top]?.[column - grid.left] ?? null;
};

/** What a workbook must be able to do, whoever holds it (src/ports/workbook.ts). */
export function workbookContract(open: OpenWorkbook): void {
  describe('reading', () => {
    it('tells numbers, texts, truth values and blanks apart', async () => {
      const grid = await sheetOf(
        await open({
          表: [
            [1, '1', true, null, -0.5],
            ['甲', null, false, '', 1e10],
          ],
        }),
      );
      const [first, second] = grid.values;
      expect(first).toEqual([1, '1', true, null, -0.5]);
      expect([second?.[0], second?.[1], second?.[2], second?.[4]]).toEqual(['甲', null, false, 1e10]);
    });

    it('gives a formula with its sign of equality, and the place of the used cells', async () => {
      const grid = await sheetOf(await open({ 表: [[], [null, 2, '=B2*2']] }));
      expect([grid.top, grid.left, grid.formulas]).toEqual([1, 1, [[null, '=B2*2']]]);
    });
  });

  describe('writing', () => {
    it.each([
      '15.12%',
      '001',
      '1-2',
      '=1+1',
      '+1',
      '-1',
      '@甲',
      ' 前后 ',
      "'引号",
      "''",
      '1e3',
      'TRUE',
      '2021/7/5',
      '1,234',
      '¥5',
      '多\n行\n文',
      '<甲 & "乙">',
      '😀👨‍👩‍👧',
      '_x000D_',
      'é',
      '\u3000全角',
    ])('keeps the text %j as text', async (text) => {
      const workbook = await open({ 表: [[1, 2]] });
      expect(await workbook.apply(planOf(set(0, 0, 1, text)))).toMatchObject({ applied: true });
      const grid = await sheetOf(workbook);
      expect([grid.values[0]?.[0], grid.formulas[0]?.[0]]).toEqual([text, null]);
    });

    it('keeps a text as long as a cell may hold, and refuses a longer one with nothing written', async () => {
      const workbook = await open({ 表: [[1, 2]] });
      const longest = '数'.repeat(32_767);
      await workbook.apply(planOf(set(0, 0, 1, longest)));
      expect(await cellOf(workbook, 0, 0)).toBe(longest);
      await expect(workbook.apply(planOf(set(0, 1, 2, 3), set(1, 1, null, `${longest}长`)))).rejects.toBeInstanceOf(
        WorkbookRefusal,
      );
      expect(await cellOf(workbook, 0, 1)).toBe(2);
    });

    it('shows nothing where a cell is emptied', async () => {
      const workbook = await open({ 表: [[1, 2, 3]] });
      await workbook.apply(planOf(set(0, 0, 1, null), set(0, 1, 2, '')));
      expect(['', null]).toContain(await cellOf(workbook, 0, 1));
      expect(await cellOf(workbook, 0, 0)).toBeNull();
      expect(await cellOf(workbook, 0, 2)).toBe(3);
    });

    it('writes a number and a formula into a cell of text format, given a format of their own before', async () => {
      const workbook = await open({ 表: [['甲', '乙']] });
      await workbook.apply(planOf(format(0, 0, 'General', '@'), format(0, 1, 'General', '@')));
      await workbook.apply(
        planOf(
          format(0, 0, '@', '0.00'),
          set(0, 0, '甲', 7),
          format(0, 1, '@', 'General'),
          set(0, 1, '乙', 8, '=A1+1'),
        ),
      );
      const grid = await sheetOf(workbook);
      expect([grid.values[0], grid.formulas[0], grid.formats[0]]).toEqual([
        [7, 8],
        [null, '=A1+1'],
        ['0.00', 'General'],
      ]);
    });

    it('writes a cell that was not there before one that was, in the same row', async () => {
      const workbook = await open({ 表: [[1], [null, 0, null, 3]] });
      await workbook.apply(planOf(set(1, 0, null, false), set(1, 1, 0, -1), set(1, 2, null, '丙'), set(1, 3, 3, 4)));
      expect((await sheetOf(workbook)).values[1]).toEqual([false, -1, '丙', 4]);
    });

    it('writes the first cell of a merged area and leaves the area merged', async () => {
      const workbook = await open(
        {
          表: [
            ['标题', null, null],
            [1, 2, 3],
          ],
        },
        { 表: ['A1:C1'] },
      );
      const merged = [{ top: 0, left: 0, bottom: 0, right: 2 }];
      expect((await sheetOf(workbook)).merges).toEqual(merged);
      await workbook.apply(planOf(set(0, 0, '标题', '新标题')));
      const grid = await sheetOf(workbook);
      expect([grid.merges, grid.values]).toEqual([
        merged,
        [
          ['新标题', null, null],
          [1, 2, 3],
        ],
      ]);
    });

    it('leaves the other cells alone', async () => {
      const workbook = await open({
        表: [
          [1, '二', '=A1'],
          [true, null, 6],
        ],
        另表: [['不动']],
      });
      const before = (await workbook.read()).sheets;
      await workbook.apply(planOf(set(1, 2, 6, 7)));
      const after = (await workbook.read()).sheets;
      expect(after[1]).toEqual(before[1]);
      expect(after[0]?.values).toEqual(
        before[0]?.values.map((row, r) => row.map((value, c) => (r === 1 && c === 2 ? 7 : value))),
      );
      expect(after[0]?.formulas).toEqual(before[0]?.formulas);
    });
  });

  describe('compare-and-set', () => {
    it.each<[string, Change, string]>([
      ['another number', set(0, 0, 9, 5), 'A1'],
      ['a text for a number', set(0, 0, '1', 5), 'A1'],
      [
        'a formula that is gone',
        {
          kind: 'content',
          sheet: '表',
          row: 0,
          column: 0,
          was: { value: 1, formula: '=B1' },
          becomes: { value: 5, formula: null },
        },
        'A1',
      ],
      ['something where nothing was', set(0, 1, null, 5), 'B1'],
      ['another format', format(0, 0, '0.00', '0%'), 'A1'],
    ])('changes nothing where a cell holds %s, and names the cell', async (_, stale, cell) => {
      const workbook = await open({ 表: [[1, 2, 3]] });
      expect(await workbook.apply(planOf(set(0, 2, 3, 4), stale))).toEqual({
        applied: false,
        conflicts: [{ sheet: '表', cell }],
      });
      expect((await sheetOf(workbook)).values).toEqual([[1, 2, 3]]);
    });

    it('takes the format of a blank cell for no conflict: what was read may have ended before it', async () => {
      const workbook = await open({ 表: [['甲'], ['乙']] });
      await workbook.apply(planOf(format(1, 0, 'General', '@'), set(1, 0, '乙', null)));
      expect((await sheetOf(workbook)).values).toEqual([['甲']]);
      expect(await workbook.apply(planOf(format(1, 0, 'General', '@'), set(1, 0, null, '001')))).toMatchObject({
        applied: true,
      });
      expect(await cellOf(workbook, 1, 0)).toBe('001');
    });

    it('changes nothing where a sheet is gone', async () => {
      const workbook = await open({ 表: [[1]] });
      expect(
        await workbook.apply(planOf(set(0, 0, 1, 2), { ...set(0, 0, 1, 2), sheet: '没有' } as Change)),
      ).toMatchObject({ applied: false, conflicts: [{ sheet: '没有' }] });
      expect(await cellOf(workbook, 0, 0)).toBe(1);
    });
  });

  describe('the inverse', () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.integer({ min: -1000, max: 1000 }),
      fc.constantFrom('甲', '001', '=1+1', "'x", '15%', '多\n行'),
      fc.boolean(),
    );
    it('of any plan restores values, formulas and formats exactly', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(
            fc.tuple(value, value, fc.constantFrom(null, '=1+1', '=A1'), fc.constantFrom('General', '0.00%', '@')),
            { minLength: 1, maxLength: 6 },
          ),
          async (cells) => {
            const workbook = await open({ 表: [[1], cells.map(([was]) => was)] });
            const before = await sheetOf(workbook);
            const shown = (column: number): CellValue => before.values[1]?.[column] ?? null;
            const changes = cells.flatMap(([, becomes, formula, code], column): Change[] => [
              ...(code === (before.formats[1]?.[column] ?? 'General')
                ? []
                : [format(1, column, before.formats[1]?.[column] ?? 'General', code)]),
              // In a cell of text format a formula would stay text.
              {
                kind: 'content',
                sheet: '表',
                row: 1,
                column,
                was: { value: shown(column), formula: before.formulas[1]?.[column] ?? null },
                becomes:
                  formula !== null && code !== '@'
                    ? { value: 2, formula }
                    : { value: code === '@' && becomes !== null ? String(becomes) : becomes, formula: null },
              },
            ]);
            expect(await workbook.apply(planOf(...changes))).toMatchObject({ applied: true });
            expect(await workbook.apply(invert(planOf(...changes)))).toMatchObject({ applied: true });
            const after = await sheetOf(workbook);
            expect(after.values[0]).toEqual(before.values[0]);
            cells.forEach((_, column) => {
              expect([
                after.values[1]?.[column] ?? null,
                after.formulas[1]?.[column] ?? null,
                after.formats[1]?.[column] ?? 'General',
              ]).toEqual([
                shown(column),
                before.formulas[1]?.[column] ?? null,
                before.formats[1]?.[column] ?? 'General',
              ]);
            });
          },
        ),
        { numRuns: 60 },
      );
    });

    it('takes a fill, a part and a sheet with its cells away again', async () => {
      const workbook = await open({ 表: [[1]] });
      const before = await workbook.read();
      const plan = planOf(
        { kind: 'fill', sheet: '表', row: 0, column: 0, was: null, becomes: 'FFC7CE' },
        {
          kind: 'part',
          namespace: 'urn:bulletin-scores:test',
          was: null,
          becomes: '<test xmlns="urn:bulletin-scores:test">甲&amp;乙</test>',
        },
        {
          kind: 'sheet',
          sheet: '新表',
          was: null,
          becomes: { position: 1, visibility: 'visible', tabColour: 'C00000', columnWidths: [12] },
        },
        { ...set(0, 0, null, '标题'), sheet: '新表' } as Change,
      );
      expect(await workbook.apply(plan)).toMatchObject({ applied: true });
      const now = await workbook.read();
      expect(now.sheets.map(({ sheet, values }) => [sheet, values])).toEqual([
        ['表', [[1]]],
        ['新表', [['标题']]],
      ]);
      expect(now.parts).toEqual({
        'urn:bulletin-scores:test': '<test xmlns="urn:bulletin-scores:test">甲&amp;乙</test>',
      });
      expect(await workbook.readMarks([{ sheet: '表', row: 0, column: 0 }])).toEqual([{ fill: 'FFC7CE', note: null }]);
      expect(await workbook.apply(invert(plan))).toMatchObject({ applied: true });
      expect(await workbook.read()).toEqual(before);
      expect(await workbook.readMarks([{ sheet: '表', row: 0, column: 0 }])).toEqual([{ fill: null, note: null }]);
    });
  });
}
