import { Styles } from '../../src/xlsx/book/styles.js';
import { MAIN_NAMESPACE } from '../../src/xlsx/xml/schema-order.js';

/** As many as Excel holds; the last two are 0.00% (10) and text (49). */
function stylesWith(count: number): Styles {
  const general = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>'.repeat(count - 2);
  const records = [10, 49].map(
    (id) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>`,
  );
  const xml =
    `<styleSheet xmlns="${MAIN_NAMESPACE}"><fonts count="1"><font/></fonts>` +
    '<fills count="2"><fill/><fill/></fills><borders count="1"><border/></borders>' +
    `<cellXfs count="${count}">${general}${records.join('')}</cellXfs></styleSheet>`;
  return new Styles(xml, 'xl/styles.xml', { theme: [], indexed: [] });
}

const full = stylesWith(65_490);

it.each<[string, string, number]>([
  ['0.00%', '0.00%', 65_488],
  ['text', '@', 65_489],
])('in a full table of styles a record that means the same is used: %s', (_, code, expected) => {
  expect(full.withFormat(0, code)).toBe(expected);
  expect(full.changed).toBe(false);
});

it.each<[string, (styles: Styles) => unknown]>([
  ['a number format', (styles) => styles.withFormat(0, '0.000')],
  ['a built-in number format', (styles) => styles.withFormat(0, '0.00')],
  ['a fill', (styles) => styles.withFill(0, 'FFC7CE')],
])('a full table of styles refuses another record, for %s, and says how many Excel holds', (_, add) => {
  expect(() => add(full)).toThrow(
    expect.objectContaining({ code: 'styles-full', parameters: { count: 65_490 } }) as Error,
  );
});

it('the last free place of the table is used', () => {
  expect(stylesWith(65_489).withFormat(0, '0.00')).toBe(65_489);
});

/** With so many fonts, the last of them 仿宋 at 12 points, and so many formats of somebody's own, the last 0.0"分". */
function stylesWithLists({ fonts, formats }: { readonly fonts: number; readonly formats: number }): Styles {
  const sizes = Array.from({ length: fonts - 1 }, (_, n) => `<font><sz val="${n + 100}"/><name val="宋体"/></font>`);
  const codes = Array.from(
    { length: formats - 1 },
    (_, n) => `<numFmt numFmtId="${n + 164}" formatCode="0&quot;${n}&quot;"/>`,
  );
  const xml =
    `<styleSheet xmlns="${MAIN_NAMESPACE}"><numFmts>${codes.join('')}` +
    '<numFmt numFmtId="900" formatCode="0.0&quot;分&quot;"/></numFmts>' +
    `<fonts>${sizes.join('')}<font><sz val="12"/><name val="仿宋"/><charset val="134"/></font></fonts>` +
    '<fills><fill/><fill/></fills><borders><border/></borders>' +
    '<cellXfs><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellXfs></styleSheet>';
  return new Styles(xml, 'xl/styles.xml', { theme: [], indexed: [] });
}

const fullLists = { fonts: 1_024, formats: 250 };
const refusal = (code: string, count: number): Error =>
  expect.objectContaining({ code, parameters: { count } }) as Error;

it.each<[string, (styles: Styles) => unknown, Error]>([
  ['a font of another size', (s) => s.withFont(0, { name: null, size: 9 }), refusal('fonts-full', 1_024)],
  ['a font of another name', (s) => s.withFont(0, { name: '黑体', size: 100 }), refusal('fonts-full', 1_024)],
  ['both', (s) => s.withFont(0, { name: '黑体', size: 9 }), refusal('fonts-full', 1_024)],
  ['a format of one’s own', (s) => s.withFormat(0, '0.000'), refusal('number-formats-full', 250)],
  ['one with words', (s) => s.withFormat(0, '0"家"'), refusal('number-formats-full', 250)],
  ['one with a condition', (s) => s.withFormat(0, '[=0]"-";0.00%'), refusal('number-formats-full', 250)],
])('a full list of fonts or formats refuses another one: %s', (_, add, refused) => {
  const styles = stylesWithLists(fullLists);
  expect(() => add(styles)).toThrow(refused);
  expect(styles.changed).toBe(false);
});

it('full lists still give what they hold, and formats that every workbook has', () => {
  const styles = stylesWithLists(fullLists);
  expect(styles.format(styles.withFormat(0, '0.0"分"'))).toBe('0.0"分"');
  expect(styles.format(styles.withFormat(0, '0.00%'))).toBe('0.00%');
  expect(styles.font(styles.withFont(0, { name: '仿宋', size: 12 }))).toEqual({ name: '仿宋', size: 12 });
});

it('the last free places of the lists are used', () => {
  const styles = stylesWithLists({ fonts: 1_023, formats: 249 });
  expect(styles.format(styles.withFormat(0, '0.000'))).toBe('0.000');
  expect(styles.font(styles.withFont(0, { name: '黑体', size: 9 }))).toEqual({ name: '黑体', size: 9 });
});
