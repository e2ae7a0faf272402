import type { Browser, Page } from 'playwright-core';
import { builtInForms } from '../../src/core/form/index.js';
import { builtInMethod } from '../../src/core/method/index.js';
import { bookOf, type Book } from '../host/book.js';
import { launchChromium } from '../host/boot-chromium.js';
import { bytesOf, PUBLISHED } from '../support/published.js';
import { openPane } from './open-pane.js';
import { becomes } from './wait.js';

let browser: Browser;
let page: Page;
let book: Book;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
beforeEach(async () => {
  book = await bookOf(bytesOf(PUBLISHED));
  ({ page } = await openPane(browser, book, { height: 1200 }));
  page.setDefaultTimeout(20_000);
  await page.getByRole('tab', { name: '加减分' }).click();
});
afterEach(() => page.context().close());

const ledger = (): Book['sheets'][number] => book.sheet('加减分台账');

it('previews changed ranks before writing: 13 for 高青县, which had 10, lifts it from 7 to 4', async () => {
  await page.getByLabel('高青县的加减分').fill('10');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByRole('button', { name: '撤销' }).waitFor();
  await page.getByLabel('高青县的加减分').fill('13');
  await page
    .getByText(/高青县 7→4/)
    .first()
    .waitFor();
  // Nothing is written before Enter: T11 is 高青县’s 加减分.
  expect(book.sheet('附件1').valueAt('T11')).toBe(10);
  await page.keyboard.press('Enter');
  await page
    .getByText(/名次变动.*高青县 7→4/)
    .last()
    .waitFor();
  // Written a moment after it is said what will move.
  await becomes(page, book, '附件1!T11', 13);
});

it('asks before it writes a number that no clauses can make: Enter alone does not', async () => {
  const field = page.getByLabel('高青县的加减分');
  await field.fill('1613');
  await page
    .getByRole('alert')
    .getByText(/高青县的加减分 1613 用条款凑不出来/)
    .waitFor();
  await field.press('Enter');
  await field.fill('14');
  await page.getByRole('button', { name: '确定' }).waitFor();
  expect(await page.getByRole('button', { name: /^仍填/ }).count()).toBe(0);
  await field.press('Enter');
  await becomes(page, book, '附件1!T11', 14);
  // What stood there before was 13, not 1613.
  await page.getByRole('status').getByRole('button', { name: '撤销' }).click();
  await becomes(page, book, '附件1!T11', 13);
  await field.fill('30');
  await page.getByRole('button', { name: '仍填 30' }).click();
  await becomes(page, book, '附件1!T11', 30);
});

it('takes what is typed after a click into a number for the whole of it', async () => {
  const field = page.getByLabel('高青县的加减分');
  await field.fill('13');
  await field.blur();
  await field.click();
  await page.keyboard.type('16');
  expect(await field.inputValue()).toBe('16');
  // A second click puts the cursor where it points: at the end of so short a number.
  await field.click({ position: { x: 40, y: 8 } });
  await page.keyboard.press('End');
  await page.keyboard.type('5');
  expect(await field.inputValue()).toBe('165');
  await page.keyboard.press('Escape');

  await page.getByRole('button', { name: '博山区' }).click();
  await page.getByRole('button', { name: '登记一条' }).click();
  await page.getByLabel('次数').click();
  await page.keyboard.type('2');
  expect(await page.getByLabel('次数').inputValue()).toBe('2');
});

it('enters a clause for several units, says of the new sheet, previews a deletion, fills in reasons', async () => {
  await page.getByText('附件2：21 个单位待补事由').waitFor();
  await page.getByRole('button', { name: '博山区' }).click();
  await page.getByRole('button', { name: '登记一条' }).click();
  await page.getByLabel('条款').selectOption('5');
  await page.getByLabel('每次分值').fill('11');
  await page.getByText(/分值 11 超出条款“5/).waitFor();
  await page.getByLabel('每次分值').fill('5');
  await page.getByLabel('事由', { exact: true }).fill('=1+1');
  await page.getByText('同时登记到其他单位').click();
  await page.getByRole('checkbox', { name: '周村区' }).check();
  await page.getByRole('button', { name: '确定', exact: true }).click();
  await page.getByText(/已新建工作表“加减分台账”/).waitFor();
  expect(['B4', 'B5'].map((cell) => ledger().valueAt(cell))).toEqual(['博山区', '周村区']);
  // What looks like a formula stays a text.
  expect([ledger().valueAt('F4'), ledger().at(3, 5)?.formula ?? null]).toEqual(['=1+1', null]);

  await page.getByRole('button', { name: '删除：=1+1' }).first().click();
  await page
    .getByText(/博山区.*→/)
    .last()
    .waitFor();
  expect(ledger().valueAt('B4')).toBe('博山区');
  await page.getByRole('button', { name: '确定删除' }).click();
  await page.waitForFunction(() => !document.body.innerText.includes('确定删除'));
  expect(ledger().valueAt('B4')).toBe('周村区');

  await page.getByRole('button', { name: '补填事由' }).last().click();
  await page.getByRole('textbox', { name: '市住房公积金 事由' }).fill('主动评价率高');
  await page.getByRole('button', { name: '事由向下填充' }).click();
  await page.getByRole('button', { name: '登记 21 条' }).click();
  await page.getByText('附件2：事由齐全').waitFor();
});

