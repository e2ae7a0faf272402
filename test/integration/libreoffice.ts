import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programFor } from '../support/program.js';

/** Returns LibreOffice's program. */
function soffice(): string {
  return programFor({ name: 'LibreOffice', variable: 'SOFFICE', places: ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'], packages: ['libreoffice-calc'] });
}

/** Prints a Word or Excel file to PDF in LibreOffice and returns the text of its pages, laid out as on paper. */
export function printedPages(bytes: Uint8Array, ending: 'docx' | 'xlsx'): readonly string[] {
  if (ending === 'docx') needWriter();
  const folder = mkdtempSync(join(tmpdir(), 'print-'));
  const input = join(folder, `in.${ending}`);
  writeFileSync(input, bytes);
  execFileSync(soffice(), [`-env:UserInstallation=file://${join(folder, 'profile')}`, '--headless', '--convert-to', 'pdf', '--outdir', folder, input], { stdio: 'ignore', timeout: 240_000 });
  return pagesOf(join(folder, 'in.pdf'));
}

/** Returns the text of a PDF's pages, laid out as on paper. */
export function pagesOf(pdf: string): readonly string[] {
  const reader = programFor({ name: 'pdftotext', variable: 'PDFTOTEXT', places: ['/usr/bin/pdftotext', '/usr/local/bin/pdftotext', '/opt/homebrew/bin/pdftotext'], packages: ['poppler-utils'] });
  return execFileSync(reader, ['-layout', pdf, '-'], { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }).split('\f').slice(0, -1);
}

/** Debian packs Writer apart from Calc; elsewhere LibreOffice is one. */
function needWriter(): void {
  if (existsSync('/usr/bin/apt-get')) programFor({ name: 'LibreOffice Writer', variable: 'LIBREOFFICE_WRITER', places: ['/usr/lib/libreoffice/program/libswlo.so', '/opt/libreoffice/program/libswlo.so'], packages: ['libreoffice-writer'] });
}

/** Opens a workbook in LibreOffice, calculates every formula anew and returns the file it saves. */
export function recalculate(bytes: Uint8Array): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'recalculate-'));
  const profile = join(folder, 'profile', 'user');
  mkdirSync(profile, { recursive: true });
  // 0 = always: LibreOffice would otherwise keep the cached values.
  writeFileSync(join(profile, 'registrymodifications.xcu'), '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry"><item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>');
  const input = join(folder, 'in.xlsx');
  writeFileSync(input, bytes);
  execFileSync(soffice(), [`-env:UserInstallation=file://${join(folder, 'profile')}`, '--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', join(folder, 'out'), input], { stdio: 'ignore', timeout: 240_000 });
  return new Uint8Array(readFileSync(join(folder, 'out', 'in.xlsx')));
}
