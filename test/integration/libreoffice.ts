import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { officeDoes } from '../support/office.js';
import { programFor } from '../support/program.js';

const XLSX = 'Calc MS Excel 2007 XML';

/** Prints a Word or Excel file to PDF in LibreOffice and returns the text of its pages, laid out as on paper. */
export function printedPages(bytes: Uint8Array, ending: 'docx' | 'xlsx'): readonly string[] {
  const filter = ending === 'docx' ? 'writer_pdf_Export' : 'calc_pdf_Export';
  const file = join(mkdtempSync(join(tmpdir(), 'print-')), 'printed.pdf');
  writeFileSync(file, officeDoes({ bytes, from: ending, to: 'pdf', filter }));
  return pagesOf(file);
}

/** Returns the text of a PDF's pages, laid out as on paper. */
export function pagesOf(pdf: string): readonly string[] {
  return pdfText('-layout', pdf).split('\f').slice(0, -1);
}

/** A word on a page of a PDF and how far from the left edge it begins: 0 at the edge, 1 at the other. */
export interface PlacedWord {
  readonly text: string;
  readonly left: number;
}

/** Returns the words of a PDF's pages with their places. */
export function placedWordsOf(pdf: string): readonly (readonly PlacedWord[])[] {
  return pdfText('-bbox', pdf)
    .split('<page ')
    .slice(1)
    .map((page) => {
      const width = Number(/width="([\d.]+)"/.exec(page)?.[1]);
      return [...page.matchAll(/<word xMin="([\d.]+)"[^>]*>([^<]*)</g)].map(([, left, text]) => ({
        text: text ?? '',
        left: Number(left) / width,
      }));
    });
}

function pdfText(how: '-layout' | '-bbox', pdf: string): string {
  const reader = programFor({
    name: 'pdftotext',
    variable: 'PDFTOTEXT',
    places: ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext', '/opt/homebrew/bin/pdftotext'],
    packages: ['poppler-utils'],
  });
  return execFileSync(reader, [how, pdf, '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
}

/** Opens a workbook in LibreOffice, calculates every formula anew and returns the file it saves. */
export function recalculate(bytes: Uint8Array): Uint8Array {
  return savedAs(bytes, 'xlsx', XLSX);
}

/** Opens a workbook in LibreOffice and returns the file it saves under another of its formats, by ending and filter. */
export function savedAs(bytes: Uint8Array, ending: string, filter: string): Uint8Array {
  return officeDoes({ bytes, from: 'xlsx', to: ending, filter });
}

/**
 * What a person does to a sheet, in LibreOffice Basic: `sheet` and `document` are at hand. Returns the recalculated
 * file.
 */
export function editedByHand(bytes: Uint8Array, sheet: string, basic: string): Uint8Array {
  const edit = `
Sub Edit(document)
  sheet = document.Sheets.getByName("${sheet}")
  ${basic}
  document.calculateAll()
End Sub
`;
  return officeDoes({ bytes, from: 'xlsx', to: 'xlsx', filter: XLSX, edit });
}