describe('what is typed and not yet written', () => {
  beforeEach(async () => {
    await page.getByRole('button', { name: '博山区' }).click();
    await page.getByRole('button', { name: '登记一条' }).click();
    await page.getByLabel('事由', { exact: true }).fill('推动基层评价');
    await page.getByLabel('高青县的加减分').fill('14');
  });
  const typed = (): Promise<string[]> =>
    Promise.all([
      page.getByLabel('事由', { exact: true }).inputValue(),
      page.getByLabel('高青县的加减分').inputValue(),
    ]);

  it('is still there after a look at another tab, and can be written', async () => {
    await page.getByRole('tab', { name: '计分', exact: true }).click();
    await page.getByLabel('高青县的加减分').waitFor({ state: 'hidden' });
    expect(book.sheet('附件1').valueAt('T11')).toBe(13);
    await page.getByRole('tab', { name: '加减分' }).click();
    await page
      .getByText(/高青县.*→/)
      .first()
      .waitFor();
    expect(await typed()).toEqual(['推动基层评价', '14']);
    await page.getByLabel('高青县的加减分').press('Enter');
    await becomes(page, book, '附件1!T11', 14);
  });

  it('stays with its unit when the rows of the sheet change places', async () => {
    // Rows 10 and 11, 桓台县 and 高青县, each with its name, counts and adjustment.
    const columns = 'BCDEFGHIJKLT'.split('');
    const row = (number: number): unknown[] =>
      columns.map((column) => book.sheet('附件1').valueAt(`${column}${number}`));
    const [tenth, eleventh] = [row(10), row(11)];
    columns.forEach((column, index) => {
      book.sheet('附件1').type(`${column}10`, eleventh[index] as never);
      book.sheet('附件1').type(`${column}11`, tenth[index] as never);
    });
    await page.waitForFunction(() => {
      const names = [...document.querySelectorAll('input')].map((input) => input.getAttribute('aria-label') ?? '');
      return names.indexOf('高青县的加减分') < names.indexOf('桓台县的加减分');
    });
    expect(await typed()).toEqual(['推动基层评价', '14']);
    expect(await page.getByLabel('桓台县的加减分').inputValue()).toBe('10');
  });
});

it('shows a typed number and the entries’ sum where they disagree, with the choice', async () => {
  await page.getByRole('button', { name: '博山区' }).click();
  // 15 stands there: as an unclassified entry of +5.
  await page.getByRole('button', { name: '记为待分类' }).click();
  await page.getByRole('status').getByRole('button', { name: '撤销' }).waitFor();
  const cell = 'T7';
  expect(book.sheet('附件1').valueAt(cell)).toBe(15);
  book.sheet('附件1').type(cell, 12);
  await page.getByText('博山区的加减分填的是 12，台账合计是 15。').waitFor();
  await page.getByRole('button', { name: '按台账改为 15' }).click();
  // Nothing is written before it is said what will move.
  await page.getByText(/博山区：.*→/).waitFor();
  expect(book.sheet('附件1').valueAt(cell)).toBe(12);
  await page.getByRole('button', { name: '确定', exact: true }).click();
  await page.getByText('博山区的加减分填的是 12，台账合计是 15。').waitFor({ state: 'detached' });
  expect(book.sheet('附件1').valueAt(cell)).toBe(15);
  book.sheet('附件1').type(cell, 12);
  await page.getByRole('button', { name: '保留 12，差额记为待分类' }).click();
  await page.getByRole('button', { name: '确定', exact: true }).click();
  await page.getByText('博山区的加减分填的是 12，台账合计是 15。').waitFor({ state: 'detached' });
  // The open entry of +5 becomes one of +2.
  expect([book.sheet('附件1').valueAt(cell), ledger().valueAt('E4')]).toEqual([12, 2]);
});

it('edits ladder, cap, clauses and warns, never refuses; shows the drift from what is built in', async () => {
  await page.getByRole('tab', { name: '计分办法' }).click();
  await page.getByRole('button', { name: '修改办法' }).first().click();
  await page.getByLabel('主动评价率 · 每后一名减').fill('2');
  await page.getByText(/会低于最低得分/).waitFor();
  await page.getByLabel('总分封顶').fill('110');
  await page.getByRole('button', { name: '加一条条款' }).click();
  await page.getByLabel('加减分 · 条款6 · 内容').fill('获得表彰');
  await page.getByRole('button', { name: '确定', exact: true }).click();
  await page.getByText('计分办法已保存，得分已按新办法更新。').waitFor();
  await page.getByText(/与内置办法有 \d+ 处不同/).click();
  await page.getByText('主动评价率 · 每后一名减：内置 0.5，这里 2').waitFor();
  await page
    .getByText(/6、获得表彰的/)
    .first()
    .waitFor();
});

