import { wordFile } from '../../src/adapters/docx/word.js';
import { openXlsx } from '../../src/adapters/xlsx/workbook.js';
import { builtInForms } from '../../src/core/form/index.js';
import { documentOf, type AttachmentDocument } from '../../src/core/publish/document.js';
import { previewOf } from '../../src/core/publish/preview.js';
import { recognise } from '../../src/core/recognition/recognise.js';
import { PUBLISHED, bytesOf } from '../support/published.js';
import { printedPages } from './libreoffice.js';

let documents: readonly AttachmentDocument[] = [];
let pages: readonly string[] = [];

beforeAll(async () => {
  const { sheets } = await openXlsx(bytesOf(PUBLISHED)).read();
  documents = sheets.flatMap((grid) =>
    recognise(grid, Object.values(builtInForms)).attachments.map((attachment) => documentOf(grid, attachment)),
  );
  pages = printedPages(await wordFile(documents), 'docx');
});

/** The serial numbers, and 汇总, that begin the lines of a printed page. */
function serialsOn(page: string): readonly string[] {
  return page.split('\n').flatMap((line) => /^\s{0,20}(\d{1,2}|汇总)\s{3,}/.exec(line)?.[1] ?? []);
}

it('prints the attachments of 2021 Q2 on seven pages, each with its number and, where it has rows, the header', () => {
  expect(pages).toHaveLength(7);
  pages.forEach((page, index) => {
    expect(page).toMatch(new RegExp(`—\\s*${index + 1}\\s*—`));
    expect(/序号/.test(page)).toBe(serialsOn(page).length > 0);
  });
  expect(pages.map((page) => /附件 ?\d/.exec(page)?.[0] ?? null)).toEqual([
    '附件 1',
    null,
    '附件 2',
    null,
    null,
    '附件 3',
    null,
  ]);
});

it('breaks pages where the preview breaks them', () => {
  const foreseen = previewOf(documents).pages.map(({ rows }) =>
    rows.flatMap(({ kind, cells }) => (kind === 'body' ? [cells[0]?.text ?? ''] : [])),
  );
  expect(pages.map((page) => serialsOn(page).length)).toEqual(foreseen.map((page) => page.length));
  // The eleven districts stand together; the notes under attachments 1 and 2 have a page of their own.
  expect(foreseen.map((page) => [page[0], page.at(-1)])).toEqual([
    ['1', '11'],
    [undefined, undefined],
    ['1', '12'],
    ['13', '27'],
    [undefined, undefined],
    ['1', '12'],
    ['13', '汇总'],
  ]);
});

it('prints every figure to its last digit', () => {
  const figuresIn = (texts: readonly string[]): string => texts.filter((text) => /^[\d.]+%?$/.test(text)).join(' ');
  const printed = new Set(pages.flatMap((page) => page.split('\n')).map((line) => figuresIn(line.trim().split(/\s+/))));
  const rows = documents.flatMap((document) => document.rows).filter(({ kind }) => kind === 'body');
  expect(rows).toHaveLength(11 + 27 + 30);
  expect(
    rows.map(({ cells }) => figuresIn(cells.map(({ text }) => text))).filter((figures) => !printed.has(figures)),
  ).toEqual([]);
});
