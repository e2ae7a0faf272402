import { execFile } from 'node:child_process';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FontChoice, Layout } from '../../core/publish/layout.js';

const PLACES = [
  '/usr/bin/soffice',
  '/usr/local/bin/soffice',
  '/opt/libreoffice/program/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
  'C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe',
];
/**
 * Columns are counted in figures of the workbook's usual font: where a wider one stands in for it, the page is scaled
 * down until nobody can read it.
 */
const USUAL_FONTS: readonly FontChoice[] = ['Calibri', '等线'].map((name) => ({
  name,
  fallbacks: ['Carlito', 'Liberation Serif', 'Tinos'],
}));
/** A conversion takes a few seconds; LibreOffice that waits for an answer would wait for ever. */
const TIMEOUT = 180_000;

/** Returns LibreOffice's program, or `null` where it is not installed; SOFFICE names it where it lies elsewhere. */
export async function findLibreOffice(): Promise<string | null> {
  const named = process.env['SOFFICE'] ?? '';
  for (const place of named === '' ? PLACES : [named]) {
    if (
      await access(place).then(
        () => true,
        () => false,
      )
    )
      return place;
  }
  return null;
}

/**
 * Turns an official copy into PDF. Nobody's own LibreOffice is disturbed: it runs with a profile that is thrown away.
 */
export async function pdfOf(bytes: Uint8Array, program: string, layout: Layout): Promise<Uint8Array> {
  const folder = await mkdtemp(join(tmpdir(), 'publish-'));
  try {
    await writeFile(join(folder, 'official.xlsx'), bytes);
    await writeFile(
      join(folder, 'fonts.conf'),
      fontConfiguration([
        ...[layout.label, layout.title, layout.notes, layout.pageNumber].map(({ font }) => font),
        ...USUAL_FONTS,
      ]),
    );
    // LibreOffice on Windows and macOS asks the system for fonts and passes this over.
    const environment = { ...process.env, FONTCONFIG_FILE: join(folder, 'fonts.conf') };
    await promisify(execFile)(
      program,
      [
        `-env:UserInstallation=file://${join(folder, 'profile')}`,
        '--headless',
        '--convert-to',
        'pdf:calc_pdf_Export',
        '--outdir',
        folder,
        join(folder, 'official.xlsx'),
      ],
      { timeout: TIMEOUT, env: environment },
    );
    return new Uint8Array(await readFile(join(folder, 'official.pdf')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Without it a missing 小标宋 would be replaced by whatever sans-serif there is. */
function fontConfiguration(fonts: readonly FontChoice[]): string {
  const aliases = fonts.map(({ name, fallbacks }) => {
    const accepted = fallbacks.map((fallback) => `<family>${fallback}</family>`).join('');
    return `<alias binding="same"><family>${name}</family><accept>${accepted}</accept></alias>`;
  });
  return (
    '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>' +
    '<include ignore_missing="yes">/etc/fonts/fonts.conf</include>' +
    `${aliases.join('')}</fontconfig>`
  );
}
