import { openXlsx } from '../src/adapters/xlsx/workbook.js';
import { builtInForms } from '../src/core/form/index.js';
import type { CellValue } from '../src/core/grid/grid.js';
import { recognise } from '../src/core/recognition/recognise.js';
import { gridOf } from '../test/support/sheets.js';
import { districtRows } from './support/district-rows.js';
import { withEmptyRows } from './support/empty-rows.js';
import { writeHead, writeRow } from './support/table.js';
import { median, timed } from './support/timing.js';

const forms = Object.values(builtInForms);

/** Times recognition: long sheets, many sheets of which few are attachments, and rows that are formatted and empty. */
export async function benchRecognition(): Promise<void> {
  writeHead(['recognised', 'ms'], 1);
  for (const units of [1000, 10_000, 100_000]) {
    const grid = gridOf(districtRows(units));
    row(
      `one sheet of ${units.toLocaleString('en')} rows`,
      Array.from({ length: 5 }, () => timed(() => recognise(grid, forms))[1]),
    );
  }
  const texts = gridOf(
    districtRows(100_000).map((cells) => cells.map((value) => (typeof value === 'number' ? `${value}件` : value))),
  );
  row(
    'one sheet of 100,000 rows, every count typed as text',
    Array.from({ length: 3 }, () => timed(() => recognise(texts, forms))[1]),
  );
  const foreign: CellValue[][] = [
    ['2021年第二季度热线统计'],
    ['序号', '部门', '受理数', '办结数'],
    ...Array.from({ length: 200 }, (_, index): CellValue[] => [index + 1, `部门${index}`, index * 3, index * 2]),
  ];
  const sheets = Array.from({ length: 200 }, (_, index) =>
    gridOf(index % 67 === 0 ? districtRows(30) : foreign, { sheet: `表${index + 1}` }),
  );
  row(
    '200 sheets of 200 rows, three of them attachments',
    Array.from({ length: 5 }, () => timed(() => sheets.flatMap((grid) => recognise(grid, forms).attachments))[1]),
  );

  const start = performance.now();
  const [grid] = (await openXlsx(withEmptyRows(1_000_000)).read()).sheets;
  const time = performance.now() - start;
  const read = `${grid?.values.length ?? 0} rows`;
  writeRow([`a file of 30 rows and a million formatted empty ones, opened and read: ${read}`, time.toFixed(0)]);
}

function row(name: string, times: readonly number[]): void {
  writeRow([name, median(times).toFixed(1)]);
}