/** Types over a value of the sheet 计分办法, found by its path. */
function typeRule(path: string, value: string): void {
  const sheet = book.sheet('计分办法');
  const row = Array.from({ length: 400 }, (_, index) => index + 1).find(
    (number) => sheet.valueAt(`C${number}`) === path,
  );
  if (row === undefined) throw new Error(`no line for ${path}`);
  sheet.type(`B${row}`, value);
}

async function changeMethod(attachment: number, change: () => Promise<void>): Promise<void> {
  await page.getByRole('tab', { name: '计分办法' }).click();
  await page
    .getByRole('button', { name: '修改办法' })
    .nth(attachment - 1)
    .click();
  await change();
  await page.getByRole('button', { name: '确定', exact: true }).click();
  await page.getByText('计分办法已保存，得分已按新办法更新。').waitFor();
}

it('takes a clause, a bound and what a clause requires out of the method, and tells each as drift', async () => {
  await changeMethod(2, async () => {
    await page.getByRole('button', { name: '删去条款3' }).click();
    // Departments: at most 20 in all.
    await page.getByLabel('加减分 · 不高于').fill('');
    await page.getByLabel('加减分 · 条款1 · 要求依据').selectOption('否');
  });
  await page.getByText(/与内置办法有 \d+ 处不同/).click();
  await page.getByText('加减分 · 不高于：内置 20，这里 空白').waitFor();
  await page.getByText('加减分 · 条款1 · 要求依据：内置 是，这里 否').waitFor();
  await page.getByText('加减分 · 条款3 · 内容：内置').waitFor();
});

describe('importing rules', () => {
  const rules = JSON.stringify({ form: builtInForms.districts, method: builtInMethod('districts', '2021Q2') });
  const choose = (name: string, buffer: Buffer): Promise<void> =>
    page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/json', buffer });
  beforeEach(async () => {
    await page.getByRole('tab', { name: '计分办法' }).click();
    await page.getByRole('button', { name: '修改办法' }).first().click();
  });

  it('takes a file in UTF-16 as Windows writes it, after one that could not be taken too', async () => {
    const changed = rules.replace('"weight":"40"', '"weight":"35"');
    expect(changed).not.toBe(rules);
    // 评价 in GBK.
    await choose(
      '办法.json',
      Buffer.concat([Buffer.from('{"form":"'), Buffer.from([0xc6, 0xc0, 0xbc, 0xdb]), Buffer.from('"}')]),
    );
    await page.getByText(/办法\.json 不是 UTF-8 编码/).waitFor();
    await choose('办法.json', Buffer.from(`\ufeff${changed}`, 'utf16le'));
    await page.getByText(/不是 UTF-8 编码/).waitFor({ state: 'detached' });
    expect(await page.getByLabel('评价率 · 满分').inputValue()).toBe('35');
  });

  it('refuses those of another attachment by name', async () => {
    await choose(
      '附件2.json',
      Buffer.from(JSON.stringify({ form: builtInForms.departments, method: builtInMethod('departments', '2021Q2') })),
    );
    await page.getByText(/附件2\.json 的字段写得不对：form\.kind/).waitFor();
  });

  it('leaves what was changed as it is while another tab is looked at', async () => {
    await page.getByLabel('评价率 · 满分').fill('35');
    await page.getByRole('tab', { name: '计分', exact: true }).click();
    await page.getByRole('tab', { name: '计分办法' }).click();
    expect(await page.getByLabel('评价率 · 满分').inputValue()).toBe('35');
  });
});

it('shows what stands in a 计分办法 that cannot be read, and scores that attachment by nothing else', async () => {
  await changeMethod(1, () => page.getByLabel('评价率 · 满分').fill('35'));
  typeRule('districts.method.components.0.weight', '三十五');
  await page.getByText('评价率 · 满分：三十五').waitFor();
  await page
    .getByText(/读不懂，.*没有计算/)
    .first()
    .waitFor();
  await page.getByRole('tab', { name: '加减分' }).click();
  await page.getByLabel('市住房公积金的加减分').waitFor();
  expect(await page.getByLabel('张店区的加减分').count()).toBe(0);
});

it('shows a 计分办法 that a newer program wrote, scores by it, and does not let it be changed', async () => {
  await changeMethod(1, () => page.getByLabel('评价率 · 满分').fill('35'));
  typeRule('version', '9');
  await page
    .getByText(/较新版本的程序写的，可以看、照常计算，不能在这里改/)
    .first()
    .waitFor();
  expect(await page.getByRole('button', { name: '修改办法' }).first().isDisabled()).toBe(true);
  await page.getByText('一、评价率占 35 分，该项得分为评价率×35。').waitFor();
});
