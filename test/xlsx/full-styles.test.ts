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
