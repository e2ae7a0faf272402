import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import type { Change } from '../../src/core/changes/plan.js';
import { formatAt, formulaAt, valueAt } from '../../src/core/grid/grid.js';
import type { Book } from './book.js';

/**
 * The file of a simulated workbook: the one it was made from with the cells as they are now. Sheets added since are
 * left out.
 */
export async function fileOf(book: Book, original: Uint8Array): Promise<Uint8Array> {
  const file = openXlsx(original);
  const { sheets } = await file.read();
  book.settle();
  const changes = sheets.flatMap((grid): readonly Change[] => {
    const sheet = book.sheet(grid.sheet);
    return [...sheet.cells].flatMap(([key, cell]): readonly Change[] => {
      const [row, column] = [Math.floor(key / 16_384), key % 16_384];
      const was = { value: valueAt(grid, row, column), formula: formulaAt(grid, row, column) };
      const format = formatAt(grid, row, column);
      const becomes = { value: cell.value, formula: cell.formula };
      return [
        ...(format === cell.format
          ? []
          : [{ kind: 'format' as const, sheet: grid.sheet, row, column, was: format, becomes: cell.format }]),
        ...(JSON.stringify(was) === JSON.stringify(becomes)
          ? []
          : [{ kind: 'content' as const, sheet: grid.sheet, row, column, was, becomes }]),
      ];
    });
  });
  await file.apply({ changes, problems: [] });
  return file.bytes();
}
