import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programFor } from '../support/program.js';

/** Returns LibreOffice's program. */
function soffice(): string {
  return programFor({
    name: 'LibreOffice',
    variable: 'SOFFICE',
    places: ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'],
    packages: ['libreoffice-calc'],
  });
}

/** Prints a Word or Excel file to PDF in LibreOffice and returns the text of its pages, laid out as on paper. */
export function printedPages(bytes: Uint8Array, ending: 'docx' | 'xlsx'): readonly string[] {
  if (ending === 'docx') needWriter();
  const folder = mkdtempSync(join(tmpdir(), 'print-'));
  const input = join(folder, `in.${ending}`);
  writeFileSync(input, bytes);
  execFileSync(
    soffice(),
    [
      `-env:UserInstallation=file://${join(folder, 'profile')}`,
      '--headless',
      '--convert-to',
      'pdf',
      '--outdir',
      folder,
      input,
    ],
    { stdio: 'ignore', timeout: 240_000 },
  );
  return pagesOf(join(folder, 'in.pdf'));
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

/** Debian packs Writer apart from Calc; elsewhere LibreOffice is one. */
function needWriter(): void {
  if (existsSync('/usr/bin/apt-get'))
    programFor({
      name: 'LibreOffice Writer',
      variable: 'LIBREOFFICE_WRITER',
      places: ['/usr/lib/libreoffice/program/libswlo.so', '/opt/libreoffice/program/libswlo.so'],
      packages: ['libreoffice-writer'],
    });
}

// 0 = always: LibreOffice would otherwise keep the cached values.
const SETTINGS =
  '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>';

/** A folder with `in.xlsx` and a LibreOffice profile of its own, so that runs do not disturb one another or the person's. */
function workplace(bytes: Uint8Array): { readonly folder: string; readonly profile: string; readonly input: string } {
  const folder = mkdtempSync(join(tmpdir(), 'libreoffice-'));
  const profile = join(folder, 'profile');
  mkdirSync(join(profile, 'user'), { recursive: true });
  writeFileSync(join(profile, 'user', 'registrymodifications.xcu'), SETTINGS);
  const input = join(folder, 'in.xlsx');
  writeFileSync(input, bytes);
  return { folder, profile, input };
}

function run(profile: string, ...args: readonly string[]): void {
  execFileSync(soffice(), [`-env:UserInstallation=file://${profile}`, '--headless', ...args], {
    stdio: 'ignore',
    timeout: 240_000,
  });
}

/** Opens a workbook in LibreOffice, calculates every formula anew and returns the file it saves. */
export function recalculate(bytes: Uint8Array): Uint8Array {
  return savedAs(bytes, 'xlsx', 'Calc MS Excel 2007 XML');
}

/** Opens a workbook in LibreOffice and returns the file it saves under another of its formats, known by ending and filter. */
export function savedAs(bytes: Uint8Array, ending: string, filter: string): Uint8Array {
  const { folder, profile, input } = workplace(bytes);
  run(profile, '--convert-to', `${ending}:${filter}`, '--outdir', join(folder, 'out'), input);
  return new Uint8Array(readFileSync(join(folder, 'out', `in.${ending}`)));
}

/** What a person does to a sheet, in LibreOffice Basic: `sheet` and `document` are at hand. Returns the recalculated file. */
export function editedByHand(bytes: Uint8Array, sheet: string, basic: string): Uint8Array {
  const { folder, profile, input } = workplace(bytes);
  // The first start lays a new profile's Basic library down, over any that is there.
  run(profile, '--terminate_after_init');
  const library = join(profile, 'user', 'basic', 'Standard');
  const doctype = (element: string, file: string): string =>
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE ${element} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "${file}.dtd">\n`;
  writeFileSync(
    join(library, 'script.xlb'),
    `${doctype('library:library', 'library')}<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="Edits"/></library:library>`,
  );
  const output = join(folder, 'out.xlsx');
  const macro = `
Sub Edit
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  document = StarDesktop.loadComponentFromURL(ConvertToURL("${input}"), "_blank", 0, hidden())
  sheet = document.Sheets.getByName("${sheet}")
  ${basic}
  document.calculateAll()
  Dim format(0) As New com.sun.star.beans.PropertyValue
  format(0).Name = "FilterName"
  format(0).Value = "Calc MS Excel 2007 XML"
  document.storeToURL(ConvertToURL("${output}"), format())
  document.close(True)
End Sub
Sub SortRows(sheet, area, column)
  Dim fields(0) As New com.sun.star.table.TableSortField
  fields(0).Field = column
  fields(0).IsAscending = False
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "SortFields"
  how(0).Value = fields()
  how(1).Name = "ContainsHeader"
  how(1).Value = False
  sheet.getCellRangeByName(area).sort(how())
End Sub
Sub CopyRow(sheet, fromRow, toRow)
  sheet.copyRange(sheet.getCellByPosition(0, toRow - 1).CellAddress, sheet.getCellRangeByName("A" & fromRow & ":U" & fromRow).RangeAddress)
End Sub
`;
  const escaped = macro.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
  writeFileSync(
    join(library, 'Edits.xba'),
    `${doctype('script:module', 'module')}<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edits" script:language="StarBasic">${escaped}</script:module>`,
  );
  run(profile, 'macro:///Standard.Edits.Edit');
  return new Uint8Array(readFileSync(output));
}
