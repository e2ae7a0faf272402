import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { Book, bookOf, contentsOf } from '../host/book.js';
import { fileOf } from '../host/book-file.js';
import { launchChromium } from '../host/boot-chromium.js';
import { someOf } from '../support/length.js';
import { bytesOf, INPUTS, PUBLISHED } from '../support/published.js';
import { violationsOn } from './axe.js';
import { openPane, type OpenPane, type PaneOptions } from './open-pane.js';
import { DARK } from './themes.js';
import { atRest, becomes, comesAbout, counts, idle } from './wait.js';
import { walkThroughPane } from './walk.js';

let browser: Browser;
const opened: OpenPane[] = [];
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(async () => {
  for (const { page, excel, astray, complaints } of opened.splice(0)) {
    // Telemetry is the one file that Microsoft's client asks for and that is not shipped.
    expect(astray.filter((address) => !address.endsWith('oteljs_agave.js'))).toEqual([]);
    expect(complaints.filter((line) => !line.includes('404'))).toEqual([]);
    expect(excel.notSimulated).toEqual([]);
    await page.context().close();
  }
});

async function open(book: Book, options: PaneOptions = {}): Promise<OpenPane> {
  const pane = await openPane(browser, book, options);
  opened.push(pane);
  return pane;
}

const button = (page: Page, name: string | RegExp): ReturnType<Page['getByRole']> =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

async function compute(page: Page): Promise<void> {
  await button(page, '计算得分').click();
  await page.getByText(/已填写 \d+ 格|没有需要改动的格/).waitFor();
}

/** The page is as wide as it is asked for. */
async function cutsNothingOff(page: Page, ...widths: readonly number[]): Promise<void> {
  const size = page.viewportSize() ?? { width: 350, height: 800 };
  const cut: number[] = [];
  for (const width of widths) {
    await page.setViewportSize({ ...size, width });
    await atRest(page);
    const fits = await page.evaluate(
      () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    );
    if (!fits) cut.push(width);
  }
  await page.setViewportSize(size);
  await atRest(page);
  expect(cut).toEqual([]);
}

it('says before computing what it found and how many cells it will fill', async () => {
  const { page } = await open(await bookOf(bytesOf(INPUTS)));
  await page.getByText('附件1 · 11个单位 · 齐全').waitFor();
  await counts(page.getByRole('checkbox', { checked: true }), 3);
  await counts(page.getByText('2021年第二季度 · 按第二季度办法'), 1);
  // 附件1: 11 × 8 computed cells; 附件2: 23 scored × 7 rates and score… are counted by the plan; both stand blank.
  await counts(page.getByText(/^将填写 \d+ 格$/), 1);
});

