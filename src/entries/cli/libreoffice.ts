import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

const PLACES = [
  '/usr/bin/soffice',
  '/usr/local/bin/soffice',
  '/opt/libreoffice/program/soffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
  'C:\\Program Files\\LibreOffice\\program\\soffice.exe',
  'C:\\Program Files (x86)\\LibreOffice\\program\\soffice.exe',
];
/** A conversion takes a few seconds; LibreOffice that waits for an answer would wait for ever. */
const TIMEOUT = 180_000;
/** 0 is always: LibreOffice would otherwise keep the results that a file was saved with. */
const ALWAYS_CALCULATE =
  '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">' +
  '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">' +
  '<value>0</value></prop></item></oor:items>';

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

/** What LibreOffice is asked for. */
export interface Conversion {
  /** The ending of the file that is made, and LibreOffice's name for the filter that makes it. */
  readonly to: string;
  readonly filter: string;
  /** A configuration of fontconfig; LibreOffice on Windows and macOS asks the system for fonts and passes this over. */
  readonly fonts?: string;
  /** Every formula is calculated anew; else results stay as they are in the file. */
  readonly calculates?: boolean;
}

/**
 * Has LibreOffice read a workbook and write it as another file. Nobody's own LibreOffice is disturbed: it runs with a
 * profile that is thrown away.
 */
export async function convert(bytes: Uint8Array, program: string, conversion: Conversion): Promise<Uint8Array> {
  const { to, filter, fonts, calculates = false } = conversion;
  const folder = await mkdtemp(join(tmpdir(), 'publish-'));
  try {
    const file = join(folder, 'workbook.xlsx');
    const made = join(folder, 'made');
    const profile = join(folder, 'profile');
    if (calculates) {
      await mkdir(join(profile, 'user'), { recursive: true });
      await writeFile(join(profile, 'user', 'registrymodifications.xcu'), ALWAYS_CALCULATE);
    }
    await writeFile(file, bytes);
    const env = { ...process.env };
    if (fonts !== undefined) {
      env['FONTCONFIG_FILE'] = join(folder, 'fonts.conf');
      await writeFile(env['FONTCONFIG_FILE'], fonts);
    }
    await promisify(execFile)(
      program,
      [
        `-env:UserInstallation=${pathToFileURL(profile).href}`,
        '--headless',
        '--convert-to',
        `${to}:${filter}`,
        '--outdir',
        made,
        file,
      ],
      { timeout: TIMEOUT, env },
    );
    return new Uint8Array(await readFile(join(made, `workbook.${to}`)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Why a conversion failed, as far as one line tells it. */
export function firstLineOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.message.split('\n')[0] ?? '';
}
