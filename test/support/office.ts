import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { programFor } from './program.js';
import { runFolder } from './run-folder.js';

/** What a LibreOffice is asked for: a file read and written again, after an edit where one is given. */
export interface OfficeTask {
  readonly bytes: Uint8Array;
  /** The ending of the file that is read. */
  readonly from: 'docx' | 'xlsx';
  /** The ending of the file that is written, and LibreOffice's name for the filter that writes it. */
  readonly to: string;
  readonly filter: string;
  /** LibreOffice Basic: a `Sub Edit(document)`. */
  readonly edit?: string;
}

const PATIENCE = 240_000;
// 0 = always: LibreOffice would otherwise keep the values that a file was saved with.
const SETTINGS =
  '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">' +
  '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">' +
  '<value>0</value></prop></item></oor:items>';

/**
 * Has LibreOffice do a task and returns the bytes of the file it writes. Starting it takes most of the time that a task
 * does, so each Jest worker starts one for the whole run, with a profile of its own, and hands it the tasks as files.
 */
export function officeDoes({ bytes, from, to, filter, edit }: OfficeTask): Uint8Array {
  const folder = startedOffice();
  const number = readdirSync(folder).filter((name) => name.endsWith('.request')).length + 1;
  const job = join(folder, String(number));
  writeFileSync(`${job}-in.${from}`, bytes);
  if (edit !== undefined) writeFileSync(`${job}.bas`, edit);
  const module = edit === undefined ? ['', ''] : [`Edit${number}`, `${job}.bas`];
  // Complete before it is seen: LibreOffice looks for requests all the time, and would read a half-written one.
  writeFileSync(`${job}.draft`, [`${job}-in.${from}`, `${job}-out.${to}`, filter, ...module, ''].join('\n'));
  renameSync(`${job}.draft`, `${job}.request`);
  const outcome = outcomeOf(job);
  if (outcome !== 'done') throw new Error(`LibreOffice, asked to write ${to}: ${outcome}`);
  return new Uint8Array(readFileSync(`${job}-out.${to}`));
}

/** Waits for what came of a job; nothing else happens in this worker meanwhile. */
function outcomeOf(job: string): string {
  const pause = new Int32Array(new SharedArrayBuffer(4));
  for (const until = Date.now() + PATIENCE; Date.now() < until;) {
    const said = existsSync(`${job}.outcome`) ? readFileSync(`${job}.outcome`, 'utf8') : '';
    if (said.endsWith('\n')) return said.trim();
    Atomics.wait(pause, 0, 0, 10);
  }
  return `no answer within ${PATIENCE / 1000} seconds`;
}

/** The folder in which the LibreOffice of this worker looks for tasks. */
function startedOffice(): string {
  const folder = join(runFolder(), `office-${process.env['JEST_WORKER_ID'] ?? '1'}`);
  if (existsSync(join(folder, 'serve'))) return folder;
  const program = soffice();
  needWriter();
  const profile = join(folder, 'profile');
  mkdirSync(join(profile, 'user'), { recursive: true });
  writeFileSync(join(profile, 'user', 'registrymodifications.xcu'), SETTINGS);
  const given = [`-env:UserInstallation=file://${profile}`, '--headless', '--norestore'];
  // The first start lays a new profile's Basic library down, over any that is there.
  execFileSync(program, [...given, '--terminate_after_init'], { stdio: 'ignore', timeout: PATIENCE });
  writeServer(join(profile, 'user', 'basic', 'Standard'));
  writeFileSync(join(folder, 'serve'), '');
  spawn(program, [...given, `macro:///Standard.Server.Serve("${folder}")`], {
    stdio: 'ignore',
    detached: true,
  }).unref();
  return folder;
}

function soffice(): string {
  return programFor({
    name: 'LibreOffice',
    variable: 'SOFFICE',
    places: ['/usr/bin/soffice', '/usr/local/bin/soffice', '/opt/libreoffice/program/soffice'],
    packages: ['libreoffice-calc'],
  });
}

/** Puts office-server.bas into a profile's Basic library. */
function writeServer(library: string): void {
  const heading = (element: string, file: string): string =>
    '<?xml version="1.0" encoding="UTF-8"?>\n' +
    `<!DOCTYPE ${element} PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "${file}.dtd">\n`;
  const escaped = readFileSync(join(__dirname, 'office-server.bas'), 'utf8')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
  writeFileSync(
    join(library, 'script.xlb'),
    `${heading('library:library', 'library')}<library:library xmlns:library="http://openoffice.org/2000/library" ` +
      'library:name="Standard" library:readonly="false" library:passwordprotected="false">' +
      '<library:element library:name="Server"/></library:library>',
  );
  writeFileSync(
    join(library, 'Server.xba'),
    `${heading('script:module', 'module')}<script:module xmlns:script="http://openoffice.org/2000/script" ` +
      `script:name="Server" script:language="StarBasic">${escaped}</script:module>`,
  );
}

/**
 * Debian packs Writer apart from Calc; elsewhere LibreOffice is one. Pages break right only with these fonts. A
 * LibreOffice that runs knows of neither if they come later.
 */
function needWriter(): void {
  if (!existsSync('/usr/bin/apt-get')) return;
  programFor({
    name: 'LibreOffice Writer',
    variable: 'LIBREOFFICE_WRITER',
    places: ['/usr/lib/libreoffice/program/libswlo.so', '/opt/libreoffice/program/libswlo.so'],
    packages: ['libreoffice-writer'],
  });
  programFor({
    name: 'The font Liberation Serif',
    variable: 'LIBERATION_SERIF',
    places: ['/usr/share/fonts/truetype/liberation/LiberationSerif-Regular.ttf'],
    packages: ['fonts-liberation'],
  });
}