it('computes at one click: scores stand in the sheet as formulas, and can be taken back exactly', async () => {
  const book = await bookOf(bytesOf(INPUTS));
  const before = contentsOf(book);
  const { page, excel } = await open(book);
  await page.getByText(/^将填写/).waitFor();
  // Opening: the layout, the sheets, and two subscriptions when what was read is shown.
  let answers = 0;
  await comesAbout(page, () => (answers += excel.takeSyncs().length) >= 4);
  await compute(page);
  // Read, before-image and writes, verification.
  expect(excel.takeSyncs().length).toBeLessThanOrEqual(4);
  const sheet = book.sheet('附件1');
  // Worked out by hand from the bulletin's rules (see test/app/compute.test.ts).
  expect([sheet.valueAt('U9'), sheet.valueAt('U12')]).toEqual([96, 77.03]);
  expect(sheet.formulaAt('U9')).toMatch(/^=IF\(ISNUMBER\(T9\),ROUND\(/);
  await counts(page.getByRole('button', { name: /^1 博山区 .*100\.00/ }), 1);
  await button(page, '恢复到计算前').first().click();
  await page.getByText(/已恢复 \d+ 格到计算前/).waitFor();
  expect(contentsOf(book)).toEqual(before);
});

it('asks about exactly nine cells of the published workbook, and Enter alone replaces none', async () => {
  const book = await bookOf(bytesOf(PUBLISHED));
  const before = contentsOf(book);
  const { page } = await open(book);
  await button(page, '计算得分').click();
  await page.getByText('9 格与计算结果不同，请确认').waitFor();
  await counts(page.getByRole('checkbox'), 9);
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await atRest(page);
  expect(contentsOf(book)).toEqual(before);
  await button(page, '全部用计算值').click();
  await page.getByText(/已填写/).waitFor();
  expect(
    ['附件1', '附件1', '附件2', '附件3'].map((sheet, index) =>
      book.sheet(sheet).valueAt(['U9', 'U12', 'U7', 'C38'][index] as string),
    ),
  ).toEqual([96, 77.03, 92, 145177]);
});

it('says of each difference what gives the old value exactly, and which answer it has', async () => {
  const { page } = await open(await bookOf(bytesOf(PUBLISHED)));
  await button(page, '计算得分').click();
  // 99.97 % × 20 = 19.994 where the exact rate gives 19.9956; the eleventh of the ladder is half a point below the
  // tenth.
  await page.getByText('差 0.01：用了印出的主动评价好评率 99.97% 来算').waitFor();
  await page.getByText(/差 0\.50，正好一个名次：.*用了第 10 名的分/).waitFor();
  const answers = async (): Promise<number> => page.locator('label').getByText('用计算值', { exact: true }).count();
  expect(await answers()).toBe(0);
  await page.keyboard.press('Space');
  expect(await answers()).toBe(1);
});

it('keeps what was typed where that is wanted, and writes as ticked where some is', async () => {
  const book = await bookOf(bytesOf(PUBLISHED));
  const { page } = await open(book);
  await button(page, '计算得分').click();
  await button(page, '保留原值').click();
  await page.getByText(/已填写|没有需要改动/).waitFor();
  expect([book.sheet('附件1').valueAt('U9'), book.sheet('附件1').valueAt('U12')]).toEqual([95.99, 77.53]);

  await button(page, '计算得分').click();
  await page.getByRole('checkbox', { name: /附件1!U12/ }).focus();
  await page.keyboard.press('Space');
  await button(page, /按勾选写入/).click();
  // That cells were filled stands there from the first time.
  await becomes(page, book, '附件1!U12', 77.03);
  expect(book.sheet('附件1').valueAt('U9')).toBe(95.99);
});

it('writes nothing where the sheet changed since the differences were shown, and shows them anew', async () => {
  const book = await bookOf(bytesOf(PUBLISHED));
  const { page } = await open(book);
  await button(page, '计算得分').click();
  await page.getByText('9 格与计算结果不同，请确认').waitFor();
  for (const cell of ['U9', 'U12']) await page.getByRole('checkbox', { name: `附件1!${cell}` }).check();
  book.sheet('附件1').type('U12', 70);
  const changed = contentsOf(book);
  await button(page, /按勾选写入|全部用计算值/)
    .first()
    .click();
  await page.getByText(/工作簿有改动，下面已按现在的数重新列出/).waitFor();
  expect(contentsOf(book)).toEqual(changed);
  // Nobody has ticked that 70 becomes 77.03; the other tick stays.
  expect(await page.getByRole('checkbox', { name: /附件1!U12 .*：70\.00 改为 77\.03/ }).isChecked()).toBe(false);
  await button(page, '按勾选写入（改 1 格）').click();
  await page.getByText(/已填写/).waitFor();
  expect(['U9', 'U12'].map((cell) => book.sheet('附件1').valueAt(cell))).toEqual([96, 70]);
});

it('opens a protected sheet for the writing, asks for its password, and protects it again', async () => {
  const book = await bookOf(bytesOf(INPUTS));
  book.sheet('附件1').protect('秘密', { allowSort: true });
  const protection = book.sheet('附件1').protection;
  const { page } = await open(book);
  await button(page, '计算得分').click();
  await page
    .getByRole('alertdialog', { name: '工作表有保护' })
    .or(page.getByRole('dialog', { name: '工作表有保护' }))
    .waitFor();
  await button(page, '确定').click();
  await page.getByLabel('保护密码').fill('错的');
  await page.keyboard.press('Enter');
  await page.getByText('密码不对').waitFor();
  await page.getByLabel('保护密码').fill('秘密');
  await button(page, '确定').click();
  await page.getByText(/已填写/).waitFor();
  expect(book.sheet('附件1').valueAt('U9')).toBe(96);
  expect(book.sheet('附件1').protection).toEqual(protection);
});

it('opens the card of the unit selected in the sheet, and selects the row of the opened card', async () => {
  const book = await bookOf(bytesOf(INPUTS));
  const { page } = await open(book);
  await compute(page);
  book.select(book.sheet('附件1'), 'C9');
  await page.getByRole('group', { name: '得分说明' }).waitFor();
  await counts(page.getByRole('button', { name: /临淄区/, expanded: true }), 1);
  await page.getByText('各项合计 95.995568，综合得分 96.00。').waitFor();
  await page.getByRole('button', { name: /沂源县/ }).click();
  await comesAbout(page, () => book.selection?.address === 'U12');
});

it('follows the sheet by itself, and says when it has to be computed again and why', async () => {
  const book = await bookOf(bytesOf(INPUTS));
  const { page } = await open(book);
  await compute(page);
  // 张店区: one active evaluation more; formulas follow, nothing has to be computed.
  const sheet = book.sheet('附件1');
  sheet.type('E5', Number(sheet.valueAt('E5')) + 1);
  await page.getByText('改了 1 个数').waitFor();
  await counts(page.getByText('需重新计算'), 0);
  sheet.type('U9', 95);
  await page.getByText('需重新计算').waitFor();
  await counts(page.getByText(/公式被改成了数：U9/), 1);
});

it('says over a workbook without attachments what it is for, and opens the sample as a new workbook', async () => {
  const book = new Book();
  book.addSheet('名单', [['姓名'], ['张三']]);
  const { page } = await open(book, { width: 320 });
  await page.getByText('这个工作簿里没有找到附件1、附件2 或附件3。').waitFor();
  await page.getByRole('list', { name: '怎么用' }).waitFor();
  expect(await violationsOn(page)).toEqual([]);
  await button(page, '打开示例').click();
  await page.getByText('示例在新的工作簿里打开了').waitFor();
  expect(book.opened.map((file) => Buffer.from(file, 'base64').equals(readFileSync(INPUTS)))).toEqual([true]);
});

it('says to users of an older Excel what to do instead', async () => {
  const { page } = await open(await bookOf(bytesOf(INPUTS)), { sets: { ExcelApi: '1.9' } });
  await page.getByRole('heading', { name: '这个版本的 Excel 太旧' }).waitFor();
  expect(await button(page, '计算得分').count()).toBe(0);
});

it('computes when its button was pressed before its scripts had come', async () => {
  const { page } = await open(await bookOf(bytesOf(INPUTS)));
  let release = (): void => undefined;
  const pressed = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/pane/taskpane.js', async (route) => {
    await pressed;
    return route.fallback();
  });
  await page.reload({ waitUntil: 'commit' });
  await button(page, '计算得分').click();
  release();
  await page.getByText(/已填写 \d+ 格/).waitFor();
});

