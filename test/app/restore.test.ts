import fc from 'fast-check';
import { keepBeforeImage, restore, restorePoints, type RestoreResult } from '../../src/app/restore.js';
import { beforeImageOf } from '../../src/core/changes/before-image.js';
import {
  BEFORE_IMAGE,
  imageToStore,
  storeBeforeImages,
  storedImages,
} from '../../src/core/changes/before-image-parts.js';
import type { CellContent, Change, Plan } from '../../src/core/changes/plan.js';
import type { CellValue, Grid } from '../../src/core/grid/grid.js';
import type { WorkbookSnapshot } from '../../src/ports/workbook.js';
import { gridOf } from '../support/sheets.js';

/** A workbook in memory: enough to apply plans to cells and parts. */
class Sheets {
  private readonly cells = new Map<string, CellContent>();
  private readonly formats = new Map<string, string>();
  readonly parts: Record<string, string> = {};

  constructor(rows: readonly (readonly CellValue[])[]) {
    rows.forEach((row, i) => row.forEach((value, j) => this.type(i, j, value)));
  }

  type(row: number, column: number, value: CellValue): void {
    this.cells.set(`${row},${column}`, {
      value: typeof value === 'string' && value.startsWith('=') ? null : value,
      formula: typeof value === 'string' && value.startsWith('=') ? value : null,
    });
  }

  apply(plan: Plan, changes = plan.changes.length): void {
    for (const change of plan.changes.slice(0, changes)) this.carryOut(change);
  }

  swap(a: number, b: number): void {
    for (let column = 0; column < 6; column += 1) {
      const [first, second] = [this.cells.get(`${a},${column}`), this.cells.get(`${b},${column}`)];
      const moved = (content: CellContent | undefined, by: number): CellContent => ({
        value: content?.value ?? null,
        formula:
          content?.formula?.replace(
            /([A-Z])(\d+)/g,
            (_, letter: string, row: string) => `${letter}${Number(row) + by}`,
          ) ?? null,
      });
      this.cells.set(`${a},${column}`, moved(second, a - b));
      this.cells.set(`${b},${column}`, moved(first, b - a));
    }
  }

  snapshot(): WorkbookSnapshot {
    const block = <T>(of: (key: string) => T): T[][] =>
      Array.from({ length: 8 }, (_, i) => Array.from({ length: 6 }, (__, j) => of(`${i},${j}`)));
    const grid: Grid = gridOf([[null]], {
      values: block((key) => this.cells.get(key)?.value ?? null),
      formulas: block((key) => this.cells.get(key)?.formula ?? null),
      formats: block((key) => this.formats.get(key) ?? 'General'),
    });
    return {
      sheets: [grid],
      calculation: { fullPrecision: true, mode: 'automatic', iterates: false },
      parts: { ...this.parts },
    };
  }

  contents(): unknown {
    return [this.snapshot().sheets[0]?.values, this.snapshot().sheets[0]?.formulas, this.snapshot().sheets[0]?.formats];
  }

  private carryOut(change: Change): void {
    if (change.kind === 'content') this.cells.set(`${change.row},${change.column}`, change.becomes);
    else if (change.kind === 'format') this.formats.set(`${change.row},${change.column}`, change.becomes);
    else if (change.kind === 'part' && change.becomes === null) Reflect.deleteProperty(this.parts, change.namespace);
    else if (change.kind === 'part') this.parts[change.namespace] = change.becomes as string;
  }
}

const SHEET = [
  ['标题'],
  ['单位', '应评', '已评', '比率'],
  ['甲区', 800, 69],
  ['乙区', 500, 90, 0.5],
  ['丙区', 300, 30, '=1/3'],
];

/** Writes the ratio of each row as a formula, in the format of a percentage. */
function ratios(sheets: Sheets, formula = (row: number): string => `=C${row}/B${row}`): Plan {
  const {
    sheets: [grid],
  } = sheets.snapshot();
  const changes = [2, 3, 4].flatMap((row): Change[] => [
    { kind: 'format', sheet: '附件1', row, column: 3, was: grid?.formats[row]?.[3] ?? '', becomes: '0.00%' },
    {
      kind: 'content',
      sheet: '附件1',
      row,
      column: 3,
      was: { value: grid?.values[row]?.[3] ?? null, formula: grid?.formulas[row]?.[3] ?? null },
      becomes: { value: 0.1, formula: formula(row + 1) },
    },
  ]);
  return { changes, problems: [] };
}

