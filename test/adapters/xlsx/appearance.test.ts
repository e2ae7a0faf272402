import { openXlsx } from '../../../src/adapters/xlsx/workbook.js';
import type { CellLook, SheetLook } from '../../../src/ports/appearance.js';
import { lookAt } from '../../../src/viewer/look-at.js';
import { workbookOf } from '../../support/sheets.js';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';

/** A sheet whose style 1 has this font, fill, border and alignment. */
function looksOf(
  {
    font = '<font><sz val="11"/><name val="宋体"/></font>',
    fill = '<fill><patternFill patternType="none"/></fill>',
    border = '<border/>',
    alignment = '',
  },
  sheet = '<sheetData><row r="1"><c r="A1" s="1"><v>1</v></c></row></sheetData>',
): SheetLook {
  const styles =
    `<styleSheet ${MAIN}><fonts count="2"><font><sz val="11"/><name val="宋体"/></font>${font}` +
    `</fonts><fills count="2"><fill><patternFill patternType="none"/></fill>${fill}</fills>` +
    `<borders count="2"><border/>${border}</borders><cellXfs count="2"><xf numFmtId="0" ` +
    'fontId="0" fillId="0" borderId="0"/><xf numFmtId="0" fontId="1" fillId="1" borderId="1">' +
    `${alignment}</xf></cellXfs></styleSheet>`;
  const [look] = openXlsx(
    workbookOf(
      { 表: [] },
      { 'xl/styles.xml': styles, 'xl/worksheets/sheet1.xml': `<worksheet ${MAIN}>${sheet}</worksheet>` },
    ),
  ).looks();
  return look as SheetLook;
}

const first = (parts: Parameters<typeof looksOf>[0]): CellLook => lookAt(looksOf(parts), 0, 0) as CellLook;

// Office's blue 4472C4 has lightness 0.51765 and saturation 0.5203; 60 % lighter it has lightness 0.80706: channels
// from 0.70667 to 0.90745, the middle one 46/128 of the way. (Excel counts lightness in 240 steps and shows B4C6E7.)
it.each([
  ['solid', '<fill><patternFill patternType="solid"><fgColor rgb="FFFFCC00"/></patternFill></fill>', 'FFCC00'],
  [
    'of the theme, 60 % lighter',
    '<fill><patternFill patternType="solid"><fgColor theme="4" tint="0.59999389629810485"/></patternFill></fill>',
    'B4C7E7',
  ],
  ['a pattern, half black and half white', '<fill><patternFill patternType="mediumGray"/></fill>', '808080'],
  [
    'a gradient, by its middle',
    '<fill><gradientFill><stop position="0"><color rgb="FF000000"/></stop><stop position="1">' +
      '<color rgb="FFFFFFFF"/></stop></gradientFill></fill>',
    '808080',
  ],
  ['none', '<fill><patternFill patternType="none"/></fill>', null],
])('a fill that is %s is one colour', (_, fill, colour) => {
  expect(first({ fill }).fill).toBe(colour);
});

it('reads borders, diagonals among them', () => {
  const { left, top, right, diagonal } = first({
    border:
      '<border diagonalDown="1"><left style="thick"><color rgb="FFFF0000"/></left><right ' +
      'style="slantDashDot"/><top style="hair"/><bottom/><diagonal style="thin"/></border>',
  });
  expect([left, top, right]).toEqual([
    { style: 'thick', colour: 'FF0000' },
    { style: 'hair', colour: null },
    { style: 'mediumDashed', colour: null },
  ]);
  expect(diagonal).toEqual({ down: true, up: false, line: { style: 'thin', colour: null } });
});

it.each([
  ['textRotation="45"', { rotation: 45 }],
  ['textRotation="135"', { rotation: -45 }],
  ['textRotation="255"', { rotation: 'stacked' }],
  ['horizontal="right" indent="2"', { horizontal: 'right', indent: 2 }],
  ['vertical="center" wrapText="1"', { vertical: 'center', wrap: true }],
  ['shrinkToFit="1"', { shrink: true }],
])('reads the alignment %s', (attributes, expected) => {
  expect(first({ alignment: `<alignment ${attributes}/>` })).toMatchObject(expected);
});

it('gives a cell that is not there the look of its row, else of its column', () => {
  const look = looksOf(
    { fill: '<fill><patternFill patternType="solid"><fgColor rgb="FF00FF00"/></patternFill></fill>' },
    '<cols><col min="3" max="3" width="10" style="1"/></cols><sheetData><row r="2" s="1" ' +
      'customFormat="1"/><row r="3"><c r="C3" s="0"/></row></sheetData>',
  );
  expect([
    lookAt(look, 1, 0)?.fill,
    lookAt(look, 0, 2)?.fill,
    lookAt(look, 2, 2)?.fill,
    lookAt(look, 5, 5)?.fill,
  ]).toEqual(['00FF00', '00FF00', null, null]);
});

it('reads the runs of a rich text, and says what is not drawn', () => {
  const look = looksOf(
    {},
    '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><r><t>普通</t></r><r><rPr><b/><color ' +
      'rgb="FFFF0000"/></rPr><t>红</t></r></is></c></row></sheetData><conditionalFormatting ' +
      'sqref="A1"/><drawing/>',
  );
  expect(look.richTexts.get(0)?.map(({ text, font }) => [text, font?.bold ?? null, font?.colour ?? null])).toEqual([
    ['普通', null, null],
    ['红', true, 'FF0000'],
  ]);
  expect(look.notShown).toEqual(['conditional-formats', 'drawings']);
});
