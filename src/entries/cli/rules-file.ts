import { readRules, RulesError, type Rules } from '../../core/method/read-rules.js';
import type { MessageKey } from '../../messages/index.js';
import { Failure } from './failure.js';
import { readWhole } from './files.js';

/** Reads a rule set from a file; a failure names the file and the field. */
export async function rulesFrom(file: string): Promise<Rules> {
  const text = new TextDecoder().decode(await readWhole(file));
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Failure(2, 'rules-unreadable', { file, reason: error instanceof Error ? error.message : String(error) });
  }
  try {
    return readRules(json);
  } catch (error) {
    if (error instanceof RulesError) throw new Failure(2, `rules-${error.code}` satisfies MessageKey, { file, path: error.path });
    throw error;
  }
}