function computed(at = '2026-11-24T10:00'): { readonly sheets: Sheets; readonly before: unknown } {
  const sheets = new Sheets(SHEET);
  const before = sheets.contents();
  sheets.apply(withImage(ratios(sheets), sheets.snapshot(), { id: '1', at }));
  return { sheets, before };
}

function withImage(...args: Parameters<typeof keepBeforeImage>): Plan {
  return keepBeforeImage(...args).plan;
}

function bringBack(sheets: Sheets, id?: string): RestoreResult {
  const result = restore(sheets.snapshot(), id);
  sheets.apply(result.plan);
  return result;
}

describe('恢复到计算前', () => {
  it('gives back values, formulas and formats, and forgets the computation', () => {
    const { sheets, before } = computed();
    expect(restorePoints(sheets.snapshot())).toEqual([
      { id: '1', at: '2026-11-24T10:00', cells: 3, unfinished: false },
    ]);
    expect(bringBack(sheets)).toMatchObject({ restored: 3, already: 0, changedSince: [] });
    expect(sheets.contents()).toEqual(before);
    expect([sheets.parts, restorePoints(sheets.snapshot())]).toEqual([{}, []]);
  });

  it('leaves alone and lists what somebody has changed since', () => {
    const { sheets } = computed();
    sheets.type(3, 3, 0.77);
    expect(bringBack(sheets)).toMatchObject({ restored: 2, changedSince: [{ sheet: '附件1', cell: 'D4' }] });
    expect(sheets.snapshot().sheets[0]?.values[3]?.[3]).toBe(0.77);
  });

  it('still restores where an input was changed since: the formula is ours all the same', () => {
    const { sheets } = computed();
    sheets.type(2, 1, 900);
    expect(bringBack(sheets)).toMatchObject({ restored: 3, changedSince: [] });
  });

  it('lists the rows of a sort and does not scramble them, though each holds the formula written there', () => {
    const { sheets } = computed();
    sheets.swap(3, 4);
    expect(bringBack(sheets)).toMatchObject({
      restored: 1,
      changedSince: [
        { sheet: '附件1', cell: 'D4' },
        { sheet: '附件1', cell: 'D5' },
      ],
    });
  });

  it('is no error when the writing was undone first', () => {
    const { sheets, before } = computed();
    const { parts } = sheets;
    const undone = new Sheets(SHEET);
    Object.assign(undone.parts, parts);
    expect(bringBack(undone)).toMatchObject({ restored: 0, already: 3, changedSince: [] });
    expect(undone.contents()).toEqual(before);
  });

  it('lists everything where the sheet was renamed or deleted', () => {
    const { sheets } = computed();
    const snapshot = sheets.snapshot();
    expect(restore({ ...snapshot, sheets: [] }).changedSince).toHaveLength(3);
  });

  it('takes several computations back, the newest first, or all down to one', () => {
    const { sheets, before } = computed();
    const first = sheets.contents();
    sheets.apply(
      withImage(
        ratios(sheets, (row) => `=ROUND(C${row}/B${row},4)`),
        sheets.snapshot(),
        { id: '2', at: '2026-11-24T11:00' },
      ),
    );
    expect(restorePoints(sheets.snapshot()).map(({ id }) => id)).toEqual(['2', '1']);
    const both = restore(sheets.snapshot(), '1');
    expect(both).toMatchObject({ restored: 3, changedSince: [] });
    bringBack(sheets);
    expect(sheets.contents()).toEqual(first);
    bringBack(sheets);
    expect(sheets.contents()).toEqual(before);
    expect(bringBack(sheets)).toMatchObject({ restored: 0, already: 0, plan: { changes: [] } });
  });

  it('finds a writing that broke off after any of its changes, and restores from there exactly', () => {
    const whole = new Sheets(SHEET);
    const before = whole.contents();
    const plan = withImage(ratios(whole), whole.snapshot(), { id: '1', at: '' });
    for (let changes = 1; changes < plan.changes.length; changes += 1) {
      const sheets = new Sheets(SHEET);
      sheets.apply(plan, changes);
      const touched = JSON.stringify(sheets.contents()) !== JSON.stringify(before);
      expect(restorePoints(sheets.snapshot())[0]?.unfinished).toBe(touched);
      expect(bringBack(sheets).changedSince).toEqual([]);
      expect(sheets.contents()).toEqual(before);
    }
  });

  it('keeps five computations', () => {
    const sheets = new Sheets(SHEET);
    for (let time = 1; time <= 7; time += 1)
      sheets.apply(
        withImage(
          ratios(sheets, (row) => `=C${row}/B${row}+${time}`),
          sheets.snapshot(),
          { id: String(time), at: '' },
        ),
      );
    expect(restorePoints(sheets.snapshot()).map(({ id }) => id)).toEqual(['7', '6', '5', '4', '3']);
  });

  it('adds nothing to a plan that touches no cell', () => {
    const plan: Plan = {
      changes: [{ kind: 'part', namespace: 'urn:bulletin-scores:x', was: null, becomes: '<x/>' }],
      problems: [],
    };
    expect(withImage(plan, new Sheets(SHEET).snapshot(), { id: '1', at: '' })).toBe(plan);
  });

  it('starts anew where somebody has damaged the part', () => {
    const { sheets } = computed();
    sheets.parts[BEFORE_IMAGE] = `<before-image xmlns="${BEFORE_IMAGE}" version="1">[{"id"</before-image>`;
    expect(restorePoints(sheets.snapshot())).toEqual([]);
    expect(withImage(ratios(sheets), sheets.snapshot(), { id: '2', at: '' }).changes[0]).toMatchObject({
      was: sheets.parts[BEFORE_IMAGE],
    });
  });
});

