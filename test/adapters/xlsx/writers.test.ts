import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import { compute } from '../../../src/app/compute.js';
import { valueAt, type Grid } from '../../../src/core/grid/grid.js';
import { districtsSheet, unitRow, workbookOf } from '../../support/sheets.js';

type Parts = Record<string, string>;

const SHEET = 'xl/worksheets/sheet1.xml';
const edit = (parts: Parts, name: string, change: (xml: string) => string): void => {
  parts[name] = change(parts[name] ?? '');
};
const all = (parts: Parts, change: (xml: string) => string): void =>
  Object.keys(parts).forEach((name) => edit(parts, name, change));
const move = (parts: Parts, from: string, to: string): void => {
  parts[to] = parts[from] ?? '';
  Reflect.deleteProperty(parts, from);
};

/** Programs other than Excel write its files in ways of their own. */
const WRITERS: readonly (readonly [string, (parts: Parts) => void])[] = [
  ['texts in the cells', () => undefined],
  [
    'no styles',
    (parts) => {
      delete parts['xl/styles.xml'];
      edit(parts, 'xl/_rels/workbook.xml.rels', (xml) => xml.replace(/<Relationship Id="rIdStyles"[^>]*\/>/, ''));
      edit(parts, '[Content_Types].xml', (xml) => xml.replace(/<Override PartName="\/xl\/styles.xml"[^>]*\/>/, ''));
    },
  ],
  [
    'styles without any list',
    (parts) => edit(parts, 'xl/styles.xml', (xml) => xml.replace(/(<styleSheet[^>]*>).*(<\/styleSheet>)/, '$1$2')),
  ],
  [
    'absolute targets',
    (parts) => {
      edit(parts, '_rels/.rels', (xml) => xml.replace('Target="xl/', 'Target="/xl/'));
      edit(parts, 'xl/_rels/workbook.xml.rels', (xml) => xml.replace(/Target="/g, 'Target="/xl/'));
    },
  ],
  [
    'targets with dots',
    (parts) => edit(parts, 'xl/_rels/workbook.xml.rels', (xml) => xml.replace(/Target="/g, 'Target="./../xl/')),
  ],
  ['a byte order mark on every part', (parts) => all(parts, (xml) => `\ufeff${xml}`)],
  [
    'part names of its own',
    (parts) => {
      move(parts, 'xl/workbook.xml', 'book.xml');
      move(parts, 'xl/_rels/workbook.xml.rels', '_rels/book.xml.rels');
      move(parts, SHEET, 'sheets/one.xml');
      edit(parts, '_rels/.rels', (xml) => xml.replace('xl/workbook.xml', 'book.xml'));
      edit(parts, '_rels/book.xml.rels', (xml) =>
        xml.replace('worksheets/sheet1.xml', 'sheets/one.xml').replace('styles.xml', 'xl/styles.xml'),
      );
      edit(parts, '[Content_Types].xml', (xml) =>
        xml.replace('/xl/workbook.xml', '/book.xml').replace('/xl/worksheets/sheet1.xml', '/sheets/one.xml'),
      );
    },
  ],
  ['part names in capitals', (parts) => move(parts, SHEET, 'xl/Worksheets/Sheet1.XML')],
  [
    'no cell references',
    (parts) =>
      edit(parts, SHEET, (xml) =>
        xml
          // Without references every cell counts, the blank ones too.
          .replace(/<row r="(\d+)">(.*?)<\/row>/g, (_, row: string, cells: string) => {
            const cellIn = (column: number): string => {
              const name = `${String.fromCharCode(65 + column)}${row}`;
              const rest = new RegExp(`<c r="${name}"(.*?</c>)`).exec(cells)?.[1];
              return rest === undefined ? '<c/>' : `<c${rest}`;
            };
            const all = Array.from({ length: 21 }, (_unused, column) => cellIn(column));
            return `<row r="${row}">${all.join('')}</row>`;
          }),
      ),
  ],
  ['no row numbers', (parts) => edit(parts, SHEET, (xml) => xml.replace(/<row r="\d+">/g, '<row>'))],
  [
    'prefixed elements',
    (parts) => {
      const prefixed = (xml: string): string =>
        xml
          .replace(/<(\/?)(\w)/g, '<$1x:$2')
          .replace(
            'xmlns="http://schemas.openxmlformats.org/spreadsheetml',
            'xmlns:x="http://schemas.openxmlformats.org/spreadsheetml',
          );
      for (const name of ['xl/workbook.xml', 'xl/styles.xml', SHEET]) edit(parts, name, prefixed);
    },
  ],
  [
    'single quotes and spaces in tags',
    (parts) => edit(parts, SHEET, (xml) => xml.replace(/ (\w+)="([^"']*)"/g, " $1 = '$2' ")),
  ],
  [
    'comments and instructions between the cells',
    (parts) => edit(parts, SHEET, (xml) => xml.replace(/<row /g, '<!-- 行 --><?x y?>\n  <row ')),
  ],
];

const COUNTS = [100, 90, 50, 48, 2, 1, 1, 2, 1, 0];

it.each(WRITERS)('computes a file with %s', async (_, change) => {
  const bytes = workbookOf({
    附件1: districtsSheet([unitRow(1, '甲区', COUNTS, 10), unitRow(2, '乙区', [200, 150, 3, 3, 0, 0, 0, 0, 0, 0], 12)]),
  });
  const parts: Parts = Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([name, content]) => [name, strFromU8(content)]),
  );
  change(parts);
  const workbook = openXlsx(
    zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)]))),
  );
  const before = await workbook.read();
  const { plan } = compute(before, {
    sheets: [],
    rules: null,
    write: 'formulas',
    keepExisting: false,
    fixNumbers: false,
  });
  expect(await workbook.apply(plan)).toMatchObject({ applied: true });
  const grid = (await openXlsx(workbook.bytes()).read()).sheets[0] as Grid;
  // 36 + 19.7778 + 10 + 19.2 + 10 − 33.3333, and 30 + 20 + 9.5 + 20 + 12.
  expect([3, 4].map((row) => [valueAt(grid, row, 1), valueAt(grid, row, 12), valueAt(grid, row, 20)])).toEqual([
    ['甲区', 0.9, 61.64],
    ['乙区', 0.75, 91.5],
  ]);
  expect(grid.formats[3 - grid.top]?.[12]).toBe('0.00%');
});
