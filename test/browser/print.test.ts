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
import { pagesOf } from '../integration/libreoffice.js';
import { bytesOf, PUBLISHED } from '../support/published.js';

it('prints the same pages as the preview shows, with headers repeated and numbers at the outer edge', async () => {
  const { sheets } = await openXlsx(bytesOf(PUBLISHED)).read();
  const documents = sheets.flatMap((grid) => recognise(grid, Object.values(builtInForms)).attachments.map((attachment) => documentOf(grid, attachment)));
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
  const foreseen = previewOf(documents).pages;
  expect(pages).toHaveLength(foreseen.length);
  foreseen.forEach(({ rows, number, side }, index) => {
    const text = pages[index] ?? '';
    // A page of notes alone needs no header.
    if (rows.some(({ kind }) => kind === 'body')) expect(text).toContain('序号');
    const line = text.split('\n').find((one) => new RegExp(`—\\s*${number}\\s*—`).test(one)) ?? '';
    expect(line.search(/\S/) > 60 ? 'right' : 'left').toBe(side);
    // The scores of the page's units, from the first to the last.
    const scores = rows.filter(({ kind }) => kind === 'body').map(({ cells }) => cells.at(-1)?.text ?? '').filter((score) => /^\d/.test(score));
    expect([scores[0], scores.at(-1)].filter((score) => score !== undefined && !text.includes(score))).toEqual([]);
  });
});
