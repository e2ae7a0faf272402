import fc from 'fast-check';
import { planMethodSheet } from '../../../src/core/changes/method-sheet.js';
import { afterChanges } from '../../../src/core/changes/simulate.js';
import { builtInForms } from '../../../src/core/form/index.js';
import type { CellValue, Grid } from '../../../src/core/grid/grid.js';
import { digestOf } from '../../../src/core/method/digest.js';
import { differencesBetween, fieldsOf, fromFields } from '../../../src/core/method/fields.js';
import { builtInMethod, builtInMethods } from '../../../src/core/method/index.js';
import { ruleFields, withField } from '../../../src/core/method/edit-rules.js';
import { methodFor, methodSheetLines, methodSheetOf } from '../../../src/core/method/method-sheet.js';
import type { Method } from '../../../src/core/method/method.js';
import { readMethod } from '../../../src/core/method/read-rules.js';
import { methodInWords } from '../../../src/core/method/method-in-words.js';
import { gridOf } from '../../support/sheets.js';

const districts = JSON.parse(JSON.stringify({ ...builtInMethod('districts', '2021Q2'), $schema: undefined })) as Method;
const form = builtInForms.districts;
/** The second quarter's method with evaluations received worth another weight. */
const weighing = (weight: string, given: Partial<Method> = {}): Method => ({
  ...districts,
  ...given,
  components: districts.components.map((one) =>
    one.id === 'evaluationRate' && one.kind === 'weighted-rate' ? { ...one, weight } : one,
  ),
});
const lines = (method: Method): CellValue[][] =>
  methodSheetLines([{ kind: 'districts', form: null, method }]).map((line) => [...line]);
const sheetOf = (rows: readonly (readonly CellValue[])[]): Grid => gridOf(rows, { sheet: '计分办法' });
const edited = (rows: CellValue[][], path: string, value: CellValue): CellValue[][] =>
  rows.map((row) => (row[2] === path ? [row[0] ?? null, value, path] : row));

it('says the rules as the bulletin prints them, and names the weight in words', () => {
  const texts = lines(weighing('35')).map(([label]) => label);
  expect(texts).toContain('一、评价率占 35 分，该项得分为评价率×35。');
  expect(lines(weighing('35'))).toContainEqual(['评价率 · 满分', '35', 'districts.method.components.0.weight']);
  expect(lines(weighing('35'))).toContainEqual(['适用季度', '2021Q2', 'districts.method.period']);
});

it.each([...builtInMethods('districts'), ...builtInMethods('departments')])(
  '$id comes back exactly as it went',
  (method) => {
    expect(readMethod(fromFields(fieldsOf(method, 'm', builtInForms[method.kind]), 'm'))).toEqual(
      JSON.parse(JSON.stringify({ ...method, $schema: undefined })),
    );
  },
);

it('any text of a method or form comes back exactly', () => {
  const word = fc
    .string({ unit: fc.constantFrom('、', '[', ']', '"', ',', ' ', '是', '1', '.', 'a') })
    .filter((text) => text === text.trim());
  fc.assert(
    fc.property(fc.array(word), word, fc.boolean(), (names, label, essential) => {
      const data = {
        ...form,
        columns: [{ ...form.columns[0], names, essential }],
        constraints: [{ relation: label, severity: 'error' }],
      };
      const read = fromFields(fieldsOf(data as never, 'f', form), 'f');
      return digestOf(read) === digestOf(data);
    }),
  );
});

it('a path that means mischief makes no more than a field of that name', () => {
  const read = fromFields(
    [
      { path: 'm.__proto__.polluted', value: 'yes' },
      { path: 'm.constructor.prototype.polluted', value: 'yes' },
    ],
    'm',
  );
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  expect(Object.keys(read as object)).toEqual(['__proto__', 'constructor']);
});

it('the digest does not depend on the order of keys, and tells every weight apart', () => {
  const { cap, ...rest } = districts;
  expect(digestOf({ cap, ...rest })).toBe(digestOf(districts));
  expect(new Set(['35', '40', '45'].map((weight) => digestOf(weighing(weight)))).size).toBe(3);
});

