import { readRulesFile } from '../../app/rules-file.js';
import type { Rules } from '../../core/method/read-rules.js';
import { Failure } from './failure.js';
import { readWhole } from './files.js';

/** Reads a rule set from a file; a failure names the file and the field. */
export async function rulesFrom(file: string): Promise<Rules> {
  const read = readRulesFile(await readWhole(file));
  if ('code' in read) throw new Failure(2, read.code, { file, ...read.parameters });
  return read;
}
