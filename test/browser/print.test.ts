import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { builtInForms } from '../../src/core/form/index.js';
import { documentOf } from '../../src/core/publish/document.js';
import { printableHtml } from '../../src/core/publish/html.js';
import { previewOf } from '../../src/core/publish/preview.js';
import { recognise } from '../../src/core/recognition/recognise.js';
import { launchChromium } from '../host/boot-chromium.js';
import { pagesOf, placedWordsOf } from '../integration/libreoffice.js';
import { bytesOf, PUBLISHED } from '../support/published.js';

it('prints the same pages as the preview shows, with headers repeated and numbers at the outer edge', async () => {
  const { sheets } = await openXlsx(bytesOf(PUBLISHED)).read();
  const documents = sheets.flatMap((grid) =>
    recognise(grid, Object.values(builtInForms)).attachments.map((attachment) => documentOf(grid, attachment)),
  );
  const browser = await launchChromium();
  const file = join(mkdtempSync(join(tmpdir(), 'print-')), 'printed.pdf');
  try {
    const page = await browser.newPage();
    await page.setContent(printableHtml(documents));
    await page.pdf({ path: file, preferCSSPageSize: true });
  } finally {
    await browser.close();
  }
  const pages = pagesOf(file);
  const words = placedWordsOf(file);
  const foreseen = previewOf(documents).pages;
  expect(pages).toHaveLength(foreseen.length);
  foreseen.forEach(({ rows, number, side }, index) => {
    const text = pages[index] ?? '';
    // A page of notes alone needs no header.
    if (rows.some(({ kind }) => kind === 'body')) expect(text).toContain('序号');
    const onPage = words[index] ?? [];
    const dash = onPage.findIndex(
      (word, at) => [word, onPage[at + 1], onPage[at + 2]].map((one) => one?.text).join(' ') === `— ${number} —`,
    );
    expect((onPage[dash]?.left ?? NaN) > 0.5 ? 'right' : 'left').toBe(side);
    // The scores of the page's units, from the first to the last.
    const scores = rows
      .filter(({ kind }) => kind === 'body')
      .map(({ cells }) => cells.at(-1)?.text ?? '')
      .filter((score) => /^\d/.test(score));
    expect([scores[0], scores.at(-1)].filter((score) => score !== undefined && !text.includes(score))).toEqual([]);
  });
});