describe('reading the sheet', () => {
  it('finds it wherever it stands, under any name', () => {
    const moved = [[], [], ...lines(weighing('35')).map((row) => [null, ...row])];
    expect(methodSheetOf([gridOf([['附件']]), gridOf(moved, { sheet: '办法' })])).toMatchObject({
      sheet: '办法',
      isNewer: false,
      problems: [],
      rules: [{ kind: 'districts', edited: false, form: null, method: weighing('35') }],
    });
  });
  it('takes what somebody edits by hand, number or text, and says so', () => {
    for (const value of [35, '35']) {
      const read = methodSheetOf([
        sheetOf(edited(lines(weighing('30')), 'districts.method.components.0.weight', value)),
      ]);
      expect(read).toMatchObject({
        rules: [{ edited: true, method: weighing('35') }],
        problems: [{ code: 'method-sheet-edited' }],
      });
    }
  });
  it('forgets a clause whose lines are deleted', () => {
    const read = methodSheetOf([
      sheetOf(lines(weighing('35')).filter((row) => !String(row[2]).includes('.clauses.1.'))),
    ]);
    const adjustment = read?.rules[0]?.method?.components.find((component) => component.kind === 'adjustment');
    expect(adjustment?.kind === 'adjustment' && adjustment.clauses.map(({ number }) => number)).toEqual([
      '1',
      '3',
      '4',
      '5',
    ]);
  });
  it('names the cell that cannot be read, and scores nothing by other rules', () => {
    const read = methodSheetOf([
      sheetOf(edited(lines(weighing('35')), 'districts.method.components.0.weight', '三十五')),
    ]);
    expect(read).toMatchObject({
      rules: [],
      unreadable: ['districts'],
      problems: [{ severity: 'error', code: 'method-sheet-unreadable', cell: expect.stringMatching(/^B\d+$/) }],
    });
  });
  it('uses a newer program’s sheet where it can be understood', () => {
    expect(methodSheetOf([sheetOf(edited(lines(weighing('35')), 'version', '2'))])).toMatchObject({
      isNewer: true,
      unreadable: [],
      problems: [{ code: 'method-sheet-newer' }],
    });
    const unknown = [...edited(lines(weighing('35')), 'version', '2'), ['抽签', 'x', 'districts.method.lottery']];
    expect(methodSheetOf([sheetOf(unknown)])).toMatchObject({
      isNewer: true,
      unreadable: ['districts'],
      problems: [{ code: 'method-sheet-newer-unreadable' }],
      fields: expect.arrayContaining([{ path: 'districts.method.lottery', label: '抽签', value: 'x' }]),
    });
  });
  it('is not mistaken for another sheet', () =>
    expect(
      methodSheetOf([
        gridOf([
          ['项目', '值', '备注'],
          ['a', 'b', 'c'],
        ]),
      ]),
    ).toBeNull());
});

describe('which method is in force', () => {
  const stored = (method: Method): ReturnType<typeof methodSheetOf> => methodSheetOf([sheetOf(lines(method))]);
  it('the workbook’s own goes before the built-in one', () =>
    expect(methodFor('districts', '2021Q2', stored(weighing('35')))).toMatchObject({
      origin: 'workbook',
      method: { components: [{ weight: '35' }, {}, {}, {}, {}, {}] },
    }));
  it('last quarter’s own is carried on', () =>
    expect(methodFor('districts', '2021Q3', stored(weighing('35'))).origin).toBe('workbook'));
  it('next quarter’s own does not touch a quarter whose rules are known', () =>
    expect(methodFor('districts', '2021Q2', stored(weighing('35', { period: '2021Q3' })))).toMatchObject({
      origin: 'built-in',
      method: { id: 'districts-2021Q2' },
    }));
  it('other kinds keep the built-in one', () =>
    expect(methodFor('departments', '2021Q2', stored(weighing('35')))).toMatchObject({ origin: 'built-in' }));
  it('the first quarter of 2021 has its own', () =>
    expect(methodFor('districts', '2021Q1', null).method?.id).toBe('districts-2021Q1'));
});