it('draws its button where the first screen had it', async () => {
  const { page } = await open(await bookOf(bytesOf(INPUTS)));
  await page.getByText(/^将填写/).waitFor();
  const drawn = await button(page, '计算得分').boundingBox();
  await page.route('**/pane/taskpane.js', () => undefined);
  await page.reload({ waitUntil: 'commit' });
  await page.waitForSelector('#first-compute:enabled');
  expect(await button(page, '计算得分').boundingBox()).toEqual(drawn);
});

it('says which script of the page did not come, instead of opening for ever', async () => {
  const { page, complaints } = await open(await bookOf(bytesOf(INPUTS)));
  await page.route('**/pane/taskpane.js', (route) => route.fulfill({ status: 404, body: '' }));
  await page.reload();
  await page.getByRole('heading', { name: '侧栏没能打开' }).waitFor();
  await page.getByText(/pane\/taskpane\.js$/).waitFor();
  complaints.length = 0;
});

it("says which part of Microsoft's client did not come, instead of opening for ever", async () => {
  const { page, complaints } = await open(await bookOf(bytesOf(INPUTS)));
  await page.route('**/excel-win32-16.01.js', (route) => route.fulfill({ status: 404, body: '' }));
  await page.reload();
  await page.getByRole('heading', { name: '侧栏没能打开' }).waitFor();
  await page.getByText(/office-js\/excel-win32-16\.01\.js$/).waitFor();
  complaints.length = 0;
});

it('opens although a file that the client can do without does not come before the pane is there', async () => {
  const { page, complaints } = await open(await bookOf(bytesOf(INPUTS)), { logging: true });
  await page.addInitScript(() => {
    window.addEventListener(
      'error',
      ({ target }) => {
        if (target instanceof HTMLScriptElement) document.documentElement.dataset.missed = target.src;
      },
      true,
    );
  });
  // What the pane's script fetches itself comes only when the client's telemetry has failed.
  const named = await page
    .locator('script[defer]')
    .evaluateAll((scripts) => scripts.map((script) => (script as HTMLScriptElement).src));
  await page.route('**/pane/*.js', async (route) => {
    if (!named.includes(route.request().url()))
      await page.waitForSelector('html[data-missed$="oteljs_agave.js"]', { state: 'attached' });
    return route.fallback();
  });
  await page.reload();
  await button(page, '计算得分').waitFor();
  // The client looks for Excel's internal service when it may log, and writes styles that the policy refuses; no page
  // sees of it.
  complaints.length = 0;
});