describe('the before-image as a part', () => {
  it('reads back as it was written, whatever the cells held', () => {
    const value = fc.oneof(
      fc.constant(null),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (Object.is(number, -0) ? 0 : number)),
      fc.string({ unit: 'grapheme', minLength: 1 }),
      fc.boolean(),
      fc.constant({ error: '#DIV/0!' }),
    );
    const formula = fc.constantFrom(
      null,
      null,
      '=C5/B5',
      '=RANK(M5,(M$5:M$9,M$11:M$15))',
      '=\'附件 1\'!A1&"A1⟨"',
      '=IF(OR(C5=0,D5=0),"-",1-J5/D5)',
      '=LOG10(A5)+Q1!A1',
      '="⟨5⟩"&A05',
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(30), fc.nat(3), value, formula, value, formula), { minLength: 1 }),
        (cells) => {
          const changes = cells.map(([row, column, was, wasFormula, becomes, becomesFormula]): Change => ({
            kind: 'content',
            sheet: '附件1',
            row,
            column,
            was: { value: was, formula: wasFormula },
            becomes: { value: becomesFormula === null ? becomes : null, formula: becomesFormula },
          }));
          const image = beforeImageOf({ changes, problems: [] }, [gridOf(SHEET)], { id: '1', at: 'jetzt <&>' });
          const { change } = storeBeforeImages(image === null ? [] : [imageToStore(image)], {});
          const { images } = storedImages({ [BEFORE_IMAGE]: change.becomes as string });
          expect(images.map((stored) => stored.unpacked())).toEqual([image]);
        },
      ),
    );
  });

  it('takes little room for ten thousand units with the same formulas', () => {
    const rows: CellValue[][] = [
      ['单位', '应评', '已评', '比率'],
      ...Array.from({ length: 10_000 }, (_, index) => [`第${index}区`, 800, 69, null]),
    ];
    const changes = rows.slice(1).map((_, index): Change => ({
      kind: 'content',
      sheet: '附件1',
      row: index + 1,
      column: 3,
      was: { value: null, formula: null },
      becomes: { value: 0.1, formula: `=IF(B${index + 2}=0,"-",C${index + 2}/B${index + 2})` },
    }));
    const image = beforeImageOf({ changes, problems: [] }, [gridOf(rows)], { id: '1', at: '' });
    const { change } = storeBeforeImages(image === null ? [] : [imageToStore(image)], {});
    expect(change.becomes?.length).toBeLessThan(50_000);
  });
});