describe('writing the sheet', () => {
  const plan = (sheets: readonly Grid[], method: Method | null): ReturnType<typeof planMethodSheet> =>
    planMethodSheet(sheets, { kind: 'districts', period: '2021Q2', form, method });
  const saved = afterChanges([gridOf([['附件1']])], plan([gridOf([['附件1']])], weighing('35')).changes);

  it('is not made while the method is the built-in one', () =>
    expect(plan([], districts)).toEqual({ changes: [], problems: [] }));
  it('is made as text, visible, and says so', () => {
    const { changes, problems } = plan([gridOf([['附件1']])], weighing('35'));
    expect(changes[0]).toMatchObject({
      kind: 'sheet',
      sheet: '计分办法',
      was: null,
      becomes: { visibility: 'visible', position: 1 },
    });
    expect(problems).toMatchObject([{ code: 'method-sheet-created' }]);
    expect(methodSheetOf(saved)?.rules).toMatchObject([{ edited: false, method: weighing('35') }]);
  });
  it('changes nothing when saved again, and three cells when a weight changes: words, weight, digest', () => {
    expect(plan(saved, weighing('35')).changes).toEqual([]);
    expect(plan(saved, weighing('30')).changes).toHaveLength(3);
  });
  it('goes when the method is the built-in one again', () => {
    expect(afterChanges(saved, plan(saved, districts).changes).map(({ sheet }) => sheet)).toEqual(['附件1']);
  });
  it('leaves the rules of other kinds in it', () => {
    const departments = { ...(builtInMethod('departments', '2021Q2') as Method), cap: '110' };
    const both = afterChanges(
      saved,
      planMethodSheet(saved, { kind: 'departments', period: '2021Q2', form: null, method: departments }).changes,
    );
    expect(methodSheetOf(both)?.rules.map(({ kind }) => kind)).toEqual(['districts', 'departments']);
    expect(methodSheetOf(afterChanges(both, plan(both, districts).changes))?.rules.map(({ kind }) => kind)).toEqual([
      'departments',
    ]);
  });
  it('never writes over a newer program’s sheet', () => {
    const newer = [sheetOf(edited(lines(weighing('35')), 'version', '2'))];
    expect(plan(newer, weighing('30'))).toMatchObject({
      changes: [],
      problems: [{ severity: 'error', code: 'method-sheet-not-overwritten' }],
    });
  });
});

it('edits one value at a time, and refuses a value of the wrong kind by its name', () => {
  const rules = { form, method: districts };
  const changed = withField(
    withField(rules, 'method.components.0.weight', '35'),
    'form.columns.3.names',
    '季度总评价数、收到评价',
  );
  expect(digestOf(changed.method)).toBe(digestOf(weighing('35')));
  expect(changed.form.columns[3]?.names).toEqual(['季度总评价数', '收到评价']);
  expect(ruleFields(changed).find(({ path }) => path === 'method.components.0.weight')).toMatchObject({
    label: '评价率 · 满分',
    value: '35',
  });
  expect(() => withField(rules, 'method.components.0.weight', '三十五')).toThrow('method.components[0].weight');
});

it('lists drift from the built-in method by field', () => {
  expect(differencesBetween({ form, method: districts }, { form, method: weighing('35') }, form)).toEqual([
    { path: 'method.components.0.weight', label: '评价率 · 满分', from: '40', to: '35' },
  ]);
});

it('puts the second quarter’s district rules into the bulletin’s words', () => {
  expect(methodInWords(districts, form).slice(0, 5)).toEqual([
    '一、评价率占 40 分，该项得分为评价率×40。',
    '二、好评率占 20 分，该项得分为好评率×20。',
    '三、主动评价率占 10 分，按排名得分，第一名得 10 分，后续名次依次减 0.5 分，主动评价率低于 1%的不得分。',
    '四、主动评价好评率占 20 分，该项得分为主动评价好评率×20。',
    '五、差评回访率、整改率、整改满意率为扣分项，扣分为（300%-差评回访率-整改率-整改满意率）÷3×100。',
  ]);
});