it("opens in English in an Excel of whose language the client's words are not shipped", async () => {
  const { page, astray } = await open(await bookOf(bytesOf(INPUTS)), { locale: 'fr-FR' });
  await button(page, 'Compute scores').waitFor();
  expect(astray.splice(0)).toEqual(['https://localhost:3000/office-js/fr-fr/office_strings.js']);
});

/** Holds the animations of a page at so many milliseconds after their start, however much time has really passed. */
async function setAnimationTime(page: Page, milliseconds: number): Promise<void> {
  await page.evaluate((time) => {
    for (const animation of document.getAnimations()) {
      animation.pause();
      animation.currentTime = time;
    }
  }, milliseconds);
}

it('says what to do where it keeps opening, without any script', async () => {
  const { page, complaints } = await open(await bookOf(bytesOf(INPUTS)));
  // Never answered: neither loaded nor failed.
  await page.route('**/*.js', () => undefined);
  await page.reload({ waitUntil: 'commit' });
  await page.getByText('正在打开…').waitFor();
  const advice = page.getByText(/一直停在这里，是有文件没有取到/);
  // Until the style sheet has come, nothing is hidden, and nothing is drawn either.
  await page.waitForFunction(() => document.getAnimations().length > 0);
  await setAnimationTime(page, 9_999);
  expect(await advice.isVisible()).toBe(false);
  await setAnimationTime(page, 10_000);
  expect(await advice.isVisible()).toBe(true);
  complaints.length = 0;
});

it('says that a piece of it did not come, instead of opening for ever', async () => {
  const { page, complaints } = await open(await bookOf(bytesOf(INPUTS)));
  await page.route('**/pane/*.*.js', (route) => route.fulfill({ status: 503, body: '' }));
  await page.reload();
  await page.getByRole('heading', { name: '侧栏没能打开' }).waitFor();
  await page.getByText(/Loading chunk|Failed to fetch/).waitFor();
  complaints.length = 0;
});

it('puts the last tab under 更多 in a narrow pane, as at 200 % of 320 pixels, and cuts nothing off', async () => {
  const { page } = await open(await bookOf(bytesOf(INPUTS)), { width: 160, height: 380 });
  await button(page, '计算得分').waitFor();
  expect(await page.getByRole('tab', { name: '计分办法' }).count()).toBe(0);
  await button(page, '更多').click();
  await page.getByRole('menuitem', { name: '计分办法' }).click();
  await button(page, '修改办法').first().waitFor();
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(
    true,
  );
});

it('speaks English where Office does, and changes at a click', async () => {
  const { page } = await open(await bookOf(bytesOf(INPUTS)), { locale: 'en-US' });
  await button(page, 'Compute scores').waitFor();
  await button(page, '中文').click();
  await button(page, '计算得分').waitFor();
  expect(await page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
});

it('keeps the tabs in one line in English at 320 pixels, the last ones under More', async () => {
  const { page } = await open(await bookOf(bytesOf(INPUTS)), { locale: 'en-US', width: 320 });
  await page.getByText(/^Will fill/).waitFor();
  await button(page, 'More').waitFor();
  const tops = await page.getByRole('tab').evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect().top));
  expect(tops.length).toBeGreaterThan(1);
  expect(new Set(tops).size).toBe(1);
});

it('breaks neither 待补 nor a unit of eight signs in 加减分 at 320 pixels', async () => {
  const { page } = await open(await bookOf(bytesOf(PUBLISHED)), { width: 320 });
  await page.getByRole('tab', { name: '加减分' }).click();
  const unit = page.getByRole('button', { name: /^市行政审批服务局/ });
  const heights = await unit.evaluate((element) => {
    const badge = element.querySelector('span') as HTMLElement;
    const name = document.createRange();
    name.selectNode(element.firstChild as Node);
    return [name.getClientRects().length, badge.getClientRects().length];
  });
  expect(heights).toEqual([1, 1]);
});

