import type { Browser, Page } from 'playwright-core';
import { bookOf, contentsOf, type Book } from '../host/book.js';
import { launchChromium } from '../host/boot-chromium.js';
import { districtsBook } from '../adapters/officejs/support.js';
import { bytesOf, PUBLISHED } from '../support/published.js';
import { unitRow } from '../support/sheets.js';
import { openPane, type OpenPane, type PaneOptions } from './open-pane.js';
import { counts } from './wait.js';

let browser: Browser;
const opened: Page[] = [];
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(async () => {
  for (const page of opened.splice(0)) await page.context().close();
});

async function open(book: Book, options: PaneOptions = {}): Promise<OpenPane> {
  const pane = await openPane(browser, book, options);
  opened.push(pane.page);
  pane.page.setDefaultTimeout(20_000);
  await pane.page.getByText(/^将填写|^已是最新/).waitFor();
  return pane;
}

const press = (page: Page, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).first().click();

async function compute(page: Page): Promise<void> {
  await press(page, '计算得分');
  await page.getByText(/已填写 \d+ 格/).waitFor();
}

describe('what Excel refuses is said in the pane with the way out, and nothing is written', () => {
  it.each([
    ['AccessDenied', {}, /Excel 不允许改“附件1”.*另存一份/],
    ['AccessDenied', { readOnly: true }, /只读打开的.*另存一份/],
    ['InvalidOperationInCellEditMode', {}, /有单元格正在编辑.*按回车键/],
    ['ItemNotFound', {}, /“附件1”已被删除或改名/],
    ['ActivityLimitReached', {}, /Excel 正忙/],
    ['InvalidOrTimedOutSession', {}, /连接断了.*重新打开/],
    ['WriteNotSupportedWhenModalDialogOpen', {}, /关闭对话框/],
  ] as const)('%s %p', async (code, options, words) => {
    const book = districtsBook(3);
    const before = contentsOf(book);
    const { page, excel } = await open(book, options);
    excel.failAt({ sync: 3, when: 'before', code });
    await press(page, '计算得分');
    await page.getByText(words).waitFor();
    expect(contentsOf(book)).toEqual(before);
    await compute(page);
  });
});

it('waits while a cell is being edited, and writes then', async () => {
  const book = districtsBook(3);
  const { page, excel } = await open(book);
  excel.startEditing();
  await press(page, '计算得分');
  await page.getByText(/还没有回应。如果正在编辑单元格/).waitFor();
  expect(book.sheet('附件1').formulaAt('M4')).toBeNull();
  excel.stopEditing();
  await page.getByText(/已填写 \d+ 格/).waitFor();
  expect(book.sheet('附件1').formulaAt('M4')).not.toBeNull();
});

it('writes nothing to a sheet renamed meanwhile, and asks again about it under its new name', async () => {
  const book = await bookOf(bytesOf(PUBLISHED));
  const { page } = await open(book);
  await press(page, '计算得分');
  await page.getByText('9 格与计算结果不同，请确认').waitFor();
  book.sheet('附件1').name = '附件一';
  const before = contentsOf(book);
  await press(page, '全部用计算值');
  await page.getByText(/工作簿有改动，下面已按现在的数重新列出/).waitFor();
  expect(contentsOf(book)).toEqual(before);
  await page.getByText('附件一 U9').waitFor();
  await press(page, '全部用计算值');
  await page.getByText(/已填写 \d+ 格/).waitFor();
  expect(book.sheet('附件一').valueAt('U9')).toBe(96);
});

it('computes a very hidden sheet, and says why it cannot show its cells', async () => {
  const book = districtsBook(3);
  book.sheet('附件1').visibility = 'veryHidden';
  book.addSheet('封面', [['封面']]);
  const { page } = await open(book);
  await compute(page);
  await page.getByRole('button', { name: /第1区/ }).click();
  await page.getByText(/工作表“附件1”是隐藏的/).waitFor();
  expect(book.sheet('附件1').formulaAt('U4')).not.toBeNull();
});

it('notices a unit appended below the table, and names it', async () => {
  const book = districtsBook(3);
  const { page } = await open(book);
  await compute(page);
  unitRow(4, '新设区', [900, 500, 200, 190, 8, 6, 2, 8, 6, 5], 0).forEach((value, column) => {
    if (value !== null) book.sheet('附件1').type(`${String.fromCharCode(65 + column)}7`, value);
  });
  await page.getByText('需重新计算').waitFor();
  await page.getByText(/有单位还没有得分：新设区/).waitFor();
  await compute(page);
  // That cells were filled is still said from the first time.
  await page.getByText('已是最新，没有需要填写的。').waitFor();
  await counts(page.getByText('需重新计算'), 0);
  expect(book.sheet('附件1').formulaAt('U7')).not.toBeNull();
});

it.each([
  ['an inserted row', (book: Book) => book.sheet('附件1').insertRow(3)],
  ['a sort', (book: Book) => book.sheet('附件1').sortRows(3, [5, 4, 3])],
])('after %s a restore lists the cells that moved and puts nothing into wrong rows', async (_, rearrange) => {
  const book = districtsBook(3);
  const { page } = await open(book);
  await compute(page);
  rearrange(book);
  const names = ['B4', 'B5', 'B6', 'B7'].map((cell) => book.sheet('附件1').valueAt(cell));
  await press(page, '恢复到计算前');
  await page.getByText(/格在计算后又改过或移动过，没有动/).waitFor();
  expect(['B4', 'B5', 'B6', 'B7'].map((cell) => book.sheet('附件1').valueAt(cell))).toEqual(names);
});

it('offers at the next start what broke off half-way, and yields the old sheet exactly', async () => {
  const book = districtsBook(3);
  const before = contentsOf(book);
  const { page, excel } = await open(book);
  excel.failAt({ sync: 3, when: { afterWrites: 3 }, code: 'GeneralException' });
  await press(page, '计算得分');
  await page.getByText(/写到一半中断了：“附件1”/).waitFor();
  expect(contentsOf(book)).not.toEqual(before);
  const { page: next } = await open(book);
  // The time as people read it, not as it is kept.
  await next.getByText(/^上次（\d\d:\d\d）写入没有完成/).waitFor();
  await press(next, '恢复到计算前');
  await next.getByText(/已恢复 \d+ 格/).waitFor();
  expect(contentsOf(book)).toEqual(before);
});

it('copies the counts, fractions and sentences of one unit', async () => {
  const { page } = await open(districtsBook(3));
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await compute(page);
  await page.getByRole('button', { name: /第1区/ }).click();
  await press(page, '复制得分说明');
  await page.getByText('已复制。').waitFor();
  const text = await page.evaluate(() => navigator.clipboard.readText());
  expect(text).toMatch(/第1区/);
  expect(text).toMatch(/季度应评价数 800/);
  expect(text).toMatch(/总评价率（M\/A＝400\/800）50.00%/);
  expect(text).toMatch(/综合得分 63.14/);
});
