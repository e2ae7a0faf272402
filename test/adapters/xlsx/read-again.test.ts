import fc from 'fast-check';
import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import type { Change } from '../../../src/core/changes/plan.js';
import { formatAt, formulaAt, valueAt, type CellValue, type Grid } from '../../../src/core/grid/grid.js';
import { bytesOf, PUBLISHED } from '../../support/published.js';
import { richWorkbook } from '../../support/rich-workbook.js';
import { workbookOf } from '../../support/sheets.js';
import { howMany } from '../../support/length.js';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
/**
 * Rows and columns with looks, a shared formula, a row without a number, an array formula, a word far from the rest.
 */
const ODD = workbookOf(
  { 表: [] },
  {
    'xl/worksheets/sheet1.xml':
      `<worksheet ${MAIN}><dimension ref="A1:F9"/><cols><col min="2" max="2" width="9" style="1"/>` +
      '</cols><sheetData><row r="1" spans="1:2"><c r="A1"><v>1</v></c><c r="B1" s="1" ' +
      't="inlineStr"><is><r><rPr><b/></rPr><t>粗</t></r><r><t>细</t></r></is></c></row><row r="3" ' +
      's="1" customFormat="1" ht="30"/><row><c><v>7</v></c><c><v>8</v></c></row><row r="5"><c ' +
      'r="A5"><f t="shared" ref="A5:A7" si="0">B5+1</f><v>1</v></c><c r="C5"><v>3</v></c></row>' +
      '<row r="6"><c r="A6"><f t="shared" si="0"/><v>1</v></c></row><row r="7"><c r="A7"><f ' +
      't="shared" si="0"/><v>1</v></c><c r="D7"><f t="array" ref="D7">SUM(A1:A6)</f><v>9</v></c>' +
      '</row><row r="9"><c r="F9" t="b"><v>1</v></c></row></sheetData></worksheet>',
  },
);

const edit = fc.record({
  sheet: fc.nat(),
  row: fc.nat(11),
  column: fc.nat(7),
  becomes: fc.oneof(
    fc.constantFrom<CellValue>(null, '', 0, 1.5, true, '字', ' 空 ', '<&>', '=1'),
    fc.constantFrom('0.00%', '@', 'yyyy/m/d').map((format) => ({ format })),
    fc.constant({ formula: '=A1+1' }),
    fc.constant({ fill: 'FFC000' }),
  ),
});

type Becomes = CellValue | { readonly format: string } | { readonly formula: string } | { readonly fill: string };

/** The change of a cell as it is now: `fill` is what `grid` does not hold. */
function changeOf(
  grid: Grid,
  { row, column, fill }: { readonly row: number; readonly column: number; readonly fill: string | null },
  becomes: Becomes,
): Change {
  const place = { sheet: grid.sheet, row, column };
  const was = { value: valueAt(grid, row, column), formula: formulaAt(grid, row, column) };
  if (typeof becomes === 'object' && becomes !== null) {
    if ('format' in becomes)
      return { kind: 'format', ...place, was: formatAt(grid, row, column), becomes: becomes.format };
    if ('fill' in becomes) return { kind: 'fill', ...place, was: fill, becomes: becomes.fill };
    if ('formula' in becomes)
      return { kind: 'content', ...place, was, becomes: { value: 2, formula: becomes.formula } };
  }
  return { kind: 'content', ...place, was, becomes: { value: becomes, formula: null } };
}

it.each([
  ['a workbook with everything', richWorkbook()],
  ['the published attachments', bytesOf(PUBLISHED)],
  ['a sheet of odd rows', ODD],
])(
  '%s that is edited cell by cell reads and looks as it does when its bytes are opened anew',
  async (_, bytes) => {
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 12 }), async (edits) => {
        const workbook = openXlsx(bytes);
        for (const { sheet: number, row, column, becomes } of edits) {
          const { sheets } = await workbook.read();
          const grid = sheets[number % sheets.length];
          if (grid === undefined) return;
          const { sheet } = grid;
          const [marks] = await workbook.readMarks([{ sheet, row, column }]);
          const change = changeOf(grid, { row, column, fill: marks?.fill ?? null }, becomes);
          // A cell of an array formula is refused; then nothing has changed.
          await workbook.apply({ changes: [change], problems: [] }).catch(() => undefined);
          workbook.looks();
        }
        const anew = openXlsx(workbook.bytes());
        expect([await workbook.read(), workbook.looks()]).toEqual([await anew.read(), anew.looks()]);
      }),
      { numRuns: howMany(6, 60) },
    );
  },
  120_000,
);