it('cuts nothing off in English at 320 pixels', async () => {
  const book = await bookOf(bytesOf(PUBLISHED));
  const file = (): Promise<Uint8Array> => fileOf(book, bytesOf(PUBLISHED));
  const { page } = await open(book, { locale: 'en-US', width: 320, height: 760, file });
  await walkThroughPane(page, 'en-US', () => cutsNothingOff(page, 320));
});

it('previews a changed adjustment before it writes: 高青县 10 → 13 lifts it from seventh to fourth', async () => {
  const book = await bookOf(bytesOf(INPUTS));
  const sheet = book.sheet('附件1');
  const row = Array.from({ length: 12 }, (_, index) => index + 5).find((number) =>
    String(sheet.valueAt(`B${number}`)).startsWith('高青'),
  ) as number;
  sheet.type(`T${row}`, 10);
  const { page } = await open(book);
  await compute(page);
  await page.getByRole('tab', { name: '加减分' }).click();
  const number = page.getByRole('textbox', { name: '高青县的加减分' });
  await number.fill('13');
  await page.getByText(/高青县 7→4/).waitFor();
  expect(sheet.valueAt(`T${row}`)).toBe(10);
  await number.press('Enter');
  await page.getByRole('status').getByRole('button', { name: '撤销' }).waitFor();
  expect(sheet.valueAt(`T${row}`)).toBe(13);
  await page.getByRole('status').getByRole('button', { name: '撤销' }).click();
  await becomes(page, book, `附件1!T${row}`, 10);
});

it('can be worked by keyboard alone', async () => {
  const book = await bookOf(bytesOf(INPUTS));
  const { page } = await open(book);
  await button(page, '计算得分').waitFor();
  const reach = async (name: RegExp): Promise<void> => {
    for (let step = 0; step < 60; step += 1) {
      await page.keyboard.press('Tab');
      const label = await page.evaluate(
        () => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent ?? '',
      );
      if (name.test(label)) return;
    }
    throw new Error(`not reached by Tab: ${name.source}`);
  };
  await reach(/^计算得分$/);
  await page.keyboard.press('Enter');
  await page.getByText(/已填写/).waitFor();
  await reach(/^计分$/);
  await page.keyboard.press('ArrowRight');
  await page.getByRole('textbox', { name: '张店区的加减分' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.getByRole('searchbox', { name: '查找单位、单元格' }).waitFor();
  await page.keyboard.press('End');
  await button(page, '修改办法').first().waitFor();
});

describe.each(
  someOf<[string, PaneOptions]>(2, [
    ['dark', DARK],
    ['high contrast', { forcedColors: 'active' }],
    ['light', {}],
  ]),
)('in the %s theme', (_, options) => {
  it('has no accessibility violation on any page at 320 pixels, and cuts nothing off there and at 450', async () => {
    const book = await bookOf(bytesOf(PUBLISHED));
    const { page } = await open(book, { ...options, width: 320, file: () => fileOf(book, bytesOf(PUBLISHED)) });
    await page.getByText(/^将填写/).waitFor();
    const violations = async (): Promise<readonly string[]> => {
      await cutsNothingOff(page, 320, 450);
      return violationsOn(page);
    };
    expect(await violations()).toEqual([]);
    await button(page, '计算得分').click();
    await button(page, '全部用计算值').waitFor();
    expect(await violations()).toEqual([]);
    await button(page, '全部用计算值').click();
    await page.getByText(/已填写/).waitFor();
    await page.getByRole('button', { name: /临淄区/ }).click();
    await page.getByText('已是最新，没有需要填写的。').waitFor();
    await idle(page);
    expect(await violations()).toEqual([]);
    await page.getByRole('tab', { name: '加减分' }).click();
    await page.getByRole('button', { name: /^张店区/ }).click();
    await button(page, '登记一条').click();
    expect(await violations()).toEqual([]);
    await page.getByRole('tab', { name: '核查' }).click();
    await page.getByText(/^核查：必须改 \d+ 处/).waitFor();
    await button(page, '已核实').first().click();
    await page.getByText(/^附件3 与附件2 的单位对应/).click();
    expect(await violations()).toEqual([]);
    await page.getByRole('tab', { name: '定稿' }).click();
    await page.getByText('预览', { exact: true }).click();
    await page.getByRole('img', { name: /附件1/ }).first().waitFor();
    expect(await violations()).toEqual([]);
    await page.getByRole('tab', { name: '计分办法' }).click();
    await button(page, '修改办法').first().click();
    expect(await violations()).toEqual([]);
  });
});
