import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programFor } from '../support/program.js';

/** Returns LibreOffice's program. */
function soffice(): string {
  return programFor({ name: 'LibreOffice', variable: 'SOFFICE', places: ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'], packages: ['libreoffice-calc'] });
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
