import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { bytesOf } from '../support/published.js';
import { runFolder } from '../support/run-folder.js';

type File = string | Uint8Array;

/** What Microsoft's OpenXmlValidator says of a file, given by its name or its bytes. */
export function complaints(file: File): readonly string[] {
  return complaintsOfAll([file])[0] ?? [];
}

/** What it says of a file and not of the one that it was made from. */
export function newComplaints(file: File, madeFrom: File): readonly string[] {
  const [now = [], before = []] = complaintsOfAll([file, madeFrom]);
  const known = new Set(before);
  return now.filter((complaint) => !known.has(complaint));
}

/** Starts it once for all that it has not seen in this run: many tests begin with the same workbooks. */
function complaintsOfAll(files: readonly File[]): readonly (readonly string[])[] {
  const folder = join(runFolder(), 'validated');
  mkdirSync(folder, { recursive: true });
  const entries = files.map((file) => {
    const bytes = typeof file === 'string' ? bytesOf(file) : file;
    const digest = createHash('sha256').update(bytes).digest('hex');
    const name = join(folder, `${digest}${typeof file === 'string' ? extname(file) : '.xlsm'}`);
    return { bytes, name, answer: `${name}.json` };
  });
  const unseen = entries.filter(({ answer }) => !existsSync(answer));
  if (unseen.length > 0) {
    for (const { name, bytes } of unseen) writeFileSync(name, bytes);
    const answers = validate(unseen.map(({ name }) => name));
    unseen.forEach(({ answer }, index) => writeWhole(answer, JSON.stringify(answers[index])));
  }
  return entries.map(({ answer }) => JSON.parse(readFileSync(answer, 'utf8')) as string[]);
}

function validate(names: readonly string[]): readonly (readonly string[])[] {
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(__dirname, 'validate.mjs'), ...names], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (status !== 0) throw new Error(`The validator did not run: ${stderr}`);
  return JSON.parse(stdout) as string[][];
}

/** Another worker may look for the file at any moment. */
function writeWhole(file: string, text: string): void {
  const part = `${file}.${process.pid}`;
  writeFileSync(part, text);
  renameSync(part, file);
}
